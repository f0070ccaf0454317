import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Content, lineOf } from './content.ts'

const letters = 'abcdefgh'
/** Every field a template may name. */
const fields = new Set([
  'title',
  'number',
  'committee',
  'mark',
  'date',
  'sections',
  'heading',
  'lines',
  'text',
  'signatures',
  'label',
  'rows',
  ...letters,
  ...[...letters].map((letter) => `head${letter}`),
])

export type Print = { content: Content; draft: boolean }

/**
 * The Word file of a document, from the form's template in knowledge/forms, which a bureau may replace.
 * Throws `precondition` naming the field where a template asks for one nobody knows, or cannot be read.
 */
export function toDocx(ctx: Pick<Context, 'shelf'>, { content, draft }: Print): Uint8Array {
  const path = `knowledge/forms/${content.form}.docx`
  const asked = new Set<string>()
  const parser = (tag: string) => {
    asked.add(tag)
    return { get: (scope: Record<string, unknown>) => scope[tag] }
  }
  let template: Docxtemplater
  try {
    template = new Docxtemplater(new PizZip(ctx.shelf.bytes(path)), { parser, paragraphLoop: true, linebreaks: true })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('precondition', `模板 ${path} 读不出来:${explain(error)}`, { template: path })
  }
  const unknown = [...asked].filter((tag) => !fields.has(tag))
  if (unknown.length > 0)
    throw new AppError('precondition', `模板 ${path} 里有不认识的字段:${unknown.join('、')}`, {
      template: path,
      fields: unknown,
    })
  template.render(viewOf(content, draft))
  return template.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' })
}

const explain = (error: unknown): string => {
  const errors = (error as { properties?: { errors?: { properties?: { explanation?: string } }[] } }).properties?.errors
  return (
    errors
      ?.map(({ properties }) => properties?.explanation)
      .filter(Boolean)
      .join(';') || String(error)
  )
}

/** What the template's fields are filled with. Rows of a table are items whose cells a tab parts; its first row holds the heads. */
function viewOf(content: Content, draft: boolean): Record<string, unknown> {
  const [heads, ...rows] =
    content.sections.find(({ key }) => key === 'table')?.items.map(({ text }) => text.split('\t')) ?? []
  const cells = (values: string[], prefix = '') =>
    Object.fromEntries(values.map((value, i) => [`${prefix}${letters[i]}`, value]))
  return {
    title: content.title,
    number: content.number,
    committee: content.committee,
    date: content.date,
    mark: draft ? '草稿·须调解员确认(机器辅助生成)' : '',
    ...cells(heads ?? [], 'head'),
    rows: rows.map((row) => cells(row)),
    sections: content.sections
      .filter(({ key }) => key !== 'table')
      .map((section) => ({
        heading: section.heading ? [{ heading: section.heading }] : [],
        lines: section.items.map((item, i) => ({ text: lineOf(section, item, i) })),
      })),
    signatures: content.signatures.map(({ label }) => ({ label })),
  }
}
