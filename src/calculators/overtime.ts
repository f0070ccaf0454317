import { z } from 'zod'
import { exact, plain } from './exact.ts'
import { countField, fenField, quantityField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

/** Paid days in a month: (365 − 104) ÷ 12. 月计薪天数 */
const PAID_DAYS = '21.75'
const MOST_HOURS_A_MONTH = 36

const hours = (title: string) => quantityField(title, { max: 20_000 }).default(0)
const leaveDays = (title: string) => quantityField(title, { max: 366 })

export const OvertimeInput = z.strictObject({
  monthlyBaseFen: fenField('月工资基数', '有约定从约定'),
  weekdayHours: hours('工作日加班小时'),
  restDayHours: hours('休息日加班小时(未补休)'),
  holidayHours: hours('法定节假日加班小时'),
  months: countField('跨几个月', { min: 1, max: 600 }).default(1),
  annualLeave: z
    .strictObject({
      unusedDays: leaveDays('未休天数').optional(),
      entitledDays: leaveDays('全年应休天数').optional(),
      usedDays: leaveDays('已休天数').default(0),
      elapsedDays: countField('当年在本单位已过日历天数', { max: 366 }).optional(),
    })
    .refine(
      (it) => (it.unusedDays === undefined) !== (it.entitledDays === undefined),
      '未休天数与全年应休天数须且只须填一项',
    )
    .optional()
    .meta({ title: '未休年休假' }),
})
export type OvertimeInput = z.input<typeof OvertimeInput>
type Leave = NonNullable<z.output<typeof OvertimeInput>['annualLeave']>

/** Overtime at 1.5, 2 and 3 times the hourly wage, and leave not taken (劳动法44;年休假条例5;实施办法10 11 12). 加班与年休假 */
export const overtime = defineCalculator({
  name: 'overtime',
  title: '加班工资与未休年休假工资',
  input: OvertimeInput,
  compute(input, sheet) {
    sheet.cite(articles('labor', 44))
    const base = exact(input.monthlyBaseFen)
    const hourly = base.div(PAID_DAYS).div(8)
    sheet.step('小时工资', `月工资基数÷21.75÷8 = ${formatYuan(base)}÷21.75÷8`, formatYuan(hourly))
    const kinds: [string, number, string][] = [
      ['工作日延时', input.weekdayHours, '1.5'],
      ['休息日(未补休)', input.restDayHours, '2'],
      ['法定节假日', input.holidayHours, '3'],
    ]
    for (const [label, worked, times] of kinds) {
      const formula = `基数×小时×倍数÷(21.75×8) = ${formatYuan(base)}×${plain(worked)}×${times}÷174`
      sheet.amount(`${label}加班工资`, formula, base.times(worked).times(times).div(174))
    }
    const monthly = exact(input.weekdayHours).plus(input.restDayHours).plus(input.holidayHours).div(input.months)
    if (monthly.gt(MOST_HOURS_A_MONTH)) {
      sheet.cite(articles('labor', 41))
      sheet.warn(`平均每月加班${plain(monthly, 1)}小时,超过每月${MOST_HOURS_A_MONTH}小时的上限`)
    }
    if (input.annualLeave) annualLeave(input.annualLeave, input.monthlyBaseFen, sheet)
    sheet.remark('加班工资基数有约定从约定,各地口径不一†;法定节假日2025年起全年十三天')
  },
})

function annualLeave(leave: Leave, monthlyFen: number, sheet: Worksheet) {
  sheet.cite([...articles('paidLeave', 5), ...articles('paidLeaveRules', 10, 11, 12)])
  const days = leave.unusedDays === undefined ? proRata(leave, sheet) : exact(leave.unusedDays)
  const base = exact(monthlyFen)
  const formula = `月工资÷21.75×200%×天数 = ${formatYuan(base)}÷21.75×200%×${plain(days)}`
  sheet.amount('未休年休假工资(另付部分)', formula, base.times(2).times(days).div(PAID_DAYS))
  sheet.remark('未休年休假三倍工资中已含正常工作期间的一倍,这里只算另付的二倍')
}

/** Days of leave earned so far that were not taken; a part of a day counts for nothing. */
function proRata({ entitledDays = 0, usedDays, elapsedDays }: Leave, sheet: Worksheet) {
  const earned = elapsedDays === undefined ? exact(entitledDays) : exact(entitledDays).times(elapsedDays).div(365)
  const left = earned.minus(usedDays)
  const days = left.lt(0) ? exact(0) : left.round(0, 0)
  const parts = elapsedDays === undefined ? plain(entitledDays) : `${elapsedDays}÷365×${plain(entitledDays)}`
  sheet.step(
    '折算未休天数',
    `已过日历天数÷365×应休−已休,不足一整天不计 = ${parts}−${plain(usedDays)}`,
    `${plain(days)}天`,
  )
  if (left.lt(0)) sheet.remark('多休的年休假不再扣回')
  return days
}
