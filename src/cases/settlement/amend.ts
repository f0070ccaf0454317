import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { readNumeral } from '../reading/quantities.ts'
import { findCycles } from './cycles.ts'
import type { Clause } from './find.ts'
import { bankBefore, type Fresh, freshValues, withoutSummands } from './fresh.ts'
import { saysHow, swapMeans } from './means.ts'
import { type Own, ownerOf, sharedWith, standsBeside, writeBeside } from './own.ts'
import { countIn, partsTold, splits, splitUp } from './parts.ts'
import { reckoned } from './reckon.ts'
import { clauseNumbered, movePlace, payAtOnce, recast, requote, swapPerson, takeOut } from './reshape.ts'
import { reword } from './reword.ts'
import {
  asks,
  calledOld,
  denies,
  isSlip,
  type Spoken,
  sameValue,
  spokenValues,
  stays,
  stretchAround,
} from './spoken.ts'
import { asPieces, findStanding, type Standing, standingIn } from './standing.ts'
import { anyMonth, inMonthOf, write, written } from './write.ts'

/** A value of the settlement that a later change put out of force. */
export type Superseded = {
  kind: Spoken['kind']
  key: string
  recordId: string
  at: string
  /** What stands in its place, where one value took another's. */
  now?: Spoken
  words?: string
  whole?: boolean
}

/** What was said around a change, and what is to be remembered of it. */
export type Around = {
  names?: Names
  /** What the other side said before it: old values and sums the change follows from. */
  before?: string[]
  /** Said in a talk: what follows from a change is said without a word of change. */
  talk?: boolean
  superseded?: Superseded[]
  /** What it answers with another value: says what is meant where its own words do not. */
  answers?: string
  /** By how much sums have changed already: 2000 → 2400 makes 5200 4800. */
  steps?: number[]
  /** Sums that were placed with others of the same breath. */
  placed?: Set<string>
  /** Whose word it is. */
  speaker?: string
  /** The records of the case: how the one that settles it numbers its clauses. */
  records?: CaseRecord[]
}

/**
 * Puts sums that several words change together where only one placing keeps the reckoning of the clauses true. Says which
 * sums that accounts for.
 */
export function amendTogether(
  clauses: Clause[],
  texts: string[],
  record: CaseRecord,
  around: Around = {},
): { accounted: Set<string>; torn: boolean } {
  // One payment split up changes no other sum.
  if (texts.some((text) => splits(text, record.at))) return { accounted: new Set(), torn: false }
  const told = around.names && texts.map((text) => partsTold(clauses, text, record.at, around.names!)).find(Boolean)
  if (told) {
    for (const { old, value, halves } of told.edits.toSorted((a, b) => b.old.value.start - a.old.value.start)) {
      write(old, { ...value, raw: value.raw + halves }, record)
      if (!sameValue(old.value, value)) remember(old, value, record, around)
    }
    return { accounted: new Set(told.accounted.map(({ key }) => key)), torn: told.torn }
  }
  const all = standingIn(clauses)
  const found = texts.map((text) => reckoned(all, text, record, around.names)).find((it) => it !== undefined)
  if (!found) return { accounted: new Set(), torn: false }
  const places = found.placed.flatMap(({ value, at }) => at.map((old) => ({ value, old })))
  for (const { value, old } of places.toSorted((a, b) => b.old.value.start - a.old.value.start))
    write(old, value, record)
  for (const { value, at } of found.placed) remember(at[0]!, value, record, around)
  return { accounted: new Set(found.accounted), torn: found.torn }
}

/**
 * Puts what a later word changes (a sum, a day, an hour, an account, a place, a person) into the clauses it speaks of.
 * Says whether all of it found its place; in a record, a change without one stands as a clause of its own.
 */
export function amend(clauses: Clause[], change: string, record: CaseRecord, around: Around = {}): boolean {
  if (requote(clauses, change, record, around)) return true
  const split = splitUp(clauses, change, record, around.superseded)
  if (split !== undefined) return split
  const counted = countIn(clauses, change, record)
  const other = [takeOut, movePlace, swapPerson, swapMeans, reword]
    .map((put) => put(clauses, change, record, around))
    .some(Boolean)
  const numbered = clauseNumbered(clauses, change, around.records)
  if ([recast, payAtOnce].some((put) => put(numbered ? [numbered] : clauses, change, record, around))) return true
  if (moveTogether(clauses, change, record, around)) return true
  // 25号先付4000,余下的10月10日付: how one sum becomes two is told anew by a person.
  if (splitsUp.test(change)) return false
  let [touched, lost] = [other, false]
  const aims = new Map<string, { named: Spoken; fresh: Spoken }>()
  const said = freshValues(change, record, around)
  const news = said.map((it) => it.fresh)
  const aim = ({ fresh: named, words, own, sentence, strong }: Fresh) => {
    const fresh = asStanding(clauses, named, words, record)
    const article = clauseNumbered(clauses, words, around.records) ?? numbered
    const all = standingIn(article ? [article] : clauses)
    if (!fresh) return { all }
    const before = spokenBefore(all, change, record, around, own)
    const anchors = spokenValues(sentence, record.at)
      .map(anyMonth)
      .filter(
        (it) =>
          !news.some((other) => sameValue(other, it)) &&
          it.kind !== fresh.kind &&
          all.some(({ value }) => sameValue(value, it)),
      )
    const meant = { fresh, strong, names: around.names, anchors, ...before }
    const old =
      findStanding(all, { ...meant, words }) ??
      (around.answers ? findStanding(all, { ...meant, words: `${around.answers},${words}` }) : undefined)
    return { all, fresh, old: old && !onlyOnes(change, words, old.words) ? old : undefined }
  }
  const named = withoutSummands(said, (it) => aim(it).old).filter(
    ({ fresh }) => (fresh.kind !== 'amount' || !around.placed?.has(fresh.key)) && fresh.raw !== counted,
  )
  touched ||= (around.placed?.size ?? 0) > 0 || counted !== undefined
  // Two new values for one old one: neither is taken.
  const twice = new Set<Spoken>()
  const placed = new Set<Spoken>()
  for (const it of named) {
    const { fresh, old } = aim(it)
    if (!fresh || !old) continue
    const place = `${clauses.indexOf(old.clause)}:${old.value.start}`
    const rival = aims.get(place)
    if (rival && !sameValue(rival.fresh, fresh)) twice.add(rival.named).add(it.fresh)
    aims.set(place, { named: it.fresh, fresh })
    placed.add(it.fresh)
  }
  for (const it of named) {
    const { all, fresh, old } = aim(it)
    if (!fresh) continue
    const own = around.names && ownerOf(it.sentence, it.fresh, around.names, around.speaker)
    if (own && standsBeside(clauses, fresh, own)) touched = true
    else if (old && placed.has(it.fresh) && !twice.has(it.fresh)) {
      if (own) replaceOwn(old, fresh, record, around, own)
      else replace(all, old, fresh, record, around, bankBefore(it))
      touched = true
    } else lost ||= it.strong && !all.some(({ value }) => sameValue(value, fresh))
  }
  const stands =
    !touched && lost && !around.talk && !asks.test(change) && !/[?]/.test(change) && !ofTheRecord.test(change)
  // A new account beside a way of paying that stands would contradict it.
  if (stands && saysHow(clauses) && named.some(({ fresh }) => fresh.kind === 'account')) return false
  if (stands) clauses.push({ text: bareChange(change), recordIds: [record.id], at: record.at, from: 'record' })
  // Beside a value of its kind it may contradict what stands: a person has to look.
  const beside = named.some(({ fresh }) =>
    standingIn(clauses).some(({ clause, value }) => clause !== clauses.at(-1) && value.kind === fresh.kind),
  )
  return stands ? !beside : !lost
}

/** 给甲、乙的两笔改到4月25日前: one new day for so many payments that fall on one old day, those of the people named. */
function moveTogether(clauses: Clause[], change: string, record: CaseRecord, around: Around): boolean {
  const count = readNumeral((/([两二三四五六])[笔期项份]/.exec(change)?.[1] ?? '').replace('两', '二'))
  const [named, ...more] = freshValues(change, record, around)
  if (!named || more.length > 0 || named.fresh.kind !== 'day') return false
  const days = standingIn(clauses).filter(({ value }) => value.kind === 'day')
  const several = daysOf(named, days)
  if (several) {
    for (const { clause, value } of several) {
      const all = standingIn([clause])
      const old = all.find((it) => it.value.kind === 'day' && it.value.key === value.key)
      if (old) replace(all, old, named.fresh, record, around)
    }
    return true
  }
  if (!count) return false
  const about = /[^,。;]*[两二三四五六][笔期项份]/.exec(change)?.[0] ?? ''
  const people = new Set(around.names?.find(about).map(({ name }) => name))
  const fits = [...Map.groupBy(days, ({ value }) => value.key).values()].filter(
    (group) =>
      group.length === count &&
      (people.size < 2 ||
        group.every(({ clause }) => around.names!.find(clause.text).some(({ name }) => people.has(name)))),
  )
  const [group, another] = fits
  if (!group || another) return false
  for (const { clause, value } of group) {
    const all = standingIn([clause])
    const old = all.find((it) => it.value.kind === 'day' && it.value.key === value.key)
    if (old) replace(all, old, named.fresh, record, around)
  }
  return true
}

/** 雨棚和搬砖的日子都延到…: the day of each thing that is named, where each has one. */
function daysOf({ sentence, fresh }: Fresh, days: Standing[]): Standing[] | undefined {
  const named =
    /([\p{Script=Han}]{2,10}(?:[、和及与跟][\p{Script=Han}]{2,10})+?)(?:的?(?:日子|日期|期限|时间|时限|付款日|完工日))?(?:,)?(?:都|均|一并|一起|统一|全部)[^,。;\d]{0,6}$/u.exec(
      sentence.slice(0, fresh.start),
    )?.[1]
  const topics = named
    ?.replace(/^.*(?:同意|约定|确认|商定|说好)(?:将|把)?/, '')
    .split(/[、和及与跟]/)
    .map((it) => it.replace(/的?(?:日子|日期|期限|时间|时限|付款日|完工日)$/, ''))
  if (!topics || topics.length < 2) return undefined
  const found = topics.map((topic) => {
    const pairs = [...pairsOf(topic)]
    const byWord = days.filter(({ clause }) => pairs.some((pair) => clause.text.includes(pair)))
    const hits =
      byWord.length > 0 ? byWord : days.filter(({ clause }) => [...topic].every((it) => clause.text.includes(it)))
    return new Set(hits.map(({ clause, value }) => `${clause.text} ${value.key}`)).size === 1 ? hits : []
  })
  return found.every((hits) => hits.length > 0) ? found.flat() : undefined
}

const splitsUp = /先[付给还退赔转](?:掉)?[^。]*\d[^。]*(?:余下|剩下|剩余|其余|余款|另外|再[付给还])/

/** 我每月给300 of one, where each of several owes 每人500元. */
const onlyOnes = (change: string, words: string, standing: string): boolean =>
  /每人|各/.test(standing) && /我(?!们|[妈爸])/.test(change) && !/每人|各|都/.test(words)

/** 柯某说…,请求第一期改到8月15日,金额不变 → 第一期改到8月15日. */
const bareChange = (change: string): string => {
  const asked = /(?:请求|要求|提出|希望|申请|想)(?=[^,。]*(?:改|推|延|提前|换|调整|变更))/.exec(change)
  return (asked ? change.slice(asked.index + asked[0].length) : change).replace(/[。;]+$/, '')
}

/**
 * A value as the clauses have such: 改周五付 is the next Friday where no weekday comes back in them, 改到15号 the 15th of
 * every month where only that comes back, 每周三 a weekday beside other weekdays.
 */
function asStanding(clauses: Clause[], fresh: Spoken, words: string, record: CaseRecord): Spoken | undefined {
  const all = standingIn(clauses)
  const pieces = asPieces(all, fresh)
  if (pieces !== fresh) return pieces
  const has = (kind: Spoken['kind'], key = '') =>
    all.some(
      ({ value }) => value.kind === kind && value.key.startsWith(key) && !(kind === 'day' && value.key.length === 7),
    )
  if (fresh.kind === 'weekday' && !has('weekday')) {
    const on = findDays(fresh.raw, record.at, 'future')[0]?.on
    return on ? { ...fresh, kind: 'day', key: on } : undefined
  }
  const bare = fresh.kind === 'day' && /^\d{1,2}[号日]$/.test(fresh.raw)
  const monthly = findCycles(words).some(({ key }) => key.startsWith('m')) || !has('day')
  if (bare && monthly && has('cycle', 'm'))
    return { ...fresh, kind: 'cycle', key: `m:${Number(fresh.key.slice(-2))}`, raw: `每月${fresh.raw}` }
  const day = /^w:(.)$/.exec(fresh.key)?.[1]
  if (fresh.kind === 'cycle' && day && day !== '末' && !has('cycle', 'n') && !has('cycle', 'w') && has('weekday'))
    return { ...fresh, kind: 'weekday', key: day, raw: fresh.raw.replace(/^每个?/, '') }
  return fresh
}

/** What is said of the record itself and of how a mistake was found is no term. */
const ofTheRecord =
  /笔误|[写记抄录打]成了?[“"「『]|[写抄记算录]错|误[写记录]|有误|复核|更正|(?:记录|笔录|协议)(?:里|中)?第|原(?:记录|笔录)/

/** Old values that a change or what it answers names, and sums that stand nowhere. */
function spokenBefore(
  all: Standing[],
  change: string,
  record: CaseRecord,
  around: Around,
  beside: string,
): { olds: Spoken[]; steps: number[] } {
  const saidIn = (text: string) =>
    spokenValues(text, record.at).filter((value) => !stays(stretchAround(text, value).text))
  const earlier = (around.before ?? []).flatMap(saidIn)
  const own = saidIn(change)
  const fresh = freshValues(change, record, around).map((it) => it.fresh)
  // What the same record has just put in is not old; nor is what the talk before it came to.
  const put = (of: (recordId: string) => boolean) =>
    (around.superseded ?? []).flatMap(({ now, recordId }) => (now && of(recordId) ? [now] : []))
  const [news, since] = [put((id) => id === record.id), put(() => true)]
  const sayOld = (value: Spoken) =>
    ![...fresh, ...news].some((it) => sameValue(it, value)) && all.some((it) => sameValue(it.value, value))
  // A sum named before is old only where the same breath calls it so; a day, an hour or a card named in asking is.
  // 不是3600 may stand between commas of its own.
  const saysOld = (value: Spoken) => {
    const { text } = stretchAround(change, value)
    if (isSlip(change.slice(0, value.start), change.slice(value.end))) return true
    return text === beside || (denies.test(text) && calledOld(change.slice(0, value.start), change.slice(value.end)))
  }
  const olds = [
    ...own.filter((value) => value.kind !== 'amount' || saysOld(value)),
    ...earlier.filter((value) => value.kind !== 'amount' && !since.some((it) => sameValue(it, value))),
  ].filter(sayOld)
  const values = [...earlier, ...own]
  const sums = values.filter(({ kind, key }) => kind === 'amount' && !all.some((it) => it.value.key === key))
  return { olds, steps: [...(around.steps ?? []), ...sums.map(({ key }) => Number(key))] }
}

/** Writes the new value where the old one stood, there and wherever else the clauses say it of the same thing. */
function replace(
  all: Standing[],
  old: Standing,
  said: Spoken,
  record: CaseRecord,
  around: Around,
  newBank?: string,
): void {
  const fresh = inMonthOf(old.value, said)
  const same = all.filter(
    (it) =>
      it === old ||
      (it.value.kind === old.value.kind &&
        it.value.key === old.value.key &&
        (fresh.kind === 'account' ||
          fresh.kind === 'code' ||
          (it.whole && old.whole) ||
          (!it.place && !old.place && (likeWords(it, old) || bothPay(it, old))))),
  )
  for (const it of same.toSorted((a, b) => b.value.start - a.value.start)) write(it, fresh, record, newBank)
  remember(old, fresh, record, around)
}

/** Writes what is new for one of several: beside what the others keep, or over what stands for him alone. */
function replaceOwn(old: Standing, fresh: Spoken, record: CaseRecord, around: Around, own: Own): void {
  if (!sharedWith(own, old, around.names!)) {
    write(old, fresh, record)
    remember(old, fresh, record, around)
    return
  }
  writeBeside(old.clause, old.value, written(old.clause, old.value, fresh).words, own)
  if (!old.clause.recordIds.includes(record.id)) old.clause.recordIds.push(record.id)
}

function remember(
  { value, words, whole }: Standing,
  fresh: Spoken,
  record: CaseRecord,
  { superseded, steps }: Around,
): void {
  superseded?.push({ kind: value.kind, key: value.key, recordId: record.id, at: record.at, now: fresh, words, whole })
  if (fresh.kind === 'amount') steps?.push(Math.abs(Number(fresh.key) - Number(value.key)))
}

/** 12月10日前付 in one clause and 12月10日前对公转账 in another are one payment's day. */
const bothPay = (a: Standing, b: Standing): boolean =>
  a.value.kind === 'day' &&
  [a, b].every(
    ({ words, clause }) => /付|款|转账|汇/.test(words) || /^[^;。]{0,40}(?:转账|付)[^;。]{0,6}$/.test(clause.text),
  )

const likeWords = (a: Standing, b: Standing): boolean => {
  const pairs = pairsOf(b.words)
  return a.value.kind === 'amount' && [...pairsOf(a.words)].filter((pair) => pairs.has(pair)).length >= 2
}
