import { ifCarried, onceAShelf } from '../shelf.ts'
import { type AskedTable, openAsked } from './asked.ts'
import { type Commonness, featureNames, features, type Priors } from './features.ts'
import type { Candidate } from './gather.ts'

const MODEL = 'knowledge/models/ranker.json'
const WIDTH = featureNames.length
// The fused score has a say of its own: two judges that err differently are better than the better one alone
// (measured: +0.9 points of R@10 on public questions, +7 on questions a centre hears).
const FUSED_WEIGHT = 4
const FUSED_MIDDLE = 0.7

/** A regression tree as flat arrays: a node with `feature` −1 is a leaf. */
export type Tree = { feature: number[]; threshold: number[]; left: number[]; right: number[]; value: number[] }

/** Gradient-boosted trees over `features`, and the line that turns their sum into a probability. */
export type RankerModel = {
  features: string[]
  trees: Tree[]
  priors: Record<string, number>
  calibration: [number, number]
  asked: AskedTable
}

/** `vector` is the question's own, of the encoder that the ranker was trained with. */
export type Ranker = (
  query: string,
  candidates: readonly Candidate[],
  common: Commonness,
  vector: Float32Array | undefined,
) => Float32Array

/** The trained reranker of this shelf; undefined where its file is not carried along. */
export const rankerOf = onceAShelf((shelf) => ifCarried(() => openRanker(JSON.parse(shelf.text(MODEL)) as RankerModel)))

/** A ranker that gives each candidate the probability that it answers; throws when the model knows other features. */
export function openRanker(model: RankerModel): Ranker {
  if (model.features.join() !== featureNames.join()) throw new Error('ranker.json was trained on other features')
  const [slope, offset] = model.calibration
  const forest = plant(model.trees)
  const asked = openAsked(model.asked)
  return (query, candidates, common, vector) => {
    const rows = features(query, candidates, common, model.priors as Priors, asked(vector))
    return Float32Array.from(candidates, (c, i) => {
      const odds = slope * sumOf(forest, rows, i * WIDTH) + offset + FUSED_WEIGHT * (c.score - FUSED_MIDDLE)
      return 1 / (1 + Math.exp(-odds))
    })
  }
}

/** All trees in flat arrays, one node after the other: hundreds of trees are walked for hundreds of candidates. */
type Forest = {
  roots: Int32Array
  feature: Int16Array
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  value: Float64Array
}

function plant(trees: readonly Tree[]): Forest {
  const roots: number[] = []
  let size = 0
  for (const tree of trees) {
    roots.push(size)
    size += tree.feature.length
  }
  const moved = (pick: (t: Tree) => number[]) => trees.flatMap((t, i) => pick(t).map((node) => node + roots[i]!))
  return {
    roots: Int32Array.from(roots),
    feature: Int16Array.from(trees.flatMap((t) => t.feature)),
    threshold: Float64Array.from(trees.flatMap((t) => t.threshold)),
    left: Int32Array.from(moved((t) => t.left)),
    right: Int32Array.from(moved((t) => t.right)),
    value: Float64Array.from(trees.flatMap((t) => t.value)),
  }
}

function sumOf({ roots, feature, threshold, left, right, value }: Forest, rows: Float32Array, at: number): number {
  let sum = 0
  for (let t = 0; t < roots.length; t++) {
    let node = roots[t]!
    while (feature[node]! >= 0) node = rows[at + feature[node]!]! <= threshold[node]! ? left[node]! : right[node]!
    sum += value[node]!
  }
  return sum
}

/** Sum of the trees' leaves for the row that starts at `at`. */
export function score(trees: readonly Tree[], rows: Float32Array, at: number): number {
  return trees.reduce((sum, tree) => {
    let node = 0
    while (tree.feature[node]! >= 0)
      node = rows[at + tree.feature[node]!]! <= tree.threshold[node]! ? tree.left[node]! : tree.right[node]!
    return sum + tree.value[node]!
  }, 0)
}
