import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAmounts, getCaseFile } from '../../src/cases/index.ts'
import { summariseCase } from '../../src/summary/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'
import { says, trials, tryOut } from '../drafting/score.ts'

/** The case files of the drafting eval, told as summaries: what was settled is told, what was corrected or confided is not, every sentence rests on records. */
const all = ['cases.jsonl', 'cases-2.jsonl', 'cases-3.jsonl', 'cases-4.jsonl'].flatMap(trials)
let ctx: TestContext
const tally = { settled: 0, told: 0, sentences: 0, tied: 0, leaked: 0, ungrounded: 0 }

beforeAll(async () => {
  ctx = await testContext()
})
afterAll(async () => {
  console.log(
    `summaries ${all.length} · settled sums told ${(tally.told / tally.settled).toFixed(3)} · sentences tied ${(tally.tied / tally.sentences).toFixed(3)} · confidences leaked ${tally.leaked} · ungrounded sums ${tally.ungrounded}`,
  )
  await ctx.close()
})

for (const trial of all) {
  test(`${trial.id}: the settlement is told, confidences and invented sums are not`, async () => {
    const { document } = await tryOut(ctx, trial)
    const file = await getCaseFile(ctx, document.caseId)
    const open = file.records
      .filter(({ visibility }) => visibility === 'shared')
      .map(({ text }) => text)
      .join('\n')
    const confided = file.records
      .filter(({ visibility }) => visibility === 'caucus')
      .flatMap(({ text }) => findAmounts(text))
      .filter(({ fen }) => !findAmounts(open).some((sum) => sum.fen === fen))
    const terms = (document.content.sections as { key: string; items: { text: string; label: string }[] }[]).find(
      ({ key }) => key === 'terms',
    )!.items
    const settled = [
      ...new Set(
        terms.filter(({ label }) => label === 'record').flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)),
      ),
    ]
    for (const length of ['half', 'full'] as const) {
      const { text, sentences } = await summariseCase(ctx, { caseId: file.id, length })
      const sums = findAmounts(text)
      tally.settled += settled.length
      tally.told += settled.filter((fen) => sums.some((sum) => sum.fen === fen)).length
      tally.sentences += sentences.length
      tally.tied += sentences.filter(({ recordIds }) => recordIds.length > 0).length
      tally.leaked += confided.filter(({ fen }) => sums.some((sum) => sum.fen === fen)).length
      const known = new Set(findAmounts(open).map(({ fen }) => fen))
      tally.ungrounded += sums.filter(({ fen }) => !known.has(fen)).length
      expect(sentences.every(({ recordIds }) => recordIds.length > 0)).toBe(true)
      expect(confided.filter(({ raw }) => says(text, raw))).toEqual([])
    }
  })
}
