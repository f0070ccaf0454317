import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../../auth/index.ts'
import { type Context, inTransaction } from '../../context.ts'
import { cases, newId, obligations, proofFiles, proofs } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import { finished } from '../lifecycle.ts'
import { words } from '../open.ts'
import { type Case, loadCase } from '../read.ts'
import { beijingDay } from '../reading/days.ts'
import { yuanOf } from '../reading/quantities.ts'
import { record } from '../timeline.ts'
import { isOpen, loadSchedule, type ObligationRow, recount } from './schedule.ts'

/** A receipt as it is kept: what was paid or done on one obligation. 履行凭证 */
export const Proof = z.object({
  id: z.string(),
  obligationId: z.string(),
  /** The payment or act this is a share of. */
  receipt: z.string(),
  clause: z.number().int(),
  payerId: z.string().optional(),
  payer: z.string(),
  payeeId: z.string().optional(),
  payee: z.string().optional(),
  amountFen: z.number().int().optional(),
  doneOn: z.string(),
  method: z.string().optional(),
  note: z.string(),
  files: z.array(
    z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number().int(), sha256: z.string() }),
  ),
  by: z.string(),
  createdAt: z.string(),
  voided: z.object({ at: z.string(), reason: z.string() }).optional(),
})
export type Proof = z.infer<typeof Proof>

export const AddProof = z.strictObject({
  caseId: z.string(),
  /** The instalment or act it is for; without it a payment goes to what fell due first (民法典560). */
  obligationId: z.string().optional(),
  /** Whose debt it is: needed where the case has several and no obligation is named. */
  debtorId: z.string().optional(),
  creditorId: z.string().optional(),
  amountFen: z.number().int().min(1).max(1e15).optional(),
  doneOn: z.iso.date(),
  /** Who really paid, where it was not the debtor. */
  payer: words(100).optional(),
  payee: words(100).optional(),
  method: words(40).optional(),
  /** What shows it: number of the transfer, words of the receipt, who saw it. */
  note: words(1_000),
})
export type AddProof = z.input<typeof AddProof>
type Request = z.infer<typeof AddProof>

/**
 * Keeps what shows a payment or an act, and reckons it against the schedule. More than is owed is refused, with what is left.
 * Throws `invalid` for a day in the future, `precondition` where it does not fit the schedule, `conflict` once the case is closed.
 */
export async function addProof(ctx: Context, input: AddProof): Promise<Proof[]> {
  requireRole(ctx, 'case.record')
  const request = AddProof.parse(input)
  return inTransaction(ctx, async (tx) => {
    const file = await lockCase(tx, request.caseId)
    if (request.doneOn > beijingDay(tx.now().toISOString()))
      throw new AppError('invalid', '日期不能晚于今天', { field: 'doneOn' })
    const { items } = await loadSchedule(tx, file.id)
    if (items.length === 0)
      throw new AppError('precondition', '这个案件还没有已签署协议的履行计划', { needs: ['schedule'] })
    const shares = sharesOf(request, items)
    const receipt = newId('rcpt', tx.now())
    const name = (id?: string) => file.parties.find((party) => party.id === id)?.name
    await tx.db.insert(proofs).values(
      shares.map(({ item, amountFen }) => ({
        id: newId('proof', tx.now()),
        caseId: file.id,
        obligationId: item.id,
        receipt,
        payerId: item.debtorId,
        payer: request.payer ?? name(item.debtorId) ?? '【待补充:付款人】',
        payeeId: item.creditorId,
        payee: request.payee ?? name(item.creditorId),
        amountFen,
        doneOn: request.doneOn,
        method: request.method,
        note: request.note,
        createdAt: tx.now(),
        createdBy: tx.actor.label,
      })),
    )
    await recount(
      tx,
      shares.map(({ item }) => item.id),
    )
    await record(tx, file.id, 'obligation.proved', {
      receipt,
      obligationIds: shares.map(({ item }) => item.id),
      amountFen: request.amountFen,
      doneOn: request.doneOn,
    })
    return (await listProofs(tx, file.id)).filter((proof) => proof.receipt === receipt)
  })
}

type Share = { item: ObligationRow; amountFen?: number }

function sharesOf(request: Request, items: ObligationRow[]): Share[] {
  const { obligationId, amountFen } = request
  if (obligationId !== undefined) {
    const item = items.find(({ id }) => id === obligationId)
    if (!item) throw new AppError('not_found', '这个案件里没有这项义务', { obligationId })
    if (!isOpen(item)) throw new AppError('precondition', '这一项已经履行或免除', { obligationId, state: item.state })
    if (item.amountFen === undefined) {
      if (amountFen !== undefined) throw new AppError('precondition', '这一项是行为,不登记金额', { field: 'amountFen' })
      return [{ item }]
    }
    if (amountFen === undefined) throw new AppError('precondition', '请写明付了多少', { needs: ['amountFen'] })
    if (amountFen > item.leftFen!) throw tooMuch(amountFen, item.leftFen!, '这一期')
    return [{ item, amountFen }]
  }
  if (amountFen === undefined) throw new AppError('precondition', '请指明是哪一项义务', { needs: ['obligationId'] })
  const open = items.filter(
    (item) =>
      isOpen(item) &&
      item.amountFen !== undefined &&
      (request.debtorId === undefined || item.debtorId === request.debtorId) &&
      (request.creditorId === undefined || item.creditorId === request.creditorId),
  )
  const pairs = new Set(open.map(({ debtorId, creditorId }) => `${debtorId}>${creditorId}`))
  if (open.length === 0) throw new AppError('precondition', '没有还要付的款项', { leftFen: 0 })
  if (pairs.size > 1) throw new AppError('precondition', '请指明是谁付给谁的', { needs: ['debtorId', 'creditorId'] })
  return inOrder(open, amountFen)
}

/** 民法典560: what fell due first is paid first. */
function inOrder(open: ObligationRow[], amountFen: number): Share[] {
  const leftFen = open.reduce((sum, item) => sum + item.leftFen!, 0)
  if (amountFen > leftFen) throw tooMuch(amountFen, leftFen, '全部款项')
  let rest = amountFen
  const ordered = open.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.position - b.position)
  return ordered.flatMap((item) => {
    const share = Math.min(rest, item.leftFen!)
    rest -= share
    return share > 0 ? [{ item, amountFen: share }] : []
  })
}

const tooMuch = (amountFen: number, leftFen: number, what: string) =>
  new AppError(
    'precondition',
    `${what}只剩${yuanOf(leftFen)}未付,多出${yuanOf(amountFen - leftFen)}:请核对,或不指明期次登记`,
    {
      leftFen,
      excessFen: amountFen - leftFen,
    },
  )

async function lockCase(tx: Context, caseId: string): Promise<Case> {
  await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
  const file = await loadCase(tx, caseId)
  if (finished.includes(file.status)) throw new AppError('conflict', '案件已结,不能再登记履行')
  return file
}

/** Strikes out a receipt that was wrong or bounced; it stays to be seen, and no longer counts. */
export async function voidProof(ctx: Context, input: { receipt: string; reason: string }): Promise<Proof[]> {
  requireRole(ctx, 'case.record')
  const { receipt, reason } = z.strictObject({ receipt: z.string(), reason: words(300) }).parse(input)
  return inTransaction(ctx, async (tx) => {
    const rows = await rowsOfReceipt(tx, receipt)
    const { caseId } = rows[0]!
    await lockCase(tx, caseId)
    if (rows.every(({ voidedAt }) => voidedAt)) throw new AppError('conflict', '这张凭证已经作废', { receipt })
    await tx.db
      .update(proofs)
      .set({ voidedAt: tx.now(), voidReason: reason })
      .where(and(eq(proofs.receipt, receipt), isNull(proofs.voidedAt)))
    await recount(
      tx,
      rows.map(({ obligationId }) => obligationId),
    )
    await record(tx, caseId, 'obligation.proofVoided', {
      receipt,
      obligationIds: rows.map(({ obligationId }) => obligationId),
    })
    return (await listProofs(tx, caseId)).filter((proof) => proof.receipt === receipt)
  })
}

async function rowsOfReceipt(ctx: Context, receipt: string) {
  const rows = await ctx.db.select().from(proofs).where(eq(proofs.receipt, receipt))
  if (rows.length === 0) throw new AppError('not_found', '没有找到这张凭证', { receipt })
  return rows
}

/** The receipts of a case, oldest first, those struck out too. */
export async function listProofs(ctx: Context, caseId: string): Promise<Proof[]> {
  requireRole(ctx, 'case.read')
  await loadCase(ctx, caseId)
  const rows = await ctx.db
    .select()
    .from(proofs)
    .innerJoin(obligations, eq(obligations.id, proofs.obligationId))
    .where(eq(proofs.caseId, caseId))
    .orderBy(asc(proofs.createdAt), asc(proofs.id))
  const { id, receipt, name, type, size, sha256 } = proofFiles
  const files = await ctx.db
    .select({ id, receipt, name, type, size, sha256 })
    .from(proofFiles)
    .where(eq(proofFiles.caseId, caseId))
  return rows.map(({ proofs: row, obligations: { clause } }) => ({
    id: row.id,
    obligationId: row.obligationId,
    receipt: row.receipt,
    clause: clause + 1,
    payerId: row.payerId ?? undefined,
    payer: row.payer,
    payeeId: row.payeeId ?? undefined,
    payee: row.payee ?? undefined,
    amountFen: row.amountFen ?? undefined,
    doneOn: row.doneOn,
    method: row.method ?? undefined,
    note: row.note,
    files: files.filter((file) => file.receipt === row.receipt).map(({ receipt: _, ...file }) => file),
    by: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    voided: row.voidedAt ? { at: row.voidedAt.toISOString(), reason: row.voidReason ?? '' } : undefined,
  }))
}

export type ProofFile = { name: string; type: string; bytes: Uint8Array }

/** What a receipt may be shown by; a file says by its first bytes what it is, whatever its name. */
const kindsOfFile: [string, number[]][] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
]
const LARGEST = 10 * 1024 * 1024
const MOST_FILES = 20

/** Attaches a picture or PDF to a receipt, with its hash. Throws `invalid` for another kind of file, an empty or a too large one. */
export async function attachToProof(
  ctx: Context,
  input: { receipt: string; name: string; bytes: Uint8Array },
): Promise<Proof[]> {
  requireRole(ctx, 'case.record')
  const { receipt, bytes } = input
  const name = words(200).parse(input.name.replaceAll(/[/\\]/g, '_'))
  const type = kindsOfFile.find(([, head]) => head.every((byte, i) => bytes[i] === byte))?.[0]
  if (!type) throw new AppError('invalid', '凭证文件可以是 PDF、PNG 或 JPEG', { field: 'file' })
  if (bytes.length > LARGEST)
    throw new AppError('invalid', `凭证文件不能超过${LARGEST / 1024 / 1024}MB`, { field: 'file' })
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return inTransaction(ctx, async (tx) => {
    const { caseId } = (await rowsOfReceipt(tx, receipt))[0]!
    await lockCase(tx, caseId)
    const held = await tx.db.select({ id: proofFiles.id }).from(proofFiles).where(eq(proofFiles.receipt, receipt))
    if (held.length >= MOST_FILES) throw new AppError('precondition', `一张凭证最多附${MOST_FILES}个文件`)
    const id = newId('file', tx.now())
    await tx.db.insert(proofFiles).values({
      id,
      caseId,
      receipt,
      name,
      type,
      size: bytes.length,
      sha256,
      content: bytes,
      createdAt: tx.now(),
      createdBy: tx.actor.label,
    })
    await record(tx, caseId, 'obligation.proofFiled', { receipt, fileId: id, sha256 })
    return (await listProofs(tx, caseId)).filter((proof) => proof.receipt === receipt)
  })
}

/** A receipt's file as it was handed over. Throws `not_found`. */
export async function getProofFile(ctx: Context, id: string): Promise<ProofFile> {
  requireRole(ctx, 'case.read')
  const [row] = await ctx.db.select().from(proofFiles).where(eq(proofFiles.id, id))
  if (!row) throw new AppError('not_found', '没有找到这个文件', { id })
  return { name: row.name, type: row.type, bytes: new Uint8Array(row.content) }
}
