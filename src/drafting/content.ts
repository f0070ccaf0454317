import { z } from 'zod'
import { type Source, sourceLabels } from '../cases/index.ts'

/** A sentence or clause of a document with where it comes from. */
export const Item = z.strictObject({
  text: z.string().max(5_000),
  label: z.enum(sourceLabels).default('person'),
  refs: z.array(z.string()).default([]),
})
export type Item = z.infer<typeof Item>

/** A part of a form: a heading with paragraphs, numbered clauses, or the rows of a table. */
export const Section = z.strictObject({
  key: z.string().max(40),
  heading: z.string().max(200).default(''),
  numbered: z.boolean().default(false),
  items: z.array(Item).max(500),
})
export type Section = z.infer<typeof Section>

/** A place where someone signs or seals. 签章位 */
export const Place = z.strictObject({ who: z.string().max(60), label: z.string().max(120) })

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

const placeNames: Record<string, string> = {
  parties: '当事人',
  facts: '纠纷主要事实',
  performance: '履行方式、时限',
  basis: '依据',
  closing: '其他',
}

/** Where an item stands, as findings and comparisons name it. */
export const placeOf = ({ key, heading, numbered }: Section, i: number): string =>
  key === 'terms'
    ? `协议内容第${i + 1}条`
    : (placeNames[key] ?? (heading ? `${heading}${numbered ? `第${i + 1}条` : ''}` : key))

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
