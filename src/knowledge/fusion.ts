import type { Candidate, Scores } from './gather.ts'

const MEANING_WEIGHT = 0.65
/** What our card says counts less than what the article says. */
const OWN_WEIGHT = 0.6

/** Weighted min-max sum of words and meaning over both faces of each candidate, as `score`; returns them best first. */
export function fuse<T extends { official: Scores; own: Scores; score: number }>(candidates: T[]): T[] {
  const scaleOf = (pick: (c: T) => number) => {
    let low = Number.POSITIVE_INFINITY
    let high = Number.NEGATIVE_INFINITY
    for (const c of candidates) {
      low = Math.min(low, pick(c))
      high = Math.max(high, pick(c))
    }
    return (c: T) => (high > low ? (pick(c) - low) / (high - low) : high > 0 ? 1 : 0)
  }
  const parts = [
    { weight: 1 - MEANING_WEIGHT, of: scaleOf((c) => c.official.words) },
    { weight: MEANING_WEIGHT, of: scaleOf((c) => c.official.meaning) },
    { weight: (1 - MEANING_WEIGHT) * OWN_WEIGHT, of: scaleOf((c) => c.own.words) },
    { weight: MEANING_WEIGHT * OWN_WEIGHT, of: scaleOf((c) => c.own.meaning) },
  ]
  for (const c of candidates) c.score = parts.reduce((total, p) => total + p.weight * p.of(c), 0)
  return candidates.sort((a, b) => b.score - a.score)
}

/** Whether a passage or its card serves a dispute: its subtype, or the whole family. */
export function serves(c: Candidate, dispute: string): boolean {
  const family = dispute.split('.')[0]
  return [...(c.passage?.subtypes ?? []), ...(c.card?.subtypes ?? [])].some((s) => s === dispute || s === family)
}
