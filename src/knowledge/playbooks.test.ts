import { describe, expect, it } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { findCitations } from './citations.ts'
import { foldName } from './names.ts'
import { readLibrary } from './shelf.ts'
import { findPlaybook } from './similar.ts'
import { loadTaxonomy } from './tables.ts'
import { knownLaws, lawAliases } from './versions.ts'

const ctx = { shelf: openShelf() }
const books = readLibrary(ctx.shelf).playbooks
const codes = loadTaxonomy(ctx).types.flatMap((t) => t.subtypes.map((s) => s.subtype))
const names = new Map(
  [...[...knownLaws(ctx).keys()].map((title) => [title, title] as const), ...lawAliases(ctx)].map(
    ([name, title]) => [foldName(name), title] as const,
  ),
)

describe('the playbooks of knowledge/', () => {
  it('serve every kind of dispute, each by one file of its own or of its neighbour', () => {
    expect(codes.filter((code) => books.filter((b) => b.subtypes.includes(code)).length !== 1)).toEqual([])
    expect(books.flatMap((b) => b.subtypes).filter((code) => !codes.includes(code))).toEqual([])
    expect(findPlaybook(ctx, 'consumer.training')?.key).toBe('playbook:consumer.prepaid_card')
  })

  it.each(books)('$key: issues, anchors, clauses and pitfalls, none of them thin', ({ sections }) => {
    expect(sections.map((s) => s.anchor)).toEqual(['issues', 'anchors', 'clauses', 'pitfalls'])
    expect(sections.filter((s) => s.lines.length < 4 || s.lines.length > 8).map((s) => s.heading)).toEqual([])
    expect(sections.flatMap((s) => s.lines).filter((line) => !line.startsWith('- '))).toEqual([])
  })

  it.each(books)('$key rests on exactly the articles its words cite', ({ basis, sections }) => {
    const cited = findCitations(sections.map((s) => s.lines.join('\n')).join('\n\n'), names)
    expect(cited.filter((c) => !c.law).map((c) => c.quote)).toEqual([])
    expect([...new Set(cited.map((c) => `law:${c.law}#${c.item}`))].sort()).toEqual([...basis].sort())
  })
})
