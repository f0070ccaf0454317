import { findValues, type Value } from './corrections.ts'
import { dayInWords, findDays } from './days.ts'
import { pairsOf } from './pairs.ts'
import { findAmounts } from './quantities.ts'
import type { CaseRecord } from './read.ts'
import type { Clause } from './settlement.ts'

const turn =
  /(?:改|变更|调整|更正|推迟|提前|延期|延后|顺延|延长)(?:到|至|为|成|在)?|[推拖缓挪](?:后)?[到至]|应(?:当|该)?(?:为|是)|实为/
const amendable = new Set(['amount', 'day', 'account', 'percent', 'measure'])

/** Puts what a later record changes (a day, a sum, an account) into the clause it speaks of; it stands as a clause of its own where none fits. */
export function amend(clauses: Clause[], change: string, record: CaseRecord): void {
  if (movePlace(clauses, change, record)) return
  const target = clauseMeant(clauses, change)
  const cut = turn.exec(change)?.index ?? 0
  const named = findValues(change, record.at, 'future').filter(
    ({ kind, end }) => amendable.has(kind) && !/^(?:的)?(?:记录|协议|笔录|方案|调解|达成|那份)/.test(change.slice(end)),
  )
  const fresh = named.filter(({ start }) => start >= cut)
  let touched = false
  for (const value of target ? fresh : []) {
    const old = named.find((it) => it.kind === value.kind && it.start < cut && it.key !== value.key)
    const standing = standingValue(target!, change, value, fresh, old)
    if (!standing) continue
    target!.text =
      target!.text.slice(0, standing.start) +
      (value.kind === 'day' ? dayInWords(value.key) : value.raw) +
      target!.text.slice(standing.end)
    touched = true
  }
  if (touched) target!.recordIds.push(record.id)
  else clauses.push({ text: change.replace(/[。;]+$/, ''), recordIds: [record.id], at: record.at, from: 'record' })
}

const placeMoved =
  /(?:地点|地方|处)[^,。;]{0,6}(?:改|换|挪|变更)(?:到|成|为|在|至)([\p{Script=Han}\dA-Za-z]{2,24}?)(?:了|吧)?(?=[,。;]|$)/u
/** Where something is handed over, fetched or met: 到某处接, 在某处交. */
const placeIn = /(?<=[到在至])([\p{Script=Han}\dA-Za-z]{2,16}?)(?=接|送|交|领|取|碰头|见面|当面|签|汇合|会面)/gu

/** 交接地点改到村委大厅: the place in each clause that names one the change speaks of, or in the only clause with a place. */
function movePlace(clauses: Clause[], change: string, record: CaseRecord): boolean {
  const moved = placeMoved.exec(change)
  if (!moved) return false
  const pairs = pairsOf(change.slice(0, moved.index))
  const found = clauses.flatMap((clause) =>
    [...clause.text.matchAll(placeIn)].map(({ 1: place, index }) => ({ clause, place: place!, index })),
  )
  const named = found.filter(({ place }) => [...pairsOf(place)].some((pair) => pairs.has(pair)))
  const meant = named.length > 0 ? named : found.length === 1 ? found : []
  for (const { clause, place, index } of meant.toReversed()) {
    clause.text = clause.text.slice(0, index) + moved[1] + clause.text.slice(index + place.length)
    if (!clause.recordIds.includes(record.id)) clause.recordIds.push(record.id)
  }
  return meant.length > 0
}

/** The value in the clause that the new one replaces: the old one where it is named, else the one said in like words. */
function standingValue(clause: Clause, change: string, value: Value, fresh: Value[], old?: Value): Value | undefined {
  const candidates = findValues(clause.text, clause.at, 'future').filter(
    ({ kind, key }) => kind === value.kind && !fresh.some((it) => it.kind === kind && it.key === key),
  )
  if (old) return candidates.find(({ key }) => key === old.key)
  const around = (text: string, { start, end }: Value) => segmentAround(text, start, end)
  const scored = candidates.map((it) => ({
    it,
    score: closeness(around(clause.text, it), around(change, value), clause.at),
  }))
  const [best] = scored.toSorted((a, b) => b.score - a.score)
  return best && (best.score > 0 || candidates.length === 1) ? best.it : undefined
}

const segmentAround = (text: string, start: number, end: number): string =>
  text.slice(
    Math.max(text.lastIndexOf(',', start - 1), text.lastIndexOf(';', start - 1), text.lastIndexOf(':', start - 1)) + 1,
    end + (/[,;。]/.exec(text.slice(end))?.index ?? text.length - end),
  )

const ordinals = '一二三四五六七八九十'
function clauseMeant(clauses: Clause[], change: string): Clause | undefined {
  const article = /第([一二三四五六七八九十]|\d{1,2})[条项款]/.exec(change)?.[1]
  if (article) return clauses[(ordinals.indexOf(article) + 1 || Number(article)) - 1]
  const scored = clauses.map((clause) => ({ clause, score: closeness(clause.text, change, clause.at) }))
  const [best] = scored.toSorted((a, b) => b.score - a.score)
  return best && best.score > 0 ? best.clause : undefined
}

/** How much two wordings speak of one thing: shared sums weigh most, then months, then shared pairs of letters. */
function closeness(a: string, b: string, at: string): number {
  const sums = new Set(findAmounts(b).map(({ fen }) => fen))
  const shared = findAmounts(a).filter(({ fen }) => sums.has(fen)).length
  const months = new Set(findDays(b, at, 'future').flatMap(({ on }) => (on ? [on.slice(0, 7)] : [])))
  const sameMonth = findDays(a, at, 'future').filter(({ on }) => on && months.has(on.slice(0, 7))).length
  const pairs = pairsOf(b)
  return shared * 10 + sameMonth * 4 + [...pairsOf(a)].filter((pair) => pairs.has(pair)).length
}
