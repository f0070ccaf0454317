import type { Shelf } from '../context.ts'
import { loadTaxonomy } from '../knowledge/index.ts'
import { dangerExamples, disputeExamples } from './examples.ts'
import { type Features, featuresOf } from './features.ts'
import { type Example, fitLinear, type Linear, pack, scores, softmax } from './linear.ts'

/** What a correction by a clerk adds to the training: the words and the subtype they should have had. */
export type Correction = { text: string; subtype: string }

const folds = 5

/** Fits both models from the labelled sentences (and clerks' corrections) and packs them. Deterministic; seconds. */
export function trainIntake(shelf: Shelf, corrections: Correction[] = []): Uint8Array {
  const { labels, examples } = disputeSet(shelf, corrections)
  const dispute = fitDispute(labels, examples)
  const danger = dangerSet(shelf)
  return pack([
    { model: dispute, temperature: calibrate(labels, examples) },
    { model: fitDanger(danger.labels, danger.examples), temperature: 1 },
  ])
}

const fitDispute = (labels: string[], examples: Example[]): Linear =>
  fitLinear({ labels, examples, exclusive: true, epochs: 25, rate: 0.35, decay: 2e-5 })

const fitDanger = (labels: string[], examples: Example[]): Linear =>
  fitLinear({ labels, examples, exclusive: false, epochs: 30, rate: 0.25, decay: 2e-5 })

/** Sentences count fully; the taxonomy's short triggers, which say less, by half. */
function disputeSet(shelf: Shelf, corrections: Correction[]): { labels: string[]; examples: Example[] } {
  const subtypes = loadTaxonomy({ shelf }).types.flatMap(({ subtypes }) => subtypes)
  const labels = subtypes.map(({ subtype }) => subtype)
  const at = new Map(labels.map((label, i) => [label, i]))
  const example = (text: string, label: string, weight: number): Example => {
    const index = at.get(label)
    if (index === undefined) throw new Error(`knowledge/utterances: unknown subtype ${label}`)
    return { features: featuresOf(text), labels: [index], weight }
  }
  return {
    labels,
    examples: [
      ...disputeExamples(shelf).map(({ label, text }) => example(text, label, 1)),
      ...corrections.map(({ text, subtype }) => example(text, subtype, 1)),
      ...subtypes.flatMap(({ subtype, triggers }) => triggers.map((text) => example(text, subtype, 0.5))),
    ],
  }
}

/** Dangers' own sentences, and every ordinary dispute sentence as one without a stopping danger. */
function dangerSet(shelf: Shelf): { labels: string[]; examples: Example[] } {
  const own = dangerExamples(shelf).map(({ label, text }) => ({
    codes: label === 'none' ? [] : label.split(','),
    text,
  }))
  const labels = [...new Set(own.flatMap(({ codes }) => codes))].sort()
  const at = new Map(labels.map((label, i) => [label, i]))
  const examples = own.map(({ codes, text }) => ({
    features: featuresOf(text),
    labels: codes.map((code) => at.get(code)!),
    weight: 1,
  }))
  return { labels, examples }
}

/** The temperature at which confidence says how often it is right, found on sentences held out of the fit. */
function calibrate(labels: string[], examples: Example[]): number {
  const held: { raw: Float32Array; right: number }[] = []
  for (let fold = 0; fold < folds; fold++) {
    const model = fitDispute(
      labels,
      examples.filter((_, i) => i % folds !== fold),
    )
    for (const [i, { features, labels: right, weight }] of examples.entries()) {
      if (i % folds === fold && weight === 1) held.push({ raw: scores(model, features as Features), right: right[0]! })
    }
  }
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (let temperature = 0.2; temperature <= 3; temperature += 0.05) {
    const loss = held.reduce((sum, { raw, right }) => sum - Math.log(softmax(raw, temperature)[right]! + 1e-9), 0)
    if (loss < best.loss) best = { temperature, loss }
  }
  return best.temperature
}
