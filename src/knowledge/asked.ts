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
  // Thousands of questions are compared with at every search: places go by number.
  const [articles, chapters, laws] = (['article', 'chapter', 'law'] as const).map((level) =>
    numbered(places.map((place) => place[level])),
  )
  return (vector) => {
    if (!vector) return () => askedNames.map(() => 0)
    const nearness = Float64Array.from(gold, (_, q) => dot(vector, rows, q * DIMENSIONS) / lengths[q]!)
    const best = [articles, chapters, laws].map((level) => {
      const nearest = new Float64Array(level!.size)
      gold.forEach((answers, q) => {
        for (const at of answers) nearest[level!.of[at]!] = Math.max(nearest[level!.of[at]!]!, nearness[q]!)
      })
      return (name: string) => nearest[level!.number.get(name) ?? -1] ?? 0
    })
    const voters = [...nearness.keys()].sort((a, b) => nearness[b]! - nearness[a]!).slice(0, VOTERS)
    const first = nearness[voters[0]!] ?? 0
    const votes = new Map<string, number>()
    for (const q of voters)
      for (const at of gold[q]!) {
        const { article } = places[at]!
        votes.set(article, (votes.get(article) ?? 0) + Math.exp((nearness[q]! - first) * SHARPNESS))
      }
    return ({ article, chapter, law }) => {
      const nearest = best[0]!(article)
      return [nearest, best[1]!(chapter), best[2]!(law), votes.get(article) ?? 0, first - nearest]
    }
  }
}

function dot(vector: Float32Array, rows: Int8Array, from: number): number {
  let sum = 0
  for (let k = 0; k < DIMENSIONS; k++) sum += vector[k]! * rows[from + k]!
  return sum
}

/** Each name's number, by name and by place in the list. */
function numbered(names: readonly string[]) {
  const number = new Map<string, number>()
  const of = Int32Array.from(names, (name) => number.get(name) ?? number.set(name, number.size).get(name)!)
  return { number, of, size: number.size }
}
