import { seeded } from './random.ts'

/** One question's answer list against the articles that govern it. */
export type Judged = { ranked: readonly number[]; gold: readonly number[] }

/** Share of the governing articles among the first k, averaged over questions. */
export const recall = (k: number) => (j: Judged) =>
  j.gold.filter((g) => j.ranked.slice(0, k).includes(g)).length / j.gold.length

/** One over the rank of the first governing article within k, else 0. */
export const reciprocalRank = (k: number) => (j: Judged) => {
  const at = j.ranked.slice(0, k).findIndex((r) => j.gold.includes(r))
  return at < 0 ? 0 : 1 / (at + 1)
}

/** Discounted gain of the governing articles within k, over the best possible. */
export const ndcg = (k: number) => (j: Judged) => {
  const gain = j.ranked.slice(0, k).reduce((s, r, i) => s + (j.gold.includes(r) ? 1 / Math.log2(i + 2) : 0), 0)
  const best = j.gold.slice(0, k).reduce((s, _, i) => s + 1 / Math.log2(i + 2), 0)
  return gain / best
}

export const measures = {
  'R@5': recall(5),
  'R@10': recall(10),
  'R@20': recall(20),
  'R@100': recall(100),
  'MRR@10': reciprocalRank(10),
  'nDCG@10': ndcg(10),
}

/** Mean of a measure with its 95 % bootstrap interval (1,000 draws, fixed seed). */
export function interval(values: readonly number[]): { mean: number; low: number; high: number } {
  const random = seeded(7)
  const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / Math.max(xs.length, 1)
  const draws = Array.from({ length: 1000 }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!
    return sum / Math.max(values.length, 1)
  }).sort((a, b) => a - b)
  return { mean: mean(values), low: draws[25]!, high: draws[974]! }
}

/** A line for the terminal: every measure over the judged questions. */
export function report(name: string, judged: readonly Judged[]): string {
  const cells = Object.entries(measures).map(([label, of]) => {
    const { mean, low, high } = interval(judged.map(of))
    return `${label} ${mean.toFixed(3)} [${low.toFixed(3)}–${high.toFixed(3)}]`
  })
  return `${name.padEnd(28)} n=${judged.length}  ${cells.join('  ')}`
}
