import { yuanOf } from '../reading/quantities.ts'
import type { Clause } from './find.ts'
import { identitiesIn, type Node } from './identities.ts'
import { type Standing, standingIn } from './standing.ts'

/** A sum by its clause and its place among the sums there, which stays when sums change. */
type Spot = { clause: Clause; n: number; of: number; fen: number; whole: boolean }
/** What clauses reckoned before anything changed. */
export type Balance = { parts: { spot: Spot; sign: 1 | -1 }[]; total: Spot }

/** What clauses reckon as they were agreed: rows that make up a sum called a whole or a rest. */
export function balancesIn(clauses: Clause[]): Balance[] {
  const all = standingIn(clauses)
  const spot = ({ at: [first], fen }: Node): Spot => {
    const sums = all.filter(({ clause, value }) => clause === first!.clause && value.kind === 'amount')
    const said = first!.clause.text.slice(Math.max(0, first!.value.start - 10), first!.value.start)
    return {
      clause: first!.clause,
      n: sums.indexOf(first!),
      of: sums.length,
      fen,
      whole: first!.whole || totalWords.test(said.slice(said.search(/[^,;。]*$/))),
    }
  }
  return identitiesIn(all).identities.map(({ of, total }) => ({
    parts: of.map(({ node, sign }) => ({ spot: spot(node), sign })),
    total: spot(total),
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
  for (const { parts, total } of balances) {
    const terms = parts.map(({ spot }) => now(spot))
    const whole = now(total)
    if (!whole || terms.some((it) => !it)) continue
    const fen = (it: Standing | undefined) => Number(it!.value.key)
    const sum = parts.reduce((all, { sign }, i) => all + sign * fen(terms[i]), 0)
    const moved = parts.some(({ spot }, i) => fen(terms[i]) !== spot.fen)
    if (sum === fen(whole) || (!moved && fen(whole) === total.fen)) continue
    const alone = fen(whole) === total.fen && total.whole && !said.has(String(total.fen)) && sum > 0
    if (alone) {
      const { text } = total.clause
      const capitals = /^\s*[(](?:大写)?[:]?[^)\d]*[元圆][^)\d]*[)]/.exec(text.slice(whole.value.end))?.[0] ?? ''
      total.clause.text =
        text.slice(0, whole.value.start) +
        yuanOf(sum) +
        text.slice(whole.value.end + capitals.length).replace(/^元/, '')
    }
    found.push({ clause: total.clause, was: alone ? total.fen : fen(whole), ...(alone && { now: sum }) })
  }
  return found
}
