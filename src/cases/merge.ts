import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { cases, merges } from '../db/index.ts'
import { release } from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { samePerson } from './duplicates.ts'
import { finished, type Status } from './lifecycle.ts'
import { words } from './open.ts'
import { type Case, loadCase, type Party } from './read.ts'
import { record } from './timeline.ts'

/** A case may be put under another while nothing has been agreed in it. */
const mergeable: Status[] = [
  'draft',
  'registered',
  'screening',
  'assigned',
  'returned',
  'accepted',
  'investigating',
  'mediating',
  'suspended',
]

export const MergeCase = z.strictObject({
  caseId: z.string(),
  /** The case that is kept. */
  into: z.string(),
  reason: words(500),
})
export type MergeCase = z.input<typeof MergeCase>

/**
 * Puts a duplicate registration under the case that is kept, which then reads its records, documents and further parties;
 * nothing is moved, so that it can be undone. What was said in confidence stays with the same person. Answers the kept case.
 * Throws `conflict` for a case that is agreed, closed, merged already, or has others merged into it.
 */
export async function mergeCase(ctx: Context, input: MergeCase): Promise<Case> {
  requireRole(ctx, 'case.merge')
  const { caseId, into, reason } = MergeCase.parse(input)
  if (caseId === into) throw new AppError('invalid', '不能并入自己', { field: 'into' })
  return inTransaction(ctx, async (tx) => {
    await lockBoth(tx, caseId, into)
    const merged = await loadCase(tx, caseId)
    const keptCase = await loadCase(tx, into)
    refuse(merged, keptCase)
    const now = tx.now()
    const partyMap = mapParties(merged.parties, keptCase.parties)
    await tx.db.insert(merges).values({
      caseId,
      intoId: into,
      partyMap,
      priorStatus: merged.status,
      reason,
      mergedBy: tx.actor.label,
      mergedAt: now,
    })
    await release(tx, caseId)
    await touch(tx, caseId, { status: 'discarded', version: merged.version + 1 })
    // A danger told in either is a danger of the one that goes on.
    await touch(tx, into, {
      redFlags: [...new Set([...keptCase.redFlags, ...merged.redFlags])],
      danger: Math.min(keptCase.danger ?? 2, merged.danger ?? 2),
      version: keptCase.version + 1,
    })
    await record(tx, caseId, 'case.mergedInto', {
      into,
      number: keptCase.number,
      from: merged.status,
      to: 'discarded',
      reason,
    })
    await record(tx, into, 'case.merged', {
      caseId,
      number: merged.number,
      parties: Object.keys(partyMap).length,
      reason,
    })
    return loadCase(tx, into)
  })
}

export const UnmergeCase = z.strictObject({ caseId: z.string(), reason: words(500) })

/** Undoes a merger: the case stands by itself again where it stood. Throws `conflict` where it was not merged or the kept one is closed. */
export async function unmergeCase(ctx: Context, input: z.input<typeof UnmergeCase>): Promise<Case> {
  requireRole(ctx, 'case.merge')
  const { caseId, reason } = UnmergeCase.parse(input)
  return inTransaction(ctx, async (tx) => {
    const file = await loadCase(tx, caseId)
    const [row] = await tx.db.delete(merges).where(eq(merges.caseId, caseId)).returning()
    if (!row) throw new AppError('conflict', '这件案件没有并入别的案件')
    const keptCase = await loadCase(tx, row.intoId)
    if (finished.includes(keptCase.status)) throw new AppError('conflict', '主案已结,不能再拆开')
    await touch(tx, caseId, { status: row.priorStatus, version: file.version + 1 })
    await touch(tx, row.intoId, { version: keptCase.version + 1 })
    await record(tx, caseId, 'case.unmerged', { from: 'discarded', to: row.priorStatus, into: row.intoId, reason })
    await record(tx, row.intoId, 'case.unmerged', { caseId, number: file.number, reason })
    return loadCase(tx, caseId)
  })
}

const touch = (tx: Context, caseId: string, change: Partial<typeof cases.$inferInsert>) =>
  tx.db
    .update(cases)
    .set({ ...change, updatedAt: tx.now() })
    .where(eq(cases.id, caseId))

/** Always in one order, so that two mergers of one pair cannot wait for each other. */
async function lockBoth(tx: Context, ...ids: string[]): Promise<void> {
  await tx.db.select({ id: cases.id }).from(cases).where(inArray(cases.id, ids)).orderBy(cases.id).for('update')
}

function refuse(merged: Case, keptCase: Case): void {
  if (merged.mergedInto) throw new AppError('conflict', '这件案件已并入别的案件', { mergedInto: merged.mergedInto })
  if (keptCase.mergedInto) throw new AppError('conflict', '主案本身已并入别的案件', { mergedInto: keptCase.mergedInto })
  if (merged.merged)
    throw new AppError('conflict', '已有案件并入这件,请以它为主案,或先拆开', {
      merged: merged.merged.map(({ id }) => id),
    })
  if (!mergeable.includes(merged.status))
    throw new AppError('conflict', `案件现在的状态(${merged.status})不能并入别的案件`, { status: merged.status })
  if (finished.includes(keptCase.status))
    throw new AppError('conflict', '主案已结,不能再并入', { status: keptCase.status })
}

/**
 * Who of the merged case is who of the kept one, each taken once; whoever fits two is left to stand apart. A shared number is
 * not enough: husband and wife may have one phone, and each a confidence of their own.
 */
function mapParties(from: Party[], to: Party[]): Record<string, string> {
  const taken = new Set<string>()
  const pairs = from.flatMap((party) => {
    const same = to.filter((it) => !taken.has(it.id) && (samePerson(party, it)?.share ?? 0) > 0.9)
    if (same.length !== 1) return []
    taken.add(same[0]!.id)
    return [[party.id, same[0]!.id] as const]
  })
  return Object.fromEntries(pairs)
}
