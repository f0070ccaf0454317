import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { requireRole } from '../auth/index.ts'
import { applyCorrection, type Case, type CaseCorrection, CorrectCase, loadCase } from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { corrections } from '../db/index.ts'
import { currentTable } from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { findSubtype } from '../knowledge/index.ts'
import { findPersonal } from '../text/index.ts'
import { flags } from './flags.ts'
import { dangerOf } from './register.ts'
import type { Correction } from './train.ts'

/** Fields the assessment judged: a change of one is something to learn from. */
const judged = ['disputeType', 'department', 'redFlags']

/**
 * Corrects a field of a registration, with its timeline row; where the assessment had judged it, the statement without
 * personal data is kept with the right answer for training. Throws `invalid` for an unknown code, `conflict`, `not_found`.
 */
export async function correctCase(ctx: Context, input: CorrectCase): Promise<CaseCorrection> {
  requireRole(ctx, 'case.correct')
  const request = CorrectCase.parse(input)
  await requireKnown(ctx, request)
  const text = judged.includes(request.field) ? withoutPersonal(await loadCase(ctx, request.caseId)) : undefined
  const danger = Array.isArray(request.after) ? dangerOf(request.after) : undefined
  return inTransaction(ctx, (tx) => applyCorrection(tx, request, { text, danger }))
}

async function requireKnown(ctx: Context, { field, after }: CorrectCase): Promise<void> {
  const unknown = (what: string) => new AppError('invalid', `after:没有这个${what}`, { field: 'after' })
  if (field === 'disputeType' && (typeof after !== 'string' || !findSubtype(ctx, after))) throw unknown('纠纷类型')
  if (field === 'department' && !(await currentTable(ctx, 'departments')).items.some(({ code }) => code === after))
    throw unknown('部门')
  if (field === 'redFlags' && (!Array.isArray(after) || after.some((code) => !Object.hasOwn(flags, code))))
    throw unknown('红旗')
}

/** The statement on one line with names, numbers and addresses out of it; undefined where something known of a party is still there. */
function withoutPersonal({ statement, parties }: Case): string | undefined {
  const secrets = parties
    .flatMap(({ name, phone, idNumber, address }) => [name, phone, idNumber, address])
    .filter((it): it is string => it !== undefined && it.length >= 2)
    .sort((a, b) => b.length - a.length)
  const plain = secrets.reduce((out, secret) => out.replaceAll(secret, '某'), statement)
  const masked = findPersonal(plain)
    .toSorted((a, b) => b.start - a.start)
    .reduce((out, { start, end }) => `${out.slice(0, start)}某${out.slice(end)}`, plain)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 2_000)
  return masked.length < 4 || secrets.some((secret) => masked.includes(secret)) ? undefined : masked
}

/** What clerks corrected, as labelled sentences: the last word on each case, oldest first. */
export async function listPairs(ctx: Context): Promise<Correction[]> {
  requireRole(ctx, 'corrections.export')
  const rows = await ctx.db
    .select()
    .from(corrections)
    .where(and(eq(corrections.field, 'disputeType'), isNotNull(corrections.text)))
    .orderBy(asc(corrections.correctedAt), asc(corrections.id))
  const last = new Map(rows.map(({ caseId, after, text }) => [caseId, { subtype: String(after.value), text: text! }]))
  return [...last.values()]
}

/** The same as the training reads it: `subtype<TAB>text`, one a line. */
export async function exportCorrections(ctx: Context): Promise<string> {
  const pairs = await listPairs(ctx)
  return pairs.map(({ subtype, text }) => `${subtype}\t${text.replaceAll(/[\t\r\n]+/g, ' ')}\n`).join('')
}
