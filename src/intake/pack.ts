import { type Linear, packTables, unpackTables } from '../text/index.ts'
import type { Bag } from './bag.ts'

/** The fitted models of intake, as knowledge/models/intake.bin keeps them. */
export type Models = {
  /** What a text is about: two kinds of models that err differently; `temperature` makes their shares say how often they are right. */
  dispute: { linear: Linear; bags: Bag[]; temperature: number }
  /** What is dangerous in it; from which score a code is raised alone, and from which beside another that stops. */
  danger: { linear: Linear; bags: Bag[]; alone: number[]; beside: number[] }
  /** What somebody does by saying a thing: tells of a dispute, answers, greets … */
  acts: Linear
  /** Whether a text tells of several disputes: weights of `split.ts`'s signs, the bias last. */
  several: number[]
}

type Head = {
  dispute: { labels: string[]; bags: number[]; temperature: number }
  danger: { labels: string[]; bags: number[]; alone: number[]; beside: number[] }
  acts: { labels: string[] }
  several: number[]
}

const arraysOf = ({ linear, bags }: { linear: Linear; bags: Bag[] }): Float32Array[] => [
  linear.weights,
  linear.bias,
  ...bags.flatMap(({ rows, out, bias }) => [rows, out, bias]),
]

export function pack({ dispute, danger, acts, several }: Models): Uint8Array {
  const head: Head = {
    dispute: { labels: dispute.linear.labels, bags: dispute.bags.map((b) => b.size), temperature: dispute.temperature },
    danger: {
      labels: danger.linear.labels,
      bags: danger.bags.map((b) => b.size),
      alone: danger.alone,
      beside: danger.beside,
    },
    acts: { labels: acts.labels },
    several,
  }
  return packTables(head, [...arraysOf(dispute), ...arraysOf(danger), acts.weights, acts.bias])
}

/** The models of a packed file. */
export function unpack(packed: Uint8Array): Models {
  const { head, tables } = unpackTables<Head>(packed)
  const next = tables.values()
  const table = () => next.next().value!
  const linear = (labels: string[]): Linear => ({ labels, weights: table(), bias: table() })
  const models = ({ labels, bags }: { labels: string[]; bags: number[] }) => ({
    linear: linear(labels),
    bags: bags.map((size) => ({ labels, size, rows: table(), out: table(), bias: table() })),
  })
  return {
    dispute: { ...models(head.dispute), temperature: head.dispute.temperature },
    danger: { ...models(head.danger), alone: head.danger.alone, beside: head.danger.beside },
    acts: linear(head.acts.labels),
    several: head.several,
  }
}
