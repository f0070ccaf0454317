import type { Shelf } from '../context.ts'
import { onceAShelf } from '../shelf.ts'
import { type Features, featuresOf, gramsOf, letters, scores, softmax } from '../text/index.ts'
import { bagScores } from './bag.ts'
import { disputeExamples } from './examples.ts'
import { type Models, unpack } from './pack.ts'

/** A subtype a text may be about, with the share of belief in it. */
export type Guess = { subtype: string; confidence: number }
/** What decided: the parts of the text that speak for the first guess, and the labelled sentences nearest to it. */
export type Reasons = { words: string[]; neighbours: { text: string; subtype: string; likeness: number }[] }

const MOST_GUESSES = 10
const NEAREST = 3

/** The trained models, read once. */
export const modelsOf = onceAShelf((shelf): Models => unpack(shelf.bytes('knowledge/models/intake.bin')))

/** Ranks the subtypes a text may be about, best first, with the reasons for the first. */
export function classify(shelf: Shelf, text: string): { guesses: Guess[]; reasons: Reasons } {
  const models = modelsOf(shelf)
  const clean = letters(text)
  const features = gramsOf(clean)
  const guesses = guess(models, features)
  const first = models.dispute.linear.labels.indexOf(guesses[0]!.subtype)
  return {
    guesses: guesses.slice(0, MOST_GUESSES),
    reasons: { words: tellingWords(models, clean, first), neighbours: nearestTo(shelf, features) },
  }
}

/** Every subtype with its share of belief, best first. */
export function guess({ dispute }: Pick<Models, 'dispute'>, features: Features): Guess[] {
  const shares = sharesOf(dispute, features)
  return dispute.linear.labels
    .map((subtype, i) => ({ subtype, confidence: shares[i]! }))
    .sort((a, b) => b.confidence - a.confidence)
}

/** Shares of belief: the mean of the models, sharpened until they say how often they are right. */
export function sharesOf({ linear, bags, temperature }: Models['dispute'], features: Features): Float32Array {
  const all = [softmax(scores(linear, features)), ...bags.map((bag) => softmax(bagScores(bag, features)))]
  const mean = all[0]!.map((_, i) => Math.log(all.reduce((sum, it) => sum + it[i]!, 0) / all.length + 1e-9))
  return softmax(mean, temperature)
}

type Index = { known: { subtype: string; text: string }[]; at: Map<number, { id: number; weight: number }[]> }
/** The labelled sentences by the features they have; made when first asked for. */
const indexOf = onceAShelf((shelf): Index => {
  const known = disputeExamples(shelf).map(({ labels, text }) => ({ subtype: labels[0]!, text }))
  const at: Index['at'] = new Map()
  known.forEach(({ text }, id) => {
    const { places, weights } = featuresOf(text)
    places.forEach((place, i) => {
      const list = at.get(place) ?? []
      if (list.length === 0) at.set(place, list)
      list.push({ id, weight: weights[i]! })
    })
  })
  return { known, at }
})

/** The labelled sentences most alike, with the cosine of their features. */
function nearestTo(shelf: Shelf, { places, weights }: Features): Reasons['neighbours'] {
  const { known, at } = indexOf(shelf)
  const likeness = new Float32Array(known.length)
  places.forEach((place, i) => {
    for (const { id, weight } of at.get(place) ?? []) likeness[id]! += weight * weights[i]!
  })
  return known
    .map((_, id) => id)
    .sort((a, b) => likeness[b]! - likeness[a]!)
    .slice(0, NEAREST)
    .map((id) => ({ ...known[id]!, likeness: Math.round(likeness[id]! * 1000) / 1000 }))
}

const MOST_WORDS = 5
const LONGEST_READ = 400

/** Up to five stretches of two to four characters whose n-grams speak most for a label. */
function tellingWords({ dispute: { linear } }: Models, clean: string, label: number): string[] {
  const text = clean.slice(0, LONGEST_READ)
  const found: { word: string; at: number; score: number }[] = []
  for (let length = 2; length <= 4; length++) {
    for (let at = 0; at + length <= text.length; at++) {
      const word = text.slice(at, at + length)
      if (word.includes(' ')) continue
      const { places, weights } = gramsOf(word)
      let score = 0
      places.forEach((place, i) => {
        score += linear.weights[place * linear.labels.length + label]! * weights[i]!
      })
      found.push({ word, at, score: score * Math.sqrt(length) })
    }
  }
  const chosen: typeof found = []
  for (const it of found.sort((a, b) => b.score - a.score)) {
    if (it.score <= 0 || chosen.length === MOST_WORDS) break
    if (chosen.every(({ at, word }) => it.at + it.word.length <= at || it.at >= at + word.length)) chosen.push(it)
  }
  return chosen.map(({ word }) => word)
}
