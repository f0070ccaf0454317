import { describe, expect, it } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { fileTable } from '../directory/index.ts'
import { findSubtype, loadTaxonomy, loadWarnings } from './tables.ts'

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

  it('find a subtype by its code', () => {
    expect(findSubtype(ctx, 'neighbor.leak')?.departments.primary).toBeDefined()
    expect(findSubtype(ctx, 'neighbor.nothing')).toBeUndefined()
  })
})
