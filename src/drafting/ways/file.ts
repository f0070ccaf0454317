import type { Context } from '../../context.ts'
import { toDocx } from '../docx.ts'
import { type DocumentFile, type Format, wordFile } from '../file.ts'
import { toHtml, toMarkdown } from '../markup.ts'
import { currentTemplates } from '../templates.ts'
import { type GetWayOut, madePack } from './pack.ts'

/** The pack as a file to print, edit or send on. Throws as wayOut does. */
export async function wayOutFile(ctx: Context, input: GetWayOut, format: Format): Promise<DocumentFile> {
  const { content } = await madePack(ctx, input)
  const name = `${content.title}-${content.number}.${format}`
  const utf8 = (text: string) => new TextEncoder().encode(text)
  if (format === 'md') return { name, type: 'text/markdown; charset=utf-8', bytes: utf8(toMarkdown(content)) }
  if (format === 'html') return { name, type: 'text/html; charset=utf-8', bytes: utf8(toHtml(content)) }
  const template = (await currentTemplates(ctx, []))(content.form)
  return { name, type: wordFile, bytes: toDocx(template, { content, draft: true }) }
}
