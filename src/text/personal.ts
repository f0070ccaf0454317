import { findAddresses } from './addresses.ts'
import type { IdentifierKind } from './identifiers.ts'
import { findIdentifiers } from './identifiers.ts'
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
  return keepLongest(found)
}
