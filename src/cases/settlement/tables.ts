import type { Names } from '../reading/names.ts'
import { findAmounts, yuanOf } from '../reading/quantities.ts'
import { asDay, billOf, billTells, calledInFull } from './bills.ts'
import { bareFigure, type Column, columnsOf, consented, unitOf, withUnit } from './columns.ts'
import { empty, gridsOf, hasHead, totalLine, totalRow, upright } from './grids.ts'
import { asBelow, begins, dividing, pointsOf, tellsOf } from './table-tells.ts'

/** Sums of rows that make up a total: what a later change of a row changes too. */
export type Total = { label: string; fen: number; of: { row: { text: string }; label: string }[] }
export type RowWords = { text: string; total?: Total }

/** A table with a head, taken out of a record's text: its rows as clauses, and what tells whether they were agreed. */
export type Table = {
  /** Where it stood in the text that is left. */
  at: number
  /** The line that leads into it. */
  lead: string
  rows: RowWords[]
  /** Said to lie outside the agreement. */
  outside: string[]
  /** It has a column of what was agreed, of who does what. */
  agreed: boolean
  /** A column of it says of every row what is done. */
  acts: boolean
  /** It tells what is owed, paid, or where to. */
  owed: boolean
  /** It names the accounts to pay into. */
  account: boolean
}

/**
 * A narrowed text without its tables that have a head, and those tables as clauses; rows without a head, and instalments
 * or shares that finish the sentence before them, stay in the text as words. Items and their sums under no head are a table
 * only where all have `seen` what was written.
 */
export function takeTables(text: string, names: Names, seen = false): { text: string; tables: Table[] } {
  const isParty = (words: string) =>
    names.find(words).some(({ start, end }) => start === 0 && (end === words.length || /^\(/.test(words.slice(end))))
  const lines = text.split('\n')
  const tables: Table[] = []
  const out: string[] = []
  let done = 0
  for (const { from, to, rows } of gridsOf(lines, isParty)) {
    out.push(...lines.slice(done, from))
    done = to
    const lead = out.findLast((line) => line.trim()) ?? ''
    const below = totalLine.exec(lines[to]?.trim() ?? '')
    if (!hasHead(rows, isParty)) {
      const bill = billOf(rows, lead)
      if (bill) {
        tables.push({ at: out.join('\n').length, lead, rows: [{ text: bill }], ...billTells })
        continue
      }
      const said = loose(rows, lead, isParty)
      const above = out.filter((line) => line.trim()).slice(-2)
      // 补偿款这样分: what each gets finishes the sentence that names the whole.
      if (rows.every(([name]) => isParty(name!)) && rows.length > 1 && dividing.test(lead)) {
        while (out.length > 0 && !out.at(-1)!.trim()) out.pop()
        const shares = rows.map(([name, sum]) => `${name}${sum!.replace(/^(\d[\d.,]*万?元),(.*)$/, '$1($2)')}`)
        out.push(`${out.pop()!.trimEnd()}${shares.join(',')}。`)
      } else if (rows.every((row) => row.length === 2) && above.some((line) => asBelow.test(line)))
        tables.push({
          at: out.join('\n').length,
          lead,
          rows: said.flatMap(pointsOf).map((text) => ({ text })),
          outside: [],
          agreed: true,
          acts: false,
          owed: true,
          account: false,
        })
      else if (seen && said.length === 1 && rows.length > 2 && rows.every((row) => row.length === 2))
        tables.push({
          at: out.join('\n').length,
          lead,
          rows: [{ text: said[0]! }],
          outside: [],
          agreed: false,
          acts: false,
          owed: false,
          account: false,
        })
      else out.push(...said)
      continue
    }
    const [head, ...given] = upright(rows, isParty) as [string[], ...string[][]]
    const all = calledInFull(given, names)
    // 合计尚欠33740元。under the rows is the table's last row.
    if (below && !all.some((row) => totalRow.test(row[0]!))) {
      all.push(['合计', below[1]!])
      done++
    }
    const body = all.filter((row) => !totalRow.test(row[0]!.trim() || row[1] || ''))
    const columns = columnsOf(head, body, isParty)
    const short = /(?:[:]|如下|下表|下面)[。,]?$/.test(lead) && findAmounts(lead).length > 0 && finishing(columns, all)
    if (short) {
      while (out.length > 0 && !out.at(-1)!.trim()) out.pop()
      out.push(`${out.pop()!.replace(/[。;,:]$/, '')}:${short};`)
      continue
    }
    const at = out.join('\n').length
    // Who was there and how to reach them is no term.
    const roll = columns.every(({ kind, label }) => kind === 'who' || kind === 'number' || present.test(label))
    const words = roll ? { rows: [], outside: [] } : tableWords(columns, all)
    tables.push({ at, lead, ...words, ...tellsOf(head, columns, body) })
  }
  out.push(...lines.slice(done))
  return { text: out.join('\n'), tables }
}

const present = /身份|电话|手机|证号|证件|职务|单位|住址|地址|关系|签[名字到]|备注|性别|年龄/
const money = ({ kind, unit }: Column): boolean => kind === 'figure' && /^万?元$/.test(unit ?? '')
const generic = /^(?:金额|数额|款额|款项|钱数?|)$/

/** 第1期于7月31日前付12万元,第2期…: rows of a name or a number, a day and one sum, which finish the sentence that names the whole. */
function finishing(columns: Column[], rows: string[][]): string | undefined {
  const sums = columns.filter(money)
  const days = columns.filter(({ kind }) => kind === 'day')
  const others = columns.filter((it) => !money(it) && it.kind !== 'day' && it.kind !== 'number')
  const rooms = others.filter(({ kind, label }) => kind !== 'who' && /号|室/.test(label))
  if (sums.length !== 1 || days.length > 1 || others.length - rooms.length > 1) return undefined
  const sum = columns.findIndex(money)
  if (!rows.every((row) => row[sum] && (bareFigure.test(row[sum]!) || findAmounts(row[sum]!).length === 1)))
    return undefined
  return rows
    .map((row) => {
      const cell = (of: Column | undefined) => (of ? (row[columns.indexOf(of)] ?? '') : '')
      const paid = withUnit(cell(sums[0]), sums[0]!.unit)
      const [name = ''] = others.filter((it) => !rooms.includes(it)).map((it) => subjectOf(it, cell(it)))
      if (totalRow.test(row[0]!.trim() || name)) return `合计${paid}`
      const room = rooms.map(cell).filter(Boolean).join('、')
      const label = generic.test(sums[0]!.label) ? '' : sums[0]!.label
      const due = cell(days[0])
      const said = due ? `${name ? '于' : ''}${due}${label || (aheadOnly.test(due) ? '付' : '')}` : label
      return `${name}${room ? (name ? `(${room})` : `${room}:`) : ''}${said}${paid}`
    })
    .join(',')
}

const dueHead = /\d(?:日|号|月底|月末)?(?:之?前|以前|[日号底末])$/
const aheadOnly = /^[\d年月日号底末中旬前内之以./\s-]*(?:前|内|底|日|号|\d)$/
/** Rows without a head: 裘阿大赔玻璃420元,今天付清. A figure after a day, or the only one beside a name where the talk is of money, is a sum. */
function loose(rows: string[][], lead: string, isParty: (words: string) => boolean): string[] {
  const bare = rows[0]!.map((_, n) => n).filter((n) => rows.every((row) => !row[n] || bareFigure.test(row[n]!)))
  const values = bare.length === 1 ? rows.map((row) => Number(row[bare[0]!]?.replace(/[^\d.]/g, ''))) : []
  const items = rows.some(([item]) => unitOf(item!) === '元' && !totalRow.test(item!))
  const sums =
    values.length > 0 &&
    values.every((value) => value >= 100) &&
    (items || /元|钱|款|份额|费|赔|退|补/.test(lead)) &&
    !rows.some(([item]) => /^\d/.test(item!))
  const said = rows.map((row) => {
    const cells = row
      .map((cell, n) => (sums && n === bare[0] ? withUnit(cell, '元') : datedSum(cell)))
      .filter((cell) => !empty.test(cell))
    return joined(cells, isParty)
  })
  return sums && items ? [said.join(',')] : said
}

/** 2026年12月31日前 25000 → 2026年12月31日前付25000元. */
const datedSum = (cell: string): string =>
  cell.replace(/^([\d年月日号底末.-]+(?:前|底|内|日))\s+(\d{3,}(?:\.\d+)?)(?:元)?$/, '$1付$2元')

/** The cells of one row as words: a name and what it does, or an item and what was settled on it. */
function joined(cells: string[], isParty: (words: string) => boolean): string {
  const [first = '', ...rest] = cells
  if (rest.length === 0) return first
  const flows = isParty(first) ? begins.test(rest[0]!) || !/^\d/.test(rest[0]!) : rest.length === 1 && figured(rest[0]!)
  return flows && !/[\dA-Za-z]$/.test(first) ? `${first}${apart(rest)}` : `${first}:${apart(rest)}`
}
const figured = (cell: string): boolean =>
  /^[约¥]?\d[\d,.]*(?:万|千)?[\p{Script=Han}㎡%]{1,3}(?:\([^()]*\))?$/u.test(cell)

const outsideWords = /另案|另行(?:处理|主张|解决|协商)|不在本|不纳入|不列入|暂不处理/
const refusedWords = /^(?:未(?:达成|谈)|没(?:有)?(?:达成|谈)|不同意|不支持|待定|再议|另议|拒绝|不予|驳回|保留)/

type Words = Pick<Table, 'rows' | 'outside'>

function tableWords(columns: Column[], all: string[][]): Words {
  const isTotal = (row: string[]) => totalRow.test(row[0]!.trim() || row[1] || '')
  const settles = columns.map(
    ({ kind }) => kind === 'deed' || kind === 'remark' || kind === 'plain' || kind === 'figure',
  )
  const settled = (row: string[], words: RegExp) => row.some((cell, n) => settles[n] && words.test(cell))
  const agreed = all.filter((row) => !isTotal(row) && consented(columns, row) && !settled(row, refusedWords))
  const kept = agreed.filter((row) => !settled(row, outsideWords))
  const outside = agreed.filter((row) => settled(row, outsideWords)).map((row) => rowWords(columns, row))
  const rows = kept.map((row): RowWords => ({ text: rowWords(columns, row) }))
  const filled = kept.flatMap((row, i) => (rows[i]!.text ? [{ row, said: rows[i]! }] : []))
  for (const { row, said } of filled) said.total = ownTotal(columns, row, said)
  const total = all.find(isTotal)
  // 减借支5000元 behind the total is no part of it.
  const summed = total ? filled.filter(({ row }) => all.indexOf(row) < all.indexOf(total)) : filled
  const parts = summed.length > 0 ? summed : filled
  const whole = total && totalWords(columns, total, parts, kept.length < all.filter((row) => !isTotal(row)).length)
  if (isBill(columns)) {
    // What is taken off behind the total stays behind it.
    const items = filled.map(({ said }) => said.text)
    const after = items.splice(parts.length)
    const text = [...items, ...(whole ? [whole.text.replace(/^以上/, '')] : []), ...after].join(',')
    return { rows: text ? [{ text }] : [], outside }
  }
  const merged =
    columns.length === 2
      ? payments(filled.map(({ row, said }) => ({ item: row[0]!, cell: row[1]!, said })))
      : filled.map(({ said }) => said)
  return { rows: [...merged, ...(whole ? [whole] : [])], outside }
}

/** Items with one sum each and at most a remark: a bill, which one clause holds. */
const isBill = (columns: Column[]): boolean =>
  columns[0]?.kind === 'matter' &&
  !/期|月/.test(columns[0].label) &&
  columns.filter(money).length === 1 &&
  columns.every((it, n) => n === 0 || money(it) || ['remark', 'number', 'claim', 'consent'].includes(it.kind))

const verbs = /付|转|打|汇|现金|微信|支付宝|退|交|还/

/** What a row is about: 第1期 where its cell only counts. */
const subjectOf = ({ label }: Column, cell: string): string =>
  empty.test(cell) ? '' : /期/.test(label) && /^(?:\d+|[一二三四五六七八九十]{1,2})$/.test(cell) ? `第${cell}期` : cell

/** One row as a clause: who or what it is about, then each cell under its head's noun, with its unit. */
function rowWords(columns: Column[], row: string[]): string {
  const about = columns.findIndex(({ kind }) => kind === 'who')
  const first = about >= 0 ? about : columns.findIndex(({ kind }) => kind === 'matter')
  const subject = first >= 0 ? subjectOf(columns[first]!, row[first] ?? '') : ''
  const parts: string[] = []
  let dated = ''
  const flush = () => {
    if (dated) parts.push(paidBy(dated, parts))
    dated = ''
  }
  const counted = columns.findIndex(({ kind }) => kind === 'unit')
  columns.forEach((column, n) => {
    const cell = row[n] ?? ''
    if (n === first || empty.test(cell) || ['number', 'claim', 'consent', 'unit'].includes(column.kind)) return
    if (column.kind === 'day') {
      flush()
      dated = dueWords(column.label, asDay(cell))
      return
    }
    const said = cellWords(column, cell, { counted: row[counted], subject, alone: columns.length === 2 })
    if (dated && money(column)) {
      const label = generic.test(column.label) && aheadOnly.test(dated) ? '付' : ''
      parts.push(`${dated}${label}${said}`)
      dated = ''
      return
    }
    flush()
    if (column.kind === 'remark' && parts.length > 0 && !verbs.test(cell) && cell.length <= 16 && !/[,;]/.test(cell))
      parts.push(`${parts.pop()}(${cell.replace(/^\((.*)\)$/, '$1')})`)
    else parts.push(said)
  })
  flush()
  if (parts.length === 0) return columns.some(({ kind }) => kind === 'consent') ? subject : ''
  if (!subject) return apart(parts)
  const { kind } = columns[first]!
  const doesFirst = columns.find((_, n) => n !== first && !empty.test(row[n] ?? ''))?.kind === 'deed'
  const flows =
    kind === 'who'
      ? doesFirst && begins.test(parts[0]!)
      : parts.length === 1 && (figured(parts[0]!) || /^\(/.test(parts[0]!))
  const instalment = kind === 'matter' && /期$|^第.+[次笔]$/.test(subject) && /^\d/.test(parts[0]!)
  const between = instalment && !figured(parts[0]!) ? '于' : flows && !/[\dA-Za-z]$/.test(subject) ? '' : ':'
  return `${subject}${between}${apart(parts)}`
}

/** 认可500 and 800 do not run together to 500,800. */
const apart = (parts: string[]): string =>
  parts.reduce((all, part) => `${all}${/\d$/.test(all) && /^\d{3}(?!\d)/.test(part) ? '、' : ','}${part}`)

/** 2026年12月31日 under 最迟 → 2026年12月31日前. */
const dueWords = (label: string, cell: string): string =>
  /期限|时限|截止|最[晚迟]|之?前$/.test(label) && aheadOnly.test(cell) && !/前|内/.test(cell) ? `${cell}前` : cell

/** A day behind a sum is the day it is paid. */
const paidBy = (due: string, parts: string[]): string =>
  parts.length > 0 && aheadOnly.test(due) && findAmounts(parts.at(-1)!).length > 0 && !verbs.test(parts.at(-1)!)
    ? `${due}付`
    : due

function cellWords(
  { kind, label, unit }: Column,
  cell: string,
  at: { counted?: string; subject: string; alone: boolean },
): string {
  if (kind === 'deed') return withUnit(cell, unitOf(at.subject))
  if (kind === 'remark') return /^\d/.test(cell) ? `${label}:${cell}` : cell
  if (kind === 'figure') {
    const own = at.alone && label === '' ? (unitOf(at.subject) ?? unit) : unit
    const said = withUnit(cell, /数量/.test(label) ? at.counted || own : own)
    // 12月10日前|4000: a day over sums is when they are paid.
    const noun = generic.test(label)
      ? ''
      : unit === '元' && dueHead.test(label)
        ? `${label}付`
        : /亩数|平(?:方|米)/.test(label)
          ? '面积'
          : label.replace(/^(天|件|套|台|人|户|片|块)数$/, '')
    return `${noun}${noun && /[\dA-Za-z]$/.test(noun) && /^\d/.test(said) ? ':' : ''}${said}`
  }
  const noun = label.replace(/[后末]四位$/, '尾号').replace(/谁$/, '')
  const account = /卡|账|折|收款|银行/.test(noun)
  if (account && /^\d{4}$/.test(cell))
    return `${noun.replace(/号$/, '')}${/尾号$/.test(noun) ? (/尾$/.test(noun.replace(/号$/, '')) ? '号' : '') : '尾号'}${cell}`
  const said = account
    ? cell
        .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
        .replace(/(?<=[\p{Script=Han}])\s*(?<!尾号)(\d{4})$/u, '尾号$1')
    : cell
  return `${noun}${/[\dA-Za-z]$/.test(noun) && /^[\dA-Za-z]/.test(said) ? ':' : ''}${said}`
}

const payment =
  /^(?:付款|支付|给付|赔偿|还款|退款|履行)?(?:时间|日期|期限|方式|账户|账号)$|^收款|^怎么付|^什么时候付|^付到/

/** 赔偿金额|6200 · 付款时间|12月18日前 · 收款账户|…: rows of one reckoning, and rows that only tell when and how it is paid, make one clause. */
function payments(rows: { item: string; cell: string; said: RowWords }[]): RowWords[] {
  const how = rows.filter(({ item }) => payment.test(item))
  const rest = rows.filter(({ item }) => !payment.test(item))
  const sums = rest.filter(({ said }) => findAmounts(said.text).length > 0)
  const plain = ({ cell }: (typeof rows)[number]) => figured(cell) || bareFigure.test(cell)
  const [first, ...others] = sums
  if (how.length === 0 || !first || (others.length > 0 && !sums.every(plain))) return rows.map(({ said }) => said)
  const ways = how.map(({ item, cell }) =>
    aheadOnly.test(cell) ? `${cell}付` : `${verbs.test(cell.slice(0, 6)) ? '' : item}${cell.replaceAll(' ', '')}`,
  )
  first.said.text = [...sums.map(({ said }) => said.text), ...ways].join(',')
  return rest.filter((row) => !others.includes(row)).map(({ said }) => said)
}

const fenOf = (cell: string | undefined): number | undefined => {
  const groups = bareFigure.exec(cell ?? '')?.groups
  if (!groups) return findAmounts(cell ?? '')[0]?.fen
  const times = groups.tens === '万' ? 10000 : groups.tens === '千' ? 1000 : 1
  return Math.round(Number(groups.figure!.replaceAll(',', '')) * times * 100)
}

const sumHead = /合计|小计|总计|共计|^(?:[总共合]|一共|总共|总额|总数)$/

/** The 合计 of one row that its other sums make up. */
function ownTotal(columns: Column[], row: string[], said: { text: string }): Total | undefined {
  const at = columns.findIndex((it) => money(it) && sumHead.test(it.label))
  const parts = columns.flatMap((it, n) => (money(it) && n !== at && fenOf(row[n]) !== undefined ? [n] : []))
  const fen = fenOf(row[at])
  if (at < 0 || parts.length < 2 || fen === undefined) return undefined
  if (parts.reduce((sum, n) => sum + fenOf(row[n])!, 0) !== fen) return undefined
  return { label: columns[at]!.label, fen, of: parts.map((n) => ({ row: said, label: columns[n]!.label })) }
}

/** The row of the total: the one sum that tells what all rows come to; where the rows do not make it up, with them, so that the gap is seen. */
function totalWords(
  columns: Column[],
  total: string[],
  rows: { row: string[]; said: RowWords }[],
  dropped: boolean,
): RowWords | undefined {
  const sums = columns.flatMap((it, n) => (money(it) ? [n] : []))
  const given = total.flatMap((cell) => (bareFigure.test(cell) || findAmounts(cell).length === 1 ? [fenOf(cell)!] : []))
  const made = (n: number) => rows.reduce((sum, { row }) => sum + (fenOf(row[n]) ?? 0), 0)
  const wanted = [...sums].sort((a, b) => weightOf(columns[b]!.label) - weightOf(columns[a]!.label) || b - a)
  const at = wanted.find((n) => given.includes(made(n)))
  const noun = (n: number) =>
    generic.test(columns[n]!.label) || sumHead.test(columns[n]!.label) ? '' : columns[n]!.label
  if (at !== undefined)
    return {
      text: `以上${noun(at)}合计${yuanOf(made(at))}`,
      total: {
        label: '合计',
        fen: made(at),
        of: rows.map(({ said }) => ({ row: said, label: generic.test(columns[at]!.label) ? '' : columns[at]!.label })),
      },
    }
  const [best] = wanted
  const stated = best === undefined ? undefined : fenOf(total[best])
  // What was left out of the table is in its total too.
  if (best === undefined || stated === undefined || dropped) return undefined
  const parts = rows.map(({ row }) => withUnit(row[best] ?? '', columns[best]!.unit)).filter(Boolean)
  return { text: `${noun(best)}${parts.join('、')},合计${yuanOf(stated)}` }
}

const weightOf = (label: string): number =>
  /尚欠|[应实][付退赔]/.test(label) ? 3 : sumHead.test(label) ? 2 : generic.test(label) || /欠/.test(label) ? 1 : 0
