import { findAmounts, yuanOf } from '../reading/quantities.ts'
import type { Clause } from './find.ts'
import { identitiesIn } from './identities.ts'
import { type Standing, standingIn } from './standing.ts'
import type { Total } from './tables.ts'

/** A sum by its clause and its place among the sums there, which stays when sums change. */
type Spot = { clause: Clause; n: number; of: number; fen: number; whole: boolean }
/** What clauses reckoned before anything changed. */
export type Balance = { parts: { spot: Spot; sign: 1 | -1 }[]; total: Spot; again: Spot[] }

/** What clauses reckon as they were agreed: rows that make up a sum called a whole or a rest. */
export function balancesIn(clauses: Clause[]): Balance[] {
  const all = standingIn(clauses)
  const spot = (it: Standing): Spot => {
    const sums = all.filter(({ clause, value }) => clause === it.clause && value.kind === 'amount')
    const said = it.clause.text.slice(Math.max(0, it.value.start - 10), it.value.start)
    return {
      clause: it.clause,
      n: sums.indexOf(it),
      of: sums.length,
      fen: Number(it.value.key),
      whole: it.whole || totalWords.test(said.slice(said.search(/[^,;。]*$/))),
    }
  }
  return identitiesIn(all).identities.map(({ of, total }) => ({
    parts: of.map(({ node, sign }) => ({ spot: spot(node.at[0]!), sign })),
    total: spot(total.at[0]!),
    again: total.at.slice(1).map(spot),
  }))
}
const totalWords = /总|合计|共计?|实[付退给赔]|剩|余款|还应|尚欠|应[付退赔补]/

/** What no longer adds up: the clause whose sum was reckoned anew from its parts, or the one where a person has to. */
export type Imbalance = { clause: Clause; was: number; now?: number }

/**
 * Brings wholes in line with parts that changed where nobody said what they come to; tells of those, and of rows that no
 * longer make up their whole. `said` holds the sums that later words named: what somebody named is not reckoned anew.
 */
export function rebalance(balances: Balance[], said: ReadonlySet<string>): Imbalance[] {
  const found: Imbalance[] = []
  const now = ({ clause, n, of }: Spot): Standing | undefined => {
    const sums = standingIn([clause]).filter(({ value }) => value.kind === 'amount')
    return sums.length === of ? sums[n] : undefined
  }
  for (const { parts, total, again } of balances) {
    const terms = parts.map(({ spot }) => now(spot))
    const whole = now(total)
    if (!whole || terms.some((it) => !it)) continue
    const fen = (it: Standing | undefined) => Number(it!.value.key)
    const sum = parts.reduce((all, { sign }, i) => all + sign * fen(terms[i]), 0)
    const moved = parts.some(({ spot }, i) => fen(terms[i]) !== spot.fen)
    if (sum === fen(whole) || (!moved && fen(whole) === total.fen)) continue
    const alone = fen(whole) === total.fen && total.whole && !said.has(String(total.fen)) && sum > 0
    if (alone)
      for (const at of [total, ...again]) {
        const old = now(at)
        if (old && fen(old) === total.fen) put(old, sum)
      }
    // The rows are what a person has to look at, not the whole that was told anew.
    const rows = moved ? total.clause : parts[0]!.spot.clause
    found.push({ clause: alone ? total.clause : rows, was: alone ? total.fen : fen(whole), ...(alone && { now: sum }) })
  }
  return found
}

/** Writes a sum over another, whose capitals go. */
function put({ clause, value }: Standing, fen: number): void {
  const after = clause.text.slice(value.end)
  const capitals = /^\s*[(](?:大写)?[:]?[^)\d]*[元圆][^)\d]*[)]/.exec(after)?.[0] ?? ''
  clause.text = clause.text.slice(0, value.start) + yuanOf(fen) + after.slice(capitals.length).replace(/^元/, '')
}

/** Brings totals in line with rows that a later record changed; one that was itself changed stays as it was told. */
export function retotal(clauses: { text: string; total?: Total }[]): void {
  for (const clause of clauses) {
    const { total } = clause
    const stated = total && sumUnder(clause.text, total.label)
    if (!total || stated?.fen !== total.fen) continue
    const parts = total.of.map(({ row, label }) => sumUnder(row.text, label)?.fen)
    if (parts.some((fen) => fen === undefined)) continue
    const fen = parts.reduce((sum: number, part) => sum + part!, 0)
    if (fen === total.fen) continue
    clause.text = clause.text.slice(0, stated.start) + yuanOf(fen) + clause.text.slice(stated.end)
  }
}

/** The sum that stands right behind a noun; the first of a text where there is no noun. */
const sumUnder = (text: string, label: string) =>
  findAmounts(text).find(({ start }) => text.slice(0, start).endsWith(label))
