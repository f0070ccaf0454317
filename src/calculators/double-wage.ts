import { z } from 'zod'
import { AppError } from '../errors.ts'
import { addDays, addMonths, daysBetween, workingDaysIn } from './days.ts'
import { type Exact, exact } from './exact.ts'
import { dayField, exactlyOne, fenField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const MOST_MONTHS = 11

export const DoubleWageInput = z
  .strictObject({
    hiredOn: dayField('用工之日'),
    signedOn: dayField('补签书面合同之日').optional(),
    leftOn: dayField('离职日', '最后在职的一天;在职不填').optional(),
    untilOn: dayField('计算到', '仍在职又未补签时填').optional(),
    monthlyWageFen: fenField('月应得工资', '各月相同时填;与逐月工资二选一').optional(),
    wagesFen: z
      .array(fenField('月应得工资'))
      .min(1)
      .max(MOST_MONTHS)
      .optional()
      .meta({ title: '逐月应得工资', description: '自用工满一个月次日起每月一项;单位:分' }),
    appliedOn: dayField('申请仲裁或调解之日', '用来提示一年时效').optional(),
  })
  .refine((it) => exactlyOne(it, 'monthlyWageFen', 'wagesFen'), '月工资与逐月工资须且只须填一项')
  .refine((it) => it.signedOn || it.leftOn || it.untilOn, '补签日、离职日、计算到至少填一项')
  .refine((it) => !it.signedOn || it.signedOn >= it.hiredOn, '补签日早于用工之日')
  .refine((it) => !it.leftOn || it.leftOn >= it.hiredOn, '离职日早于用工之日')
export type DoubleWageInput = z.input<typeof DoubleWageInput>

type Month = { from: string; through: string; fullThrough: string; wage: Exact }

/** The second wage for want of a written contract: from a month after hiring, eleven months at most (劳动合同法82;实施条例6 7). 双倍工资 */
export const doubleWage = defineCalculator({
  name: 'doubleWage',
  title: '未签书面劳动合同双倍工资差额',
  input: DoubleWageInput,
  compute(input, sheet) {
    sheet.cite([
      ...articles('laborContract', 82),
      ...articles('laborContractRules', 6, 7),
      ...articles('laborArbitration', 27),
    ])
    const from = addMonths(input.hiredOn, 1)
    const yearEnd = addDays(addMonths(input.hiredOn, 12), -1)
    const ends = [yearEnd, input.leftOn, input.untilOn, input.signedOn && addDays(input.signedOn, -1)].filter(
      (it) => it !== undefined,
    )
    const through = ends.toSorted()[0]!
    if (through < from) {
      sheet.amount('双倍工资差额', '用工一个月内已签合同或已离职,没有差额', 0)
      return
    }
    sheet.step('起止', '用工满一个月的次日起,至补签前一日、离职日或满一年前一日止,最多十一个月', `${from}至${through}`)
    const months = monthsOf(input, through)
    for (const it of months) {
      const whole = it.through === it.fullThrough
      const formula = whole
        ? '该月应得工资'
        : `月工资÷该月工作日×实际工作日 = ${formatYuan(it.wage)}÷${workingDaysIn(it.from, it.fullThrough)}×${workingDaysIn(it.from, it.through)}`
      sheet.amount(`${it.from}至${it.through}`, formula, partPay(it))
      if (!whole) bothReadings(it, sheet)
    }
    if (through === yearEnd) sheet.remark('满一年仍未签的,视为已订立无固定期限劳动合同')
    timeBar(months, through, input.appliedOn, sheet)
  },
})

function monthsOf({ hiredOn, monthlyWageFen, wagesFen }: z.output<typeof DoubleWageInput>, through: string): Month[] {
  const months: Month[] = []
  for (let k = 1; k <= MOST_MONTHS; k++) {
    const start = addMonths(hiredOn, k)
    if (start > through) break
    const fullThrough = addDays(addMonths(hiredOn, k + 1), -1)
    const wage = wagesFen ? wagesFen[k - 1] : monthlyWageFen
    if (wage === undefined) throw new AppError('invalid', `逐月应得工资少了第${k}个月`, { field: 'wagesFen' })
    months.push({ from: start, through: through < fullThrough ? through : fullThrough, fullThrough, wage: exact(wage) })
  }
  return months
}

/** Pay for a part of a month by the working days in it (劳动争议解释二6†). */
function partPay({ from, through, fullThrough, wage }: Month): Exact {
  if (through === fullThrough) return wage
  return wage.times(workingDaysIn(from, through)).div(workingDaysIn(from, fullThrough))
}

function bothReadings(month: Month, sheet: Worksheet) {
  sheet.cite(articles('laborCasesTwo', 6))
  const { from, through, fullThrough, wage } = month
  const [part, whole] = [daysBetween(from, through) + 1, daysBetween(from, fullThrough) + 1]
  const byCalendar = wage.times(part).div(whole)
  sheet.step(
    '不足整月(日历日口径)',
    `月工资÷该月天数×天数 = ${formatYuan(wage)}÷${whole}×${part}`,
    formatYuan(byCalendar),
  )
  sheet.warn(
    `不足整月两种口径并列:按实际工作日折算${formatYuan(partPay(month))}(本表,劳动争议解释二†,条号待核);按日历日折算${formatYuan(byCalendar)}`,
  )
}

/** Both readings of the one-year limit: month by month, or as a whole from the last day. */
function timeBar(months: Month[], through: string, appliedOn: string | undefined, sheet: Worksheet) {
  if (!appliedOn) {
    sheet.warn('仲裁时效一年:请填申请日,以便核对哪些月份可能超期')
    return
  }
  const since = addMonths(appliedOn, -12)
  if (months[0]!.from >= since) return
  const inTime = months.reduce((total, it) => {
    if (it.from >= since) return total.plus(partPay(it))
    if (it.through < since) return total
    const days = workingDaysIn(it.from, it.through)
    return total.plus(
      partPay(it)
        .times(workingDaysIn(since, it.through))
        .div(days === 0 ? 1 : days),
    )
  }, exact(0))
  const wholeBarred = through < since
  sheet.step('时效内部分(逐月起算口径)', `${appliedOn}前一年,即${since}起的部分`, formatYuan(inTime))
  sheet.warn(
    `仲裁时效一年两种口径并列†:逐月起算的,${since}前部分可能超期,未超期${formatYuan(inTime)};自最后一日整体起算的,${wholeBarred ? '全部可能超期' : '全部未超期'}`,
  )
}
