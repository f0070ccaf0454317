import { z } from 'zod'
import { AGE_ASKED, ageFields, ageGiven, ageOf, compensationYears } from './compensation-years.ts'
import { dependents } from './dependents.ts'
import { type Exact, exact, plain, toFen } from './exact.ts'
import {
  choiceField,
  countField,
  dayField,
  exactlyOne,
  fenField,
  flagField,
  labelField,
  percentField,
} from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const LONGEST_CARE_DAYS = 20 * 365

const days = countField('天数', { max: 36_500 })
const LostIncome = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('loss').meta({ title: '按实际减少的收入' }), lossFen: fenField('实际减少的收入') }),
  z.strictObject({ by: z.literal('monthly').meta({ title: '按月工资' }), monthlyFen: fenField('月工资'), days }),
  z.strictObject({
    by: z.literal('yearly').meta({ title: '按近三年平均收入' }),
    yearlyFen: fenField('最近三年平均年收入'),
    days,
  }),
  z.strictObject({ by: z.literal('industry').meta({ title: '按同行业平均工资' }), days }),
])

const Disability = z
  .strictObject({
    grade: countField('伤残等级(1最重,10最轻)', { min: 1, max: 10 }),
    coefficientPercent: percentField('综合赔偿系数', { description: '多处伤残按本地叠加口径填;不填按等级' }).optional(),
    on: dayField('定残日'),
    ...ageFields,
  })
  .refine(ageGiven, AGE_ASKED)
const Death = z.strictObject({ on: dayField('死亡日'), ...ageFields }).refine(ageGiven, AGE_ASKED)

const Dependent = z
  .strictObject({
    name: labelField('称呼').default('被扶养人'),
    kind: choiceField('情形', { minor: '未成年', incapable: '无劳动能力又无其他生活来源' }),
    supporters: countField('扶养人数', { min: 1, max: 30, description: '连同受害人在内共同负有扶养义务的人数' }),
    ...ageFields,
  })
  .refine(ageGiven, AGE_ASKED)

export const InjuryInput = z
  .strictObject({
    on: dayField('计算日', '取哪一年度的统计数;不填取最新').optional(),
    liabilityPercent: percentField('对方责任比例').default(100),
    medicalBillsFen: fenField('医疗费有效票据合计').optional(),
    medicalPaidFen: fenField('医保统筹或他人已付', '须列明扣减依据').default(0),
    lostIncome: LostIncome.optional().meta({ title: '误工费' }),
    care: z
      .strictObject({
        days,
        carers: countField('护理人数', { min: 1, max: 10 }).default(1),
        dailyFen: fenField('护理日价', '不填取护工日价').optional(),
      })
      .optional()
      .meta({ title: '护理费' }),
    meals: z
      .strictObject({ days, dailyFen: fenField('日标准').optional() })
      .optional()
      .meta({ title: '住院伙食补助费' }),
    nutrition: z
      .strictObject({ days, dailyFen: fenField('日标准').optional() })
      .optional()
      .meta({ title: '营养费(按医嘱)' }),
    transportFen: fenField('交通费', '凭票据').optional(),
    lodgingFen: fenField('住宿费', '凭票据').optional(),
    assistiveFen: fenField('残疾辅助器具费').optional(),
    disability: Disability.optional().meta({ title: '残疾赔偿' }),
    death: Death.optional().meta({ title: '死亡赔偿' }),
    funeral: flagField('计丧葬费', '死亡时默认计').optional(),
    dependents: z.array(Dependent).max(30).default([]).meta({ title: '被扶养人' }),
    solatiumFen: fenField('精神抚慰金', '协商数额').optional(),
  })
  .refine((it) => !(it.disability && it.death), '残疾赔偿与死亡赔偿不能同时填')
  .refine(
    (it) => it.dependents.length === 0 || exactlyOne(it, 'disability', 'death'),
    '有被扶养人时须填残疾赔偿或死亡赔偿',
  )
  .refine((it) => it.medicalPaidFen <= (it.medicalBillsFen ?? 0), '已付医疗费不能多于票据合计')
export type InjuryInput = z.input<typeof InjuryInput>
type Input = z.output<typeof InjuryInput>

/** Damages for injury to a person, by item, then by share of fault (民法典1179 1183 1173;人身损害解释6~18). 人身损害 */
export const injury = defineCalculator({
  name: 'injury',
  title: '人身损害赔偿',
  input: InjuryInput,
  compute(input, sheet) {
    sheet.cite(articles('civilCode', 1179))
    expenses(input, sheet)
    lifeAndLimb(input, sheet)
    if (input.solatiumFen !== undefined) {
      sheet.cite(articles('civilCode', 1183))
      sheet.cite(articles('mentalHarm', 5))
      sheet.hint('solatium_by_grade', input.on)
      sheet.amount('精神抚慰金', '双方协商数额', input.solatiumFen)
    }
    shareFault(input, sheet)
    sheet.remark('上一年度统计数取省级(计划单列市)统计部门公布的标准;受害人经常居住地标准更高的可选用(人身损害解释18)')
  },
})

function expenses(input: Input, sheet: Worksheet) {
  const { on } = input
  if (input.medicalBillsFen !== undefined) {
    sheet.cite(articles('injury', 6))
    const formula = `有效票据合计−已付 = ${formatYuan(input.medicalBillsFen)}−${formatYuan(input.medicalPaidFen)}`
    sheet.amount('医疗费', formula, input.medicalBillsFen - input.medicalPaidFen)
  }
  if (input.lostIncome) lostIncome(input.lostIncome, sheet, on)
  if (input.care) {
    sheet.cite(articles('injury', 8))
    const daily = input.care.dailyFen === undefined ? sheet.yuan('carer_per_day', on) : exact(input.care.dailyFen)
    const counted = Math.min(input.care.days, LONGEST_CARE_DAYS)
    if (counted < input.care.days) sheet.warn('护理期限最长计二十年,超出部分未计')
    const formula = `日价×人数×天数 = ${formatYuan(daily)}×${input.care.carers}×${counted}`
    sheet.amount('护理费', formula, daily.times(input.care.carers).times(counted))
  }
  if (input.meals) daily(sheet, '住院伙食补助费', input.meals, () => sheet.yuan('meal_allowance_per_day', on), 10)
  if (input.nutrition) daily(sheet, '营养费', input.nutrition, () => sheet.yuan('nutrition_per_day', on), 11)
  const vouched: [string, number | undefined, number][] = [
    ['交通费', input.transportFen, 9],
    ['住宿费', input.lodgingFen, 10],
    ['残疾辅助器具费', input.assistiveFen, 13],
  ]
  for (const [label, amount, article] of vouched) {
    if (amount === undefined) continue
    sheet.cite(articles('injury', article))
    sheet.amount(label, '有效票据合计', amount)
  }
}

function daily(
  sheet: Worksheet,
  label: string,
  it: { days: number; dailyFen?: number },
  rate: () => Exact,
  article: number,
) {
  sheet.cite(articles('injury', article))
  const perDay = it.dailyFen === undefined ? rate() : exact(it.dailyFen)
  sheet.amount(label, `日标准×天数 = ${formatYuan(perDay)}×${it.days}`, perDay.times(it.days))
}

function lostIncome(it: NonNullable<Input['lostIncome']>, sheet: Worksheet, on?: string) {
  sheet.cite(articles('injury', 7))
  if (it.by === 'loss') return sheet.amount('误工费', '因误工实际减少的收入', it.lossFen)
  if (it.by === 'monthly') {
    const formula = `月工资÷30×天数 = ${formatYuan(it.monthlyFen)}÷30×${it.days}`
    return sheet.amount('误工费', formula, exact(it.monthlyFen).times(it.days).div(30))
  }
  const [yearly, words] =
    it.by === 'yearly'
      ? [exact(it.yearlyFen), '最近三年平均年收入']
      : [sheet.yuan('industry_wage_per_year', on), '同行业上一年度平均工资']
  return sheet.amount(
    '误工费',
    `${words}÷365×天数 = ${formatYuan(yearly)}÷365×${it.days}`,
    yearly.times(it.days).div(365),
  )
}

function lifeAndLimb(input: Input, sheet: Worksheet) {
  const { disability, death, on } = input
  const harm = disability ?? death
  if (harm) {
    const age = ageOf(harm, harm.on)
    const years = compensationYears(age)
    const income = sheet.yuan('disposable_income_per_year', on)
    const percent = exact(disability ? (disability.coefficientPercent ?? 110 - disability.grade * 10) : 100)
    sheet.step(
      '赔偿年限',
      age < 60 ? `${age}周岁,未满60周岁` : age < 75 ? `20−(${age}−60)` : `${age}周岁,75周岁以上`,
      `${years}年`,
    )
    if (disability) {
      sheet.cite(articles('injury', 12))
      const formula = `人均可支配收入×年限×系数 = ${formatYuan(income)}×${years}×${plain(percent)}%`
      sheet.amount('残疾赔偿金', formula, income.times(years).times(percent).div(100))
      sheet.remark('伤残系数一级100%至十级10%是实务通例†;多处伤残的叠加按本地口径')
    } else {
      sheet.cite(articles('injury', 15))
      sheet.amount('死亡赔偿金', `人均可支配收入×年限 = ${formatYuan(income)}×${years}`, income.times(years))
    }
    if (input.dependents.length > 0)
      dependents(input.dependents, { on: harm.on, statsOn: on, percent, into: disability ? '残疾' : '死亡' }, sheet)
  }
  if (input.funeral ?? Boolean(death)) {
    sheet.cite(articles('injury', 14))
    const wage = sheet.yuan('average_wage_per_month', on)
    sheet.amount('丧葬费', `职工月平均工资×6个月 = ${formatYuan(wage)}×6`, wage.times(6))
  }
}

/** The victim's own share comes off as one line, so that the lines still add up to the total. */
function shareFault({ liabilityPercent, solatiumFen }: Input, sheet: Worksheet) {
  if (liabilityPercent === 100) return
  sheet.cite(articles('civilCode', 1173))
  const loss = sheet.subtotalFen
  const due = toFen(exact(loss).times(liabilityPercent).div(100))
  const own = plain(exact(100).minus(liabilityPercent))
  sheet.step('对方应担', `总损失×责任比例 = ${formatYuan(loss)}×${liabilityPercent}%`, formatYuan(due))
  sheet.amount(`减:受害人自担${own}%`, `总损失−对方应担 = ${formatYuan(loss)}−${formatYuan(due)}`, due - loss)
  if (!solatiumFen) return
  const apart =
    toFen(
      exact(loss - solatiumFen)
        .times(liabilityPercent)
        .div(100),
    ) + solatiumFen
  sheet.warn(
    `精神抚慰金两种口径:随总损失分担合计${formatYuan(due)}(本表);协商数额已考虑过错、不再分担的合计${formatYuan(apart)}`,
  )
}
