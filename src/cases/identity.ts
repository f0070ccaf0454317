import { couldBeName } from '../text/index.ts'
import type { Correction } from './corrections.ts'
import { beijingDay } from './days.ts'
import type { Names } from './names.ts'
import type { CaseRecord } from './read.ts'
import { narrow, sentencesOf } from './sentences.ts'

/** What the forms ask about a party, from its registration and from the records. 当事人基本情况 */
export type Identity = {
  partyId: string
  name: string
  role: string
  kind: 'person' | 'organization'
  idNumber?: string
  gender?: string
  bornOn?: string
  age?: number
  ethnicity?: string
  occupation?: string
  phone?: string
  address?: string
  legalRepresentative?: string
  /** Who acts for a company under a mandate. */
  agent?: string
  /** Who acts for a child by law, and what they are to it (父亲、母亲…). 法定代理人 */
  guardian?: { name: string; relation?: string }
  creditCode?: string
  /** Account the party named for receiving money. */
  bank?: string
  accountTail?: string
  /** Address and number are kept by the committee and shown to nobody else (violence at home). */
  shielded?: boolean
  /** Records the fields were read from, beside the registration. */
  recordIds: string[]
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether an 18-digit identity number has a real day of birth and the right check digit (GB 11643). */
export function validIdNumber(raw: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(raw)) return false
  if (Number(raw.slice(10, 12)) > 12 || Number(raw.slice(10, 12)) < 1) return false
  const born = `${raw.slice(6, 10)}-${raw.slice(10, 12)}-${raw.slice(12, 14)}`
  const day = new Date(`${born}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== born) return false
  const sum = weights.reduce((total, weight, i) => total + weight * Number(raw[i]), 0)
  return '10X98765432'[sum % 11] === raw[17]!.toUpperCase()
}

const codeLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Whether a unified social credit code has the right check letter (GB 32100). */
export function validCreditCode(raw: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(raw)) return false
  const sum = [...raw.slice(0, 17)].reduce((total, c, i) => total + codeLetters.indexOf(c) * (3 ** i % 31), 0)
  return codeLetters[(31 - (sum % 31)) % 31] === raw[17]
}

type Field = Exclude<
  keyof Identity,
  'partyId' | 'name' | 'role' | 'kind' | 'recordIds' | 'age' | 'bornOn' | 'shielded' | 'guardian'
>
const fields: { field: Field; pattern: RegExp; kind?: Identity['kind'] }[] = [
  {
    field: 'idNumber',
    pattern: /(?<!\d)([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)/g,
    kind: 'person',
  },
  {
    field: 'creditCode',
    pattern: /(?<![0-9A-Z])([0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])/g,
    kind: 'organization',
  },
  { field: 'phone', pattern: /(?<!(?:支付宝|微信|账号|账户)[^,。]{0,8})(?<!\d)(1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)/g },
  {
    field: 'legalRepresentative',
    pattern:
      /(?:法定代表人|法人代表|法人|负责人|经营者|法代|理事长|店主|老板)(?:姓名)?(?:是|为|[:])?\s*((?!同意|委托|到场|本人|可以|没|在|签|说|表示|承认)[\p{Script=Han}]{2,3})(?=$|[^\p{Script=Han}]|到场|在场|确认|签|与|和|、)/gu,
    kind: 'organization',
  },
  {
    field: 'address',
    pattern:
      /(?:住址|家住|现住|户籍地|住所地?|注册地址?|地址|住在|住(?!院|进|宿|建|房|所)|家[(])(?:是|为|在|[:])?\s*([\p{Script=Han}\dA-Za-z·-]{2,30}?(?:\d+(?:室|号(?!楼)|组)|(?:幢|栋|单元|号楼|[-])\d{2,4})(?:室)?)(?![\d元块])/gu,
  },
  { field: 'ethnicity', pattern: /(?<!\p{Script=Han})([\p{Script=Han}]{1,3}族)(?=[,、。;]|$)/gu, kind: 'person' },
  { field: 'gender', pattern: /[,、(](男|女)(?=[,、)。])/g, kind: 'person' },
  {
    field: 'occupation',
    pattern: /(?:职业|职务|从事)(?:是|为|[:])?\s*([\p{Script=Han}]{2,8})(?=[,、。;]|$)/gu,
    kind: 'person',
  },
  {
    field: 'legalRepresentative',
    pattern: /([\p{Script=Han}]{2,3})\((?:[^)]{0,8}(?:、|,))?(?:法定代表人|负责人|经营者|理事长|店主|老板)/gu,
    kind: 'organization',
  },
  {
    field: 'agent',
    pattern: /(?<![\p{Script=Han}])([\p{Script=Han}]{2,3})(?:持|凭|携|提交|出具)[^,。]{0,10}授权委托书/gu,
    kind: 'organization',
  },
  {
    field: 'agent',
    pattern:
      /(?:代理人|授权代表|受托人|(?:委托|委派|授权)(?:了)?(?:其|该|本)?(?:公司)?(?:[\p{Script=Han}]{0,4}?(?:经理|主管|员工|主任|店长|总监|专员|律师|理赔员|业务员))?)(?:[\p{Script=Han}]{2,14}?(?:律师事务所|法律服务所)(?:的)?(?:律师|法律工作者)?)?((?!书|不|没|未|无|委托|同意|本人|如下|处理|领取|代为|签|到场|参加|提出|表示|认为|出示|提交|确认|收|将|在|于|已|当面|负责|转)[\p{Script=Han}]{2,3})(?=[(、,。;]|$|到场|参加|与|和)/gu,
    kind: 'organization',
  },
  {
    field: 'agent',
    pattern:
      /(?:派|委派|指派)了?(?:其|该|本)?(?:[\p{Script=Han}]{0,4}?(?:经理|主管|员工|主任|店长|总监|专员|律师|法务|会计))((?!来|到|去)[\p{Script=Han}]{2,3})(?=[(、,。;]|$|到场|参加)/gu,
    kind: 'organization',
  },
  { field: 'accountTail', pattern: /(?:尾号|末四位|后四位)[^\d,。]{0,6}(\d{4})(?!\d)/g },
]
const post =
  '(?:副总经理|总经理|经理|主管|店长|主任|专员|法务|会计|出纳|厂长|队长|校长|园长|教务|客服|人事|业务员|理赔员|律师|助理|总监|负责人|员工|班长|组长|老师|院长|科长|秘书|文员|工程师|股东|副总|厂办|行政)'
const mandated = '[^)]{0,16}(?:授权|委托|代理)[^)]{0,16}'
const notName = '(?!(?:法定|同意|委托|授权|到场|本人|代表|签字|表示|负责|没有|已经|公司|双方|一起|过来|参加|出面))'
const han = '\\p{Script=Han}'
/** Ways records tell who acts for a company, the name in the first group. */
const agentSaid = [
  // 项目经理易军(有授权), 副经理时俊(委托书有)
  `${post}\\s*${notName}(${han}{2,3})\\s*\\(${mandated}\\)`,
  // 居然公司(项目经理 阎一山,授权书在卷), 由店长葛小满来,委托书后补
  `${post}\\s*${notName}(${han}{2,3})[,、](?:持|带|有|凭)?[^,。;)]{0,6}(?:授权|委托)书?`,
  // 孔令仪(客户部主管,授权委托书已交)
  `(?:^|[^${han}])${notName}(${han}{2,3})\\s*\\(${mandated}\\)`,
  // 骆秉文,特别授权
  `(?:^|[^${han}])${notName}(${han}{2,3})[,、]?(?:为|系|是|有|持)?(?:特别授权|一般授权|全权代理|全权代表)`,
  // 由店长施佳到场, 来的是校区主管 羊丽, 由项目主管 倪海燕 签
  `(?:由|派|派了|来的是|来的|到场的是|委托|授权|指派|安排|委派)(?:其|该|本)?(?:${han}{0,6}?${post})\\s*${notName}(${han}{2,3}?)\\s*(?=[(,。;、]|$|到场|参加|出席|出面|来|代|签|处理|与|和)`,
  // 由陶敏代表公司签字
  `(?:由|派|委托|授权|指派)${notName}(${han}{2,3}?)(?:代表|代为|代理)`,
].map((pattern) => new RegExp(pattern, 'gu'))

const kin = '父亲|母亲|爸爸|妈妈|爸|妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|监护人|法定代理人|家长'
const relationOf = (word: string): string | undefined =>
  /^(?:监护人|法定代理人|家长)$/.test(word)
    ? undefined
    : ({ 爸: '父亲', 爸爸: '父亲', 妈: '母亲', 妈妈: '母亲' }[word] ?? word)

/** The grown-up a sentence names beside a child: 何某,小明母亲、法定代理人; 小明的妈妈何某; 何某(代小明); 小明由母亲何某代理. */
function guardianIn(sentence: string, { start, end }: { start: number; end: number }): Identity['guardian'] {
  const after = new RegExp(
    `^(?:的|之|由(?:其)?|,其|\\(其?)?(${kin})[、:是为]?(?:法定代理人|监护人)?[:是为]?((?!法定|已|到场|本人|在场|代)${han}{2,3}?)(?=[(),、。;:]|$|代|到|陪|在|签|同意|表示|和|与)`,
    'u',
  ).exec(sentence.slice(end))
  if (after) return { name: after[2]!, relation: relationOf(after[1]!) }
  const is = new RegExp(`^(?:的|之)?(?:(${kin})|法定代理人)|^\\)`, 'u').exec(sentence.slice(end))
  const before = /(\p{Script=Han}{2,12})(?:[,、(]|[(]?(?:系|是|为|代|代表|作为)|[(]代)$/u.exec(sentence.slice(0, start))
  if (!is || !before || (is[0] === ')' && !/代(?:表)?$/.test(sentence.slice(0, start)))) return undefined
  const name = before[1]!.replace(/^.*(?:来人|代办人|申请人|登记人|联系人|家长|到场|在场|来的是|由|及|和|与)/u, '')
  return name.length >= 2 && name.length <= 3 ? { name, relation: is[1] && relationOf(is[1]) } : undefined
}

const bankName =
  /((?:中国)?(?:工商|农业|建设|交通|招商|邮政储蓄|邮储|中信|浦发|民生|兴业|光大|华夏|平安|宁波|杭州|浙商|联合|农商|农村商业|信用社|稠州|泰隆|中国)(?:联合|农商|商业)?(?:银行|行|信用社)|(?:工|农|建|交|招|中)行|农信社)/

/** Reads what is known about each party: registered fields first, then what the records add; numbers that fail their check are left to the rules. */
export function readIdentities(
  names: Names,
  records: CaseRecord[],
  receivedAt: string,
  corrections: Correction[] = [],
): Identity[] {
  const known = names.all.map(({ party, name }): Identity => {
    const { details } = party
    return {
      partyId: party.id,
      name,
      role: party.role,
      kind: party.kind,
      idNumber: party.kind === 'person' ? party.idNumber?.toUpperCase() : undefined,
      creditCode:
        details.creditCode ?? details.统一社会信用代码 ?? (party.kind === 'organization' ? party.idNumber : undefined),
      legalRepresentative: details.legalRepresentative ?? details.法定代表人,
      gender: details.gender ?? details.性别,
      ethnicity: details.ethnicity ?? details.民族,
      occupation: details.occupation ?? details.职业,
      bornOn: details.birth ?? details.bornOn ?? details.出生日期,
      phone: party.phone,
      address: party.address,
      recordIds: [],
    }
  })
  const children = known.filter((it) => {
    const { age } = fromIdNumber(it, receivedAt)
    return age !== undefined && age < 18
  })
  for (const record of records) {
    const text = narrow(record.text)
    const label = narrow(record.by)
    // 身份证号… in a sentence of its own belongs to whom the record spoke of last; a company's field to the only company.
    let last: string | undefined
    const carried = (kind?: Identity['kind']) => {
      const companies = known.filter((it) => it.kind === 'organization')
      return kind === 'organization' ? (companies.length === 1 ? companies[0]!.partyId : undefined) : last
    }
    for (const sentence of [...sentencesOf(text), ...sentencesOf(label)]) {
      for (const { field, pattern, kind } of fields) {
        for (const match of sentence.text.matchAll(pattern)) {
          const owner = ownerOf(sentence.text, match.index, names, record, kind) ?? carried(kind)
          const identity = known.find(({ partyId }) => partyId === owner)
          if (!identity || (kind && identity.kind !== kind)) continue
          if (field === 'accountTail') {
            const bank = bankName.exec(sentence.text.slice(Math.max(0, match.index - 16), match.index))?.[1]
            Object.assign(identity, { accountTail: match[1], bank: bank ?? identity.bank })
          } else if (field === 'agent' && !couldBeName(match[1]!)) continue
          else if (identity[field] === undefined) identity[field] = match[1] as never
          else continue
          if (!identity.recordIds.includes(record.id)) identity.recordIds.push(record.id)
        }
      }
      readAgent(sentence.text, label, known, names, record)
      for (const child of children) {
        const place = names.find(sentence.text).filter(({ party }) => party.id === child.partyId)
        const guardian = place.map((it) => guardianIn(sentence.text, it)).find(Boolean)
        if (!guardian || (child.guardian && (child.guardian.relation || !guardian.relation))) continue
        if (names.all.some(({ name, party }) => name === guardian.name && party.role !== 'guardian')) continue
        child.guardian = guardian
        if (!child.recordIds.includes(record.id)) child.recordIds.push(record.id)
      }
      last = names.find(sentence.text).findLast(({ party }) => party.kind === 'person')?.party.id ?? last
    }
  }
  return known.map((identity) => {
    // A registered address stands until a record corrects the door.
    return fromIdNumber({ ...identity, address: identity.address && doors(identity.address, corrections) }, receivedAt)
  })
}

/** Who acts for a company, where the sentence tells it in any of the usual ways; the company is the one named last before, else the label's. */
function readAgent(sentence: string, label: string, known: Identity[], names: Names, record: CaseRecord): void {
  if (!/授权|委托|代理|代表|来的|到场|参加|出席|出面|签/.test(sentence)) return
  const companies = known.filter((it) => it.kind === 'organization')
  const companyIn = (text: string) => names.find(text).findLast(({ party }) => party.kind === 'organization')?.party.id
  for (const pattern of agentSaid) {
    for (const match of sentence.matchAll(pattern)) {
      const name = match[1]!
      if (!couldBeName(name)) continue
      const owner =
        companyIn(sentence.slice(0, match.index + match[0].indexOf(name))) ??
        companyIn(label) ??
        (companies.length === 1 ? companies[0]!.partyId : undefined)
      const company = companies.find(({ partyId }) => partyId === owner)
      if (!company || company.agent || company.legalRepresentative === name) continue
      if (known.some((it) => it.name === name || it.name.includes(name) || it.legalRepresentative === name)) continue
      company.agent = name
      if (!company.recordIds.includes(record.id)) company.recordIds.push(record.id)
    }
  }
}

/** Door numbers of an address as later records correct them. */
function doors(address: string, corrections: Correction[]): string {
  return corrections.reduce(
    (out, { kind, wrong, right }) =>
      kind === 'house' && wrong
        ? out.replace(doorPattern(wrong.key), right.key.includes('幢') ? right.raw : right.key)
        : out,
    address,
  )
}

/** A door as an address writes it: 5幢302 also as 5栋1单元302. */
const doorPattern = (key: string): RegExp => {
  const [building, door] = key.split('幢')
  return door === undefined
    ? new RegExp(`(?<!\\d)${key}(?!\\d)`, 'g')
    : new RegExp(`(?<!\\d)${building}(?:幢|栋|号楼)(?:\\d{1,2}单元)?-?${door}(?!\\d)`, 'g')
}

/** The party a field in a sentence belongs to: the one named last before it, else the one who speaks. */
function ownerOf(
  sentence: string,
  at: number,
  names: Names,
  record: CaseRecord,
  kind?: Identity['kind'],
): string | undefined {
  const fits = names.find(sentence).filter(({ party }) => !kind || party.kind === kind)
  const before = fits.findLast(({ end }) => end <= at)
  if (before) return before.party.id
  const after = fits.find(({ start }) => start - at < 30)
  if (after && !record.party) return after.party.id
  return record.party ?? names.find(record.by)[0]?.party.id
}

function fromIdNumber(identity: Identity, receivedAt: string): Identity {
  const number = identity.idNumber
  const bornOn =
    number && validIdNumber(number)
      ? `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
      : identity.bornOn
  const gender = number && validIdNumber(number) ? (Number(number[16]) % 2 === 1 ? '男' : '女') : identity.gender
  return { ...identity, bornOn, gender, age: bornOn ? ageOn(bornOn, beijingDay(receivedAt)) : undefined }
}

/** Full years of life on a day. 周岁 */
export const ageOn = (bornOn: string, on: string): number =>
  Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4)) - (on.slice(5) < bornOn.slice(5) ? 1 : 0)
