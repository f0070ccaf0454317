import type { CaseDocument, Finding } from '../api.ts'

export type Item = { text: string; label: string; refs: string[] }
export type Section = { key: string; heading: string; numbered: boolean; items: Item[] }
export type Content = {
  title: string
  number: string
  sections: Section[]
  signatures: { who: string; label: string }[]
  date: string
}
/** Where an item stands: its section and its position in it. */
export type Spot = { key: string; at: number }

/** The structure of a document, as the drafting room keeps it. */
export const contentOf = (document: Pick<CaseDocument, 'content'>): Content => document.content as Content

/** The clauses of an agreement. */
export const termsOf = (document: Pick<CaseDocument, 'content'>): Item[] =>
  contentOf(document).sections.find(({ key }) => key === 'terms')?.items ?? []

export const anchorOf = ({ key, at }: Spot): string => `clause-${key}-${at}`

/** Things with their place, where the place is all that tells them apart. */
export const placed = <T>(list: readonly T[]) => list.map((it, at) => ({ it, at }))

export const placeholder = /(【待补充[::][^】]*】)/

const places: Record<string, string> = {
  当事人: 'parties',
  纠纷主要事实: 'facts',
  '履行方式、时限': 'performance',
  依据: 'basis',
  其他: 'closing',
  协议内容: 'terms',
}

/** The items a finding speaks of: its clause; in a section those that hold what it quotes, else the whole section. */
export function spotsOf(content: Content, { where, message }: Pick<Finding, 'where' | 'message'>): Spot[] {
  const clause = /^协议内容第(\d+)条$/.exec(where)?.[1]
  if (clause) return [{ key: 'terms', at: Number(clause) - 1 }]
  const section = content.sections.find(
    ({ key, heading }) => key === places[where] || key === where || (heading && heading === where),
  )
  if (!section) return []
  const all = section.items.map((item, at) => ({ item, spot: { key: section.key, at } }))
  const quoted = [...message.matchAll(/“([^”]+)”/g)].map((match) => match[1]!)
  const missing = /还没有约定[::](.+)$/.exec(message)?.[1]
  const holding = all.filter(
    ({ item }) =>
      quoted.some((words) => item.text.includes(words)) ||
      (missing !== undefined && item.text.includes(`待补充:${missing}`)),
  )
  return (holding.length > 0 ? holding : all).map(({ spot }) => spot)
}

/** Sections with one item's text put anew; an empty text takes the item out. */
export const withText = (sections: Section[], { key, at }: Spot, text: string): Section[] =>
  sections.map((section) =>
    section.key === key
      ? {
          ...section,
          items: section.items.flatMap((item, i) =>
            i !== at ? [item] : text.trim() ? [{ ...item, text: text.trim() }] : [],
          ),
        }
      : section,
  )

/** Sections with one more clause of the agreement, before the closing words that nothing else is in dispute. */
export function withTerm(sections: Section[], text: string): Section[] {
  return sections.map((section) => {
    if (section.key !== 'terms') return section
    const last = section.items.at(-1)
    const closing = last && /无(?:其他|任何)?(?:争议|纠葛)|一次性了结/.test(last.text) ? 1 : 0
    const items = [...section.items]
    items.splice(items.length - closing, 0, { text: text.trim(), label: 'person', refs: [] })
    return { ...section, items }
  })
}
