import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { cases, newId, records } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { finished, type Status } from './lifecycle.ts'
import { moment, momentOf, words } from './open.ts'
import { type CaseRecord, loadCase } from './read.ts'
import { record } from './timeline.ts'

export const AddRecord = z.strictObject({
  caseId: z.string(),
  at: moment,
  by: words(100),
  text: words(20_000),
  visibility: z.enum(['shared', 'caucus']).default('shared'),
  party: z.string().optional(),
})
export type AddRecord = z.input<typeof AddRecord>

/**
 * Adds what was said or written to a case. A caucus record (背对背) names whose confidence it is, and never reaches the other side.
 * Throws `invalid` for a time in the future, `not_found` for a party of another case, `conflict` once the case is closed.
 */
export async function addRecord(ctx: Context, input: AddRecord): Promise<CaseRecord> {
  requireRole(ctx, 'case.record')
  const { caseId, at, by, text, visibility, party } = AddRecord.parse(input)
  const when = momentOf(ctx, at, 'at')
  return inTransaction(ctx, async (tx) => {
    const file = await loadCase(tx, caseId)
    if (finished.includes(file.status as Status)) throw new AppError('conflict', '案件已结,不能再添加记录')
    if (party !== undefined && !file.parties.some(({ id }) => id === party)) {
      throw new AppError('not_found', '这个案件里没有这位当事人', { party })
    }
    // Two records added at once take their places one after the other.
    await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
    const [last] = await tx.db
      .select({ position: sql<number>`coalesce(max(${records.position}), -1)::int` })
      .from(records)
      .where(and(eq(records.caseId, caseId)))
    const now = tx.now()
    const row = {
      id: newId('rec', now),
      caseId,
      position: (last?.position ?? -1) + 1,
      at: when,
      by,
      text,
      visibility,
      partyId: party ?? null,
      createdAt: now,
      createdBy: tx.actor.id,
    }
    await tx.db.insert(records).values(row)
    await tx.db.update(cases).set({ updatedAt: now }).where(eq(cases.id, caseId))
    await record(tx, caseId, 'record.added', { recordId: row.id, visibility, party })
    return { id: row.id, at: when.toISOString(), by, text, visibility, party, createdAt: now.toISOString() }
  })
}
