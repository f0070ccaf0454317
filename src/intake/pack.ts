import { gunzipSync, gzipSync } from 'fflate'
import { type Linear, width } from '../text/index.ts'
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
  scales: number[]
}

const arraysOf = ({ linear, bags }: { linear: Linear; bags: Bag[] }): Float32Array[] => [
  linear.weights,
  linear.bias,
  ...bags.flatMap(({ rows, out, bias }) => [rows, out, bias]),
]

/** A JSON head with its length before it, then every table as whole numbers −127…127, most of them 0; gzipped. */
export function pack({ dispute, danger, acts, several }: Models): Uint8Array {
  const arrays = [...arraysOf(dispute), ...arraysOf(danger), acts.weights, acts.bias]
  const scales = arrays.map((it) => it.reduce((most, x) => Math.max(most, Math.abs(x)), 0) / 127 || 1)
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
    scales,
  }
  const headBytes = new TextEncoder().encode(JSON.stringify(head))
  const bytes = new Uint8Array(4 + headBytes.length + arrays.reduce((sum, it) => sum + it.length, 0))
  new DataView(bytes.buffer).setUint32(0, headBytes.length)
  bytes.set(headBytes, 4)
  let at = 4 + headBytes.length
  arrays.forEach((it, i) => {
    bytes.set(new Uint8Array(Int8Array.from(it, (x) => Math.round(x / scales[i]!)).buffer), at)
    at += it.length
  })
  return gzipSync(bytes, { level: 9, mtime: 0 })
}

/** The models of a packed file. */
export function unpack(packed: Uint8Array): Models {
  const bytes = gunzipSync(packed)
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head
  let at = 4 + length
  let next = 0
  const table = (size: number): Float32Array => {
    const body = new Int8Array(bytes.buffer, bytes.byteOffset + at, size)
    const scale = head.scales[next++]!
    at += size
    return Float32Array.from(body, (x) => x * scale)
  }
  const linear = (labels: string[]): Linear => ({
    labels,
    weights: table(width * labels.length),
    bias: table(labels.length),
  })
  const models = ({ labels, bags }: { labels: string[]; bags: number[] }) => ({
    linear: linear(labels),
    bags: bags.map((size) => ({
      labels,
      size,
      rows: table(width * size),
      out: table(labels.length * size),
      bias: table(labels.length),
    })),
  })
  return {
    dispute: { ...models(head.dispute), temperature: head.dispute.temperature },
    danger: { ...models(head.danger), alone: head.danger.alone, beside: head.danger.beside },
    acts: linear(head.acts.labels),
    several: head.several,
  }
}
