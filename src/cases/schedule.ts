import { asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { newId, obligations } from '../db/index.ts'
import type { Obligation } from './obligations.ts'
import { loadCase } from './read.ts'

/** An obligation as the schedule keeps it, with what has been paid on it. */
export const ObligationRow = z.object({
  id: z.string(),
  position: z.number().int(),
  debtorId: z.string().optional(),
  creditorId: z.string().optional(),
  act: z.string(),
  amountFen: z.number().int().optional(),
  dueOn: z.string().optional(),
  method: z.string().optional(),
  status: z.string(),
  paidFen: z.number().int(),
  performed: z.boolean(),
})
export type ObligationRow = z.infer<typeof ObligationRow>

/** What the parties owe under the signed agreement of a case, in the order of its clauses. */
export async function listObligations(ctx: Context, caseId: string): Promise<ObligationRow[]> {
  requireRole(ctx, 'case.read')
  await loadCase(ctx, caseId)
  const rows = await ctx.db
    .select()
    .from(obligations)
    .where(eq(obligations.caseId, caseId))
    .orderBy(asc(obligations.position))
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    debtorId: row.debtorId ?? undefined,
    creditorId: row.creditorId ?? undefined,
    act: row.act,
    amountFen: row.amountFen ?? undefined,
    dueOn: row.dueOn ?? undefined,
    method: row.method ?? undefined,
    status: row.status,
    paidFen: row.paidFen,
    performed: row.performed,
  }))
}

/** Writes a signed agreement's obligations into the schedule, in the transaction of the signing. */
export async function scheduleObligations(
  tx: Context,
  caseId: string,
  documentId: string,
  owed: Obligation[],
): Promise<void> {
  if (owed.length === 0) return
  await tx.db.delete(obligations).where(eq(obligations.caseId, caseId))
  await tx.db.insert(obligations).values(
    owed.map(({ debtorId, creditorId, act, amountFen, dueOn, due, method, account, settled }, position) => ({
      id: newId('obl', tx.now()),
      caseId,
      documentId,
      position,
      debtorId,
      creditorId,
      act: due && !dueOn ? `${act}(${due})` : act,
      amountFen,
      dueOn,
      method: method && account ? `${method}(尾号${account})` : method,
      status: settled ? 'performed' : 'open',
      paidFen: settled ? (amountFen ?? 0) : 0,
      performed: settled,
    })),
  )
}
