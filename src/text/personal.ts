import { findAddresses } from './addresses.ts'
import { findIdentifiers, type IdentifierKind } from './identifiers.ts'
import { findPeople } from './people.ts'
import { keepLongest, type Span } from './span.ts'

/** Personal data and the word it is masked with: 姓名, 电话, 证号, 卡号 … */
export type PersonalMention = Span & { kind: string }

const words: Partial<Record<IdentifierKind, string>> = {
  idCard: '证号',
  mobile: '电话',
  landline: '电话',
  bankCard: '卡号',
  plate: '车牌',
  email: '邮箱',
  wechat: '账号',
  qq: '账号',
  passport: '证号',
}
/** A name this likely is masked: better one word too many than a person. */
const likely = 0.5

/** Everything in a text that points to a person, in order and without overlaps: what is masked before a model sees it. 个人信息 */
export function findPersonal(raw: string): PersonalMention[] {
  const numbers = findIdentifiers(raw).map(({ start, end, kind }) => ({ start, end, kind: words[kind] ?? '编号' }))
  const places = findAddresses(raw)
    .filter(({ exact }) => exact)
    .map(({ start, end }) => ({ start, end, kind: '地址' }))
  const people = findPeople(raw)
    .filter(({ confidence }) => confidence >= likely)
    .map(({ start, end }) => ({ start, end, kind: '姓名' }))
  return keepLongest([...numbers, ...places, ...people]).sort((a, b) => a.start - b.start)
}
