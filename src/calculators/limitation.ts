import { z } from 'zod'
import { addDays, addMonths, calendarKnown, daysBetween, nextWorkingDay } from './days.ts'
import { choiceField, countField, dayField } from './fields.ts'
import { articles } from './laws.ts'
import { type Period, periods, unlimited } from './limitation-kinds.ts'
import { defineCalculator, type Worksheet } from './worksheet.ts'

const SOON_DAYS = 60

const titles = Object.fromEntries(Object.entries(periods).map(([kind, it]) => [kind, it.title])) as Record<
  keyof typeof periods,
  string
>

const Event = z
  .strictObject({
    kind: choiceField('事由', {
      demand: '权利人请求履行',
      acknowledged: '义务人同意履行、部分履行、写还款计划',
      litigation: '起诉或申请仲裁',
      mediation: '向人民调解委员会申请',
      suspension: '不可抗力等不能行使请求权',
    }),
    on: dayField('发生日'),
    endedOn: dayField('结束日', '诉讼、仲裁、调解终结或障碍消除之日').optional(),
  })
  .refine((it) => !it.endedOn || it.endedOn >= it.on, '结束日早于发生日')
export type LimitationEvent = z.output<typeof Event>

export const LimitationInput = z
  .strictObject({
    kind: choiceField('类别', { ...titles, ...unlimited }),
    startOn: dayField('起算日', '知道受损、履行期届满等;分期的填各期').optional(),
    dueDays: z.array(dayField('各期到期日')).min(1).max(600).optional().meta({ title: '分期各期到期日' }),
    occurredOn: dayField('权利受损或行为发生日', '核对最长期间').optional(),
    leftOn: dayField('劳动关系终止日', '在职不填').optional(),
    guaranteeMonths: countField('约定的保证期间(月)', { min: 1, max: 600 }).optional(),
    events: z.array(Event).max(200).default([]).meta({ title: '中断与中止' }),
    asOf: dayField('今天', '计算还剩几天').optional(),
  })
  .refine((it) => it.kind in unlimited || it.kind === 'laborWages' || it.startOn || it.dueDays, '须填起算日')
export type LimitationInput = z.input<typeof LimitationInput>
type Input = z.output<typeof LimitationInput>

/** The last day of a right: start, interruptions, suspensions, the longest period, days off (民法典188~196 201~203). 时效与期间 */
export const limitation = defineCalculator({
  name: 'limitation',
  title: '诉讼时效与各类期间',
  input: LimitationInput,
  compute(input, sheet) {
    sheet.withoutTotal()
    sheet.remark('时效抗辩由义务人自己提出,调解员不代为主张;释明须中立')
    const { kind } = input
    if (kind === 'support' || kind === 'cessation' || kind === 'realEstate') {
      sheet.cite(articles('civilCode', 196))
      sheet.finding('不受诉讼时效限制', unlimited[kind], '不适用诉讼时效')
      return
    }
    const period: Period = periods[kind]
    sheet.cite(period.basis)
    if (period.remark) sheet.remark(period.remark)
    const startOn = kind === 'laborWages' ? input.leftOn : lastOf(input)
    if (!startOn) {
      sheet.finding('在职期间不受一年限制', '劳动关系存续期间因拖欠劳动报酬发生争议', '离职后一年内提出')
      return
    }
    const lengthened =
      kind === 'guarantee' && input.guaranteeMonths ? { ...period, months: input.guaranteeMonths } : period
    const endOn = lastDay(lengthened, startOn, input, sheet)
    sheet.day(`${period.title}最后一日`, '期间最后一日是休息日的顺延到休息日结束的次日', nextWorkingDay(endOn))
    sheet.cite(articles('civilCode', 201, 203))
    if (!calendarKnown(endOn)) sheet.remark(`${endOn.slice(0, 4)}年放假安排尚未公布,遇调休请核对`)
    countdown(nextWorkingDay(endOn), input.asOf, sheet)
  },
})

const lastOf = ({ dueDays, startOn }: Input) => dueDays?.toSorted().at(-1) ?? startOn

function lastDay(period: Period, startOn: string, { events, occurredOn }: Input, sheet: Worksheet): string {
  const words = period.months ? `${period.months}个月` : `${period.days}天`
  let endOn = run(period, startOn)
  sheet.step('起算', `${period.startWords}${startOn}+${words}(当日不算入)`, endOn)
  if (!period.bends && events.length > 0) sheet.warn(`${period.title}是固定期间,不因请求、调解等中断`)
  if (period.bends)
    for (const event of events.toSorted((a, b) => a.on.localeCompare(b.on))) endOn = bend(period, endOn, event, sheet)
  const most = occurredOn && period.mostMonths ? addMonths(occurredOn, period.mostMonths) : undefined
  if (!most || most >= endOn) return endOn
  sheet.step('最长期间', `自${occurredOn}起最长${period.mostMonths! / 12}年`, most)
  return most
}

const run = ({ months, days = 0 }: Period, from: string) => (months ? addMonths(from, months) : addDays(from, days))

const interruptions: Record<Exclude<LimitationEvent['kind'], 'suspension'>, string> = {
  demand: '权利人请求履行',
  acknowledged: '义务人同意履行',
  litigation: '起诉或仲裁',
  mediation: '申请人民调解',
}

/** How one event moves the last day (民法典194 195;时效规定12 19). */
function bend(period: Period, endOn: string, { kind, on, endedOn }: LimitationEvent, sheet: Worksheet): string {
  if (on > endOn) {
    if (kind === 'acknowledged') {
      sheet.cite(articles('limitation', 19))
      sheet.warn(`${on}义务人在届满后同意履行:不得再以时效届满抗辩,请核对该承诺`)
    } else sheet.warn(`${on}在届满之后,不再中断或中止`)
    return endOn
  }
  if (kind === 'suspension') return suspend(period, endOn, on, endedOn, sheet)
  if (kind === 'mediation') sheet.cite(articles('limitation', 12))
  if (!endedOn && (kind === 'mediation' || kind === 'litigation'))
    sheet.warn(`${interruptions[kind]}程序尚未终结,先按提出之日${on}保守计算,终结后重新起算`)
  const from = endedOn ?? on
  const next = run(period, from)
  sheet.step('中断后重新起算', `${on}${interruptions[kind]}${endedOn ? `,${endedOn}程序终结` : ''}`, next)
  return next > endOn ? next : endOn
}

function suspend(period: Period, endOn: string, on: string, endedOn: string | undefined, sheet: Worksheet): string {
  if (!endedOn) {
    sheet.warn(`${on}起的障碍尚未消除,消除后再算`)
    return endOn
  }
  if (period.afterSuspension === 'rest') {
    const next = addDays(endOn, daysBetween(on, endedOn))
    sheet.step('中止后继续计算', `${on}至${endedOn}不计入`, next)
    return next
  }
  if (endedOn < addMonths(endOn, -6)) {
    sheet.step('中止', `${on}至${endedOn}不在最后六个月内,不中止`, endOn)
    return endOn
  }
  const next = addMonths(endedOn, 6)
  sheet.step('中止', `障碍${endedOn}消除之日起满六个月届满`, next)
  return next
}

function countdown(endOn: string, asOf: string | undefined, sheet: Worksheet) {
  if (!asOf) return
  const left = daysBetween(asOf, endOn)
  if (left < 0) sheet.warn(`可能已在${endOn}届满(过${-left}天),请核对有无中断、中止`)
  else if (left <= SOON_DAYS) sheet.warn(`还剩${left}天届满,请尽快固定权利主张的证据`)
  sheet.step('剩余天数', `${asOf}至${endOn}`, left < 0 ? '已届满' : `${left}天`)
}
