import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { dayOf } from './days.ts'
import { type Candidate, gather } from './gather.ts'
import { type Hit, toHits } from './hits.ts'
import { rank } from './rank.ts'

export const kinds = ['law', 'agreement', 'playbook', 'precedent'] as const
export type Kind = (typeof kinds)[number]

const MOST_HITS = 200

/** What to look for. 检索 */
export const SearchKnowledge = z.strictObject({
  q: z.string().min(1).max(20_000),
  kinds: z.array(z.enum(kinds)).min(1).optional(),
  /** The law as it stood on this day; today by default. */
  asOf: z.iso.date().optional(),
  /** Dispute subtype code such as neighbor.leak: passages that serve it come first. */
  dispute: z.string().optional(),
  limit: z.number().int().min(1).max(MOST_HITS).default(10),
})
export type SearchKnowledge = z.input<typeof SearchKnowledge>

export type SearchResult = { hits: Hit[] }

/** Finds passages for a question in lay or legal words, best first; laws as they stood on `asOf`. */
export async function searchKnowledge(ctx: Context, input: SearchKnowledge): Promise<SearchResult> {
  requireRole(ctx, 'knowledge.read')
  const query = SearchKnowledge.parse(input)
  const asOf = query.asOf ?? dayOf(ctx.now())
  const found: Candidate[] = []
  for (const kind of query.kinds ?? kinds) {
    const candidates = await gather(ctx, kind, query.q, asOf)
    found.push(...(await rank(ctx, kind, query.q, candidates, query.dispute)))
  }
  const best = found.sort((a, b) => b.score - a.score).slice(0, query.limit)
  return { hits: await toHits(ctx, best, asOf) }
}
