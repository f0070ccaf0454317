import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { saysMostOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import { agreedIn } from './agreed.ts'
import type { Superseded } from './amend.ts'
import { asMoney, type Figures, figuresIn } from './bare.ts'
import { withReckonedUnits } from './chains.ts'
import { changesTerms, hear, nothingAsked, recounted, unanswered } from './changes.ts'
import { completed } from './completed.ts'
import {
  act,
  annuls,
  bareWaiver,
  ending,
  isOrder,
  keepsRest,
  marker,
  noTerm,
  notReached,
  opening,
  opinion,
  outsideCue,
  refused,
  replaces,
  supplements,
  takenBack,
  undecided,
  unsigned,
  withoutOpenEnds,
  withYuan,
} from './cues.ts'
import { isTalkOf } from './dialogue.ts'
import { additionsIn, deedsIn } from './further.ts'
import { lookOver } from './leftover.ts'
import { withCountedLines } from './marks.ts'
import { byMediation, cleaned, headTerm, openerOf, settlesSum, startsList, withWhole } from './opener.ts'
import { retotal } from './recount.ts'
import { isSignedOff, placeOf, settles, withRows, withTables } from './table-terms.ts'
import { type Total, takeTables } from './tables.ts'
import { reached, withoutSpeakers, withVoices } from './talk.ts'
import type { TermModel } from './terms.ts'
import { tidied } from './tidy.ts'
import { type Untold, untoldIn } from './untold.ts'

/** No agreement has more terms than this; what lies beyond is left to a person. */
const mostClauses = 100

/** A term as a record (or the request) says it was agreed; `total` where it sums up rows of a table. 条款 */
export type Clause = { text: string; recordIds: string[]; at: string; from: 'record' | 'request'; total?: Total }

/** What was agreed, and what stands around it. */
export type Settlement = {
  clauses: Clause[]
  /** Said expressly to lie outside the agreement. 不纳入本协议的事项 */
  outside: Clause[]
  /** Records whose settlement a later one replaced. */
  replaced: string[]
  /** Two records that settle the same matter differently, and neither says that it replaces the other. */
  contradicting: string[]
  /** Changes one side announced and the other has not confirmed. */
  unconfirmed: { recordId: string; text: string; clause?: number }[]
  /** Changes both sides stand behind that speak of nothing the clauses have. */
  unplaced: { recordId: string; text: string; clause?: number }[]
  /** Values that a later change put out of force: they stand nowhere in the agreement. */
  superseded: Superseded[]
  /** Clauses whose whole follows from a later change nobody reckoned out, or whose sums no longer add up; sums in fen. */
  recounted: { clause: number; was: number; now?: number; recordIds: string[] }[]
  /** Clauses that still say a value which a later change put out of force, perhaps of something else. */
  leftover: { clause: number; raw: string; recordId: string }[]
  /** Sentences among the terms, with a sum or a day of their own, that stand in no clause. */
  untold: Untold[]
  /** Sentences that give the drafter orders: never followed. */
  orders: { recordId: string; text: string }[]
}

/**
 * Finds what was agreed in the records given (the caller has left out what the reader may not see). Later settlements
 * replace earlier ones; a change both sides confirm amends them. Claims, offers, refusals and orders to the drafter are not terms.
 */
export function findSettlement(model: TermModel, given: CaseRecord[], names: Names): Settlement {
  const records = given.map((record) => ({ ...record, text: withVoices(withCountedLines(record.text)) }))
  const figures = figuresIn(records, names)
  const orders = records.flatMap((record) =>
    sentencesOf(narrow(record.text))
      .filter(({ text }) => isOrder(text))
      .map(({ text }) => ({ recordId: record.id, text })),
  )
  const result: Settlement = {
    clauses: [],
    outside: [],
    replaced: [],
    contradicting: [],
    unconfirmed: [],
    unplaced: [],
    superseded: [],
    recounted: [],
    leftover: [],
    untold: [],
    orders,
  }
  let holder: string[] = []
  let pending = nothingAsked()
  for (const record of records) {
    const region = inMoney(regionOf(model, record, names), figures)
    // Who takes an agreement back before it is signed leaves nothing to write down.
    if (result.clauses.length > 0 && takenBack.test(record.text) && (!region || notReached.test(record.text))) {
      result.replaced.push(...holder)
      Object.assign(result, { clauses: [], outside: [], superseded: [], unplaced: [] })
      holder = []
      pending = nothingAsked()
      continue
    }
    if (result.clauses.length > 0 && !(region && settlesAnew(record, region, result.clauses))) {
      const stood = result.superseded.length
      const { clauses: added, rest } = additionsIn(record, names)
      hear(result.clauses, rest, pending, { names, records, ...result })
      if (result.superseded.length > stood) retotal(result.clauses)
      // 补充约定:…: a further term stands beside the others.
      const told = !region
        ? []
        : supplements.test(`${record.by},${record.text}`)
          ? region.clauses
          : deedsIn(region.clauses, { ...record, settled: result.superseded.length > stood }, names, result.clauses)
      for (const it of [...added, ...told]) if (isFurther(it, record, result.clauses)) result.clauses.push(it)
      continue
    }
    if (!region) continue
    if (result.clauses.length > 0) {
      result.replaced.push(...holder)
      if (!replaces.test(record.text) && differ(result.clauses, region.clauses))
        result.contradicting.push(...holder, record.id)
    }
    Object.assign(result, { clauses: region.clauses, outside: region.outside, superseded: [], unplaced: [] })
    holder = [record.id]
    pending = nothingAsked(result.clauses)
    // 同意,尾号打错了,是6671: what is answered to a list in the same talk may change it.
    const answers = answersToList(record)
    if (answers) {
      result.clauses = result.clauses.filter(({ text }) => !answers.text.includes(text.slice(-8)))
      hear(result.clauses, answers, pending, { names, records, ...result })
    }
  }
  const wholes = recounted(pending)
  result.clauses = tidied(result.clauses, names)
  lookOver(result, wholes, unanswered(pending), records)
  if (result.clauses.length === 0) Object.assign(result, { clauses: accepted(records, names) })
  result.untold = untoldIn(result, records)
  return result
}

/** A region whose bare figures are written as the sums they are; rows stay the objects that a total holds on to. */
function inMoney(region: Region | undefined, figures: Figures): Region | undefined {
  for (const clause of [...(region?.clauses ?? []), ...(region?.outside ?? [])])
    clause.text = asMoney(clause.text, figures)
  return region
}

/** The turns of a talk behind a numbered list in the same record, where one of them changes a point of it. */
function answersToList(record: CaseRecord): CaseRecord | undefined {
  const lines = record.text.split('\n')
  const last = lines.findLastIndex((line) => startsList.test(narrow(line)))
  const answers = lines.slice(last + 1)
  const spoken = answers.filter((line) => /^[^,，。:：;；\d\s]{1,12}[:：]/.test(line))
  if (last < 1 || spoken.length < 2 || spoken.length < answers.length) return undefined
  const tail = { ...record, text: answers.join('\n') }
  return changesTerms(tail) || /(?:打|写|说|记|算)错/.test(tail.text) ? tail : undefined
}

/** Whether a later record puts a settlement of its own in the place of the one that stands, rather than changing a point of it. */
function settlesAnew(record: CaseRecord, region: Region, standing: Clause[]): boolean {
  if (keepsRest.test(record.text)) return false
  const size = (clauses: Clause[]) => clauses.reduce((sum, { text }) => sum + text.length, 0)
  if (annuls.test(record.text)) return true
  // 20号前不变 speaks of terms that stand.
  if (region.clauses.some(({ text }) => /不变|不动|照旧/.test(text))) return false
  // A note after the settlement that only mentions a term, or mends one, does not take its place.
  if (region.clauses.length < standing.length / 2 || size(region.clauses) < size(standing) / 3) return false
  return replaces.test(record.text) || !changesTerms(record)
}

/** What one record settles. */
export type Region = Pick<Settlement, 'clauses' | 'outside'>

/**
 * What a record settles: as its own words lead into it, and what the trained reader finds beside; the reader alone where no
 * known words lead in.
 */
function regionOf(model: TermModel, record: CaseRecord, names: Names): Region | undefined {
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

const isFurther = (clause: Clause, record: CaseRecord, standing: Clause[]): boolean =>
  !changesTerms({ ...record, text: clause.text }) &&
  !keepsRest.test(clause.text) &&
  !/^(?:双方|各方|三方)?[^,。]{0,6}签(?:字|名|署)[^,。]{0,4}$/.test(clause.text) &&
  standing.every(({ text }) => !saysMostOf(text, clause.text))

function learned(model: TermModel, record: CaseRecord, names: Names): Region | undefined {
  // Words that give the drafter orders make the whole record suspect: only what plainly leads into terms is taken from it.
  if (sentencesOf(narrow(record.text)).some(({ text }) => isOrder(text))) return undefined
  const told = agreedIn(model, record, names)
  if (!told) return undefined
  const make = (text: string): Clause[] => {
    if (refused.test(text) || noTerm.test(text)) return []
    const words = withYuan(withoutOpenEnds(isWaiver(text) ? bareWaiver(text) : text))
      .replace(opening, '')
      .replace(/[;。,\s]+$/, '')
    return words ? [{ text: words, recordIds: [record.id], at: record.at, from: 'record' }] : []
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
function itemsOf(body: string): { text: string; numbered: boolean }[] {
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

/** Two settlements that give other sums or days for the same matter. */
function differ(a: Clause[], b: Clause[]): boolean {
  const sums = (clauses: Clause[]) => new Set(clauses.flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)))
  const [sa, sb] = [sums(a), sums(b)]
  return sa.size > 0 && sb.size > 0 && [...sa].some((sum) => !sb.has(sum))
}

/** A plan of the mediator that each side has accepted in its own message, without a condition. */
function accepted(records: CaseRecord[], names: Names): Clause[] {
  const plan = records.findLastIndex(
    (record) => !record.party && /方案|提议|建议/.test(record.text) && findAmounts(narrow(record.text)).length > 0,
  )
  if (plan < 0) return []
  const yes = new Set<string>()
  for (const record of records.slice(plan + 1)) {
    const side = record.party ?? names.find(record.by)[0]?.party.id
    if (!side) continue
    if (
      /^[^。]{0,12}(?:同意|可以|行|好的|没问题|没意见|接受|认可)/.test(record.text) &&
      !/但|不过|除非|前提|条件|如果|要是|不同意|不行|不可以|不接受/.test(record.text)
    )
      yes.add(side)
    else yes.delete(side)
  }
  const sides = names.all.filter(({ party }) => ['applicant', 'respondent'].includes(party.role))
  if (sides.length < 2 || sides.some(({ party }) => !yes.has(party.id))) return []
  const record = records[plan]!
  const text = narrow(record.text)
  const from = /(?:方案|提议|建议)[^:,。]{0,8}[:,]\s*/.exec(text)
  return itemsOf(from ? text.slice(from.index + from[0].length) : text)
    .map(({ text: words }) => words.replace(/[;。,\s]+$/, ''))
    .filter((words) => act.test(words) && !/[?]$|行不行|同意吗|怎么样|请(?:双方|两位)/.test(words))
    .map((words) => ({ text: words, recordIds: [record.id], at: record.at, from: 'record' }))
}
