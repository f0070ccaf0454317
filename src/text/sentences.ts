import { normalize } from './normalize.ts'
import type { Mention } from './span.ts'

const OPEN = '“「『《（(【'
const CLOSE = '”」』》）)】'
const SENTENCE_END = /[。！？!?；\n…]/
const CLAUSE_END = /[。！？!?；;\n…，,：]/
/** 1. 一、 （一） ① 第一、: the number of a list item belongs to what it counts. */
const NUMBERING =
  /^\s*(?:\d{1,2}[.、．)）]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|第[一二三四五六七八九十]{1,2}[、，])\s*$/
const QUOTE_LIMIT = 200

/** Cuts a text into sentences. Quoted speech, brackets, decimals and list numbers stay whole. */
export function sentences(raw: string): Mention[] {
  return cut(raw, SENTENCE_END, true)
}

/** Cuts a text into clauses at commas too; 、 joins the members of a list and does not cut. */
export function clauses(raw: string): Mention[] {
  return cut(raw, CLAUSE_END, false)
}

function cut(raw: string, ends: RegExp, keepQuotes: boolean): Mention[] {
  const { text, origin } = normalize(raw)
  const out: Mention[] = []
  let start = 0
  let closeAt = -1
  const push = (end: number) => {
    let from = start
    let to = end
    while (from < to && /\s/.test(text[from]!)) from++
    while (to > from && /\s/.test(text[to - 1]!)) to--
    start = end
    if (from >= to || !/[\p{L}\p{N}]/u.test(text.slice(from, to))) return
    const rawStart = origin(from)
    const rawEnd = origin(to - 1) + 1
    out.push({ start: rawStart, end: rawEnd, quote: raw.slice(rawStart, rawEnd) })
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (keepQuotes && closeAt < 0) {
      const pair = OPEN.indexOf(c)
      if (pair >= 0) {
        const close = i + 1 + text.slice(i + 1, i + 1 + QUOTE_LIMIT).indexOf(CLOSE[pair]!)
        // An unclosed quotation must not swallow the rest of a statement.
        if (close > i) closeAt = close
        continue
      }
    }
    if (closeAt >= 0) {
      if (i < closeAt) continue
      closeAt = -1
      // “……。” ends the sentence with its closing mark, unless the speech runs on.
      if (/[。！？!?…]/.test(text[i - 1] ?? '') && c === '”' && !/[，,、的]/.test(text[i + 1] ?? '')) push(i + 1)
      continue
    }
    if (!ends.test(c)) continue
    if (isInsideNumber(text, i) || NUMBERING.test(text.slice(start, i + 1))) continue
    while (i + 1 < text.length && /[。！？!?；;…，,”」』）)]/.test(text[i + 1]!) && !OPEN.includes(text[i + 1]!)) i++
    push(i + 1)
  }
  push(text.length)
  return out
}

/** 8,500 and 12:30 hold marks that end nothing. */
function isInsideNumber(text: string, i: number): boolean {
  return /[,.:：]/.test(text[i]!) && /\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '')
}
