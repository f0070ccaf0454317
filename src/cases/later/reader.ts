import { onceAShelf } from '../../shelf.ts'
import { type Features, type Linear, packTables, scores, softmax, unpackTables } from '../../text/index.ts'
import { aimFeatures, plainAim } from './aims.ts'
import type { Bit, Scene } from './bits.ts'
import { type Role, roleFeatures, roleFeaturesAgain, roles } from './roles.ts'

// What words that come behind a settlement do to it, learned from labelled ones: each stretch between two stops is told
// to hold, to be wished for in vain, to say yes, to drop a term or none of it, and put to the clause that it speaks of.

/** Two looks at what each stretch does, and one at what it speaks of. */
export type LaterModel = { first: Linear; second: Linear; aim: Linear }
/** What a look makes of some stretches: the share of each role. */
export const judge = (model: Linear, features: readonly Features[]): Float32Array[] =>
  features.map((it) => softmax(scores(model, it)))

/** A stretch with what it does, and the clauses it speaks of (-1: none that stands). */
export type HeardBit = Bit & { role: Role; sure: number; aims: number[] }

/** How much the stretches beside one in its turn say of what it is about: cross-validated. */
const BESIDE = 0.4

/** What each stretch of later words does, and to which clause; `given` where what they do is known already. */
export function hearLater(model: LaterModel, scene: Scene, given?: readonly Role[]): HeardBit[] {
  const { bits, clauses } = scene
  const features = roleFeatures(scene)
  const shares = judge(model.second, roleFeaturesAgain(scene, features, judge(model.first, features)))
  const all = [-1, ...clauses.keys()]
  let focus: number | undefined
  const told = bits.map((bit, i) => {
    const own = shares[i]!
    const best = own.reduce((top, x, j) => (x > own[top]! ? j : top), 0)
    const role = given?.[i] ?? roles[best]!
    const holds = role === 'holds' || role === 'drops'
    const aims = holds ? all.map((k) => scores(model.aim, aimFeatures(scene, i, k, focus))[0]!) : []
    if (holds) focus = all[aims.indexOf(Math.max(...aims))]
    else focus = plainAim(scene, i) ?? focus
    return { bit, role, sure: own[best]!, aims }
  })
  return told.map(({ bit, role, sure, aims }, i) => {
    const beside = [told[i - 1], told[i + 1]].filter((it) => it && it.bit.turn === bit.turn && it.aims.length > 0)
    const sums = aims.map((own, k) => own + BESIDE * beside.reduce((sum, it) => sum + it!.aims[k]!, 0))
    return { ...bit, role, sure, aims: sums.length > 0 ? [all[sums.indexOf(Math.max(...sums))]!] : [] }
  })
}

const FILE = 'knowledge/models/changes.bin'
/** The trained model, read once. */
export const laterModelOf = onceAShelf((shelf) => unpackLater(shelf.bytes(FILE)))

export const packLater = ({ first, second, aim }: LaterModel): Uint8Array =>
  packTables({ bias: [...aim.bias] }, [first.weights, second.weights, aim.weights])

function unpackLater(packed: Uint8Array): LaterModel {
  const { head, tables } = unpackTables<{ bias: number[] }>(packed)
  const [first, second, aim] = tables
  const looks = (weights: Float32Array): Linear => ({
    labels: [...roles],
    weights,
    bias: new Float32Array(roles.length),
  })
  return {
    first: looks(first!),
    second: looks(second!),
    aim: { labels: ['aim'], weights: aim!, bias: Float32Array.from(head.bias) },
  }
}
