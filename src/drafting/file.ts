import { getDocument } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { Content } from './content.ts'
import { toDocx } from './docx.ts'
import { toHtml, toMarkdown } from './markup.ts'

export const formats = ['docx', 'md', 'html'] as const
export type Format = (typeof formats)[number]

export type DocumentFile = { name: string; type: string; bytes: Uint8Array }

const types: Record<Format, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

/** A document as a file; a draft says on every page that it is one. Throws `not_found`, `precondition` for a broken template. */
export async function documentFile(ctx: Context, documentId: string, format: Format): Promise<DocumentFile> {
  const document = await getDocument(ctx, documentId)
  const content = Content.parse(document.content)
  const bytes =
    format === 'docx'
      ? toDocx(ctx, { content, draft: document.status === 'draft' })
      : new TextEncoder().encode(format === 'md' ? toMarkdown(content) : toHtml(content))
  return { name: `${content.title}-${document.number}.${format}`, type: types[format], bytes }
}
