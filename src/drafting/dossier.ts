import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { type CaseDocument, getTimeline, widen } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { Content } from './content.ts'
import { type Print, toDocx, toDossier } from './docx.ts'
import { type DocumentFile, wordFile } from './file.ts'
import { completenessOf, lackingIn, type Place } from './forms/completeness.ts'
import { fillForm } from './forms/index.ts'
import { formNames, forms } from './forms/names.ts'
import type { FormInput } from './forms/parts.ts'
import { gather } from './gather.ts'
import { formInput } from './input.ts'
import { placeholdersIn } from './placeholder.ts'
import { retrieve } from './retrieve.ts'
import { currentTemplates } from './templates.ts'

export const dossierFormats = ['docx', 'zip'] as const
export type DossierFormat = (typeof dossierFormats)[number]

async function inputOf(ctx: Context, caseId: string): Promise<FormInput> {
  const gathered = await gather(ctx, caseId)
  return formInput(ctx, gathered, await retrieve(ctx, gathered.reading))
}

/**
 * The whole file of a case (卷宗) in the official order: of each form the documents that stand, with cover, catalogue and back.
 * One Word document whose catalogue counts its pages, or a zip of single ones. Throws `not_found`.
 */
export async function caseDossier(ctx: Context, caseId: string, format: DossierFormat): Promise<DocumentFile> {
  const input = await inputOf(ctx, caseId)
  const places = completenessOf(input)
  const prints = places.flatMap(({ form, state, documents }): Print[] =>
    state === 'bound'
      ? [{ content: forPrint(fillForm(form, input)), draft: false }]
      : documents.map((it) => ({ content: Content.parse(it.content), draft: it.status === 'draft' })),
  )
  const name = `卷宗-${input.gathered.reading.file.number}`
  if (format === 'docx') {
    const template = (await currentTemplates(ctx, ['dossier']))('dossier')
    return { name: `${name}.docx`, type: wordFile, bytes: toDossier(template, prints) }
  }
  const template = await currentTemplates(ctx, forms)
  const files = prints.map(
    (print, i) =>
      [
        `${String(i + 1).padStart(2, '0')}-${formNames[print.content.form as keyof typeof formNames]}.docx`,
        toDocx(template(print.content.form), print),
      ] as const,
  )
  return {
    name: `${name}.zip`,
    type: 'application/zip',
    bytes: zipSync({ ...Object.fromEntries(files), '完整性.txt': strToU8(inWords(places)) }),
  }
}

/** The completeness of a file, to lie beside its documents. */
function inWords(places: Place[]): string {
  const lacking = lackingIn(places)
  const drafts = places.filter(({ state }) => state === 'draft').map(({ name }) => name)
  return [
    lacking.length > 0 ? `尚缺：${lacking.join('、')}` : '必备文书齐全',
    ...(drafts.length > 0 ? [`仍是草稿：${drafts.join('、')}`] : []),
    '',
  ].join('\n')
}

const Signer = z.object({ who: z.string(), label: z.string(), signed: z.boolean().optional() })

/** The file of a case against the official catalogue. 卷宗完整性 */
export const DossierState = z.object({
  number: z.string(),
  complete: z.boolean(),
  /** What must still be drawn up, in words. */
  lacking: z.array(z.string()),
  items: z.array(
    z.object({
      position: z.number().int(),
      form: z.enum(forms),
      name: z.string(),
      mandatory: z.boolean(),
      when: z.string(),
      state: z.enum(['there', 'draft', 'missing', 'later', 'optional', 'bound']),
      wanted: z.number().int(),
      documents: z.array(
        z.object({ id: z.string(), status: z.string(), version: z.number().int(), updatedAt: z.string() }),
      ),
      /** Who signs it; `signed` only where the service was told of each signature. */
      signers: z.array(Signer),
      /** What is still open in its text. */
      open: z.array(z.string()),
    }),
  ),
})
export type DossierState = z.infer<typeof DossierState>

/** What the file holds and lacks, who must still sign, what is open in each document. Throws `not_found`. */
export async function dossierState(ctx: Context, caseId: string): Promise<DossierState> {
  const input = await inputOf(ctx, caseId)
  const signed = await signedIn(ctx, caseId)
  const places = completenessOf(input)
  const items = places.map((place, i) => ({
    position: i + 1,
    form: place.form,
    name: place.name,
    mandatory: place.mandatory,
    when: place.when,
    state: place.state,
    wanted: place.wanted,
    documents: place.documents.map(({ id, status, version, updatedAt }) => ({ id, status, version, updatedAt })),
    signers: signersFor(place, input, signed),
    open: [...new Set(place.documents.flatMap(openIn))].slice(0, 60),
  }))
  const lacking = lackingIn(places)
  return {
    number: input.gathered.reading.file.number,
    complete:
      lacking.length === 0 &&
      items.every(
        ({ mandatory, state, signers }) =>
          !mandatory || (state !== 'draft' && signers.every((it) => it.signed !== false)),
      ),
    lacking,
    items,
  }
}

/** Who signed the agreement, by the step `sign`. */
async function signedIn(ctx: Context, caseId: string): Promise<Set<string>> {
  const timeline = await getTimeline(ctx, caseId)
  const step = timeline.findLast(({ event, details }) => event === 'case.advanced' && details.action === 'sign')
  const signatures = z
    .array(z.looseObject({ who: z.string() }))
    .catch([])
    .parse(step?.details.signatures)
  return new Set(signatures.map(({ who }) => who))
}

function signersFor(place: Place, input: FormInput, signed: Set<string>): z.infer<typeof Signer>[] {
  if (place.state === 'optional') return []
  const [document] = place.documents
  const { signatures } = document ? Content.parse(document.content) : fillForm(place.form, input)
  return signatures.map(({ who, label }) =>
    place.form === 'agreement'
      ? { who, label, signed: document?.status === 'signed' && signed.has(who) }
      : { who, label },
  )
}

/** Placeholders and blocking findings of a document that is not signed yet. */
const openIn = ({ status, text, findings }: CaseDocument): string[] =>
  status === 'signed'
    ? []
    : [
        ...placeholdersIn(text).map((what) => `待补充:${what}`),
        ...findings.filter(({ level }) => level === 'block').map(({ where, message }) => `${where}:${message}`),
      ]

const forPrint = (content: Content): Content => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, text: widen(item.text) })),
  })),
})
