import { describe, expect, test } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { findAmounts, findIdentifiers, shingleOverlap } from '../text/index.ts'
import { findSubtype } from './index.ts'
import { readLibrary } from './shelf.ts'

const shelf = openShelf()
const { agreements, playbooks } = readLibrary(shelf)
const textOf = ({ sections }: (typeof agreements)[number]) => sections.map(({ text }) => text).join('\n')

describe('past agreements', () => {
  test('there are at least 60 over at least 35 subtypes, each of a subtype we know', () => {
    expect(agreements.length).toBeGreaterThanOrEqual(60)
    expect(new Set(agreements.map(({ subtype }) => subtype)).size).toBeGreaterThanOrEqual(35)
    expect(agreements.filter(({ subtype }) => !findSubtype({ shelf }, subtype)).map(({ key }) => key)).toEqual([])
  })

  test('every sum in capitals is the sum in digits', () => {
    const wrong = agreements.flatMap((it) =>
      findAmounts(textOf(it))
        .filter(({ mismatch }) => mismatch)
        .map(({ quote }) => `${it.key}: ${quote}`),
    )
    expect(wrong).toEqual([])
  })

  test('none names a person by a number or code', () => {
    const named = agreements.flatMap((it) =>
      findIdentifiers(textOf(it)).map(({ kind, quote }) => `${it.key}: ${kind} ${quote}`),
    )
    expect(named).toEqual([])
  })

  test('none is a copy of another with names changed', () => {
    const copies = agreements.flatMap((a, i) =>
      agreements.slice(i + 1).flatMap((b) => {
        const overlap = shingleOverlap(textOf(a), textOf(b), 8)
        return overlap > 0.25 ? [`${a.key} ~ ${b.key}: ${overlap.toFixed(2)}`] : []
      }),
    )
    expect(copies).toEqual([])
  })
})

describe('playbooks', () => {
  test('there are at least 8, each of subtypes we know, each with its four parts', () => {
    expect(playbooks.length).toBeGreaterThanOrEqual(8)
    const unknown = playbooks.flatMap(({ key, subtypes }) =>
      subtypes.filter((code) => !findSubtype({ shelf }, code)).map((code) => `${key}: ${code}`),
    )
    expect(unknown).toEqual([])
    for (const { sections } of playbooks)
      expect(sections.map(({ anchor }) => anchor)).toEqual(['issues', 'anchors', 'clauses', 'pitfalls'])
  })
})
