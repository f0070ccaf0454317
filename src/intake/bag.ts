import { type Example, type Features, randomFrom, sigmoid, softmax, width } from '../text/index.ts'

/** A small network: features' rows summed and squashed, then a row of weights a label. It sees what words mean alike. */
export type Bag = { labels: string[]; size: number; rows: Float32Array; out: Float32Array; bias: Float32Array }

/** The text's place in the network's own space. */
function hidden({ rows, size }: Bag, places: ArrayLike<number>, weights: ArrayLike<number>, scale: number) {
  const h = new Float32Array(size)
  for (let i = 0; i < places.length; i++) {
    const at = places[i]! * size
    const weight = weights[i]! * scale
    for (let d = 0; d < size; d++) h[d]! += rows[at + d]! * weight
  }
  for (let d = 0; d < size; d++) h[d] = Math.tanh(h[d]!)
  return h
}

function outputs({ out, bias, size }: Bag, h: Float32Array): Float32Array {
  const result = Float32Array.from(bias)
  for (let label = 0; label < result.length; label++) {
    const at = label * size
    let sum = 0
    for (let d = 0; d < size; d++) sum += h[d]! * out[at + d]!
    result[label]! += sum
  }
  return result
}

/** Raw scores, one a label. */
export const bagScores = (bag: Bag, { places, weights }: Features): Float32Array =>
  outputs(bag, hidden(bag, places, weights, 1))

type Fit = {
  labels: string[]
  examples: Example[]
  exclusive: boolean
  size: number
  epochs: number
  /** Share of a text's features left out in each lesson, so that no single word is leant on. */
  dropout: number
  rate?: number
  seed?: number
}

/** Fits by stochastic gradient with AdaGrad steps, like `fitLinear`; deterministic by seed. */
export function fitBag({ labels, examples, exclusive, size, epochs, dropout, rate = 0.05, seed = 3 }: Fit): Bag {
  const random = randomFrom(seed)
  const noise = (n: number, range: number) => Float32Array.from({ length: n }, () => (random() - 0.5) * range)
  const bag: Bag = {
    labels,
    size,
    rows: noise(width * size, 0.2),
    out: noise(labels.length * size, 0.2),
    bias: new Float32Array(labels.length).fill(exclusive ? 0 : -2),
  }
  const seen = {
    rows: new Float32Array(bag.rows.length).fill(1e-3),
    out: new Float32Array(bag.out.length).fill(1e-3),
    bias: new Float32Array(labels.length).fill(1e-3),
  }
  const order = examples.map((_, i) => i)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = rate * (1 - (0.9 * epoch) / epochs)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const index of order) {
      const example = examples[index]!
      const kept = thinned(example.features, dropout, random)
      const h = hidden(bag, kept.places, kept.weights, 1)
      const error = errorOf(example, outputs(bag, h), exclusive)
      learn(bag, seen, kept, h, error, step)
    }
  }
  return bag
}

function thinned({ places, weights }: Features, dropout: number, random: () => number) {
  const kept = { places: [] as number[], weights: [] as number[] }
  for (let i = 0; i < places.length; i++) {
    if (random() < dropout) continue
    kept.places.push(places[i]!)
    kept.weights.push(weights[i]! / (1 - dropout))
  }
  return kept
}

/** What each label's score is off by; labels that nobody judged are not off. */
function errorOf({ labels, judged, weight }: Example, raw: Float32Array, exclusive: boolean): Float32Array {
  const error = exclusive ? softmax(raw) : raw.map(sigmoid)
  for (const label of labels) error[label]! -= exclusive ? 1 / labels.length : 1
  for (let label = 0; label < error.length; label++)
    error[label] = judged && !judged.has(label) ? 0 : error[label]! * weight
  return error
}

function learn(
  { rows, out, bias, size }: Bag,
  seen: { rows: Float32Array; out: Float32Array; bias: Float32Array },
  { places, weights }: { places: number[]; weights: number[] },
  h: Float32Array,
  error: Float32Array,
  step: number,
): void {
  const back = new Float32Array(size)
  for (let label = 0; label < error.length; label++) {
    const e = error[label]!
    if (Math.abs(e) < 1e-5) continue
    const at = label * size
    for (let d = 0; d < size; d++) {
      back[d]! += e * out[at + d]!
      const gradient = e * h[d]!
      seen.out[at + d]! += gradient * gradient
      out[at + d]! -= (step * gradient) / Math.sqrt(seen.out[at + d]!)
    }
    seen.bias[label]! += e * e
    bias[label]! -= (step * e) / Math.sqrt(seen.bias[label]!)
  }
  for (let d = 0; d < size; d++) back[d]! *= 1 - h[d]! * h[d]!
  for (let i = 0; i < places.length; i++) {
    const at = places[i]! * size
    for (let d = 0; d < size; d++) {
      const gradient = back[d]! * weights[i]!
      seen.rows[at + d]! += gradient * gradient
      rows[at + d]! -= (step * gradient) / Math.sqrt(seen.rows[at + d]!)
    }
  }
}
