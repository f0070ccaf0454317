import { diffChars } from 'diff'

/** Words in quotation marks beside a citation; `claimed` where the text says that they are the article's own. */
export type Wording = { text: string; claimed: boolean }

const OPEN = /[“「"]/
const CLOSE: Record<string, string> = { '“': '”', '「': '」', '"': '"' }
/** What somebody says is not what the law says. */
const SPEAKS = /称|说|主张|辩|认为|表示|陈述|提出|回答|反问|喊|写道|留言|承诺|解释中|合同中|协议中/
const CLAIMS = /(?:规定|明确|载明|写明|指出|要求|原文|条文|内容)(?:是|为)?(?:的是|如下)?\s*[：:，,]?\s*$|[：:]\s*$/
const REACH = 1600
const LONGEST_GAP = 40

/** The quotations that belong to a citation: those that follow it in its sentence, and one that it closes in brackets. */
export function wordingsAround(
  text: string,
  { start, end, until }: { start: number; end: number; until: number },
): Wording[] {
  const before = quotedBefore(text, start)
  return [...(before ? [before] : []), ...quotedAfter(text, end, until)]
}

function quotedAfter(text: string, end: number, until: number): Wording[] {
  const out: Wording[] = []
  let at = end
  while (at < until) {
    const gap = text.slice(at, Math.min(until, at + LONGEST_GAP + 1))
    const open = gap.search(OPEN)
    const lead = gap.slice(0, open)
    if (open < 0 || /[。；;]|\n\s*\n/.test(lead) || SPEAKS.test(lead)) break
    const from = at + open + 1
    const close = closing(text, from - 1, from + REACH)
    if (close < 0) break
    out.push({ text: text.slice(from, close), claimed: CLAIMS.test(lead) })
    at = close + 1
  }
  return out
}

/** Where the quotation opened at `open` ends; marks of the same kind may stand inside it. */
function closing(text: string, open: number, limit: number): number {
  const [mark, end] = [text[open]!, CLOSE[text[open]!]!]
  let depth = 1
  for (let i = open + 1; i < Math.min(text.length, limit); i++) {
    if (text[i] === end && --depth === 0) return i
    if (text[i] === mark && mark !== end) depth++
  }
  return -1
}

function quotedBefore(text: string, start: number): Wording | undefined {
  const head = text.slice(Math.max(0, start - REACH), start)
  const tail =
    /([”」"])\s*(?:[（([【]\s*(?:参?见|引自|依据|根据|出自|来自)?|[，,]?(?:出自|见于|源自|载于|是|系)|——?)\s*$/.exec(
      head,
    )
  if (!tail) return undefined
  const open = head.lastIndexOf({ '”': '“', '」': '「', '"': '"' }[tail[1]!]!, tail.index - 1)
  if (open < 0 || SPEAKS.test(head.slice(Math.max(0, open - 8), open))) return undefined
  return { text: head.slice(open + 1, tail.index), claimed: true }
}

const SHORTEST_LIKENESS = 8
const LIKENESS = 0.5

/**
 * Where quotations depart from the official text; undefined where every piece of them (cut at ……) stands in one of
 * `officials`. Quoted words that nobody calls the law's own count only where they are plainly meant as its text.
 */
export function misquotation(wordings: readonly Wording[], officials: readonly string[]): string | undefined {
  const plain = officials.map(fold)
  for (const { text, claimed } of wordings) {
    const wrong = text
      .replace(/^\s*第[^条]{1,12}条(?:之.)?[\s　:：]*/, '')
      .split(/…+|\.{3,}|\[[^\]]*\]|（[^（）]*略[^（）]*）|\n/)
      .map(fold)
      .find((piece) => piece.length > 0 && !plain.some((official) => official.includes(piece)))
    if (!wrong) continue
    const near = plain.map((official) => nearest(wrong, official)).sort((a, b) => b.shared - a.shared)[0]!
    const meant = claimed || (wrong.length >= SHORTEST_LIKENESS && near.shared >= LIKENESS)
    if (meant) return `与原文不同：${difference(near.text, wrong)}`
  }
  return undefined
}

/** The official words with what was left out [-…-] and what was put in {+…+}. */
function difference(official: string, quoted: string): string {
  return diffChars(official, quoted)
    .map((d) => (d.added ? `{+${d.value}+}` : d.removed ? `[-${d.value}-]` : d.value))
    .join('')
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
}

/** The stretch of the official text that shares most pairs of characters with a quotation, and the share of its pairs found there. */
function nearest(piece: string, official: string): { text: string; shared: number } {
  const pairs = new Set(Array.from({ length: Math.max(piece.length - 1, 0) }, (_, i) => piece.slice(i, i + 2)))
  const hit = Array.from({ length: Math.max(official.length - 1, 0) }, (_, i) =>
    pairs.has(official.slice(i, i + 2)) ? 1 : 0,
  )
  const width = Math.min(piece.length, official.length)
  let sum = 0
  let best = -1
  let at = 0
  for (let i = 0; i < official.length; i++) {
    sum += hit[i] ?? 0
    if (i >= width) sum -= hit[i - width] ?? 0
    if (sum > best) {
      best = sum
      at = Math.max(0, i - width + 1)
    }
  }
  return { text: official.slice(at, at + width + 1), shared: Math.max(best, 0) / Math.max(pairs.size, 1) }
}
