import { z } from 'zod'
import { frontMatter } from './cards.ts'
import { markdownSections, numberedTerms } from './sections.ts'

/** Front matter of a past agreement (往期协议). */
export const AgreementHead = z.looseObject({
  title: z.string(),
  subtype: z.string(),
  year: z.coerce.number().int().optional(),
  street: z.string().optional(),
})

/** A past agreement, de-identified, as drafting and search use it. */
export type Agreement = {
  /** `agreement:2025-leak-03` */
  key: string
  title: string
  subtype: string
  /** Unknown for some imported files. */
  year?: number
  street?: string
  /** What happened and what was in dispute. */
  facts: string
  /** The terms agreed, in order; the key of the nth is `KEY#n`. */
  terms: string[]
  sections: { heading: string; text: string }[]
}

/** Reads an agreement file; `path` gives the key. Throws when it holds no numbered term. */
export function parseAgreement(path: string, text: string): Agreement {
  const { head, body } = frontMatter(text)
  const { title, subtype, year, street } = AgreementHead.parse(head)
  const sections = markdownSections(body).map((s) => ({ heading: s.heading, lines: s.lines }))
  const agreed = sections.find((s) => /协议|达成/.test(s.heading) && numberedTerms(s.lines).length > 0)
  const terms = numberedTerms((agreed ?? sections.find((s) => numberedTerms(s.lines).length > 0))?.lines ?? [])
  if (terms.length === 0) throw new Error('没有找到分条的协议内容')
  const facts = sections.find((s) => /事实|争议|纠纷/.test(s.heading) && s !== agreed)
  return {
    key: `agreement:${slug(path)}`,
    title,
    subtype,
    year,
    street,
    facts: facts?.lines.join('\n') ?? '',
    terms,
    sections: sections.map((s) => ({ heading: s.heading, text: s.lines.join('\n') })),
  }
}

/** File name without folder and ending. */
export function slug(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.[^.]+$/, '')
}
