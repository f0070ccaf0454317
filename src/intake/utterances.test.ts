import { describe, expect, test } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { loadTaxonomy } from '../knowledge/index.ts'
import { ngrams } from '../text/index.ts'
import { dangerExamples, disputeExamples, ordinaryExamples, severalExamples } from './examples.ts'
import { flagCodes } from './flags.ts'

const shelf = openShelf()
const disputes = disputeExamples(shelf)
const dangers = dangerExamples(shelf)
const several = severalExamples(shelf)
const ordinary = ordinaryExamples(shelf)
const frozen = openFrozen()

/** What somebody says in the frozen tests: the second column, or the only one. */
function openFrozen(): string[] {
  const evals = openShelf()
  return evals
    .list('evals/intake')
    .filter((path) => path.endsWith('.tsv'))
    .flatMap((path) => evals.text(path).split('\n'))
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t')[1] ?? line)
}

const SHINGLE = 6
const MOST_ALIKE = 0.5

/** Pairs of texts, the later one with more than half of the shorter one's shingles. */
function alike(texts: readonly string[], against: readonly string[]): string[] {
  const index = new Map<string, number[]>()
  const shingles = [...against, ...texts].map(
    (text) =>
      new Set(
        ngrams(
          text.replaceAll(/\W/gu, (c) => (/\p{L}|\p{N}/u.test(c) ? c : '')),
          SHINGLE,
        ),
      ),
  )
  const all = [...against, ...texts]
  const found: string[] = []
  shingles.forEach((mine, i) => {
    const shared = new Map<number, number>()
    for (const shingle of mine) {
      const holders = index.get(shingle) ?? []
      if (i >= against.length) for (const j of holders) shared.set(j, (shared.get(j) ?? 0) + 1)
      index.set(shingle, [...holders, i])
    }
    for (const [j, n] of shared)
      if (n >= 3 && n / Math.min(mine.size, shingles[j]!.size) > MOST_ALIKE) found.push(`${all[j]} ~ ${all[i]}`)
  })
  return found
}

describe('the labelled sentences', () => {
  test('are many for every kind and every danger, with labels that exist', () => {
    const subtypes = loadTaxonomy({ shelf }).types.flatMap((type) => type.subtypes.map(({ subtype }) => subtype))
    const count = (code: string, of: { labels: string[] }[]) => of.filter(({ labels }) => labels.includes(code)).length
    expect(subtypes.filter((code) => count(code, disputes) < 25)).toEqual([])
    expect(flagCodes.filter((code) => count(code, dangers) < 40)).toEqual([])
    const known = new Set<string>([...subtypes, ...flagCodes])
    const unknown = [...disputes, ...dangers, ...several].flatMap(({ labels }) => labels.filter((it) => !known.has(it)))
    expect(unknown).toEqual([])
    expect(dangers.filter(({ labels }) => labels.length === 0).length).toBeGreaterThan(500)
  })

  test('are nobody else’s with other nouns', () => {
    expect(
      alike(
        [...disputes, ...several].map(({ text }) => text),
        [],
      ),
    ).toEqual([])
    expect(
      alike(
        [...dangers, ...ordinary].map(({ text }) => text),
        [],
      ),
    ).toEqual([])
  })

  test('do not stand in the frozen tests', () => {
    expect(
      alike(
        [...disputes, ...dangers, ...several, ...ordinary].map(({ text }) => text),
        frozen,
      ),
    ).toEqual([])
  })
})
