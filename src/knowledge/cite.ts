import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { formatNumeral } from '../text/index.ts'
import { clauses } from './articles.ts'
import { type Citation, findCitations } from './citations.ts'
import { dayOf } from './days.ts'
import { lawKey } from './hits.ts'
import { lawNames } from './names.ts'
import { articleName } from './numerals.ts'
import { shortTitle } from './parse.ts'
import { misquotation } from './quotations.ts'
import { jsonRows, rowsOf } from './rows.ts'
import { readLibrary } from './shelf.ts'
import { type Standing, standingAmong } from './standing.ts'
import { heldVersions, type KnownLaw, knownLaws, lastArticle } from './versions.ts'

export const CheckCitations = z.strictObject({ text: z.string().max(1_000_000), asOf: z.iso.date().optional() })
export type CheckCitations = z.input<typeof CheckCitations>

export type CitationStatus =
  | 'ok'
  | 'unknown_law'
  | 'unknown_article'
  | 'repealed'
  | 'not_yet_in_force'
  | 'misquoted'
  /** The law is known but its text is not held: a warning, never a block. */
  | 'unverified'

/** The verdict on one citation. */
export type CheckedCitation = {
  quote: string
  law: string
  article: string
  status: CitationStatus
  key?: string
  /** What is wrong, in plain words; for a misquotation the official wording beside the given one. */
  difference?: string
  start: number
  end: number
}

/** Finds every citation of an article in a text and says whether it stands on that day. 引用闸门 */
export async function checkCitations(ctx: Context, input: CheckCitations): Promise<{ citations: CheckedCitation[] }> {
  requireRole(ctx, 'knowledge.read')
  const { text, asOf = dayOf(ctx.now()) } = CheckCitations.parse(input)
  const found = findCitations(text, await lawNames(ctx))
  const laws = [...new Set(found.flatMap((c) => c.law ?? []))]
  const held = Map.groupBy(laws.length > 0 ? await heldVersions(ctx.db, laws) : [], (v) => v.law)
  const known = knownLaws(ctx)
  const standings = new Map(laws.map((law) => [law, standingAmong(held.get(law) ?? [], known.get(law), asOf)] as const))
  const articles = await articlesOf(ctx, found, standings)
  const lists = Map.groupBy(found, (c) => c.list)
  const today = dayOf(ctx.now())
  const card = (c: Citation) =>
    readLibrary(ctx.shelf).cards.some((f) => f.law.title === c.law && f.cards.some((it) => it.article === c.item))
  const judged = found.map((c) => {
    const articleOf = ({ law, item }: Citation) =>
      namesOf(item).flatMap((name) => articles.get(`${law}#${name}`) ?? [])[0]
    const beside = lists.get(c.list)!.flatMap((o) => articleOf(o)?.text ?? [])
    const standing = c.law ? standings.get(c.law)! : ({ state: 'unknown' } as const)
    return judge(c, {
      standing,
      article: articleOf(c),
      beside,
      today,
      asOf,
      known: known.get(c.law ?? ''),
      card: () => card(c),
    })
  })
  return { citations: judged }
}

type Article = { law: string; item: string; text: string; effectiveOn: string; repealedOn: string | null }

async function articlesOf(
  ctx: Context,
  found: Citation[],
  standings: Map<string, Standing>,
): Promise<Map<string, Article>> {
  const held = found.flatMap((c) => {
    const standing = c.law ? standings.get(c.law) : undefined
    // 刑法修正案（八） numbers its articles 一、二、 and is cited by 第一条.
    return standing?.state === 'held' ? namesOf(c.item).map((item) => `${standing.version.id}#${item}`) : []
  })
  const wanted = [...new Set(held)].map((place) => ({ key: `law:${place}` }))
  if (wanted.length === 0) return new Map()
  const rows = await rowsOf<Article>(
    ctx.db,
    sql`select p.law, p.item, p.text, p.effective_on as "effectiveOn", p.repealed_on as "repealedOn"
        from passages p join jsonb_to_recordset(${jsonRows(wanted)}) as w(key text) on p.key = w.key`,
  )
  return new Map(rows.map((r) => [`${r.law}#${r.item}`, r]))
}

const namesOf = (item: string): string[] => (item.includes('-') ? [item] : [item, formatNumeral(Number(item))])

/** What is known of a citation's law and article on the day. */
type Known = {
  standing: Standing
  article?: Article
  /** The texts of all articles of its list: a quotation may be of any of them. */
  beside: string[]
  known?: KnownLaw
  card(): boolean
  today: string
  asOf: string
}

function judge(c: Citation, at: Known): CheckedCitation {
  const [number = '', sub] = c.item.split('-')
  const base = {
    quote: c.quote,
    law: c.law ?? officialForm(c.name),
    article: articleName(Number(number), sub ? Number(sub) : undefined),
    start: c.start,
    end: c.end,
  }
  const { standing } = at
  // A name the library knows is never an unknown law, even where nothing else is known of it.
  switch (standing.state === 'unknown' && c.law ? 'not-held' : standing.state) {
    case 'unknown':
      return { ...base, status: 'unknown_law', difference: '知识库里没有这部法' }
    case 'repealed': {
      const { on, successor } = standing as Extract<Standing, { state: 'repealed' }>
      const next = successor ? `，现在看《${successor}》` : ''
      return { ...base, status: 'repealed', difference: `已于 ${on} 废止${next}` }
    }
    case 'not-yet':
      return { ...base, status: 'not_yet_in_force', difference: `${(standing as { on: string }).on} 起才施行` }
    case 'not-held': {
      const last = lastArticle(at.known, at.asOf)
      if (last && Number(number) > last)
        return { ...base, status: 'unknown_article', difference: `这部法只有 ${last} 条` }
      const key = at.card() ? { key: `law:${c.law}#${c.item}` } : {}
      return { ...base, ...key, status: 'unverified', difference: '没有这一天有效的文本，请核对现行文本' }
    }
    case 'held': {
      if (!at.article) return { ...base, status: 'unknown_article', difference: '这部法里没有这一条' }
      const key = lawKey(at.article, at.today)
      const missing = missingPart(c, at.article)
      if (missing) return { ...base, status: 'unknown_article', key, difference: missing }
      const difference = misquotation(c.wordings, at.beside)
      return difference ? { ...base, status: 'misquoted', key, difference } : { ...base, status: 'ok', key }
    }
  }
}

/** A name nobody knows as titles are written here: 《》 inside, full-width brackets, no 中华人民共和国. */
const officialForm = (name: string): string =>
  shortTitle(name).replaceAll('〈', '《').replaceAll('〉', '》').replaceAll('(', '（').replaceAll(')', '）')

function missingPart(c: Citation, article: Article): string | undefined {
  const parts = clauses({ paragraphs: article.text.split('\n') })
  if (c.clause && c.clause > parts.length) return `这一条只有 ${parts.length} 款`
  if (!c.point) return undefined
  const points = c.clause ? parts[c.clause - 1]!.points : parts.flatMap((p) => p.points)
  return c.point > points.length ? `这里只有 ${points.length} 项` : undefined
}
