import type { CaseRecord } from '../read.ts'
import { bareNumbers } from '../reading/corrections.ts'
import { pairsOf } from '../reading/pairs.ts'
import { findAmounts } from '../reading/quantities.ts'
import { type Spoken, spokenValues, stays, stretchAround } from './spoken.ts'
import { ordinalIn, type Standing } from './standing.ts'

/** A sum that stands, in one or several places of the clauses that say the same of it. */
type Node = { key: string; fen: number; at: Standing[]; words: string; place?: number; of?: number }
/** What the clauses reckon: these sums, with their signs, make up that one. */
type Identity = { of: { node: Node; sign: 1 | -1 }[]; total: Node }
type Said = { value: Spoken; words: string; fen: number }
/** A new sum, and the places where the old one stands. */
export type Placed = { value: Spoken; at: Standing[] }
/** What was placed, and every sum of the breath that it accounts for: by how much something changed is among them. */
export type Reckoning = { placed: Placed[]; accounted: string[] }

const takenOff =
  /减(?!免后)|扣|抵|已(?:经)?[^,;、]{0,4}[付还退给垫支]|[付还退给支](?:了|掉|过)|垫|借支|预支|预付|先付|少[给付]|免(?!费)/
const MOST_SAID = 6
const MOST_STANDING = 16
const WIDEST = 8

/** The sums that stand, told apart: what is said twice is one, instalments of like size are several. */
function nodesIn(all: Standing[]): Node[] {
  const nodes: Node[] = []
  for (const it of all) {
    if (it.value.kind !== 'amount' || isRate(it)) continue
    const n = it.place?.n
    const same = nodes.find(
      ({ key, place, of }) => key === it.value.key && (place === n ? of === it.place?.of : !place || !n),
    )
    if (same && !(same.place !== undefined && n !== undefined && same.place !== n)) {
      same.at.push(it)
      same.place ??= n
      same.of ??= it.place?.of
    } else
      nodes.push({
        key: it.value.key,
        fen: Number(it.value.key),
        at: [it],
        words: it.words,
        place: n,
        of: it.place?.of,
      })
  }
  return nodes
}

const isRate = ({ clause, value }: Standing): boolean =>
  findAmounts(clause.text).some(({ rate, start }) => rate && start === value.start) ||
  /^(?:元)?[×xX*]\s*\d/.test(clause.text.slice(value.end))

/** Rows of neighbouring sums that make up the one before or behind them. */
function identitiesIn(nodes: Node[], order: Node[]): Identity[] {
  const found: Identity[] = []
  const signs = (node: Node): 1 | -1 => (takenOff.test(node.words) ? -1 : 1)
  for (let t = 0; t < order.length; t++) {
    const total = order[t]!
    const rows = [
      ...Array.from({ length: WIDEST }, (_, n) => order.slice(Math.max(0, t - n - 2), t)),
      ...Array.from({ length: WIDEST }, (_, n) => order.slice(t + 1, t + n + 3)),
    ]
    for (const row of rows) {
      if (row.length < 2 || new Set(row).size < row.length || row.includes(total)) continue
      const of = row.map((node, i) => ({ node, sign: i === 0 ? (1 as const) : signs(node) }))
      const plain = row.map((node) => ({ node, sign: 1 as const }))
      for (const terms of [of, plain]) {
        if (terms.reduce((sum, { node, sign }) => sum + sign * node.fen, 0) !== total.fen) continue
        if (
          !found.some(
            (it) =>
              it.total === total &&
              it.of.length === terms.length &&
              it.of.every(({ node }, i) => node === terms[i]!.node),
          )
        )
          found.push({ of: terms, total })
        break
      }
    }
  }
  return found.filter(({ total }) => nodes.includes(total))
}

/** The sums that a change names as new ones: not those it calls old, unchanged or a reason. */
export function sumsSaid(text: string, at: string): Said[] {
  const known = spokenValues(text, at).filter(({ kind }) => kind === 'amount')
  const bare = bareNumbers(text).filter(
    (it) => known.every(({ start, end }) => start >= it.end || end <= it.start) && /元|块|[付退给共计剩]/.test(text),
  )
  return [...known, ...(/尾号|卡号|账号|电话|房/.test(text) ? [] : bare)].flatMap((value) => {
    const { text: words } = stretchAround(text, value)
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
export function reckoned(all: Standing[], text: string, record: CaseRecord): Reckoning | undefined {
  const nodes = nodesIn(all)
  if (nodes.length < 2 || nodes.length > MOST_STANDING) return undefined
  const order = all
    .flatMap((it) => nodes.find(({ at }) => at.includes(it)) ?? [])
    .filter((it, i, row) => row[i - 1] !== it)
  const identities = identitiesIn(nodes, order)
  if (identities.length === 0) return undefined
  const said = sumsSaid(text, record.at)
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
    if (tries.length > 20_000) return
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
    // 多扣了500元: by how much a sum changed is none of the new ones.
    const steps = new Set([...one.map].map(([node, it]) => Math.abs(node.fen - it.fen)))
    const unexplained = one.left.filter(({ fen }) => !steps.has(fen) && !olds.has(fen))
    if (!proves || unexplained.length > 0) return []
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
  if (strays) return undefined
  const totals = new Set(identities.map(({ total }) => total))
  const placed = [...best.map].map(([node, { value }]) => {
    const [first, ...others] = node.at
    // A total is one wherever it is said; what has the same size by chance is another thing.
    const same = others.filter((it) => totals.has(node) || shared(it.words, first!.words) > 1)
    return { value, at: [first!, ...same] }
  })
  return { placed, accounted: said.map(({ value }) => value.key) }
}

const filler = /[的了是在和与及就那这我你他她为]|[\d.]+|元|万/g
const shared = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => pairsOf(text.replaceAll(filler, ' ')))
  return [...left!].filter((pair) => right!.has(pair)).length
}
