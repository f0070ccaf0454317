import type { Shelf } from '../context.ts'
import { clauses, sentences } from '../text/index.ts'
import { bagScores } from './bag.ts'
import { type Features, gramsOf, plain } from './features.ts'
import { type FlagCode, flagCodes } from './flags.ts'
import { scores } from './linear.ts'
import { findMeanings, lexiconOf, type Meaning, meaningNames, type Sign } from './meanings.ts'
import type { Models } from './pack.ts'

/** A danger found at a place of a folded text. */
export type Found = { code: FlagCode; start: number; end: number }

/** What the meanings weigh beside the letters: cross-validated. */
const MEANING_SHARE = 0.7
const SHORTEST = 4

/** What the trained model sees of a folded text. */
export function dangerFeatures(shelf: Shelf, folded: string): Features {
  return gramsOf(plain(folded), meaningNames(findMeanings(lexiconOf(shelf), folded)), MEANING_SHARE)
}

/** The stretches that are judged by themselves: the whole, each sentence, and each two clauses that follow each other. */
export function stretchesOf(folded: string): { start: number; end: number }[] {
  const whole = { start: 0, end: folded.length }
  const parts = clauses(folded)
  const pairs = parts.slice(1).map(({ end }, i) => ({ start: parts[i]!.start, end }))
  const seen = new Set<string>()
  return [whole, ...sentences(folded), ...(parts.length > 2 ? pairs : [])].filter(({ start, end }) => {
    const name = `${start}-${end}`
    if (end - start < SHORTEST || seen.has(name)) return false
    seen.add(name)
    return true
  })
}

/** The trained model's score of each code, by `flagCodes`' order, for one stretch. */
export function dangerScores({ danger }: Pick<Models, 'danger'>, features: Features): Float32Array {
  const all = [scores(danger.linear, features), ...danger.bags.map((bag) => bagScores(bag, features))]
  return all[0]!.map((_, code) => all.reduce((sum, it) => sum + it[code]!, 0) / all.length)
}

/** For each code its highest score over a text's stretches, and where it is. */
export function strongest(models: Pick<Models, 'danger'>, shelf: Shelf, folded: string) {
  const best = flagCodes.map(() => ({ score: Number.NEGATIVE_INFINITY, start: 0, end: folded.length }))
  for (const { start, end } of stretchesOf(folded)) {
    const found = dangerScores(models, dangerFeatures(shelf, folded.slice(start, end)))
    found.forEach((score, code) => {
      if (score > best[code]!.score) best[code] = { score, start, end }
    })
  }
  return best
}

/** What the rules of knowledge/dangers.yaml find: every sign whose meanings stand together. */
export function ruled(shelf: Shelf, folded: string): Found[] {
  const lexicon = lexiconOf(shelf)
  const meanings = findMeanings(lexicon, folded)
  if (meanings.length === 0) return []
  const within = (parts: { start: number; end: number }[]) =>
    parts.map(({ start, end }) => meanings.filter((it) => it.start >= start && it.end <= end))
  const stretches = { sentence: within(sentences(folded)), clause: within(clauses(folded)) }
  return lexicon.signs.flatMap((sign) => stretches[sign.within].flatMap((said) => signIn(sign, said) ?? []))
}

/** Where a sign is met by the meanings of one stretch: each of its own is met by a word of its own. */
function signIn({ code, all, unless }: Sign, said: readonly Meaning[]): Found | undefined {
  if (said.some(({ concept }) => unless.includes(concept))) return undefined
  const used = new Set<Meaning>()
  for (const either of all) {
    const met = said.find((it) => either.includes(it.concept) && !used.has(it))
    if (!met) return undefined
    used.add(met)
  }
  const places = [...used]
  return {
    code,
    start: Math.min(...places.map(({ start }) => start)),
    end: Math.max(...places.map(({ end }) => end)),
  }
}
