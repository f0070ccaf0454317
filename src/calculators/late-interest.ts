import { z } from 'zod'
import { AppError } from '../errors.ts'
import { daysBetween } from './days.ts'
import { type Exact, exact, least } from './exact.ts'
import { choiceField, dayField, fenField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator } from './worksheet.ts'

const DAILY_RATE = '0.000175'

export const LateInterestInput = z
  .strictObject({
    instrument: choiceField('依据文书', {
      judgment: '判决、调解书等生效法律文书',
      confirmation: '司法确认裁定',
      agreement: '未经确认的调解协议',
    }).default('confirmation'),
    debtFen: fenField('未清偿金钱债务', '不含一般债务利息'),
    dueOn: dayField('履行期间届满日'),
    untilOn: dayField('算到', '履行完毕或计算之日'),
    payments: z
      .array(z.strictObject({ on: dayField('付款日'), amountFen: fenField('付款金额') }))
      .max(1000)
      .default([])
      .meta({ title: '已付' }),
  })
  .refine((it) => it.untilOn >= it.dueOn, '算到之日早于届满日')
  .refine((it) => it.payments.every((pay) => pay.on <= it.untilOn), '付款日晚于算到之日')
export type LateInterestInput = z.input<typeof LateInterestInput>

/** The doubled part of interest on a debt under an enforceable decision, debt paid off before interest (迟延履行利息解释1~4;民事诉讼法264). 迟延履行 */
export const lateInterest = defineCalculator({
  name: 'lateInterest',
  title: '迟延履行期间加倍利息',
  input: LateInterestInput,
  compute({ instrument, debtFen, dueOn, untilOn, payments }, sheet) {
    if (instrument === 'agreement')
      throw new AppError('invalid', '加倍利息只用于生效裁判或司法确认裁定;普通调解协议只能约定违约金', {
        field: 'instrument',
      })
    sheet.cite([...articles('civilProcedure', 264), ...articles('delay', 1, 2, 3, 4)])
    const dueDayCounts = sheet.figure('delay_interest_counts_due_day').eq(1)
    const early = payments.filter((pay) => pay.on <= dueOn)
    const late = payments.filter((pay) => pay.on > dueOn).toSorted((a, b) => a.on.localeCompare(b.on))
    const pay = (debt: Exact, amountFen: number) => debt.minus(least(debt, exact(amountFen)))
    let debt = early.reduce((left, it) => pay(left, it.amountFen), exact(debtFen))
    let from = dueOn
    let interest = exact(0)
    for (const { on, amountFen } of [...late, { on: untilOn, amountFen: 0 }]) {
      const days = daysBetween(from, on) + (from === dueOn && on > dueOn && dueDayCounts ? 1 : 0)
      if (days > 0 && debt.gt(0)) {
        const part = debt.times(DAILY_RATE).times(days)
        sheet.step(
          `${from}至${on}`,
          `未清偿债务×日万分之一点七五×天数 = ${formatYuan(debt)}×${DAILY_RATE}×${days}`,
          formatYuan(part),
        )
        interest = interest.plus(part)
        from = on
      }
      debt = pay(debt, amountFen)
    }
    sheet.amount('加倍部分债务利息', '各段之和', interest)
    sheet.step('尚欠债务', '债务−已付(先付债务,后付加倍利息)', formatYuan(debt))
    sheet.remark(`天数${dueDayCounts ? '含' : '不含'}届满当日(本地口径†);一般债务利息按文书另计`)
  },
})
