import { describe, expect, it } from 'vitest'
import { paramNames } from '../calculators/index.ts'
import { openShelf } from '../cli/shelf.ts'
import { fileTable } from '../directory/index.ts'
import { findSubtype, loadTaxonomy, loadWarnings } from './tables.ts'
import { knownLaws, lawAliases } from './versions.ts'

const ctx = { shelf: openShelf() }

describe('the tables of knowledge/', () => {
  it('can all be read, field by field', () => {
    expect(loadTaxonomy(ctx).types).toHaveLength(18)
    expect(loadTaxonomy(ctx).types.flatMap((t) => t.subtypes)).toHaveLength(75)
    expect(fileTable(ctx, 'params').find((p) => p.name === 'mediation_days')?.value).toBe(30)
    expect(loadWarnings(ctx).rules.length).toBeGreaterThan(0)
  })

  it('name only departments, facts and disputes that exist', () => {
    const departments = new Set(fileTable(ctx, 'departments').map((d) => d.code))
    const facts = new Set(loadTaxonomy(ctx).facts.map((f) => f.key))
    const subtypes = loadTaxonomy(ctx).types.flatMap((t) => t.subtypes)
    const types = new Set([...loadTaxonomy(ctx).types.map((t) => t.type), ...subtypes.map((s) => s.subtype)])
    const named = subtypes.flatMap((s) => [
      s.departments.primary,
      ...s.departments.supporting,
      ...s.departments.escalation,
      ...s.when.map((it) => it.primary),
    ])
    const unknown = [
      ...[...named, ...fileTable(ctx, 'roster').flatMap((s) => s.departments)].filter((d) => !departments.has(d)),
      ...loadWarnings(ctx)
        .rules.flatMap((r) => r.tell)
        .filter((d) => !departments.has(d)),
      ...subtypes.flatMap((s) => s.facts).filter((f) => !facts.has(f)),
      ...fileTable(ctx, 'teams')
        .flatMap((t) => t.skills)
        .filter((s) => !types.has(s)),
      ...loadWarnings(ctx)
        .rules.flatMap((r) => r.disputes ?? [])
        .filter((s) => !types.has(s)),
    ]
    expect([...new Set(unknown)]).toEqual([])
  })

  it('rest on articles of laws whose days are known, and call each law by names that lead to one law', () => {
    const laws = knownLaws(ctx)
    const keys = [
      ...loadTaxonomy(ctx).types.flatMap((t) => t.subtypes.flatMap((s) => s.basis)),
      ...fileTable(ctx, 'departments').flatMap((d) => d.basis),
    ]
    expect(keys.filter((key) => !laws.has(/^law:(.+)#\d+(-\d+)?$/.exec(key)?.[1] ?? ''))).toEqual([])
    expect([...lawAliases(ctx)].filter(([name, title]) => !laws.has(title) || laws.has(name))).toEqual([])
    expect([...laws].filter(([, law]) => law.successor && !laws.has(law.successor)).map(([title]) => title)).toEqual([])
    expect([...laws].filter(([, law]) => !law.effective).map(([title]) => title)).toEqual([])
  })

  it('say each thing once', () => {
    const { facts, types } = loadTaxonomy(ctx)
    const subtypes = types.flatMap((t) => t.subtypes)
    expect(
      subtypes.filter((s) => !types.some((t) => t.subtypes.includes(s) && s.subtype.startsWith(`${t.type}.`))),
    ).toEqual([])
    for (const codes of [
      types.map((t) => t.type),
      subtypes.map((s) => s.subtype),
      facts.map((f) => f.key),
      subtypes.flatMap((s) => s.triggers),
      subtypes.map((s) => s.departments.reason),
      fileTable(ctx, 'departments').map((d) => d.code),
      fileTable(ctx, 'teams').map((t) => t.code),
      fileTable(ctx, 'params').map((p) => p.name),
      loadWarnings(ctx).rules.map((r) => r.code),
      ...subtypes.flatMap((s) => [s.facts, s.evidence, s.basis]),
    ])
      expect(codes.filter((code, i) => codes.indexOf(code) < i)).toEqual([])
  })

  it('have every department on duty at some time, and a woman trained for violence at home and for minors', () => {
    const onDuty = new Set(fileTable(ctx, 'roster').flatMap((s) => s.departments))
    expect(fileTable(ctx, 'departments').filter((d) => !onDuty.has(d.code))).toEqual([])
    const trained = fileTable(ctx, 'teams').filter((t) => t.members.some((m) => m.gender === 'female'))
    expect(['dv', 'minor'].filter((need) => !trained.some((t) => t.trained.includes(need)))).toEqual([])
  })

  it('name every figure a calculator may ask for, and where to find the ones left open', () => {
    const rows = fileTable(ctx, 'params')
    expect(paramNames.filter((name) => !rows.some((row) => row.name === name))).toEqual([])
    expect(rows.filter((row) => row.source === '').map((row) => row.name)).toEqual([])
    const lpr = rows.find((row) => row.name === 'lpr_1y')
    expect(lpr?.table?.map((rate) => rate.effective)).toEqual(lpr?.table?.map((rate) => rate.effective).toSorted())
    expect([lpr?.table?.length, lpr?.validThrough]).toEqual([13, '2025-11-20'])
  })

  it('find a subtype by its code', () => {
    expect(findSubtype(ctx, 'neighbor.leak')?.departments.primary).toBeDefined()
    expect(findSubtype(ctx, 'neighbor.nothing')).toBeUndefined()
  })
})
