import { denial, governed, keeps, lacking, piecesOf, sentencesIn } from './clause.ts'
import { type Checked, finding, type Rule } from './rule.ts'

const recourse =
  '报警|110|报案|举报|检举|控告|告发|作证|出庭|信访|上访|起诉|诉讼|打官司|仲裁|投诉|刑事(?:责任|控告|自诉)|法律责任|治安责任|(?:找|叫|喊)(?:警察|公安|派出所)'
/** Withdrawing an action that is pending is lawful; withdrawing a report of a crime is not for the parties. */
const lawful = /撤回[^,。;案]{0,16}(?:起诉|诉讼|仲裁|信访|投诉)|撤诉|不得(?:因此|以此|借此|捏造|诬告|虚假|恶意)/
const harm =
  /伤亡|伤残|死亡|致残|人身(?:伤害|损害|安全|意外)|受伤|伤害|工伤|意外|生死|丢(?:了)?命|没命|复发|后遗症|残废|瘫痪|出(?:了|现|任何|什么)?(?:事|人命|问题|意外|安全)|事故|摔|磕碰|发病|病痛|安全问题|故意|重大过失/
const disclaimed =
  /概不负责|不负(?:任何|一切)?(?:法律|赔偿)?(?:责任|责)|不承担(?:任何|一切|赔偿|法律)*(?:责任|义务|费用)|(?:与|跟|和|同)[^,。;]{1,16}(?:无关|没有?(?:任何)?关系|不相干)|(?:责任|后果|风险|费用|损失)?(?:均|都|全)?(?:由[^,。;]{1,8})?(?:自负|自行(?:承担|负责|负担|解决)|自己(?:承担|负责|负担|担))|免(?:除)?(?:其|他|一切)?责|一概不管|不(?:再)?(?:管|赔)/
const ahead =
  /今后|以后|将来|往后|日后|再(?:出|有|次|发生)|任何|一切|如有|若|如果|万一|期间|无论|不论|不管|哪怕|就算|即使|以后|故意|重大过失/

/** D14: liability for bodily harm, intent or gross negligence, and the right to complain or testify, are not waived. 民506、143、153 */
export const waivers: Rule = ({ clauses }) =>
  clauses.flatMap(({ where, text }) => {
    const words =
      piecesOf(text).find(
        ({ text: piece }) =>
          governed(piece, denial, recourse, 14) && !lawful.test(piece) && !/逾期|不履行|未履行/.test(piece),
      )?.text ??
      governed(text, '', `(?:${recourse})(?:的)?权利?[^,。;]{0,4}(?:放弃|作废)`) ??
      governed(text, '(?:撤|销|撤销|撤回)', '案(?!件受理费)|报案|报警') ??
      sentencesIn(text).find(
        (sentence) =>
          /后果自负|放弃一切权利/.test(sentence) ||
          (harm.test(sentence) &&
            disclaimed.test(sentence) &&
            ahead.test(sentence) &&
            !/\d%|百分之|[成]责任/.test(sentence) &&
            !keeps.test(sentence)),
      )
    return words
      ? [
          finding(
            'D14',
            'block',
            where,
            `免除了不能免除的责任,或限制了报案、作证、起诉的权利(“${words.slice(0, 40)}”)`,
            '删去;可写“就本协议已处理的民事赔偿事项不再另行主张”',
          ),
        ]
      : []
  })

const duty = '赡养|扶养|抚养|养老|生养死葬|养育|送终|抚育'
const insured = '社保|社会保险|五险|养老保险|医疗保险|医保|工伤保险|失业保险|生育保险|公积金|保险费'
const refused =
  '(?:不再|不用再?|不必再?|无需|无须|不需要?|从此不|永不|概不|一律不|不(?=承担|负担|履行|尽|管|支付|付|出|给|缴|交|参加|办|买|要|主张|索|为|替|补)|免(?:除)?(?!费)|放弃|拒绝|没有)'
const uninsured = new RegExp(
  `(?:放弃|不(?:再|用|必|愿|需)?(?:要求)?(?:[^,。;不]{0,8})?(?:缴|交|参加|购买|办理|补缴|补交|买|追缴|主张)|免除|自愿不)[^,。;]{0,12}(?:${insured})|(?:${insured})[^,。;]{0,10}(?:折现|折算|折成|抵作|代替|自理|自行|自己|不再?(?:缴|交|补|办)|放弃|免缴|以现金|发放给|包含在工资|含在工资)|(?:折现|折成|抵作|代替|换成)[^,。;]{0,6}(?:${insured})`,
)
const belowMinimum = /低于[^,。;]{0,8}最低工资|不受最低工资|放弃[^,。;]{0,6}最低工资/

/** D16: what nobody can give up: support of parents and children, social insurance, the minimum wage. 老19;民26、1067;劳48;社保60 */
export const inalienable: Rule = ({ clauses }) =>
  clauses.flatMap(({ where, text }) => {
    const words = piecesOf(text).find(
      ({ text: piece }) =>
        !keeps.test(piece) &&
        !/^(?:如|若|逾期|未|因)|不足|另行/.test(piece) &&
        (new RegExp(`${refused}[^,。;]{0,16}(?:${duty})`).test(piece) ||
          new RegExp(
            `(?:${duty})(?:费|义务|责任)?[^,。;]{0,8}(?:免除|作废|一笔勾销|两清|互不(?:相干|负担)|与[^,。;]{1,8}无关|不再?(?:承担|负担|支付|管))`,
          ).test(piece) ||
          new RegExp(
            `(?:${duty})[^。;]{0,16}(?:一分(?:钱)?(?:也|都)?不|不用再?|不再|不必)(?:用)?(?:再)?(?:出|管|付|承担|负担)`,
          ).test(text) ||
          uninsured.test(piece) ||
          belowMinimum.test(piece) ||
          /(?:生老病死|生养死葬|死活)[^,。;]{0,8}(?:互不|不管|无关|不问)/.test(piece)),
    )?.text
    return words
      ? [
          finding(
            'D16',
            'block',
            where,
            `放弃了依法不能放弃的权利或义务(“${words.slice(0, 40)}”)`,
            '删去;赡养、抚养、社会保险和最低工资不能以协议免除',
          ),
        ]
      : []
  })

const pressure =
  /实在怕|怕了|坐在[^,。]{0,10}不走|赖着不走|跟着[^,。]{0,8}(?:老婆|孩子|妻子|接)|天天(?:来|上门)|被迫|逼(?:着|迫|我|他|她|人)|威胁|恐吓|要挟|胁迫|吓唬|堵(?:在|着|住|门)|关(?:在|着|起来)|反锁|锁(?:在|住|了?门|起来|着)|围着|扣(?:着|押|下|了|住)?[^,。]{0,4}(?:手机|身份证|证件|人)|手机[^,。]{0,6}(?:收|拿|抢)(?:走|去|了)|不(?:让|准|许|放)[^,。]{0,4}(?:走|出|离开|回家|见)|别想(?:走|出|见|再)|不签[^,。]{0,10}(?:就|别|不|休)|没(?:有)?办法才|不得不(?:签|同意|答应)|限制[^,。]{0,6}自由|不敢不|动手打|拿刀|身上有伤|永远见不|(?:我|她|他)(?:很|好)?(?:害)?怕/
const consent = /签|写|认|放弃|协议|同意|答应|调解|按(?:他|她|他们)说|字据|认可/

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
  return [...out, ...farBelow(checked)]
}

/** The few words before a sign of pressure: 没有人逼迫 is none. */
const before = (sentence: string): string => {
  const at = pressure.exec(sentence)!.index
  return sentence.slice(Math.max(0, at - 8), at)
}

/** What a formal record proves as owed beside what is paid in the end: less than three fifths of it wants an explanation. */
function farBelow({ clauses, reading, text }: Checked) {
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
        /(?:欠|拖欠|应付|应发|应得|未付|未发|待遇|补助金|赔偿金)/.test(quote) &&
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
