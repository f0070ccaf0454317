import { z } from 'zod'
import { addDays, daysBetween } from './days.ts'
import { type Exact, exact, greatest, least, plain, sum, toFen } from './exact.ts'
import { choiceField, dayField, fenField, flagField, percentField } from './fields.ts'
import { articles } from './laws.ts'
import { agreedRates, ceilingOn, ceilings, NEW_RULE_ON } from './loan-rates.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const rate = (title: string, description = '') => percentField(title, { max: 10_000, description })

export const LoanInput = z
  .strictObject({
    noteFen: fenField('借条金额'),
    receivedFen: fenField('实际到手', '预先扣息的按实到;不填同借条金额').optional(),
    madeOn: dayField('合同成立日'),
    dueOn: dayField('约定还款日', '没有约定不填').optional(),
    untilOn: dayField('利息算到'),
    claimedOn: dayField('请求日', '2020-08-20前成立的合同用来取LPR;不填取利息算到之日').optional(),
    betweenIndividuals: flagField('自然人之间').default(true),
    interest: choiceField('利息约定', { none: '没有约定', unclear: '约定不明', agreed: '有约定' }).default('none'),
    annualPercent: rate('年利率', '月利率乘十二').optional(),
    overdueAnnualPercent: rate('逾期年利率').optional(),
    penaltyFen: fenField('约定违约金').default(0),
    feesFen: fenField('约定其他费用', '服务费、管理费等').default(0),
    repayments: z
      .array(z.strictObject({ on: dayField('还款日'), amountFen: fenField('还款金额') }))
      .max(1000)
      .default([])
      .meta({ title: '已还款' }),
    renewedFrom: z
      .strictObject({ principalFen: fenField('最初本金'), madeOn: dayField('最初借款日') })
      .optional()
      .meta({ title: '由旧借条滚成的,最初的借款' }),
  })
  .refine((it) => it.interest !== 'agreed' || it.annualPercent !== undefined, '约定了利息须填年利率')
  .refine((it) => it.untilOn >= it.madeOn, '利息算到之日早于合同成立日')
  .refine((it) => !it.dueOn || it.dueOn >= it.madeOn, '约定还款日早于合同成立日')
  .refine((it) => (it.receivedFen ?? 0) <= it.noteFen, '实际到手多于借条金额')
  .refine(
    (it) => it.repayments.every((pay) => pay.on >= it.madeOn && pay.on <= it.untilOn),
    '还款日须在借款之后、利息算到之日以前',
  )
  .refine((it) => !it.renewedFrom || it.renewedFrom.madeOn <= it.madeOn, '最初借款日晚于本次借条')
export type LoanInput = z.input<typeof LoanInput>
type Input = z.output<typeof LoanInput>

/** What stands at the end of the walk over the days: all exact fen. */
type Balance = { principal: Exact; inTerm: Exact; overdue: Exact; accrued: Exact; ceiling: Exact; overpaid: Exact }

/**
 * Principal and interest of a loan between private parties: interest, penalty and fees together never above four times the
 * LPR; payments go to interest first (民法典561 676 680;民间借贷规定24~31). 民间借贷
 */
export const loan = defineCalculator({
  name: 'loan',
  title: '民间借贷本息',
  input: LoanInput,
  compute(input, sheet) {
    sheet.cite([...articles('loans', 24, 25, 28, 29), ...articles('civilCode', 676, 680)])
    const principal = exact(input.receivedFen ?? input.noteFen)
    if (principal.lt(input.noteFen)) {
      sheet.cite(articles('loans', 26))
      sheet.step(
        '本金',
        `预先扣除的利息不算本金:借条${formatYuan(input.noteFen)},实到${formatYuan(principal)}`,
        formatYuan(principal),
      )
    }
    unused(input, sheet)
    const balance = walk(input, principal, sheet)
    const capital = sheet.amount('尚欠本金', '实到本金−已还本金', balance.principal)
    const limit = toFen(balance.ceiling)
    const paidInterest = balance.accrued.minus(balance.inTerm).minus(balance.overdue)
    const room = toFen(greatest(exact(limit).minus(paidInterest), exact(0)))
    const inTerm = sheet.amount('借期内利息', '见分段,已减去已付', Math.min(toFen(balance.inTerm), room))
    const late = Math.min(toFen(balance.overdue), room - inTerm)
    const overdue = input.dueOn ? sheet.amount('逾期利息', '见分段,已减去已付', late) : 0
    extras(input, { limit, spent: paidInterest.plus(inTerm).plus(overdue) }, sheet)
    if (input.renewedFrom) renewal(input, capital, sheet)
    if (balance.overpaid.gt(0))
      sheet.warn(`已还款项比应还本息多${formatYuan(balance.overpaid)},多付部分可请求返还,请转人工复核`)
    sheet.remark('还款先抵利息、后抵本金;已付超过上限的利息按实际清偿抵扣本金,请转人工复核')
    if (input.madeOn < NEW_RULE_ON) {
      sheet.cite(articles('loans', 31))
      sheet.warn('合同成立于2020-08-20以前:按当事人请求分段,2020-08-19及以前适用当时规定(24%以内),其后按请求时LPR四倍')
    }
  },
})

/** A yearly rate given beside another word on interest counts for nothing: it says so, and how to make it count. */
function unused({ interest, annualPercent, betweenIndividuals }: Input, sheet: Worksheet) {
  if (!annualPercent || interest === 'agreed' || (interest === 'unclear' && !betweenIndividuals)) return
  const chosen = interest === 'none' ? '没有约定' : '约定不明'
  sheet.remark(`填写的年利率${annualPercent}%没有计入:利息约定为“${chosen}”;确有约定的,利息约定请选“有约定”(agreed)`)
}

/** Interest segment by segment between payments, the due day and the change of rule. */
function walk(input: Input, principal: Exact, sheet: Worksheet): Balance {
  const { madeOn, untilOn, dueOn } = input
  const table = ceilings(input, sheet)
  const base = sheet.figure('day_count_base')
  const rates = agreedRates(input, sheet)
  const overdueRate = rates.overdue ?? overdueByMarket(dueOn, untilOn, sheet)
  const payments = input.repayments.toSorted((a, b) => a.on.localeCompare(b.on))
  const marks = [madeOn, dueOn, NEW_RULE_ON, untilOn, ...payments.map((it) => it.on)]
  const days = [
    ...new Set(marks.filter((on) => on !== undefined && on >= madeOn && on <= untilOn)),
  ].toSorted() as string[]
  const it: Balance = {
    principal,
    inTerm: exact(0),
    overdue: exact(0),
    accrued: exact(0),
    ceiling: exact(0),
    overpaid: exact(0),
  }
  for (const [index, from] of days.entries()) {
    for (const pay of payments.filter((payment) => payment.on === from)) settle(it, pay.amountFen)
    const until = days[index + 1]
    if (!until) continue
    const late = dueOn !== undefined && from >= dueOn
    const ceiling = ceilingOn(table, from)
    const agreed = late ? overdueRate : rates.inTerm
    const percent = least(agreed, ceiling)
    const length = daysBetween(from, until)
    const growth = (annual: Exact) => it.principal.times(annual).times(length).div(base.times(100))
    const interest = growth(percent)
    it[late ? 'overdue' : 'inTerm'] = it[late ? 'overdue' : 'inTerm'].plus(interest)
    it.accrued = it.accrued.plus(interest)
    it.ceiling = it.ceiling.plus(growth(ceiling))
    if (agreed.gt(ceiling))
      sheet.warn(`${late ? '逾期' : '约定'}年利率${plain(agreed)}%超过上限${plain(ceiling)}%,按上限计`)
    const formula = `本金×年利率×天数÷${plain(base)} = ${formatYuan(it.principal)}×${plain(percent)}%×${length}÷${plain(base)}`
    sheet.step(`${late ? '逾期' : '借期内'}利息 ${from}至${until}`, formula, formatYuan(interest))
  }
  return it
}

function overdueByMarket(dueOn: string | undefined, untilOn: string, sheet: Worksheet): Exact {
  if (!dueOn || untilOn <= dueOn) return exact(0)
  const day = addDays(dueOn, 1)
  const lpr = sheet.figure('lpr_1y', day)
  sheet.step('逾期利率', `没有约定利率的,逾期按当时(${day})一年期LPR`, `${lpr.toFixed(2)}%`)
  return lpr
}

/** A payment goes to interest within the term, then overdue interest, then principal (民法典561). */
function settle(it: Balance, amountFen: number) {
  let left = exact(amountFen)
  for (const part of ['inTerm', 'overdue', 'principal'] as const) {
    const paid = least(left, it[part])
    it[part] = it[part].minus(paid)
    left = left.minus(paid)
  }
  it.overpaid = it.overpaid.plus(left)
}

/** Penalty and fees: only what the ceiling on everything together still leaves (民间借贷规定29). */
function extras({ penaltyFen, feesFen }: Input, { limit, spent }: { limit: number; spent: Exact }, sheet: Worksheet) {
  const claimed = penaltyFen + feesFen
  if (claimed === 0) return
  const room = greatest(exact(limit).minus(spent), exact(0)).round(0, 0)
  const formula = `约定合计与上限余额取小 = min(${formatYuan(claimed)}, ${formatYuan(limit)}−${formatYuan(spent)})`
  const granted = sheet.amount('违约金及其他费用', formula, least(exact(claimed), room))
  if (granted < claimed)
    sheet.warn(`利息、违约金和其他费用合计超过四倍LPR上限,超出的${formatYuan(claimed - granted)}不计`)
}

/** A note made from an older one: all of it no more than the first principal and the ceiling's interest on it (民间借贷规定27). */
function renewal({ renewedFrom, madeOn, untilOn, claimedOn, repayments }: Input, capital: number, sheet: Worksheet) {
  const { principalFen, madeOn: firstOn } = renewedFrom!
  sheet.cite(articles('loans', 27))
  const lpr = sheet.figure('lpr_1y', madeOn < NEW_RULE_ON ? (claimedOn ?? untilOn) : madeOn)
  const base = sheet.figure('day_count_base')
  const length = daysBetween(firstOn, untilOn)
  const most = exact(principalFen).plus(exact(principalFen).times(lpr).times(4).times(length).div(base.times(100)))
  const paid = sum(repayments.map((it) => it.amountFen))
  const limit = Math.max(0, toFen(most.minus(paid)))
  const formula = `最初本金+最初本金×4×LPR×全期天数÷${plain(base)}−已付 = ${formatYuan(principalFen)}×(1+${plain(lpr.times(4))}%×${length}÷${plain(base)})−${formatYuan(paid)}`
  sheet.step('滚利上限', formula, formatYuan(limit))
  const over = sheet.subtotalFen - limit
  if (over > 0) sheet.amount('减:超过滚利上限部分', '本息合计−滚利上限', -over)
  if (capital > principalFen) sheet.remark('旧利息计入新本金的,以前期利率未超上限为限')
}
