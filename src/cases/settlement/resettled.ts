import type { CaseRecord } from '../read.ts'
import { findDays } from '../reading/days.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import type { Superseded } from './amend.ts'
import { joined, messageOf } from './chats.ts'
import { act, keepsRest, undecided } from './cues.ts'
import type { Clause } from './find.ts'
import { learned } from './region.ts'
import { sameValue, spokenValues, stays, stretchesOf } from './spoken.ts'
import { agrees, refuses } from './stance.ts'
import type { TermModel } from './terms.ts'
import { FEWEST_TURNS } from './turns.ts'

// Where two sides settle a matter anew after it was settled (地砖不用铺了,费用从尾款里扣,实付5400元), no value takes
// another's place: the new words take the place of what was said on the same matter, and the rest stays.

/** Words put in the place of what stood: `was` is what stood. */
export type Rewritten = { recordId: string; was: string }

/** Sums, and days to come, of some clauses. */
const valuesOf = (clauses: readonly Clause[]) => ({
  sums: clauses.flatMap(({ text }) => findAmounts(text).flatMap(({ fen, rate }) => (rate ? [] : [fen]))),
  days: clauses.flatMap(({ text, at }) =>
    findDays(text, at, 'future').flatMap(({ kind, on }) => (kind === 'day' && on && on > at.slice(0, 10) ? [on] : [])),
  ),
})

/** Whether the clauses that stand lack a sum or a day of what was told. */
export function lacksOf(told: readonly Clause[], standing: readonly Clause[]): boolean {
  const [ours, theirs] = [valuesOf(standing), valuesOf(told)]
  return theirs.sums.some((fen) => !ours.sums.includes(fen)) || theirs.days.some((on) => !ours.days.includes(on))
}

const lead = /^(?:今改|现改|改为?|更正|补充|但是?|另外|还有)[:,]\s*|^(?:但是?|另外)(?=\S{6})/
/** A clause of what was told that binds by itself: an act, and enough words to know of what. */
const whole = ({ text, at }: Clause): boolean =>
  (act.test(text) || /[拿取带]走|[注撤]销|分[两二三四五六][次期笔]/.test(text)) &&
  (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 8 &&
  !stays(text) &&
  !keepsRest.test(text) &&
  !undecided.test(text) &&
  !/[?]$|行伐|行不行|好不好/.test(text) &&
  spokenValues(text, at).length > 0

/**
 * Puts what was told of a matter in the place of what stood of it, piece by piece; undefined where nothing that stood is
 * spoken of.
 */
export function resettle(
  standing: readonly Clause[],
  said: readonly Clause[],
  names: Names,
  /** All that was said beside: 那2200就不要了 of one who grants it. */
  beside = '',
): { clauses: Clause[]; gone: Clause[] } | undefined {
  const bare = said.map((it) => ({ ...it, text: withoutDropped(it.text.replace(lead, '')) }))
  const told = bare.filter(whole)
  const pieces = standing.flatMap((clause) =>
    clause.text.split(/(?<=[;。])/).map((text) => ({ clause, text, own: ownPairs(text, names) })),
  )
  const spread = (pair: string) => pieces.filter(({ own }) => own.has(pair)).length
  const gone = pieces.filter(
    (piece) =>
      told.some((it) => takesPlace(it, piece, spread, names)) || (told.length > 0 && fallsAway(beside, piece.text)),
  )
  // Of a whole row of sums 第二笔改为两次付 speaks of one: the rest must not go with it.
  const stood = valuesOf(gone.map(({ clause, text }) => ({ ...clause, text }))).sums
  const theirs = valuesOf(told).sums
  const taken = droppedIn([...said.map(({ text }) => text), beside].join(','))
  const unsaid = stood.filter((fen) => !theirs.includes(fen) && !taken.includes(fen)).length
  const anew = theirs.filter((fen) => !stood.includes(fen)).length
  if (told.length === 0 || gone.length === 0 || unsaid > anew + 1) return undefined
  const kept = standing.flatMap((clause): Clause[] => {
    const left = pieces.filter((it) => it.clause === clause && !gone.includes(it))
    if (left.length === 0) return []
    const text = left
      .map((it) => it.text)
      .join('')
      .replace(/[;。]$/, '')
    return [{ ...clause, text }]
  })
  const first = standing.indexOf(gone[0]!.clause)
  const before = kept.filter((it) => standing.findIndex((clause) => it.text && clause.text.includes(it.text)) < first)
  // 那2万就不要了 takes something away and puts nothing in its place.
  const onlyDrops = ({ text, at }: Clause) =>
    gone.some((piece) => fallsAway(text, piece.text)) &&
    spokenValues(text, at).every((it) =>
      standing.some((old) => spokenValues(old.text, old.at).some((was) => sameValue(was, it))),
    )
  // What is done instead may have no sum and no day of its own.
  const instead = ({ text, at }: Clause) =>
    act.test(text) &&
    text.length > 11 &&
    !/[?]$|能不能|行不行/.test(text) &&
    !stays(text) &&
    spokenValues(text, at).length === 0 &&
    [...ownPairs(text, names)].some((pair) => spread(pair) === 1 && gone.some(({ own }) => own.has(pair)))
  const writes = bare.filter((it) => told.includes(it) || instead(it))
  const fresh = withAccount(
    writes.filter((it) => !onlyDrops(it)),
    gone.map(({ text }) => text).join(','),
  )
  const clauses = [...before, ...fresh, ...kept.filter((it) => !before.includes(it))]
  return {
    clauses: clauses.filter(({ text }, i) => !clauses.slice(0, i).some((it) => it.text.includes(text))),
    gone: gone.map(({ clause, text }) => ({ ...clause, text })),
  }
}

const common = /[的了是在和与就那这还我你他她它改到为成由把将给前后]|双方|人民币|之前|以前|公司|一次|付清/g
/** What a piece is about: its pairs of letters without names and what is said anywhere. */
const ownPairs = (text: string, names: Names): Set<string> => {
  const bare = names.find(text).reduceRight((out, { start, end }) => `${out.slice(0, start)} ${out.slice(end)}`, text)
  const stretches = bare.replaceAll(common, ' ').split(/[^\p{Script=Han}]+/u)
  return new Set(stretches.flatMap((it) => [...pairsOf(it)]))
}

type Piece = { clause: Clause; text: string; own: Set<string> }
/** Whether what was told is on the matter of a piece: it names its sum and another, its things, or says that its deed falls away. */
function takesPlace(told: Clause, piece: Piece, spread: (pair: string) => number, names: Names): boolean {
  const sums = findAmounts(piece.text).map(({ fen }) => fen)
  const theirs = findAmounts(told.text).map(({ fen }) => fen)
  const values = (text: string, at: string) => spokenValues(text, at).filter(({ kind }) => kind !== 'measure')
  const stood = values(piece.text, piece.clause.at)
  const anew = values(told.text, told.at).some((it) => !stood.some((old) => sameValue(old, it)))
  const shared = [...ownPairs(told.text, names)].filter((pair) => piece.own.has(pair))
  const telling = shared.filter((pair) => spread(pair) === 1)
  if (anew && sums.some((fen) => theirs.includes(fen)) && shared.length > 0) return true
  if (anew && stood.length > 0 && telling.length >= 2) return true
  return fallsAway(told.text, piece.text)
}

/** 剩下那2200元能不能别给钱,…: the stretch that takes a sum away is no term of what comes instead. */
const withoutDropped = (text: string): string =>
  stretchesOf(text)
    .filter(({ text: words }) => !(findAmounts(words).length > 0 && /别给|不要|不用[给付]|不给|免了/.test(words)))
    .map(({ text: words }) => words)
    .join(',')

/** Deeds that one letter tells. */
const single = /[铺转修装做搬换送建租卖拆砌漆刷种养运]$/
/** 不转了, 不用某某铺了, 三金不折价了, 那2万就不要了. */
function fallsAway(told: string, piece: string): boolean {
  const deeds = [...told.matchAll(/不(?:再|用|必|要|需)?[^,。;不]{0,5}?([\p{Script=Han}]{1,2})了/gu)].flatMap(
    ([, deed]) => (single.test(deed!) ? [deed!, deed!.slice(-1)] : [deed!]),
  )
  if (deeds.some((deed) => (deed.length > 1 || single.test(deed)) && piece.includes(deed))) return true
  const dropped = droppedIn(told)
  return findAmounts(piece).some(({ fen }) => dropped.includes(fen))
}

/** 那2万就不要了: sums somebody takes away. */
const droppedIn = (told: string): number[] =>
  [...told.matchAll(/[^,。;]*(?:(?:不要|不用给|免|算)了|别给钱)/g)].flatMap(([words]) =>
    // Among people who talk of it a sum goes without 元.
    spokenValues(words, '2026-01-01T00:00:00Z').flatMap(({ kind, key }) => (kind === 'amount' ? [Number(key)] : [])),
  )

/** The account that a piece named stays with the payment that takes its place. */
function withAccount(told: Clause[], gone: string): Clause[] {
  const account = stretchesOf(gone).find(({ text }) => /尾号\d{4}/.test(text))?.text
  const names = told.some(({ text }) => /尾号|现金|微信|支付宝|原路/.test(text))
  const at = told.findIndex(({ text }) => findAmounts(text).length > 0 && /付|退|还|赔|转|给|分/.test(text))
  const into =
    account && /(?:一次)?(?:转账?|打|汇|存|付)[^,;。]{0,20}尾号\d{4}[^,;。]*/.exec(account)?.[0]?.replace(/^一次/, '')
  if (!into || names || at < 0) return told
  return told.map((it, i) => (i === at ? { ...it, text: `${it.text},${into}` } : it))
}

/** Values of what fell away that stand nowhere any more. */
export function fallen(gone: readonly Clause[], clauses: readonly Clause[], record: CaseRecord): Superseded[] {
  const stand = clauses.flatMap(({ text, at }) => spokenValues(text, at))
  return gone
    .flatMap(({ text, at }) => spokenValues(text, at))
    .filter((value) => !stand.some((it) => sameValue(it, value)))
    .map(({ kind, key }) => ({ kind, key, recordId: record.id, at: record.at }))
}

/** What neighbouring messages behind a settlement come to, where two sides speak and the last word is a yes. */
export function toldInMessages(
  model: TermModel,
  messages: CaseRecord[],
  names: Names,
  records: CaseRecord[],
): Clause[] {
  const turns = messages.flatMap((record) => messageOf(record, names, records) ?? [])
  const sides = new Set(turns.filter(({ mediates }) => !mediates).map(({ who }) => who))
  const yes = turns.findLastIndex(
    ({ mediates, text }) => !mediates && !refuses(text) && (agrees(text) || closing.test(text)),
  )
  // 谢谢调解员 behind a yes takes nothing back; another sum or day does.
  const open = turns
    .slice(yes + 1)
    .some(
      ({ text, record }) =>
        refuses(text) || spokenValues(text, record.at).some(({ kind }) => kind === 'amount' || kind === 'day'),
    )
  if (sides.size < 2 || yes < 1 || open) return []
  // Two or three messages are a talk too: the chair's question stands before them.
  const opener = Array.from({ length: Math.max(0, FEWEST_TURNS - turns.length) }, () => ({
    ...turns[0]!,
    who: '',
    mediates: true,
    text: '上次谈好的,哪里要改?',
  }))
  const { talk, sourceOf } = joined([...opener, ...turns], names)
  return learned(model, talk, names, sourceOf)?.clauses ?? []
}
const closing = /就这样|就这么|[定好]了|同意|可以|没问题|👌/
