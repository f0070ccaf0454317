import { DIMENSIONS } from './encoder.ts'

/** A place of the law at three distances: the article, its chapter, the law. */
export type Place = { article: string; chapter: string; law: string }

/**
 * Questions that were asked before, as vectors only, with the places that answered them. `vectors`: base64 of
 * whole numbers −127…127, one row of the encoder's dimensions a question; `gold`: indices into `places`.
 */
export type AskedTable = { vectors: string; gold: number[][]; places: Place[] }

/** What questions asked before say of a place, by their nearness to this one. */
export type Asked = (place: Place) => number[]

export const askedNames = ['askedArticle', 'askedChapter', 'askedLaw', 'askedVotes', 'askedGap'] as const
const VOTERS = 20
const SHARPNESS = 8

/** Opens the table; for a question's unit vector it tells of each place how near the nearest question is that it answered. */
export function openAsked({ vectors, gold, places }: AskedTable): (vector: Float32Array | undefined) => Asked {
  const bytes = Uint8Array.from(atob(vectors), (c) => c.charCodeAt(0))
  const rows = new Int8Array(bytes.buffer)
  const lengths = gold.map((_, q) => {
    let square = 0
    for (let k = 0; k < DIMENSIONS; k++) square += rows[q * DIMENSIONS + k]! ** 2
    return Math.sqrt(square) || 1
  })
  return (vector) => {
    if (!vector) return () => askedNames.map(() => 0)
    const nearness = gold.map((_, q) => {
      let dot = 0
      for (let k = 0; k < DIMENSIONS; k++) dot += vector[k]! * rows[q * DIMENSIONS + k]!
      return dot / lengths[q]!
    })
    const order = [...nearness.keys()].sort((a, b) => nearness[b]! - nearness[a]!)
    const first = nearness[order[0]!] ?? 0
    const best = new Map<string, number>()
    const votes = new Map<string, number>()
    order.forEach((q, rank) => {
      for (const at of gold[q]!) {
        const { article, chapter, law } = places[at]!
        // Nearest first: what is held already is nearer.
        for (const name of [`a ${article}`, `c ${chapter}`, `l ${law}`])
          if (!best.has(name)) best.set(name, Math.max(0, nearness[q]!))
        if (rank < VOTERS) votes.set(article, (votes.get(article) ?? 0) + Math.exp((nearness[q]! - first) * SHARPNESS))
      }
    })
    return ({ article, chapter, law }) => {
      const nearest = best.get(`a ${article}`) ?? 0
      return [
        nearest,
        best.get(`c ${chapter}`) ?? 0,
        best.get(`l ${law}`) ?? 0,
        votes.get(article) ?? 0,
        first - nearest,
      ]
    }
  }
}
