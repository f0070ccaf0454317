import type { Shelf } from '../context.ts'
import { disputeExamples } from './examples.ts'
import { type Features, featuresOf } from './features.ts'
import { type Linear, scores, softmax, unpack } from './linear.ts'

type Known = { label: string; text: string; features: Features }
type Models = { dispute: Linear; temperature: number; danger: Linear; known: Known[] }

/** A subtype a text may be about, with the share of belief in it. */
export type Guess = { subtype: string; confidence: number }
/** What decided: the parts of the text that speak for the first guess, and the labelled sentences nearest to it. */
export type Reasons = { words: string[]; neighbours: { text: string; subtype: string; likeness: number }[] }

const loaded = new WeakMap<Shelf, Models>()

/** The trained models, read once. */
export function modelsOf(shelf: Shelf): Models {
  const known = loaded.get(shelf)
  if (known) return known
  const [dispute, danger] = unpack(shelf.bytes('knowledge/models/intake.bin'))
  const models = {
    dispute: dispute!.model,
    temperature: dispute!.temperature,
    danger: danger!.model,
    known: disputeExamples(shelf).map(({ label, text }) => ({ label, text, features: featuresOf(text) })),
  }
  loaded.set(shelf, models)
  return models
}

const nearest = 5
/** How much the nearest labelled sentences weigh beside the linear model. */
const neighbourShare = 0.25

/** Ranks the subtypes a text may be about, best first, with the reasons for the first. */
export function classify(shelf: Shelf, text: string): { guesses: Guess[]; reasons: Reasons } {
  const { dispute, temperature, known } = modelsOf(shelf)
  const features = featuresOf(text)
  const shares = softmax(scores(dispute, features), temperature)
  const neighbours = nearestTo(known, features)
  const likeness = neighbours.reduce((sum, neighbour) => sum + neighbour.likeness, 0)
  // Neighbours that are not alike have no say.
  const say = neighbourShare * Math.min(1, (neighbours[0]?.likeness ?? 0) / 0.4)
  const guesses = dispute.labels
    .map((subtype, i) => {
      const votes = neighbours.filter((it) => it.label === subtype).reduce((sum, it) => sum + it.likeness, 0)
      return { subtype, confidence: (1 - say) * shares[i]! + say * (likeness > 0 ? votes / likeness : shares[i]!) }
    })
    .sort((a, b) => b.confidence - a.confidence)
  const first = dispute.labels.indexOf(guesses[0]!.subtype)
  return {
    guesses: guesses.slice(0, 10),
    reasons: {
      words: tellingWords(dispute, text, first),
      neighbours: neighbours.slice(0, 3).map(({ label, text, likeness }) => ({ text, subtype: label, likeness })),
    },
  }
}

function nearestTo(known: Known[], { places, weights }: Features): (Known & { likeness: number })[] {
  const query = new Map<number, number>()
  for (let i = 0; i < places.length; i++) query.set(places[i]!, weights[i]!)
  const alike = known.map((it) => {
    let likeness = 0
    for (let i = 0; i < it.features.places.length; i++) {
      const weight = query.get(it.features.places[i]!)
      if (weight !== undefined) likeness += weight * it.features.weights[i]!
    }
    return { ...it, likeness }
  })
  return alike.sort((a, b) => b.likeness - a.likeness).slice(0, nearest)
}

/** Up to five stretches of two to four characters whose n-grams speak most for a label. */
function tellingWords(model: Linear, text: string, label: number): string[] {
  const clean = text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
  const found: { word: string; at: number; score: number }[] = []
  for (let length = 2; length <= 4; length++) {
    for (let at = 0; at + length <= clean.length; at++) {
      const word = clean.slice(at, at + length)
      if (word.includes(' ')) continue
      found.push({
        word,
        at,
        score: (scores(model, featuresOf(word))[label]! - model.bias[label]!) * Math.sqrt(length),
      })
    }
  }
  const chosen: typeof found = []
  for (const it of found.sort((a, b) => b.score - a.score)) {
    if (it.score <= 0 || chosen.length === 5) break
    if (chosen.every(({ at, word }) => it.at + it.word.length <= at || it.at >= at + word.length)) chosen.push(it)
  }
  return chosen.map(({ word }) => word)
}
