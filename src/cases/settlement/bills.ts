import type { Names } from '../reading/names.ts'
import { findAmounts, yuanOf } from '../reading/quantities.ts'
import { bareFigure } from './columns.ts'
import { totalRow } from './grids.ts'
import { tellsAgreement } from './opener.ts'

/** What is known of a bill below words that tell an agreement: its rows were agreed. */
export const billTells = { outside: [], agreed: true, acts: false, owed: true, account: false }

const fenOf = (cell: string): number | undefined => {
  const bare = bareFigure.exec(cell)?.groups
  if (bare && !bare.tens) return Math.round(Number(bare.figure!.replaceAll(',', '')) * 100)
  const sums = findAmounts(cell)
  return sums.length === 1 && !sums[0]!.rate ? sums[0]!.fen : undefined
}

/**
 * 谈成,列表: and items with one sum each, whose last row is what all of them come to: one clause that tells every item and
 * the total. Undefined where the rows do not add up, or nothing above them tells of an agreement.
 */
export function billOf(rows: string[][], lead: string): string | undefined {
  const [total, ...items] = rows.toReversed()
  if (!total || items.length < 2 || !totalRow.test(total[0]!) || rows.some((row) => row.length !== 2)) return undefined
  if (!/[:]\s*$/.test(lead) || !tellsAgreement(lead)) return undefined
  const sums = items.reverse().map(([item, cell]) => ({ item: item!, fen: fenOf(cell!) }))
  const whole = fenOf(total[1]!)
  const off = (item: string) => /^[减扣抵]/.test(item)
  const made = sums.reduce((all, { item, fen }) => all + (fen === undefined ? Number.NaN : off(item) ? -fen : fen), 0)
  if (whole === undefined || made !== whole) return undefined
  return [...sums.map(({ item, fen }) => `${item}${yuanOf(fen!)}`), `合计${yuanOf(whole)}`].join(',')
}

/** 401 仇 → 仇建伟(401): a row's first cell that calls somebody by a surname that only one party has, beside their door or 家. */
export function calledInFull(rows: string[][], names: Names): string[][] {
  const people = names.all.filter(({ party }) => party.kind === 'person' && party.role !== 'agent')
  const called = (cell: string): string | undefined => {
    if (names.find(cell).length > 0) return undefined
    const { door = '', surname } =
      /^(?<door>\d{2,4})?(?:室|户)?\s*(?<surname>\p{Script=Han})(?:家|某)?$/u.exec(cell.trim())?.groups ?? {}
    const fits = surname ? people.filter(({ name }) => name.startsWith(surname)) : []
    return fits.length === 1 ? `${fits[0]!.name}${door && `(${door})`}` : undefined
  }
  const read = rows.map(([first = '']) => called(first))
  // One row alone may be of something else that reads like a surname; rows of a table are called alike.
  const all = rows.every(([first = ''], i) => read[i] || totalRow.test(first.trim()) || names.find(first).length > 0)
  return all && read.filter(Boolean).length > 1
    ? rows.map((row, i) => (read[i] ? [read[i], ...row.slice(1)] : row))
    : rows
}

/** 7.15 and 7/15 under 日期 → 7月15日. */
export const asDay = (cell: string): string =>
  cell.replace(
    /^(?:(20\d\d)[./])?(1[0-2]|0?[1-9])[./](3[01]|[12]\d|0?[1-9])(?=前|之前|以前|$)/,
    (_, y, m, d) => `${y ? `${y}年` : ''}${Number(m)}月${Number(d)}日`,
  )

/** A row parted by bars in the middle of other talk: 茅建新|地板350元|今天付清 → 茅建新地板350元,今天付清. */
export function rowAsWords(text: string, names: Names): string {
  const cells = text
    .split(/\s*(?:[|｜丨│]|\t|→|=>)\s*/)
    .map((cell) => cell.trim())
    .filter(Boolean)
  if (cells.length < 2) return text
  const [first, ...rest] = cells
  // 剩30000→5000×6: figures do not run into each other.
  const figures = /\d$/.test(first!) && /^\d/.test(rest[0]!)
  // 电池还在他那里 → 11月20日送到店: what happens on a day is said of what stands before, unless that only names who does it.
  const [named] = names.find(first!)
  const dated = /^\d/.test(rest[0]!) && first!.length > 4 && named?.end !== first!.length
  return !figures && !dated && (names.find(first!).length > 0 || findAmounts(first!).length === 0)
    ? `${first}${rest.join(',')}`
    : cells.join(',')
}
