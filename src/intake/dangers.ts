import type { Shelf } from '../context.ts'
import { clauses, type Features, gramsOf, plain, scores, sentences } from '../text/index.ts'
import { bagScores } from './bag.ts'
import { type FlagCode, flagCodes } from './flags.ts'
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

/** A stretch counts beside the telling it stands in, so that a hard word in a harmless story stays one: cross-validated. */
const WHOLE_SHARE = 0.6
/** A longer text is several tellings; the labelled sentences are no longer than this either. */
const TELLING = 160

/** Consecutive sentences, together no longer than one telling where they can be. */
function tellings(folded: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const { start, end } of sentences(folded)) {
    const last = found.at(-1)
    if (last && end - last.start <= TELLING) last.end = end
    else found.push({ start, end })
  }
  return found
}

/** For each code, by `flagCodes`' order, the highest score over a text's tellings, and the stretch that speaks most for it. */
export function strongest(models: Pick<Models, 'danger'>, shelf: Shelf, folded: string) {
  const best = flagCodes.map(() => ({ score: Number.NEGATIVE_INFINITY, start: 0, end: folded.length }))
  const score = (start: number, end: number) => dangerScores(models, dangerFeatures(shelf, folded.slice(start, end)))
  for (const told of tellings(folded)) {
    const whole = score(told.start, told.end)
    const parts = stretchesOf(folded.slice(told.start, told.end))
      .filter(({ start, end }) => end - start < told.end - told.start)
      .map(({ start, end }) => ({ start: told.start + start, end: told.start + end }))
      .map((part) => ({ ...part, scores: score(part.start, part.end) }))
    whole.forEach((mine, code) => {
      const part = parts.reduce<(typeof parts)[number] | undefined>(
        (most, it) => (!most || it.scores[code]! > most.scores[code]! ? it : most),
        undefined,
      )
      const mixed = part ? WHOLE_SHARE * mine + (1 - WHOLE_SHARE) * part.scores[code]! : mine
      const place = part && part.scores[code]! > mine ? part : told
      if (mixed > best[code]!.score) best[code] = { score: mixed, start: place.start, end: place.end }
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
