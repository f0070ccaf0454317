import { sql } from 'drizzle-orm'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Agreement } from './agreements.ts'
import { embedderOf } from './embedder.ts'
import { indexSegment, markStale } from './indexing.ts'
import { agreementPassages, insertPassages } from './passages.ts'
import { rowsOf } from './rows.ts'

/** A free key for an agreement of our own: `agreement:2026-leak-p3`; it says nothing of the case it comes from. */
export async function freeAgreementKey(
  ctx: Context,
  { year, subtype }: { year: number; subtype: string },
): Promise<string> {
  const stem = `agreement:${year}-${subtype.split('.')[1]}-p`
  const [row] = await rowsOf<{ last: number }>(
    ctx.db,
    sql`select coalesce(max(substring(key from ${`^${stem}(\\d+)#`})::int), 0)::int as last from passages
        where segment = 'agreement' and key like ${`${stem}%`}`,
  )
  return `${stem}${(row?.last ?? 0) + 1}`
}

/** Puts a de-identified agreement of ours among the past ones, in the caller's transaction; `indexAgreements` makes it findable. */
export async function addAgreement(tx: Context, agreement: Agreement): Promise<void> {
  requireRole(tx, 'library.publish')
  if (agreement.terms.length === 0) throw new AppError('precondition', '没有分条的协议内容')
  await insertPassages(tx.db, agreementPassages(agreement, 'case'))
  await markStale(tx, 'agreement')
}

/** Takes an agreement of ours out again, in the caller's transaction. Throws `not_found` for one that is not ours. */
export async function removeAgreement(tx: Context, key: string): Promise<void> {
  requireRole(tx, 'library.publish')
  const gone = await rowsOf<{ key: string }>(
    tx.db,
    sql`delete from passages where segment = 'agreement' and origin = 'case' and split_part(key, '#', 1) = ${key} returning key`,
  )
  if (gone.length === 0) throw new AppError('not_found', '先例库里没有这份协议', { key })
  await markStale(tx, 'agreement')
}

/** Brings the index of past agreements up to date at once. Not inside a transaction: vectors are kept page by page. */
export const indexAgreements = (ctx: Context): Promise<void> => indexSegment(ctx, 'agreement', embedderOf(ctx))
