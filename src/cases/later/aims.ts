import { type Features, mixed, namedFeatures, textFeatures } from '../../text/index.ts'
import { type Spoken, sameValue } from '../settlement/spoken.ts'
import { ordinalIn } from '../settlement/standing.ts'
import { type Held, han, type Scene, type Seen } from './bits.ts'
import { cuesIn } from './roles.ts'

// What is seen of a stretch and a clause that it may speak of.

const stop = new Set(
  '的了是在和与就那这还我你他她它改到为成由把将给前后也都再又先不要可以好行吧个一两三人说讲能会有没上下里边',
)
const pays = /[付赔退还给转补打汇交]/
const way = /微信|支付宝|现金|转账|柜台|扫码|对公|卡|账户|存折|承兑|原路|支票/
const deeds = '修换拆搬装接送还退赔付给道歉删撤交领取看陪住洗弄做漏卡账狗车'
const numerals = ' 一二三四五六七八九十'
const ringed = '①②③④⑤⑥⑦⑧⑨⑩'

const kindsOf = ({ values }: { values: readonly Spoken[] }) => [...new Set(values.map(({ kind }) => kind))]
/** Whether two sums are near enough that one may take the other's place. */
const isNear = (a: Spoken, b: Spoken): boolean => {
  const ratio = Number(a.key) / Number(b.key)
  return a.kind === 'amount' && b.kind === 'amount' && a.key !== b.key && ratio > 0.6 && ratio < 1.6
}
const says = (bit: Seen, held: Held): boolean => bit.values.some((v) => held.values.some((t) => sameValue(t, v)))
const hasNear = (bit: Seen, held: Held): boolean => bit.values.some((v) => held.values.some((t) => isNear(v, t)))
/** 第二条, ②: the clause called by its number, counted from 0. */
function numberIn(text: string): number | undefined {
  const said = /第([一二三四五六七八九十]|\d{1,2})[条项]|([①-⑩])/.exec(text)
  if (!said) return undefined
  if (said[2]) return ringed.indexOf(said[2])
  return (numerals.indexOf(said[1]!) > 0 ? numerals.indexOf(said[1]!) : Number(said[1])) - 1
}

/** How much of its words each clause shares with some stretches; what no other clause has counts thrice. */
function likeness({ clauses }: Scene, bits: readonly Seen[]): number[] {
  return clauses.map((it) =>
    bits
      .flatMap(({ pairs }) => [...pairs])
      .filter((pair) => it.pairs.has(pair))
      .reduce((sum, pair) => sum + (clauses.filter((other) => other.pairs.has(pair)).length === 1 ? 3 : 1), 0),
  )
}
/** How the k-th stands among all: the only first, one of the first, or behind another. */
function rankIn(all: readonly number[], k: number, name: string): string[] {
  const most = Math.max(0, ...all)
  if (most === 0) return [`${name} nothing`]
  if (all[k] !== most) return [`${name} elsewhere`]
  return [all.filter((it) => it === most).length === 1 ? `${name} most` : `${name} most with others`]
}

/** What is seen of a stretch whichever clause it is held against. */
function viewOf(scene: Scene, i: number) {
  const { bits, clauses } = scene
  const bit = bits[i]!
  const turn = bits.filter((it, j) => it.turn === bit.turn && Math.abs(j - i) <= 2)
  const before = bits.filter((it) => it.turn < bit.turn && it.turn >= bit.turn - 2 && it.record === bit.record)
  const ours = [...new Set(bit.plain)].filter((c) => han.test(c) && !stop.has(c))
  const theirs = clauses.map((it) => new Set(it.plain))
  const rare = theirs.map(
    (it) => ours.filter((c) => it.has(c) && theirs.filter((other) => other.has(c)).length === 1).length,
  )
  return {
    bit,
    turn,
    before,
    kinds: kindsOf(bit),
    own: likeness(scene, [bit]),
    around: likeness(scene, turn),
    past: likeness(scene, before),
    rare,
    fresh: ours.filter((c) => theirs.every((it) => !it.has(c))).length,
  }
}

/** Features of a stretch and a clause it may speak of; of none where `k` is -1. `focus`: what the words before it were put to. */
export function aimFeatures(scene: Scene, i: number, k: number, focus: number | undefined): Features {
  const { bits, clauses, names } = scene
  const view = viewOf(scene, i)
  const { bit, turn, before, kinds, own, around, past, rare, fresh } = view
  if (k < 0) {
    const prior = bits[i - 1]?.turn === bit.turn ? bits[i - 1]!.text : ''
    const top = Math.max(0, ...own)
    return mixed([
      [textFeatures(bit.plain, 2, 'new'), 0.6],
      [
        namedFeatures([
          'new',
          `new, shares ${Math.min(4, top)}`,
          `new, around ${Math.min(6, Math.max(0, ...around))}`,
          ...kinds.map((kind) => `new, ${kind} ${clauses.some((it) => kindsOf(it).includes(kind))}`),
          `new, no value ${kinds.length === 0}`,
          `new, rare letters ${Math.min(4, Math.max(0, ...rare))}`,
          `new, letters of no clause ${Math.min(6, fresh)}`,
          `new, letters of no clause ${fresh > 3} shares ${Math.min(2, top)}`,
          `new, says a value ${clauses.some((it) => says(bit, it))}`,
          `new, first of turn ${prior === ''}`,
          ...cuesIn(prior).map((name) => `new, before ${name}`),
          `new, focus ${focus === undefined ? 'none' : focus < 0 ? 'new' : 'a clause'}`,
          ...cuesIn(bit.text).map((name) => `new, ${name}`),
        ]),
        1,
      ],
    ])
  }
  const held = clauses[k]!
  const mine = own[k]!
  const flags = [
    `shares ${Math.min(6, mine)}`,
    `around ${Math.min(8, around[k]!)}`,
    `past ${Math.min(6, past[k]!)}`,
    `rare letters ${Math.min(4, rare[k]!)}`,
    ...rankIn(own, k, 'shares'),
    ...rankIn(around, k, 'around'),
    ...rankIn(past, k, 'past'),
    ...rankIn(rare, k, 'rarest'),
    `clauses ${Math.min(6, clauses.length)}`,
  ]
  for (const kind of kinds) {
    const theirs = held.values.filter((it) => it.kind === kind)
    const having = clauses.filter((it) => kindsOf(it).includes(kind)).length
    const where = theirs.length > 0 ? (having === 1 ? 'only here' : 'here too') : having === 0 ? 'nowhere' : 'elsewhere'
    flags.push(`${kind} ${where}`)
    if (bit.values.some((v) => theirs.some((t) => sameValue(t, v))))
      flags.push('says a value of it', `says its ${kind}`)
    if (theirs.length === 1) flags.push(`${kind} one here`)
  }
  if (hasNear(bit, held)) flags.push(`sum near ${clauses.filter((it) => hasNear(bit, it)).length === 1}`)
  else if (clauses.some((it) => hasNear(bit, it))) flags.push('sum near elsewhere')
  if (turn.some((it) => says(it, held))) flags.push('a value of it near')
  if (before.some((it) => says(it, held))) flags.push('past says a value of it')
  const number = numberIn(turn.map(({ text }) => text).join())
  if (number !== undefined) flags.push(number === k ? 'its number' : 'another number')
  const ordinal = ordinalIn(bit.text)
  if (ordinal !== undefined) {
    const sums = clauses.flatMap((it, j) => (kindsOf(it).includes('amount') ? [j] : []))
    const rows = held.values.filter(({ kind }) => kind === 'amount').length > 1
    const that = sums.at(ordinal > 0 ? ordinal - 1 : ordinal) === k
    flags.push(rows ? 'ordinal, rows here' : that ? 'ordinal, that payment' : 'ordinal, else')
    if (ordinalIn(held.clause.text) === ordinal) flags.push('ordinal said here')
  }
  if (pays.test(bit.text) && pays.test(held.clause.text)) flags.push('both pay')
  if (way.test(bit.text)) flags.push(way.test(held.clause.text) ? 'both way' : 'way elsewhere')
  const called = new Set(names.find(held.clause.text).map(({ party }) => party.id))
  if (names.find(bit.text).some(({ party }) => called.has(party.id))) flags.push('same person')
  if (called.has(bit.who)) flags.push('speaker named')
  if (focus === k)
    flags.push(
      'focus',
      ...kinds.map((kind) => `focus ${kind}`),
      `focus, shares ${Math.min(2, mine)}`,
      `focus, value ${kinds.length > 0}`,
    )
  else if (focus !== undefined && focus >= 0) flags.push('focus elsewhere')
  const letters = new Set([...held.plain].filter((c) => han.test(c)))
  flags.push(`letters ${Math.min(6, [...new Set(bit.plain)].filter((c) => letters.has(c)).length)}`)
  for (const deed of deeds)
    if (bit.text.includes(deed)) {
      const both = held.clause.text.includes(deed)
      flags.push(`deed ${both}`, `deed ${deed} ${both}`)
    }
  const telling = /^(?:shares|around|focus|says|amount|day|both|a value|past|rar|letters|same)/
  const told = flags.filter((it) => telling.test(it))
  const kept = ['amount', 'day', 'account', 'cycle', 'time', 'measure'].filter((kind) =>
    held.values.some((it) => it.kind === kind),
  )
  return mixed([
    [namedFeatures([...flags, ...told.flatMap((a) => told.filter((b) => a < b).map((b) => `${a}+${b}`))]), 1],
    ...kept.slice(0, 3).map((it): [Features, number] => [textFeatures(bit.plain, 2, `of ${it}`), 0.3]),
  ])
}

/** The clause that a stretch most plainly speaks of by its words and values; undefined where none or two do. */
export function plainAim(scene: Scene, i: number): number | undefined {
  const bit = scene.bits[i]!
  const score = likeness(scene, [bit]).map((shared, k) => {
    const held = scene.clauses[k]!
    return shared + (says(bit, held) ? 3 : 0) + (hasNear(bit, held) ? 1.5 : 0)
  })
  const best = Math.max(0, ...score)
  return best >= 1.5 && score.filter((it) => it === best).length === 1 ? score.indexOf(best) : undefined
}
