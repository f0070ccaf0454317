import { type AskedTable, openAsked } from '../../src/knowledge/asked.ts'
import {
  articlePlace,
  type Commonness,
  chapterPlace,
  featureNames,
  features,
  type Priors,
  placeOf,
} from '../../src/knowledge/features.ts'
import type { Candidate } from '../../src/knowledge/gather.ts'
import { type RankerModel, score, type Tree } from '../../src/knowledge/ranker.ts'
import { type BoostSettings, boost, boostDefaults, type RankingSet } from './boost.ts'
import type { Document, Question } from './library.ts'
import { seeded } from './random.ts'

const WIDTH = featureNames.length
/** Of each question's candidates the ranker learns from these many at the head, and a few from further down. */
const HEAD = 90
const TAIL = 40
const PARTS = 5

/** A question with its vector and its fused candidates, by an encoder that was not trained on it but on those in `asked`. */
export type Lesson = { question: Question; vector: Float32Array; candidates: Candidate[]; asked: AskedTable }

/** The questions as vectors, with the places that answer them. */
export function askedTable(
  questions: readonly Question[],
  documents: readonly Document[],
  embed: (query: string) => Float32Array,
): AskedTable {
  const places: AskedTable['places'] = []
  const known = new Map<number, number>()
  const indexOf = (g: number) => {
    if (!known.has(g)) known.set(g, places.push(placeOf(documents[g]!)) - 1)
    return known.get(g)!
  }
  const bytes = questions.flatMap(({ query }) => {
    const vector = embed(query)
    const largest = vector.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1
    return Array.from(vector, (x) => Math.round((x / largest) * 127) & 0xff)
  })
  return {
    vectors: Buffer.from(Uint8Array.from(bytes)).toString('base64'),
    gold: questions.map(({ gold }) => gold.map(indexOf)),
    places,
  }
}

/** How often each law, chapter and article governs a lay question, as the logarithm of its share in thousandths. */
export function countPriors(questions: readonly Question[], documents: readonly Document[]): Priors {
  const counts = new Map<string, number>()
  for (const q of questions) {
    const places = q.gold.flatMap((g) => {
      const d = documents[g]!
      return [d.law, chapterPlace(d), articlePlace(d)]
    })
    for (const place of new Set(places)) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const share = (n: number) => Number(Math.log1p((1000 * n) / questions.length).toFixed(3))
  return Object.fromEntries([...counts].map(([place, n]) => [place, share(n)]))
}

/** Trains the trees; the priors a question is learned with are counted on other questions. */
export function trainRanker(
  lessons: readonly Lesson[],
  documents: readonly Document[],
  common: Commonness,
  asked: AskedTable,
  s: BoostSettings = boostDefaults,
): RankerModel {
  const set = rankingSet(lessons, documents, common)
  const trees = boost(set, s)
  const priors = countPriors(
    lessons.map((l) => l.question),
    documents,
  )
  return { features: [...featureNames], trees, priors, calibration: calibrate(set, trees), asked }
}

function rankingSet(lessons: readonly Lesson[], documents: readonly Document[], common: Commonness): RankingSet {
  const random = seeded(3)
  const rows: Float32Array[] = []
  const labels: number[] = []
  const groups = [0]
  const priors = Array.from({ length: PARTS }, (_, part) =>
    countPriors(
      lessons.filter((_, n) => n % PARTS !== part).map((l) => l.question),
      documents,
    ),
  )
  const opened = new Map([...new Set(lessons.map((l) => l.asked))].map((table) => [table, openAsked(table)]))
  lessons.forEach(({ question, vector, candidates, asked }, n) => {
    const gold = new Set(question.gold)
    if (!candidates.some((c) => gold.has(c.passage!.id))) return
    const all = features(question.query, candidates, common, priors[n % PARTS]!, opened.get(asked)!(vector))
    candidates.forEach((c, i) => {
      const right = gold.has(c.passage!.id)
      if (!right && i >= HEAD && random() > TAIL / Math.max(1, candidates.length - HEAD)) return
      rows.push(all.slice(i * WIDTH, (i + 1) * WIDTH))
      labels.push(right ? 1 : 0)
    })
    groups.push(labels.length)
  })
  const flat = new Float32Array(rows.length * WIDTH)
  rows.forEach((r, i) => {
    flat.set(r, i * WIDTH)
  })
  return { rows: flat, width: WIDTH, labels: Uint8Array.from(labels), groups }
}

/** The line under a logistic curve that turns scores into the share of right answers (Newton steps). */
function calibrate({ rows, labels }: RankingSet, trees: readonly Tree[]): [number, number] {
  const scores = Array.from(labels, (_, i) => score(trees, rows, i * WIDTH))
  let [a, b] = [1, -3]
  for (let step = 0; step < 30; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-6, 0, 1e-6]
    scores.forEach((x, i) => {
      const p = 1 / (1 + Math.exp(-(a * x + b)))
      const w = p * (1 - p)
      ga += (labels[i]! - p) * x
      gb += labels[i]! - p
      haa += w * x * x
      hab += w * x
      hbb += w
    })
    const det = haa * hbb - hab * hab
    a += (hbb * ga - hab * gb) / det
    b += (haa * gb - hab * ga) / det
  }
  return [Number(a.toFixed(4)), Number(b.toFixed(4))]
}
