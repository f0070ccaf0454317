import type { Shelf } from '../context.ts'
import { loadTaxonomy } from '../knowledge/index.ts'
import { dangerExamples, disputeExamples, lawExamples } from './examples.ts'
import { featuresOf } from './features.ts'
import { type Example, fitLinear, type Linear, pack, scores, softmax } from './linear.ts'
import { ruledCodes } from './redflags.ts'

/** What a correction by a clerk adds to the training: the words and the subtype they should have had. */
export type Correction = { text: string; subtype: string }

const folds = 5

/** Fits both models from the labelled sentences (and clerks' corrections) and packs them. Deterministic; seconds. */
export function trainIntake(shelf: Shelf, corrections: Correction[] = []): Uint8Array {
  const set = disputeSet(shelf, corrections)
  const dispute = fitDispute(set.labels, [...set.sentences, ...set.fragments])
  const danger = dangerSet(shelf)
  return pack([
    { model: dispute, temperature: calibrate(set) },
    { model: fitDanger(danger.labels, danger.examples), temperature: 1 },
  ])
}

const fitDispute = (labels: string[], examples: Example[]): Linear =>
  fitLinear({ labels, examples, exclusive: true, epochs: 8, rate: 2, decay: 2e-5 })

export const fitDanger = (labels: string[], examples: Example[]): Linear =>
  fitLinear({ labels, examples, exclusive: false, epochs: 40, rate: 2, decay: 2e-5 })

type DisputeSet = { labels: string[]; sentences: Example[]; fragments: Example[] }

/** Sentences count fully, the taxonomy's triggers double (few and to the point), the law cards' lay words by half: cross-validated. */
function disputeSet(shelf: Shelf, corrections: Correction[]): DisputeSet {
  const subtypes = loadTaxonomy({ shelf }).types.flatMap(({ subtypes }) => subtypes)
  const labels = subtypes.map(({ subtype }) => subtype)
  const at = new Map(labels.map((label, i) => [label, i]))
  const example = (text: string, label: string, weight: number): Example => {
    const index = at.get(label)
    if (index === undefined) throw new Error(`Unknown subtype in the training sentences: ${label}`)
    return { features: featuresOf(text), labels: [index], weight }
  }
  const set: DisputeSet = {
    labels,
    sentences: [
      ...disputeExamples(shelf).map(({ label, text }) => example(text, label, 1)),
      ...corrections.map(({ text, subtype }) => example(text, subtype, 1)),
    ],
    fragments: [
      ...lawExamples(shelf).flatMap(({ labels: served, text }) =>
        served.filter((label) => at.has(label)).map((label) => example(text, label, 0.5 / served.length)),
      ),
      ...subtypes.flatMap(({ subtype, triggers }) => triggers.map((text) => example(text, subtype, 2))),
    ],
  }
  balance(set)
  return set
}

/** Gives every label the same weight in sum, so that the law cards' many words on wages do not draw everything to wages. */
function balance({ labels, sentences, fragments }: DisputeSet): void {
  const all = [...sentences, ...fragments]
  const sums = new Float32Array(labels.length)
  for (const { labels: right, weight } of all) sums[right[0]!]! += weight
  const mean = sums.reduce((a, b) => a + b, 0) / labels.length
  for (const example of all) example.weight *= mean / sums[example.labels[0]!]!
}

/** Dangers' own sentences, and every ordinary dispute sentence with what the rules find in it, mostly nothing. */
export function dangerSet(shelf: Shelf): { labels: string[]; examples: Example[] } {
  const own = dangerExamples(shelf).map(({ label, text }) => ({
    codes: label === 'none' ? [] : label.split(','),
    text,
  }))
  const ordinary = disputeExamples(shelf).map(({ text }) => ({ codes: ruledCodes(text), text }))
  const labels = [...new Set(own.flatMap(({ codes }) => codes))].sort()
  const at = new Map(labels.map((label, i) => [label, i]))
  const examples = [...own, ...ordinary].map(({ codes, text }) => ({
    features: featuresOf(text),
    labels: codes.flatMap((code) => at.get(code) ?? []),
    weight: 1,
  }))
  return { labels, examples }
}

/** The temperature at which confidence says how often it is right, found on sentences held out of the fit. */
function calibrate({ labels, sentences, fragments }: DisputeSet): number {
  const held: { raw: Float32Array; right: number }[] = []
  for (let fold = 0; fold < folds; fold++) {
    const model = fitDispute(labels, [...sentences.filter((_, i) => i % folds !== fold), ...fragments])
    for (const [i, { features, labels: right }] of sentences.entries()) {
      if (i % folds === fold) held.push({ raw: scores(model, features), right: right[0]! })
    }
  }
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY }
  for (let temperature = 0.2; temperature <= 3; temperature += 0.05) {
    const loss = held.reduce((sum, { raw, right }) => sum - Math.log(softmax(raw, temperature)[right]! + 1e-9), 0)
    if (loss < best.loss) best = { temperature, loss }
  }
  return best.temperature
}
