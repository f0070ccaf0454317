import { findAddresses, findIdentifiers, findPersonal } from '../text/index.ts'

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

/** Someone or something called in a text, and what stands in its place: the same for every way it is called. */
export type Veil = { start: number; end: number; veil: string }

/** 陆元, 伍万: a sum in capitals, whatever surname it begins with. */
export const SUM = /^[壹贰叁肆伍陆柒捌玖拾佰仟萬万亿零元圆角分整]+$/
/** 孩子尹小满由…: kin and the dead are named behind what they are. */
const KIN =
  /(?:孩子|小孩|婚生[子女]|儿子|女儿|[长次幼独][子女]|孙子|孙女|外孙女?|学生|被继承人|死者|逝者|户主|父亲|母亲|丈夫|妻子)([\u4e00-\u9fa5]{2,3})(?=[由随归与和的,，、。;；(（]|今年|现|名下|就读|死亡|去世)/g
const MINOR = /^(?:孩子|小孩|婚生|学生|孙|外孙)/
const ROAD = /[\u4e00-\u9fa5]{2,4}(?:路|街|大道|巷)(?=路口|口|与|和|右|左|上|由|段|\d|[,，、。])/g
const ROOM = /(?<![\d.])\d{3,4}(?=的?(?:主卫|次卫|卫生间|厨房|客厅|浴缸|书房|主卧|次卧|卧室|阳台|顶部|吊顶|住户|业主))/g

const ESTATE = /(?:小区|花园|花苑|苑|公寓|新村|家园|府|城|广场|大厦|园区|工业园|产业园|市场)$/

/**
 * Takes every known party, and whatever else is personal, out of an agreement of ours that joins the library: `called` finds the
 * parties by all their names. Streets, estates, schools and numbers go too; sums and days stay, they are what the term is about.
 */
export function maskKnown(text: string, called: (text: string) => Veil[]): string {
  // One letter nobody uses stands for each veil until the end, so that a veil is never read as a name again.
  const veils: string[] = []
  const token = ({ veil, ...place }: Veil): Veil => {
    if (!veils.includes(veil)) veils.push(veil)
    return { ...place, veil: String.fromCodePoint(0xe000 + veils.indexOf(veil)) }
  }
  const named = replace(text, called(text).map(token))
  const personal = findPersonal(named)
    .filter(({ kind, quote }) => kind !== '姓名' || !SUM.test(quote))
    .map(({ start, end, kind, quote }): Veil => ({ start, end, veil: veilOf(kind, quote) }))
  const places = findAddresses(named).map(
    ({ start, end, quote, coarse }): Veil => ({ start, end, veil: ESTATE.test(coarse ?? quote) ? '某小区' : '某处' }),
  )
  const kin = [...named.matchAll(KIN)].map(
    ({ index, 0: raw, 1: name }): Veil => ({
      start: index + raw.length - name!.length,
      end: index + raw.length,
      veil: MINOR.test(raw) ? '' : `${name![0]}某`,
    }),
  )
  const placed = [...personal, ...kin].filter(
    (it) => !places.some((place) => it.start < place.end && place.start < it.end),
  )
  return maskPersonal(replace(named, [...placed, ...places].map(token)))
    .replaceAll(/((?:尾号|末四位|后四位)[^\d]{0,4})\d{4}/g, '$1［略］')
    .replaceAll(/(?:\d{1,3}(?:幢|栋|号楼)|\d单元|\d{3,4}(?:室|户)(?![内外型]))+/g, '某室')
    .replaceAll(ROOM, '某室')
    .replaceAll(ROAD, '某路')
    .replaceAll(/[\u4e00-\u9fa5]{2,4}(?=派出所)/g, '某')
    .replaceAll(/[（(]\d{4}[）)][^，。；\s]{2,12}第?\d+号/g, '［编号略］')
    .replaceAll(/[\ue000-\uf8ff]/g, (letter) => veils[letter.codePointAt(0)! - 0xe000] ?? letter)
}

const veilOf = (kind: string, quote: string): string =>
  kind === '姓名'
    ? /某/.test(quote)
      ? quote
      : `${quote[0]}某`
    : kind === '学校' || kind === '班级'
      ? `某${kind === '学校' ? '校' : '班'}`
      : kind === '地址'
        ? '某处'
        : '［号码略］'

/** Puts veils in their places; of two that overlap the longer one. */
function replace(text: string, veils: Veil[]): string {
  const chosen: Veil[] = []
  for (const veil of veils.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (!chosen.some((it) => veil.start < it.end && it.start < veil.end)) chosen.push(veil)
  return chosen
    .toSorted((a, b) => b.start - a.start)
    .reduce((told, { start, end, veil }) => `${told.slice(0, start)}${veil}${told.slice(end)}`, text)
}
