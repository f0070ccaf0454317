import { type Features, width } from './features.ts'

/** One row of weights a label, and a bias: a linear model anyone can read back to its n-grams. */
export type Linear = { labels: string[]; weights: Float32Array; bias: Float32Array }

/** A text with the labels it has: one for a dispute, any number for dangers; `judged` where not every label was looked at. */
export type Example = { features: Features; labels: number[]; weight: number; judged?: ReadonlySet<number> }

/** Raw scores, one a label. */
export function scores({ labels, weights, bias }: Linear, { places, weights: values }: Features): Float32Array {
  const result = Float32Array.from(bias)
  const count = labels.length
  for (let i = 0; i < places.length; i++) {
    const row = places[i]! * count
    const value = values[i]!
    for (let label = 0; label < count; label++) result[label]! += weights[row + label]! * value
  }
  return result
}

/** Scores as shares that sum to 1; a higher temperature makes them more even. */
export function softmax(values: Float32Array, temperature = 1): Float32Array {
  const top = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const result = values.map((value) => Math.exp((value - top) / temperature))
  const sum = result.reduce((a, b) => a + b, 0)
  return result.map((value) => value / sum)
}

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))

type Fit = {
  labels: string[]
  examples: Example[]
  exclusive: boolean
  epochs: number
  rate: number
  decay: number
  seed?: number
  /** Places the features fall on. */
  space?: number
}

/**
 * Fits by stochastic gradient with AdaGrad steps. `exclusive`: exactly one label is right (softmax), else each label
 * for itself (sigmoid). The same examples in the same order and the same seed give the same weights.
 */
export function fitLinear({ labels, examples, exclusive, epochs, rate, decay, seed = 7, space = width }: Fit): Linear {
  const count = labels.length
  const model: Linear = { labels, weights: new Float32Array(space * count), bias: new Float32Array(count) }
  const seen = new Float32Array(space * count).fill(1)
  const seenBias = new Float32Array(count).fill(1)
  const order = examples.map((_, i) => i)
  const random = randomFrom(seed)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const index of order) {
      const { features, labels: right, weight, judged } = examples[index]!
      const raw = scores(model, features)
      const error = exclusive ? softmax(raw) : raw.map(sigmoid)
      for (const label of right) error[label]! -= exclusive ? 1 / right.length : 1
      if (judged) for (let label = 0; label < count; label++) if (!judged.has(label)) error[label] = 0
      step(model, seen, exclusive ? undefined : seenBias, features, error, weight * rate, decay)
    }
  }
  return model
}

function step(
  { weights, bias, labels }: Linear,
  seen: Float32Array,
  seenBias: Float32Array | undefined,
  { places, weights: values }: Features,
  error: Float32Array,
  rate: number,
  decay: number,
): void {
  const count = labels.length
  for (let i = 0; i < places.length; i++) {
    const row = places[i]! * count
    for (let label = 0; label < count; label++) {
      const at = row + label
      const gradient = error[label]! * values[i]! + decay * weights[at]!
      seen[at]! += gradient * gradient
      weights[at]! -= (rate * gradient) / Math.sqrt(seen[at]!)
    }
  }
  // Exclusive labels get no bias: how often one was written down says nothing about how often it happens.
  if (!seenBias) return
  for (let label = 0; label < count; label++) {
    seenBias[label]! += error[label]! * error[label]!
    bias[label]! -= (rate * error[label]!) / Math.sqrt(seenBias[label]!)
  }
}

/** Mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
