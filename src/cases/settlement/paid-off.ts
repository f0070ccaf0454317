import { findDays } from '../reading/days.ts'
import { owedSums, readSums, withoutCapitals } from '../reading/sums.ts'
import { withoutKept } from './duties.ts'

/** A clause as a step of a reckoning: its sums, what they come to, and whether it says when that is paid. */
type Step = { sums: number[]; owed: number[]; paid: boolean; dated: boolean; reckons: boolean }

const reckoning = /扣|减|抵|已|[付给交垫][了过掉]|算在|垫|还[差剩要]|剩|余|实[付退收]|净/
const done = /已经?[^,;。]{0,6}[付给转退还赔打汇]|当场[^,;。]{0,8}[付给转退还赔打汇]/
const occasion = /那[天日]|当[天日场]|届时|同时/

function stepOf(said: string, at: string): Step {
  const text = withoutKept(withoutCapitals(said))
  const sums = readSums(text, at)
  return {
    sums: sums.map(({ fen, times }) => fen * times),
    owed: owedSums(sums, text).map(({ fen, times }) => fen * times),
    paid: done.test(text),
    dated:
      occasion.test(text) ||
      findDays(text, at, 'future').some(({ kind }) => kind === 'day' || kind === 'term' || kind === 'recurring'),
    reckons: reckoning.test(text),
  }
}

/** Most sums that one clause is reckoned with: more would only meet by chance. */
const mostSums = 4

/**
 * 合计51238元,已付18000元,还剩33238元 beside 10000元还丙,23238元给乙,8月20日前到账: whether all that a clause owes is paid by
 * clauses that say when, over the steps of the reckoning that stand between.
 */
export function paidOffElsewhere(said: string, at: string, others: string[]): boolean {
  const own = stepOf(said, at)
  const steps = others.map((other) => stepOf(other, at))
  if (own.owed.length === 0 || own.owed.length > mostSums) return false
  if (own.owed.every((fen) => isPaidOff(fen, steps, new Set()))) return true
  // 承包款12090元,折价3500元 beside 押金5000元也抵,还差3590元: what the sums of one clause come to, set off against each other.
  const [first, ...more] = own.owed as [number, ...number[]]
  const nets = more.reduce((all, fen) => all.flatMap((net) => [net + fen, net - fen]), [first])
  return more.length > 0 && nets.some((net) => net > 0 && isPaidOff(net, steps, new Set()))
}

function isPaidOff(fen: number, steps: Step[], seen: Set<Step>): boolean {
  return steps.some((step) => {
    if (seen.has(step)) return false
    const further = (rest: number[]) =>
      step.dated || (rest.length > 0 && rest.every((it) => it > 0 && isPaidOff(it, steps, new Set([...seen, step]))))
    // 10000元还丙,23238元给乙: all that it pays.
    if (step.dated && [step.owed, step.sums].some((sums) => sums.length > 1 && totalOf(sums) === fen)) return true
    if (step.sums.includes(fen)) return further(step.owed.filter((it) => it !== fen))
    // 已付8000元扣除,还差16000元: one of its sums is what the other leaves.
    const rest = step.reckons && step.sums.find((it) => it < fen && step.sums.includes(fen - it))
    if (rest) return further(step.owed.filter((it) => it === rest || it === fen - rest))
    // 退30500元, 今天已转10000元, 还有20500元…: what was paid already stands in a clause of its own.
    return (
      step.dated &&
      steps.some((other) => other !== step && other.paid && other.sums.some((it) => step.sums.includes(fen - it)))
    )
  })
}

const totalOf = (sums: number[]): number => sums.reduce((sum, fen) => sum + fen, 0)
