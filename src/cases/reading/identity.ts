import { findPeople } from '../../text/index.ts'
import type { CaseRecord } from '../read.ts'
import { type Agent, readAgents } from './agents.ts'
import type { Correction } from './corrections.ts'
import { beijingDay } from './days.ts'
import { type Guardian, readGuardians } from './guardians.ts'
import type { Names } from './names.ts'
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
  /** Who acts for it under a mandate that is on file. */
  agent?: string
  /** Who came to act for it, with or without a mandate. */
  standIn?: Agent
  guardian?: Guardian
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
  'partyId' | 'name' | 'role' | 'kind' | 'recordIds' | 'age' | 'bornOn' | 'shielded' | 'guardian' | 'agent' | 'standIn'
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
  { field: 'accountTail', pattern: /(?:尾号|[卡行社折 ]尾(?=\s?\d)|末四位|后四位)[^\d,。]{0,6}(\d{4})(?!\d)/g },
  // 中国银行 6216****2751, 卡号6228 4800 1234 5678 123: its end.
  {
    field: 'accountTail',
    pattern: /(?:卡号?|账[号户]|银行|信用社)[^\d,。;]{0,8}\d{4,6}\s?[*＊xX•·]{2,}\s?(\d{4})(?!\d)/g,
  },
  {
    field: 'accountTail',
    pattern:
      /(?:卡号?|账[号户]|银行|信用社)[^\d,。;]{0,8}(?=(?:\d\s?){16,19}(?!\d))(?:\d\s?){12,15}((?:\d\s?){3}\d)(?!\s?\d)/g,
  },
]
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
  for (const record of records) {
    const text = narrow(record.text)
    const label = narrow(record.by)
    // 身份证号… in a sentence of its own belongs to whom the record spoke of last; a company's field to the only company.
    let last: string | undefined
    let several = false
    const [first] = names.find(text)
    const opens = first?.start === 0 && first.party.kind === 'person' ? first.party.id : undefined
    const carried = (kind?: Identity['kind'], field?: string) => {
      // 甲 → 某店(乙+丙)。…卡:农行尾…: a card behind a sentence of both sides is that of whom the record begins with.
      if (field === 'accountTail' && several) return opens
      const companies = known.filter((it) => it.kind === 'organization')
      return kind === 'organization' ? (companies.length === 1 ? companies[0]!.partyId : undefined) : last
    }
    for (const sentence of [...sentencesOf(text), ...sentencesOf(label)]) {
      for (const { field, pattern, kind } of fields) {
        for (const match of sentence.text.matchAll(pattern)) {
          const owner = ownerOf(sentence.text, match.index, names, record, kind) ?? carried(kind, field)
          const identity = known.find(({ partyId }) => partyId === owner)
          // A child is reached through its parent.
          const reached = field === 'phone' && identity && (fromIdNumber(identity, receivedAt).age ?? 18) < 18
          if (kind !== 'organization' && !reached && ofAnother(sentence.text, match.index, names)) continue
          if (!identity || (kind && identity.kind !== kind)) continue
          if (field === 'accountTail') {
            // 农行尾1174: the mark of a tail may begin with the bank's last letter.
            const bank = bankName.exec(sentence.text.slice(Math.max(0, match.index - 16), match.index + 1))?.[1]
            Object.assign(identity, { accountTail: match[1]!.replaceAll(' ', ''), bank: bank ?? identity.bank })
          } else if (identity[field] === undefined) identity[field] = match[1] as never
          else continue
          if (!identity.recordIds.includes(record.id)) identity.recordIds.push(record.id)
        }
      }
      const called = names.find(sentence.text).filter(({ party }) => party.kind === 'person')
      if (called.length > 0) several = new Set(called.map(({ party }) => party.role)).size > 1
      last = called.at(-1)?.party.id ?? last
    }
  }
  represent(known, names, records, receivedAt)
  return known.map((identity) => {
    // A registered address stands until a record corrects the door.
    return fromIdNumber({ ...identity, address: identity.address && doors(identity.address, corrections) }, receivedAt)
  })
}

/** Tells of each party who acts for it: a child's guardian, an agent. */
function represent(known: Identity[], names: Names, records: CaseRecord[], receivedAt: string): void {
  const tell = (identity: Identity, recordIds: string[]) => {
    identity.recordIds.push(...recordIds.filter((id) => !identity.recordIds.includes(id)))
  }
  const children = known
    .filter(({ kind, role }) => kind === 'person' && !['agent', 'guardian', 'witness'].includes(role))
    .map((it) => ({ ...it, age: fromIdNumber(it, receivedAt).age }))
    .filter(({ age }) => age === undefined || age < 18)
  const guardians = readGuardians(children, names, records)
  const heads = new Map(known.map(({ partyId, legalRepresentative }) => [partyId, legalRepresentative ?? '']))
  // Who stands for a child of one side by law does not come for the other.
  const ofChildren = [...guardians].map(([id, { guardian }]) => ({
    name: guardian.name,
    role: known.find(({ partyId }) => partyId === id)?.role,
  }))
  const agents = readAgents(names, records, heads).filter(({ name, partyId }) => {
    const role = known.find((it) => it.partyId === partyId)?.role
    return ofChildren.every((it) => it.name !== name || it.role === role)
  })
  for (const identity of known) {
    const told = guardians.get(identity.partyId)
    const { details } = names.all.find(({ party }) => party.id === identity.partyId)!.party
    const [, registered, kin] =
      /^([^(]+?)\s*(?:[(](.+)[)])?$/.exec(narrow(details.guardian ?? details.法定代理人 ?? details.监护人 ?? '')) ?? []
    if (registered && children.some(({ partyId }) => partyId === identity.partyId)) {
      // Who is registered as guardian is so; the records may still say of what kin.
      const relation =
        kin ??
        details.guardianRelation ??
        details.与监护人关系 ??
        (told?.guardian.name === registered ? told.guardian.relation : undefined)
      identity.guardian = { name: registered, relation }
      if (told) tell(identity, [told.recordId])
    } else if (told) {
      identity.guardian = told.guardian
      tell(identity, [told.recordId])
    }
    const agent = agents.find(({ partyId, name }) => partyId === identity.partyId && name !== identity.guardian?.name)
    if (!agent) continue
    identity.standIn = agent
    if (agent.authority !== 'lacking' && agent.authority !== 'untold') identity.agent = agent.name
    tell(identity, agent.recordIds)
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

/** Whether what stands at a place is about somebody who is no party: 花建林的邻居钟素芬(身份证号…). */
export function ofAnother(sentence: string, at: number, names: Names): boolean {
  const before = names.find(sentence).findLast(({ end }) => end <= at)
  const between = sentence.slice(before?.end ?? 0, at)
  // 邻居干志娟(身份证号…): a bracket behind another name tells of that name.
  const bracket = /\p{Script=Han}{2,}[(](?:[^()]{0,4}(?:身份证|证件)[^()]{0,6})$/u.test(between)
  if (bracket) return true
  // A company is reached through its people.
  if (before && before.party.kind === 'organization') return false
  return findPeople(between).some(
    ({ quote, end }) => quote.length > 1 && /^[(,、:]?[^,。;、]{0,6}$/.test(between.slice(end)),
  )
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
