import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatEvent, talk } from '../../src/chat/index.ts'
import { findSubtype } from '../../src/knowledge/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'

/** Somebody who comes with a matter, and what they answer when asked. */
type Resident = { accepted: string[]; first: string; about: string; answers: Record<string, string>; else: string }

const residents = readFileSync(new URL('talks.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Resident)
const MOST_TURNS = 15

type Done = Extract<ChatEvent, { event: 'done' }>['data']
type Heard = Extract<ChatEvent, { event: 'assessment' }>['data']

let ctx: TestContext
beforeAll(async () => {
  const base = await testContext()
  ctx = { ...base, actor: { kind: 'citizen', id: 'citizen', role: 'citizen', label: '来访群众' } }
})
afterAll(() => ctx.close())

/** What this resident says to what was asked. */
function replyTo(resident: Resident, asks: Done['asks']): string {
  if (asks?.kind === 'fact') return resident.answers[asks.key] ?? resident.else
  if (asks?.kind === 'subtype') {
    const meant = asks.options.find((code) => resident.accepted.includes(code))
    return meant ? findSubtype(ctx, meant)!.name : '都不是'
  }
  return asks ? resident.else : resident.about
}

/** Talks until the matter is summed up or referred: how many questions it took, and where it went. */
async function routed(resident: Resident) {
  let message = resident.first
  let conversationId: string | undefined
  let heard: Heard | undefined
  for (let questions = 0; questions < MOST_TURNS; questions++) {
    let done: Done | undefined
    for await (const { event, data } of talk(ctx, { message, conversationId })) {
      if (event === 'assessment') heard = data
      if (event === 'done') done = data
    }
    conversationId = done!.conversationId
    if (done!.stage !== 'hearing') return { questions, heard, stage: done!.stage }
    // Where somebody may be in danger nothing more is asked: a person takes over.
    if (!done!.asks && heard?.redFlags.some(({ stop }) => stop === 'stop')) return { questions, heard, stage: 'danger' }
    message = replyTo(resident, done!.asks)
  }
  return { questions: MOST_TURNS, heard, stage: 'hearing' as const }
}

test('a talk comes to the right door after few questions', async () => {
  const all: { questions: number; stage: string; kind: boolean; door: boolean }[] = []
  for (const resident of residents) {
    const { questions, heard, stage } = await routed(resident)
    const doors = resident.accepted.map((code) => findSubtype(ctx, code)!.departments.primary)
    const kind = heard?.disputes[0]?.subtype
    const door = heard?.departments.primary.code
    all.push({ questions, stage, kind: resident.accepted.includes(kind ?? ''), door: doors.includes(door ?? '') })
    if (process.env.SHOW && !resident.accepted.includes(kind ?? ''))
      console.log(`${resident.accepted} → ${kind} after ${questions}: ${resident.first}`)
  }
  const asked = all.map(({ questions }) => questions).toSorted((a, b) => a - b)
  const share = (of: (it: (typeof all)[number]) => boolean) => (all.filter(of).length / all.length).toFixed(3)
  console.log(
    `talks ${all.length} · questions until routed: mean ${(asked.reduce((a, b) => a + b, 0) / asked.length).toFixed(1)}, median ${asked[Math.floor(asked.length / 2)]}, nine in ten within ${asked[Math.floor(asked.length * 0.9)]} · come to an end ${share(({ stage }) => stage !== 'hearing')} · right kind ${share(({ kind }) => kind)} · right door ${share(({ door }) => door)}`,
  )
  expect(Number(share(({ stage }) => stage !== 'hearing'))).toBeGreaterThan(0.9)
  expect(Number(share(({ door }) => door))).toBeGreaterThan(0.8)
})
