import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Context } from '../context.ts'
import { timeline } from '../db/index.ts'

/** Writes what happened, in the transaction of the change itself. Details hold ids, counts and codes, never what a party said. */
export async function record(
  tx: Context,
  caseId: string,
  event: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const { kind, id, role, label } = tx.actor
  await tx.db.insert(timeline).values({ caseId, at: tx.now(), event, details, actor: { kind, id, role, label } })
}

export const TimelineEntry = z.object({
  seq: z.number().int(),
  at: z.string(),
  event: z.string(),
  actor: z.object({ label: z.string(), role: z.string() }),
  details: z.record(z.string(), z.unknown()),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** All rows of a case, oldest first. Callers check the right to read. */
export async function readTimeline(ctx: Context, caseId: string): Promise<TimelineEntry[]> {
  const rows = await ctx.db.select().from(timeline).where(eq(timeline.caseId, caseId)).orderBy(asc(timeline.seq))
  return rows.map(({ seq, at, event, actor, details }) => ({
    seq,
    at: at.toISOString(),
    event,
    actor: { label: actor.label, role: actor.role },
    details,
  }))
}
