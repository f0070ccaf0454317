import { parseNumeral } from '../text/index.ts'
import { NUMERAL } from './numerals.ts'

/** A citation as it stands in a text. */
export type Citation = {
  /** The words that cite, as written. */
  quote: string
  start: number
  end: number
  /** The law's name as written, without brackets; undefined where it is only referred to and nothing precedes. */
  name?: string
  /** Title of the law, where the name is known. */
  law?: string
  /** 1165, 253-1 */
  item: string
  clause?: number
  point?: number
  /** Words given as the article's own. */
  wording?: string
}

const N = `(?:${NUMERAL}|[0-9０-９]+)`
const SUFFIX = '(?:法典|法|条例|规定|办法|解释|规则|细则|决定|意见|批复|通知|安排|解答|纪要|公约|编)'
const SERIES = '(?:[、，,]|和|及|以及|与|或|或者|至|到|[-—–~～]+)'
const ARTICLE = `第?\\s*${N}\\s*条(?:\\s*之\\s*${N})?`
const PARTS = `(?:\\s*第\\s*${N}\\s*款)?(?:\\s*第?\\s*[（(]?\\s*${N}\\s*[)）]?\\s*项)?`
// 第三、五、七条 and 第三至五条: numbers before one 条.
const BUNDLE = `第?\\s*${N}(?:\\s*${SERIES}\\s*第?\\s*${N})+\\s*条`
const ONE = `(?:${BUNDLE}|${ARTICLE})${PARTS}`
const LIST = new RegExp(`${ONE}(?:\\s*${SERIES}\\s*(?=第|${N}\\s*条)${ONE})*`, 'g')
const EACH = new RegExp(
  `(${BUNDLE}|${ARTICLE})(?:\\s*第\\s*(${N})\\s*款)?(?:\\s*第?\\s*[（(]?\\s*(${N})\\s*[)）]?\\s*项)?`,
  'g',
)
const NUMBER = new RegExp(`(${SERIES})?\\s*第?\\s*(${N})`, 'g')
const RANGE = /^\s*(?:至|到|[-—–~～]+)\s*$/
const LONGEST_RANGE = 60
const LONGEST_NAME = 60

// Between a law's name and 第N条 may stand a document number or a book: （法释〔2020〕17号）, 侵权责任编, 的, 中.
const BRIDGE =
  /(?:[（(][^（）()]{0,40}[)）])?(?:[\u4e00-\u9fa5]{1,6}编)?(?:第[一二三四五六七八九十]+[章节])?(?:之|的|中|中的)?\s*$/
const REFERENCE = /(?:同法|该法|本法|前述法律|上述法律|该解释|该条例|该规定|同条例|本条例|本解释|同解释)$/
const OURS = /(?:协议|合同|公约|规约|章程|承诺书|约定|条款)(?:书)?(?:的|中|之)?\s*$/
const LEADING =
  /^.*(?:根据|依据|依照|按照|参照|适用|违反|符合|援引|引用|见|按|以及|以|及|和|与|由|据|、|，|。|；|：|,|;|:|“|”|（|\()/

/** Finds every citation of an article in a text; `names` maps each folded name of a law to its title. */
export function findCitations(
  text: string,
  names: ReadonlyMap<string, string>,
  fold: (name: string) => string,
): Citation[] {
  const out: Citation[] = []
  let latest: { name?: string; law?: string; end: number } | undefined
  for (const list of text.matchAll(LIST)) {
    const start = list.index
    const before = text.slice(Math.max(0, start - LONGEST_NAME - 50), start)
    const named = nameBefore(before, names, fold)
    const owner = named ?? inherited(before, text, latest, start)
    if (!owner) continue
    latest = { name: owner.name, law: owner.law, end: start + list[0].length }
    const from = start - (named?.length ?? 0)
    let first = true
    let previous: { items: string[]; end: number } | undefined
    for (const one of list[0].matchAll(EACH)) {
      const at = start + one.index
      const end = at + one[0].length
      const items = itemsOf(one[1]!)
      // 第三条至第五条 names what lies between as well.
      const between =
        previous && RANGE.test(text.slice(previous.end, at)) ? stretch(previous.items.at(-1), items[0]) : []
      for (const item of [...between, ...items]) {
        out.push({
          quote: text.slice(first ? from : at, end).trim(),
          start: first ? from : at,
          end,
          name: owner.name,
          law: owner.law,
          item,
          clause: one[2] ? parseNumeral(one[2]) : undefined,
          point: one[3] ? parseNumeral(one[3]) : undefined,
          wording: wordingAfter(text, end) ?? (first ? wordingBefore(text, from) : undefined),
        })
      }
      previous = { items, end }
      first = false
    }
  }
  return out
}

type Named = { name: string; law?: string; length: number }

function nameBefore(
  before: string,
  names: ReadonlyMap<string, string>,
  fold: (n: string) => string,
): Named | undefined {
  const bridge = BRIDGE.exec(before)!
  for (const head of new Set([before.slice(0, bridge.index), before, before.replace(/(?:之|的|中|中的)\s*$/, '')])) {
    const tail = before.length - head.length
    const trimmed = head.trimEnd()
    if (trimmed.endsWith('》')) {
      const open = openBracket(trimmed)
      if (open < 0) return undefined
      const name = trimmed.slice(open + 1, -1)
      // 《民法典》侵权责任编解释 is another law than 《民法典》.
      return { name, law: names.get(fold(name)), length: head.length - open + tail }
    }
    for (let length = Math.min(LONGEST_NAME, trimmed.length); length > 1; length--) {
      const law = names.get(fold(trimmed.slice(-length)))
      if (law) return { name: trimmed.slice(-length), law, length: length + head.length - trimmed.length + tail }
    }
  }
  if (REFERENCE.test(before.trimEnd()) || OURS.test(before)) return undefined
  const unknown = new RegExp(`([\\u4e00-\\u9fa5]{2,30}?${SUFFIX})\\s*$`).exec(before.replace(LEADING, ''))
  if (
    !unknown ||
    /(?:司法|方法|办法|合法|违法|依法|非法|执法|立法|守法|做法|说法|看法|想法|用法|写法|设法)$/.test(unknown[1]!)
  )
    return undefined
  return { name: unknown[1]!, length: unknown[0].length }
}

function openBracket(text: string): number {
  let depth = 0
  for (let i = text.length - 1; i >= 0; i--) {
    if (text[i] === '》') depth++
    else if (text[i] === '《' && --depth === 0) return i
  }
  return -1
}

/** 同法第N条, 该条例第N条, or a bare 第N条 that follows on a citation in the same sentence. */
function inherited(
  before: string,
  text: string,
  latest: { name?: string; law?: string; end: number } | undefined,
  start: number,
) {
  if (!latest || OURS.test(before)) return undefined
  const between = text.slice(latest.end, start)
  if (REFERENCE.test(before.trimEnd())) return { name: latest.name, law: latest.law }
  return /^[^。；;\n《》]{0,40}$/.test(between) ? { name: latest.name, law: latest.law } : undefined
}

/** The articles a number, a list or a range of numbers names. */
function itemsOf(written: string): string[] {
  const single = new RegExp(`^第?\\s*(${N})\\s*条(?:\\s*之\\s*(${N}))?$`).exec(written.trim())
  if (single) {
    const number = parseNumeral(single[1]!)
    const sub = single[2] ? parseNumeral(single[2]) : undefined
    return number ? [sub ? `${number}-${sub}` : `${number}`] : []
  }
  const numbers: number[] = []
  for (const m of written.replace(/条.*$/, '').matchAll(NUMBER)) {
    const n = parseNumeral(m[2]!)
    if (n === undefined) continue
    const from = numbers.at(-1)
    const range = /至|到|[-—–~～]/.test(m[1] ?? '')
    if (range && from !== undefined) numbers.push(...stretch(String(from), String(n)).map(Number))
    numbers.push(n)
  }
  return [...new Set(numbers)].map(String)
}

/** The whole numbers strictly between two, where they make a sensible range. */
function stretch(from: string | undefined, to: string | undefined): string[] {
  const [a, b] = [Number(from), Number(to)]
  if (!(b > a && b - a <= LONGEST_RANGE)) return []
  return Array.from({ length: b - a - 1 }, (_, i) => String(a + 1 + i))
}

function wordingAfter(text: string, end: number): string | undefined {
  return /^[^。；\n“”「」]{0,12}?(?:规定|明确|载明|写明|指出|内容)[^。；\n“”「」]{0,6}[：:，,]?\s*[“「"]([^”」"]{6,800})[”」"]/.exec(
    text.slice(end, end + 900),
  )?.[1]
}

function wordingBefore(text: string, start: number): string | undefined {
  return /[“「"]([^“”「」"]{6,800})[”」"]\s*[（(]\s*(?:见|参见|引自)?\s*$/.exec(
    text.slice(Math.max(0, start - 820), start),
  )?.[1]
}
