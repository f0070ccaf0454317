import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import {
  addVersion,
  type CaseDocument,
  confirmVersion,
  type Finding,
  getCaseFile,
  getDocument,
  listVersions,
  narrow,
  type Obligation,
  type Reading,
  readObligations,
  saveDraft,
  words,
} from '../cases/index.ts'
import type { Context } from '../context.ts'
import { compose } from './compose.ts'
import { Content, sourcesOf, textOf } from './content.ts'
import { editedContent } from './edited.ts'
import { forms } from './forms/names.ts'
import { citationGate } from './gate.ts'
import { gather } from './gather.ts'
import { neutralityFindings } from './neutrality.ts'
import { followClauses, planFindings } from './plan.ts'
import { type Offered, retrieve } from './retrieve.ts'
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
  const findings = await check(ctx, content, { reading: gathered.reading, terms, offered })
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

/**
 * A person's edit as a new version, checked again; the machine's lines on performance follow the clauses that were changed.
 * Throws `invalid` for content of another shape, `conflict` as addVersion does, also where another edit came in between.
 */
export async function editDocument(ctx: Context, input: EditDocument): Promise<CaseDocument> {
  requireRole(ctx, 'document.draft')
  const { documentId, content: edit, ifVersion } = EditDocument.parse(input)
  const versions = await listVersions(ctx, documentId)
  const document = versions.at(-1)!
  const earlier = versions.map((it) => Content.parse(it.content))
  const before = earlier.at(-1)!
  const basis = await basisOf(ctx, document)
  const content = followClauses(editedContent(edit, before, earlier), before, basis)
  return addVersion(ctx, {
    documentId,
    ifVersion: ifVersion ?? document.version,
    text: textOf(content),
    content: { ...content, terms: basis.terms, obligations: owedUnder(content, basis.reading) },
    sources: sourcesOf(content),
    findings: await check(ctx, content, basis),
    engine: document.engine,
  })
}

/** The findings of a document as it stands now, beside the case as it stands now. */
export async function verifyDocument(ctx: Context, documentId: string): Promise<CaseDocument> {
  const document = await getDocument(ctx, documentId)
  const findings = await check(ctx, Content.parse(document.content), await basisOf(ctx, document))
  return { ...document, findings }
}

/** A person confirms the text. Throws `conflict` while a blocking finding stands. */
export async function confirmDocument(ctx: Context, documentId: string): Promise<CaseDocument> {
  requireRole(ctx, 'document.confirm')
  const { findings } = await verifyDocument(ctx, documentId)
  return confirmVersion(ctx, { documentId, findings })
}

/** What a document is checked against: the case as both sides may read it, the terms it was asked for, what the library offers. */
export type Basis = { reading: Reading; terms: string[]; offered: Offered }

/** The basis of a document made earlier, as the case stands now. */
export async function basisOf(ctx: Context, document: CaseDocument): Promise<Basis> {
  const reading = readForCheck(ctx, await getCaseFile(ctx, document.caseId))
  const terms = z.array(z.string()).catch([]).parse(document.content.terms)
  return { reading, terms, offered: await retrieve(ctx, reading) }
}

/** Rules whose defect no rewording mends: the clause goes. */
export const beyondMending = ['D09', 'D14', 'D15', 'D16', 'D18', 'D21']

/** Everything the rules and the gates find in a text. */
export async function check(ctx: Context, content: Content, { reading, terms, offered }: Basis): Promise<Finding[]> {
  const found = [
    // 中立体检 says more of the same words.
    ...verify(ctx, { content, reading, terms, offered }).filter(({ rule }) => rule !== 'NEUTRAL'),
    ...planFindings(content, reading),
    ...neutralityFindings(content, reading),
    ...(await citationGate(ctx, textOf(content), offered.asOf)),
  ]
  // The form of an inquiry asks for the person questioned, who is no party (domain.md 4, row 7).
  // A rule may name a section by its key: people read its heading, or the form's name.
  const headings = new Map(content.sections.map(({ key, heading }) => [key, heading || content.title]))
  return found
    .filter(({ rule, where }) => !(content.form === 'investigation' && rule === 'D26' && where === 'head'))
    .map((it): Finding => {
      const goes = it.level === 'block' && beyondMending.includes(it.rule) && it.where.startsWith('协议内容第')
      return {
        ...it,
        where: headings.get(it.where) ?? it.where,
        ...(!it.mend && goes && { mend: { kind: 'remove' } }),
      }
    })
}

/** What the clauses oblige whom to: kept with the text, and made the schedule when it is signed. */
function owedUnder(content: Content, { file, names, settlement }: Reading): Obligation[] {
  const clauses =
    content.sections.find(({ key }) => key === 'terms')?.items.map(({ text }) => narrow(text).replace(/。$/, '')) ?? []
  return readObligations(clauses, settlement.clauses.at(-1)?.at ?? file.updatedAt, names)
}
