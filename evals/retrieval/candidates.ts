import { Bm25Builder, SCALE } from '../../src/knowledge/bm25.ts'
import type { Commonness } from '../../src/knowledge/features.ts'
import { fuse } from '../../src/knowledge/fusion.ts'
import { type Candidate, KEPT, PER_CARD_INDEX, PER_INDEX, type Row } from '../../src/knowledge/gather.ts'
import { ordinalOf, RANK } from '../../src/knowledge/import-laws.ts'
import { bigrams } from '../../src/text/index.ts'
import type { Document } from './library.ts'
import type { Tables } from './train-encoder.ts'

const DIMENSIONS = 256

/** The library in memory, found in as `gather` finds in the database. */
export class Library {
  readonly documents: readonly Document[]
  readonly rows: Row[]
  cards: (Row | undefined)[] = []
  private readonly words: Words
  private cardWords = new Words([])
  private vectors = new Float32Array(0)
  private cardVectors = new Map<number, Float32Array>()

  constructor(documents: readonly Document[]) {
    this.documents = documents
    this.rows = documents.map((d, id) => rowOf(d, id, d.text, 'law'))
    this.words = new Words(this.rows)
    this.recard(documents)
  }

  /** Takes the cards as these documents have them: in a test some of their phrases are held back. */
  recard(documents: readonly Document[]): void {
    this.cards = documents.map((d, id) =>
      d.card ? { ...rowOf(d, id, d.card.gist, 'card'), heading: [], lay: d.card.lay, subtypes: d.card.for } : undefined,
    )
    this.cardWords = new Words(this.cards.filter((c) => c !== undefined))
  }

  get common(): Commonness {
    return { total: this.documents.length, of: (term) => this.words.frequency(term) }
  }

  /** Takes the vectors of this state of training. */
  embed(tables: Tables): void {
    this.vectors = new Float32Array(this.documents.length * DIMENSIONS)
    this.rows.forEach((r, i) => {
      tables.embed(tables.documentBag(r), this.vectors, i * DIMENSIONS)
    })
    this.cardVectors = new Map()
    for (const [i, card] of this.cards.entries()) {
      if (!card) continue
      const v = new Float32Array(DIMENSIONS)
      tables.embed(tables.documentBag(card), v, 0)
      this.cardVectors.set(i, v)
    }
  }

  /** The documents with the highest BM25, best first. */
  lexical(query: string, limit: number): { id: number; score: number }[] {
    return this.words.find(query, limit)
  }

  /** Fused candidates of a question, best first: what the reranker gets to see. */
  candidates(tables: Tables, query: string): Candidate[] {
    const q = tables.embedQuery(query)
    const meaning = this.rows.map((_, i) => dot(q, this.vectors, i * DIMENSIONS))
    const words = new Map(this.words.find(query, PER_INDEX).map((f) => [f.id, f.score]))
    const ownWords = new Map(this.cardWords.find(query, PER_CARD_INDEX).map((f) => [f.id, f.score]))
    const ownMeaning = new Map([...this.cardVectors].map(([i, v]) => [i, dot(q, v, 0)]))
    const ids = new Set([
      ...words.keys(),
      ...top(meaning.keys(), (i) => meaning[i]!, PER_INDEX),
      ...ownWords.keys(),
      ...top(ownMeaning.keys(), (i) => ownMeaning.get(i)!, PER_CARD_INDEX),
    ])
    const found = [...ids].map((i) => ({
      kind: 'law' as const,
      passage: this.rows[i]!,
      card: this.cards[i],
      official: { words: words.get(i) ?? 0, meaning: meaning[i]! },
      own: { words: ownWords.get(i) ?? 0, meaning: ownMeaning.get(i) ?? 0 },
      score: 0,
    }))
    return fuse(found).slice(0, KEPT)
  }
}

function rowOf(d: Document, id: number, text: string, segment: Row['segment']): Row {
  return {
    id,
    segment,
    key: `law:${d.law}#${d.item}`,
    versionId: null,
    law: d.law,
    article: d.no,
    item: d.item,
    ordinal: ordinalOf(d.item, d.ordinal),
    title: d.law,
    heading: d.heading,
    text,
    lay: [],
    subtypes: [],
    authority: RANK[d.authority],
    effectiveOn: null,
    repealedOn: null,
    staleOn: null,
  }
}

class Words {
  private readonly postings: Map<string, { ids: number[]; weights: number[] }>
  private readonly scores: Float64Array

  constructor(rows: readonly Row[]) {
    const builder = new Bm25Builder()
    for (const r of rows) builder.add(r.id, r)
    this.postings = new Map([...builder.postings(0.05)].map((p) => [p.term, p]))
    this.scores = new Float64Array(Math.max(0, ...rows.map((r) => r.id)) + 1)
  }

  frequency(term: string): number | undefined {
    return this.postings.get(term)?.ids.length
  }

  find(query: string, limit: number): { id: number; score: number }[] {
    const touched = new Set<number>()
    for (const term of new Set(bigrams(query))) {
      const p = this.postings.get(term)
      if (!p) continue
      for (let i = 0; i < p.ids.length; i++) {
        this.scores[p.ids[i]!]! += p.weights[i]! / SCALE
        touched.add(p.ids[i]!)
      }
    }
    const found = top(touched, (i) => this.scores[i]!, limit).map((id) => ({ id, score: this.scores[id]! }))
    for (const i of touched) this.scores[i] = 0
    return found
  }
}

function dot(a: Float32Array, b: Float32Array, at: number): number {
  let sum = 0
  for (let k = 0; k < DIMENSIONS; k++) sum += a[k]! * b[at + k]!
  return sum
}

function top(ids: Iterable<number>, score: (i: number) => number, limit: number): number[] {
  return [...ids].sort((a, b) => score(b) - score(a) || a - b).slice(0, limit)
}
