import { type Exact, exact } from './exact.ts'
import type { Worksheet } from './worksheet.ts'

/** From this day four times the LPR is the ceiling; interest before it went by the rule of its time (民间借贷规定31). */
export const NEW_RULE_ON = '2020-08-20'
/** The ceiling of the earlier rule for interest a court would enforce, percent a year. */
const OLD_CEILING = 24

export type Ceiling = { from: string; percent: Exact }

/** The ceilings on the yearly rate, each from its day; throws `precondition` where the LPR of the day is not on file. */
export function ceilings(loan: { madeOn: string; untilOn: string; claimedOn?: string }, sheet: Worksheet): Ceiling[] {
  const { madeOn, untilOn, claimedOn = untilOn } = loan
  const old = madeOn < NEW_RULE_ON
  const past = { from: madeOn, percent: exact(OLD_CEILING) }
  if (old) sheet.step('利率上限(2020-08-19及以前)', '当时的规定', `${OLD_CEILING}%`)
  if (untilOn < NEW_RULE_ON) return [past]
  const day = old ? claimedOn : madeOn
  const lpr = sheet.figure('lpr_1y', day)
  const percent = lpr.times(4)
  sheet.step(
    '利率上限',
    `4×${old ? '请求时' : '合同成立时'}(${day})一年期LPR = 4×${lpr.toFixed(2)}%`,
    `${percent.toFixed(2)}%`,
  )
  return old ? [past, { from: NEW_RULE_ON, percent }] : [{ from: madeOn, percent }]
}

/** The ceiling in force on a day. */
export const ceilingOn = (table: Ceiling[], on: string): Exact => table.findLast((it) => it.from <= on)!.percent

type Agreed = {
  interest: 'none' | 'unclear' | 'agreed'
  annualPercent?: number
  overdueAnnualPercent?: number
  betweenIndividuals: boolean
}

/**
 * Yearly rates within the term and after it, before the ceiling (民法典680;民间借贷规定24 28);
 * no overdue rate where neither was agreed: then the market's rate of the day counts.
 */
export function agreedRates(input: Agreed, sheet: Worksheet): { inTerm: Exact; overdue?: Exact } {
  const inTerm = inTermRate(input, sheet)
  if (input.overdueAnnualPercent !== undefined) return { inTerm, overdue: exact(input.overdueAnnualPercent) }
  return inTerm.gt(0) ? { inTerm, overdue: inTerm } : { inTerm }
}

function inTermRate({ interest, annualPercent, betweenIndividuals }: Agreed, sheet: Worksheet): Exact {
  if (interest === 'agreed') return exact(annualPercent!)
  if (interest === 'none') {
    sheet.step('借期内利率', '没有约定利息的,视为没有利息', '0%')
    return exact(0)
  }
  if (betweenIndividuals) {
    sheet.step('借期内利率', '自然人之间约定不明的,视为没有利息', '0%')
    return exact(0)
  }
  sheet.warn('利息约定不明且不是自然人之间的借款:利率要看交易方式、交易习惯和市场报价利率,请转人工确定')
  return exact(annualPercent ?? 0)
}
