import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import { pairsOf } from '../reading/pairs.ts'
import type { Superseded } from './amend.ts'
import type { Clause, Settlement } from './find.ts'
import type { Imbalance } from './recount.ts'
import { spokenValues, stretchAround } from './spoken.ts'
import { standingIn } from './standing.ts'
import { write } from './write.ts'

/** A value that a later change put out of force and that a clause still says. */
type Leftover = { clause: Clause; raw: string; recordId: string }

/** Words that speak of a payment told elsewhere: its day, its whole. */
const refersBack = /逾期|未付|不付|未按|不按|到期|届时|超过|未能|不履行|上述|前述|该款|此款|这笔|全部|付清|之日/

/**
 * The last look at what changed: where a clause speaks of a changed day or whole that another clause settles, it says the new
 * one; where a whole no longer in force stands for something else perhaps, a person has to look.
 */
function leftovers(clauses: Clause[], superseded: readonly Superseded[], records: CaseRecord[]): Leftover[] {
  const found: Leftover[] = []
  superseded.forEach(({ kind, key, now, words, whole, recordId }, i) => {
    const record = records.find(({ id }) => id === recordId)
    const back = superseded.slice(i).some(({ now: later }) => later?.kind === kind && later.key === key)
    if (!record || !now || back || (kind !== 'day' && !(kind === 'amount' && whole))) return
    for (const { clause, value, place } of standingIn(clauses).toReversed()) {
      if (value.kind !== kind || value.key !== key || place) continue
      const { text } = stretchAround(clause.text, value)
      const like = [...pairsOf(words ?? '')].some((pair) => pairsOf(text).has(pair))
      const certain = refersBack.test(text) && (kind === 'amount' || /付|款|钱|还|退|赔/.test(text))
      if (certain) write(standingIn([clause]).find((it) => it.value.start === value.start)!, now, record)
      else if (kind === 'amount' && like) found.push({ clause, raw: value.raw, recordId })
    }
  })
  return found
}

/** The clause that words of a change speak of, where they are plainly nearest to one that has values of their kind. */
function concerned(clauses: Clause[], text: string, at: string): number | undefined {
  const kinds = new Set(spokenValues(text, at).map(({ kind }) => kind))
  const all = standingIn(clauses)
  const pairs = pairsOf(text)
  const held = clauses.map((clause) =>
    kinds.size === 0 || all.some((it) => it.clause === clause && kinds.has(it.value.kind))
      ? [...pairsOf(clause.text)].filter((pair) => pairs.has(pair)).length
      : 0,
  )
  const most = Math.max(0, ...held)
  return most > 0 && held.filter((n) => n === most).length === 1 ? held.indexOf(most) : undefined
}

/** What a person is told of the changes: wholes reckoned anew, what is left over, what nobody answered or nothing fits; each at its clause. */
export function lookOver(
  result: Settlement,
  wholes: readonly Imbalance[],
  unanswered: Settlement['unconfirmed'],
  records: CaseRecord[],
): void {
  result.recounted = wholes.flatMap(({ clause, was, now }) => {
    // A tidied clause may have been given its day at the end.
    const at = result.clauses.findIndex(({ text }) => text.startsWith(clause.text.replace(/[,;。]+$/, '')))
    const changes = result.superseded.filter(({ kind }) => kind === 'amount')
    const [record, changed] = [changes.at(-1), changes.map(({ recordId }) => recordId)]
    if (now !== undefined && record)
      result.superseded.push({ kind: 'amount', key: String(was), recordId: record.recordId, at: record.at })
    return at < 0 ? [] : [{ clause: at, was, now, recordIds: [...new Set(changed)] }]
  })
  result.leftover = leftovers(result.clauses, result.superseded, records).map(({ clause, ...it }) => ({
    ...it,
    clause: result.clauses.indexOf(clause),
  }))
  result.unconfirmed = unanswered
  // A change that both sides confirmed later is no longer one side's word.
  result.unconfirmed = result.unconfirmed.filter(({ recordId, text }) => {
    const at = records.find(({ id }) => id === recordId)!.at
    const days = findDays(text, at, 'future').flatMap(({ on }) => (on ? [on] : []))
    const held = result.clauses.flatMap((clause) => findDays(clause.text, clause.at, 'future').map(({ on }) => on))
    return days.length === 0 || days.some((day) => !held.includes(day))
  })
  const near = <T extends { recordId: string; text: string }>(it: T) => ({
    ...it,
    clause: concerned(result.clauses, it.text, records.find(({ id }) => id === it.recordId)!.at),
  })
  Object.assign(result, { unconfirmed: result.unconfirmed.map(near), unplaced: result.unplaced.map(near) })
}
