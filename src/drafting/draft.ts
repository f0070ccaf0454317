import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import {
  addVersion,
  type CaseDocument,
  confirmVersion,
  getCaseFile,
  getDocument,
  narrow,
  type Obligation,
  type Reading,
  readObligations,
  saveDraft,
  words,
} from '../cases/index.ts'
import type { Context } from '../context.ts'
import { compose } from './compose.ts'
import { Content, editedContent, sourcesOf, textOf } from './content.ts'
import { forms } from './forms/names.ts'
import { citationGate } from './gate.ts'
import { gather } from './gather.ts'
import { retrieve } from './retrieve.ts'
import { readForCheck, verify } from './verify.ts'

export const DraftDocument = z.strictObject({
  caseId: z.string(),
  form: z.enum(forms),
  /** What the parties agreed on, said by the mediator: wins over what the records say of the same matter. */
  terms: z.array(words(2_000)).max(100).optional(),
})
export type DraftDocument = z.input<typeof DraftDocument>

/**
 * A case becomes a document: gather → retrieve → compose → verify → save. Only what records and terms say was agreed becomes
 * a term; findings come with the draft. Throws `not_found`, `conflict` where the case is closed.
 */
export async function draftDocument(ctx: Context, input: DraftDocument): Promise<CaseDocument> {
  requireRole(ctx, 'document.draft')
  const { caseId, form, terms = [] } = DraftDocument.parse(input)
  const gathered = await gather(ctx, caseId, terms)
  const offered = await retrieve(ctx, gathered.reading)
  const { content, engine } = await compose(ctx, { form, gathered, offered })
  const findings = [
    ...verify({ content, reading: gathered.reading, terms, offered }),
    ...(await citationGate(ctx, textOf(content), offered.asOf)),
  ]
  return saveDraft(ctx, {
    caseId,
    form,
    number: gathered.reading.file.number,
    text: textOf(content),
    content: { ...content, terms, obligations: owedUnder(content, gathered.reading) },
    sources: sourcesOf(content),
    findings,
    engine,
  })
}

export const EditDocument = z.strictObject({
  documentId: z.string(),
  content: z.unknown(),
  ifVersion: z.number().int().optional(),
})
export type EditDocument = z.input<typeof EditDocument>

/** A person's edit as a new version, checked again. Throws `invalid` for content of another shape, `conflict` as addVersion does. */
export async function editDocument(ctx: Context, input: EditDocument): Promise<CaseDocument> {
  requireRole(ctx, 'document.draft')
  const { documentId, content: edit, ifVersion } = EditDocument.parse(input)
  const document = await getDocument(ctx, documentId)
  const content = editedContent(edit, Content.parse(document.content))
  const { terms, findings, reading } = await check(ctx, document, content)
  return addVersion(ctx, {
    documentId,
    ifVersion,
    text: textOf(content),
    content: { ...content, terms, obligations: owedUnder(content, reading) },
    sources: sourcesOf(content),
    findings,
    engine: document.engine,
  })
}

/** The findings of a document as it stands now, beside the case as it stands now. */
export async function verifyDocument(ctx: Context, documentId: string): Promise<CaseDocument> {
  const document = await getDocument(ctx, documentId)
  const { findings } = await check(ctx, document, Content.parse(document.content))
  return { ...document, findings }
}

/** A person confirms the text. Throws `conflict` while a blocking finding stands. */
export async function confirmDocument(ctx: Context, documentId: string): Promise<CaseDocument> {
  requireRole(ctx, 'document.confirm')
  const { findings } = await verifyDocument(ctx, documentId)
  return confirmVersion(ctx, { documentId, findings })
}

async function check(ctx: Context, document: CaseDocument, content: Content) {
  const file = await getCaseFile(ctx, document.caseId)
  const terms = z.array(z.string()).catch([]).parse(document.content.terms)
  const reading = readForCheck(file)
  const offered = await retrieve(ctx, reading)
  const gate = await citationGate(ctx, textOf(content), offered.asOf)
  return { terms, reading, findings: [...verify({ content, reading, terms, offered }), ...gate] }
}

/** What the clauses oblige whom to: kept with the text, and made the schedule when it is signed. */
function owedUnder(content: Content, { file, names, settlement }: Reading): Obligation[] {
  const clauses =
    content.sections.find(({ key }) => key === 'terms')?.items.map(({ text }) => narrow(text).replace(/。$/, '')) ?? []
  return readObligations(clauses, settlement.clauses.at(-1)?.at ?? file.updatedAt, names)
}
