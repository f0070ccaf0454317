import { parseNumeral } from '../text/index.ts'
import { findMentions, type Mention, type Plain, paperBefore, plainOf, unnamedBefore } from './mentions.ts'
import type { LawNames } from './names.ts'
import { type Wording, wordingsAround } from './quotations.ts'

/** A citation as it stands in a text. */
export type Citation = {
  /** The words that cite, as written. */
  quote: string
  start: number
  end: number
  /** The law's name as written, without brackets. */
  name: string
  /** Title of the law, where the name is known. */
  law?: string
  /** 1165, 253-1 */
  item: string
  /** The highest numbers of its clauses (款) and points (项) that are named. */
  clause?: number
  point?: number
  /** Words given as the article's own, or as those of one of the articles of the same list. */
  wordings: Wording[]
  /** Which list of articles it stands in: 第577条、第585条 are one. */
  list: number
}

const HAN = '[一二三四五六七八九十百千零〇○廿卅两壹贰叁肆伍陆柒捌玖拾佰仟]'
// A line may break inside a number; 婚解一65条 has two of them.
const N = `(?:\\d{1,6}(?:\\n\\d{1,4})?|${HAN}{1,12}(?:\\n${HAN}{1,12})?)`
const RANGE = '(?:至|到|[-—–~]{1,2})'
const SEP = `(?:,?以及|或者|、和|[、,;/和及与或并]|${RANGE})`
// 第133条之一、之二; 第276条及之一.
const SUB = `(?:之${N}|(?:、|及|和|与)之${N})(?:(?:、|及|和|与|${RANGE})之${N}){0,8}`
const ARTICLE = `第?${N}条(?:${SUB})?`
// 第三、五、七条 and 第三至五条: numbers before one 条.
const BUNDLE = `第?${N}(?:${SEP}第?${N}){1,20}条`
const PART = `(?:${SEP}?(?:第?\\(?${N}\\)?${SEP}){0,8}第?\\(?${N}\\)?[款项目])`
const ONE = `(?:${BUNDLE}|${ARTICLE})${PART}{0,12}`
const NEXT = `(?:${SEP}{1,2}(?=第)${ONE}|(?:、|和|及|与|或|/|${RANGE})?${ONE})`
const LIST = new RegExp(`${ONE}${NEXT}{0,40}`, 'g')
const EACH = new RegExp(`(${BUNDLE}|${ARTICLE})(${PART}{0,12})`, 'g')
const LONGEST_RANGE = 60

/** Between a law's name and 第N条: a remark in brackets, a book or chapter, 的 or 中. */
const BRIDGE =
  /^[》”」")\]]*(?:\([^()]{0,60}\)|\[[^\]]{0,40}\]|〔[^〕]{0,20}〕\d+号)*[·.]?(?:[\u4e00-\u9fa5]{1,6}编)?(?:第[一二三四五六七八九十\d]{1,3}(?:分编|编|章|节)[\u4e00-\u9fa5]{0,12}?){0,3}(?:之规定|规定的|的规定|条文|之|的|中的?|里的?|内|下)?[:(]?\n?$/
const SAME_LAW = /(?:同法|该法|本法|此法|该法典|本法典|前述法律|上述法律|该部法律)(?:的|中的?|之)?$/
const SAME_KIND = /(?:该|本|此|同|上述|前述)(?:司法|实施)?(解释|条例|规定|办法|细则|规则|决定)(?:的|中的?|之)?$/
/** After a bare 第N条 of the law: no 第三条街, no 第七条生产线. */
const FOLLOWS =
  /^(?:$|[\s,。;、:.()《》“”"'「」[\]【】…!！?？/|—-]|规定|的|之|所|中|里|和|与|及|或|以及|至|到|明确|要求|确立|讲|说|载|也|还|亦|均|都|又|就|则|可|是|应|以|为|来|另|已|等|同|作|对|如|属|并|而|但|有|专门|不|项下|主张|请求|向|由|在|申请|起诉|予以|解除|赔)/
/** Words that lead to an article of the law just spoken of. */
const LEADS = /(?:依据?|根据|按照?|参照|适用|违反|援引|符合|属于|见|看|是)$/
const CONTRACT_AHEAD = /(?:如下|达成|约定|协议|签订)[^第]{0,14}$/

/** What a bare 第N条 would belong to. */
type Owner = Pick<Mention, 'name' | 'law'> & { kind: Mention['kind']; end: number; listed?: boolean }

/** Finds every citation of an article in a text; `names` maps each folded name of a law to its title. */
export function findCitations(written: string, names: LawNames): Citation[] {
  const plain = plainOf(written)
  const { text, at } = plain
  if (!text.includes('条')) return []
  const mentions = findMentions(plain, names)
  const lists = listsOf(text, mentions)
  const out: Citation[] = []
  const cited: Owner[] = []
  let m = 0
  for (const [n, found] of lists.entries()) {
    const start = found.index
    const end = start + found[0].length
    for (; m < mentions.length && mentions[m]!.end <= start; m++) remember(cited, mentions[m]!, text)
    const place = { start, end, list: found[0] }
    const before = ownerOf(plain, place, mentions[m - 1], cited)
    const owner = before.owner ?? namedAfter(text, end, mentions[m])
    const from = before.from
    if (!owner) continue
    cited.push({ ...owner, end })
    if (owner.kind === 'other') continue
    const items = itemsOf(found[0], start)
    const until = lists[n + 1] ? at[lists[n + 1]!.index]! : written.length
    const wordings = wordingsAround(written, { start: at[from]!, end: at[end - 1]! + 1, until })
    for (const [i, item] of items.entries()) {
      const first = i === 0 ? from : item.start
      out.push({
        ...item,
        quote: written.slice(at[first]!, at[item.end - 1]! + 1).trim(),
        start: at[first]!,
        end: at[item.end - 1]! + 1,
        name: owner.name,
        law: owner.law,
        wordings: i === items.length - 1 ? wordings : [],
        list: n,
      })
    }
  }
  return out
}

/** The lists of articles outside the names of laws: 解释一四十二条 is the forty-second article of 解释一. */
function listsOf(text: string, mentions: readonly Mention[]): RegExpExecArray[] {
  const out: RegExpExecArray[] = []
  let m = 0
  LIST.lastIndex = 0
  for (let found = LIST.exec(text); found; found = LIST.exec(text)) {
    while (mentions[m] && mentions[m]!.end <= found.index) m++
    const over = mentions[m]
    if (over && over.start <= found.index) LIST.lastIndex = over.end
    else out.push(found)
  }
  return out
}

function remember(cited: Owner[], mention: Mention, text: string): void {
  if (mention.weak && !/^[》”」")]*(?:第|\d|之|的|中)/.test(text.slice(mention.end, mention.end + 3))) return
  cited.push(mention)
}

type Found = { start: number; end: number; list: string }

/** The law a list of articles belongs to: named just before, referred to, or the last one named in the same breath. */
function ownerOf(
  { text, at }: Plain,
  { start, end, list }: Found,
  last: Mention | undefined,
  cited: readonly Owner[],
): { owner?: Owner; from: number } {
  const before = text.slice(Math.max(0, start - 60), start)
  const latest = cited.at(-1)
  const heading = isHeading(text, at, start, end)
  if (
    last &&
    last.kind !== 'other' &&
    BRIDGE.test(text.slice(last.end, start)) &&
    (!heading || isTitleLine(text, last))
  )
    return { owner: { ...last, end, listed: heading }, from: last.start }
  // Under a law's title on a line of its own, each line that begins with an article is of that law.
  if (heading && latest?.listed) return { owner: { ...latest, end }, from: start }
  if (SAME_LAW.test(before)) return { owner: cited.findLast((c) => c.kind !== 'other'), from: start }
  const kind = SAME_KIND.exec(before)?.[1]
  if (kind) {
    const owner = cited.findLast((c) => (c.law ?? c.name).replace(/[（(].[)）]$/, '').endsWith(kind))
    return { owner: latest?.kind === 'other' ? undefined : owner, from: start }
  }
  if (last?.kind === 'other' && BRIDGE.test(text.slice(last.end, start)))
    return { owner: { ...last, end }, from: start }
  if (paperBefore(before)) return { owner: { name: '', kind: 'other', end }, from: start }
  const unnamed = unnamedBefore(before)
  if (unnamed) {
    const from = start - before.length + unnamed.start
    return { owner: { ...unnamed, end }, from }
  }
  const goesOn =
    latest &&
    list.startsWith('第') &&
    (FOLLOWS.test(text.slice(end, end + 4)) || LEADS.test(before)) &&
    inOneBreath(text, latest, start, end)
  return { owner: goesOn && !heading ? latest : undefined, from: start }
}

/** 第一百八十八条（《民法典》） */
function namedAfter(text: string, end: number, next: Mention | undefined): Owner | undefined {
  return next?.kind === 'law' && text[end] === '(' && next.start <= end + 1 && text[next.end] === ')' ? next : undefined
}

/** A bare 第N条 follows on a law of the same sentence, or of the last one where it says what the article rules. */
function inOneBreath(text: string, latest: Owner, start: number, end: number): boolean {
  const between = text.slice(latest.end, start)
  if (between.length > 90 || between.includes('\n') || CONTRACT_AHEAD.test(between)) return false
  const stops = between.replace(/[“"「][^”"」]*[”"」]/g, '').match(/[。!！?？]/g)?.length ?? 0
  if (stops === 0) return true
  return (
    stops === 1 && /^(?:第.{1,4}款)?(?:的)?(?:也|还|则|又|亦)?(?:规定|明确|要求|确立)/.test(text.slice(end, end + 12))
  )
}

/** 「第一条 甲方…」 at the head of a line is the heading of a clause of this very text. */
function isHeading(text: string, at: readonly number[], start: number, end: number): boolean {
  const atHead = start === 0 || text[start - 1] === '\n'
  return atHead && /[\u4e00-\u9fa5]/.test(text[end] ?? '') && at[end]! > at[end - 1]! + 1
}

/** A line that is a law's title and nothing else: what is listed under it is its articles. */
function isTitleLine(text: string, { start, end }: Mention): boolean {
  const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  return /^[\d一二三四五六七八九十、.()#-]*$/.test(lead) && /^[:]?\n/.test(text.slice(end, end + 2))
}

type Item = { item: string; start: number; end: number; clause?: number; point?: number }

/** The articles that a list names, with what lies between the ends of a range. */
function itemsOf(list: string, offset: number): Item[] {
  const out: Item[] = []
  let last: { item: string; end: number } | undefined
  for (const one of list.matchAll(EACH)) {
    const start = offset + one.index
    const end = start + one[0].length
    const numbers = numbersOf(one[1]!)
    const joined = last ? list.slice(last.end - offset, one.index) : ''
    const between = last && new RegExp(`^${RANGE}$`).test(joined) ? stretch(last.item, numbers[0]) : []
    for (const item of [...between, ...numbers])
      out.push({ item, start, end, clause: highest(one[2]!, '款'), point: highest(one[2]!, '项') })
    last = { item: numbers.at(-1) ?? '', end }
  }
  return out
}

/** The numbers before one 条: 第三、五、七条, 第三至五条, 276条之一, 第276条及之一, 第120条之一至之三. */
function numbersOf(written: string): string[] {
  const [before = '', after = ''] = written.replaceAll('\n', '').split('条', 2)
  const numbers = series(before)
  if (!after) return numbers
  const own = /^之/.test(after) ? [] : numbers
  return [...own, ...series(after).map((sub) => `${numbers.at(-1)}-${sub}`)]
}

/** Numbers with marks between them, and what lies between the ends of a range. */
function series(text: string): string[] {
  const out: string[] = []
  for (const m of text.matchAll(new RegExp(`(${SEP})?[第之]?(\\d+|${HAN}+)`, 'g'))) {
    const number = parseNumeral(m[2]!)
    if (!number) continue
    const from = out.at(-1)
    if (from && new RegExp(`^${RANGE}$`).test(m[1] ?? '')) out.push(...stretch(from, String(number)))
    out.push(String(number))
  }
  return [...new Set(out)]
}

/** The whole numbers strictly between two, where they make a sensible range. */
function stretch(from: string | undefined, to: string | undefined): string[] {
  const [a, b] = [Number.parseInt(from ?? '', 10), Number.parseInt(to ?? '', 10)]
  if (!(b > a && b - a <= LONGEST_RANGE)) return []
  return Array.from({ length: b - a - 1 }, (_, i) => String(a + 1 + i))
}

/** The highest clause (款) or point (项) named after an article. */
function highest(parts: string, unit: '款' | '项'): number | undefined {
  const runs = [...parts.matchAll(new RegExp(`([^款项目]+)${unit}`, 'g'))]
  const numbers = runs.flatMap((r) =>
    [...r[1]!.matchAll(new RegExp(`\\d+|${HAN}+`, 'g'))].flatMap((d) => parseNumeral(d[0]) ?? []),
  )
  return numbers.length > 0 ? Math.max(...numbers) : undefined
}
