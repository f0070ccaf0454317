import { readFileSync } from 'node:fs'
import type { Context } from '../../src/context.ts'
import { assess } from '../../src/intake/index.ts'
import { findSubtype } from '../../src/knowledge/index.ts'

export type Trial = { accepted: string[]; text: string }
export type Dispute = {
  text: string
  accepted: string[]
  subtype: string
  confidence: number
  tier: string
  ms: number
}

/** The lines of a frozen test file: what will do, and what somebody says. */
export const trials = (file: string): Trial[] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [accepted, text] = line.split('\t')
      return { accepted: accepted!.split('|'), text: text! }
    })

/** What was made of each sentence, and how long it took (ms). */
export async function hear(ctx: Context, all: Trial[]): Promise<Dispute[]> {
  const heard: Dispute[] = []
  for (const { accepted, text } of all) {
    const begun = performance.now()
    const { disputes } = await assess(ctx, { text })
    const { subtype, confidence, tier } = disputes[0]!
    heard.push({ text, accepted, subtype, confidence, tier, ms: performance.now() - begun })
  }
  return heard
}

const typeOf = (subtype: string) => subtype.split('.')[0]!

/** Shares right of what was heard, and of what was sent on without a person the share that went to a wrong door. */
export function sumUp(ctx: Context, heard: Dispute[]) {
  const share = (right: (it: Dispute) => boolean, of = heard) =>
    of.length === 0 ? 1 : of.filter(right).length / of.length
  const door = (subtype: string) => findSubtype(ctx, subtype)?.departments.primary
  const rightDoor = ({ accepted, subtype }: Dispute) => accepted.some((it) => door(it) === door(subtype))
  const auto = heard.filter(({ tier }) => tier === 'auto')
  const times = heard.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return {
    type: share(({ accepted, subtype }) => accepted.some((it) => typeOf(it) === typeOf(subtype))),
    subtype: share(({ accepted, subtype }) => accepted.includes(subtype)),
    department: share(rightDoor),
    auto: auto.length / heard.length,
    autoWrong: 1 - share(rightDoor, auto),
    p95: times[Math.floor(times.length * 0.95)]!,
  }
}
