import { parseNumeral } from '../text/index.ts'
import { articleName, NUMERAL } from './numerals.ts'

/** One article (条) of a law, or one item (一、) or the whole of a text that has no articles. */
export type Article = {
  /** As the text writes it: 第一千一百六十五条, 第二百五十三条之一, 一、, 全文. */
  no: string
  /** The stable last part of its key: 1165, 253-1, 一, 全文. */
  key: string
  /** Book, part, chapter, section it stands in, outermost first. */
  heading: string[]
  paragraphs: string[]
  text: string
}

export type Body = { articles: Article[]; preamble: string[]; warnings: string[] }

const ARTICLE = new RegExp(`^[#*\\s]*[第笫]\\s*(${NUMERAL}|\\d+)\\s*条(?:之(${NUMERAL}))?\\**(\\s*)(.*)$`)
const DIVISION = new RegExp(`^[#*\\s]*第(?:${NUMERAL}|\\d+)\\s*(分编|编|章|节|目)(?:\\s+|$)(.{0,60})$`)
const ITEM = new RegExp(`^[#\\s]*(${NUMERAL})\\s*[、.．](.*)$`)
const DECIMAL_ITEM = /^[#\s]*(\d{1,3})\s*[、.．](?!\d)(.*)$/
// What follows a cross-reference at the head of a line: 「第三条规定的…」, 「第十条、第十一条」.
const REFERENCE_TAIL = /^(?:规定|所|第|的|和|或|及|与|至|、|，|,|之规定|中|对|关于|修改|改为|增加|删去|删除|作为|合并)/
const RANK: Record<string, number> = { 编: 1, 分编: 2, 章: 3, 节: 4, 目: 5 }
// A text may skip a number where the source lost a line; a larger jump is a quoted article, not ours.
const LARGEST_GAP = 20

type Place = { rank: number; title: string }
type Open = { no: string; key: string; heading: string[]; paragraphs: string[] }

/** Splits the lines of a law's body into its articles; in a text without articles, into its items 一、二、. */
export function splitArticles(lines: string[]): Body {
  const byArticle = walk(lines, articleStart)
  if (byArticle.articles.length > 0) return byArticle
  return splitItems(lines)
}

/** A line's start of the next article, given the last number seen. */
type Start = { number: number; sub: number; rest: string; no: string; key: string }

function articleStart(line: string, last: number, lastSub: number): Start | undefined {
  const m = ARTICLE.exec(line)
  if (!m) return undefined
  const number = parseNumeral(m[1]!)
  const sub = m[2] ? (parseNumeral(m[2]) ?? 0) : 0
  if (number === undefined) return undefined
  const rest = m[4]!
  const spaced = m[3] !== '' || rest === '' || line.trimStart().startsWith('#')
  if (!spaced && REFERENCE_TAIL.test(rest)) return undefined
  const follows =
    last === 0 || (sub ? number === last && sub === lastSub + 1 : number > last && number - last <= LARGEST_GAP)
  const subFollowsLost = sub > 0 && number > last && number - last <= LARGEST_GAP
  const repeats = number === last && sub === lastSub
  if (!(follows || subFollowsLost || (repeats && spaced))) return undefined
  if (!spaced && number !== last + 1) return undefined
  return { number, sub, rest, no: articleName(number, sub), key: sub ? `${number}-${sub}` : `${number}` }
}

function walk(lines: string[], startOf: typeof articleStart): Body {
  const places: Place[] = []
  const articles: Open[] = []
  const preamble: string[] = []
  const warnings: string[] = []
  let last = 0
  let lastSub = 0
  let current: Open | undefined

  const begin = (start: Start) => {
    let key = start.key
    if (articles.some((a) => a.key === key)) {
      warnings.push(`${start.no} 出现两次`)
      let n = 2
      while (articles.some((a) => a.key === `${start.key}(${n})`)) n++
      key = `${start.key}(${n})`
    }
    last = start.number
    lastSub = start.sub
    current = { no: start.no, key, heading: places.map((p) => p.title), paragraphs: [] }
    articles.push(current)
    takeText(start.rest)
  }
  // Some sources run several articles together in one line; only the exact next number splits it.
  const takeText = (text: string) => {
    const next = last + 1
    const inline = new RegExp(`^(.*?[。；：）)”])\\s+第\\s*${articleName(next).slice(1, -1)}\\s*条\\s+(.+)$`).exec(text)
    if (!inline || !current) return void (text.trim() && (current ? current.paragraphs : preamble).push(text.trim()))
    current.paragraphs.push(inline[1]!.trim())
    begin({ number: next, sub: 0, rest: inline[2]!, no: articleName(next), key: String(next) })
  }

  for (const line of lines) {
    const start = startOf(line, last, lastSub)
    if (start) begin(start)
    else if (DIVISION.test(line) || isMarkdownHeading(line)) enterDivision(places, line)
    else takeText(line)
  }
  return { articles: articles.map(close), preamble, warnings }
}

function isMarkdownHeading(line: string): boolean {
  return /^#{1,6}\s/.test(line)
}

function enterDivision(places: Place[], line: string): void {
  const m = DIVISION.exec(line)
  const hashes = /^#+/.exec(line)?.[0].length ?? 0
  const rank = m ? RANK[m[1]!]! : 2 + hashes
  const title = line.replace(/^[#*\s]+|[*\s]+$/g, '').replace(/\s+/g, ' ')
  while (places.length > 0 && places.at(-1)!.rank >= rank) places.pop()
  places.push({ rank, title })
}

function splitItems(lines: string[]): Body {
  const decimals = countSequence(lines, DECIMAL_ITEM)
  const chinese = countSequence(lines, ITEM)
  if (decimals === 0 && chinese === 0) return whole(lines)
  return walk(lines, decimals > chinese ? itemStart(DECIMAL_ITEM) : itemStart(ITEM))
}

/** How far the numbering runs through the whole text; 0 where it starts anew, as under each heading. */
function countSequence(lines: string[], shape: RegExp): number {
  let last = 0
  for (const line of lines) {
    const number = parseNumeral(shape.exec(line)?.[1] ?? '')
    if (number === 1 && last > 0) return 0
    if (number === last + 1) last++
  }
  return last
}

function itemStart(shape: RegExp): typeof articleStart {
  return (line, last) => {
    const m = shape.exec(line)
    const number = m ? parseNumeral(m[1]!) : undefined
    if (!m || number !== last + 1) return undefined
    return { number, sub: 0, rest: m[2]!, no: `${m[1]}、`, key: m[1]! }
  }
}

function whole(lines: string[]): Body {
  const paragraphs = lines.map((l) => l.replace(/^#+\s*/, '').trim()).filter(Boolean)
  if (paragraphs.length === 0) return { articles: [], preamble: [], warnings: [] }
  return { articles: [close({ no: '全文', key: '全文', heading: [], paragraphs })], preamble: [], warnings: [] }
}

function close(open: Open): Article {
  return { ...open, text: open.paragraphs.join('\n') }
}

const POINT = new RegExp(`^[（(](${NUMERAL})[）)]`)

/** The numbered clauses (款) of an article, each with the points (项) （一）（二） that hang on it. */
export function clauses(article: Pick<Article, 'paragraphs'>): { text: string; points: string[] }[] {
  const out: { text: string; points: string[] }[] = []
  for (const p of article.paragraphs) {
    const owner = out.at(-1)
    if (POINT.test(p) && owner) owner.points.push(p)
    else out.push({ text: p, points: [] })
  }
  return out
}
