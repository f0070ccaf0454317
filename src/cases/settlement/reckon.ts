import type { CaseRecord } from '../read.ts'
import { bareNumbers } from '../reading/corrections.ts'
import type { Names } from '../reading/names.ts'
import { pairsOf } from '../reading/pairs.ts'
import { identitiesIn, type Node } from './identities.ts'
import { type Spoken, spokenValues, stays, stretchAround } from './spoken.ts'
import { monthsIn, ordinalIn, type Standing } from './standing.ts'

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

/** 由1800元改为2160元, 不是1800: the old sum beside the new one. */
const calledOld = (text: string, { start, end }: Spoken): boolean =>
  /(?:不是|由|从|原来?(?:是|为|定|的|写)?|本来(?:是)?|之前(?:是|的)?|写成了?)[^,。\d]{0,6}$/.test(
    text.slice(0, start),
  ) || /^(?:元|块)?(?:应|要)?(?:改|调整?|变更?|更正)(?:到|成|为|至)?\d/.test(text.slice(end))

/**
 * Places several new sums at once where only one placing keeps what the clauses reckon true: old parts and new parts make up
 * the new total. Undefined where nothing is reckoned, or two placings would do.
 */
export function reckoned(all: Standing[], text: string, record: CaseRecord, names?: Names): Reckoning | undefined {
  const { nodes, identities } = identitiesIn(all)
  if (identities.length === 0) return undefined
  const said = sumsSaid(text, record.at, names)
  const stands = ({ fen, words }: Said) => nodes.some((node) => node.fen === fen) && ordinalIn(words) === undefined
  const fresh = [
    ...new Map(
      said
        .filter((it) => !calledOld(text, it.value) && !stands(it))
        .map((it) => [`${it.fen} ${ordinalIn(it.words)}`, it]),
    ).values(),
  ]
  const olds = new Set(said.filter((it) => calledOld(text, it.value)).map(({ fen }) => fen))
  if (fresh.length < 2 || fresh.length > MOST_SAID) return undefined
  type Try = { map: Map<Node, Said>; left: Said[] }
  const fits = (it: Said, node: Node): boolean => {
    const n = ordinalIn(it.words)
    if (n === undefined || node.place === undefined)
      return n === undefined || node.place !== undefined || !nodes.some(({ place }) => place)
    return (n < 0 ? node.of! + 1 + n : n) === node.place
  }
  const tries: Try[] = []
  const place = (i: number, map: Map<Node, Said>, left: Said[]): void => {
    if (tries.length > MOST_TRIES) return
    const it = fresh[i]
    if (!it) {
      tries.push({ map: new Map(map), left: [...left] })
      return
    }
    for (const node of nodes)
      if (!map.has(node) && fits(it, node)) {
        map.set(node, it)
        place(i + 1, map, left)
        map.delete(node)
      }
    place(i + 1, map, [...left, it])
  }
  place(0, new Map(), [])
  if (tries.length > MOST_TRIES) return undefined
  const judged = tries.flatMap((one) => {
    if (one.map.size < 2) return []
    const now = (node: Node) => one.map.get(node)?.fen ?? node.fen
    const touched = identities.filter(({ of, total }) =>
      [total, ...of.map(({ node }) => node)].some((node) => one.map.has(node)),
    )
    const holds = touched.filter(
      ({ of, total }) => of.reduce((sum, { node, sign }) => sum + sign * now(node), 0) === now(total),
    )
    const proves = holds.some(
      ({ of, total }) => [total, ...of.map(({ node }) => node)].filter((node) => one.map.has(node)).length > 1,
    )
    // 分两次付5000、4900 of 9900 is no new reckoning of what makes up the 9900: a new whole, or each by its own words.
    const wholes = holds.some(({ total }) => one.map.has(total))
    const told = [...one.map].every(
      ([node, it]) => (node.place && ordinalIn(it.words) !== undefined) || shared(it.words, node.words) > 0,
    )
    // 多扣了500元: by how much a sum changed is none of the new ones.
    const steps = new Set([...one.map].map(([node, it]) => Math.abs(node.fen - it.fen)))
    const unexplained = one.left.filter(({ fen }) => !steps.has(fen) && !olds.has(fen))
    if (!proves || !(wholes || told) || unexplained.length > 0) return []
    const held = new Set(holds.flatMap(({ of, total }) => [total, ...of.map(({ node }) => node)]))
    const loose = [...one.map.keys()].filter((node) => !held.has(node)).length
    const asOld = [...one.map.keys()].filter((node) => olds.has(node.fen)).length
    const like = [...one.map].reduce((sum, [node, it]) => sum + shared(it.words, node.words), 0)
    return [{ ...one, broken: touched.length - holds.length, loose, asOld, like }]
  })
  const better = (a: (typeof judged)[number], b: (typeof judged)[number]) =>
    a.broken - b.broken || a.loose - b.loose || b.asOld - a.asOld || b.map.size - a.map.size || b.like - a.like
  const [best, next] = judged.toSorted(better)
  if (!best || best.loose > 0 || (next && better(best, next) === 0)) return undefined
  const strays = [...best.map].some(
    ([node, it]) =>
      shared(it.words, node.words) === 0 &&
      nodes.some((other) => !best.map.has(other) && other.fen !== node.fen && shared(it.words, other.words) > 1),
  )
  // What the words say and what the reckoning says differ: neither is followed.
  if (strays) return { placed: [], accounted: said.map(({ value }) => value.key), torn: true }
  const totals = new Set(identities.map(({ total }) => total))
  const placed = [...best.map].map(([node, { value }]) => {
    const [first, ...others] = node.at
    // A total is one wherever it is said; what has the same size by chance is another thing.
    const same = others.filter((it) => totals.has(node) || shared(it.words, first!.words) > 1)
    return { value, at: [first!, ...same] }
  })
  return { placed, accounted: said.map(({ value }) => value.key), torn: false }
}

const filler = /[的了是在和与及就那这我你他她为]|[\d.]+|元|万/g
const shared = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => pairsOf(text.replaceAll(filler, ' ')))
  const months = monthsIn(a).filter((n) => monthsIn(b).includes(n)).length
  return [...left!].filter((pair) => right!.has(pair)).length + months * 2
}
