import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { cases, corrections, newId, parties } from '../db/index.ts'
import { book } from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { finished } from './lifecycle.ts'
import { moment, momentOf, words } from './open.ts'
import { type Case, loadCase } from './read.ts'
import { addRecord } from './records.ts'
import { record } from './timeline.ts'

const partyFields = ['name', 'idNumber', 'phone', 'address', 'role', 'kind'] as const

/** What each field of a registration takes; party fields name the party. */
const shapes = {
  disputeType: z.string().regex(/^[a-z_]+\.[a-z_]+$/, '应是纠纷类型编码,例如 neighbor.leak'),
  department: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, '应是部门编码,例如 court'),
  title: words(200),
  statement: words(20_000),
  street: words(60),
  receivedAt: moment,
  redFlags: z.array(z.string().regex(/^[a-z_]{2,40}$/)).max(16),
  name: words(100),
  idNumber: words(40),
  phone: words(40),
  address: words(300),
  role: z.enum(['applicant', 'respondent', 'third', 'agent', 'guardian', 'witness', 'guarantor']),
  kind: z.enum(['person', 'organization']),
} as const
export type CorrectedField = keyof typeof shapes
export const correctedFields = Object.keys(shapes) as [CorrectedField, ...CorrectedField[]]

/** Codes may stand on the timeline; what people said or are called may not. */
const coded = new Set<CorrectedField>(['disputeType', 'department', 'redFlags', 'role', 'kind', 'receivedAt'])

export const CorrectCase = z.strictObject({
  caseId: z.string(),
  field: z.enum(correctedFields),
  /** Whose, for a field of a party. */
  party: z.string().optional(),
  /** What it should be; null takes a party's number or address, or the street, away. */
  after: z.union([z.string(), z.array(z.string()), z.null()]),
  reason: words(500),
})
export type CorrectCase = z.input<typeof CorrectCase>

/** A correction as it is kept: what it was, what it is, who and why. 更正 */
export const Correction = z.object({
  id: z.string(),
  caseId: z.string(),
  field: z.enum(correctedFields),
  party: z.string().optional(),
  before: z.unknown(),
  after: z.unknown(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
})
export type Correction = z.infer<typeof Correction>

type Row = typeof corrections.$inferSelect
const view = (row: Row): Correction => ({
  id: row.id,
  caseId: row.caseId,
  field: row.field as CorrectedField,
  party: row.partyId ?? undefined,
  before: row.before.value,
  after: row.after.value,
  reason: row.reason,
  by: row.correctedBy,
  at: row.correctedAt.toISOString(),
})

/**
 * Changes one field of a registration and keeps what it was, who changed it and why; `text` is the statement without
 * personal data. In the caller's transaction, the right checked there. Throws `conflict` for a closed case or no change.
 */
export async function applyCorrection(
  tx: Context,
  { caseId, field, party: partyId, after: raw, reason }: z.infer<typeof CorrectCase>,
  extra: { text?: string; danger?: number } = {},
): Promise<Correction> {
  await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
  const file = await loadCase(tx, caseId)
  if (finished.includes(file.status)) throw new AppError('conflict', '案件已结,登记不能再更正')
  const after = readValue(field, raw)
  const before = partyId || isPartyField(field) ? correctable(file, field, partyId) : own(file, field)
  // A danger kept in doubt is the same code once it is certain; only how soon a person must look changes.
  const sooner = field === 'redFlags' && extra.danger !== undefined && extra.danger < (file.danger ?? 2)
  if (!sooner && JSON.stringify(before ?? null) === JSON.stringify(after))
    throw new AppError('conflict', '和现在登记的一样,没有要更正的')
  if (isPartyField(field))
    await tx.db
      .update(parties)
      .set({ [field]: after })
      .where(eq(parties.id, partyId!))
  await tx.db
    .update(cases)
    .set({
      ...changeOf(tx, field, after),
      ...(field === 'redFlags' && { danger: extra.danger }),
      version: file.version + 1,
      updatedAt: tx.now(),
    })
    .where(eq(cases.id, caseId))
  // A record is never changed: a corrected statement is said anew.
  if (field === 'statement')
    await addRecord({ ...tx }, { caseId, at: tx.now().toISOString(), by: '登记更正', text: after as string })
  // The half-day goes with the department.
  if (field === 'department' && file.status === 'assigned') await book(tx, { caseId, department: after as string })
  const now = tx.now()
  const row: Row = {
    id: newId('fix', now),
    caseId,
    partyId: isPartyField(field) ? partyId! : null,
    field,
    before: { value: before ?? null },
    after: { value: after },
    reason,
    text: extra.text ?? null,
    correctedBy: tx.actor.label,
    correctedAt: now,
  }
  await tx.db.insert(corrections).values(row)
  await record(tx, caseId, 'case.corrected', {
    correctionId: row.id,
    field,
    party: row.partyId ?? undefined,
    ...(coded.has(field) && { before: before ?? null, after }),
  })
  return view(row)
}

/** What was corrected in a case, newest first. Throws `not_found`. */
export async function listCorrections(ctx: Context, caseId: string): Promise<Correction[]> {
  requireRole(ctx, 'case.read')
  await loadCase(ctx, caseId)
  const rows = await ctx.db
    .select()
    .from(corrections)
    .where(and(eq(corrections.caseId, caseId)))
    .orderBy(desc(corrections.correctedAt), desc(corrections.id))
  return rows.map(view)
}

const isPartyField = (field: CorrectedField): field is (typeof partyFields)[number] =>
  (partyFields as readonly string[]).includes(field)
const removable = new Set<CorrectedField>(['idNumber', 'phone', 'address', 'street'])

function readValue(field: CorrectedField, raw: unknown): unknown {
  if (raw === null) {
    if (removable.has(field)) return null
    throw new AppError('invalid', `after:${field}不能为空`, { field: 'after' })
  }
  const parsed = shapes[field].safeParse(raw)
  if (parsed.success) return parsed.data
  throw new AppError('invalid', `after:${parsed.error.issues[0]!.message}`, { field: 'after' })
}

function correctable(file: Case, field: CorrectedField, partyId?: string): unknown {
  if (!isPartyField(field)) throw new AppError('invalid', `party:${field}不是当事人的字段`, { field: 'party' })
  const party = file.parties.find(({ id }) => id === partyId)
  if (!partyId) throw new AppError('invalid', 'party:必填', { field: 'party' })
  if (!party) throw new AppError('not_found', '这个案件里没有这位当事人', { party: partyId })
  return party[field]
}

const own = (file: Case, field: CorrectedField): unknown =>
  field === 'department'
    ? file.departmentCode
    : file[field as 'title' | 'statement' | 'street' | 'disputeType' | 'redFlags' | 'receivedAt']

function changeOf(tx: Context, field: CorrectedField, after: unknown): Partial<typeof cases.$inferInsert> {
  if (isPartyField(field)) return {}
  if (field === 'disputeType') return { disputeType: after as string, type: (after as string).split('.')[0] }
  if (field === 'department') return { departmentCode: after as string }
  if (field === 'receivedAt') return { receivedAt: momentOf(tx, after as string, 'after') }
  return { [field]: after }
}
