import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKnowledge, searchKnowledge } from '../../src/knowledge/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { interval, type Judged, measures, recall, reciprocalRank, report } from './scorers.ts'
import { crossValidate } from './train.ts'

/** Our own questions over our own cards: in seconds, everywhere. The floors lie a little below what was reached. */
const FLOORS = { hit10: 0.93, mrr10: 0.8 }

const cases = readFileSync(join(import.meta.dirname, 'cases.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { q: string; gold: string[] })

describe('our own questions over our own cards', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await testContext()
    await loadKnowledge(ctx)
  })
  afterAll(() => ctx.close())

  it('find their rule', async () => {
    const number = new Map<string, number>()
    const idOf = (key: string) => number.get(key) ?? number.set(key, number.size).get(key)!
    const judged: Judged[] = []
    for (const { q, gold } of cases) {
      const { hits } = await searchKnowledge(ctx, { q, kinds: ['law'], limit: 100 })
      const ranked = hits.map((h) => idOf(h.key))
      judged.push({ ranked, gold: gold.map(idOf) })
      const first = hits.findIndex((h) => gold.includes(h.key))
      if (first < 0 || first > 4)
        console.log(
          `  rank ${first + 1}: ${q} → ${hits
            .slice(0, 3)
            .map((h) => h.key)
            .join(' ')}`,
        )
    }
    console.log(report('own questions', judged))
    const hit = interval(judged.map((j) => (recall(10)(j) > 0 ? 1 : 0))).mean
    const mrr = interval(judged.map(reciprocalRank(10))).mean
    console.log(`hit@10 ${hit.toFixed(3)}  MRR@10 ${mrr.toFixed(3)}`)
    expect(hit).toBeGreaterThanOrEqual(FLOORS.hit10)
    expect(mrr).toBeGreaterThanOrEqual(FLOORS.mrr10)
  })
})

// Minutes: by hand, never in CI.
describe.skipIf(process.env.CI || !corpusFolder())(
  'public lay questions over the whole archive, cross-validated',
  () => {
    it('reach the figures that were set', () => {
      const { ranked, unseen } = crossValidate((line) => console.log(line))
      const mean = (judged: Judged[], of: (j: Judged) => number) => interval(judged.map(of)).mean
      expect(mean(ranked, measures['R@10'])).toBeGreaterThanOrEqual(0.72)
      expect(mean(ranked, measures['R@100'])).toBeGreaterThanOrEqual(0.9)
      expect(mean(ranked, measures['MRR@10'])).toBeGreaterThanOrEqual(0.6)
      expect(mean(unseen, measures['R@10'])).toBeGreaterThanOrEqual(0.7)
    })
  },
)
