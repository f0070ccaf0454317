import type { CaseRecord } from '../read.ts'
import { dayInWords } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { readNumeral, yuanOf } from '../reading/quantities.ts'
import { sentencesOf } from '../reading/sentences.ts'
import type { Superseded } from './amend.ts'
import type { Clause } from './find.ts'
import { type Spoken, sameValue, spokenValues, stretchAround, stretchesOf } from './spoken.ts'
import { ordinalIn, type Standing, standingIn } from './standing.ts'

// Changes that tell the parts of a sum: one payment split up, or what each of several people is to have.

const parted =
  /(?:改|拆|变更|调整|(?<!每[人户家]|各)分)(?:为|成|作)?(?:分)?(?:为|成)?(?<n>[两二三四五2-5])(?:次|笔|期|回)(?:付清|支付|付|给|还|退|转)?[,:;]?/

/** 第二笔100000元改为两次付,…: the sentence, the rows behind it and what they come to; undefined where nothing is split so. */
function splitIn(change: string, at: string) {
  for (const { text } of sentencesOf(change)) {
    const match = parted.exec(text)
    if (!match) continue
    const lead = text.slice(0, match.index)
    const rest = text.slice(match.index + match[0].length)
    const n = '一二三四五'.indexOf(match.groups!.n!.replace('两', '二')) + 1 || Number(match.groups!.n)
    const values = spokenValues(rest, at).filter(({ kind }) => kind === 'amount' || kind === 'day')
    const sums = values.filter(({ kind }) => kind === 'amount')
    const days = values.filter(({ kind }) => kind === 'day')
    const named = spokenValues(lead, at).findLast(({ kind }) => kind === 'amount')
    const each = sums.length === 1 && /各|每[次笔期]/.test(rest)
    const whole = each ? n * Number(sums[0]!.key) : sums.reduce((sum, { key }) => sum + Number(key), 0)
    if (!named && ordinalIn(lead) === undefined && !/余款|剩|余下|尾款|全款/.test(lead)) continue
    const complete =
      (each || sums.length === n) &&
      days.length === n &&
      days.every(({ key }) => key.length === 10 && !key.startsWith('--'))
    return { lead, rest, n, values, whole: named && Number(named.key) !== whole ? undefined : whole, complete }
  }
  return undefined
}

/** Whether a change splits one payment up. */
export const splits = (change: string, at: string): boolean => splitIn(change, at) !== undefined

/**
 * Puts the parts of a split payment where it stood; everything else stays, for the parts come to what it was. Undefined where
 * nothing is split, false where the payment or its parts are not certain.
 */
export function splitUp(
  clauses: Clause[],
  change: string,
  record: CaseRecord,
  superseded?: Superseded[],
): boolean | undefined {
  const split = splitIn(change, record.at)
  if (!split) return undefined
  const { lead, rest, n, values, whole, complete } = split
  if (!complete || whole === undefined) return false
  const place = ordinalIn(lead)
  const equal = standingIn(clauses).filter(({ value }) => value.kind === 'amount' && Number(value.key) === whole)
  const rowed = equal.filter((it) =>
    place === undefined ? it.place : it.place && (place < 0 ? it.place.of + 1 + place : place) === it.place.n,
  )
  const among = rowed.length > 0 ? rowed : place === undefined ? equal : []
  const dated = among.filter((it) => dayOf(it) !== undefined)
  const [old, another] = dated
  if (!old || another) return false
  const { clause, value } = old
  const day = dayOf(old)!
  const [first, last] = [values[0]!, values.at(-1)!]
  const tail = /^(?:之?前|以前)?(?:付清|支付|付|还清|还|给|退|结清|转账|转)?/.exec(rest.slice(last.end))![0]
  let rows = rest.slice(first.start, last.end) + tail
  for (const it of values.toReversed())
    rows =
      rows.slice(0, it.start - first.start) +
      (it.kind === 'day' ? dayInWords(it.key) : yuanOf(Number(it.key))) +
      rows.slice(it.end - first.start)
  const together = stretchAround(clause.text, value).start === stretchAround(clause.text, day).start
  const from = together ? Math.min(value.start, day.start) : day.start
  const to = together ? Math.max(value.end, day.end) : day.end
  const before = /^(?:之?前|以前)?/
  const paid = /^(?:之?前|以前)?(?:一次性?)?(?:付清|支付|付|还清|还|给|退|结清|转账|转)?/
  const after = clause.text.slice(to).replace(together ? paid : before, '')
  const told = together ? rows : `分${'一两三四五'[n - 1]}次付:${rows}${/^[\p{Script=Han}]/u.test(after) ? ',' : ''}`
  clause.text = clause.text.slice(0, from) + told + after
  if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  for (const gone of [value, day])
    if (!standingIn(clauses).some((it) => sameValue(it.value, gone)))
      superseded?.push({ kind: gone.kind, key: gone.key, recordId: record.id, at: record.at })
  return true
}

/** The day of a payment: in its stretch, or alone in the next. */
function dayOf({ clause, value }: Standing): Spoken | undefined {
  const all = spokenValues(clause.text, clause.at)
  const own = stretchAround(clause.text, value)
  const next = stretchesOf(clause.text).find(({ start }) => start >= own.end)
  const within = (from: number, to: number) => all.filter(({ start }) => start >= from && start < to)
  const here = within(own.start, own.end).filter(({ kind }) => kind === 'day')
  if (here.length === 1) return here[0]
  if (here.length > 1 || !next) return undefined
  const there = within(next.start, next.end)
  const days = there.filter(({ kind }) => kind === 'day')
  return days.length === 1 && there.every(({ kind }) => kind !== 'amount') ? days[0] : undefined
}

const totalWords = /(?:合计|共计|总[共计数额]|一共|共)(?:还|仍|就)?(?:应)?(?:是|为)?[^,。;\d]{0,3}$/

type Told = { party: string; value: Spoken; halves: string }

/** 戚某应得4940元(两次各2470元),汤某仍是5460元,合计10400元: what each of several people is to have, and the whole. */
function peopleIn(text: string, at: string, names: Names): { told: Told[]; total?: Spoken; sums: Spoken[] } {
  const told: Told[] = []
  const sums = spokenValues(text, at).filter(({ kind }) => kind === 'amount')
  const called = names.find(text)
  called.forEach(({ end, party }, i) => {
    const segment = text.slice(end, called[i + 1]?.start ?? text.length)
    const value = sums.find(({ start }) => start >= end && start < end + segment.length)
    if (!value || /[,;。!?(\d]/.test(text.slice(end, value.start))) return
    const halves = /^(?:元)?\((?:分)?[两二三四]次?[,]?各(?:付)?\d[\d.]*元?\)/.exec(text.slice(value.end))?.[0] ?? ''
    told.push({ party: party.id, value, halves: halves.replace(/^元/, '').replace(/(\d)\)$/, '$1元)') })
  })
  return { told, total: sums.find(({ start }) => totalWords.test(text.slice(0, start))), sums }
}

/** The sums of a clause by the one of these people who is named before them. */
function sumsOf(clause: Clause, people: ReadonlySet<string>, names: Names): Map<string, Standing[]> {
  const called = names.find(clause.text).filter(({ party }) => people.has(party.id))
  const sums = standingIn([clause]).filter(
    ({ value }) => value.kind === 'amount' && !totalWords.test(clause.text.slice(0, value.start)),
  )
  return Map.groupBy(sums, ({ value }) => called.findLast(({ end }) => end <= value.start)?.party.id ?? '')
}

type PartsTold = {
  edits: { old: Standing; value: Spoken; halves: string }[]
  accounted: Spoken[]
  torn: boolean
}

/**
 * What each of several people is to have, told anew, beside what the one clause says where each of them has one sum. Torn
 * where the whole does not come out.
 */
export function partsTold(clauses: Clause[], text: string, at: string, names: Names): PartsTold | undefined {
  if (!/改|更正|变更|调整|应得|应付|重新|补正/.test(text)) return undefined
  const { told, total, sums } = peopleIn(text, at, names)
  const people = new Set(told.map(({ party }) => party))
  if (people.size < 2 || told.length > people.size) return undefined
  // 护理费 told anew is not the 赡养费 that stands.
  const nouns = [...text.matchAll(/\p{Script=Han}{2}费|租金|工资|工钱|货款|利息|违约金/gu)].map(([it]) =>
    it.slice(0, 2),
  )
  const fits = clauses.flatMap((clause) => {
    if (nouns.length > 0 && !nouns.some((it) => clause.text.includes(it))) return []
    const held = sumsOf(clause, people, names)
    return told.every(({ party }) => held.get(party)?.length === 1) ? [{ clause, held }] : []
  })
  const [fit, another] = fits
  if (!fit || another) return undefined
  const edits = told.map(({ party, value, halves }) => ({ old: fit.held.get(party)![0]!, value, halves }))
  if (edits.every(({ old, value, halves }) => sameValue(old.value, value) && !halves)) return undefined
  const all = standingIn(clauses)
  const parts = [...fit.held.values()].flat()
  const before = parts.reduce((sum, { value }) => sum + Number(value.key), 0)
  const after = before + edits.reduce((sum, { old, value }) => sum + Number(value.key) - Number(old.value.key), 0)
  const wholes = all.filter(
    ({ clause, value }) =>
      value.kind === 'amount' &&
      Number(value.key) === before &&
      totalWords.test(clause.text.slice(0, value.start)) &&
      clause === fit.clause,
  )
  if (total && Number(total.key) !== after) return { edits: [], accounted: sums, torn: true }
  const now: Spoken = total ?? { kind: 'amount', key: String(after), raw: yuanOf(after), start: 0, end: 0 }
  return {
    edits: [...edits, ...wholes.map((old) => ({ old, value: now, halves: '' }))],
    accounted: sums,
    torn: false,
  }
}

const counters = '[块扇盏张株棵台只把片根件处间套辆本箱袋桶盆口]'
const count = new RegExp(
  `(?<noun>[\\p{Script=Han}]{2,10}?)(?:一共|总共|共计?|合计|实际|应当?|应该|实|改|更正)*(?:有|是|为)?(?<n>\\d{1,4}|[一二两三四五六七八九十]{1,3})(?<unit>${counters})(?![\\d钱])`,
  'gu',
)

/** 空鼓地砖一共9块,以9块为准: a count checked later goes to the noun that a clause names without one. Gives what it wrote. */
export function countIn(clauses: Clause[], change: string, record: CaseRecord): string | undefined {
  const n = '(\\d{1,4}|[一二两三四五六七八九十]{1,3})'
  const pinned =
    new RegExp(`以${n}(${counters})为准`).exec(change) ??
    new RegExp(`(?:实为|应[为是]|实际(?:[为是有])?|更正为)${n}(${counters})(?!钱)`).exec(change)
  const told = [...change.matchAll(count)]
    .map(({ groups }) => groups as { noun: string; n: string; unit: string })
    .filter(({ n, unit }) => pinned && readNumeral(n) === readNumeral(pinned[1]!) && unit === pinned[2])
  const hits = told.flatMap(({ noun, unit }) => {
    for (let i = 0; i + 2 <= noun.length; i++) {
      const word = noun.slice(i)
      const found = clauses.filter(({ text }) => text.split(word).length === 2)
      if (found.length > 1) return []
      if (found[0])
        return new RegExp(`[\\d一二两三四五六七八九十]${unit}`).test(found[0].text) ? [] : [{ clause: found[0], word }]
    }
    return []
  })
  const [hit] = hits
  if (!pinned || !hit || hits.some(({ clause, word }) => clause !== hit.clause || word !== hit.word)) return undefined
  const end = hit.clause.text.indexOf(hit.word) + hit.word.length
  const words = `${pinned[1]}${pinned[2]}`
  hit.clause.text = hit.clause.text.slice(0, end) + words + hit.clause.text.slice(end)
  if (!hit.clause.recordIds.includes(record.id)) hit.clause.recordIds.push(record.id)
  return words
}
