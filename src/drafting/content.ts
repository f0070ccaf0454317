import { z } from 'zod'
import { type Source, sourceLabels } from '../cases/index.ts'
import { AppError } from '../errors.ts'

/** A sentence or clause of a document with where it comes from. */
export const Item = z.object({
  text: z.string().max(5_000),
  label: z.enum(sourceLabels).default('person'),
  refs: z.array(z.string()).default([]),
})
export type Item = z.infer<typeof Item>

/** A part of a form: a heading with paragraphs, numbered clauses, or the rows of a table. */
export const Section = z.object({
  key: z.string().max(40),
  heading: z.string().max(200).default(''),
  numbered: z.boolean().default(false),
  items: z.array(Item).max(500),
})
export type Section = z.infer<typeof Section>

/** A place where someone signs or seals. 签章位 */
export const Place = z.object({ who: z.string().max(60), label: z.string().max(120) })

/** A document in structure: what a person may edit, and what its text and its Word file are made from. */
export const Content = z.object({
  form: z.string(),
  title: z.string().max(100),
  number: z.string().max(60),
  committee: z.string().max(100),
  sections: z.array(Section).max(60),
  signatures: z.array(Place).max(200),
  date: z.string().max(40),
})
export type Content = z.infer<typeof Content>

const ordinal = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Chinese ordinal of a heading, from 0. */
export const ordinalOf = (i: number): string =>
  i < 10 ? ordinal[i]! : `${i >= 20 ? ordinal[Math.floor(i / 10) - 1] : ''}十${i % 10 ? ordinal[(i % 10) - 1] : ''}`

/** How an item stands in its section: numbered clauses carry their number. */
export const lineOf = (section: Section, item: Item, i: number): string =>
  section.numbered ? `${i + 1}、${item.text}` : item.text

/** The whole text, as it is read, checked and compared. */
export function textOf(content: Content): string {
  const parts = [content.title, `编号：${content.number}`]
  for (const section of content.sections) {
    parts.push('')
    if (section.heading) parts.push(section.heading)
    parts.push(...section.items.map((item, i) => lineOf(section, item, i)))
  }
  if (content.signatures.length > 0) parts.push('', ...content.signatures.map(({ label }) => `${label}：`))
  if (content.date) parts.push(content.date)
  return parts.join('\n')
}

/** Where each sentence comes from, in the order of the text. */
export const sourcesOf = (content: Content): Source[] =>
  content.sections.flatMap(({ items }) => items.map(({ text, label, refs }) => ({ sentence: text, label, refs })))

/**
 * A person's edit as content: the structure as the service gives it (what changed is marked as the person's), or plain text,
 * whose lines are put back under the headings they stand under. Throws `invalid` for anything else.
 */
export function editedContent(edit: unknown, before: Content): Content {
  const raw =
    typeof edit === 'object' &&
    edit !== null &&
    typeof (edit as { text?: unknown }).text === 'string' &&
    !('sections' in edit)
      ? (edit as { text: string }).text
      : edit
  const next = typeof raw === 'string' ? fromText(raw, before) : parsed(raw, before)
  const known = new Map(before.sections.flatMap(({ items }) => items.map((item) => [item.text, item] as const)))
  return {
    ...next,
    form: before.form,
    sections: next.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => known.get(item.text) ?? { text: item.text, label: 'person', refs: [] }),
    })),
  }
}

function parsed(raw: unknown, before: Content): Content {
  if (typeof raw !== 'object' || raw === null)
    throw new AppError('invalid', 'content 应是文书的结构或全文', { field: 'content' })
  const result = Content.safeParse({ ...before, ...raw })
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new AppError('invalid', 'content 的结构不对', { field: ['content', ...(issue?.path ?? [])].join('.') })
}

/** Lines under known headings go back to their sections; signatures and title stay as they were unless the text drops them. */
function fromText(text: string, before: Content): Content {
  const lines = text.split('\n').map((line) => line.trim())
  const sections: Section[] = before.sections.map((section) => ({ ...section, items: [] }))
  let current = sections.find(({ heading }) => !heading) ?? sections[0]
  const skip = new Set([before.title, `编号：${before.number}`, before.date.trim(), ''])
  const places = new Map(before.signatures.map((place) => [`${place.label}：`, place]))
  const kept: Content['signatures'] = []
  for (const line of lines) {
    const heading = sections.find((section) => section.heading && section.heading === line)
    const place = places.get(line)
    if (heading) current = heading
    else if (place) kept.push(place)
    else if (!skip.has(line))
      current?.items.push({
        text: current.numbered ? line.replace(/^\d{1,3}[.、.]\s*/, '') : line,
        label: 'person',
        refs: [],
      })
  }
  return {
    ...before,
    sections: sections.filter(({ items }, i) => items.length > 0 || before.sections[i]!.items.length === 0),
    signatures: kept,
  }
}
