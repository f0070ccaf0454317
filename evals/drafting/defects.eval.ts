import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestContext, testContext } from '../../src/testing/context.ts'
import { checkable, findIn, precisionOf, recallOf, type Seed, seeds, tally } from './defects.ts'

let ctx: TestContext
const OPENED = '2026-09-18T10:00:00+08:00'
let now = new Date(OPENED)
/** The day of the last record, or one before the days the agreements name. */
const dayOf = ({ records = [] }: Seed): Date =>
  new Date([...records.flatMap(([, , at]) => at ?? []), OPENED].toSorted().at(-1)!)
const findingsOf = (seed: Seed) => {
  now = dayOf(seed)
  return findIn(ctx, seed)
}
const files = (
  process.env.DEFECTS ??
  'defects.jsonl,defects-2.jsonl,defects-3.jsonl,defects-4.jsonl,defects-5.jsonl,defects-6.jsonl,defects-7.jsonl,defects-8.jsonl,defects-9.jsonl,defects-10.jsonl,defects-11.jsonl,defects-12.jsonl,defects-13.jsonl,defects-14.jsonl,defects-15.jsonl,defects-16.jsonl,defects-17.jsonl,defects-18.jsonl,defects-19.jsonl,defects-20.jsonl,defects-21.jsonl,defects-own.jsonl'
).split(',')
const results: { seed: Seed; rules: Set<string> }[] = []

beforeAll(async () => {
  ctx = await testContext({ now: () => now })
  for (const seed of files.flatMap(seeds)) {
    const findings = await findingsOf(seed)
    results.push({ seed, rules: new Set(findings.map(({ rule }) => rule)) })
    if (process.env.SHOW === seed.id || process.env.SHOW === seed.rule)
      console.log(`===== ${seed.id}\n${findings.map((f) => `${f.level} ${f.rule} ${f.where} ${f.message}`).join('\n')}`)
  }
})
afterAll(() => ctx.close())

const row = (name: string, recall: number, precision: number, rest = '') =>
  `${name}  recall ${recall.toFixed(2)}  precision ${precision.toFixed(2)}${rest}`

// Nothing was mended against the newest set yet: printed, with floors that catch a collapse.
test.runIf(!process.env.DEFECTS)('the newest set of seeds', async () => {
  const newest: typeof results = []
  for (const seed of seeds('defects-22.jsonl'))
    newest.push({ seed, rules: new Set((await findingsOf(seed)).map(({ rule }) => rule)) })
  const rows = tally(newest)
  for (const [name, code] of [
    ['M', true],
    ['L', false],
  ] as const) {
    const of = rows.filter(({ rule }) => checkable.has(rule) === code)
    console.log(row(`${name} newest`, recallOf(of), precisionOf(of)))
    expect(recallOf(of)).toBeGreaterThan(0.75)
    expect(precisionOf(of)).toBeGreaterThan(0.7)
  }
})

describe('seeded defects', () => {
  test('the rules find what was seeded and nothing else', () => {
    const rows = tally(results)
    const [m, l] = [rows.filter(({ rule }) => checkable.has(rule)), rows.filter(({ rule }) => !checkable.has(rule))]
    console.log(
      [
        ...rows.map((it) =>
          row(
            `${it.rule} ${checkable.has(it.rule) ? 'M' : 'L'}`,
            recallOf([it]),
            precisionOf([it]),
            `${it.missed.length ? `  missed ${it.missed.join(' ')}` : ''}${it.false.length ? `  false ${it.false.join(' ')}` : ''}`,
          ),
        ),
        row('M sum', recallOf(m), precisionOf(m)),
        row('L sum', recallOf(l), precisionOf(l)),
      ].join('\n'),
    )
    expect(recallOf(m)).toBeGreaterThanOrEqual(0.97)
    expect(precisionOf(m)).toBeGreaterThanOrEqual(0.95)
    expect(recallOf(l)).toBeGreaterThanOrEqual(0.75)
    expect(precisionOf(l)).toBeGreaterThanOrEqual(0.85)
  })
})
