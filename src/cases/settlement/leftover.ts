import type { CaseRecord } from '../read.ts'
import { pairsOf } from '../reading/pairs.ts'
import { type Superseded, write } from './amend.ts'
import type { Clause } from './find.ts'
import { spokenValues, stretchAround } from './spoken.ts'
import { standingIn } from './standing.ts'

/** A value that a later change put out of force and that a clause still says. */
export type Leftover = { clause: Clause; raw: string; recordId: string }

/** Words that speak of a payment told elsewhere: its day, its whole. */
const refersBack = /逾期|未付|不付|未按|不按|到期|届时|超过|未能|不履行|上述|前述|该款|此款|这笔|全部|付清|之日/

/**
 * The last look at what changed: where a clause speaks of a changed day or whole that another clause settles, it says the new
 * one; where a whole no longer in force stands for something else perhaps, a person has to look.
 */
export function leftovers(clauses: Clause[], superseded: readonly Superseded[], records: CaseRecord[]): Leftover[] {
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
export function concerned(clauses: Clause[], text: string, at: string): number | undefined {
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
