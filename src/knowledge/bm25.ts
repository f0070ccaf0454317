import { bigrams } from '../text/index.ts'

/** What a passage is found by; the law's name and the chapter weigh more than the text. */
export type Fields = { title: string; heading: readonly string[]; text: string; lay?: readonly string[] }

const K1 = 0.9
const B = 0.4
const TITLE_WEIGHT = 3
const HEADING_WEIGHT = 2
/** Weights are kept as whole thousandths. */
export const SCALE = 1000

/** Term frequencies of a passage over its weighted fields. */
export function termCounts(fields: Fields): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (text: string, weight: number) => {
    for (const term of bigrams(text)) counts.set(term, (counts.get(term) ?? 0) + weight)
  }
  add(fields.text, 1)
  for (const phrase of fields.lay ?? []) add(phrase, 1)
  add(fields.title, TITLE_WEIGHT)
  for (const h of fields.heading) add(h.replace(/^第.{1,6}[编章节] ?/, ''), HEADING_WEIGHT)
  return counts
}

/** One term's passages with their BM25 weights in thousandths, in the order the passages were added. */
export type Posting = { term: string; ids: number[]; weights: number[] }

/** Collects passages, then gives every term its weights; nothing is known of a database here. */
export class Bm25Builder {
  private readonly terms = new Map<string, { ids: number[]; counts: number[] }>()
  private readonly lengths = new Map<number, number>()
  private total = 0

  add(id: number, fields: Fields): void {
    let length = 0
    for (const [term, count] of termCounts(fields)) {
      length += count
      const held = this.terms.get(term)
      if (held) {
        held.ids.push(id)
        held.counts.push(count)
      } else this.terms.set(term, { ids: [id], counts: [count] })
    }
    this.lengths.set(id, length)
    this.total += length
  }

  get averageLength(): number {
    return this.lengths.size ? this.total / this.lengths.size : 0
  }

  /** Postings of every term that stands in at most `share` of the passages: commoner ones cost time and find nothing. */
  *postings(share = 1): Generator<Posting> {
    const n = this.lengths.size
    const average = this.averageLength
    for (const [term, { ids, counts }] of this.terms) {
      if (n > 1000 && ids.length > n * share) continue
      const idf = Math.log(1 + (n - ids.length + 0.5) / (ids.length + 0.5))
      const weights = ids.map((id, i) => {
        const tf = counts[i]!
        const norm = K1 * (1 - B + (B * this.lengths.get(id)!) / average)
        return Math.round(((idf * tf * (K1 + 1)) / (tf + norm)) * SCALE)
      })
      yield { term, ids, weights }
    }
  }
}
