import type { Candidate, Scores } from './gather.ts'

const MEANING_WEIGHT = 0.65
/** What our card says counts a little less than what the article says. */
const OWN_WEIGHT = 0.9
/** The nearness of the last candidate stands for nothing; of so many, the rest is background. */
const BACKGROUND = 300

/**
 * Weighted sum of words and meaning as `score`, about 0 to 1; returns the candidates best first. Each candidate counts
 * by its better face: the article or our card on it.
 */
export function fuse<T extends { official: Scores; own: Scores; score: number }>(candidates: T[]): T[] {
  const words = (c: T) => c.official.words
  const ownWords = (c: T) => c.own.words
  const meaning = (c: T) => Math.max(c.official.meaning, OWN_WEIGHT * c.own.meaning)
  const scaled = [words, ownWords, meaning].map((of) => scaleOf(candidates, of))
  for (const c of candidates) {
    const said = Math.max(scaled[0]!(c), OWN_WEIGHT * scaled[1]!(c))
    c.score = (1 - MEANING_WEIGHT) * said + MEANING_WEIGHT * scaled[2]!(c)
  }
  return candidates.sort((a, b) => b.score - a.score)
}

/** Min-max between the best candidate and the background. */
function scaleOf<T>(candidates: readonly T[], of: (c: T) => number): (c: T) => number {
  const sorted = Float64Array.from(candidates, of).sort().reverse()
  const high = sorted[0] ?? 0
  const low = sorted.length > 1 ? (sorted[Math.min(BACKGROUND, sorted.length - 1)] ?? 0) : 0
  return (c) => (high > low ? Math.max(0, (of(c) - low) / (high - low)) : high > 0 ? 1 : 0)
}

/** Whether a passage or its card serves a dispute: its subtype, or the whole family. */
export function serves(c: Candidate, dispute: string): boolean {
  const family = dispute.split('.')[0]
  return [...(c.passage?.subtypes ?? []), ...(c.card?.subtypes ?? [])].some((s) => s === dispute || s === family)
}
