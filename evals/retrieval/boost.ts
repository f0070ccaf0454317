import type { Tree } from '../../src/knowledge/ranker.ts'
import { seeded } from './random.ts'

/** Candidates of many questions: `groups` holds where each question's rows begin, and the end. */
export type RankingSet = { rows: Float32Array; width: number; labels: Uint8Array; groups: number[] }

export type BoostSettings = {
  trees: number
  depth: number
  rate: number
  smallestLeaf: number
  /** Ridge on leaf values. */
  ridge: number
  featureShare: number
  rowShare: number
  seed: number
}

export const boostDefaults: BoostSettings = {
  trees: 240,
  depth: 5,
  rate: 0.06,
  smallestLeaf: 30,
  ridge: 1,
  featureShare: 0.6,
  rowShare: 0.8,
  seed: 11,
}

const BINS = 64

/** Boosted trees that order each question's candidates (LambdaMART with nDCG weights, histogram splits). */
export function boost(set: RankingSet, s: BoostSettings = boostDefaults): Tree[] {
  const { width, labels } = set
  const n = labels.length
  const cuts = cutPoints(set)
  const binned = binRows(set, cuts)
  const scores = new Float64Array(n)
  const gradient = new Float64Array(n)
  const hessian = new Float64Array(n)
  const random = seeded(s.seed)
  const trees: Tree[] = []
  for (let t = 0; t < s.trees; t++) {
    lambdas(set, scores, gradient, hessian)
    const used = Array.from({ length: width }, (_, f) => f).filter(() => random() < s.featureShare)
    const sample = sampleRows(set, s.rowShare, random)
    const tree = grow(binned, cuts, gradient, hessian, sample, used.length ? used : [0], s)
    trees.push(tree)
    for (let i = 0; i < n; i++) scores[i]! += leafOf(tree, set.rows, i * width)
  }
  return trees
}

function leafOf(tree: Tree, rows: Float32Array, at: number): number {
  let node = 0
  while (tree.feature[node]! >= 0)
    node = rows[at + tree.feature[node]!]! <= tree.threshold[node]! ? tree.left[node]! : tree.right[node]!
  return tree.value[node]!
}

function cutPoints({ rows, width, labels }: RankingSet): Float32Array[] {
  const step = Math.max(1, Math.floor(labels.length / 40_000))
  return Array.from({ length: width }, (_, f) => {
    const sample: number[] = []
    for (let i = 0; i < labels.length; i += step) sample.push(rows[i * width + f]!)
    sample.sort((a, b) => a - b)
    const cuts = new Set<number>()
    for (let b = 1; b < BINS; b++) cuts.add(sample[Math.floor((b * sample.length) / BINS)]!)
    return Float32Array.from([...cuts].sort((a, b) => a - b))
  })
}

function binRows({ rows, width, labels }: RankingSet, cuts: Float32Array[]): Uint8Array[] {
  return cuts.map((points, f) => {
    const out = new Uint8Array(labels.length)
    for (let i = 0; i < labels.length; i++) {
      const x = rows[i * width + f]!
      let low = 0
      let high = points.length
      while (low < high) {
        const mid = (low + high) >> 1
        if (x <= points[mid]!) high = mid
        else low = mid + 1
      }
      out[i] = low
    }
    return out
  })
}

function sampleRows({ groups }: RankingSet, share: number, random: () => number): Int32Array {
  const out: number[] = []
  for (let g = 0; g + 1 < groups.length; g++)
    if (random() < share) for (let i = groups[g]!; i < groups[g + 1]!; i++) out.push(i)
  return Int32Array.from(out)
}

/** LambdaRank gradients: each wrongly or barely ordered pair pulls by what swapping it would change in nDCG. */
function lambdas({ labels, groups }: RankingSet, scores: Float64Array, g: Float64Array, h: Float64Array): void {
  g.fill(0)
  h.fill(1e-6)
  const discount = new Float64Array(labels.length)
  for (let q = 0; q + 1 < groups.length; q++) {
    const from = groups[q]!
    const to = groups[q + 1]!
    const order = Array.from({ length: to - from }, (_, i) => from + i).sort((a, b) => scores[b]! - scores[a]!)
    order.forEach((i, r) => {
      discount[i] = 1 / Math.log2(r + 2)
    })
    const positives = order.filter((i) => labels[i])
    let ideal = 0
    positives.forEach((_, i) => {
      ideal += 1 / Math.log2(i + 2)
    })
    for (const p of positives) {
      for (let j = from; j < to; j++) {
        if (labels[j]) continue
        const delta = Math.abs(discount[p]! - discount[j]!) / ideal
        const rho = 1 / (1 + Math.exp(scores[p]! - scores[j]!))
        const pull = rho * delta
        const curve = rho * (1 - rho) * delta
        g[p]! += pull
        g[j]! -= pull
        h[p]! += curve
        h[j]! += curve
      }
    }
  }
}

type Node = { rows: Int32Array; id: number; depth: number }

function grow(
  binned: Uint8Array[],
  cuts: Float32Array[],
  g: Float64Array,
  h: Float64Array,
  rows: Int32Array,
  used: number[],
  s: BoostSettings,
): Tree {
  const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] }
  const add = () => {
    tree.feature.push(-1)
    tree.threshold.push(0)
    tree.left.push(-1)
    tree.right.push(-1)
    tree.value.push(0)
    return tree.feature.length - 1
  }
  const open: Node[] = [{ rows, id: add(), depth: 0 }]
  for (let node = open.pop(); node; node = open.pop()) {
    let sumG = 0
    let sumH = 0
    for (const i of node.rows) {
      sumG += g[i]!
      sumH += h[i]!
    }
    const split = node.depth < s.depth ? bestSplit(binned, cuts, g, h, node.rows, used, sumG, sumH, s) : undefined
    if (!split) {
      tree.value[node.id] = (s.rate * sumG) / (sumH + s.ridge)
      continue
    }
    const column = binned[split.feature]!
    const { left, right } = divide(node.rows, column, split.bin)
    tree.feature[node.id] = split.feature
    tree.threshold[node.id] = cuts[split.feature]![split.bin]!
    tree.left[node.id] = add()
    tree.right[node.id] = add()
    open.push({ rows: left, id: tree.left[node.id]!, depth: node.depth + 1 })
    open.push({ rows: right, id: tree.right[node.id]!, depth: node.depth + 1 })
  }
  tree.value = tree.value.map((v) => Number(v.toPrecision(6)))
  return tree
}

function divide(rows: Int32Array, column: Uint8Array, bin: number): { left: Int32Array; right: Int32Array } {
  const sorted = new Int32Array(rows.length)
  let low = 0
  let high = rows.length
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]!
    if (column[i]! <= bin) sorted[low++] = i
    else sorted[--high] = i
  }
  return { left: sorted.subarray(0, low), right: sorted.subarray(low) }
}

function bestSplit(
  binned: Uint8Array[],
  cuts: Float32Array[],
  g: Float64Array,
  h: Float64Array,
  rows: Int32Array,
  used: number[],
  sumG: number,
  sumH: number,
  s: BoostSettings,
): { feature: number; bin: number } | undefined {
  if (rows.length < 2 * s.smallestLeaf) return undefined
  const base = (sumG * sumG) / (sumH + s.ridge)
  let best: { feature: number; bin: number; gain: number } | undefined
  const binG = new Float64Array(BINS)
  const binH = new Float64Array(BINS)
  const binN = new Int32Array(BINS)
  const nodeG = Float64Array.from(rows, (i) => g[i]!)
  const nodeH = Float64Array.from(rows, (i) => h[i]!)
  for (const feature of used) {
    const column = binned[feature]!
    binG.fill(0)
    binH.fill(0)
    binN.fill(0)
    for (let k = 0; k < rows.length; k++) {
      const b = column[rows[k]!]!
      binG[b]! += nodeG[k]!
      binH[b]! += nodeH[k]!
      binN[b]!++
    }
    let leftG = 0
    let leftH = 0
    let leftN = 0
    for (let b = 0; b < cuts[feature]!.length; b++) {
      leftG += binG[b]!
      leftH += binH[b]!
      leftN += binN[b]!
      if (leftN < s.smallestLeaf || rows.length - leftN < s.smallestLeaf) continue
      const rightG = sumG - leftG
      const rightH = sumH - leftH
      const gain = (leftG * leftG) / (leftH + s.ridge) + (rightG * rightG) / (rightH + s.ridge) - base
      if (gain > 1e-9 && gain > (best?.gain ?? 0)) best = { feature, bin: b, gain }
    }
  }
  return best
}
