import type { Shelf } from '../context.ts'
import { loadTaxonomy } from '../knowledge/index.ts'
import { type Example, featuresOf, fitLinear, foldDialect, type Linear, sigmoid } from '../text/index.ts'
import { type Act, fitActs, talkExamples } from './acts.ts'
import { type Bag, fitBag } from './bag.ts'
import { guess, sharesOf } from './classify.ts'
import { dangerFeatures, stretchesOf, strongest } from './dangers.ts'
import { dangerExamples, disputeExamples, lawExamples, ordinaryExamples, severalExamples } from './examples.ts'
import { type FlagCode, flagCodes, flags } from './flags.ts'
import type { Models } from './pack.ts'
import { bestCut, signsOf } from './split.ts'

/** What a correction by a clerk adds to the training: the words and the subtype they should have had. */
export type Correction = { text: string; subtype: string }

type Say = (line: string) => void
type Fitted = { linear: Linear; bags: Bag[] }
const FOLDS = 3
/** One in so many sentences is enough of disputes beside the few hundred of other talk. */
const ENOUGH = 5
/** A telling of so many characters may sound like several. */
const LONG = 60

/** Fits what is learned of disputes: what they are about, what else is said at the window, and whether a telling holds several. Deterministic. */
export function trainDisputes(
  shelf: Shelf,
  corrections: Correction[] = [],
  say: Say = () => {},
): Omit<Models, 'danger'> {
  const set = disputeSet(shelf, corrections)
  const dispute = { ...fitDispute(set.labels, [...set.sentences, ...set.fragments]), temperature: calibrate(set, say) }
  const acts = fitActs(
    talkExamples(shelf),
    disputeExamples(shelf).flatMap(({ text }, i) => (i % ENOUGH === 0 ? [text] : [])),
  )
  return { dispute, acts, several: fitSeveral(shelf, { dispute }, say) }
}

function fitDispute(labels: string[], examples: Example[]): Fitted {
  const task = { labels, examples, exclusive: true }
  return {
    linear: fitLinear({ ...task, epochs: 8, rate: 2, decay: 2e-5 }),
    bags: [fitBag({ ...task, size: 64, epochs: 18, dropout: 0.5 })],
  }
}

/** `doors`: the first department of each label. */
type DisputeSet = { labels: string[]; doors: string[]; sentences: Example[]; fragments: Example[] }

/** Sentences count fully, the taxonomy's triggers double (few and to the point), the law cards' lay words by half: cross-validated. */
function disputeSet(shelf: Shelf, corrections: Correction[]): DisputeSet {
  const subtypes = loadTaxonomy({ shelf }).types.flatMap((type) => type.subtypes)
  const labels = subtypes.map(({ subtype }) => subtype)
  const at = new Map(labels.map((label, i) => [label, i]))
  const example = (text: string, label: string, weight: number): Example => {
    const index = at.get(label)
    if (index === undefined) throw new Error(`Unknown subtype in the training sentences: ${label}`)
    return { features: featuresOf(text), labels: [index], weight }
  }
  const set: DisputeSet = {
    labels,
    doors: subtypes.map(({ departments }) => departments.primary),
    sentences: [
      ...disputeExamples(shelf).map(({ labels: [best], text }) => example(text, best!, 1)),
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

/** From this confidence a matter goes to its door without a person (domain.md F1), and of those so many may go wrong. */
const AUTO = 0.85
const WRONG_DOORS = 0.025

/**
 * The temperature at which confidence says how often it is right, on sentences held out of the fit; higher where more than
 * the allowed share of those sent on without a person would come to a wrong door.
 */
function calibrate({ labels, doors, sentences, fragments }: DisputeSet, say: Say): number {
  const held: { shares: Float32Array; right: number }[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = fitDispute(labels, [...sentences.filter((_, i) => i % FOLDS !== fold), ...fragments])
    for (const [i, { features, labels: right }] of sentences.entries())
      if (i % FOLDS === fold) held.push({ shares: sharesOf({ ...fitted, temperature: 1 }, features), right: right[0]! })
  }
  const judged = (temperature: number) => {
    const at = held.map(({ shares, right }) => {
      const powers = shares.map((it) => it ** (1 / temperature))
      const sum = powers.reduce((a, b) => a + b, 0)
      const first = powers.reduce((best, it, i) => (it > powers[best]! ? i : best), 0)
      return { loss: -Math.log(powers[right]! / sum + 1e-9), sure: powers[first]! / sum, first, right }
    })
    const auto = at.filter(({ sure }) => sure >= AUTO)
    const wrong = auto.filter(({ first, right }) => doors[first] !== doors[right])
    return {
      temperature,
      loss: at.reduce((sum, { loss }) => sum + loss, 0),
      auto: auto.length / at.length,
      wrong: auto.length > 0 ? wrong.length / auto.length : 0,
      right: at.filter(({ first, right }) => first === right).length / at.length,
    }
  }
  const tried = Array.from({ length: 60 }, (_, i) => judged(0.3 + i * 0.05))
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a))
  const chosen = tried.find((it) => it.temperature >= best.temperature && it.wrong <= WRONG_DOORS) ?? tried.at(-1)!
  say(
    `disputes: ${chosen.right.toFixed(3)} right of ${held.length} held out; ${chosen.auto.toFixed(3)} sent on without a person, ${chosen.wrong.toFixed(3)} of these to a wrong door`,
  )
  return chosen.temperature
}

/** `judged`: the codes that were looked for, where not all were. */
type DangerSentence = { folded: string; codes: FlagCode[]; ordinary: boolean; judged?: Set<number> }

/** Talk that tells of nothing; abuse may hold a threat, and a dispute stands among the disputes. */
const harmless = new Set<Act>(['greeting', 'thanks', 'centre', 'order', 'idle'])

/** Sentences written for a danger or for sounding like one, and what people say of their disputes, with the dangers told in it. */
function dangerSet(shelf: Shelf): DangerSentence[] {
  const sentence = (text: string, codes: string[], ordinary: boolean, judged: string[] = []): DangerSentence => {
    const unknown = [...codes, ...judged].find((code) => !(flagCodes as string[]).includes(code))
    if (unknown) throw new Error(`Unknown danger in the training sentences: ${unknown}`)
    return { folded: foldDialect(text).text, codes: codes as FlagCode[], ordinary, judged: placesOf(judged) }
  }
  return [
    ...dangerExamples(shelf).map(({ labels, text, judged }) => sentence(text, labels, false, judged)),
    ...disputeExamples(shelf).map(({ dangers, text }) => sentence(text, dangers, true)),
    ...ordinaryExamples(shelf).map(({ text }) => sentence(text, [], true)),
    ...talkExamples(shelf).flatMap(({ label, text }) => (harmless.has(label) ? [sentence(text, [], true)] : [])),
  ]
}

const placesOf = (codes: string[]): Set<number> | undefined =>
  codes.length > 0 ? new Set(codes.map((code) => flagCodes.indexOf(code as FlagCode))) : undefined

function fitDanger(shelf: Shelf, sentences: readonly DangerSentence[]): Fitted {
  // A text is dangerous when a stretch of it is; where it is harmless, each of its stretches is, and the model is told so.
  const examples = sentences.flatMap(({ folded, codes, judged }): Example[] => {
    const stretches = codes.length > 0 ? [{ start: 0, end: folded.length }] : stretchesOf(folded)
    return stretches.map(({ start, end }) => ({
      features: dangerFeatures(shelf, folded.slice(start, end)),
      labels: codes.map((code) => flagCodes.indexOf(code)),
      judged,
      weight: 1,
    }))
  })
  const task = { labels: flagCodes, examples, exclusive: false }
  return {
    linear: fitLinear({ ...task, epochs: 15, rate: 1, decay: 2e-5 }),
    bags: [
      fitBag({ ...task, size: 40, epochs: 12, dropout: 0.3 }),
      fitBag({ ...task, size: 32, epochs: 12, dropout: 0.5, seed: 11 }),
    ],
  }
}

/**
 * Of what people say of their disputes, the share that a code may be raised in by mistake: dear where it stops the flow
 * (domain.md 7: at most five in a thousand for all of them), cheaper where it only brings somebody to look.
 */
const ALLOWED = { stop: 0.0025, pause: 0.012, assess: 0.01, refer: 0.012, parallel: 0.01 }
const allowed = (code: FlagCode): number => ALLOWED[flags[code].stop]
/** Dangers beside which a stop is never one too many. */
const grave = flagCodes
  .filter((code) => flags[code].stop === 'stop')
  .concat('crime', 'violence_threat', 'mental', 'minor')
/** The share at which a code is believed beside another that stops the flow already, and at which a danger to life is asked about. */
const ALLOWED_BESIDE = 0.04

/** Fits the model of dangers and finds, deterministically, on sentences held out of the fit, from which score each code is raised. */
export function trainDangers(shelf: Shelf, say: Say = () => {}): Models['danger'] {
  const sentences = dangerSet(shelf)
  const held: (DangerSentence & { scores: number[] })[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const fitted = fitDanger(
      shelf,
      sentences.filter((_, i) => i % FOLDS !== fold),
    )
    const models = { danger: { ...fitted, alone: [], beside: [] } }
    sentences.forEach((it, i) => {
      if (i % FOLDS === fold)
        held.push({ ...it, scores: strongest(models, shelf, it.folded).map(({ score }) => score) })
    })
  }
  const from = (share: (code: FlagCode) => number) =>
    flagCodes.map((code, i) => {
      // Where blood was shed or somebody is out of their mind, a stop too many is no false alarm.
      const harmless = held.filter(
        ({ codes, ordinary }) =>
          ordinary && !codes.includes(code) && !(flags[code].stop === 'stop' && codes.some((it) => grave.includes(it))),
      )
      const ranked = harmless.map(({ scores }) => scores[i]!).sort((a, b) => b - a)
      return Number(ranked[Math.floor(share(code) * ranked.length)]!.toFixed(4))
    })
  const alone = from(allowed)
  const beside = from(() => ALLOWED_BESIDE)
  for (const [i, code] of flagCodes.entries()) {
    const told = held.filter(({ codes }) => codes.includes(code))
    const heard = told.filter(({ scores }) => scores[i]! >= alone[i]!)
    say(
      `${code}: ${(heard.length / told.length).toFixed(3)} of ${told.length} held out, from ${sigmoid(alone[i]!).toFixed(3)}; asked about ${(told.filter(({ scores }) => scores[i]! >= beside[i]!).length / told.length).toFixed(3)}`,
    )
  }
  const calm = held.filter(({ codes, ordinary }) => ordinary && !codes.some((it) => grave.includes(it)))
  const stopped = calm.filter(({ scores }) =>
    flagCodes.some((code, i) => flags[code].stop === 'stop' && scores[i]! >= alone[i]!),
  )
  say(`stopped by mistake: ${stopped.length} of ${calm.length} ordinary sentences held out`)
  return { ...fitDanger(shelf, sentences), alone, beside }
}

/** Weights of the signs that a telling holds several disputes: logistic, a few hundred tellings, by plain gradient steps. */
function fitSeveral(shelf: Shelf, models: Pick<Models, 'dispute'>, say: Say): number[] {
  const long = disputeExamples(shelf).filter(({ text }, i) => text.length >= LONG && i % 4 === 0)
  const tellings = [
    ...severalExamples(shelf).map(({ labels, text }) => ({ text, several: labels.length > 1 })),
    ...long.map(({ text }) => ({ text, several: false })),
  ]
  const rows = tellings.flatMap(({ text, several }) => {
    const cut = bestCut(models, text)
    if (!cut) return []
    const whole = guess(models, featuresOf(text))[0]!
    return [{ signs: [...signsOf(cut, whole), 1], several }]
  })
  // Half-way between every telling alike and both kinds alike: most people come with one matter.
  const share = rows.filter(({ several }) => several).length / rows.length
  const weightOf = (several: boolean) => Math.sqrt(0.5 / (several ? share : 1 - share))
  const weights = rows[0]!.signs.map(() => 0)
  const odds = (signs: number[]) => signs.reduce((sum, sign, i) => sum + sign * weights[i]!, 0)
  for (let step = 0; step < 4000; step++) {
    const gradient = weights.map(() => 0)
    for (const { signs, several } of rows) {
      const off = sigmoid(odds(signs)) - Number(several)
      signs.forEach((sign, i) => {
        gradient[i]! += off * sign * weightOf(several)
      })
    }
    for (let i = 0; i < weights.length; i++) weights[i]! -= (0.5 * gradient[i]!) / rows.length
  }
  const right = rows.filter(({ signs, several }) => odds(signs) > 0 === several)
  say(`several: ${(right.length / rows.length).toFixed(3)} right of ${rows.length} it was fitted on`)
  return weights.map((it) => Number(it.toFixed(4)))
}
