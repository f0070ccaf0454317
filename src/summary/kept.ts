import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { record } from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { newId, summaries } from '../db/index.ts'
import { Engine } from '../llm/index.ts'
import type { Told } from './sentences.ts'
import type { Worded } from './wording.ts'

const Tied = z.object({ text: z.string(), recordIds: z.array(z.string()) })

/** A summary as this audience last heard it. */
export type Kept = { covers: string[]; told: Told[]; sentences: Worded[]; engine: Engine; updatedAt: string }

/** What is new since an audience last heard the case; absent the first time. */
export const News = z.object({
  since: z.string(),
  /** Records that came since. */
  recordIds: z.array(z.string()),
  added: z.array(Tied),
  /** What was told before and is told no longer. */
  dropped: z.array(z.string()),
})
export type News = z.infer<typeof News>

type Place = { caseId: string; audience: string; form: string }
const at = ({ caseId, audience, form }: Place) =>
  and(eq(summaries.caseId, caseId), eq(summaries.audience, audience), eq(summaries.form, form))

/** The summary kept for one audience and form; each audience has its own, so that nothing passes from one to another. */
export async function findKept(ctx: Context, place: Place): Promise<Kept | undefined> {
  const [row] = await ctx.db.select().from(summaries).where(at(place))
  if (!row) return undefined
  return {
    covers: row.covers,
    told: z.array(Tied).parse(row.told),
    sentences: z.array(Tied.extend({ of: z.array(z.string()) })).parse(row.sentences),
    engine: Engine.parse(row.engine),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Keeps what was told, where it differs from what was kept; the timeline says to whom and by which engine, never what. */
export async function keep(ctx: Context, place: Place, now: Omit<Kept, 'updatedAt'>, before?: Kept): Promise<void> {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  if (before && same(before.told, now.told) && same(before.covers, now.covers) && same(before.sentences, now.sentences))
    return
  await inTransaction(ctx, async (tx) => {
    const row = { ...now, updatedAt: tx.now() }
    await tx.db
      .insert(summaries)
      .values({ id: newId('sum', tx.now()), ...place, ...row })
      .onConflictDoUpdate({ target: [summaries.caseId, summaries.audience, summaries.form], set: row })
    await record(tx, place.caseId, 'case.summarised', {
      audience: place.audience,
      form: place.form,
      records: now.covers.length,
      engine: now.engine,
    })
  })
}

/** What this telling adds to the one before. */
export function newsOf(before: Kept | undefined, covers: string[], told: Told[]): News | undefined {
  if (!before) return undefined
  const known = new Set(before.told.map(({ text }) => text))
  const now = new Set(told.map(({ text }) => text))
  return {
    since: before.updatedAt,
    recordIds: covers.filter((id) => !before.covers.includes(id)),
    added: told.filter(({ text }) => !known.has(text)),
    dropped: before.told.map(({ text }) => text).filter((text) => !now.has(text)),
  }
}
