import { readFileSync } from 'node:fs'
import type { Context } from '../../src/context.ts'
import { type Assessment, assess } from '../../src/intake/index.ts'
import { findSubtype } from '../../src/knowledge/index.ts'

/** The lines of a frozen test file, cut at its tabs. */
export const lines = (file: string): string[][] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'))

export type Trial = { accepted: string[]; text: string; doors?: string[]; missing?: string[] }
export type Heard = Trial & { assessment: Assessment; ms: number }

/** Sentences with what will do: subtypes, first doors, and the facts they leave open. */
export const trials = (file: string): Trial[] =>
  lines(file).map(([accepted, text, doors, missing]) => ({
    accepted: accepted!.split('|'),
    text: text!,
    doors: doors?.split('|'),
    missing: missing?.split(',').filter((key) => key && key !== '-'),
  }))

/** What was made of each sentence, and how long it took (ms). */
export async function hear(ctx: Context, all: readonly Trial[]): Promise<Heard[]> {
  const heard: Heard[] = []
  for (const trial of all) {
    const begun = performance.now()
    const assessment = await assess(ctx, { text: trial.text })
    heard.push({ ...trial, assessment, ms: performance.now() - begun })
  }
  return heard
}

const typeOf = (subtype: string) => subtype.split('.')[0]!
const share = <T>(of: readonly T[], right: (it: T) => boolean) =>
  of.length === 0 ? 1 : of.filter(right).length / of.length

/** Shares right of what was heard; of what was sent on without a person, the share that went to a wrong door. */
export function sumUp(ctx: Context, heard: readonly Heard[]) {
  const first = (it: Heard) => it.assessment.disputes[0]!
  const doorOf = (subtype: string) => findSubtype(ctx, subtype)?.departments.primary
  const rightDoor = (it: Heard) =>
    (it.doors ?? it.accepted.map((subtype) => doorOf(subtype)!)).includes(it.assessment.departments.primary.code)
  const auto = heard.filter((it) => first(it).tier === 'auto')
  const times = heard.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const asked = heard.filter(({ missing }) => missing)
  const found = asked.map(({ missing, assessment }) => assessment.missingFacts.filter((key) => missing!.includes(key)))
  const hits = found.reduce((sum, it) => sum + it.length, 0)
  const said = asked.reduce((sum, it) => sum + it.assessment.missingFacts.length, 0)
  const open = asked.reduce((sum, it) => sum + it.missing!.length, 0)
  return {
    type: share(heard, (it) => it.accepted.some((code) => typeOf(code) === first(it).type)),
    subtype: share(heard, (it) => it.accepted.includes(first(it).subtype)),
    department: share(heard, rightDoor),
    auto: auto.length / heard.length,
    autoWrong: 1 - share(auto, rightDoor),
    missingF1: said + open > 0 ? (2 * hits) / (said + open) : undefined,
    p95: times[Math.floor(times.length * 0.95)]!,
  }
}

/** Of tellings of one dispute or several: the share with just the right disputes found. */
export function splitRight(heard: readonly (Heard & { told: string[] })[]): { several: number; one: number } {
  const right = ({ told, assessment }: { told: string[]; assessment: Assessment }) => {
    const found = assessment.disputes.map(({ subtype }) => subtype)
    return found.length === told.length && (told.length === 1 || told.every((code) => found.includes(code)))
  }
  return {
    several: share(
      heard.filter(({ told }) => told.length > 1),
      right,
    ),
    one: share(
      heard.filter(({ told }) => told.length === 1),
      right,
    ),
  }
}
