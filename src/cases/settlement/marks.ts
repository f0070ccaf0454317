import { withStackedReckonings } from './stacked.ts'

/** A sign that a line of a list begins with: a bullet, a dash, an arrowhead, the frame of a tree (├ └ ┌). */
const sign = /^\s*(?:[┌┍├┝┞┠┣└┕┖┗┏╭╰╞╚╔╠│┃][─━]*|[—–─━]{1,2}|[-•·*→>＞▪◆■●○➢➤►▶▲△◇◎※»])\s*(?=[^\s—–─━|│┃┬┼┴:+=-])/u
const label = /^([^,。:;!?\d()]{1,12})[:]/
const framed = /\S\s*[|｜│┃]\s*\S/
const FEWEST = 3

/**
 * Lines of a list under whatever sign, counted: (1)…, (2)…. A list is what at least three lines that follow each other make;
 * rows of a table and turns of a talk, whose speakers come again, stay as they are.
 */
export function withCountedLines(text: string): string {
  // Lines of a reckoning begin with a sign of their own.
  const lines = withoutStems(withStackedReckonings(text).split('\n'))
  const marked = lines.map((line) => sign.test(line) && !framed.test(line.replace(sign, '')))
  for (let from = 0; from < lines.length; from++) {
    if (!marked[from]) continue
    const to = marked.indexOf(false, from)
    const items = lines.slice(from, to < 0 ? undefined : to).map((line) => line.replace(sign, ''))
    const heads = items.flatMap((item) => label.exec(item.replaceAll('：', ':'))?.[1] ?? [])
    if (items.length >= FEWEST && new Set(heads).size === heads.length)
      for (const [i, item] of items.entries()) lines[from + i] = `(${i + 1})${item}`
    from += items.length
  }
  return lines.join('\n')
}

const stems = '甲乙丙丁戊己庚辛壬癸'
const stem = new RegExp(`^\\s*([${stems}])(?:[.．、,，)）]|\\s)\\s*(?=\\S{6})`)
/** 甲 …, 乙 …, 丙 … line after line: a list counted in stems, which would be taken for sides of a contract. */
function withoutStems(lines: string[]): string[] {
  const out = [...lines]
  for (let from = 0; from < lines.length; from++) {
    let to = from
    while (to < lines.length && stem.exec(lines[to]!)?.[1] === stems[to - from]) to++
    if (to - from < FEWEST) continue
    for (let at = from; at < to; at++) out[at] = `(${at - from + 1})${lines[at]!.replace(stem, '')}`
    from = to - 1
  }
  return out
}
