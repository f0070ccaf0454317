import { strToU8, zipSync } from 'fflate'
import { beijingDay, type CaseDocument, widen } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { Content } from './content.ts'
import { type Print, toDocx, toDossier } from './docx.ts'
import type { DocumentFile } from './file.ts'
import { completeness } from './forms/front.ts'
import { fillForm } from './forms/index.ts'
import { type Form, formNames, forms } from './forms/names.ts'
import { gather } from './gather.ts'
import { retrieve } from './retrieve.ts'

export const dossierFormats = ['docx', 'zip'] as const
export type DossierFormat = (typeof dossierFormats)[number]

/** Made from the case itself when the file is bound, whoever drafted them before. */
const bound: Form[] = ['cover', 'catalogue', 'backCover']
const standing = { signed: 0, confirmed: 1, draft: 2, void: 3 }

/**
 * The whole file of a case (卷宗) in the official order: the furthest and newest version of each document, with cover,
 * catalogue and back. One Word document whose catalogue counts its pages, or a zip of single ones. Throws `not_found`.
 */
export async function caseDossier(ctx: Context, caseId: string, format: DossierFormat): Promise<DocumentFile> {
  const gathered = await gather(ctx, caseId)
  const offered = await retrieve(ctx, gathered.reading)
  const documents = gathered.documents.filter(({ status }) => status !== 'void')
  const input = {
    gathered,
    offered,
    committee: ctx.config.CENTRE_NAME,
    today: beijingDay(ctx.now().toISOString()),
    documents,
  }
  const prints = forms.flatMap((form): Print[] => {
    if (bound.includes(form)) return [{ content: forPrint(fillForm(form, input)), draft: false }]
    const document = best(documents.filter((it) => it.form === form))
    return document ? [{ content: Content.parse(document.content), draft: document.status === 'draft' }] : []
  })
  const name = `卷宗-${gathered.reading.file.number}`
  if (format === 'docx') {
    return {
      name: `${name}.docx`,
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: toDossier(ctx, prints),
    }
  }
  const { lacking } = completeness({ documents })
  const files = prints.map(
    (print, i) =>
      [`${String(i + 1).padStart(2, '0')}-${formNames[print.content.form as Form]}.docx`, toDocx(ctx, print)] as const,
  )
  const state = strToU8(lacking.length > 0 ? `尚缺：${lacking.join('、')}\n` : '必备文书齐全\n')
  return {
    name: `${name}.zip`,
    type: 'application/zip',
    bytes: zipSync({ ...Object.fromEntries(files), '完整性.txt': state }),
  }
}

/** Signed before confirmed before draft; of equals the newest. */
const best = (same: CaseDocument[]): CaseDocument | undefined =>
  same.toSorted((a, b) => standing[a.status] - standing[b.status] || b.updatedAt.localeCompare(a.updatedAt))[0]

const forPrint = (content: Content): Content => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, text: widen(item.text) })),
  })),
})
