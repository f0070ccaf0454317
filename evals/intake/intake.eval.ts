import { afterAll, beforeAll, expect, test } from 'vitest'
import { actOf, findRedFlags, isDoubt } from '../../src/intake/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'
import { hear, lines, splitRight, sumUp, trials } from './score.ts'

// The floors catch a collapse; the figures themselves are printed. SHOW=1 prints each miss.
let ctx: TestContext
const show = (line: string) => process.env.SHOW && console.log(line)
const round = (x: number) => x.toFixed(3)

beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

test.each(['kinds-1.tsv', 'kinds-2.tsv'])('kinds, doors and open facts of sentences never seen: %s', async (file) => {
  const heard = await hear(ctx, trials(file))
  for (const { accepted, text, assessment } of heard) {
    const { subtype, confidence, tier } = assessment.disputes[0]!
    if (!accepted.includes(subtype)) show(`${accepted.join('|')} → ${subtype} ${confidence} ${tier} ${text}`)
  }
  const { type, subtype, department, auto, autoWrong, missingF1, p95 } = sumUp(ctx, heard)
  console.log(
    `${file}: ${heard.length} · type ${round(type)} · subtype ${round(subtype)} · first door ${round(department)} · sent on by itself ${round(auto)}, of these wrong ${round(autoWrong)} · open facts F1 ${missingF1 === undefined ? '—' : round(missingF1)} · p95 ${p95.toFixed(1)} ms`,
  )
  expect(type).toBeGreaterThan(0.8)
  expect(department).toBeGreaterThan(0.8)
})

const grave = ['suicide', 'dv', 'imminent_danger']
const flagsOf = (text: string) => findRedFlags(ctx.shelf, text)
const stopping = (text: string) => flagsOf(text).filter(({ stop }) => stop === 'stop')

// Told as people speak: plain, everyday, dialect, or buried in a longer telling.
test.each(['flags-7.tsv', 'flags-8.tsv', 'flags-9.tsv', 'flags-10.tsv'])(
  'dangers, each code that must be raised: %s',
  (file) => {
    const told = lines(file).flatMap(([codes, text]) => codes!.split(',').map((code) => ({ code, text: text! })))
    const flagged = told.map((it) => ({ ...it, flag: flagsOf(it.text).find(({ code }) => code === it.code) }))
    for (const { code, text, flag } of flagged)
      if (!flag || isDoubt(flag)) show(`${flag ? 'in doubt' : 'missed'} ${code} ${text}`)
    const recall = (of: (code: string) => boolean, certain = false) => {
      const asked = flagged.filter(({ code }) => of(code))
      return asked.filter(({ flag }) => flag && !(certain && isDoubt(flag))).length / asked.length
    }
    const codes = [...new Set(told.map(({ code }) => code))]
    console.log(
      `${file}: ${told.length} · ${codes.map((code) => `${code} ${round(recall((it) => it === code))}`).join(' · ')}`,
    )
    const life = (code: string) => grave.includes(code)
    const halted = lines(file).filter(([codes]) => codes!.split(',').some(life))
    const stopped = halted.filter(([, text]) => stopping(text!).length > 0)
    const unseen = halted.filter(([, text]) => !flagsOf(text!).some((flag) => life(flag.code)))
    for (const [codes, text] of unseen) show(`neither stopped nor asked about ${codes} ${text}`)
    console.log(
      `suicide, dv, imminent danger: raised ${round(recall(life))}, of these to stop at once ${grave.map((it) => `${it} ${round(recall((code) => code === it, true))}`).join(' ')}, together ${round(recall(life, true))} · of their sentences stopped ${round(stopped.length / halted.length)}, stopped or asked about at once and seen by a person ${round(1 - unseen.length / halted.length)} · other flags ${round(recall((code) => !life(code)))}`,
    )
    expect(recall(life, true)).toBeGreaterThan(0.7)
    expect(recall(life)).toBeGreaterThan(0.9)
  },
)

test.each(['flags.tsv', 'flags-2.tsv'])('dangers, any of the codes that will do: %s', (file) => {
  const dangers = trials(file).filter(({ accepted }) => !accepted.includes('none'))
  const missed = dangers.filter(({ accepted, text }) => !flagsOf(text).some(({ code }) => accepted.includes(code)))
  const harmless = trials(file).filter(({ accepted }) => accepted.includes('none'))
  const falsely = harmless.filter(({ text }) => stopping(text).length > 0)
  for (const { accepted, text } of missed) show(`missed ${accepted} ${text}`)
  console.log(
    `${file}: ${dangers.length} dangers, recall ${round(1 - missed.length / dangers.length)} · false stops ${falsely.length} of ${harmless.length} that sound dangerous`,
  )
  expect(missed.length).toBeLessThan(dangers.length / 2)
})

test('ordinary sentences are not stopped', () => {
  const texts = lines('harmless.tsv').map(([text]) => text!)
  const of = (name: string) => ['7', '8', '9', '10'].flatMap((n) => lines(`${name}-${n}.tsv`).map(([text]) => text!))
  const [further, denied] = [of('ordinary'), of('denied')]
  const [sounding, ordinary] = [
    [...texts.slice(0, 200), ...denied],
    [...texts.slice(200), ...further],
  ]
  const halts = (text: string) => stopping(text).filter(({ code }) => grave.includes(code))
  const falsely = (of: string[]) => of.filter((text) => halts(text).length > 0)
  for (const text of [...falsely(sounding), ...falsely(ordinary)])
    show(`false stop ${halts(text).map(({ code, quote }) => `${code}(${quote})`)} ${text}`)
  const asked = ordinary.filter((text) => flagsOf(text).some(isDoubt))
  console.log(`ordinary talk asked whether somebody is safe: ${asked.length} of ${ordinary.length}`)
  console.log(
    `false stops: ${falsely(ordinary).length} of ${ordinary.length} ordinary, ${falsely(sounding).length} of ${sounding.length} that only sound dangerous`,
  )
  expect(falsely(ordinary).length / ordinary.length).toBeLessThan(0.01)
})

test('two disputes in one telling are two, one told at length stays one', async () => {
  const told = lines('pairs.tsv').map(([codes, text]) => ({ told: codes!.split('+'), text: text! }))
  const heard = await hear(
    ctx,
    told.map(({ text, told }) => ({ text, accepted: told })),
  )
  const judged = heard.map((it, i) => ({ ...it, told: told[i]!.told }))
  for (const it of judged)
    show(`${it.told.join('+')} → ${it.assessment.disputes.map(({ subtype }) => subtype).join('+')} ${it.text}`)
  const { several, one } = splitRight(judged)
  console.log(`tellings of two found as the two ${round(several)} · of one left as one ${round(one)}`)
  expect(several).toBeGreaterThan(0.5)
  expect(one).toBeGreaterThan(0.7)
})

test('what is no dispute is not taken for one', () => {
  const told = lines('odd.tsv').map(([kind, text]) => ({ kind: kind!, text: text!, act: actOf(ctx.shelf, text!).act }))
  const taken = told.filter(({ act }) => act === 'dispute')
  for (const { kind, text } of taken) show(`taken for a dispute: ${kind} ${text}`)
  console.log(`no dispute at all: ${told.length} · taken for one ${taken.length}`)
  expect(taken.length).toBeLessThan(told.length * 0.75)
})
