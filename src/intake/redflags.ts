import type { Shelf } from '../context.ts'
import { foldDialect, polarity, type Stance } from '../text/index.ts'
import { modelsOf } from './classify.ts'
import { type Found, ruled, strongest } from './dangers.ts'
import { type FlagCode, flagCodes, flags, inDoubt, isDoubt, lifeAtStake, type Stop } from './flags.ts'
import { findMeanings, lexiconOf } from './meanings.ts'

export type RedFlag = { code: FlagCode; quote: string; action: string; stop: Stop }

/**
 * Dangers of domain.md 7 in a text: the rules and the trained model each judge it, and what either finds is raised. The
 * model speaks up for a code from a score at which few ordinary sentences would; where the flow stops already, a second
 * reason to stop is told at a lower one, since it costs nobody a false alarm. A danger to life that may be meant, though it
 * is not plain enough to stop the flow, is raised to be assessed: somebody asks, and looks.
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
  const stopped = [...found.keys()].some(stops)
  if (stopped) raise(danger.beside, stops)
  const quoted = ({ start, end }: Found) => raw.slice(origin(start), origin(end))
  const sure = [...found.values()].map((it): RedFlag => ({ code: it.code, quote: quoted(it), ...flags[it.code] }))
  const lexicon = lexiconOf(shelf)
  const meanings = findMeanings(lexicon, text)
  // A film, a game, a dream: what is told there is nobody's life.
  const fiction = meanings.some(({ concept }) => concept === 'fiction')
  // 我不会自杀的: each word of it is denied. What the model is certain of stands all the same.
  const suicidal = new Set(lexicon.signs.flatMap(({ code, all }) => (code === 'suicide' ? all.flat() : [])))
  const words = meanings.filter(({ concept }) => suicidal.has(concept))
  const denied = words.length > 0 && words.every((word) => isDenied(polarity(text, word)))
  const doubted =
    stopped || fiction
      ? []
      : lifeAtStake.flatMap((code): RedFlag[] => {
          const { score, ...place } = best[flagCodes.indexOf(code)]!
          if (score < danger.beside[flagCodes.indexOf(code)]! || found.has(code)) return []
          if (code === 'suicide' && denied) return []
          return [{ code, quote: quoted({ code, ...place }), ...inDoubt(code) }]
        })
  return [...sure, ...doubted].sort((a, b) => Number(isDoubt(a)) - Number(isDoubt(b)) || placeOf(a) - placeOf(b))
}

const placeOf = ({ code }: RedFlag) => flagCodes.indexOf(code)
const stops = (code: FlagCode) => flags[code].stop === 'stop'
/** 不会自杀 denies it; 没死成 tells of one who tried. */
const isDenied = ({ negated, hypothetical, past, cues }: Stance) =>
  negated && !hypothetical && !past && cues.some((cue) => /^不(?:会|想|是|打算)$/.test(cue))
