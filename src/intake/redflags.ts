import type { Shelf } from '../context.ts'
import { foldDialect } from '../text/index.ts'
import { modelsOf } from './classify.ts'
import { type Found, ruled, strongest } from './dangers.ts'
import { type FlagCode, flagCodes, flags, type Stop } from './flags.ts'

export type RedFlag = { code: FlagCode; quote: string; action: string; stop: Stop }

/**
 * Dangers of domain.md 7 in a text: the rules and the trained model each judge it, and what either finds is raised. The
 * model speaks up for a code from a score at which few ordinary sentences would; where the flow stops already, a second
 * reason to stop is told at a lower one, since it costs nobody a false alarm.
 */
export function findRedFlags(shelf: Shelf, raw: string): RedFlag[] {
  const { text, origin } = foldDialect(raw)
  const { danger } = modelsOf(shelf)
  const best = strongest({ danger }, shelf, text)
  const found = new Map<FlagCode, Found>()
  for (const it of ruled(shelf, text)) if (!found.has(it.code)) found.set(it.code, it)
  const raise = (from: number[], only: (code: FlagCode) => boolean) => {
    for (const [i, code] of flagCodes.entries())
      if (!found.has(code) && only(code) && best[i]!.score >= from[i]!) found.set(code, { code, ...best[i]! })
  }
  raise(danger.alone, () => true)
  if ([...found.keys()].some(stops)) raise(danger.beside, stops)
  return [...found.values()]
    .map(({ code, start, end }) => ({ code, quote: raw.slice(origin(start), origin(end)), ...flags[code] }))
    .sort((a, b) => flagCodes.indexOf(a.code) - flagCodes.indexOf(b.code))
}

/** Dangers to life, which must not be missed: where one may be meant, the next question is about it. */
const lives: FlagCode[] = ['imminent_danger', 'suicide', 'dv']

/** Of these, what a text may mean though it is not plain enough to stop the flow: somebody asks, and looks. */
export function dangersInDoubt(shelf: Shelf, raw: string): FlagCode[] {
  const { text } = foldDialect(raw)
  const { danger } = modelsOf(shelf)
  const best = strongest({ danger }, shelf, text)
  return lives.filter((code) => {
    const i = flagCodes.indexOf(code)
    return best[i]!.score >= danger.beside[i]! && best[i]!.score < danger.alone[i]!
  })
}

const stops = (code: FlagCode) => flags[code].stop === 'stop'
