import { addDays, calculate, daysBetween, paramTable } from '../../calculators/index.ts'
import { dayInWords } from '../../cases/index.ts'
import { missing } from '../placeholder.ts'
import type { Route } from './routes.ts'
import type { Situation } from './situation.ts'

/** A time limit with the day it runs from and the day it ends; without a day where the file does not hold it. */
export type Limit = {
  what: string
  fromOn?: string
  /** What the first day is, in words. */
  from: string
  lastDay?: string
  daysLeft?: number
  /** On what the answer rests. */
  note?: string
  basis: string[]
}

type Kind = 'general' | 'instalments' | 'labor' | 'ruralArbitration' | 'execution' | 'confirmation'

/** The last day by the calculator of limitation, so that a form, a pack and a chat never differ. */
function counted(kind: Kind, what: string, fromOn: string, from: string, today: string, note?: string): Limit {
  const { items, basis, warnings } = calculate('limitation', { kind, startOn: fromOn, asOf: today }, paramTable([]))
  const lastDay = items.find(({ day }) => day)?.day
  return {
    what,
    fromOn,
    from: `${from}(${dayInWords(fromOn)})`,
    lastDay,
    daysLeft: lastDay ? daysBetween(today, lastDay) : undefined,
    note: [note, ...(warnings ?? [])].filter(Boolean).join(';') || undefined,
    basis,
  }
}

const unknown = (what: string, from: string, basis: string[], note?: string): Limit => ({
  what,
  from: missing(from),
  note,
  basis,
})
const afterwards = (what: string, from: string, basis: string[]): Limit => ({ what, from, basis })

/** The time limits of a way, each from a day the file holds; a day it does not hold is asked for, never guessed. */
export const limitsOf = (route: Route, situation: Situation): Limit[] => limits[route](situation)

const firstLate = ({ overdue }: Situation) => overdue.flatMap(({ dueOn }) => dueOn ?? []).toSorted()[0]

const civil = (it: Situation): Limit => {
  const first = firstLate(it)
  const dated = it.overdue.length > 0 ? (it.lastDueOn ?? first) : undefined
  if (it.signedOn && dated) {
    const many = it.schedule.items.filter(({ amountFen, dueOn }) => amountFen !== undefined && dueOn).length > 1
    return many
      ? counted(
          'instalments',
          '诉讼时效(三年)',
          dated,
          '最后一期履行期限届满',
          it.today,
          '同一债务分期履行的从最后一期起算;已到期的各期不必等到最后一期',
        )
      : counted('general', '诉讼时效(三年)', first ?? dated, '约定的履行期限届满', it.today)
  }
  const from = it.terminatedOn ?? it.receivedOn
  return counted(
    'general',
    '诉讼时效(三年)',
    from,
    it.terminatedOn ? '调解终止,时效重新计算' : '申请人民调解,时效中断(保守按申请日计)',
    it.today,
    `以申请调解时时效尚未届满为前提:${missing('知道权利受损之日')};时效抗辩由对方提出,调解员不代为主张`,
  )
}

const limits: Record<Route, (situation: Situation) => Limit[]> = {
  enforcement: (it) => [
    !it.lastDueOn && firstLate(it)
      ? counted(
          'execution',
          '申请执行(二年)',
          firstLate(it)!,
          '最早一期逾期',
          it.today,
          '按月给付没有终期,保守按最早一期逾期日计',
        )
      : it.lastDueOn
        ? counted(
            'execution',
            '申请执行(二年)',
            it.lastDueOn,
            it.schedule.items.filter(({ amountFen }) => amountFen !== undefined).length > 1
              ? '最后一期履行期限届满'
              : '履行期间最后一日',
            it.today,
            it.schedule.acceleration?.takenOn ? '协议约定的加速到期不改变按最后一期起算的规定,尽早申请为宜' : undefined,
          )
        : it.confirmedOn
          ? counted(
              'execution',
              '申请执行(二年)',
              it.confirmedOn,
              '协议没有写明履行期,从裁定生效起算',
              it.today,
              `裁定生效日以文书为准${missing('确认裁定生效日')}`,
            )
          : unknown('申请执行(二年)', '履行期间最后一日', ['law:民事诉讼法#250']),
    afterwards('迟延履行的,加倍部分债务利息由法院计算', '裁定确定的履行期满之日起', ['law:民事诉讼法#264']),
  ],
  laborArbitration: (it) => {
    const first = firstLate(it)
    const limit = it.signedOn
      ? counted(
          'labor',
          '劳动仲裁时效(一年)',
          it.signedOn,
          '单位在协议里同意履行,时效中断后重新计算(保守按签订日计)',
          it.today,
          first ? `协议约定的履行期${dayInWords(first)}届满` : undefined,
        )
      : counted(
          'labor',
          '劳动仲裁时效(一年)',
          it.receivedOn,
          '向调解组织请求救济,时效中断后重新计算',
          it.today,
          `以申请调解时时效尚未届满为前提:${missing('知道权利被侵害之日')}`,
        )
    return [
      limit,
      {
        what: '在职期间拖欠报酬不受一年限制;离职的自劳动关系终止之日起一年',
        from: missing('劳动关系终止日(还在职的写在职)'),
        basis: ['law:劳动争议调解仲裁法#27'],
      },
      ...(it.signedOn
        ? []
        : [
            {
              what: '调解满十五日没有谈成,可以申请仲裁',
              fromOn: it.receivedOn,
              from: `收到调解申请(${dayInWords(it.receivedOn)})`,
              lastDay: addDays(it.receivedOn, 15),
              daysLeft: daysBetween(it.today, addDays(it.receivedOn, 15)),
              note: '这一天起就可以申请,不是截止日',
              basis: ['law:劳动争议调解仲裁法#14'],
            },
          ]),
      afterwards('仲裁委五日内决定受理,四十五日内裁决(复杂的可延长十五日)', '收到仲裁申请之日起', [
        'law:劳动争议调解仲裁法#29',
        'law:劳动争议调解仲裁法#43',
      ]),
      afterwards('对裁决不服,十五日内起诉', '收到裁决书之日起', ['law:劳动争议调解仲裁法#50']),
    ]
  },
  paymentOrder: (it) => [
    civil(it),
    afterwards('法院五日内通知是否受理', '收到申请之日起', ['law:民事诉讼法#226']),
    afterwards('法院十五日内发出支付令;债务人收到后十五日内付清或提出书面异议', '受理之日起', ['law:民事诉讼法#227']),
    afterwards('异议成立的,支付令失效,转入诉讼(申请人不同意的除外)', '法院审查之后', ['law:民事诉讼法#228']),
    afterwards('不异议又不付的,凭支付令申请执行(二年内)', '支付令规定的履行期最后一日起', [
      'law:民事诉讼法#227',
      'law:民事诉讼法#250',
    ]),
  ],
  confirmation: (it) => [
    it.signedOn
      ? counted('confirmation', '共同申请司法确认(三十日)', it.signedOn, '协议生效', it.today)
      : unknown('共同申请司法确认(三十日)', '协议生效日', ['law:人民调解法#33', 'law:民事诉讼法#205']),
    afterwards('法院三日内决定是否受理,十五日内审查(院长批准可延长十日)', '收到申请之日起', [
      'law:最高人民法院关于人民调解协议司法确认程序的若干规定#4',
      'law:最高人民法院关于人民调解协议司法确认程序的若干规定#5',
    ]),
  ],
  suit: (it) => [civil(it)],
  ruralArbitration: (it) => [
    counted(
      'ruralArbitration',
      '农地仲裁时效(二年)',
      it.signedOn ?? it.receivedOn,
      it.signedOn ? '对方同意履行,时效中断后重新计算(保守按签订日计)' : '请求调解,时效中断后重新计算',
      it.today,
      it.signedOn ? undefined : `以申请调解时时效尚未届满为前提:${missing('知道权利被侵害之日')}`,
    ),
    afterwards('六十日内裁决(复杂的可延长三十日)', '受理之日起', ['law:农村土地承包经营纠纷调解仲裁法#47']),
  ],
  adminReview: () => [unknown('行政复议申请(六十日)', '知道行政决定之日', ['law:行政复议法#20'])],
}
