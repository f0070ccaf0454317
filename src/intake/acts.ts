import type { Shelf } from '../context.ts'
import { type Example, featuresOf, fitLinear, type Linear, scores, softmax } from '../text/index.ts'
import { modelsOf } from './classify.ts'

/** What somebody does by saying a thing at the window: tells of a dispute, answers, greets, asks about the centre … */
export const acts = [
  'dispute',
  'yes',
  'no',
  'unsure',
  'done',
  'human',
  'greeting',
  'thanks',
  'centre',
  'abuse',
  'order',
  'idle',
] as const
export type Act = (typeof acts)[number]

/** The sentences of knowledge/talk. */
export const talkExamples = (shelf: Shelf): { label: Act; text: string }[] =>
  shelf.list('knowledge/talk').flatMap((path) =>
    shelf
      .text(path)
      .split(/\r?\n/)
      .filter((line) => line.trim() && !line.startsWith('#'))
      .map((line) => ({ label: line.split('\t')[0] as Act, text: line.slice(line.indexOf('\t') + 1).trim() })),
  )

/** Fits the small model of acts: talk sentences against ordinary dispute sentences, every act with the same weight in sum. */
export function fitActs(talk: { label: Act; text: string }[], disputes: string[]): Linear {
  const all = [...talk, ...disputes.map((text) => ({ label: 'dispute' as Act, text }))]
  const counts = new Map<Act, number>()
  for (const { label } of all) counts.set(label, (counts.get(label) ?? 0) + 1)
  const examples = all.map(
    ({ label, text }): Example => ({
      features: featuresOf(text),
      labels: [acts.indexOf(label)],
      // Half-way between every sentence alike and every act alike: a dispute is what most people come for.
      weight: Math.sqrt(all.length / acts.length / counts.get(label)!),
    }),
  )
  return fitLinear({ labels: [...acts], examples, exclusive: true, epochs: 12, rate: 2, decay: 2e-5 })
}

/** What a message does, with the belief in it. */
export const actOf = (shelf: Shelf, text: string): { act: Act; confidence: number } =>
  readAct(modelsOf(shelf).acts, text)

/** The likeliest act of a text under a fitted model. */
export function readAct(model: Linear, text: string): { act: Act; confidence: number } {
  const shares = softmax(scores(model, featuresOf(text)), 1)
  let best = 0
  for (let i = 1; i < shares.length; i++) if (shares[i]! > shares[best]!) best = i
  return { act: acts[best]!, confidence: shares[best]! }
}
