import { z } from 'zod'
import { frontMatter } from './cards.ts'
import { markdownSections } from './sections.ts'

const list = z.union([z.string(), z.array(z.string())]).transform((v) => (Array.isArray(v) ? v : [v]))

/** Front matter of a playbook (调解要点): the dispute family or subtype it serves. */
export const PlaybookHead = z.looseObject({
  key: z.string(),
  title: z.string(),
  subtypes: list.default([]),
  basis: list.default([]),
})

/** How a kind of dispute is usually settled. */
export type Playbook = {
  /** `playbook:neighbor.leak` */
  key: string
  title: string
  subtypes: string[]
  /** Keys of the articles it rests on. */
  basis: string[]
  /** issues, anchors, clauses, pitfalls: each is the passage `KEY#anchor`. */
  sections: { anchor: string; heading: string; lines: string[] }[]
}

/** Reads a playbook file; throws when its front matter is wrong. */
export function parsePlaybook(text: string): Playbook {
  const { head, body } = frontMatter(text)
  const { key, title, subtypes, basis } = PlaybookHead.parse(head)
  return {
    key: key.startsWith('playbook:') ? key : `playbook:${key}`,
    title,
    subtypes,
    basis,
    sections: markdownSections(body)
      .filter((s) => s.heading && s.lines.length > 0)
      .map((s) => ({ anchor: s.anchor ?? s.heading, heading: s.heading, lines: s.lines })),
  }
}
