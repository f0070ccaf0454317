import { z } from 'zod'
import { exact, plain } from './exact.ts'
import { countField, dayField, fenField, flagField, percentField, quantityField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const MOST_PREPAID_MONTHS = 12

export const PropertyFeeInput = z.strictObject({
  areaSqm: quantityField('建筑面积(平方米)'),
  unitPriceFen: quantityField('单价(每平方米每月)', { max: 1_000_000, description: '单位:分,可到厘,如 2.65 元填 265' }),
  months: countField('欠费月数', { max: 1200 }),
  reliefFen: fenField('协商减免').default(0),
  lateFee: z
    .strictObject({
      dailyPercent: percentField('约定滞纳金日率', { description: '千分之三填 0.3' }),
      days: countField('逾期天数', { max: 36_500 }),
      on: dayField('逾期起算日', '用来取LPR'),
      counted: flagField('按约定计入合计', '不选只列出参考').default(true),
    })
    .optional()
    .meta({ title: '滞纳金' }),
  prepaidMonths: countField('要求预收月数', { max: 1200 }).optional(),
})
export type PropertyFeeInput = z.input<typeof PropertyFeeInput>

/** Property management fees owed, and how the agreed late fee compares with a usual one (民法典944;合同编通则解释65). 物业费 */
export const propertyFee = defineCalculator({
  name: 'propertyFee',
  title: '物业费',
  input: PropertyFeeInput,
  compute(input, sheet) {
    sheet.cite(articles('civilCode', 944))
    const monthly = exact(input.areaSqm).times(input.unitPriceFen)
    sheet.step(
      '月费',
      `面积×单价 = ${plain(input.areaSqm)}㎡×${plain(exact(input.unitPriceFen).div(100))}元`,
      formatYuan(monthly),
    )
    const owed = sheet.amount(
      '物业费',
      `面积×单价×月数 = ${plain(input.areaSqm)}×${plain(exact(input.unitPriceFen).div(100))}×${input.months}`,
      monthly.times(input.months),
    )
    const relief = Math.min(input.reliefFen, owed)
    if (relief < input.reliefFen) sheet.warn('减免多于欠费,按欠费计')
    if (relief > 0) sheet.amount('减:协商减免', '双方协商', -relief)
    if (input.lateFee) lateFee(input.lateFee, owed - relief, sheet)
    if ((input.prepaidMonths ?? 0) > MOST_PREPAID_MONTHS) {
      sheet.cite(articles('propertyHangzhou', 55))
      sheet.warn('预收物业费一次不超过十二个月')
    }
    sheet.remark('不得以停止供电、供水、供热、供燃气等方式催交物业费')
  },
})

type LateFee = NonNullable<z.output<typeof PropertyFeeInput>['lateFee']>

function lateFee({ dailyPercent, days, on, counted }: LateFee, owedFen: number, sheet: Worksheet) {
  sheet.cite([...articles('civilCode', 585), ...articles('contracts', 65)])
  const lpr = sheet.figure('lpr_1y', on)
  const base = sheet.figure('day_count_base')
  const agreed = exact(owedFen).times(dailyPercent).times(days).div(100)
  const usual = (times: string) => exact(owedFen).times(lpr).times(times).times(days).div(base.times(100))
  const formula = `欠费×约定日率×天数 = ${formatYuan(owedFen)}×${plain(dailyPercent)}%×${days}`
  if (counted) sheet.amount('滞纳金(按约定)', formula, agreed)
  else sheet.step('滞纳金(按约定,不计入合计)', formula, formatYuan(agreed))
  const range = `${formatYuan(usual('1.3'))}至${formatYuan(usual('1.5'))}`
  sheet.step(
    '滞纳金参考',
    `欠费×LPR×1.3~1.5×天数÷${plain(base)} = ${formatYuan(owedFen)}×${plain(lpr)}%×1.3~1.5×${days}÷${plain(base)}`,
    range,
  )
  if (agreed.gt(usual('1.5')))
    sheet.warn(`约定滞纳金折年${plain(exact(dailyPercent).times(base), 2)}%,明显偏高(D19);参考${range},业主可请求调减`)
}
