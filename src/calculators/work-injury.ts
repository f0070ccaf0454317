import { z } from 'zod'
import { type Exact, exact, greatest, least, plain } from './exact.ts'
import { countField, dayField, fenField, flagField, quantityField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

/** Months of one's own wage by grade, one to ten (工伤保险条例35 36 37). */
const DISABILITY_MONTHS = [27, 25, 23, 21, 18, 16, 13, 11, 9, 7]
/** Months of the province's wage by grade, five to ten, for each of the two allowances (浙江省工伤保险条例27). */
const ALLOWANCE_MONTHS = [30, 25, 10, 7, 4, 2]

const Disabled = z.strictObject({
  kind: z.literal('disability').meta({ title: '伤残' }),
  grade: countField('伤残等级', { min: 1, max: 10 }),
  monthlyWageFen: fenField('本人工资', '受伤前十二个月平均月缴费工资'),
  on: dayField('受伤日', '取哪一年度的职工平均工资;不填取最新').optional(),
  ended: flagField('解除或终止劳动关系').default(false),
  endedOn: dayField('解除或终止日').optional(),
  yearsToRetirement: quantityField('距法定退休年龄(年)', { max: 60, description: '不满五年的填写' }).optional(),
})
const Death = z.strictObject({
  kind: z.literal('death').meta({ title: '工亡' }),
  on: dayField('死亡日').optional(),
  funeral: flagField('计入丧葬补助金').default(false),
})

export const WorkInjuryInput = z.discriminatedUnion('kind', [Disabled, Death], '须为 disability(伤残)或 death(工亡)')
export type WorkInjuryInput = z.input<typeof WorkInjuryInput>

/** The lump sums of work injury insurance (工伤保险条例35~37 39 64;浙江省工伤保险条例27). 工伤一次性待遇 */
export const workInjury = defineCalculator({
  name: 'workInjury',
  title: '工伤一次性待遇',
  input: WorkInjuryInput,
  compute(input, sheet) {
    if (input.kind === 'death') return death(input, sheet)
    const { grade } = input
    sheet.cite([...articles('workInjury', grade <= 4 ? 35 : grade <= 6 ? 36 : 37, 64)])
    const wage = ownWage(input, sheet)
    const months = DISABILITY_MONTHS[grade - 1]!
    sheet.amount('一次性伤残补助金', `本人工资×月数 = ${formatYuan(wage)}×${months}`, wage.times(months))
    if (grade >= 5 && input.ended) allowances(input, sheet)
    if (grade <= 4) sheet.remark('一至四级保留劳动关系,另按月享受伤残津贴')
    if (input.ended && grade <= 4) sheet.warn('一至四级伤残不解除劳动关系,没有一次性医疗与就业补助金')
    sheet.remark('补助金月数按浙江标准†;未参保的由单位按标准支付;停工留薪期工资、护理费另计')
  },
})

/** One's own wage, between 60% and 300% of the average. */
function ownWage({ monthlyWageFen, on }: z.output<typeof Disabled>, sheet: Worksheet): Exact {
  const average = sheet.yuan('province_average_wage_per_month', on)
  const [low, high] = [average.times(60).div(100), average.times(3)]
  const wage = least(greatest(exact(monthlyWageFen), low), high)
  const bounds = `不低于职工平均工资60%(${formatYuan(low)}),不高于300%(${formatYuan(high)})`
  sheet.step('本人工资', bounds, formatYuan(wage))
  return wage
}

function allowances({ grade, endedOn, on, yearsToRetirement }: z.output<typeof Disabled>, sheet: Worksheet) {
  sheet.cite(articles('workInjuryZhejiang', 27))
  const average = sheet.yuan('province_average_wage_per_month', endedOn ?? on)
  const months = ALLOWANCE_MONTHS[grade - 5]!
  const full = average.times(months)
  const formula = `全省职工月平均工资×月数 = ${formatYuan(average)}×${months}`
  sheet.amount('一次性工伤医疗补助金', formula, full)
  const passed = yearsToRetirement === undefined ? 0 : exact(5).minus(yearsToRetirement)
  const years = Math.max(0, exact(passed).round(0, 0).toNumber())
  const percent = 100 - 20 * Math.min(5, years)
  sheet.amount(
    '一次性伤残就业补助金',
    percent === 100 ? formula : `${formula}×${percent}%`,
    full.times(percent).div(100),
  )
  if (yearsToRetirement === undefined || yearsToRetirement >= 5) return
  const other = Math.max(0, percent - 20)
  if (exact(passed).eq(years)) sheet.remark('距退休不足五年,就业补助金每增加一周岁递减20%')
  else
    sheet.warn(
      `就业补助金递减两种口径:每满一周岁递减20%的为${percent}%(本表);不满一年也算一年的为${other}%,即${formatYuan(full.times(other).div(100))}†(距退休${plain(yearsToRetirement)}年)`,
    )
}

function death({ on, funeral }: z.output<typeof Death>, sheet: Worksheet) {
  sheet.cite(articles('workInjury', 39))
  const income = sheet.yuan('national_disposable_income_per_year', on)
  sheet.amount('一次性工亡补助金', `全国城镇居民人均可支配收入×20 = ${formatYuan(income)}×20`, income.times(20))
  if (funeral) {
    const wage = sheet.yuan('province_average_wage_per_month', on)
    sheet.amount('丧葬补助金', `统筹地区职工月平均工资×6 = ${formatYuan(wage)}×6`, wage.times(6))
  } else sheet.remark('丧葬补助金(六个月职工平均工资)另计')
  sheet.remark('供养亲属抚恤金按月另计')
}
