import type { Names } from '../reading/names.ts'
import { owedSums, readSums, withoutCapitals } from '../reading/sums.ts'
import { readObligations } from './obligations.ts'

/** Who pays and who is paid under a clause that does not say it, by their ids. */
type Implied = { payer?: string; payee?: string }

/**
 * What the other clauses say, for each clause, of who pays whom: those of the sum whose instalments it tells (退3600元 before
 * 8月退1800元,9月退1800元), else those that speak for all.
 */
export function impliedPeople(written: string[], at: string[], names: Names): Implied[] {
  const all = spokenForAll(written, names)
  return written.map((text, i) => ({ ...all, ...ofTheWhole(text, i, { written, at, names }) }))
}

/** The people of an earlier clause that owes what the sums of this one come to. */
function ofTheWhole(
  text: string,
  i: number,
  { written, at, names }: { written: string[]; at: string[]; names: Names },
): Implied | undefined {
  if (i === 0 || names.find(text).length > 1) return undefined
  const own = owedSums(readSums(text, at[i]!), withoutCapitals(text))
  const whole = own.reduce((sum, { fen, times }) => sum + fen * times, 0)
  if (whole === 0) return undefined
  for (let j = i - 1; j >= 0; j--) {
    const owed = readObligations([written[j]!], at[j]!, names).filter(({ amountFen }) => amountFen !== undefined)
    const [first] = owed
    if (owed.length === 1 && first!.amountFen === whole && first!.debtorId && first!.creditorId && !first!.settled)
      return first!.debtorId === first!.creditorId ? undefined : { payer: first!.debtorId, payee: first!.creditorId }
  }
  return undefined
}

/** 以上由某公司履行, 都打陈某卡,尾号5581: who pays, and who is paid, under the clauses that do not say it. */
function spokenForAll(written: string[], names: Names): Implied {
  const payers = new Set<string>()
  const payees = new Set<string>()
  for (const text of written.map(withoutCapitals)) {
    const called = names.find(text)
    const by = /(?:以上|上述|上列|前述)[^,。;]{0,6}由$/
    if (/履行|支付|承担|付清|负责/.test(text))
      for (const it of called) if (by.test(text.slice(0, it.start))) payers.add(it.party.id)
    if (/\d元/.test(text)) continue
    for (const it of called)
      if (/^[^,;。]{0,14}[,]?[^,;。]{0,8}(?:尾号|账号|账户|支付宝|微信|卡上|卡里|的卡)/.test(text.slice(it.end)))
        if (!called.some(({ start }) => start > it.start && start - it.end < 10)) payees.add(it.party.id)
  }
  const only = (found: Set<string>) => (found.size === 1 ? [...found][0] : undefined)
  return { payer: only(payers), payee: only(payees) }
}
