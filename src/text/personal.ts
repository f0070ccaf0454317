import { findAddresses } from './addresses.ts'
import type { IdentifierKind } from './identifiers.ts'
import { findIdentifiers } from './identifiers.ts'
import { normalize } from './normalize.ts'
import { findOrganizations } from './organizations.ts'
import type { KnownPerson } from './people.ts'
import { findPeople } from './people.ts'
import type { Mention } from './span.ts'
import { keepLongest } from './span.ts'

/** Something personal in a text; `kind` is the word its placeholder shows ([姓名1], [电话1]). 个人信息 */
export type PersonalMention = Mention & { kind: string }

const KIND: Record<IdentifierKind, string> = {
  idCard: '证号',
  mobile: '电话',
  landline: '电话',
  bankCard: '卡号',
  plate: '车牌',
  creditCode: '信用代码',
  email: '邮箱',
  wechat: '微信',
  qq: 'QQ',
  account: '账号',
  passport: '证件',
  caseNumber: '案号',
  propertyCert: '产权证号',
  imei: '设备号',
  socialSecurity: '社保号',
  medicalRecord: '病历号',
  coordinates: '位置',
  employeeNo: '工号',
  flight: '航班',
  trackingNo: '单号',
}

/** 三年级二班, 高一（3）班: with the school it points to a child. */
const CLASS =
  /(?:[一二三四五六七八九\d]年级|[初高][一二三]|[大中小]班)(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?班)|[一二三四五六七八九\d]年级|(?<=[幼园])[大中小][一二三四五]?班/gu
const PUPIL = /年级|[初高][一二三][（(\d]|读书|上学|学生|班主任|幼儿园|同学|就读|在读/

/**
 * Finds what must be masked before a text leaves the house: names, numbers, and of an address what goes beyond street
 * and estate (个人信息保护法 28). Spans never overlap. A title stays (陈老伯 → [姓名1]老伯), so that the sentence reads on.
 */
export function findPersonal(raw: string, { known = [] }: { known?: readonly KnownPerson[] } = {}): PersonalMention[] {
  const found: PersonalMention[] = []
  const add = (start: number, end: number, kind: string) => {
    if (end > start) found.push({ start, end, quote: raw.slice(start, end), kind })
  }
  for (const { start, end, kind } of findIdentifiers(raw)) add(start, end, KIND[kind])
  for (const { start, end, quote, title } of findPeople(raw, { known })) {
    const untitled = title && quote.endsWith(title) ? end - title.length : end
    add(start, untitled, '姓名')
  }
  for (const { start, end, coarse, exact } of findAddresses(raw)) {
    if (exact) add(start + (coarse?.length ?? 0), end, '地址')
  }
  const { text, origin } = normalize(raw)
  for (const m of text.matchAll(CLASS)) add(origin(m.index), origin(m.index + m[0].length - 1) + 1, '班级')
  for (const { start, end, kind, generic } of findOrganizations(raw)) {
    if (kind === 'school' && !generic && PUPIL.test(raw.slice(Math.max(0, start - 20), end + 20)))
      add(start, end, '学校')
  }
  return keepLongest(found)
}
