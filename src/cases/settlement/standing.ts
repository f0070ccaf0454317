import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { mayReplace } from './cycles.ts'
import type { Clause } from './find.ts'
import { type Spoken, sameValue, spokenValues, stretchAround, stretchesOf } from './spoken.ts'

/** A value as it stands in the clauses, with what it is there: the n-th instalment of a row, the whole, what remains. */
export type Standing = {
  clause: Clause
  value: Spoken
  /** The words between the commas around it. */
  words: string
  /** Its place in a row of instalments, from 1, and how long the row is. */
  place?: { n: number; of: number }
  whole: boolean
}

/** Words beside a sum that make it the whole. */
export const wholeWords =
  /总|合计|一共|共计|共(?=\d)|实[付退给赔]|一口价|全部|拿到手|(?:最后|最终)(?:敲)?定|(?:敲|重)定|(?:给|付|赔|退)[你他她我](?:的)?/
const restWords = /还剩|只剩|剩下|剩余|剩(?=\d)|余下|余款|余(?=\d)|还有|尚欠|再付/
const counted = '一二三四五六七八九'

/** 第二期, 首付, 最后一笔: which of a row somebody speaks of, counted from 1, or from the end where negative. */
export function ordinalIn(words: string): number | undefined {
  const said = /第([一二三四五六七八九]|\d{1,2})(?:个)?(?:期|次|笔|回|个月)/.exec(words)?.[1]
  if (said) return counted.indexOf(said) + 1 || Number(said)
  if (/最后(?:那|这)?一?[期次笔回]|末[期次笔]|尾款|后(?:面)?(?:那|一)[期次笔]/.test(words)) return -1
  if (/首[期次笔付]|头(?:一)?[期次笔]|前(?:面)?(?:那|一)[期次笔]/.test(words)) return 1
  return undefined
}

/** Every value that stands in the clauses. */
export function standingIn(clauses: Clause[]): Standing[] {
  const all = clauses.flatMap((clause) => standingOf(clause))
  // 第一期…; 第二期… in clauses of their own make one row.
  const named = clauses.flatMap(({ text }) => [...text.matchAll(/第[一二三四五六七八九\d]{1,2}[期次笔]/g)]).length
  for (const it of all) {
    const n = it.place ? undefined : ordinalIn(it.words)
    if (n !== undefined && named > 1 && n <= named) it.place = { n: n < 0 ? named : n, of: named }
  }
  return all
}

function standingOf(clause: Clause): Standing[] {
  const values = spokenValues(clause.text, clause.at).filter(
    ({ start, end }) => !/^\s*[(](?:大写)/.test(clause.text.slice(start)) && end > start,
  )
  const rates = new Set(findAmounts(clause.text).flatMap(({ rate, start }) => (rate ? [start] : [])))
  const within = stretchesOf(clause.text.replaceAll(/[:、]/g, ','))
  const rows = within.filter(({ start, end }) => {
    const own = values.filter((it) => it.start >= start && it.start < end)
    return (
      own.some(({ kind }) => kind === 'amount') &&
      (own.some(({ kind }) => kind === 'day') || ordinalIn(clause.text.slice(start, end)) !== undefined)
    )
  })
  const inRow = rows.length > 1
  const instalments = rows.map(({ start, end }) =>
    values.find((it) => it.kind === 'amount' && it.start >= start && it.start < end),
  )
  const sum = inRow ? instalments.reduce((all, it) => all + Number(it?.key ?? 0), 0) : undefined
  const days = values.filter(({ kind }) => kind === 'day')
  const byDays = !inRow && days.length > 1 && /每[期次笔]|分[两二三四五六七八九\d]{1,2}[期次笔]/.test(clause.text)
  return values.map((value) => {
    const row = rows.findIndex(({ start, end }) => start <= value.start && value.start < end)
    const own = inRow && row >= 0 && (value.kind === 'day' || instalments[row] === value)
    const words = itemAround(clause.text, value, values)
    return {
      clause,
      value,
      words,
      ...(own && { place: { n: row + 1, of: rows.length } }),
      ...(byDays && value.kind === 'day' && { place: { n: days.indexOf(value) + 1, of: days.length } }),
      whole:
        value.kind === 'amount' &&
        !own &&
        !rates.has(value.start) &&
        (Number(value.key) === sum || wholeWords.test(near(clause.text, value))),
    }
  })
}

/** 修车费6800元、误工费900元: each sum of a row by its own words. */
export function itemAround(text: string, value: Spoken, values: Spoken[]): string {
  const around = { ...stretchAround(text, value) }
  // 沙发清洗 300元: a blank before a bare figure parts nothing.
  const lead = /(\p{Script=Han}+)[^\S\n]+$/u.exec(text.slice(0, around.start))
  if (lead && around.start === value.start) around.start = lead.index
  const before = values.findLast(({ start, end }) => start >= around.start && end <= value.start)
  const after = values.find(({ start }) => start >= value.end && start < around.end)
  const from = before ? text.indexOf('、', before.end) : -1
  const to = after ? text.indexOf('、', value.end) : -1
  return text.slice(
    from >= 0 && from < value.start ? from + 1 : around.start,
    to >= 0 && to < after!.start ? to : around.end,
  )
}

/** The words just before a value, within its stretch: 实付晏某 before 42600元. */
function near(text: string, value: Spoken): string {
  const { start } = stretchAround(text, value)
  return text.slice(Math.max(start, value.start - 12), value.start)
}

/** What is said of a value to be changed: its own words, those of the whole turn, and what the talk named beside it. */
export type Meant = {
  fresh: Spoken
  words: string
  /** Values the turn or the one it answers names as the old ones. */
  olds: Spoken[]
  /** Sums somebody named in the talk that stand nowhere: by so much something changes. */
  steps: number[]
  /** Values of the same sentence that stand and are to stay: 8000元改到…, …不变. They tell which clause is meant. */
  anchors?: Spoken[]
  names?: Names
  strong: boolean
}

/** Whether the clauses count pieces by 块: 41块 said of them is no sum. */
const countsPieces = (all: Standing[]): boolean =>
  all.some(({ value }) => value.kind === 'measure' && value.key.endsWith('块'))
/** 以41块为准: a count where the clauses count pieces, a sum elsewhere. */
export const asPieces = (all: Standing[], value: Spoken): Spoken =>
  value.kind === 'amount' && /^\d{1,3}块$/.test(value.raw) && countsPieces(all)
    ? { ...value, kind: 'measure', key: value.raw }
    : value

/** The standing value that a new one replaces; none where two fit as well, or nothing tells. */
export function findStanding(all: Standing[], meant: Meant): Standing | undefined {
  const scored = all
    .filter(({ value }) => value.kind === meant.fresh.kind && sameUnit(value, meant.fresh))
    .map((it) => ({ it, score: likeness(it, meant, all), done: sameValue(it.value, meant.fresh) }))
    .filter(({ score }) => score > -50)
    .toSorted((a, b) => b.score - a.score || Number(b.done) - Number(a.done))
  const [best] = scored
  // What the clauses already say where it belongs is said again.
  if (!best || best.done) return undefined
  const rival = scored.find(({ it, done }) => it !== best.it && (done || it.value.key !== best.it.value.key))
  if (best.score >= 2.4 && (!rival || best.score - rival.score >= 1.5)) return best.it
  const only = new Set(scored.map(({ it }) => it.value.key)).size === 1
  return only && meant.strong && best.score >= 0 && !best.it.place && ordinalIn(meant.words) === undefined
    ? best.it
    : undefined
}

const unit = ({ key }: Spoken): string =>
  key.replace(/^[\d.一二两三四五六七八九十半]+/, '').replace(/年半?|个半?月/, '月')
/** 浙A7K21 looks like 浙A7K12: letters and figures in the same number. */
const shape = ({ key }: Spoken): string => key.replaceAll(/[^-]/g, 'x')
/** 20号 is no value for a whole month (自2026年10月起). */
const bareInMonth = (a: Spoken, b: Spoken): boolean => a.kind === 'day' && a.key.startsWith('--') && b.key.length === 7
const sameUnit = (a: Spoken, b: Spoken): boolean =>
  !bareInMonth(a, b) &&
  (a.kind === 'code'
    ? shape(a) === shape(b)
    : a.kind === 'cycle'
      ? mayReplace(a.key, b.key)
      : a.kind !== 'measure' || unit(a) === unit(b))

function likeness({ clause, value, words, place, whole }: Standing, meant: Meant, all: Standing[]): number {
  const { fresh, words: said, olds, steps, names } = meant
  if (olds.some((old) => sameValue(old, value))) return 20 + shared(said, words)
  const bare = (text: string) => (names ? names.all.reduce((out, { name }) => out.replaceAll(name, ' '), text) : text)
  const told = bare(said)
  let score = shared(told, bare(words)) * 2 + Math.min(2, shared(told, bare(clause.text)) * 0.5)
  for (const anchor of meant.anchors ?? []) {
    const held = new Set(all.filter((it) => sameValue(it.value, anchor)).map((it) => it.clause))
    if (held.has(clause)) score += 4 / held.size
  }
  const n = ordinalIn(said)
  const rowed = all.some((it) => it.place && it.value.kind === value.kind)
  if (n !== undefined && rowed && place) score += (n < 0 ? place.of + 1 + n : n) === place.n ? 10 : -100
  else if (n !== undefined && rowed) return -100
  else if (n !== undefined) score -= 2
  else if (place && value.kind === 'amount') score -= namesDayOf(said, clause, place.n, all) ? -8 : 4
  if (value.kind === 'amount') {
    score += sameMonth(said, words)
    const by = Math.abs(Number(fresh.key) - Number(value.key))
    if (steps.includes(by)) score += 6
    // 7500: a bare sum is the whole.
    if (whole && !/\p{Script=Han}{2}/u.test(said.replaceAll(plainAsking, ''))) score += 5
    if (wholeWords.test(said)) score += whole ? 5 : all.some((it) => it.whole) ? -2 : 0
    if (restWords.test(said) && restWords.test(words)) score += 5
  } else if (value.kind === 'day' && /付|款|钱|打给|转|给(?=[,。;!?\s]|$|[我你他她])/.test(said)) {
    if (all.some((it) => it.clause === clause && it.value.kind === 'amount')) score += 3
    else if (/付|款|转账|打到|汇|微信|支付宝|现金/.test(clause.text)) score += 2
  }
  if (value.kind === 'amount')
    for (const deed of new Set(said.match(/[拉垫退赔扣减抵欠租押修借]/g))) if (words.includes(deed)) score += 1.5
  if (value.kind !== 'amount')
    for (const deed of new Set(said.match(/[搬修装拆交接送付退还赔清]/g))) if (words.includes(deed)) score += 2
  if (value.kind === 'percent' && names) {
    // 甲承担70%、乙承担30%: whose share it is tells them apart.
    const [asked, own] = [said.slice(said.lastIndexOf(',') + 1), words].map(
      (it) => new Set(names.find(it).map(({ party }) => party.id)),
    )
    if (asked!.size === 1 && own!.size === 1) score += [...asked!].every((id) => own!.has(id)) ? 3 : -6
  }
  const people = new Set(names?.find(said).map(({ party }) => party.id))
  if (people.size > 0 && names!.find(words).some(({ party }) => people.has(party.id))) score += 1
  else if (people.size > 0 && names!.find(clause.text).some(({ party }) => people.has(party.id))) score += 0.5
  return score
}

/** 8月5100元: an item called by its month. */
export const monthsIn = (text: string): string[] =>
  [...text.matchAll(/(?<!\d)(\d{1,2})月(?:份)?(?!\d|[初底末中]|[上下]旬)/g)].map(([, n]) => n!)
function sameMonth(said: string, words: string): number {
  const [asked, own] = [monthsIn(said), monthsIn(words)]
  if (asked.length === 0 || own.length === 0) return 0
  return asked.some((n) => own.includes(n)) ? 5 : -10
}

const plainAsking = /行不行|可不可以|可以|行吗|好吗|人民币|[好行吧元块]/g

/** 10月底的改成3000: the row is called by its day. */
const namesDayOf = (said: string, clause: Clause, n: number, all: Standing[]): boolean => {
  const days = spokenValues(said, clause.at).filter(({ kind }) => kind === 'day')
  return all.some(
    (it) =>
      it.clause === clause &&
      it.value.kind === 'day' &&
      it.place?.n === n &&
      days.some((day) => sameValue(day, it.value)),
  )
}

const common = /[的了是在和与就那这还我你他她它改到为成]|双方|人民币|之前|以前/g
/** Pairs of letters that two wordings share, without what is said anywhere. */
function shared(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => pairsOf(text.replaceAll(common, ' ').replaceAll(/[\d.]+/g, ' ')))
  return [...left!].filter((pair) => right!.has(pair)).length
}
