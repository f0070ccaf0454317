import { z } from 'zod'
import { AppError } from '../errors.ts'
import { Content, type Item, lineOf, type Section } from './content.ts'

/** What may be sent back: the structure or a part of it, with what the service keeps beside it (which an edit does not touch). */
const Edit = z.strictObject({
  ...Content.partial().shape,
  terms: z.unknown().optional(),
  obligations: z.unknown().optional(),
})
/** The same in every document of a file: not changed by an edit of the text. */
const fixed = ['form', 'number', 'committee'] as const

/**
 * A person's edit as content: the structure (whole or in part) as the service gives it, or the whole text, whose lines go back
 * to where they stood. What no version before said is marked as the person's; the rest keeps its source.
 * Throws `invalid` for anything else, so that no edit is lost in silence.
 */
export function editedContent(edit: unknown, before: Content, earlier: Content[] = []): Content {
  const text = textOfEdit(edit)
  const next = text === undefined ? fromStructure(edit, before) : fromText(text, before)
  const result = Content.safeParse(next)
  if (!result.success) throw wrongShape(result.error)
  if (result.data.sections.every(({ items }) => items.length === 0))
    throw new AppError('invalid', '文书没有正文', { field: 'content' })
  const known = new Map(
    [...earlier, before].flatMap(({ sections }) =>
      sections.flatMap(({ items }) => items.map((item) => [item.text, item] as const)),
    ),
  )
  return {
    ...result.data,
    sections: result.data.sections.map((section) => ({
      ...section,
      items: section.items.map(({ text }): Item => known.get(text) ?? { text, label: 'person', refs: [] }),
    })),
  }
}

/** The text, where the edit is one: bare, or as `{ text }` and nothing else. */
function textOfEdit(edit: unknown): string | undefined {
  if (typeof edit === 'string') return edit
  const whole = z.strictObject({ text: z.string() }).safeParse(edit)
  return whole.success ? whole.data.text : undefined
}

function fromStructure(edit: unknown, before: Content): Content {
  const result = Edit.safeParse(edit)
  if (!result.success) throw wrongShape(result.error)
  const { terms: _terms, obligations: _obligations, ...given } = result.data
  if (Object.keys(given).length === 0)
    throw new AppError('invalid', 'content 应是文书的结构(sections 等)或全文({ text })', { field: 'content' })
  for (const key of fixed) {
    if (given[key] !== undefined && given[key] !== before[key])
      throw new AppError('invalid', `content.${key} 不能改`, { field: `content.${key}` })
  }
  return { ...before, ...given }
}

function wrongShape({ issues }: z.ZodError): AppError {
  const [issue] = issues
  const path = ['content', ...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])]
  return new AppError('invalid', `content 的结构不对:${path.join('.')}`, { field: path.join('.') })
}

const signs = /签名|签字|盖章|印章|指印|签收/
const dated = /^(?:\d{4}年\d{1,2}月\d{1,2}日|[\s年月日]+)$/

/** Headings and lines that were not touched say where the changed ones between them belong. */
function fromText(text: string, before: Content): Content {
  const sections: Section[] = before.sections.map((section) => ({ ...section, items: [] }))
  const unchanged = before.sections.map(
    (section) => new Set(section.items.map((it, i) => lineOf(section, it, i).replaceAll('\n', joint))),
  )
  const places = new Map(before.signatures.map((place) => [`${place.label}：`, place]))
  const signatures: Content['signatures'] = []
  let date = before.date
  let at = 0
  for (const line of wholeItems(text, before).map((it) => it.trim())) {
    if (!line || line === before.title || line === `编号：${before.number}` || line === before.date.trim()) continue
    const place = places.get(line)
    if (place) signatures.push(place)
    else if (signatures.length > 0 && /[：:]$/.test(line) && signs.test(line))
      signatures.push({ who: 'person', label: line.replace(/[：:]$/, '') })
    else if (signatures.length > 0 && dated.test(line)) date = line
    else {
      const heading = sections.findIndex(({ heading }, i) => i >= at && heading !== '' && heading === line)
      const stood = unchanged.findIndex((lines, i) => i >= at && lines.has(line))
      if (heading >= 0) at = heading
      else if (stood >= 0) at = stood
      if (heading >= 0) continue
      const section = sections[at]
      section?.items.push({
        text: (section.numbered ? withoutNumber(line) : line).replaceAll(joint, '\n'),
        label: 'person',
        refs: [],
      })
    }
  }
  return {
    ...before,
    signatures,
    date,
    sections: sections.filter(({ items }, i) => items.length > 0 || before.sections[i]!.items.length === 0),
  }
}

const joint = '\u2028'
/** The lines of a text; an item that itself runs over several lines and was left alone stays one. */
const wholeItems = (text: string, before: Content): string[] =>
  before.sections
    .flatMap(({ items }) => items.map((item) => item.text))
    .filter((it) => it.includes('\n'))
    .reduce((all, it) => all.replaceAll(it, it.replaceAll('\n', joint)), text.replaceAll('\r\n', '\n'))
    .split('\n')

/** 2、… and 2. … carry their number outside the clause; 3.5万元 is no number of a clause. */
const withoutNumber = (line: string): string => line.replace(/^\d{1,3}(?:、|[.．](?!\d))\s*/, '')
