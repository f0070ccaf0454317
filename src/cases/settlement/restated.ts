import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import type { Clause } from './find.ts'
import { freshValues } from './fresh.ts'
import { reckoned } from './reckon.ts'
import type { Remark } from './remarks.ts'
import { sameValue, spokenValues, stretchAround, tellsPayment } from './spoken.ts'
import { findStanding, standingIn } from './standing.ts'

// Words that say other values than the clauses without a word of change.

/** 修补说好给650的: another sum than the one the clauses name by the same word, in talk that is no asking. */
export function namesOther(clauses: Clause[], { text, record }: Remark): boolean {
  if (tellsPayment(text) || /[?]\s*$/.test(text)) return false
  const all = standingIn(clauses)
  const own = (words: string) => pairsOf(words.replaceAll(/[\d.]+|元|付款|支付|转账|今天|明天/g, ' '))
  return spokenValues(text, record.at).some((value) => {
    if (!['amount', 'time', 'cycle'].includes(value.kind) || all.some((it) => sameValue(it.value, value))) return false
    if (value.kind === 'amount' && Number(value.key) < 10_000) return false
    const words = own(stretchAround(text, value).text)
    return all.some((it) => it.value.kind === value.kind && [...own(it.words)].some((pair) => words.has(pair)))
  })
}

/** 水电费账单出来了,是510: another sum for what the clauses call by the same word. */
export function restates(clauses: Clause[], { text, record }: Remark, names: Names): boolean {
  if (
    !/(?<!不)是\d|出来了|漏(?:看|算|记)|(?:看|算|记)错|多算|少算|重复算|[算核查]下来|实际/.test(text) ||
    tellsPayment(text)
  )
    return false
  const all = standingIn(clauses)
  return freshValues(text, record, { talk: true, answers: '' }).some(
    ({ fresh, words }) =>
      fresh.kind === 'amount' &&
      findStanding(all, { fresh, words, strong: false, names, olds: [], steps: [] }) !== undefined,
  )
}

/** 水电按318.6,沙发300不变,退4781.4: the terms said over, with other sums each of which has its place beside those that stand. */
export function restatesTerms(
  clauses: Clause[],
  text: string,
  record: CaseRecord,
  names: Names,
  steps: number[],
): boolean {
  if (tellsPayment(text)) return false
  const all = standingIn(clauses)
  const sums = freshValues(text, record, { answers: '' }).filter(({ fresh }) => fresh.kind === 'amount')
  const told = spokenValues(text, record.at).filter((it) => all.some(({ value }) => sameValue(value, it)))
  const news = sums.filter(({ fresh }) => !told.some((it) => sameValue(it, fresh)))
  return (
    told.some(({ kind }) => kind === 'amount') &&
    news.length > 0 &&
    news.every(
      ({ fresh, words }) => findStanding(all, { fresh, words, strong: false, names, olds: [], steps }) !== undefined,
    )
  )
}

/** 修补只收了650,实退2610: sums that fit what the clauses reckon, and only so, change them without a word of change. */
export const reckonsAnew = (clauses: Clause[], { text, record }: Remark): boolean =>
  !tellsPayment(text) && reckoned(standingIn(clauses), text, record) !== undefined
