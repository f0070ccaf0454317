import { z } from 'zod'
import { addMonths } from './days.ts'
import { exact, greatest, plain, sum, toFen } from './exact.ts'
import { countField, dayField, fenField, labelField, quantityField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const FEN_A_YUAN = 100

const Child = z
  .strictObject({
    name: labelField('子女'),
    weight: quantityField('权重', { max: 1000, description: '不填均等' }).optional(),
    incomeFen: fenField('月收入').optional(),
    ownExpenseFen: fenField('自家基本支出').default(0),
  })
  .refine((it) => it.weight === undefined || it.incomeFen === undefined, '权重与月收入只填一项')

const Elder = z
  .strictObject({
    kind: z.literal('elder').meta({ title: '赡养' }),
    livingFen: fenField('每月生活费').default(0),
    medicalFen: fenField('每月医药自付').default(0),
    careFen: fenField('每月护理费').default(0),
    housingFen: fenField('每月居住费').default(0),
    pensionFen: fenField('每月养老金').default(0),
    landRentYearlyFen: fenField('全年土地流转费净额').default(0),
    subsidyFen: fenField('每月补贴').default(0),
    children: z.array(Child).min(1, '至少一名赡养人').max(30).meta({ title: '赡养人' }),
  })
  .refine(
    (it) => new Set(it.children.map((child) => child.incomeFen === undefined)).size === 1,
    '按负担能力的,每名子女都要填月收入',
  )

const Minor = z.strictObject({
  kind: z.literal('child').meta({ title: '抚养' }),
  monthlyIncomeFen: fenField('付款方月收入', '没有固定收入的不填,按同行业平均工资').optional(),
  children: countField('子女人数', { min: 1, max: 10 }).default(1),
  bornOn: dayField('最小子女出生日期').optional(),
  on: dayField('计算日').optional(),
})

export const SupportInput = z.discriminatedUnion('kind', [Elder, Minor], '须为 elder(赡养)或 child(抚养)')
export type SupportInput = z.input<typeof SupportInput>

/** What children give a parent in need, or a parent a child, month by month (民法典1067 1069;老年人法19;婚姻家庭编解释一49 53). 赡养与抚养 */
export const support = defineCalculator({
  name: 'support',
  title: '赡养费与抚养费',
  input: SupportInput,
  compute: (input, sheet) => (input.kind === 'elder' ? elder(input, sheet) : minor(input, sheet)),
})

function elder(input: z.output<typeof Elder>, sheet: Worksheet) {
  sheet.cite([...articles('civilCode', 1067, 1069), ...articles('elders', 14, 17, 19)])
  const needs = sum([input.livingFen, input.medicalFen, input.careFen, input.housingFen])
  const rent = exact(input.landRentYearlyFen).div(12)
  const income = sum([input.pensionFen, rent, input.subsidyFen])
  if (input.landRentYearlyFen > 0) {
    sheet.cite(articles('landContract', 39))
    sheet.remark('土地流转费归承包户或老人,先核历年应收与已付')
  }
  const gap = greatest(needs.minus(income), exact(0))
  const yuan = gap.div(FEN_A_YUAN).round(0, 1).toNumber()
  const formula = `必需支出−稳定收入 = ${formatYuan(needs)}−${formatYuan(income)}`
  sheet.step('每月缺口(到元)', formula, formatYuan(yuan * FEN_A_YUAN))
  const weights = weightsOf(input.children, sheet)
  const total = sum(weights)
  const shares = weights.map((weight) => exact(yuan).times(weight).div(total).round(20).round(0, 0).toNumber())
  const heaviest = weights.reduce((best, weight, at) => (weight.gt(weights[best]!) ? at : best), 0)
  shares[heaviest]! += yuan - shares.reduce((a, b) => a + b, 0)
  for (const [at, child] of input.children.entries()) {
    const parts = `缺口×权重÷权重和 = ${formatYuan(yuan * FEN_A_YUAN)}×${plain(weights[at]!)}÷${plain(total)}${at === heaviest ? ',余数归权重最大者' : ''}`
    sheet.amount(`每月赡养费:${child.name}`, parts, shares[at]! * FEN_A_YUAN)
  }
  sheet.remark('赡养费法律没有固定标准,权重可协商;医疗大额支出另按比例;不因放弃继承或父母再婚免责')
}

function weightsOf(children: z.output<typeof Child>[], sheet: Worksheet) {
  const able = children.map((it) => greatest(exact(it.incomeFen ?? 0).minus(it.ownExpenseFen), exact(0)))
  const weights = children.map((it, at) => (it.incomeFen === undefined ? exact(it.weight ?? 1) : able[at]!))
  if (sum(weights).gt(0)) return weights
  sheet.warn('按填写的收入与权重没有人有负担能力,先按均等列出,请与各方核对')
  return children.map(() => exact(1))
}

function minor(input: z.output<typeof Minor>, sheet: Worksheet) {
  sheet.cite([...articles('civilCode', 1067, 1085), ...articles('marriageOne', 49, 53)])
  const income =
    input.monthlyIncomeFen === undefined
      ? sheet.yuan('industry_wage_per_year', input.on).div(12)
      : exact(input.monthlyIncomeFen)
  const top = input.children === 1 ? 30 : 50
  const who = input.children === 1 ? '一名子女20%~30%' : `${input.children}名子女合计不超过50%`
  const line = (label: string, percent: number) =>
    sheet.amount(label, `月收入×${percent}% = ${formatYuan(income)}×${percent}%`, toFen(income.times(percent).div(100)))
  line('每月抚养费参考下限', 20)
  line(`每月抚养费参考上限(${who})`, top)
  sheet.withoutTotal()
  if (input.bornOn) sheet.day('一般付至十八周岁', '出生日期+18年', addMonths(input.bornOn, 18 * 12))
  sheet.remark('上下限是参考区间,看子女实际需要、双方负担能力和当地生活水平;特殊情况可高可低')
}
