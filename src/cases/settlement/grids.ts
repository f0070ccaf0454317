import { findAmounts } from '../reading/quantities.ts'
import { bareFigure, isHeadWord } from './columns.ts'

/** Lines of a text that are rows of one table. */
export type Grid = { from: number; to: number; rows: string[][] }

const SPACED = 3
/** Whether a row's first words name it a total. */
const totalWords = /^(?:以上)?(?:[一二两三四五六七八九十\d]+(?:户|人|家|项)?)?(?:合计|总计|共计|小计|总共|总额|总数)/
export const totalRow = new RegExp(`^[合总共]$|${totalWords.source}`)
/** A line of its own that tells what the rows above come to. */
export const totalLine = new RegExp(`${totalWords.source}[^\\d,。;]{0,6}?(\\d[\\d,]*(?:\\.\\d+)?万?元?)(?:整)?[。;]?$`)
export const empty = /^(?:[-—–/]*|无)$/
const rule = /^[\s|:+=─━┼├┤┌┐└┘┬┴-]+$/

type Row = { by: 'bar' | 'tab' | 'slash' | 'dash' | 'space'; cells: string[] }
const figured = /^[约¥]?\d[\d,.]*(?:万|千)?(?:元|块)?(?:\([^()]*\))?$/
/** 经济补偿——22500元: an item and its figure, or the two nouns that head such rows. */
const dashed = /^(?!.*[。;!?])([^—]{1,16}?)\s*(?:—{1,2}|-{2})\s*([^—]{1,16})$/
/** 饭钱退还……468元: an item, dots that lead to its figure. */
const led = /^([^….·_。;:!?]{1,20}?)\s*(?:…+|\.{3,}|·{3,}|_{3,})\s*([^…·_。;:!?]{1,24})[。;,]?$/
/** 裘阿大 80000元,减已收20000元: who gets a sum, and how it is reckoned. */
const share = /^([^\s\d,;。:]{2,12})\s+(\d[\d,.]*万?元(?![/每])[^。;!?:]{0,60})[。;]?$/

/** The cells of a line and how they are parted; undefined where it is no row. */
function cellsOf(line: string, isParty: (words: string) => boolean): Row | undefined {
  const tidy = (cells: string[]) => cells.map((cell) => cell.trim().replaceAll(/\s+/g, ' '))
  const bars = line.trim().replaceAll(/[｜丨│┃¦]/g, '|')
  // 在场:甲|乙|丙 says who was there, whatever parts the names.
  if (/^(?:到场|在场|参加|出席|参会)(?:人|人员|的人|的)?[:]/.test(bars)) return undefined
  if (bars.includes('|')) return { by: 'bar', cells: tidy(bars.split('|')) }
  if (line.trim().includes('\t')) return { by: 'tab', cells: tidy(line.split('\t')) }
  if (/\S\s+\/\s+\S/.test(line)) return { by: 'slash', cells: tidy(line.split(/\s+\/\s+/)) }
  // 沙发/2/3200: nothing but short cells.
  const tight = line.trim().split('/')
  if (tight.length >= SPACED && tight.every((cell) => cell.length <= 12 && !/[。;,:!?]/.test(cell)))
    return { by: 'slash', cells: tidy(tight) }
  const [, item, figure] = dashed.exec(line.trim()) ?? []
  if (item && figure && (figured.test(figure) || (isHeadWord(item) && isHeadWord(figure))))
    return { by: 'dash', cells: tidy([item, figure]) }
  const [, entry, value] = led.exec(line.trim()) ?? []
  if (entry && value && /\d/.test(value)) return { by: 'dash', cells: tidy([entry, value.replace(/[。;,]$/, '')]) }
  const [, name, sum] = share.exec(line.trim()) ?? []
  if (name && sum && isParty(name)) return { by: 'space', cells: tidy([name, sum]) }
  // What stands between spaces is a row only where it is no sentence.
  const plain = line.replaceAll(/\([^)]*\)/g, '').replaceAll(/(?<=\d),(?=\d{3})/g, '')
  const wide = line.trim().split(/\s{2,}/)
  if ((wide.length >= SPACED ? /[。;!?→]/ : /[。;,:!?→]/).test(plain) || line.length > 100) return undefined
  const cells = wide.length >= SPACED ? wide : line.trim().split(/\s+/)
  const named =
    cells.length === 2 && /^\P{Nd}{2,12}$/u.test(cells[0]!) && /^[约¥]?\d[\d,.]*万?元?(?:\(.*\))?$/.test(cells[1]!)
  // A head set in from the left leaves its first column without a name.
  const inset = /^\s{3,}/.test(line) ? [''] : []
  return cells.length >= SPACED || named ? { by: 'space', cells: tidy([...inset, ...cells]) } : undefined
}

/** The cells of the next line; of spaces between them single ones part too where that alone makes as many cells as the first line has. */
function fitted(line: string, first: Row, isParty: (words: string) => boolean): Row | undefined {
  const own = cellsOf(line, isParty)
  if (first.by !== 'space' || own?.by !== 'space' || own.cells.length === first.cells.length) return own
  const tight = line.trim().split(/\s+/)
  return tight.length === first.cells.length ? { by: 'space', cells: tight } : own
}

/** Rows that follow each other and are parted alike. */
export function gridsOf(lines: string[], isParty: (words: string) => boolean): Grid[] {
  const found: Grid[] = []
  for (let i = 0; i < lines.length; i++) {
    const first = cellsOf(lines[i]!, isParty)
    if (!first) continue
    const rows = [first.cells]
    let to = i + 1
    for (; to < lines.length; to++) {
      const next =
        fitted(lines[to]!, first, isParty) ?? (rule.test(lines[to]!) && lines[to]!.trim() ? first : undefined)
      if (next?.by !== first.by) break
      const fits = first.by !== 'space' || next.cells.length === first.cells.length || totalRow.test(next.cells[0]!)
      if (!fits || isPair(next.cells, rows)) break
      if (!rule.test(lines[to]!)) rows.push(next.cells)
    }
    if (first.by === 'bar') withoutFrame(rows)
    const width = Math.max(...rows.map((row) => row.length))
    const filled = rule.test(lines[i]!) ? rows.slice(1) : rows
    const least = first.by === 'slash' || first.by === 'dash' ? SPACED : 2
    const grid =
      filled.length >= least &&
      width >= 2 &&
      (hasHead(filled, isParty) || filled.some((row) => row.some((cell) => /\d/.test(cell))))
    const told =
      first.by === 'bar' ||
      first.by === 'tab' ||
      (first.by === 'slash' && (/\s\/\s/.test(lines[i]!) || hasHead(filled, isParty))) ||
      hasHead(filled, isParty) ||
      width === 2 ||
      filled.every((row) => isParty(row[0]!) || totalRow.test(row[0]!))
    if (!grid || !told) {
      if (first.by !== 'space') i = to - 1
      continue
    }
    // 项目   金额 over rows of an item and its sum.
    const above = first.by === 'space' ? (lines[i - 1]?.trim().split(/\s{2,}/) ?? []) : []
    const headed = above.length === width && width >= 2 && hasHead([above, ...filled], isParty)
    found.push({ from: headed ? i - 1 : i, to, rows: headed ? [above, ...filled] : filled })
    i = to - 1
  }
  return found
}

/** 收款|中国银行尾号… below rows of three cells: a matter and what was settled on it, no row of theirs. */
const isPair = ([first, second, ...more]: string[], [head, row]: string[][]): boolean =>
  more.length === 0 &&
  second !== undefined &&
  head!.length > 2 &&
  (row?.length ?? 0) > 2 &&
  !/^[\d¥.,]+(?:万?元)?$/.test(second) &&
  !totalRow.test(first!) &&
  !empty.test(second)

/** Bars at both ends of every row are the table's frame; an empty first cell over full ones is a cell. */
function withoutFrame(rows: string[][]): void {
  if (rows.every((row) => row.length > 1 && !row[0])) for (const row of rows) row.shift()
  if (rows.every((row) => row.length > 1 && !row.at(-1))) for (const row of rows) row.pop()
}

/** Whether the first row names what the others hold: nouns, no figures and nobody's name but in a table whose columns are people. */
export function hasHead([head, ...body]: string[][], isParty: (words: string) => boolean): boolean {
  if (!head || body.length === 0) return false
  const words = head.filter((cell) => !empty.test(cell))
  // 收款|某某,某行尾号…: a matter and its particulars, no names of columns.
  if (words.some((cell) => /[,;。].*\d|\d{4}/.test(cell.replaceAll(/20\d\d年?/g, '')))) return false
  if (words.some((cell) => bareFigure.test(cell) || findAmounts(cell).length > 0) || isParty(head[0]!)) return false
  const people = words.filter(isParty).length
  const nouns = words.filter((cell) => isHeadWord(cell) && !isParty(cell)).length
  return words.length >= 2 && (nouns >= Math.max(1, words.length / 2) || (people >= 2 && people >= words.length - 1))
}

/** A table whose columns are people, turned so that its rows are. */
export function upright(rows: string[][], isParty: (words: string) => boolean): string[][] {
  const [head, ...body] = rows as [string[], ...string[][]]
  const people = head.slice(1).filter((cell) => isParty(cell) || totalRow.test(cell))
  const figures = body.flatMap((row) => row.slice(1)).filter((cell) => /\d/.test(cell)).length
  if (people.length < 2 || people.length < head.length - 1 || figures < body.length) return rows
  return head.map((_, n) => rows.map((row, at) => (n === 0 && at === 0 ? '姓名' : (row[n] ?? ''))))
}
