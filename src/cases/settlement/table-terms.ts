import type { CaseRecord } from '../read.ts'
import { saysMostOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { act, notReached } from './cues.ts'
import type { Clause, Settlement } from './find.ts'
import { agreementStart, byMediation, listHead, otherHead, tellsAgreement } from './opener.ts'
import type { RowWords, Table } from './tables.ts'

/** A head that leads into what one side brought, what happened, or what a contract said before. */
const factsHead =
  /(?:损失|费用|花费|支出|票据|发票|清单|明细|证据|材料|账目|流水|情况|经过|到场|参加|人员|签到|签名)[^,。:]{0,6}[:]?\s*$|(?:合同|原协议|借条|欠条|收据|当初|当时|原先)[^,。:]{0,10}[:]?\s*$|(?:提供|提交|出示|交来|发来|报来|拿出|拿来|单方|自己[列算记])[^,。]{0,14}$/
const proposal = /方案|建议|提议|提出|草案|初稿|拟/
/** —— 写成:, 归拢写下来: what a talk came to, put down. */
const putDown = /^[^,。:]{0,8}(?:写成|写下(?:来|了)?|记成|排成|列成|归拢(?:来|了)?)(?:这样|下面|如下|一张表)?[:]\s*$/
const checked = /核对|核实|核定|核算|对账|结算|确认|查明|算清/
const open = /考虑|等[^,。]{0,4}答复|再[谈议商约]|待定|征求|草案|初稿|拟定|没有?签|未签/

/** What stands below a table that all have seen and nobody objects to. */
const signedOff =
  /(?:双方|各方|大家|两[方人家]|[三四五]方|[三四五]人|当事人)(?:都|均|当场)?(?:看过|核对|确认)?[^。\n]{0,6}(?:无异议|没(?:有)?异议|没意见|无误|签(?:字|名)确认|当场签(?:字|名))/

/** Whether a table of a record holds terms: what leads into it or its own heads say so; a list of costs, claims or receipts does not. */
export function settles(
  { at, lead, rows, agreed, acts, owed, account }: Table,
  record: CaseRecord,
  told: boolean,
): boolean {
  const head = lead.slice(-26)
  const strong =
    tellsAgreement(lead) ||
    (byMediation(record) && signedOff.test(record.text.slice(at)) && !notReached.test(record.text)) ||
    putDown.test(lead) ||
    /(?:双方|各方|三方|两家)(?:都|均|共同|一致)?(?:确认|认可|同意|商定)[^,。:]{0,8}[:]?\s*$/.test(lead) ||
    /(?:当场|当面|一起|共同|坐下来)(?:就|都)?(?:配|定|排|分|敲|商量)[^,。:]{0,6}[:]\s*$/.test(lead)
  if (rows.length === 0 || (otherHead.test(head.slice(-14)) && !checked.test(head))) return false
  if (!strong && factsHead.test(head)) return false
  if (!told)
    return (
      byMediation(record) &&
      !notReached.test(record.text) &&
      !open.test(record.text) &&
      (strong || (agreed && rows.some((row) => act.test(row.text))))
    )
  const after = at >= agreementStart(record)
  const next = record.text.slice(at).trimStart().split('\n')[0]!
  if (proposal.test(head) && !strong && !after)
    return /同意|接受|认可|没意见|点头|一致/.test(next) && !notReached.test(next)
  if (strong || after || agreed || acts || (/[:]\s*$/.test(lead) && listHead.test(head))) return true
  return owed && (account || checked.test(head))
}

/** Whether a mediator's record ends with all having seen it and nobody objecting. */
export const isSignedOff = (record: CaseRecord): boolean =>
  byMediation(record) && signedOff.test(record.text) && !notReached.test(record.text)

/** A text with the rows of its tables where they stood, one a line. */
export const withRows = (text: string, tables: Table[]): string =>
  tables.reduceRight(
    (all, { at, rows }) => `${all.slice(0, at)}\n${rows.map((row) => row.text).join('\n')}${all.slice(at)}`,
    text,
  )

/** Where the words of a clause end in a text; past its end where they were put otherwise. */
export function placeOf({ text: words }: Clause, text: string): number {
  const at = text.indexOf(words.slice(-6))
  return at < 0 ? text.length : at
}

/** Where a clause begins: a table in the midst of an item stands behind it. */
function startOf(clause: Clause, text: string): number {
  const at = [clause.text, clause.text.slice(0, 12)].map((words) => text.indexOf(words)).find((it) => it >= 0)
  return at ?? placeOf(clause, text)
}

/** The clauses of a record with the rows of its tables among them, where they stood. */
export function withTables(
  { clauses, outside }: Pick<Settlement, 'clauses' | 'outside'>,
  tables: Table[],
  record: CaseRecord,
): Pick<Settlement, 'clauses' | 'outside'> {
  const make = ({ text, total }: RowWords): Clause => ({
    text,
    recordIds: [record.id],
    at: record.at,
    from: 'record',
    ...(total && { total }),
  })
  // 同意的写进协议: alone only leads into the table.
  const leads = ({ text }: Clause) =>
    findAmounts(text).length === 0 && tables.some(({ lead }) => /[:]\s*$/.test(lead) && lead.includes(text))
  // 我六楼出12000 of the talk: the table that was put down in the end tells it.
  const putIn = ({ text }: Clause) => {
    const figures = text.match(/\d{3,}(?:\.\d+)?/g) ?? []
    return tables.some(
      ({ at, lead, rows }) =>
        putDown.test(lead) &&
        figures.length > 0 &&
        !/[,;]/.test(text) &&
        record.text.lastIndexOf(text.slice(-6)) < at &&
        figures.every((it) => rows.some((row) => new RegExp(`(?<![\\d.])${it}(?![\\d.])`).test(row.text))),
    )
  }
  const own = clauses.filter((clause) => !leads(clause) && !putIn(clause))
  for (const clause of own) if (tables.some(({ lead }) => lead === clause.text)) clause.text = bareLead(clause.text)
  const placed = [
    ...own.map((clause) => ({ place: startOf(clause, record.text), made: [clause] })),
    ...tables.map(({ at, lead, rows }) => ({
      place: at,
      made: [...leadTerm(lead, own).map((text) => make({ text })), ...rowClauses(rows, make)],
    })),
  ].sort((a, b) => a.place - b.place)
  return {
    clauses: placed.flatMap(({ made }) => made),
    outside: [...outside, ...tables.flatMap((table) => table.outside.map((text) => make({ text })))],
  }
}

const bareLead = (lead: string): string => lead.replace(/[\s:;,。]+$/, '')

/** 去年的租金,每亩850元: above the rows says what all of them are reckoned by; a clause of its own where none tells it. */
const leadTerm = (lead: string, told: Clause[]): string[] => {
  const sums = findAmounts(lead)
  const settled =
    /[:]\s*$/.test(lead) &&
    sums.length > 0 &&
    sums.every(({ rate, end }) => rate || !/^[^,。]{0,4}(?:不|没|未)/.test(lead.slice(end))) &&
    !/要求|主张|提出|只肯|最多|称|协商|降|让|原|想|[?。;]/.test(lead)
  return settled && told.every(({ text }) => !saysMostOf(text, lead)) ? [bareLead(lead)] : []
}

/** Rows as clauses; a total keeps hold of the clauses it sums up. */
function rowClauses(rows: RowWords[], make: (row: RowWords) => Clause): Clause[] {
  const made = new Map(rows.map((row) => [row, make(row)] as const))
  for (const { total } of made.values())
    for (const part of total?.of ?? []) part.row = made.get(part.row as RowWords) ?? part.row
  return [...made.values()]
}
