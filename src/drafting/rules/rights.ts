import { lacking } from './clause.ts'
import { type Checked, finding, judgedRule, type Rule } from './rule.ts'

/** D14: liability for bodily harm, intent or gross negligence, and the right to complain or testify, are not waived. 民506、143、153 */
export const waivers = judgedRule(
  'D14',
  'block',
  '免除了不能免除的责任,或限制了报案、作证、起诉的权利',
  '删去;可写“就本协议已处理的民事赔偿事项不再另行主张”',
  // That nobody was hurt is told, and waives nothing.
  /^[^,]{0,16}(?:没有?|未)(?:造成|发生|导致|涉及|有)[^,]{0,12}(?:伤|亡)[^,]{0,6}$/,
)

/** D16: what nobody can give up: support of parents and children, social insurance, the minimum wage. 老19;民26、1067;劳48;社保60 */
export const inalienable = judgedRule(
  'D16',
  'block',
  '放弃了依法不能放弃的权利或义务',
  '删去;赡养、抚养、社会保险和最低工资不能以协议免除',
  /不(?:因此|因而|由此)?(?:减免|免除|减轻|影响|等于|意味着?|代表|视为|表示)[^,。;]{0,14}(?:义务|责任|权利)|(?:义务|责任|权利)[^,。;]{0,6}不(?:因此|因而|由此|因[^,。;]{1,10}(?:而)?)?(?:得)?(?:减免|免除|减轻|减少|受影响|变|消灭)|照付|仍(?:应|须|要|由)[^,。;]{0,12}(?:赡养|抚养|缴|付)/,
)

/** Nobody told them what they may do, or what they are owed. */
const untold =
  /(?:没有?|未|从未)(?:人)?(?:把|将|向|对|给|跟|和)?[^,。;]{0,30}(?:告诉|告知|讲明|说明|解释|讲清)|(?:不知道|不晓得|不清楚|不懂)[^,。;]{0,8}(?:可以|有权|能)(?:不签|不答应|拒绝|要求|起诉|拿)/
const ofRights = /权利|可以(?:不|拒绝|要|主张|拿)|不签|合计|总(?:数|额)|损失|标准|后果|该(?:赔|得|拿)|应(?:赔|得)/
/** Who cannot follow what is read out and has nobody by their side. */
const helpless =
  /(?:听力|视力|耳朵|眼睛|眼神)[^,。;]{0,6}(?:差|不好|背|不行|弱|看不|听不)|听不(?:见|清|懂)|看不(?:见|清|懂)|不识字|没有?(?:念|读)给|(?:没有?|无)(?:家属|家人|亲属|人|子女)[^,。;]{0,4}(?:陪|在场|到场)/
/** Take it or get nothing. */
const ultimatum =
  /(?:不|别)[^,。;]{1,8}(?:就|便)?(?:一分|一块|一毛)(?:钱)?(?:也|都)?(?:没有|不|别)|(?:不|别)[^,。;]{0,6}(?:要|拿|收|签)[^,。;]{0,6}(?:就|便)(?:没有?|别|休|不给|拉倒|走人|算了)|(?:催|逼)了?[^,。;]{0,6}(?:好几|几|多)[次遍]|慌了|吓(?:到|坏|得|哭)/
/** 没人告诉他除了医疗费还可以要误工费: what nobody told them, in the same breath. */
const toldNothing = (text: string): boolean => {
  const found = untold.exec(text)
  return found !== null && ofRights.test(found[0] + /^[^。;]{0,24}/.exec(text.slice(found.index + found[0].length))![0])
}
/** Signs that only together tell of a will that was not free. */
const weighty = (text: string): boolean =>
  [toldNothing(text), helpless.test(text), ultimatum.test(text)].filter(Boolean).length >= 2

const pressure =
  /实在怕|怕了|坐在[^,。]{0,10}不走|赖着不走|跟着[^,。]{0,8}(?:老婆|孩子|妻子|接)|天天(?:来|上门)[^,。]{0,4}(?:闹|堵|逼|吵|骚扰|坐着)|被迫|逼(?:着|迫|我|他|她|人)|威胁|恐吓|要挟|胁迫|吓唬|堵(?:在|着|住|门)|关(?:在|着|起来)|反锁|锁(?:在|住|了?门|起来|着)|围着|扣(?:着|押|下|了|住)?[^,。]{0,4}(?:手机|身份证|证件|人)|手机[^,。]{0,6}(?:收|拿|抢)(?:走|去|了)|不(?:让|准|许|放)[^,。]{0,4}(?:走|出|离开|回家|见)|别想(?:走|出|见|再)|不签[^,。]{0,10}(?:就|别|不|休)|没(?:有)?办法才|不得不(?:签|同意|答应)|限制[^,。]{0,6}自由|不敢不|动手打|拿刀|身上有伤|永远见不|(?:我|她|他)(?:很|好)?(?:害)?怕/
/** 晚上狗关在屋里: beasts and things are shut in and held, and force nobody. */
const ofThings = /(?:[狗犬猫鸡鸭鹅]|宠物|货|设备|材料)[^,。;]{0,8}$/
const consent = /签|手印|指印|写|认|放弃|协议|同意|答应|调解|按(?:他|她|他们)说|字据|认可/

/** D17: signs that it was not freely wished for: one side under pressure, or far less than what is proven owed. 民147–151 */
export const unfree: Rule = (checked) => {
  const { clauses, reading } = checked
  if (clauses.length === 0) return []
  const told = reading.records
    .flatMap(({ text }) => text.split(/[。!?\n]/).map((sentence) => ({ sentence, text })))
    .find(
      ({ sentence, text }) =>
        pressure.test(sentence) &&
        consent.test(text) &&
        !ofThings.test(sentence.slice(0, pressure.exec(sentence)!.index)) &&
        !lacking.test(pressure.exec(sentence)![0] ? before(sentence) : ''),
    )
  const out = told
    ? [
        finding(
          'D17',
          'warn',
          '全文',
          `记录里有违背自愿的迹象(“${pressure.exec(told.sentence)![0]}”)`,
          '单独核实当事人是否自愿,必要时重新调解',
        ),
      ]
    : []
  const signs = out.length === 0 && reading.records.find(({ text }) => weighty(text) && consent.test(text))
  if (signs)
    out.push(
      finding(
        'D17',
        'warn',
        '全文',
        `记录里有违背自愿的迹象(“${[untold, ultimatum, helpless].map((sign) => sign.exec(signs.text)?.[0]).find(Boolean)}”)`,
        '单独核实当事人是否自愿、是否知道自己的权利,必要时重新调解',
      ),
    )
  return [...out, ...unfairTerms(checked), ...farBelow(checked)]
}

const unfairTerms = judgedRule(
  'D17',
  'warn',
  '条款里有违背自愿或显失公平的迹象',
  '单独核实当事人是否自愿、是否知道自己的权利,必要时重新调解',
  /[狗犬猫鸡鸭鹅宠物][^,。;]{0,6}(?:关|锁|拴)|(?:照样|仍然?|依旧)(?:要|应|须)?(?:尽|付|养|承担)/,
)

/** The few words before a sign of pressure: 没有人逼迫 is none. */
const before = (sentence: string): string => {
  const at = pressure.exec(sentence)!.index
  return sentence.slice(Math.max(0, at - 8), at)
}

/** What a formal record proves as owed beside what is paid in the end: less than three fifths of it wants an explanation. */
function farBelow({ clauses, reading, text }: Checked) {
  // Where all the blame lies with one side, the whole of the loss is owed.
  const wholly = reading.records.some(({ text: told }) =>
    /(?:全部|全责|百分之百的?)(?:的)?(?:赔偿)?(?:责任|全责)|负?全责/.test(told),
  )
  if (
    /\d%|百分之|[一二三四五六七八九]成|责任|扣除|已(?:经)?(?:支付|付|还|垫付)|抵/.test(
      clauses.map((it) => it.text).join(''),
    )
  )
    return []
  const proven = reading.facts
    .filter(
      ({ kind, rank, stance, status, quote }) =>
        kind === 'amount' &&
        rank === 'formal' &&
        stance === 'states' &&
        status !== 'corrected' &&
        status !== 'disputed' &&
        (/(?:欠|拖欠|应付|应发|应得|未付|未发|未赔|待遇|补助金|赔偿金)/.test(quote) ||
          (wholly && /合计|共计|总计/.test(quote))) &&
        !/核对后|要求|主张/.test(quote),
    )
    .map(({ value }) => value as number)
  const most = Math.max(0, ...proven)
  const due = reading.settlement.clauses.length > 0 || clauses.length > 0 ? totalDue(clauses) : 0
  if (most === 0 || due === 0 || due >= most * 0.6 || text.includes('分期')) return []
  return [
    finding(
      'D17',
      'warn',
      '协议内容',
      '约定的数额比记录核定的少四成以上',
      '核实权利人是否知道核定的数额、为何让步,并记入调解记录',
    ),
  ]
}

const totalDue = (clauses: Checked['clauses']): number =>
  clauses.reduce((sum, { text }) => {
    const amounts = [...text.matchAll(/(\d+(?:\.\d+)?)(万)?元/g)].map((m) => Number(m[1]) * (m[2] ? 1e6 : 100))
    return sum + Math.max(0, ...amounts)
  }, 0)
