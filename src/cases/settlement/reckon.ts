import type { CaseRecord } from '../read.ts'
import { bareNumbers } from '../reading/corrections.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { identitiesIn, type Node } from './identities.ts'
import { calledOld, type Spoken, spokenValues, stays, stretchAround } from './spoken.ts'
import { asPieces, monthsIn, ordinalIn, type Standing, wholeWords } from './standing.ts'

type Said = { value: Spoken; words: string; fen: number }
/** A new sum, and the places where the old one stands. */
export type Placed = { value: Spoken; at: Standing[] }
/** What was placed, and every sum of the breath that it accounts for: by how much something changed is among them. */
export type Reckoning = { placed: Placed[]; accounted: string[]; torn: boolean }

const MOST_SAID = 6
const MOST_TRIES = 60_000

/** The sums that a change names as new ones: not those it calls old, unchanged or a reason. */
function sumsSaid(text: string, at: string, names?: Names): Said[] {
  const known = spokenValues(text, at).filter(({ kind }) => kind === 'amount')
  const bare = bareNumbers(text).filter(
    (it) => known.every(({ start, end }) => start >= it.end || end <= it.start) && /元|块|[付退给共计剩]/.test(text),
  )
  return [...known, ...(/尾号|卡号|账号|电话|房/.test(text) ? [] : bare)].flatMap((value) => {
    const { text: around } = stretchAround(text, value)
    const words = names ? names.all.reduce((out, { name }) => out.replaceAll(name, ' '), around) : around
    return stays(words) ? [] : [{ value, words, fen: Number(value.key) }]
  })
}

type Placing = { map: Map<Node, Said>; left: Said[] }

/** Every way to put each new sum over one that stands, or to leave it where it only says by how much another changed. */
function* placings(
  nodes: Node[],
  fresh: Said[],
  mayBeLeft: (it: Said) => boolean,
  map = new Map<Node, Said>(),
  left: Said[] = [],
): Generator<Placing> {
  const [it, ...rest] = fresh
  if (!it) {
    yield { map, left }
    return
  }
  for (const node of nodes)
    if (!map.has(node) && fits(it, node, nodes)) {
      map.set(node, it)
      yield* placings(nodes, rest, mayBeLeft, map, left)
      map.delete(node)
    }
  if (mayBeLeft(it)) yield* placings(nodes, rest, mayBeLeft, map, [...left, it])
}

/** 第二期 goes over the second of a row, and over no other. */
function fits({ words }: Said, { place, of }: Node, nodes: Node[]): boolean {
  const n = ordinalIn(words)
  if (n === undefined || place === undefined)
    return n === undefined || place !== undefined || !nodes.some((node) => node.place)
  return (n < 0 ? of! + 1 + n : n) === place
}

/**
 * Places several new sums at once where only one placing keeps what the clauses reckon true: old parts and new parts make up
 * the new total. Undefined where nothing is reckoned, or two placings would do.
 */
export function reckoned(all: Standing[], text: string, record: CaseRecord, names?: Names): Reckoning | undefined {
  const { nodes: every, identities } = identitiesIn(all)
  const members = identities.map(({ of, total }) => [total, ...of.map(({ node }) => node)])
  const nodes = every.filter((node) => members.some((row) => row.includes(node)))
  if (nodes.length === 0) return undefined
  const isOldSum = ({ value }: Said) => calledOld(text.slice(0, value.start), text.slice(value.end))
  const said = sumsSaid(text, record.at, names).filter(({ value }) => asPieces(all, value) === value)
  const [olds, others] = [said.filter(isOldSum), said.filter((it) => !isOldSum(it))]
  const stands = ({ fen, words }: Said) => every.some((node) => node.fen === fen) && ordinalIn(words) === undefined
  const news = others.filter((it) => !stands(it)).map((it) => [`${it.fen} ${ordinalIn(it.words)}`, it] as const)
  const fresh = [...new Map(news).values()]
  if (fresh.length < 2 || fresh.length > MOST_SAID || nodes.length ** fresh.length > MOST_TRIES) return undefined
  const totals = new Set(identities.map(({ total }) => total))
  const asWhole = (it: Said, node: Node) => (wholeWords.test(it.words) && totals.has(node) ? 2 : 0)
  const likes = new Map(
    fresh.map((it) => [it, new Map(every.map((node) => [node, shared(it.words, node.words) + asWhole(it, node)]))]),
  )
  const like = (it: Said, node: Node): number => likes.get(it)!.get(node)!
  const isOld = ({ fen }: Said | Node) => olds.some((old) => old.fen === fen)
  // 多扣了500元: by how much a sum changed is none of the new ones.
  const isStep = (it: Said, by: number[]) => by.includes(it.fen)
  const steps = nodes.flatMap((node) => fresh.map(({ fen }) => Math.abs(node.fen - fen)))

  type Judged = { map: Map<Node, Said>; broken: number; asOld: number; like: number }
  const better = (x: Judged, y: Judged) =>
    x.broken - y.broken || y.asOld - x.asOld || y.map.size - x.map.size || y.like - x.like
  let [best, even]: [Judged | undefined, boolean] = [undefined, false]
  for (const { map, left } of placings(nodes, fresh, (it) => isStep(it, steps) || isOld(it))) {
    if (map.size < 2) continue
    const now = (node: Node) => map.get(node)?.fen ?? node.fen
    const moved = (i: number) => members[i]!.filter((node) => map.has(node)).length
    const touched = identities.filter((_, i) => moved(i) > 0)
    const holds = touched.filter(
      ({ of, total }) => of.reduce((sum, { node, sign }) => sum + sign * now(node), 0) === now(total),
    )
    if (!holds.some((it) => moved(identities.indexOf(it)) > 1)) continue
    if ([...map.keys()].some((node) => !holds.some((it) => members[identities.indexOf(it)]!.includes(node)))) continue
    // 分两次付5000、4900 of 9900 is no new reckoning of what makes up the 9900: a new whole, or each by its own words.
    const told = [...map].every(([node, it]) => (node.place && ordinalIn(it.words) !== undefined) || like(it, node) > 0)
    if (!told && !holds.some(({ total }) => map.has(total))) continue
    const by = [...map].map(([node, it]) => Math.abs(node.fen - it.fen))
    if (left.some((it) => !isStep(it, by) && !isOld(it))) continue
    const judged: Judged = {
      map: new Map(map),
      broken: touched.length - holds.length,
      asOld: [...map.keys()].filter(isOld).length,
      like: [...map].reduce((sum, [node, it]) => sum + like(it, node), 0),
    }
    const order = best ? better(judged, best) : -1
    if (order < 0) [best, even] = [judged, false]
    else if (order === 0) even = true
  }
  if (!best || even) return undefined
  const { map } = best
  const accounted = said.map(({ value }) => value.key)
  const strays = [...map].some(
    ([node, it]) =>
      like(it, node) === 0 &&
      every.some((other) => !map.has(other) && other.fen !== node.fen && shared(it.words, other.words) > 1),
  )
  // What the words say and what the reckoning says differ: neither is followed.
  if (strays) return { placed: [], accounted, torn: true }
  const placed = [...map].map(([node, { value }]) => {
    const [first, ...more] = node.at
    // A total is one wherever it is said; what has the same size by chance is another thing.
    const same = more.filter((it) => totals.has(node) || shared(it.words, first!.words) > 1)
    return { value, at: [first!, ...same] }
  })
  return { placed, accounted, torn: false }
}

const filler = /[的了是在和与及就那这我你他她为]|[\d.]+|元|万/g
const shared = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => pairsOf(text.replaceAll(filler, ' ')))
  const months = monthsIn(a).filter((n) => monthsIn(b).includes(n)).length
  return [...left!].filter((pair) => right!.has(pair)).length + months * 2
}
