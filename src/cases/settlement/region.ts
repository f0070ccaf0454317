import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { saysMostOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import { agreedIn, type Term } from './agreed.ts'
import { withReckonedUnits } from './chains.ts'
import { completed } from './completed.ts'
import {
  act,
  bareWaiver,
  ending,
  isOrder,
  marker,
  noTerm,
  notReached,
  opening,
  opinion,
  outsideCue,
  refused,
  undecided,
  unsigned,
  withoutOpenEnds,
  withYuan,
} from './cues.ts'
import { isTalkOf } from './dialogue.ts'
import type { Clause, Settlement } from './find.ts'
import { byMediation, cleaned, headTerm, openerOf, settlesSum, withWhole } from './opener.ts'
import { isSignedOff, placeOf, settles, withRows, withTables } from './table-terms.ts'
import { takeTables } from './tables.ts'
import { reached, withoutSpeakers } from './talk.ts'
import type { TermModel } from './terms.ts'

/** No agreement has more terms than this; what lies beyond is left to a person. */
const mostClauses = 100

/** What one record settles. */
export type Region = Pick<Settlement, 'clauses' | 'outside'>

/**
 * What a record settles: as its own words lead into it, and what the trained reader finds beside; the reader alone where no
 * known words lead in.
 */
export function regionOf(model: TermModel, record: CaseRecord, names: Names): Region | undefined {
  const end = sentencesOf(narrow(record.text)).at(-1)?.text ?? ''
  if (record.party || (unsigned.test(end) && !/约|再来|改[天日]|补签|明天|下午|送/.test(end))) return undefined
  const { text: bare, tables } = takeTables(narrow(record.text), names, isSignedOff(record))
  const text = withReckonedUnits(bare)
  const prose = { ...record, text }
  const read = learned(model, prose, names)
  // Of a talk taken down turn by turn the reader knows better what was settled than any words that lead into it.
  const led = byMediation(record) && !(read && isTalkOf(text)) ? readRegion(prose, names) : undefined
  const found = joined(text, led, read)
  const told = found && !isTalkOf(text) ? completed(found, prose) : found
  const settled = tables.filter((table) => settles(table, prose, told !== undefined))
  if (settled.length === 0) return told
  // Among the rows, told as words, the reader knows better what the lines around them are.
  const rows = settled.flatMap((table) => table.rows)
  const further = learned(model, { ...record, text: withRows(text, settled) }, names)?.clauses.filter(
    ({ text: words }) => rows.every((row) => !saysMostOf(row.text, words) && !saysMostOf(words, row.text)),
  )
  const region = joined(text, told, further && { clauses: further, outside: [] })
  const whole = withTables(region ?? { clauses: [], outside: [] }, settled, prose)
  return { ...whole, clauses: whole.clauses.slice(0, mostClauses) }
}

/** What known words lead into, and what the trained reader finds beside. */
function joined(text: string, led: Region | undefined, read: Region | undefined): Region | undefined {
  if (!led || !read) return led ?? read
  // 工资3000元,…,减预支1200元,实付18600元 says more than those of its rows that speak of paying.
  const whole = read.clauses.find(
    ({ text: it }) => /,减/.test(it) && !/[。;]/.test(it) && findAmounts(it).length > 3,
  )?.text
  const isRow = ({ text: row }: Clause) =>
    whole !== undefined && row.length < whole.length && saysMostOf(whole, row) && findAmounts(row).length > 0
  const own = led.clauses.filter((it) => !isRow(it))
  const held = [...own, ...led.outside]
  const further = read.clauses.filter(({ text: words }) =>
    held.every(({ text: said }) => !saysMostOf(said, words) && !saysMostOf(words, said)),
  )
  if (further.length === 0) return led
  const clauses = [...own, ...further].sort((x, y) => placeOf(x, text) - placeOf(y, text))
  return { clauses, outside: led.outside }
}

export function learned(
  model: TermModel,
  record: CaseRecord,
  names: Names,
  sourceOf: (place: number) => CaseRecord = () => record,
): Region | undefined {
  // Words that give the drafter orders make the whole record suspect: only what plainly leads into terms is taken from it.
  if (sentencesOf(narrow(record.text)).some(({ text }) => isOrder(text))) return undefined
  const told = agreedIn(model, record, names)
  if (!told) return undefined
  const make = ({ words: text, start }: Term): Clause[] => {
    if (refused.test(text) || noTerm.test(text)) return []
    const words = withYuan(withoutOpenEnds(isWaiver(text) ? bareWaiver(text) : text))
      .replace(opening, '')
      .replace(/[;。,\s]+$/, '')
    const { id, at } = sourceOf(start)
    return words ? [{ text: words, recordIds: [id], at, from: 'record' }] : []
  }
  const clauses = told.terms.flatMap(make).slice(0, mostClauses)
  // One sentence alone settles something in the record of a mediation, not in a receipt or a contract.
  const enough = clauses.length > 1 || byMediation(record)
  const binding = clauses.some(({ text: t }) => act.test(t) && t.length >= 6)
  return enough && binding ? { clauses, outside: told.outside.flatMap(make) } : undefined
}

const isWaiver = (text: string): boolean => /自愿(?:放弃|撤回)|撤回/.test(text)

/** The terms of one record: from the words that tell of an agreement to where the record turns to other things. */
function readRegion(record: CaseRecord, names: Names): Region | undefined {
  const text = withoutSpeakers(narrow(record.text))
  const sentences = sentencesOf(text)
  const { at: first, listed: heads } = openerOf(sentences, text, record.at)
  if (first < 0) return undefined
  const opener = sentences[first]!
  // The head of a list is no term itself, unless it names a sum.
  const found = heads ? null : reached.exec(opener.text)
  const whole = !heads && settlesSum(opener.text)
  const cue = (!whole && found) || { index: whole ? 0 : opener.text.length, 0: '' }
  const after = opener.text
    .slice(cue.index + cue[0].length)
    .replace(/^[^:,]{0,12}[:]\s*|^[:,。的了\s]+/, '')
    .replace(/^(?:如下|以下)[:,]?/, '')
  const before = opener.text.slice(0, cue.index)
  // …就此达成一致 closes the sentence that holds the terms; 双方同意由… names its subject after the cue.
  const lead = heads ? headTerm(before) : after.length >= 6 ? withWhole(opener.text, before, after) : cleaned(before)
  const rest = text.slice(opener.end)
  const body = after.length >= 6 || !/^\s*$/.test(rest) ? `${lead}\n${rest}` : lead
  // 约定如下:…;…;… is a list, numbered or not: all of it was agreed.
  const listed = after.length >= 6 && /^[^,。]{0,12}:/.test(opener.text.slice(cue.index + cue[0].length - 1))
  const marked = !heads && after.length >= 6 && hasMarker(opener.text.slice(cue.index))
  const pieces = marked
    ? itemsOf(`${opener.text.slice(cue.index + cue[0].length)}\n${rest}`)
    : hasMarker(body)
      ? itemsOf(body)
      : [...itemsOf(lead).map((piece) => ({ ...piece, numbered: listed })), ...(body === lead ? [] : itemsOf(rest))]
  const clauses: Clause[] = []
  const outside: Clause[] = []
  const make = (words: string): Clause => ({
    text: withYuan(words),
    recordIds: [record.id],
    at: record.at,
    from: 'record',
  })
  // A waiver spoken just before the agreement belongs to it.
  for (const { text: s } of sentences.slice(0, first))
    if (/自愿(?:放弃|撤回)|撤回[^。]{0,12}(?:要求|请求|主张)/.test(s) && !notReached.test(s))
      clauses.push(make(bareWaiver(s)))
  for (const piece of pieces.slice(0, mostClauses)) {
    const words: string[] = []
    for (const { text: s } of sentencesOf(piece.text)) {
      if (ending.test(s)) break
      if (isOrder(s)) continue
      if (outsideCue.test(s) && !piece.numbered && /^[^,。]{0,10}(?:表示|称|说|认为|解释)/.test(s)) continue
      if (outsideCue.test(s)) (piece.numbered ? clauses : outside).push(make(bareWaiver(s)))
      else if (undecided.test(s)) continue
      else if (!piece.numbered && (opinion.test(s) || notReached.test(s)) && !reached.test(s) && !/撤回|放弃/.test(s))
        continue
      else if ((piece.numbered || act.test(s) || settlesSum(s) || promises(s, record.at, names)) && !tellsOnly(s))
        words.push(/自愿(?:放弃|撤回)|撤回/.test(s) ? bareWaiver(s) : s)
    }
    const joined = withoutOpenEnds(words.join(''))
      .replace(opening, '')
      .replace(/[;。,\s]+$/, '')
    if (joined && !refused.test(joined) && !noTerm.test(joined)) clauses.push(make(joined))
  }
  const binding = clauses.some(({ text: t }) => act.test(t) && t.length >= 6)
  return binding ? { clauses, outside } : undefined
}

/** A party and a day to come, or what it is to do from now on: a promise, whatever the verb. */
const promises = (s: string, at: string, names: Names): boolean =>
  names.find(s).length > 0 &&
  (/今后|以后|从今/.test(s) || findDays(s, at, 'future').some(({ on }) => on !== undefined && on > at.slice(0, 10)))

/** 双方达成一致 alone, 到场 and the like: no term in themselves. */
const tellsOnly = (s: string): boolean =>
  /代理人[^,。]{0,6}\((?:授权|特别)|^(?:[^,]{0,12}(?:到场|参加|列席|出席)|这次谈拢了|[^。]{0,10}(?:念一遍|听好|听一下)[^。]{0,6}|双方[^,。]{0,6}(?:达成一致|谈拢|谈妥)(?:意见)?)[。]?$/.test(
    s,
  )

const hasMarker = (text: string): boolean => new RegExp(marker.source).test(text)

/** Numbered items where there are numbers, else sentences and half-sentences. */
export function itemsOf(body: string): { text: string; numbered: boolean }[] {
  const marks = [...body.matchAll(marker)]
  if (marks.length === 0) {
    return body
      .split(/[;\n]|(?<=[。!])/)
      .map((text) => ({ text: text.trim(), numbered: false }))
      .filter(({ text }) => text.length > 1)
  }
  const lead = body.slice(0, marks[0]!.index).trim()
  const items = marks.map((mark, i) => ({
    text: body.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? body.length).trim(),
    numbered: true,
  }))
  // What follows the last item's own sentence is no longer numbered.
  const last = items.at(-1)
  const tail: { text: string; numbered: boolean }[] = []
  if (last) {
    const [own, ...others] = sentencesOf(last.text)
    if (own && others.length > 0) {
      last.text = own.text
      tail.push(...others.map(({ text }) => ({ text, numbered: false })))
    }
  }
  return [...(act.test(lead) && lead.length > 8 ? [{ text: lead, numbered: false }] : []), ...items, ...tail]
}
