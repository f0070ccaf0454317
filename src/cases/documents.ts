import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { cases, documents, documentVersions, newId } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { Engine } from '../llm/index.ts'
import { finished } from './lifecycle.ts'
import { loadCase } from './read.ts'
import { record } from './timeline.ts'

/** Where a sentence of a document comes from; `person` is an edit by hand. */
export const sourceLabels = [
  'law',
  'agreement',
  'playbook',
  'statement',
  'record',
  'calculation',
  'template',
  'model',
  'person',
] as const
export type SourceLabel = (typeof sourceLabels)[number]

export const Source = z.object({ sentence: z.string(), label: z.enum(sourceLabels), refs: z.array(z.string()) })
export type Source = z.infer<typeof Source>

/** A mend that needs no judgement: the clause goes, or these words give way to those. */
export const Mend = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('remove') }),
  z.object({ kind: z.literal('replace'), from: z.string(), to: z.string() }),
])
export type Mend = z.infer<typeof Mend>

/** What a check found: data, not an exception. `where` names the clause it stands at. */
export const Finding = z.object({
  rule: z.string(),
  level: z.enum(['block', 'warn']),
  where: z.string(),
  message: z.string(),
  fix: z.string(),
  mend: Mend.optional(),
})
export type Finding = z.infer<typeof Finding>

export const CaseDocument = z.object({
  id: z.string(),
  caseId: z.string(),
  form: z.string(),
  number: z.string(),
  version: z.number().int(),
  status: z.enum(['draft', 'confirmed', 'signed', 'void']),
  text: z.string(),
  /** The drafting room's structured form of the text. */
  content: z.record(z.string(), z.unknown()),
  sources: z.array(Source),
  findings: z.array(Finding),
  engine: Engine,
  author: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type CaseDocument = z.infer<typeof CaseDocument>

/** What a version of a document consists of. */
export type DocumentBody = Pick<CaseDocument, 'text' | 'content' | 'sources' | 'findings' | 'engine'>

type Row = typeof documents.$inferSelect
type VersionRow = typeof documentVersions.$inferSelect

const view = (row: Row, version: VersionRow): CaseDocument => ({
  id: row.id,
  caseId: row.caseId,
  form: row.form,
  number: row.number,
  version: version.version,
  status: row.status as CaseDocument['status'],
  text: version.text,
  content: version.content,
  sources: version.sources as Source[],
  findings: version.findings as Finding[],
  engine: version.engine as Engine,
  author: version.author,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

/** Keeps a new draft as version 1, with its timeline row. Throws `conflict` where the case is closed. */
export async function saveDraft(
  ctx: Context,
  draft: DocumentBody & { caseId: string; form: string; number: string },
): Promise<CaseDocument> {
  requireRole(ctx, 'document.draft')
  const { caseId, form, number, ...body } = draft
  return inTransaction(ctx, async (tx) => {
    const file = await loadCase(tx, caseId)
    if (finished.includes(file.status)) throw new AppError('conflict', '案件已结,不能再起草文书')
    const now = tx.now()
    const id = newId('doc', now)
    await tx.db.insert(documents).values({ id, caseId, form, number, createdAt: now, updatedAt: now })
    await tx.db
      .insert(documentVersions)
      .values({ documentId: id, version: 1, ...body, author: tx.actor.label, createdAt: now })
    await tx.db.update(cases).set({ updatedAt: now }).where(eq(cases.id, caseId))
    await record(tx, caseId, 'document.drafted', {
      documentId: id,
      form,
      engine: body.engine,
      findings: body.findings.length,
    })
    return getDocument(tx, id)
  })
}

/**
 * Adds a version; a confirmed text becomes a draft again. `ifVersion` is the version the change was made on:
 * throws `conflict` where another came first, or where the document is signed or void.
 */
export async function addVersion(
  ctx: Context,
  change: DocumentBody & { documentId: string; ifVersion?: number },
): Promise<CaseDocument> {
  requireRole(ctx, 'document.draft')
  const { documentId, ifVersion, ...body } = change
  return inTransaction(ctx, async (tx) => {
    const row = await lock(tx, documentId)
    if (row.status === 'signed' || row.status === 'void') throw new AppError('conflict', '已签署或作废的文书不能再改')
    if (ifVersion !== undefined && ifVersion !== row.version) {
      throw new AppError('conflict', '这份文书刚被改过,请先看最新的一版', { version: row.version })
    }
    const now = tx.now()
    const version = row.version + 1
    await tx.db
      .insert(documentVersions)
      .values({ documentId, version, ...body, author: tx.actor.label, createdAt: now })
    await tx.db.update(documents).set({ version, status: 'draft', updatedAt: now }).where(eq(documents.id, documentId))
    await record(tx, row.caseId, 'document.revised', {
      documentId,
      version,
      engine: body.engine,
      findings: body.findings.length,
    })
    return getDocument(tx, documentId)
  })
}

/** A person's confirmation of the newest version. Throws `conflict` while a blocking finding stands in it. */
export async function confirmVersion(
  ctx: Context,
  { documentId, findings }: { documentId: string; findings: Finding[] },
): Promise<CaseDocument> {
  requireRole(ctx, 'document.confirm')
  return inTransaction(ctx, async (tx) => {
    const row = await lock(tx, documentId)
    if (row.status !== 'draft') throw new AppError('conflict', '这份文书已确认', { status: row.status })
    const blocking = findings.filter(({ level }) => level === 'block')
    if (blocking.length > 0) throw new AppError('conflict', '还有必须先改正的问题,暂不能确认', { findings: blocking })
    await tx.db
      .update(documentVersions)
      .set({ findings })
      .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.version, row.version)))
    await tx.db.update(documents).set({ status: 'confirmed', updatedAt: tx.now() }).where(eq(documents.id, documentId))
    await record(tx, row.caseId, 'document.confirmed', { documentId, form: row.form, version: row.version })
    return getDocument(tx, documentId)
  })
}

async function lock(tx: Context, documentId: string): Promise<Row> {
  const [row] = await tx.db.select().from(documents).where(eq(documents.id, documentId)).for('update')
  if (!row) throw new AppError('not_found', '没有找到这份文书', { documentId })
  return row
}

/** A document in its newest version, or in the one asked for. Throws `not_found`. */
export async function getDocument(ctx: Context, documentId: string, version?: number): Promise<CaseDocument> {
  requireRole(ctx, 'case.read')
  const [row] = await ctx.db.select().from(documents).where(eq(documents.id, documentId))
  const [found] = row
    ? await ctx.db
        .select()
        .from(documentVersions)
        .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.version, version ?? row.version)))
    : []
  if (!row || !found) throw new AppError('not_found', '没有找到这份文书', { documentId, version })
  return view(row, found)
}

/** Every version of a document, oldest first. */
export async function listVersions(ctx: Context, documentId: string): Promise<CaseDocument[]> {
  requireRole(ctx, 'case.read')
  const [row] = await ctx.db.select().from(documents).where(eq(documents.id, documentId))
  if (!row) throw new AppError('not_found', '没有找到这份文书', { documentId })
  const versions = await ctx.db
    .select()
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId))
    .orderBy(asc(documentVersions.version))
  return versions.map((version) => view(row, version))
}

/** The documents of a case, and of those merged into it, in their newest versions, newest first. */
export async function listDocuments(ctx: Context, caseId: string): Promise<CaseDocument[]> {
  requireRole(ctx, 'case.read')
  const { merged } = await loadCase(ctx, caseId)
  const rows = await ctx.db
    .select()
    .from(documents)
    .innerJoin(
      documentVersions,
      and(eq(documentVersions.documentId, documents.id), eq(documentVersions.version, documents.version)),
    )
    .where(inArray(documents.caseId, [caseId, ...(merged ?? []).map(({ id }) => id)]))
    .orderBy(desc(documents.createdAt), desc(documents.id))
  return rows.map((row) => view(row.documents, row.document_versions))
}
