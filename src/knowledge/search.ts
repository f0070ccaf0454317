import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { ifCarried } from '../shelf.ts'
import { normalize } from '../text/index.ts'
import { absentLaws, silentLaws } from './absent.ts'
import { authorities, authoritiesOf } from './authority.ts'
import { findCitations } from './citations.ts'
import { dayOf } from './days.ts'
import type { Meant } from './dense.ts'
import { embedderOf } from './embedder.ts'
import { type Candidate, gatherArticles } from './gather.ts'
import { type Hit, toHits } from './hits.ts'
import { lawNames } from './names.ts'
import { findBest } from './rank.ts'
import { loadTaxonomy } from './tables.ts'

export const kinds = ['law', 'agreement', 'playbook', 'precedent'] as const
export type Kind = (typeof kinds)[number]

const MOST_HITS = 200
/** So many of today's best articles tell which law a question is about. */
const LOOK_BACK = 5

/** What to look for. 检索 */
export const SearchKnowledge = z.strictObject({
  q: z.string().min(1).max(20_000),
  kinds: z.array(z.enum(kinds)).min(1).optional(),
  /** The law as it stood on this day; today by default. */
  asOf: z.iso.date().optional(),
  /** Dispute subtype code such as neighbor.leak: passages that serve it come first. */
  dispute: z.string().optional(),
  /** Only laws of this level of force. */
  authority: z.enum(authorities).optional(),
  limit: z.number().int().min(1).max(MOST_HITS).default(10),
})
export type SearchKnowledge = z.input<typeof SearchKnowledge>

export type SearchResult = { hits: Hit[] }

/** Finds passages for a question in lay or legal words, best first; laws as they stood on `asOf`. An article named in the question comes first. */
export async function searchKnowledge(ctx: Context, input: SearchKnowledge): Promise<SearchResult> {
  requireRole(ctx, 'knowledge.read')
  const query = SearchKnowledge.parse(input)
  if (query.dispute !== undefined && !isDispute(ctx, query.dispute))
    throw new AppError('invalid', 'dispute:没有这个纠纷类型', { field: 'dispute' })
  const asOf = query.asOf ?? dayOf(ctx.now())
  const q = normalize(query.q).text
  const wanted = query.authority ? (['law'] as const) : (query.kinds ?? kinds)
  const cited = wanted.includes('law') ? await citedIn(ctx, q) : []
  const found: Candidate[] = await gatherArticles(ctx, cited, asOf)
  const already = new Set(found.map(placeOf))
  const answered = new Set(found.map((c) => (c.passage ?? c.card)!.law))
  const silent = [...new Set(cited.map((c) => c.law))].filter((law) => !answered.has(law))
  const meant = await meaningOf(ctx, q)
  const ranked = await Promise.all(wanted.map((kind) => findBest(ctx, kind, q, meant, asOf, query.dispute)))
  found.push(...ranked.flat().filter((c) => !already.has(placeOf(c))))
  const allowed = await ofAuthority(ctx, found, query.authority)
  const best = allowed.sort((a, b) => b.score - a.score).slice(0, query.limit)
  const hits = [...(await silentLaws(ctx, silent, asOf)), ...(await toHits(ctx, best, asOf))].slice(0, query.limit)
  if (asOf >= dayOf(ctx.now()) || !wanted.includes('law')) return { hits }
  const today = await findBest(ctx, 'law', q, meant, dayOf(ctx.now()))
  const absent = (await absentLaws(ctx, today.slice(0, LOOK_BACK), asOf)).filter((a) => !silent.includes(a.law!))
  return { hits: [...hits, ...absent].sort((a, b) => b.score - a.score).slice(0, query.limit) }
}

/** A subtype of the taxonomy, or a whole family of them; any word where no taxonomy is carried along. */
function isDispute({ shelf }: Context, code: string): boolean {
  const types = ifCarried(() => loadTaxonomy({ shelf }).types)
  return !types || types.some(({ type, subtypes }) => type === code || subtypes.some((it) => it.subtype === code))
}

/** The question's vector; without one (no tables, an endpoint that fails) the words alone are searched. */
async function meaningOf(ctx: Context, q: string): Promise<Meant | undefined> {
  const embedder = embedderOf(ctx)
  try {
    return embedder && { vector: await embedder.embedQuery(q), encoder: embedder.name }
  } catch (error) {
    ctx.log.warn({ reason: (error as Error).message }, 'the question could not be embedded')
    return undefined
  }
}

/** Those of a level of force; all of them where none is asked for. */
async function ofAuthority(
  ctx: Context,
  found: Candidate[],
  authority: SearchKnowledge['authority'],
): Promise<Candidate[]> {
  if (!authority) return found
  const lawOf = (c: Candidate) => (c.passage ?? c.card)!.law ?? ''
  const levels = await authoritiesOf(ctx, [...new Set(found.map(lawOf))])
  return found.filter((c) => levels.get(lawOf(c)) === authority)
}

const placeOf = (c: Candidate) => {
  const row = (c.passage ?? c.card)!
  return row.law ? `${row.law}#${row.item}` : row.id
}

/** The articles a question names outright: 民法典1165条. */
async function citedIn(ctx: Context, q: string): Promise<{ law: string; item: string }[]> {
  if (!/条/.test(q)) return []
  const cited = findCitations(q, await lawNames(ctx))
  return cited.flatMap(({ law, item }) => (law ? [{ law, item }] : []))
}
