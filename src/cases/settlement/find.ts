import type { LaterModel } from '../later/reader.ts'
import { reheard } from '../later/reheard.ts'
import type { CaseRecord } from '../read.ts'
import type { Names } from '../reading/names.ts'
import { saysMostOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { narrow, sentencesOf } from '../reading/sentences.ts'
import type { Superseded } from './amend.ts'
import { asMoney, type Figures, figuresIn } from './bare.ts'
import { changesTerms, hear, nothingAsked, recounted, unanswered } from './changes.ts'
import { settledChats } from './chats.ts'
import { act, annuls, isOrder, keepsRest, notReached, replaces, supplements, takenBack } from './cues.ts'
import { isTalkOf } from './dialogue.ts'
import { additionsIn, deedsIn } from './further.ts'
import { lookOver } from './leftover.ts'
import { withCountedLines } from './marks.ts'
import { startsList } from './opener.ts'
import { retotal } from './recount.ts'
import { itemsOf, type Region, regionOf } from './region.ts'
import { chat } from './remarks.ts'
import { sameValue, spokenValues } from './spoken.ts'
import { confirmed } from './stance.ts'
import type { Total } from './tables.ts'
import { withVoices } from './talk.ts'
import type { TermModel } from './terms.ts'
import { tidied } from './tidy.ts'
import { type Untold, untoldIn } from './untold.ts'

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
  /** Clauses that later words put otherwise, as they stood before. */
  rewritten: { recordId: string; was: string }[]
  /** Sentences among the terms, with a sum or a day of their own, that stand in no clause. */
  untold: Untold[]
  /** Sentences that give the drafter orders: never followed. */
  orders: { recordId: string; text: string }[]
}

/** What has learned to read a settlement, and what later words change in it. */
type SettlementModels = { terms: TermModel; later: LaterModel }

/**
 * Finds what was agreed in the records given (the caller has left out what the reader may not see). Later settlements
 * replace earlier ones; a change both sides confirm amends them. Claims, offers, refusals and orders to the drafter are not terms.
 */
export function findSettlement(models: SettlementModels, given: CaseRecord[], names: Names): Settlement {
  const { terms: model } = models
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
    rewritten: [],
    untold: [],
    orders,
  }
  let holder: string[] = []
  let pending = nothingAsked()
  /** Records behind what stands, and what stood before the first of them was heard. */
  let behind: { records: CaseRecord[]; before: Clause[]; told: Clause[] } = { records: [], before: [], told: [] }
  const chats = settledChats(model, records, names)
  for (const record of records) {
    const talk = chats.find((chat) => chat.messages.includes(record))
    if (talk) {
      if (record !== talk.messages.at(-1)) continue
      Object.assign(result, inMoney(talk.region, figures))
      holder = [...new Set(result.clauses.flatMap(({ recordIds }) => recordIds))]
      pending = nothingAsked(result.clauses)
      for (const message of talk.changing) hear(result.clauses, message, pending, { names, records, ...result })
      if (result.superseded.length > 0) retotal(result.clauses)
      continue
    }
    const region = inMoney(regionOf(model, record, names), figures)
    // Who takes an agreement back before it is signed leaves nothing to write down.
    if (result.clauses.length > 0 && takenBack.test(record.text) && (!region || notReached.test(record.text))) {
      result.replaced.push(...holder)
      Object.assign(result, { clauses: [], outside: [], superseded: [], unplaced: [] })
      holder = []
      pending = nothingAsked()
      behind = { records: [], before: [], told: [] }
      continue
    }
    if (result.clauses.length > 0 && !(region && settlesAnew(record, region, result.clauses, records))) {
      if (behind.records.length === 0) behind.before = structuredClone(result.clauses)
      behind.records.push(record)
      // What a meeting of both tells beside what it changes was agreed there too.
      if (region && !record.party && !chat.test(record.by) && confirmed(record, names))
        behind.told.push(...region.clauses)
      const stood = result.superseded.length
      const { clauses: added, rest } = additionsIn(record, names)
      hear(result.clauses, rest, pending, { names, records, ...result })
      const settled = result.superseded.length > stood
      if (settled) retotal(result.clauses)
      // 补充约定:…: a further term stands beside the others.
      const told = !region
        ? []
        : supplements.test(`${record.by},${record.text}`)
          ? region.clauses
          : deedsIn(region.clauses, { ...record, settled }, names, result.clauses)
      for (const it of [...added, ...told]) if (isFurther(it, record, result.clauses)) result.clauses.push(it)
      continue
    }
    if (!region) continue
    behind = { records: [], before: [], told: [] }
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
  const asked = unanswered(pending)
  const again = reheard(models.later, behind.before, result.clauses, behind.records, names, records)
  if (again) {
    Object.assign(result, again, {
      unplaced: [],
      clauses: again.clauses.map((it) => ({ ...it, text: asMoney(it.text, figures) })),
    })
    for (const it of behind.told)
      if (act.test(it.text) && isFurther(it, records.find(({ id }) => it.recordIds.includes(id))!, result.clauses))
        result.clauses.push(it)
    pending = nothingAsked(result.clauses)
  }
  const wholes = recounted(pending)
  result.clauses = tidied(result.clauses, names)
  lookOver(result, wholes, again ? asked.filter((it) => !saysAll(result.clauses, it, records)) : asked, records)
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
function settlesAnew(record: CaseRecord, region: Region, standing: Clause[], records: CaseRecord[]): boolean {
  if (keepsRest.test(record.text)) return false
  // People who write to each other after they have settled change a point; who starts anew says so.
  const written = records.filter(({ id }) => standing.some(({ recordIds }) => recordIds.includes(id)))
  const settledAtTable = written.some(({ by }) => !chat.test(by))
  if (settledAtTable && chat.test(record.by) && isTalkOf(narrow(record.text)) && !replaces.test(record.text))
    return false
  const size = (clauses: Clause[]) => clauses.reduce((sum, { text }) => sum + text.length, 0)
  if (annuls.test(record.text)) return true
  // 20号前不变 speaks of terms that stand.
  if (region.clauses.some(({ text }) => /不变|不动|照旧/.test(text))) return false
  // A note after the settlement that only mentions a term, or mends one, does not take its place.
  if (region.clauses.length < standing.length / 2 || size(region.clauses) < size(standing) / 3) return false
  return replaces.test(record.text) || !changesTerms(record)
}

const isFurther = (clause: Clause, record: CaseRecord, standing: Clause[]): boolean =>
  !changesTerms({ ...record, text: clause.text }) &&
  !keepsRest.test(clause.text) &&
  !/^(?:双方|各方|三方)?[^,。]{0,6}签(?:字|名|署)[^,。]{0,4}$/.test(clause.text) &&
  standing.every(({ text }) => !saysMostOf(text, clause.text))

/** Two settlements that give other sums or days for the same matter. */
function differ(a: Clause[], b: Clause[]): boolean {
  const sums = (clauses: Clause[]) => new Set(clauses.flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)))
  const [sa, sb] = [sums(a), sums(b)]
  return sa.size > 0 && sb.size > 0 && [...sa].some((sum) => !sb.has(sum))
}

/** Whether the clauses have every value of what was asked for. */
function saysAll(clauses: Clause[], asked: { recordId: string; text: string }, records: CaseRecord[]): boolean {
  const { at } = records.find(({ id }) => id === asked.recordId)!
  const values = clauses.flatMap((it) => spokenValues(it.text, it.at))
  return spokenValues(asked.text, at).every((it) => values.some((value) => sameValue(value, it)))
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
