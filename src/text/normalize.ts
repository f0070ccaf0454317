import traditionalPairs from 'opencc-js/dict/TSCharacters'
import type { Mention } from './span.ts'

/** A text folded for reading, with the way back to the raw text. */
export type Normalized = {
  raw: string
  text: string
  /** Raw offset of the character at `i`; `origin(text.length)` is the raw length. */
  origin(i: number): number
}

const DROP = 0
/** Width forms folded besides letters and digits; sentence marks (，。；：？！（）) are Chinese and stay. */
const SIGNS: Record<string, string> = { '￥': '¥', '〜': '~', '∶': ':', '﹣': '-', '−': '-', '‑': '-', '‐': '-' }

let table: Uint16Array | undefined

/** One entry for each UTF-16 unit: what it is read as. Built on first use, in about two milliseconds. */
function foldingTable(): Uint16Array {
  if (table) return table
  const fold = new Uint16Array(65536)
  for (let c = 0; c < 65536; c++) fold[c] = c
  for (const pair of traditionalPairs.split('|')) {
    const [from, to] = pair.split(' ')
    if (from?.length === 1 && to?.length === 1) fold[from.charCodeAt(0)] = to.charCodeAt(0)
  }
  const foldCompatibility = (first: number, last: number) => {
    for (let c = first; c <= last; c++) {
      const plain = String.fromCharCode(c).normalize('NFKC')
      if (plain.length === 1) fold[c] = fold[plain.charCodeAt(0)]!
    }
  }
  // Radicals and compatibility ideographs come out of PDF files in the place of ordinary characters.
  foldCompatibility(0x2e80, 0x2fdf)
  foldCompatibility(0xf900, 0xfaff)
  for (let c = 0xff01; c <= 0xff5e; c++) {
    if (!'，；：？！（）'.includes(String.fromCharCode(c))) fold[c] = c - 0xfee0
  }
  for (const [from, to] of Object.entries(SIGNS)) fold[from.charCodeAt(0)] = to.charCodeAt(0)
  for (let c = 0; c < 65536; c++) {
    const sign = String.fromCharCode(c)
    if (sign === '\n') continue
    if (sign === '\t' || /\p{Zs}/u.test(sign) || c === 0x2028 || c === 0x2029 || c === 0x85) fold[c] = 0x20
    else if (INVISIBLE.test(sign)) fold[c] = DROP
  }
  table = fold
  return fold
}

/** Control, zero-width, direction and variation characters: nobody meant to write them. */
const INVISIBLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/

let last: Normalized | undefined

/**
 * Folds width, Traditional characters, odd spaces and invisible characters, so that finders read one alphabet.
 * Every character stands for at most one of the raw text, so `origin` is exact.
 */
export function normalize(raw: string): Normalized {
  // The finders read the same text one after the other; the last one is kept.
  if (last?.raw === raw) return last
  const fold = foldingTable()
  const codes = new Uint16Array(raw.length)
  let changed = false
  let kept = 0
  let origins: Int32Array | undefined
  for (let i = 0; i < raw.length; i++) {
    const c = raw.charCodeAt(i)
    const to = fold[c]!
    if (to !== c) changed = true
    if (to === DROP) {
      if (!origins) {
        origins = new Int32Array(raw.length + 1)
        for (let k = 0; k < kept; k++) origins[k] = k
      }
      continue
    }
    if (origins) origins[kept] = i
    codes[kept++] = to
  }
  const text = changed ? decode(codes.subarray(0, kept)) : raw
  if (origins) origins[kept] = raw.length
  const known = origins
  const origin = (i: number) => {
    if (i <= 0 && !known) return 0
    if (i >= kept) return raw.length
    return known ? known[Math.max(0, i)]! : i
  }
  last = { raw, text, origin }
  return last
}

function decode(codes: Uint16Array): string {
  let out = ''
  for (let i = 0; i < codes.length; i += 8192) out += String.fromCharCode(...codes.subarray(i, i + 8192))
  return out
}

/** The mention in the raw text that stands at [start, end) of the normalized one. */
export function mentionAt(from: Normalized, start: number, end: number): Mention {
  const rawStart = from.origin(start)
  const rawEnd = end > start ? from.origin(end - 1) + 1 : rawStart
  return { start: rawStart, end: rawEnd, quote: from.raw.slice(rawStart, rawEnd) }
}

/**
 * What is stored of a text a person sent: no control or zero-width characters, LF line ends, composed (NFC), no spaces
 * at line ends. The words, their width and their script stay the person's own.
 */
export function tidy(raw: string): string {
  return raw
    .toWellFormed()
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g,
      '',
    )
    .normalize('NFC')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trimEnd()
}
