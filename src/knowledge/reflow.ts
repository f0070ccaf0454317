/** Opens a paragraph wherever it stands: 第三条 …, 第二章 …, （一）, 一、. A reference in a sentence has no space behind it. */
const OPENS =
  /^(?:第\s?[零〇一二三四五六七八九十百千\d]+\s?[编分章节条](?:之[一二三四五六七八九十])?(?:\s|$)|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|目\s?录$|附\s?则$)/
const SENTENCE_END = /[。：！？:!?]["”’）)》]?$/
const PAGE_NUMBER = /^[-—–\s]*\d{1,4}[-—–\s]*$|^第\s*\d+\s*页/
/** An indented first line is two characters shorter, and a mark may not stand at a line's head. */
const SHORTER = 4
const INDENT = 2

/**
 * The paragraphs of a text whose lines were broken to fit a page, as a PDF gives it: a line as wide as the page goes on
 * in the next one, unless that one opens an article, a chapter or a point; where a sentence ends just there, a next line
 * as wide as an indented one begins a paragraph.
 */
export function reflow(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map((l) => l.replace(/\s+/g, ' ').trim())
    .filter((l) => l && !PAGE_NUMBER.test(l))
  const full = pageWidth(lines)
  const paragraphs: string[] = []
  let before = ''
  for (const line of lines) {
    const wide = before !== '' && widthOf(before) >= full - SHORTER
    const goesOn = wide && !OPENS.test(line) && (!SENTENCE_END.test(before) || widthOf(line) > full - INDENT + 0.5)
    if (goesOn) paragraphs[paragraphs.length - 1] += line
    else paragraphs.push(line)
    before = line
  }
  return paragraphs.join('\n').replace(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, '')
}

/** The width that the widest lines reach again and again; a single wider line is an accident. */
function pageWidth(lines: readonly string[]): number {
  const widths = lines.map(widthOf).sort((a, b) => a - b)
  return widths[Math.floor(widths.length * 0.9)] ?? 0
}

/** In Chinese characters: letters and digits are half as wide. */
function widthOf(line: string): number {
  let width = 0
  for (const c of line) width += c.charCodeAt(0) < 0x2000 ? 0.5 : 1
  return width
}
