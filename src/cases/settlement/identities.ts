import { findAmounts } from '../reading/quantities.ts'
import type { Standing } from './standing.ts'

/** A sum that stands, in one or several places of the clauses that say the same of it. */
export type Node = { key: string; fen: number; at: Standing[]; words: string; place?: number; of?: number }
/** What the clauses reckon: these sums, with their signs, make up that one. */
export type Identity = { of: { node: Node; sign: 1 | -1 }[]; total: Node }
const takenOff =
  /减(?!免后)|扣|抵|已(?:经)?[^,;、]{0,4}[付还退给垫支]|[付还退给支](?:了|掉|过)|垫|借支|预支|预付|先付|少[给付]|免(?!费)/
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
function identitiesAmong(order: Node[]): Identity[] {
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
  return found
}

const orderOf = (all: Standing[], nodes: Node[]): Node[] =>
  all.flatMap((it) => nodes.find(({ at }) => at.includes(it)) ?? []).filter((it, i, row) => row[i - 1] !== it)

/** What clauses reckon, as far as it can be seen: few enough sums, standing side by side. */
export function identitiesIn(all: Standing[]): { nodes: Node[]; identities: Identity[] } {
  const nodes = nodesIn(all)
  const few = nodes.length > 1 && nodes.length <= MOST_STANDING
  return { nodes, identities: few ? identitiesAmong(orderOf(all, nodes)) : [] }
}
