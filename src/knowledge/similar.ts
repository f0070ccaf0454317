import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import type { Playbook } from './playbooks.ts'
import { rowsOf, textArray } from './rows.ts'
import { searchKnowledge } from './search.ts'
import { readLibrary } from './shelf.ts'

export const SimilarAgreements = z.strictObject({
  /** What happened and what is in dispute, in any words. */
  q: z.string().min(1).max(20_000),
  dispute: z.string().optional(),
  limit: z.number().int().min(1).max(20).default(3),
})
export type SimilarAgreements = z.input<typeof SimilarAgreements>

/** A past agreement with all its terms. 往期协议 */
export type SimilarAgreement = {
  key: string
  title: string
  subtypes: string[]
  facts: string
  terms: { key: string; text: string }[]
  score: number
}

const LOOK_AT = 60

/** The past agreements whose case is most like the one told, best first, each with all its terms in order. */
export async function similarAgreements(ctx: Context, input: SimilarAgreements): Promise<SimilarAgreement[]> {
  requireRole(ctx, 'knowledge.read')
  const { q, dispute, limit } = SimilarAgreements.parse(input)
  const { hits } = await searchKnowledge(ctx, { q, kinds: ['agreement'], dispute, limit: LOOK_AT })
  const best = new Map<string, number>()
  for (const { key, score } of hits) best.set(owner(key), Math.max(score, best.get(owner(key)) ?? 0))
  const keys = [...best.keys()].slice(0, limit)
  const rows = await rowsOf<{ key: string; title: string; subtypes: string[]; facts: string; text: string }>(
    ctx.db,
    sql`select key, title, subtypes, coalesce(heading[1], '') as facts, text from passages
        where segment = 'agreement' and split_part(key, '#', 1) = any(${textArray(keys)}) order by ordinal`,
  )
  return keys.map((key) => {
    const terms = rows.filter((r) => owner(r.key) === key)
    const { title = '', subtypes = [], facts = '' } = terms[0] ?? {}
    return {
      key,
      title,
      subtypes,
      facts,
      terms: terms.map((t) => ({ key: t.key, text: t.text })),
      score: best.get(key)!,
    }
  })
}

const owner = (key: string) => key.split('#')[0]!

/** The playbook for a dispute: its own subtype's, else its family's; undefined where there is none. 调解要点 */
export function findPlaybook({ shelf }: Pick<Context, 'shelf'>, dispute: string): Playbook | undefined {
  const { playbooks } = readLibrary(shelf)
  const family = dispute.split('.')[0]!
  return (
    playbooks.find((p) => p.key === `playbook:${dispute}`) ??
    playbooks.find((p) => p.subtypes.includes(dispute)) ??
    playbooks.find((p) => p.key === `playbook:${family}` || p.subtypes.includes(family))
  )
}
