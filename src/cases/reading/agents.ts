import { findPeople, looksLikeName } from '../../text/index.ts'
import type { CaseRecord } from '../read.ts'
import { type Authority, authorityIn, mandated, paper } from './mandate.ts'
import type { Called, Names } from './names.ts'
import { narrow, sentencesOf } from './sentences.ts'

/** Who acts for a party, what they are to it (女儿、店长), and how far a mandate the records tell of goes. 委托代理人 */
export type Agent = {
  partyId: string
  name: string
  relation?: string
  authority: Authority
  recordIds: string[]
}

const han = '\\p{Script=Han}'
/** Kin and friends who come in somebody's place. */
export const kin =
  '大女儿|小女儿|二女儿|女儿|大儿子|小儿子|二儿子|长子|次子|儿子|丈夫|老公|妻子|老婆|爱人|配偶|老伴|父亲|母亲|爸爸|妈妈|哥哥|大哥|弟弟|姐姐|大姐|妹妹|女婿|儿媳妇?|媳妇|外甥女?|侄子|侄女|侄儿|孙子|孙女|外孙女?|表[哥弟姐妹]|堂[哥弟姐妹]|舅舅|叔叔|姑姑|姨妈|亲戚|朋友|同事|邻居'
const office =
  '(?:项目部?|人事|客户部?|校区|行政|客服部?|财务|销售|工程部?|安环部?|德育|教务|业务|区域|门店|片区|运营|前台|理赔|值班|大堂|综合|法律|法务|办公室|生产|现场|分店|分公司)?'
const post =
  '(?:常务副|副|总)?(?:总经理|经理|主管|店长|主任|专员|法务|会计|出纳|厂长|队长|校长|园长|教务|客服|人事|行政|业务员|理赔员|总监|负责人|员工|职员|班长|组长|老师|院长|所长|科长|部长|站长|领队|管家|秘书|文员|工程师|股东|副总|厂办|顾问|律师|法律工作者|店员|工作人员|助理|(?:专管|管理|安全|采购|仓管|质检|跟单|收银|资料|施工|材料|营业|办事|经办|协调|劳资)员)'
/** A company's people are named behind their department alone too: 来的是财务宋某. */
const department = '财务|采购|仓管|保管|内勤|劳资|后勤'
const role = '(?:委托|诉讼)?代理人|受(?:委)?托人|授权代表|(?<!法定|人)代表|代办人|经办人|来人'
const sent = '委托|授权|委派|指派|派了?|派来的是?|由|来的是|来的|到场的是|让|叫'
const strongLead = new RegExp(
  `(?:(?<kin>${kin})|(?<post>${office}${post}|${department})|(?<role>${role})|(?:律师|法律服务)(?:事务)?所(?:的)?)(?:是|为|系|叫|:)?[\\s“"]*$`,
  'u',
)
const sentLead = new RegExp(`(?:${sent})(?:其|该|本)?[\\s“"]*$`, 'u')
const rightVerb =
  '视频|线上|连线|远程|替|抚养|照顾|监护|来|到|参加|参会|出席|出面|持|带|交|提交|出示|凭|携|拿|代|在|办|签|做|过来|作为|与|和|及|全权|处理|为|有|系|是|受|等|前来|联系|说|表示|同意|称|本人|送|发|传|回|补|私下|负责|陪|一行|列席|将|于|也|已|都'
const right = new RegExp(`^(?:$|[^${han}]|${rightVerb}|(?:${office}${post}))`, 'u')
const rightTitle = new RegExp(
  `^[\\s(,、]{0,2}(?:(?<=[(])[^,。;()]{0,14}?|(?:系|是|为)[^,。;()]{0,8})?(?:(${kin})|(${office}${post}))`,
  'u',
)
const comesToAct = /^\s*(?:到|来|参|出席|出面|代(?![领收发付缴购办垫管])|全权|签|处理|作为|前来|过来|持|带|凭)/
const noName =
  /^(?:双方|各方|三方|单方|对方|本人|公司|店方|我方|乙方|甲方|方面|家属|老人|法定|同意|委托|授权|到场|代表|签字|表示|负责|没有|已经|一起|过来|参加|出面|代为|代理|特别|一般|全权|全程|当场|当面|如下|安排|明确|明天|今天|管理|应当|常年|任何|有关|成立|包括|严格|方便|单独|项目|时间|金额|通知|文件|白天|程序|经过|支付|万一|于是|向我|和我|连同|许可|许多|平时|平台|石材|水电|相关|相应|相对|曾经|商量|商议|商讨|商定|高兴|乐意|安心|应该|常常|常来|常说)/
const noPerson = new RegExp(`^(?:${kin}|.?${office}${post}|${role})$`, 'u')
const officials =
  /社区|街道|居委|村委|村(?:会计|主任|书记|支书|干部)|派出所|司法所|调委|调解|网格|民警|人社|市监|法院|综治|监察|消保|消协|教育局|住建|交警|业委会|妇联|工会|志愿|主持|记录人|见证|鉴定|医生|邻居家|证人/
const attended = /到场|到会|参加|参会|与会|出席|在场|在中心|在线|来的是|派[^,。]{0,8}来/
/** A record that is the mandate itself. */
const deed = /授权(?:委托)?书|委托书/
const aside = /陪同|陪着|陪|列席|旁听|旁边|协助|见证|证人|主持|记录|不是代理|不代表/

type Person = {
  start: number
  end: number
  name: string
  partyId: string
  relation?: string
  /** Named as one who acts: 代理人, 委派, 代表. */
  acts: boolean
}

/** Everybody the records name as acting for a party, with the mandate they tell of: the best one of each party first. */
export function readAgents(names: Names, records: CaseRecord[], heads: Map<string, string>): Agent[] {
  const texts = records.map(({ by, text }) => `${narrow(by)}\n${narrow(text)}`).join('\n')
  const spot = (sentence: string, record: CaseRecord, label: boolean) =>
    peopleOf({ sentence, names, record, texts, label, heads })
  const read = records.map((record) => ({
    record,
    label: { text: narrow(record.by), people: spot(narrow(record.by), record, true) },
    told: sentencesOf(withoutAsides(narrow(record.text))).map(({ text }) => ({
      text,
      people: spot(text, record, false),
    })),
  }))
  const agents = new Map<string, Agent>()
  const known = read.flatMap(({ label, told }) => [...label.people, ...told.flatMap(({ people }) => people)])
  const take = (person: Pick<Person, 'name' | 'partyId'> & { relation?: string }, record: CaseRecord, text: string) => {
    const key = `${person.partyId} ${person.name}`
    const agent = agents.get(key) ?? { partyId: person.partyId, name: person.name, authority: 'untold', recordIds: [] }
    agent.relation ??= person.relation ?? known.find((it) => it.name === person.name && it.relation)?.relation
    agent.authority = authorityIn(text, agent.authority)
    if (!agent.recordIds.includes(record.id)) agent.recordIds.push(record.id)
    agents.set(key, agent)
  }
  for (const { record, label, told } of read) {
    const session = /调解|笔录|纪要|会议|记录|约谈/.test(label.text)
    const speaker = label.people[0] ?? known.find(({ name }) => label.text.includes(name))
    let carried: Person | undefined = speaker
    for (const [i, { text, people }] of [label, ...told].entries()) {
      for (const [at, person] of people.entries()) {
        const window =
          people.length === 1 && deed.test(label.text)
            ? `${label.text},${text.replaceAll(';', ',')}`
            : windowOf(text, people, at)
        const company = names.all.find(({ party }) => party.id === person.partyId)!.party.kind === 'organization'
        const sits =
          person.acts ||
          (company && session && attended.test(text) && !/法定代表人|经营者|理事长|店主本人|负责人本人/.test(text))
        if (mandated.test(window) || (sits && i > 0 && !aside.test(window))) take(person, record, window)
      }
      for (const one of among(text, names)) take(one, record, text)
      if (people.length > 0) carried = people.at(-1)
      else if (paper.test(text) && /均|都|两份|各自|分别|双方/.test(text))
        for (const one of told.slice(0, i).flatMap((it) => it.people)) take(one, record, text)
      else if (paper.test(text)) {
        const whose = carried ?? sole(text, label.text, known, names)
        if (whose) take(whose, record, text)
      }
    }
  }
  const order: Authority[] = ['special', 'filed', 'general', 'lacking', 'untold']
  const lastOf = ({ recordIds }: Agent) => records.findLastIndex(({ id }) => recordIds.includes(id))
  return [...agents.values()].toSorted(
    (a, b) => order.indexOf(a.authority) - order.indexOf(b.authority) || lastOf(b) - lastOf(a),
  )
}

/** 委托人甲——登记写错了——委托乙代为签署: what stands between dashes is no part of who empowers whom. */
const withoutAsides = (text: string): string =>
  text.replaceAll(/(?:——|--)(?!\s*\n)[^—\n。;]{1,24}(?:——|--)(?=\p{Script=Han})/gu, '')

/** 解春雷(并受解春雨特别授权): one of several on a side who acts for another of them. */
function among(text: string, names: Names): Pick<Person, 'name' | 'partyId'>[] {
  if (!mandated.test(text)) return []
  const called = names.find(text).filter(({ party }) => party.kind === 'person')
  return called.slice(1).flatMap((second, i) => {
    const first = called[i]!
    if (first.party.id === second.party.id || first.party.role !== second.party.role) return []
    const between = text.slice(first.end, second.start)
    const after = text.slice(second.end, second.end + near)
    if (
      /^[(,]?(?:并|同时|也)?(?:受|持|带着?|有|凭)[^,。;]{0,6}$/.test(between) &&
      /^[^,。;]{0,8}(?:授权|委托)/.test(after)
    )
      return [{ name: first.name, partyId: second.party.id }]
    if (
      /^[^,。;、]{0,10}(?:委托|授权)[^,。;、]{0,6}$/.test(between) &&
      /^(?:代|全权|处理|参加|签|[,。;)]|$)/.test(after)
    )
      return [{ name: second.name, partyId: first.party.id }]
    return []
  })
}

/** 物业的委托书传过来了: whose it is, where only one person has come for the party that the sentence or the label names. */
function sole(text: string, label: string, known: Person[], names: Names): Person | undefined {
  const party = (names.find(text)[0] ?? names.find(label)[0])?.party.id
  const fits = known.filter(({ partyId }) => partyId === party)
  return new Set(fits.map(({ name }) => name)).size === 1 ? fits[0] : undefined
}

/** The words of a sentence that are about one of the people in it. */
function windowOf(text: string, people: Person[], at: number): string {
  const { start } = people[at]!
  const before = people[at - 1]
  const lead = text.slice(before?.end ?? 0, start)
  const head = lead.slice(Math.max(...(before ? [',', '、', ';'] : [';']).map((sign) => lead.lastIndexOf(sign))) + 1)
  return `${head}${upToSemicolon(text.slice(start, people[at + 1]?.start))}`
}

/** Up to the first semicolon outside brackets. */
function upToSemicolon(text: string): string {
  let depth = 0
  for (const [i, c] of [...text].entries()) {
    if (c === '(') depth++
    else if (c === ')') depth--
    else if (c === ';' && depth <= 0) return [...text].slice(0, i).join('')
  }
  return text
}

/** A sentence and what it is read with. */
type Where = {
  sentence: string
  called: Called[]
  names: Names
  record: CaseRecord
  texts: string
  label: boolean
  heads: Map<string, string>
}

const tells = new RegExp(`授权|委托|代理|代表|代办|到场|参加|参会|出席|在场|来|派|由|签|${kin}|${post}`, 'u')
/** How far around a name its role and its mandate are looked for. */
const near = 24

/** People a sentence names beside the parties, each with the party it comes from. */
function peopleOf(where: Omit<Where, 'called'>): Person[] {
  const { sentence, names } = where
  if (!tells.test(sentence)) return []
  const called = names.find(sentence)
  const found: Person[] = []
  for (let i = 0, from = 0; i < sentence.length - 1; i++) {
    while (from < called.length && called[from]!.end < i - 2 * near) from++
    const person =
      i >= (found.at(-1)?.end ?? 0) ? personAt({ ...where, called: called.slice(from, from + near) }, i) : undefined
    if (person) found.push(person)
  }
  return found
}

function personAt(where: Where, start: number): Person | undefined {
  const { sentence, called, names, texts } = where
  const left = sentence.slice(Math.max(0, start - near), start)
  const lead = strongLead.exec(left)
  const led = lead !== null
  const sentBy = !led && sentLead.test(left)
  // 启萌公司商晓琴(校长…): straight after the party's name.
  const beside = called.some(
    ({ end }) => end <= start && /^(?:的|方|-|:)?(?:项目部|分公司|总部|门店)?\s*$/.test(sentence.slice(end, start)),
  )
  if (!led && !sentBy && !beside && !/(?:^|[^\p{Script=Han}]|到场|参加|参会|在场)$/u.test(left)) return undefined
  // 委托某人代为签署 names one as surely as 代理人某人 does.
  const empowered = sentBy && /(?:委托|授权)[\s“"]*$/.test(left) && actsFor.test(sentence.slice(start + 2, start + 8))
  const name = nameAt(sentence, start, texts, led || empowered)
  if (!name || names.all.some((it) => it.name.includes(name) || it.party.name.includes(name))) return undefined
  const after = sentence.slice(start + name.length, start + name.length + 2 * near)
  const title = rightTitle.exec(after)
  // 由毕光明发 sends nobody: only who is sent to take part acts for a party.
  const comes = comesToAct.test(after) || (!/(?:由|让|叫)[\s“"]*$/.test(left) && /^\s*(?:$|[(,。;、])/.test(after))
  const speaksFor =
    forFirm.test(after) ||
    (/^[(]?(?:替|代表?|代理)/.test(after) &&
      called.some((it) => it.start > start && saysWhose.test(sentence.slice(start + name.length, it.start))))
  const strong = led || empowered || title !== null || speaksFor || besideMandate.test(after)
  const seen = strong || (beside && (where.label || attended.test(sentence))) || (sentBy && comes)
  if (!seen || (!strong && !isCertain(name, where))) return undefined
  const { kin: ofKin, post: ofPost, role: ofRole } = lead?.groups ?? {}
  const partyId = ownerOf(
    where,
    { start, end: start + name.length },
    {
      isKin: Boolean(ofKin ?? title?.[1]),
      ofStaff: Boolean(ofPost ?? title?.[2]) || forFirm.test(after) || ofFirm.test(left),
    },
  )
  if (!partyId || where.heads.get(partyId) === name || headLeft.test(left) || headRight.test(after)) return undefined
  const clause = left.slice(Math.max(...[',', ';', '、', ':'].map((sign) => left.lastIndexOf(sign))) + 1)
  const own = called.some(({ start: from, end }) => from >= start - clause.length && end <= start)
  if (officials.test(clause) && !own) return undefined
  const company = names.all.some(({ party }) => party.id === partyId && party.kind === 'organization')
  const isSent = sentAway.test(clause) && comes && (company || /^[^,。;]{0,3}(?:代|全权|签|处理)/.test(after))
  return {
    start,
    end: start + name.length,
    name,
    partyId,
    relation: ofKin ?? ofPost ?? title?.[1] ?? title?.[2] ?? postBefore.exec(left)?.[1],
    acts: ofRole !== undefined || isSent || speaksFor || /^(?:全权|代表(?!人)|代理|代为)/.test(after),
  }
}

const actsFor = /^\p{Script=Han}{0,2}(?:代(?:为|理|表|签)|全权)/u
/** From a name to the party it comes for. */
const saysWhose =
  /^\s*[(]$|^[(,、]{0,2}(?:(?:系|是|为|代表?|代理|替|受)(?:其|他|她)?(?:的)?(?:妈妈?|爸爸?|母亲|父亲|老婆|老公|丈夫|妻子|公司|单位)?|[^,。;()]{0,8}(?:代表|代理|受))$/
/** 儿子某人来登记,母亲某人: from one of a family to the other. */
const saysKin =
  /^[^,。;]{0,8}[,、](?:是|系|为|替|代|其|他|她)?(?:母亲|父亲|妈妈?|爸爸?|老娘|老爹|爷爷|奶奶|外公|外婆|丈夫|老公|妻子|老婆|爱人|老伴)$/
const firm = '(?:公司|物业|单位|店|厂|院|学校|中心|超市|机构|合作社|银行|保险)'
const forFirm = new RegExp(`^(?:持|带|凭|携|有|代表?|代理)[^,。;]{0,6}${firm}`)
const ofFirm = new RegExp(`${firm}[^,。;]{0,12}$`)
const besideMandate =
  /^\s*[(][^)]*(?:授权|委托|代理)|^[,、]?(?:为|系|是|有|持|带|凭|携)?[^,。;]{0,8}(?:授权|委托书)|^(?:代表(?!人)|代理)/
const headLeft = /(?:法定代表人|法人代表|经营者|店主|老板|理事长)[:是为]?$/
const headRight = /^\s*[(,、]?(?:法定代表人|经营者|法定代理人|监护人|店主|老板|理事长)/
const sentAway = /(?:委托|授权|委派|指派|派了?|由)(?:其|该|本)?\p{Script=Han}{0,8}$/u
/** 项目主管代理人倪某: the post before the role. */
const postBefore = new RegExp(`(${office}${post})[\\s(,、]*(?:代理人|委托|派|由)?$`, 'u')

/** Whether a name that nothing beside it tells of is one: the reader of people knows it, or the case says it again. */
const isCertain = (name: string, { sentence, texts }: Where): boolean =>
  texts.indexOf(name) !== texts.lastIndexOf(name) || findPeople(sentence).some(({ quote }) => quote === name)

/** The name that begins at a place and ends where a name can: 方丽 in 女儿方丽来, unless 方丽来 stands alone somewhere in the case. */
export function nameAt(sentence: string, start: number, texts: string, led = true): string | undefined {
  const fits = [4, 3, 2]
    .map((length) => sentence.slice(start, start + length))
    .filter(
      (word) =>
        /^\p{Script=Han}+$/u.test(word) &&
        looksLikeName(word, {
          led,
          framed: led && /^\s*(?:[(]|到场|来|参加|出席|在场|代(?:为|理|表))/.test(sentence.slice(start + word.length)),
        }) &&
        !noName.test(word) &&
        !noPerson.test(word) &&
        !(word.length > 2 && word.endsWith('代') && /^(?:为|理|表|签)/.test(sentence.slice(start + word.length))) &&
        right.test(sentence.slice(start + word.length)),
    )
  const [long, short] = fits
  if (!long || !short) return long
  return new RegExp(`(?:^|[^\\p{Script=Han}])${long}(?:[^\\p{Script=Han}]|$)`, 'u').test(texts) ? long : short
}

/** The party somebody comes from: in the brackets behind the name, else the one last named in the clause, the label's, the only company. */
function ownerOf(
  { sentence, called, names, record }: Where,
  { start, end }: { start: number; end: number },
  { isKin, ofStaff }: { isKin: boolean; ofStaff: boolean },
): string | undefined {
  const sides = (it: Called) => ['applicant', 'respondent', 'third', 'guarantor'].includes(it.party.role)
  const fits = called.filter((it) => sides(it) && (!isKin || it.party.kind === 'person'))
  const within =
    isKin && /^\s*[(,、]/.test(sentence.slice(end, end + 4)) && fits.find((it) => it.start > end && it.start <= end + 3)
  if (within) return within.party.id
  const before = fits.findLast((it) => it.end <= start)
  if (before && (deed.test(record.by) || !sentence.slice(before.end, start).includes(';'))) return before.party.id
  // 来人彭某,系冯某之子; 彭某替他妈冯某来: behind the name, where it says whose.
  const whose = fits.find(
    (it) =>
      it.start >= end &&
      (saysWhose.test(sentence.slice(end, it.start)) ||
        (isKin && saysKin.test(sentence.slice(end, it.start))) ||
        (/^[,、(]?与$/.test(sentence.slice(end, it.start)) &&
          /^(?:系|是|为)?[^,。;]{0,4}关系/.test(sentence.slice(it.end)))),
  )
  if (whose) return whose.party.id
  const ofLabel = names.find(narrow(record.by)).find((it) => sides(it) && (!isKin || it.party.kind === 'person'))
  if (ofLabel) return ofLabel.party.id
  const companies = names.all.filter(({ party }) => party.kind === 'organization')
  return ofStaff && companies.length === 1 ? companies[0]!.party.id : undefined
}
