import { getDocument } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { annexOf } from './annex.ts'
import { Content } from './content.ts'
import { toDocx } from './docx.ts'
import type { Form } from './forms/names.ts'
import { toHtml, toMarkdown } from './markup.ts'
import { currentTemplates } from './templates.ts'

export const formats = ['docx', 'md', 'html'] as const
export type Format = (typeof formats)[number]

export type DocumentFile = { name: string; type: string; bytes: Uint8Array }

export const wordFile = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const types: Record<Format, string> = {
  docx: wordFile,
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

export type FileOptions = {
  /** With 来源附录; Markdown has it unless told otherwise. */
  annex?: boolean
  /** An earlier version, in place of the newest. */
  version?: number
}

/** A document as a file; a draft says on every page that it is one. Throws `not_found`, `precondition` for a broken template. */
export async function documentFile(
  ctx: Context,
  documentId: string,
  format: Format,
  { annex = format === 'md', version }: FileOptions = {},
): Promise<DocumentFile> {
  const document = await getDocument(ctx, documentId, version)
  const content = Content.parse(document.content)
  const sources = annex ? await annexOf(ctx, document) : undefined
  const name = `${content.title}-${document.number}${version ? `-第${version}版` : ''}.${format}`
  const utf8 = (text: string) => new TextEncoder().encode(text)
  if (format === 'md') return { name, type: types.md, bytes: utf8(toMarkdown(content, sources)) }
  if (format === 'html') return { name, type: types.html, bytes: utf8(toHtml(content, sources)) }
  const template = (await currentTemplates(ctx, [document.form as Form]))(document.form)
  // An earlier version is no text anybody confirmed.
  const draft =
    document.status === 'draft' || (version !== undefined && version !== (await getDocument(ctx, documentId)).version)
  return { name, type: types.docx, bytes: toDocx(template, { content, draft, annex: sources }) }
}
