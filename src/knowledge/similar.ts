import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { mattersOf } from './matters.ts'
import type { Playbook } from './playbooks.ts'
import { rowsOf, textArray } from './rows.ts'
import { searchKnowledge } from './search.ts'
import { readLibrary } from './shelf.ts'

export const SimilarAgreements = z.strictObject({
  /** What happened and what is in dispute, in any words. */
  q: z.string().min(1).max(20_000),
  dispute: z.string().optional(),
  /** Clauses of the draft: past agreements that regulate the same matters come first. */
  clauses: z.array(z.string().max(5_000)).max(200).optional(),
  limit: z.number().int().min(1).max(20).default(3),
})
export type SimilarAgreements = z.input<typeof SimilarAgreements>

/** A past agreement with all its terms. 往期协议 */
export type SimilarAgreement = {
  key: string
  title: string
  subtypes: string[]
  facts: string
  terms: { key: string; text: string /** What it regulates, where clauses were given. */; matters?: string[] }[]
  /** 0 to 1: how like the case is, by its facts, its kind of dispute and, where given, its clauses. */
  score: number
}

const LOOK_AT = 60

/** The past agreements most like the one told, by facts, kind of dispute and clauses, best first, each with all its terms in order. */
export async function similarAgreements(ctx: Context, input: SimilarAgreements): Promise<SimilarAgreement[]> {
  requireRole(ctx, 'knowledge.read')
  const { q, dispute, clauses, limit } = SimilarAgreements.parse(input)
  const { hits } = await searchKnowledge(ctx, { q, kinds: ['agreement'], dispute, limit: LOOK_AT })
  const best = new Map<string, number>()
  for (const { key, score } of hits) best.set(owner(key), Math.max(score, best.get(owner(key)) ?? 0))
  const keys = [...best.keys()]
  const rows = await rowsOf<{ key: string; title: string; subtypes: string[]; facts: string; text: string }>(
    ctx.db,
    sql`select key, title, subtypes, coalesce(heading[1], '') as facts, text from passages
        where segment = 'agreement' and split_part(key, '#', 1) = any(${textArray(keys)}) order by ordinal`,
  )
  const byOwner = Map.groupBy(rows, ({ key }) => owner(key))
  const top = Math.max(...best.values(), Number.EPSILON)
  const wanted = new Set(clauses?.flatMap((clause) => mattersOf(ctx, clause)))
  return keys
    .map((key): SimilarAgreement => {
      const own = byOwner.get(key) ?? []
      const { title = '', subtypes = [], facts = '' } = own[0] ?? {}
      const terms = own.map(({ key, text }) => ({ key, text, matters: clauses && mattersOf(ctx, text) }))
      const told = best.get(key)! / top
      const kin =
        dispute === undefined
          ? 0
          : subtypes.includes(dispute)
            ? 1
            : subtypes.some((it) => it.split('.')[0] === dispute.split('.')[0])
              ? 0.5
              : 0
      const shared = clauses ? overlap(wanted, new Set(terms.flatMap(({ matters }) => matters ?? []))) : 0
      const score = clauses ? 0.4 * told + 0.4 * kin + 0.2 * shared : 0.6 * told + 0.4 * kin
      return { key, title, subtypes, facts, terms, score }
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
}

/** Matters both regulate, of those either does. */
function overlap(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter((matter) => b.has(matter)).length
  return a.size + b.size === both * 2 ? Number(both > 0) : both / (a.size + b.size - both)
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
