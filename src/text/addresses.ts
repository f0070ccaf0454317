import { mentionAt, normalize } from './normalize.ts'
import type { Mention, Span } from './span.ts'
import { lastWordBefore, wordsOf } from './words.ts'

/** A place someone lives or something happened at. 地址 */
export type AddressMention = Mention & {
  /** The part that may be shown: down to street, village or housing estate, without road number, house and room. */
  coarse?: string
  /** It names a single house or dwelling: such an address is personal. */
  exact: boolean
}

/** One step of an address from wide to narrow. */
type Part = Span & { level: number; name: string }

const LEVELS: [number, string][] = [
  [1, '省|自治区'],
  [2, '市(?![场值面民政容价心])|自治州'],
  [3, '区(?![别分域块间长委政内里])|县(?![城里长委])|旗(?=[\\u4e00-\\u9fa5]{2,5}(?:镇|乡))'],
  [4, '街道(?:办事处)?|镇(?![上里长政])|乡(?![下里亲长政镇音])'],
  [5, '社区|行政村|自然村|村(?![民委里主干长子头口支集上办霸庄])|庄(?=\\d)'],
  [
    6,
    '小区|花园|花苑|公寓|家园|新村|雅苑|名苑|嘉苑|佳苑|景苑|新苑|名邸|华府|府邸|山庄|别墅|广场|大厦|人家|家苑|苑|庭|湾|府|城|里|园|阁|轩|墅|郡|居|邸|坊|寓',
  ],
  [7, '(?<!\\d)\\d{1,2}号(?:大街|路(?!线))|大道|支路|路|街|巷|胡同|弄堂'],
]
/** An estate may be cut into quarters: 固陵新苑三区. */
const QUARTER = '(?:[一二三四五六七八九东西南北][区苑])?'
const NAMED = new RegExp(
  LEVELS.map(([level, words]) => (level === 6 ? `((?:${words})${QUARTER})` : `(${words})`)).join('|'),
  'gu',
)
const N = '(?:\\d{1,4}|[一二三四五六七八九十]{1,3}|[A-Za-z]\\d{0,3})'
const BUILDING = `${N}\\s*(?:(?:幢|栋|号楼)(?:\\s*[A-Za-z东西南北]座)?|座(?![椅位城])|#楼?|号(?=\\s*\\d{1,2}单元))`
const ROOM =
  '(?:[A-Za-z]?\\d{2,5}(?:-\\d{1,3})?\\s*(?:号?房间?(?![东子价租])|室|号)?(?![\\d年月日元块万千平㎡%.人米])|[一二三四五六七八九]{3,4}室)'
const INSIDE = new RegExp(
  [
    `(?<![\\dA-Za-z])${BUILDING}\\s*(?:${N}\\s*(?:单元|梯|门))?\\s*(?:${N}\\s*[楼层])?\\s*(?:-?${ROOM})?`,
    `(?<![\\dA-Za-z])${N}\\s*单元\\s*(?:${ROOM})?`,
    `(?<![\\d-])\\d{1,3}-\\d{1,2}-\\d{3,4}(?:室)?(?![\\d-])`,
    `(?<![\\d])\\d{1,3}-\\d{3,4}室`,
    `(?<![\\dA-Za-z])第?${N}(?:村民小组|组|队|社(?![保会区]))(?:\\s*${N}号)?`,
    `(?<![\\dA-Za-z])\\d{1,5}(?:-\\d{1,4})?弄\\s*(?:${N}号)?\\s*(?:${ROOM})?`,
    `(?<![\\dA-Za-z])\\d{1,5}(?:-\\d{1,4})?\\s?号(?![码线文令路]|大街|地铁)(?:\\s*(?:${N}\\s*(?:幢|栋|号楼|座|楼|层)))?\\s*(?:${N}\\s*单元)?\\s*(?:${ROOM})?`,
    `(?<![\\dA-Za-z])[A-Za-z]?\\d{3,4}\\s*(?:室|号房)`,
    `(?<=(?:楼上|楼下|对门|对面|隔壁)的?)\\d{3,4}(?:室|号)?(?![\\d年月日号元块万千平㎡%.人米个])`,
  ].join('|'),
  'gu',
)
/** Common words that end like a place and are none. */
const NO_PLACE =
  /^(?:事|长租|单身|青年|人才|小|社|地|园|山|市|城|郊|片|景|校|库|辖|灾|战|厂|矿|郊|老城|新城|开发|工业|园|超|城|门|股|上|楼|夜|菜|农|全|本|同|外|新|老|别|各|每|哪|古|乡|城|老|家|故|同|思|归|这|那|我们|你们|他们|咱们|你|我|他|她|那个|这个|一个|该|每个|整个|道|公|马|铁|水|线|网|思|出|半|一|走|大|小|上|逛|当|过|沿|满|门口的|物业|这边|那边|自己|隔壁|家|屋|心|这|那|手|夜|哪|城|眼|公|法|家|政|邻|定|移|新|故|同|起|安|独|皇|菜|校|幼儿|花|乐|动物|公|庄|菜|果|校|家|田)$/u
const STOP =
  /[的在住于是到去来了我你他她它和与跟从至及对向由把被给有为就也都还让要说不没这那个们叫往找位或并经按以各跨审除，。；：、！？\s（()）“”"'\d]/u
/** Kinds of places, not places. */
const KIND_OF_PLACE =
  /(?:城镇|乡镇|村镇|农村|城乡|[老家同故]乡|地区|特区|学区|设区|灾区|园区|景区|校区|库区|辖区|片区|郊区|山区|市区|牧区|林区|禁区|误区|[全本我该]?(?:村|镇|区|市|县|乡)(?<=[全本我该].))$/u
/** Estates with a one-character tail and roads count only where a house follows. */
const NEEDS_HOUSE =
  /^(?:苑|庭|湾|府|城|里|园|阁|轩|墅|郡|居|邸|坊|寓|路|街|巷|支路|胡同|弄堂|大道|广场|大厦|新村|别墅|山庄|人家)$/

/** Finds addresses from the region down to the room, whole or in part (3幢2单元501室, 5组12号). */
export function findAddresses(raw: string): AddressMention[] {
  const n = normalize(raw)
  const chains: Part[][] = []
  for (const part of partsOf(n.text)) {
    const chain = chains.at(-1)
    const last = chain?.at(-1)
    if (chain && last && part.start >= last.end && follows(last, part, n.text.slice(last.end, part.start)))
      chain.push(part)
    else if (!last || part.start >= last.end) chains.push([part])
  }
  return chains.filter(isAddress).map((chain) => {
    const inside = chain.findIndex(({ level }) => level >= 7)
    const coarse = inside < 0 ? chain : chain.slice(0, inside)
    const start = chain[0]!.start
    return {
      ...mentionAt(n, start, chain.at(-1)!.end),
      ...(coarse.length ? { coarse: mentionAt(n, start, coarse.at(-1)!.end).quote } : {}),
      exact: chain.some(({ level }) => level >= 8),
    }
  })
}

/** A narrower step right behind; or a hamlet or a tower named between: 知章村傅家墙15号, 1509号天恒大厦1201室. */
function follows(last: Part, part: Part, between: string): boolean {
  if (/^\s?$/.test(between)) return part.level > last.level
  if (part.level !== 8 || STOP.test(between) || !/^\p{Script=Han}+$/u.test(between)) return false
  if (last.level === 5) return between.length <= 4 && /^\d+号/.test(part.name)
  return /号$/.test(last.name) && /^.{1,7}(?:大厦|大楼|广场|中心|公寓|花园|小区|园|城|苑)$/.test(between)
}

/** A number of a house alone is none (5号); a building with a room, or a number behind a named place, is. */
function isAddress(chain: Part[]): boolean {
  const last = chain.at(-1)!
  if (chain.length === 1) {
    if (last.level === 8)
      return /(?:幢|栋|座|楼|单元|#).*\d{2,}|(?:幢|栋|号楼).*单元|\d+-\d+-\d+|\d-\d+室|单元.*室|组.*号|队.*号|^[A-Za-z]?\d{3,4}\s*室?$/.test(
        last.name,
      )
    return last.level >= 3 && last.level <= 6 && !KIND_OF_PLACE.test(last.name)
  }
  return chain.some(({ level }) => level !== 7) || chain.length > 1
}

function partsOf(text: string): Part[] {
  const inside: Part[] = []
  for (const m of text.matchAll(INSIDE)) {
    const name = m[0].trimEnd()
    inside.push({ start: m.index, end: m.index + name.length, level: 8, name })
  }
  const houses = new Set(inside.map(({ start }) => start))
  const parts: Part[] = []
  let floor = 0
  for (const m of text.matchAll(NAMED)) {
    const level = m.slice(1).findIndex(Boolean) + 1
    const end = m.index + m[0].length
    const last = parts.at(-1)
    const follows =
      last &&
      last.end <= m.index &&
      /^\s?$/.test(text.slice(last.end, last.end + 1).replace(/\S/, '')) &&
      !hasStop(text, last.end, m.index)
    const start = follows && m.index - last.end <= 8 ? last.end : nameStart(text, m.index, floor)
    const name = text.slice(start, m.index)
    const prefix = name.trim()
    if (
      (prefix.length < 1 && !/^\d/.test(m[0])) ||
      prefix.length > 12 ||
      (NO_PLACE.test(prefix) && !(follows && prefix.length > 1))
    )
      continue
    if (level <= 3 && prefix.length > 6) continue
    const house = houses.has(end) || (/\s/.test(text[end] ?? '') && houses.has(end + 1))
    const after = text[end] ?? ''
    if (
      NEEDS_HOUSE.test(m[0]) &&
      !house &&
      !(follows && start === last.end && last.level < level && /^$|[，。；、\s）)]/.test(after))
    )
      continue
    const skip = name.length - name.trimStart().length
    parts.push({ start: start + skip, end, level, name: prefix + m[0] })
    floor = end
  }
  return [...parts, ...inside].sort((a, b) => a.start - b.start || b.end - a.end)
}

const hasStop = (text: string, from: number, to: number) => STOP.test(text.slice(from, to).trim())

/** Where the name of a place begins: back over whole words until a mark, a small word, or eight characters. */
function nameStart(text: string, tail: number, floor: number): number {
  const words = wordsOf(text)
  let start = tail
  for (let i = lastWordBefore(words, tail); i >= 0; i--) {
    const word = words[i]!
    const piece = text.slice(word.start, Math.min(word.end, start))
    if (word.start < floor || tail - word.start > 10 || STOP.test(piece) || !/^[\p{Script=Han}]+$/u.test(piece)) break
    if (
      /^(?:这事|装修|长租|短租|整租|单身|老旧|高档|封闭|昨天|今天|明天|当日|前搬离|长租公寓|搬离|搬到|搬出|入住|租住|购买|租赁|合同|住址|地址|家住|位于|户籍|籍贯|现住|暂住|老家|附近|申请人|被申请人|甲方|乙方|经过|通过|关于|以及|因为|所以|业主|村民|居民|目前|现在|起诉|打电话|前往|发生|离开|经常|还有|就是|本人|小区|邻居)$/.test(
        piece,
      )
    )
      break
    start = word.start
  }
  return start
}
