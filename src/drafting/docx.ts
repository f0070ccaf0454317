import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { AppError } from '../errors.ts'
import { type Content, lineOf } from './content.ts'
import { annexXml, markXml, pagesXml, roomXml, startXml, tableXml } from './wordxml.ts'

const letters = 'abcdefgh'
/** Every field a template may name. */
export const templateFields: ReadonlySet<string> = new Set([
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

/** 来源附录: a note on the version, and a line for each sentence. */
export type Annex = { note: string; lines: string[][] }
export type Print = { content: Content; draft: boolean; annex?: Annex }
/** A form's template: its bytes, and what to call it in a message. */
export type Template = { name: string; bytes: Uint8Array }

/** A template read: what it asks for, and how it is filled. */
export type Opened = {
  asked: Set<string>
  /** The filled file; `missing` gets every field that had no value where it stands. */
  render(view: Record<string, unknown>, missing?: Set<string>): PizZip
}

/** Reads a template. Throws `precondition` naming the field it asks for that nobody knows, or the tag that is broken. */
export function openTemplate({ name, bytes }: Template): Opened {
  const asked = new Set<string>()
  let absent = new Set<string>()
  const parser = (tag: string) => {
    asked.add(tag)
    return { get: (scope: Record<string, unknown>) => scope[tag] }
  }
  let template: Docxtemplater
  try {
    template = new Docxtemplater(new PizZip(bytes), {
      parser,
      paragraphLoop: true,
      // What is wrong is told to the caller; nothing goes to the console.
      errorLogging: false,
      linebreaks: true,
      nullGetter: (part: { value?: string; module?: string }) => {
        if (part.value) absent.add(part.value)
        return ''
      },
    })
  } catch (error) {
    throw broken(name, error)
  }
  const unknown = [...asked].filter((tag) => !templateFields.has(tag))
  if (unknown.length > 0)
    throw new AppError('precondition', `模板 ${name} 里有不认识的字段:${unknown.join('、')}`, {
      template: name,
      fields: unknown,
    })
  return {
    asked,
    render: (view, missing = new Set()) => {
      absent = missing
      try {
        template.render(view)
      } catch (error) {
        throw broken(name, error)
      }
      return template.getZip() as PizZip
    },
  }
}

const problems: Record<string, string> = {
  unclosed_tag: '少了右括号 }',
  unopened_tag: '少了左括号 {',
  duplicate_open_tag: '多了左括号 {',
  duplicate_close_tag: '多了右括号 }',
  unclosed_loop: '循环没有结束标记 {/…}',
  unopened_loop: '循环没有开始标记 {#…}',
  closing_tag_does_not_match_opening_tag: '循环的开始和结束不一致',
  raw_xml_tag_should_be_only_text_in_paragraph: '应单独占一段',
  raw_tag_outerxml_invalid: '应单独占一段',
  invalid_xml_characters: '含有不能用的字符',
}
type Trouble = { id?: string; xtag?: string; openingtag?: string; closingtag?: string }

function broken(name: string, error: unknown): AppError {
  const { properties } = error as { properties?: Trouble & { errors?: { properties?: Trouble }[] } }
  const all = properties?.errors?.map((it) => it.properties ?? {}) ?? (properties ? [properties] : [])
  const tags = all.map(({ id, xtag, openingtag, closingtag }) => ({
    tag: xtag ?? [openingtag, closingtag].filter(Boolean).join('…'),
    problem: problems[id ?? ''] ?? '写法不对',
  }))
  if (tags.length === 0) return new AppError('precondition', `模板 ${name} 不是能读的 Word 文件`, { template: name })
  return new AppError(
    'precondition',
    `模板 ${name} 的字段有误:${tags.map(({ tag, problem }) => `{${tag}}${problem}`).join(';')}`,
    { template: name, fields: [...new Set(tags.map(({ tag }) => tag))] },
  )
}

const packed = (zip: PizZip): Uint8Array => zip.generate({ type: 'uint8array', compression: 'DEFLATE' })

/** The Word file of a document from a template. A draft is marked as one even where the template has no place for it. Throws `precondition` as openTemplate does. */
export function toDocx(template: Template, { content, draft, annex }: Print): Uint8Array {
  const { asked, render } = openTemplate(template)
  const zip = render(viewOf(content, draft))
  const before = draft && !asked.has('mark') ? markXml(draftMark) : ''
  const after = annex ? annexXml(annex.note, annex.lines) : ''
  if (before || after) addXml(zip, before, after)
  return packed(zip)
}

/** Puts XML at the beginning and the end of the text; the last section's layout stays the end. */
function addXml(zip: PizZip, before: string, after: string): void {
  const path = 'word/document.xml'
  const text = zip.file(path)!.asText()
  const [, open = ''] = /(<w:body\b[^>]*>)/.exec(text) ?? []
  const start = text.indexOf(open) + open.length
  const close = text.lastIndexOf('</w:body>')
  const layout = text.lastIndexOf('<w:sectPr')
  // A layout inside a paragraph belongs to an earlier section.
  const end = layout > text.lastIndexOf('</w:p>') ? layout : close
  zip.file(path, text.slice(0, start) + before + text.slice(start, end) + after + text.slice(end))
}

const draftMark = '草稿·须调解员确认(机器辅助生成)'

/** What the template's fields are filled with. Rows of a table are items whose cells a tab parts; its first row holds the heads. */
export function viewOf(
  content: Content,
  draft: boolean,
  hidden: string[] = ['table', 'committee'],
): Record<string, unknown> {
  const [heads, ...rows] =
    content.sections.find(({ key }) => key === 'table')?.items.map(({ text }) => text.split('\t')) ?? []
  const cells = (values: string[], prefix = '') =>
    Object.fromEntries([...letters].map((letter, i) => [`${prefix}${letter}`, values[i] ?? '']))
  return {
    title: content.title,
    number: content.number,
    committee: content.committee,
    date: content.date,
    mark: draft ? draftMark : '',
    ...cells(heads ?? [], 'head'),
    rows: rows.map((row) => cells(row)),
    sections: content.sections
      // A cover's template names the committee above the title.
      .filter(({ key }) => !hidden.includes(key))
      .map((section) => ({
        heading: section.heading ? [{ heading: section.heading }] : [],
        lines: section.items.map((item, i) => ({ text: lineOf(section, item, i) })),
      })),
    signatures: content.signatures.map(({ label }) => ({ label })),
  }
}

/** Names and what they prove need room, the rest little. */
const tableShapes: Record<string, { widths: number[]; size?: number }> = {
  catalogue: { widths: [500, 2600, 600, 1300] },
  evidence: { widths: [300, 850, 500, 550, 600, 500, 1150, 550], size: 21 },
}

/** The whole file (卷宗) in one Word document: page numbers of its catalogue and its number of pages are fields Word fills in on opening. */
export function toDossier(template: Template, prints: Print[]): Uint8Array {
  const documents = prints.map((print, i) => {
    const { content, draft } = print
    const lines = content.sections.find(({ key }) => key === 'table')?.items.map(({ text }) => text.split('\t')) ?? []
    const back = content.form === 'backCover'
    const catalogued = content.form === 'catalogue'
    const view = viewOf(back ? withoutPages(content) : content, draft, ['table'])
    const table = catalogued ? catalogueLines(lines, prints) : lines
    return {
      ...view,
      start: startXml(content.title, i),
      table: back
        ? pagesXml('本卷页数：')
        : table.length > 0
          ? roomXml + tableXml({ lines: table, ...tableShapes[content.form] })
          : '<w:p/>',
    }
  })
  const mark = prints.some(({ draft }) => draft) ? '卷内含草稿·须调解员确认' : ''
  return packed(openTemplate(template).render({ documents, mark }))
}

/** The catalogue's lines with the page each document begins on; of several documents of one name each has its own. */
function catalogueLines([heads = [], ...rows]: string[][], prints: Print[]): string[][] {
  const bound = prints.map(({ content }, i) => ({ content, i })).filter(({ content }) => content.form !== 'catalogue')
  const left = [...rows]
  return [
    heads,
    ...bound.map(({ content, i }, n) => {
      const at = left.findIndex((row) => row[1] === content.title)
      const [row] = at >= 0 ? left.splice(at, 1) : []
      return [String(n + 1), content.title, `@${i}`, row?.[3] ?? '']
    }),
  ]
}

const withoutPages = (content: Content): Content => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    items: section.items.filter(({ text }) => !text.startsWith('本卷页数')),
  })),
})
