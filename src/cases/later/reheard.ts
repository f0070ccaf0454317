import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { unreckoned } from '../reading/reckonings.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import type { Superseded } from '../settlement/amend.ts'
import { isOrder } from '../settlement/cues.ts'
import type { Clause } from '../settlement/find.ts'
import { type Spoken, sameValue, spokenValues, stays } from '../settlement/spoken.ts'
import { applied, changesOf } from './apply.ts'
import { bitsOf, sceneOf } from './bits.ts'
import { type HeardBit, hearLater, type LaterModel } from './reader.ts'
import { isGone } from './statement.ts'
import { isStep } from './steps.ts'

// A settlement's later words are heard twice: value by value (settlement/changes), which is exact where it hears anything,
// and by a reader that has learned how people change what they agreed on. Where the first has left out what the second
// surely hears to hold, the second's reading stands, and a finding tells a person so.

/** What stands by the learned reader: the clauses, what fell out of force, and each clause that it put in other words. */
export type Reheard = {
  clauses: Clause[]
  superseded: Superseded[]
  rewritten: { recordId: string; was: string }[]
}

/** From here on the reader is taken at its word against the hearing of single values: measured on case files. */
const SURE = 0.75
const plain = new Set(['amount', 'day', 'account', 'cycle'])

/** The settlement as the learned reader hears later words; undefined where the clauses that `stand` leave out nothing of it. */
export function reheard(
  model: LaterModel,
  before: readonly Clause[],
  stand: readonly Clause[],
  later: readonly CaseRecord[],
  names: Names,
  all: readonly CaseRecord[],
): Reheard | undefined {
  // Who gives the drafter orders is not heard at all.
  const told = later.filter(({ text }) => !sentencesOf(narrow(text)).some((it) => isOrder(it.text)))
  const heard = withConsent(hearLater(model, sceneOf(bitsOf(told, names, all), before, names)), names)
  const sure = heard.filter((it) => it.sure >= SURE && (it.role === 'holds' || it.role === 'drops'))
  if (sure.length === 0) return undefined
  const changed = stand.length !== before.length || stand.some(({ text }, i) => text !== before[i]!.text)
  if (changed && !leavesOut(before, stand, sure)) return undefined
  const clauses = applied(before, changesOf(heard), names)
  const last = told.at(-1)!
  const now = clauses.flatMap(({ text, at }) => spokenValues(text, at))
  const gone = before.filter((it) => !clauses.includes(it))
  if (gone.length === 0 && clauses.length === before.length) return undefined
  return {
    clauses,
    superseded: gone
      .flatMap(({ text, at }) => spokenValues(text, at))
      .filter((value) => !now.some((it) => sameValue(it, value)))
      .map(({ kind, key }) => ({ kind, key, recordId: last.id, at: last.at })),
    rewritten: gone.map((was) => ({ recordId: sourceOf(was, clauses) ?? last.id, was: was.text })),
  }
}

/** 三人都说照今天微信上讲的改: the mediator asked, and all said yes. */
const tellsOfYes = /同意|没意见|认可|答应|无异议|(?:都|均|两边|双方)[^,。;]{0,4}(?:说|讲|表示)?(?:可以|行|好|照|按)/

/** What one side says and no other takes up in any way holds for nobody. */
const withConsent = (heard: readonly HeardBit[], names: Names): HeardBit[] =>
  heard.map((bit, i) => {
    const holds = bit.role === 'holds' || bit.role === 'drops'
    const isParty = names.all.some(({ party }) => party.id === bit.who)
    const answered =
      bit.mediates ||
      !isParty ||
      heard
        .slice(i + 1)
        .some(
          (it) =>
            it.who !== bit.who &&
            (['yes', 'holds', 'drops'].includes(it.role) || (it.mediates && tellsOfYes.test(it.text))),
        )
    return holds && !answered ? { ...bit, role: 'proposed' } : bit
  })

/** Whether a value that surely holds stands nowhere, though nothing that stands follows from it. */
function leavesOut(before: readonly Clause[], stand: readonly Clause[], sure: readonly HeardBit[]): boolean {
  const valuesOf = (clauses: readonly Clause[]) => clauses.flatMap(({ text, at }) => spokenValues(text, at))
  const [stood, now] = [valuesOf(before), valuesOf(stand)]
  const sums = (values: readonly Spoken[]) =>
    values.flatMap(({ kind, key }) => (kind === 'amount' ? [Number(key)] : []))
  // 多出的150元放在第二期: by so much a sum has changed.
  const steps = new Set(sums(stood).flatMap((a) => sums(now).map((b) => Math.abs(a - b))))
  const text = stand.map((it) => it.text).join()
  // Whose account it is has to be asked: its number was left out on purpose.
  const open = /【待补充:变更后的收款账户】/.test(text)
  return sure.some(({ text: words, record }) => {
    if (stays(words)) return false
    const values = unreckoned(words, spokenValues(words, record.at))
    return values.some(
      (it) =>
        plain.has(it.kind) &&
        !(it.kind === 'account' && open) &&
        !isGone(words, it) &&
        !isStep(it, words) &&
        ![...stood, ...now].some((value) => sameValue(value, it)) &&
        !(it.kind === 'amount' && (steps.has(Number(it.key)) || isPart(Number(it.key), record, sums(now)))) &&
        // A bare number may be a sum to one ear and an account to the other.
        !(/^\d{4,}元?$/.test(it.raw) && text.includes(it.raw.replace('元', ''))),
    )
  })
}

/** 电费201.5,水费52.5: what makes up, with another sum of its record, one that stands. */
function isPart(fen: number, record: CaseRecord, standing: readonly number[]): boolean {
  const others = spokenValues(narrow(record.text), record.at).flatMap(({ kind, key }) =>
    kind === 'amount' ? [Number(key)] : [],
  )
  return others.some((it) => standing.includes(it + fen))
}

/** The record whose words now stand where a clause stood. */
const sourceOf = (was: Clause, clauses: readonly Clause[]): string | undefined =>
  clauses
    .flatMap(({ recordIds }) => recordIds)
    .findLast(
      (id) =>
        !was.recordIds.includes(id) &&
        clauses.some((it) => it.recordIds.includes(id) && it.recordIds[0] === was.recordIds[0]),
    )
