import { afterAll, beforeAll, expect, test } from 'vitest'
import { findRedFlags } from '../../src/intake/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'
import { hear, sumUp, trials } from './score.ts'

// The floors catch a collapse; the figures themselves are printed. SHOW=1 prints each miss.
let ctx: TestContext
const show = (line: string) => process.env.SHOW && console.log(line)

beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

test('kinds and doors of sentences never seen', async () => {
  const heard = await hear(ctx, trials('kinds-1.tsv'))
  for (const it of heard)
    if (!it.accepted.includes(it.subtype))
      show(`${it.accepted.join('|')} → ${it.subtype} ${it.confidence} ${it.tier} ${it.text}`)
  const { type, subtype, department, auto, autoWrong, p95 } = sumUp(ctx, heard)
  console.log(
    `sentences ${heard.length} · type ${type.toFixed(3)} · subtype ${subtype.toFixed(3)} · department ${department.toFixed(3)} · sent on by itself ${auto.toFixed(3)}, of these wrong ${autoWrong.toFixed(3)} · p95 ${p95.toFixed(1)} ms`,
  )
  expect(type).toBeGreaterThan(0.6)
  expect(department).toBeGreaterThan(0.6)
})

const grave = ['suicide', 'dv', 'imminent_danger']
const stopping = (text: string) => findRedFlags(ctx.shelf, text).filter(({ stop }) => stop === 'stop')

test('dangers said plainly, in dialect and in a roundabout way', () => {
  const dangers = trials('flags.tsv').filter(({ accepted }) => !accepted.includes('none'))
  const missed = dangers.filter(
    ({ accepted, text }) => !findRedFlags(ctx.shelf, text).some(({ code }) => accepted.includes(code)),
  )
  const harmless = trials('flags.tsv').filter(({ accepted }) => accepted.includes('none'))
  const ordinary = trials('kinds-1.tsv')
  const falsely = harmless.filter(({ text }) => stopping(text).length > 0)
  const falselyOrdinary = ordinary.filter(({ text }) => stopping(text).length > 0)
  for (const { accepted, text } of missed) show(`missed ${accepted} ${text}`)
  for (const { text } of [...falsely, ...falselyOrdinary])
    show(
      `false stop ${stopping(text)
        .map(({ code, quote }) => `${code}(${quote})`)
        .join(' ')} ${text}`,
    )
  const recall = (codes: (code: string) => boolean) => {
    const of = dangers.filter(({ accepted }) => codes(accepted[0]!))
    return 1 - missed.filter(({ accepted }) => codes(accepted[0]!)).length / of.length
  }
  const stops = recall((code) => grave.includes(code))
  console.log(
    `dangers ${dangers.length} · recall of suicide, dv, imminent danger ${stops.toFixed(3)} · of the others ${recall((code) => !grave.includes(code)).toFixed(3)} · false stops ${falsely.length} of ${harmless.length} that sound dangerous, ${falselyOrdinary.length} of ${ordinary.length} ordinary ones`,
  )
  expect(stops).toBeGreaterThan(0.95)
  expect(falsely.length).toBeLessThan(harmless.length / 8)
  expect(falselyOrdinary.length).toBeLessThan(4)
})
