import type { Candidate } from './gather.ts'

const MEANING_WEIGHT = 0.65
const DISPUTE_BONUS = 0.15
const CARD_WEIGHT = 0.6

/** Weighted min-max sum of words and meaning over both faces of each candidate; gives scores from 0 to about 1. */
export function fuse(candidates: Candidate[], about: { query: string; dispute?: string }): Candidate[] {
  const scaleOf = (pick: (c: Candidate) => number) => {
    const values = candidates.map(pick)
    const low = Math.min(...values)
    const high = Math.max(...values)
    return (c: Candidate) => (high > low ? (pick(c) - low) / (high - low) : 0)
  }
  const parts = [
    { weight: 1 - MEANING_WEIGHT, of: scaleOf((c) => c.official.words) },
    { weight: MEANING_WEIGHT, of: scaleOf((c) => c.official.meaning) },
    { weight: (1 - MEANING_WEIGHT) * CARD_WEIGHT, of: scaleOf((c) => c.own.words) },
    { weight: MEANING_WEIGHT * CARD_WEIGHT, of: scaleOf((c) => c.own.meaning) },
  ]
  for (const c of candidates) {
    const sum = parts.reduce((total, p) => total + p.weight * p.of(c), 0)
    c.score = sum + (about.dispute && serves(c, about.dispute) ? DISPUTE_BONUS : 0)
  }
  return candidates
}

/** Whether a passage or its card serves a dispute: its subtype, or the whole family. */
export function serves(c: Candidate, dispute: string): boolean {
  const family = dispute.split('.')[0]
  return [...(c.passage?.subtypes ?? []), ...(c.card?.subtypes ?? [])].some((s) => s === dispute || s === family)
}
