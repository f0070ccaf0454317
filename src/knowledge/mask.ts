import { findIdentifiers } from '../text/index.ts'

const ROLE = '(?:申请人|被申请人|当事人|第三人|代理人|甲方|乙方|丙方|丁方|原告|被告|姓名|户主|见证人|调解员|记录人)'
const NAME = '[\\u4e00-\\u9fa5]{2,4}'
// 申请人：张三, 甲方（姓名）：李四, 乙方王五（男…: the name stands right behind the role.
const NAMED = [
  new RegExp(`${ROLE}(?:[（(][^（）()]{0,12}[)）])?\\s*[:：]\\s*(${NAME})(?=[\\s，,、；;（(。]|$)`, 'gm'),
  new RegExp(`${ROLE}(${NAME})[（(](?:男|女|身份证|电话|住|曾用名)`, 'g'),
]
const ADDRESS = /((?:家庭|现|户籍)?(?:住址|住所地?|地址|现住|户籍地)[:：]?\s*)([^\n，,；;。（(]{4,40})/g
const NO_NAME = /^(?:某|张某|无|均|双方|本人|身份|性别|公司|以上|以下|详见)/

/** Takes personal data out of a past agreement before it is stored: names become 张某, numbers and addresses a word. */
export function maskPersonal(text: string): string {
  const names = new Set<string>()
  for (const pattern of NAMED) for (const m of text.matchAll(pattern)) if (!NO_NAME.test(m[1]!)) names.add(m[1]!)
  let masked = text
  const taken = new Map<string, number>()
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    const count = (taken.get(name[0]!) ?? 0) + 1
    taken.set(name[0]!, count)
    masked = masked.replaceAll(name, `${name[0]}某${count > 1 ? count : ''}`)
  }
  masked = masked.replace(ADDRESS, (_, label: string) => `${label}［地址略］`)
  const personal = findIdentifiers(masked).filter((m) => m.kind !== 'caseNumber' && m.kind !== 'flight')
  for (const { start, end } of personal.toReversed()) masked = `${masked.slice(0, start)}［号码略］${masked.slice(end)}`
  return masked
}
