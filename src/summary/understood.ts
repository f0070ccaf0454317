import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import {
  beijingDay,
  type CaseDocument,
  clausesOf,
  getCase,
  getTimeline,
  listDocuments,
  record,
} from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'

export const RecordUnderstanding = z.strictObject({
  caseId: z.string(),
  /** The party who was read the clauses and said they understand. */
  party: z.string(),
  documentId: z.string(),
  /** Clauses from 1. */
  clauses: z.array(z.number().int().min(1).max(200)).min(1).max(200),
})
export type RecordUnderstanding = z.input<typeof RecordUnderstanding>

export type Understood = { party: string; clause: number; at: string }

/** The agreement the parties have before them: signed before confirmed before draft. */
export async function agreementAtHand(ctx: Context, caseId: string): Promise<CaseDocument | undefined> {
  const order = { signed: 0, confirmed: 1, draft: 2, void: 3 }
  return (await listDocuments(ctx, caseId))
    .filter(({ form, status }) => form === 'agreement' && status !== 'void')
    .toSorted((a, b) => order[a.status] - order[b.status])[0]
}

/** Keeps that a party understood clauses of a text, with its version: a later wording asks again. Throws `not_found`, `invalid` for a clause that is not there. */
export async function recordUnderstanding(ctx: Context, input: RecordUnderstanding): Promise<{ items: Understood[] }> {
  requireRole(ctx, 'case.record')
  const { caseId, party, documentId, clauses } = RecordUnderstanding.parse(input)
  return inTransaction(ctx, async (tx) => {
    const file = await getCase(tx, caseId)
    if (!file.parties.some(({ id }) => id === party))
      throw new AppError('not_found', '这个案件里没有这位当事人', { party })
    const document = (await listDocuments(tx, caseId)).find(({ id }) => id === documentId)
    if (!document) throw new AppError('not_found', '这个案件里没有这份文书', { documentId })
    const count = clausesOf(document.content).length
    const beyond = clauses.filter((clause) => clause > count)
    if (beyond.length > 0) throw new AppError('invalid', `这份文书只有${count}条`, { field: 'clauses', beyond })
    await record(tx, caseId, 'agreement.understood', { party, documentId, version: document.version, clauses })
    return { items: await understoodOf(tx, document) }
  })
}

/** Who said they understand which clause of a text as it stands now. */
export async function understoodOf(ctx: Context, { id, caseId, version }: CaseDocument): Promise<Understood[]> {
  const rows = (await getTimeline(ctx, caseId)).filter(
    ({ event, details }) =>
      event === 'agreement.understood' && details.documentId === id && details.version === version,
  )
  return rows.flatMap(({ details, at }) =>
    (details.clauses as number[]).map((clause) => ({ party: details.party as string, clause, at: beijingDay(at) })),
  )
}
