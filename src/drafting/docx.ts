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
  'documents',
  'start',
  'table',
  ...letters,
  ...[...letters].map((letter) => `head${letter}`),
])

export type Print = { content: Content; draft: boolean }

/**
 * The Word file of a document, from the form's template in knowledge/forms, which a bureau may replace.
 * Throws `precondition` naming the field where a template asks for one nobody knows, or cannot be read.
 */
export const toDocx = (ctx: Pick<Context, 'shelf'>, { content, draft }: Print): Uint8Array =>
  fill(ctx, content.form, viewOf(content, draft))

/** Fills a template of knowledge/forms. Throws as toDocx does. */
function fill(ctx: Pick<Context, 'shelf'>, form: string, view: Record<string, unknown>): Uint8Array {
  const path = `knowledge/forms/${form}.docx`
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
  template.render(view)
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

/** The whole file (卷宗) in one Word document: its catalogue's page numbers are fields that Word fills in on opening. */
export function toDossier(ctx: Pick<Context, 'shelf'>, prints: Print[]): Uint8Array {
  const bound = prints.filter(({ content }) => content.form !== 'catalogue')
  const documents = prints.map((print, i) => {
    const view = viewOf(print.content, print.draft)
    const lines =
      print.content.sections.find(({ key }) => key === 'table')?.items.map(({ text }) => text.split('\t')) ?? []
    const catalogued = print.content.form === 'catalogue'
    const table = catalogued
      ? [
          lines[0] ?? [],
          ...bound.map(({ content }, n) => [
            String(n + 1),
            content.title,
            `@${prints.findIndex((it) => it.content === content)}`,
            lines.find((line) => line[1] === content.title)?.[3] ?? '',
          ]),
        ]
      : lines
    return {
      ...view,
      number: print.content.number,
      start: startXml(print.content.title, i),
      table: table.length > 0 ? tableXml(table) : '<w:p/>',
    }
  })
  return fill(ctx, 'dossier', { documents, mark: prints.some(({ draft }) => draft) ? '卷内含草稿·须调解员确认' : '' })
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const fonts = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman"/>'

/** The title of a document on a new page, under the bookmark the catalogue points to. */
const startXml = (title: string, i: number): string =>
  `<w:p><w:pPr>${i > 0 ? '<w:pageBreakBefore/>' : ''}<w:spacing w:before="240" w:after="240"/><w:jc w:val="center"/></w:pPr><w:bookmarkStart w:id="${1000 + i}" w:name="document${i}"/><w:r><w:rPr>${fonts}<w:b/><w:sz w:val="44"/></w:rPr><w:t>${xml(title)}</w:t></w:r><w:bookmarkEnd w:id="${1000 + i}"/></w:p>`

/** A ruled table; a cell `@3` is the page on which the document of that place begins. */
function tableXml(lines: string[][]): string {
  const run = `<w:rPr>${fonts}<w:sz w:val="24"/></w:rPr>`
  const cell = (text: string, i: number, line: string[]) => {
    // A catalogue needs room for its names, the rest little.
    const width = line.length === 4 ? [500, 2700, 700, 1100][i] : Math.floor(5000 / line.length)
    const page = /^@(\d+)$/.exec(text)?.[1]
    const inner = page
      ? `<w:fldSimple w:instr=" PAGEREF document${page} "><w:r>${run}<w:t>1</w:t></w:r></w:fldSimple>`
      : `<w:r>${run}<w:t>${xml(text)}</w:t></w:r>`
    return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="pct"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${inner}</w:p></w:tc>`
  }
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${border}</w:tblBorders></w:tblPr>${lines.map((line) => `<w:tr>${line.map(cell).join('')}</w:tr>`).join('')}</w:tbl><w:p/>`
}
