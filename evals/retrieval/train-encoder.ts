import { documentCodes, type Table, writeTables } from '../../src/knowledge/encoder.ts'
import { ngramCodes } from '../../src/knowledge/tokens.ts'
import type { Document, Question } from './library.ts'
import { seeded, shuffled } from './random.ts'

const DIMENSIONS = 256
const SMALLEST_PULL = 1e-4

export type EncoderSettings = {
  sharedRows: number
  /** Own rows of queries that are kept: with the shared ones they make the size of the tables. */
  ownRows: number
  pretrainEpochs: number
  tuneEpochs: number
  pretrainRate: number
  tuneRate: number
  /** Hard negatives drawn for each question. */
  negatives: number
  /** Share of a query's n-grams left out in each lesson, so that no single word is leant on. */
  dropout: number
  /** Lessons from the library itself, for each lesson from a person. */
  selfShare: number
  temperature: number
  seed: number
}

export const defaults: EncoderSettings = {
  sharedRows: 44_000,
  ownRows: 9_000,
  pretrainEpochs: 4,
  tuneEpochs: 14,
  pretrainRate: 0.02,
  tuneRate: 0.01,
  negatives: 3,
  dropout: 0.2,
  selfShare: 0.5,
  temperature: 0.09,
  seed: 20261101,
}

/** A text as rows of the table with their weights. */
type Bag = { rows: Int32Array; weights: Float32Array }
/** A query that should find its document; other answers to the same query are never used against it. */
type Pair = { query: Bag; document: Bag; against?: Bag[]; id: number; also?: ReadonlySet<number> }

/** Float tables under training: shared rows first, then the queries' own. */
export class Tables {
  readonly values: Float32Array
  readonly shared = new Map<number, number>()
  readonly own = new Map<number, number>()
  private readonly squares: Float32Array
  private readonly gradient: Float32Array
  private readonly touched: Uint8Array
  private readonly touchedRows: number[] = []

  constructor(sharedCodes: readonly { code: number; weight: number }[], ownCodes: readonly number[], seed: number) {
    const rows = sharedCodes.length + ownCodes.length
    this.values = new Float32Array(rows * DIMENSIONS)
    this.squares = new Float32Array(rows * DIMENSIONS)
    this.gradient = new Float32Array(rows * DIMENSIONS)
    this.touched = new Uint8Array(rows)
    const random = seeded(seed)
    sharedCodes.forEach(({ code, weight }, i) => {
      this.shared.set(code, i)
      for (let d = 0; d < DIMENSIONS; d++) this.values[i * DIMENSIONS + d] = ((random() * 2 - 1) * weight) / 16
    })
    ownCodes.forEach((code, i) => {
      this.own.set(code, sharedCodes.length + i)
    })
  }

  /** Gives the queries their own rows, starting from the shared ones. */
  part(): void {
    for (const [code, row] of this.own) {
      const from = this.shared.get(code)
      if (from !== undefined) this.values.copyWithin(row * DIMENSIONS, from * DIMENSIONS, (from + 1) * DIMENSIONS)
    }
  }

  copy(): Tables {
    const twin = Object.create(Tables.prototype) as Tables
    const fresh = {
      values: this.values.slice(),
      shared: this.shared,
      own: this.own,
      squares: new Float32Array(this.squares.length),
      gradient: new Float32Array(this.gradient.length),
      touched: new Uint8Array(this.touched.length),
      touchedRows: [],
    }
    return Object.assign(twin, fresh)
  }

  add(row: number, g: Float32Array, at: number, weight: number): void {
    if (!this.touched[row]) {
      this.touched[row] = 1
      this.touchedRows.push(row)
    }
    const to = row * DIMENSIONS
    const { gradient } = this
    for (let d = 0; d < DIMENSIONS; d++) gradient[to + d]! += weight * g[at + d]!
  }

  /** Adagrad over the touched rows. */
  step(rate: number): void {
    const { values, squares, gradient, touched } = this
    for (const row of this.touchedRows) {
      touched[row] = 0
      const at = row * DIMENSIONS
      for (let i = at; i < at + DIMENSIONS; i++) {
        const g = gradient[i]!
        if (g === 0) continue
        squares[i]! += g * g
        values[i]! -= (rate * g) / (Math.sqrt(squares[i]!) + 1e-8)
        gradient[i] = 0
      }
    }
    this.touchedRows.length = 0
  }

  queryBag(text: string, parted: boolean): Bag {
    const rows: number[] = []
    for (const code of ngramCodes(text)) {
      const row = (parted ? this.own.get(code) : undefined) ?? this.shared.get(code)
      if (row !== undefined) rows.push(row)
    }
    return { rows: Int32Array.from(rows), weights: new Float32Array(rows.length).fill(1) }
  }

  documentBag(fields: { title: string; heading: readonly string[]; text: string; lay?: readonly string[] }): Bag {
    const rows: number[] = []
    const weights: number[] = []
    for (const [code, weight] of documentCodes(fields)) {
      const row = this.shared.get(code)
      if (row === undefined) continue
      rows.push(row)
      weights.push(weight)
    }
    return { rows: Int32Array.from(rows), weights: Float32Array.from(weights) }
  }

  /** The bag's unit vector into `out`; returns its length before scaling. */
  embed(bag: Bag, out: Float32Array, at: number): number {
    out.fill(0, at, at + DIMENSIONS)
    const { values } = this
    for (let r = 0; r < bag.rows.length; r++) {
      const from = bag.rows[r]! * DIMENSIONS
      const w = bag.weights[r]!
      for (let d = 0; d < DIMENSIONS; d++) out[at + d]! += w * values[from + d]!
    }
    let square = 0
    for (let d = at; d < at + DIMENSIONS; d++) square += out[d]! * out[d]!
    const length = Math.sqrt(square) || 1
    for (let d = at; d < at + DIMENSIONS; d++) out[d]! /= length
    return length
  }

  /** A question's unit vector, with the queries' own rows. */
  embedQuery(text: string): Float32Array {
    const out = new Float32Array(DIMENSIONS)
    this.embed(this.queryBag(text, true), out, 0)
    return out
  }

  /** Pulls each query to its document and away from the batch's others; returns the mean loss. */
  learn(pairs: readonly Pair[], rate: number, temperature: number): number {
    const documents: { bag: Bag; id: number }[] = pairs.map((p) => ({ bag: p.document, id: p.id }))
    for (const p of pairs) for (const bag of p.against ?? []) documents.push({ bag, id: -1 })
    const n = pairs.length
    const m = documents.length
    const q = new Float32Array(n * DIMENSIONS)
    const d = new Float32Array(m * DIMENSIONS)
    const gq = new Float32Array(n * DIMENSIONS)
    const gd = new Float32Array(m * DIMENSIONS)
    const lengths = documents.map(({ bag }, j) => this.embed(bag, d, j * DIMENSIONS))
    const queryLengths = pairs.map(({ query }, i) => this.embed(query, q, i * DIMENSIONS))
    const logits = new Float32Array(m)
    let loss = 0
    for (let i = 0; i < n; i++) {
      const pair = pairs[i]!
      const qi = i * DIMENSIONS
      let top = -Infinity
      for (let j = 0; j < m; j++) {
        const rival = documents[j]!.id
        if (j !== i && rival >= 0 && (rival === pair.id || pair.also?.has(rival))) {
          logits[j] = -Infinity
          continue
        }
        const dj = j * DIMENSIONS
        let dot = 0
        for (let k = 0; k < DIMENSIONS; k++) dot += q[qi + k]! * d[dj + k]!
        logits[j] = dot / temperature
        if (logits[j]! > top) top = logits[j]!
      }
      let total = 0
      for (let j = 0; j < m; j++) total += Math.exp(logits[j]! - top)
      loss += Math.log(total) + top - logits[i]!
      for (let j = 0; j < m; j++) {
        const pull = (Math.exp(logits[j]! - top) / total - (i === j ? 1 : 0)) / temperature / n
        if (Math.abs(pull) < SMALLEST_PULL / n) continue
        const dj = j * DIMENSIONS
        for (let k = 0; k < DIMENSIONS; k++) {
          gq[qi + k]! += pull * d[dj + k]!
          gd[dj + k]! += pull * q[qi + k]!
        }
      }
    }
    for (let i = 0; i < n; i++) this.back(pairs[i]!.query, q, gq, i * DIMENSIONS, queryLengths[i]!)
    for (let j = 0; j < m; j++) this.back(documents[j]!.bag, d, gd, j * DIMENSIONS, lengths[j]!)
    this.step(rate)
    return loss / n
  }

  /** Carries a gradient through the scaling to unit length down to the bag's rows. */
  private back(bag: Bag, unit: Float32Array, g: Float32Array, at: number, length: number): void {
    let along = 0
    for (let k = at; k < at + DIMENSIONS; k++) along += g[k]! * unit[k]!
    let any = false
    for (let k = at; k < at + DIMENSIONS; k++) {
      g[k] = (g[k]! - along * unit[k]!) / length
      any ||= g[k] !== 0
    }
    if (any) for (let r = 0; r < bag.rows.length; r++) this.add(bag.rows[r]!, g, at, bag.weights[r]!)
  }

  /** Quantised tables as the service reads them; of the queries' own rows only those that training moved furthest. */
  write(ownRows: number): Uint8Array {
    const moved = [...this.own].map(([code, row]) => ({ code, row, by: this.change(code, row) }))
    moved.sort((a, b) => b.by - a.by || a.code - b.code)
    const kept = new Map(moved.slice(0, ownRows).map(({ code, row }) => [code, row]))
    return writeTables(this.quantised(this.shared), this.quantised(kept))
  }

  /** How far a query's own row lies from the shared one, as a share of its length; a word without a shared row is all its own. */
  private change(code: number, row: number): number {
    const shared = this.shared.get(code)
    if (shared === undefined) return Number.POSITIVE_INFINITY
    let apart = 0
    let square = 0
    for (let k = 0; k < DIMENSIONS; k++) {
      const own = this.values[row * DIMENSIONS + k]!
      apart += (own - this.values[shared * DIMENSIONS + k]!) ** 2
      square += own * own
    }
    return square > 0 ? Math.sqrt(apart / square) : 0
  }

  private quantised(index: Map<number, number>): Table {
    const entries = [...index].sort((a, b) => a[0] - b[0])
    const table = {
      codes: Uint32Array.from(entries, ([code]) => code),
      scales: new Float32Array(entries.length),
      rows: new Int8Array(entries.length * DIMENSIONS),
    }
    entries.forEach(([, row], i) => {
      let largest = 0
      for (let k = 0; k < DIMENSIONS; k++) largest = Math.max(largest, Math.abs(this.values[row * DIMENSIONS + k]!))
      const scale = largest / 127 || 1
      table.scales[i] = scale
      for (let k = 0; k < DIMENSIONS; k++)
        table.rows[i * DIMENSIONS + k] = Math.round(this.values[row * DIMENSIONS + k]! / scale)
    })
    return table
  }
}

/** The table's vocabulary: the n-grams most articles have, weighted by rarity. */
export function startTables(documents: readonly Document[], queries: readonly string[], s: EncoderSettings): Tables {
  const frequency = new Map<number, number>()
  const count = (codes: Iterable<number>) => {
    for (const c of codes) frequency.set(c, (frequency.get(c) ?? 0) + 1)
  }
  for (const d of documents) {
    count(new Set(ngramCodes([d.title, ...d.heading, d.text].join('，'))))
    if (d.card) count(new Set(ngramCodes([d.card.gist, ...d.card.lay].join('，'))))
  }
  const shared = [...frequency]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, s.sharedRows)
    .map(([code, f]) => ({ code, weight: Math.log(1 + documents.length / f) / 6 }))
  const held = new Map<number, number>()
  for (const q of queries) for (const c of new Set(ngramCodes(q))) held.set(c, (held.get(c) ?? 0) + 1)
  const known = new Set(shared.map((x) => x.code))
  const own = [...held].filter(([c, f]) => known.has(c) || f > 1).map(([c]) => c)
  return new Tables(shared, own, s.seed)
}

/** Teaches the shared rows from the library alone: a clause finds its article, a heading its text. */
export function pretrain(t: Tables, documents: readonly Document[], s: EncoderSettings, say: (line: string) => void) {
  const random = seeded(s.seed + 1)
  const block = 16
  const perBatch = 16
  for (let epoch = 0; epoch < s.pretrainEpochs; epoch++) {
    const starts = shuffled(
      Array.from({ length: Math.ceil(documents.length / block) }, (_, i) => i * block),
      random,
    )
    let loss = 0
    let batches = 0
    for (let b = 0; b + perBatch <= starts.length; b += perBatch) {
      const pairs = starts
        .slice(b, b + perBatch)
        .flatMap((at) => documents.slice(at, at + block).map((d, i) => selfPair(t, d, at + i, random)))
        .filter((p) => p !== undefined)
      loss += t.learn(
        pairs,
        s.pretrainRate * (1 - ((epoch + b / starts.length) / s.pretrainEpochs) * 0.8),
        s.temperature,
      )
      batches++
    }
    say(`pretrain ${epoch + 1}: loss ${(loss / batches).toFixed(3)}`)
  }
}

/** A clause of the article, or its heading, as a query for the rest. */
export function selfPair(t: Tables, d: Document, id: number, random: () => number): Pair | undefined {
  const clauses = d.text.split(/[，。；：、\n]/).filter((c) => c.length >= 4)
  const last = d.heading.at(-1)?.replace(/^第.{1,6}[编章节] ?/, '') ?? ''
  if (random() < 0.2 || clauses.length < 2) {
    const query = t.queryBag(`${d.title}，${last}`, false)
    return query.rows.length
      ? { query, document: t.documentBag({ title: '', heading: [], text: d.text }), id }
      : undefined
  }
  const at = Math.floor(random() * clauses.length)
  const chunk = [clauses[at]!, random() < 0.4 ? (clauses[at + 1] ?? '') : ''].join('，')
  const text = random() < 0.7 ? d.text.replace(clauses[at]!, '，') : d.text
  const query = t.queryBag(chunk, false)
  return query.rows.length
    ? { query, document: t.documentBag({ title: d.title, heading: d.heading, text }), id }
    : undefined
}

/** The bag with some of its n-grams left out at random; never empty. */
function thinned(bag: Bag, share: number, random: () => number): Bag {
  const kept = [...bag.rows.keys()].filter(() => random() >= share)
  if (share === 0 || kept.length === 0) return bag
  return { rows: Int32Array.from(kept, (i) => bag.rows[i]!), weights: Float32Array.from(kept, (i) => bag.weights[i]!) }
}

/** Teaches queries and documents from lay questions and from the cards' lay words. */
export function tune(
  t: Tables,
  documents: readonly Document[],
  questions: readonly Question[],
  hard: readonly (readonly number[])[],
  s: EncoderSettings,
  say: (line: string) => void = () => {},
): void {
  const random = seeded(s.seed + 2)
  const bags = new Map<number, Bag>()
  const bag = (i: number) => bags.get(i) ?? bags.set(i, t.documentBag(documents[i]!)).get(i)!
  const cardBag = (d: Document, except = -1) =>
    t.documentBag({ title: d.title, heading: [], text: d.card!.gist, lay: d.card!.lay.filter((_, i) => i !== except) })
  const queryBags = questions.map((q) => t.queryBag(q.query, true))
  const pick = (list: readonly number[], n: number) =>
    Array.from({ length: Math.min(n, list.length) }, () => list[Math.floor(random() ** 1.5 * list.length)]!)
  const carded = documents.flatMap((d, i) => (d.card ? [i] : []))
  for (let epoch = 0; epoch < s.tuneEpochs; epoch++) {
    const work: (() => Pair | undefined)[] = []
    questions.forEach((q, n) => {
      const also = new Set(q.gold)
      for (const g of q.gold.length > 4 ? pick(q.gold, 4) : q.gold)
        work.push(() => ({
          query: thinned(queryBags[n]!, s.dropout, random),
          document: documents[g]!.card && random() < 0.3 ? cardBag(documents[g]!) : bag(g),
          against: pick(hard[n]!, s.negatives).map(bag),
          id: g,
          also,
        }))
    })
    for (const i of carded) {
      const d = documents[i]!
      d.card!.lay.forEach((phrase, l) => {
        if (random() < 0.5)
          work.push(() => ({
            query: t.queryBag(phrase, true),
            document: random() < 0.5 ? bag(i) : cardBag(d, l),
            id: i,
          }))
      })
      work.push(() => ({ query: t.queryBag(d.card!.gist, true), document: bag(i), id: i }))
    }
    const selves = Math.floor(work.length * s.selfShare)
    for (let i = 0; i < selves; i++) {
      const at = Math.floor(random() * documents.length)
      work.push(() => selfPair(t, documents[at]!, at, random))
    }
    const order = shuffled(work, random)
    let loss = 0
    let batches = 0
    for (let b = 0; b < order.length; b += 128) {
      const pairs = order.slice(b, b + 128).flatMap((make) => make() ?? [])
      loss += t.learn(pairs, s.tuneRate * (1 - (0.9 * (epoch + b / order.length)) / s.tuneEpochs), s.temperature)
      batches++
    }
    say(`tune ${epoch + 1}: loss ${(loss / batches).toFixed(3)} over ${order.length} pairs`)
  }
}
