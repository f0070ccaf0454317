import { z } from 'zod'
import { type Exact, exact, greatest, least, plain, toFen } from './exact.ts'
import { choiceField, dayField, fenField, flagField, percentField } from './fields.ts'
import { articles } from './laws.ts'
import { formatYuan } from './money.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

export const TrafficInput = z.strictObject({
  on: dayField('事故日'),
  against: choiceField('双方', { motor: '机动车之间', nonmotor: '机动车对非机动车或行人' }),
  fault: choiceField('机动车一方责任', { full: '全部', main: '主要', equal: '同等', minor: '次要', none: '无责' }),
  sharePercent: percentField('余额分担比例', { description: '不填按本地比例档' }).optional(),
  medicalFen: fenField('医疗费用项下损失', '医疗费、伙食补助、营养').default(0),
  injuryFen: fenField('死亡伤残项下损失', '误工、护理、残疾或死亡赔偿、丧葬等,不含精神抚慰金').default(0),
  solatiumFen: fenField('精神抚慰金', '请求在交强险内优先').default(0),
  propertyFen: fenField('财产损失').default(0),
  insured: flagField('已投保交强险').default(true),
  commercialLimitFen: fenField('商业三者险限额', '没有不填').optional(),
})
export type TrafficInput = z.input<typeof TrafficInput>
type Input = z.output<typeof TrafficInput>

/** The most a motor vehicle without fault bears of a pedestrian's loss (道路交通安全法76). */
const NO_FAULT_MOST = 10

/**
 * Who pays for a road accident: compulsory insurance within its limits, then by fault, then the commercial policy, then the
 * wrongdoer (道路交通安全法76;民法典1213;交强险条例23). 交通事故
 */
export const traffic = defineCalculator({
  name: 'traffic',
  title: '道路交通事故赔偿',
  input: TrafficInput,
  compute(input, sheet) {
    sheet.cite([...articles('roadSafety', 76), ...articles('civilCode', 1213), ...articles('compulsoryInsurance', 23)])
    const loss = exact(input.medicalFen).plus(input.injuryFen).plus(input.solatiumFen).plus(input.propertyFen)
    const insurance = compulsory(input, sheet)
    const rest = loss.minus(insurance)
    const share = shareOf(input, sheet)
    const due = toFen(rest.times(share).div(100))
    sheet.step('余额分担', `(总损失−交强险)×比例 = ${formatYuan(rest)}×${plain(share)}%`, formatYuan(due))
    const commercial = Math.min(due, input.commercialLimitFen ?? 0)
    if (input.commercialLimitFen !== undefined)
      sheet.amount(
        '商业三者险',
        `余额分担与限额取小 = min(${formatYuan(due)}, ${formatYuan(input.commercialLimitFen)})`,
        commercial,
      )
    sheet.amount('侵权人', `余额分担−商业三者险 = ${formatYuan(due)}−${formatYuan(commercial)}`, due - commercial)
    sheet.remark('比例档为本地口径†;同一事故有几名受害人的,交强险按各人损失比例分配(交赔解释19)')
    if (commercial > 0) sheet.remark('商业三者险是否赔精神抚慰金、有无免赔率看保险合同')
    if (!input.insured) uninsured(sheet)
  },
})

function compulsory(input: Input, sheet: Worksheet): Exact {
  const none = input.fault === 'none' ? '_no_fault' : ''
  const limit = (part: string) => sheet.yuan('compulsory_insurance', input.on, `${part}${none}`)
  const lines: [string, Exact, string][] = [
    ['医疗费用', exact(input.medicalFen), 'medical'],
    ['死亡伤残', exact(input.injuryFen).plus(input.solatiumFen), 'death_disability'],
    ['财产损失', exact(input.propertyFen), 'property'],
  ]
  const payer = input.insured ? '交强险' : '交强险限额内(投保义务人与责任人共同承担)'
  if (input.solatiumFen > 0) sheet.cite(articles('trafficCases', 13))
  return lines.reduce((paid, [label, loss, part]) => {
    if (loss.eq(0)) return paid
    const most = limit(part)
    if (label === '死亡伤残' && input.solatiumFen > 0)
      sheet.step(
        '其中精神抚慰金优先',
        `min(${formatYuan(input.solatiumFen)}, ${formatYuan(most)})`,
        formatYuan(least(exact(input.solatiumFen), most)),
      )
    const formula = `损失与${none ? '无责' : ''}限额取小 = min(${formatYuan(loss)}, ${formatYuan(most)})`
    return paid.plus(sheet.amount(`${payer}:${label}`, formula, least(loss, most)))
  }, exact(0))
}

function shareOf({ against, fault, sharePercent }: Input, sheet: Worksheet): Exact {
  const noFaultCase = against === 'nonmotor' && fault === 'none'
  if (sharePercent !== undefined) {
    if (!noFaultCase || sharePercent <= NO_FAULT_MOST) return exact(sharePercent)
    sheet.warn('机动车无过错的,承担不超过百分之十,已按10%计')
    return exact(NO_FAULT_MOST)
  }
  if (fault === 'full') return exact(100)
  if (fault === 'none') {
    if (noFaultCase) sheet.warn('机动车无过错对非机动车、行人承担不超过百分之十,本表按上限10%,可协商降低')
    return exact(noFaultCase ? NO_FAULT_MOST : 0)
  }
  const share = sheet.figure('fault_shares', undefined, against === 'motor' ? fault : `motor_vs_nonmotor_${fault}`)
  return least(greatest(share, exact(0)), exact(100))
}

function uninsured(sheet: Worksheet) {
  sheet.cite([...articles('tort', 21), ...articles('trafficCases', 16)])
  sheet.warn(
    '未投保交强险:责任人承担全部责任;投保义务人不是责任人的,在交强险限额内共同承担,合计不超过应受偿损失(侵权责任编解释21,与交赔解释16不一致处以其为准)',
  )
  sheet.remark('逃逸或无险的,可查询道路交通事故社会救助基金垫付')
}
