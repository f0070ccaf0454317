import { addDays, nextWorkingDay } from '../../calculators/index.ts'
import { yuanOf } from '../../cases/index.ts'
import { missing } from '../placeholder.ts'
import type { Situation } from './situation.ts'

/** Where a matter can go that mediation did not end, in the order they are weighed. 出路 */
export const routes = [
  'enforcement',
  'laborArbitration',
  'paymentOrder',
  'confirmation',
  'suit',
  'ruralArbitration',
  'adminReview',
] as const
export type Route = (typeof routes)[number]

export const routeNames: Record<Route, string> = {
  enforcement: '申请强制执行',
  laborArbitration: '申请劳动仲裁',
  paymentOrder: '申请支付令',
  confirmation: '共同申请司法确认',
  suit: '向人民法院起诉',
  ruralArbitration: '申请农村土地承包仲裁',
  adminReview: '申请行政复议或提起行政诉讼',
}

/** How well a way fits, and why; `needs` are its conditions, each met, not met, or still to be asked. */
export type Way = {
  route: Route
  title: string
  fit: 'best' | 'possible' | 'no'
  why: string
  needs: { text: string; met: 'yes' | 'no' | 'ask' }[]
  basis: string[]
}

const PROCEDURE = '民事诉讼法'
const INTERPRETATION = '最高人民法院关于适用《民事诉讼法》的解释'
const LABOUR = '劳动争议调解仲裁法'
const LABOUR_CASES = '最高人民法院关于审理劳动争议案件适用法律问题的解释（一）'
const articles = (law: string, ...numbers: number[]) => numbers.map((number) => `law:${law}#${number}`)

/** 劳调16: pay, medical costs of work injury, severance and damages may be claimed by payment order on the agreement. */
const payMatters = /^labor\.(?:wage_arrears|migrant_wage|overtime_leave|dismissal|no_contract|work_injury)$/
const wageMatters = /^labor\.(?:wage_arrears|migrant_wage|overtime_leave)$/

/** Days left for confirmation, counted from the agreement's effect; the last of them is the thirtieth, or the next working day (民法典203). */
export const confirmationOpen = ({ signedOn, today }: Situation): boolean =>
  signedOn !== undefined && today <= nextWorkingDay(addDays(signedOn, 30))

/**
 * Every way with how it fits, the best first. Labour goes to arbitration before a suit; a sum that is due, certain and owed
 * for nothing in return goes by payment order; what a court confirmed is enforced. At most one is the best.
 */
export function weighRoutes(situation: Situation): Way[] {
  const ways = routes.map((route) => ({ route, title: routeNames[route], ...rules[route](situation) }))
  const best = ways.find(({ fit }) => fit === 'best')
  const { acceleration } = situation.schedule
  if (acceleration?.since && !acceleration.takenOn)
    for (const way of ways.filter(({ fit, route }) => fit !== 'no' && route !== 'confirmation'))
      way.needs = [
        ...way.needs,
        { text: `协议第${acceleration.clause}条允许要求剩余款项一次付清:要求的,先登记再办理,可以一并主张`, met: 'ask' },
      ]
  const weighed = ways.map((way) => ({
    ...way,
    fit: way.fit === 'best' && way !== best ? ('possible' as const) : way.fit,
  }))
  const order = { best: 0, possible: 1, no: 2 }
  return weighed.toSorted((a, b) => order[a.fit] - order[b.fit])
}

type Weighed = Pick<Way, 'fit' | 'why' | 'needs' | 'basis'>
const no = (why: string, basis: string[] = []): Weighed => ({ fit: 'no', why, needs: [], basis })
const yes = (met: boolean): 'yes' | 'no' => (met ? 'yes' : 'no')

const rules: Record<Route, (situation: Situation) => Weighed> = {
  enforcement({ confirmedOn, overdue, schedule }) {
    const basis = articles(PROCEDURE, 206, 235, 250).concat(articles(INTERPRETATION, 460))
    if (!confirmedOn)
      return no('只有经司法确认的协议才能直接申请强制执行,这份协议没有确认裁定', articles(PROCEDURE, 206))
    if (overdue.length === 0) return no('确认裁定已有,但还没有到期未履行的义务', basis)
    return {
      fit: 'best',
      why: `协议已经法院确认,对方到期未履行${overdue.length}项,可以凭确认裁定直接申请执行,不必再起诉`,
      needs: [
        { text: '有生效的确认裁定', met: 'yes' },
        { text: '履行期已过,对方没有履行', met: yes(overdue.length > 0) },
        { text: `被执行人的财产线索${missing('财产线索(房屋、车辆、工资、账户)')}`, met: 'ask' },
        ...(schedule.items.some(({ dueOn }) => !dueOn)
          ? [{ text: '没有写明日期的义务要先说明何时应当履行', met: 'ask' as const }]
          : []),
      ],
      basis,
    }
  },
  laborArbitration({ labour, confirmedOn, signedOn, overdue, reading }) {
    const basis = articles(LABOUR, 5, 14, 15, 21, 27)
    if (!labour) return no('不是劳动争议')
    if (confirmedOn) return no('协议已经司法确认,到期不履行直接申请执行', articles(PROCEDURE, 206))
    if (signedOn && overdue.length === 0) return no('协议已经生效,还没有到期未履行的义务', articles(LABOUR, 15))
    return {
      fit: 'best',
      why: signedOn
        ? '劳动争议先仲裁后诉讼:达成协议后单位在约定期限内不履行的,可以申请仲裁'
        : '劳动争议先仲裁后诉讼:调解不成或受理满十五日没有谈成的,可以申请仲裁',
      needs: [
        { text: '属于劳动关系中的争议(没有劳动关系的按普通民事纠纷起诉)', met: 'ask' },
        {
          text: `用人单位的全称和地址${reading.identities.some(({ kind, address }) => kind === 'organization' && address) ? '' : missing('用人单位全称和地址')}`,
          met: reading.identities.some(({ kind, address }) => kind === 'organization' && address) ? 'yes' : 'ask',
        },
      ],
      basis,
    }
  },
  paymentOrder(it) {
    const basis = [...articles(PROCEDURE, 225, 227, 228), ...articles(INTERPRETATION, 23, 427)]
    if (it.confirmedOn) return no('协议已经司法确认,直接申请执行更快', articles(PROCEDURE, 206))
    if (!it.signedOn) return no('还没有数额确定的协议或欠据', basis)
    if (it.overdueFen === 0) return no('没有已经到期的金钱债务', basis)
    const subtype = it.reading.file.disputeType ?? ''
    if (it.labour && !payMatters.test(subtype))
      return no('劳动争议只有劳动报酬、工伤医疗费、经济补偿和赔偿金能凭调解协议申请支付令', articles(LABOUR, 16))
    if (it.counter.length > 0) return no('您对对方也有没做完的义务,不符合支付令的条件', articles(INTERPRETATION, 427))
    const debtor = it.reading.identities.find(({ partyId }) => partyId === it.debtorId)
    return {
      fit: it.moneyOnly && !it.labour ? 'best' : 'possible',
      why: it.labour
        ? '也可以不先仲裁:拖欠报酬、补偿等达成协议后单位不付的,凭调解协议直接申请支付令;对方提出异议而失效后,可凭协议起诉'
        : it.moneyOnly
          ? `只欠钱,数额确定(${yuanOf(it.overdueFen)}),已经到期:支付令比起诉快,费用只有三分之一;对方提出异议则转为诉讼`
          : '支付令只能催要钱款,没做的事还要另行起诉',
      needs: [
        { text: `要的是钱,已到期,数额确定:${yuanOf(it.overdueFen)}`, met: 'yes' },
        { text: '您对对方没有还没做完的义务', met: 'yes' },
        { text: `双方没有其他债务纠纷${missing('有无其他债务纠纷')}`, met: 'ask' },
        {
          text: debtor?.address
            ? '知道对方的地址,支付令送得到(人不能下落不明)'
            : `支付令送得到对方${missing('债务人能收到文书的地址')}`,
          met: 'ask',
        },
      ],
      basis: it.labour ? [...basis, ...articles(LABOUR, 16), ...articles(LABOUR_CASES, 13)] : basis,
    }
  },
  confirmation(it) {
    const basis = ['law:人民调解法#33', ...articles(PROCEDURE, 205), ...articles(INTERPRETATION, 351)]
    if (!it.signedOn) return no('还没有生效的调解协议', basis)
    if (it.confirmedOn) return no('法院已经确认', basis)
    if (!confirmationOpen(it))
      return no('协议生效已超过三十日,不能再申请司法确认;可以变更或重新达成协议,或走其他途径', basis)
    const early = it.overdue.length === 0
    return {
      fit: early ? 'best' : 'possible',
      why: early
        ? '协议生效未满三十日:双方共同申请、不收费,确认后对方不履行可以直接申请执行'
        : '还在三十日内,对方愿意一起去就可以确认;对方不配合就用不上',
      needs: [
        { text: '双方共同申请(本人或合资格的代理人)', met: 'ask' },
        { text: '协议只涉及钱款、交付、修复等给付,不确认身份和物权归属', met: 'ask' },
      ],
      basis: it.labour ? [...basis, ...articles(LABOUR_CASES, 52)] : basis,
    }
  },
  suit(it) {
    const basis = ['law:人民调解法#32', ...articles(PROCEDURE, 22, 24)]
    if (it.administrative) return no('不服行政决定,不是民事诉讼', [])
    if (it.confirmedOn) return no('法院已经确认协议有效,直接申请执行,不再起诉', articles(PROCEDURE, 206))
    if (it.labour) {
      if (it.signedOn && wageMatters.test(it.reading.file.disputeType ?? '') && it.overdueFen > 0)
        return {
          fit: 'possible',
          why: '仅就劳动报酬达成的调解协议单位不履行的,劳动者可以直接起诉,法院可按普通民事纠纷受理;手上有工资欠条的也可以直接起诉',
          needs: [
            { text: '请求只涉及劳动报酬', met: 'ask' },
            { text: '协议由劳动争议调解法规定的调解组织主持达成', met: 'ask' },
          ],
          basis: articles(LABOUR_CASES, 15, 51),
        }
      return no('劳动争议须先仲裁,对裁决不服再起诉', articles(LABOUR, 5))
    }
    if (it.signedOn && it.overdue.length === 0) return no('协议已经生效,还没有到期未履行的义务', ['law:人民调解法#32'])
    return {
      fit: 'best',
      why: it.signedOn
        ? '协议有约束力,对方不履行的,可以凭协议起诉要求履行'
        : '调解没有谈成,可以就原来的纠纷向法院起诉;也可以再请调委会调解',
      needs: [
        { text: '有明确的被告和能送达的地址', met: 'ask' },
        { text: '在诉讼时效内(时效由对方提出,法院不主动审查)', met: 'ask' },
      ],
      basis,
    }
  },
  ruralArbitration({ ruralLand, confirmedOn, signedOn, overdue }) {
    const basis = articles('农村土地承包经营纠纷调解仲裁法', 4, 18, 21)
    if (!ruralLand) return no('不是农村土地承包经营纠纷')
    if (confirmedOn || (signedOn && overdue.length === 0)) return no('协议已经生效或确认,还没有到期未履行的义务', basis)
    return {
      fit: 'possible',
      why: '承包地纠纷可以选仲裁,也可以直接起诉;对裁决不服再起诉',
      needs: [{ text: '土地所在地有农村土地承包仲裁委员会', met: 'ask' }],
      basis,
    }
  },
  adminReview({ administrative }) {
    const basis = ['law:行政复议法#11', 'law:行政复议法#20']
    if (!administrative) return no('不是不服行政决定')
    return {
      fit: 'best',
      why: '对行政机关的决定不服,不能人民调解,走行政复议或行政诉讼',
      needs: [{ text: `收到决定的日期${missing('知道行政决定之日')}`, met: 'ask' }],
      basis,
    }
  },
}
