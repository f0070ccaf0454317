import { diffChars } from 'diff'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { clauses } from './articles.ts'
import { type Citation, findCitations } from './citations.ts'
import { dayOf } from './days.ts'
import { lawKey } from './hits.ts'
import { articleName } from './numerals.ts'
import { jsonRows, rowsOf } from './rows.ts'
import { foldName, lawNames, type Standing, standingAmong } from './standing.ts'
import { heldVersions, knownLaws } from './versions.ts'

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
  const found = findCitations(text, await lawNames(ctx), foldName)
  const laws = [...new Set(found.flatMap((c) => c.law ?? []))]
  const held = await heldVersions(ctx.db, laws)
  const known = knownLaws(ctx)
  const standings = new Map(
    laws.map(
      (law) =>
        [
          law,
          standingAmong(
            held.filter((v) => v.law === law),
            known.get(law),
            asOf,
          ),
        ] as const,
    ),
  )
  const articles = await articlesOf(ctx, found, standings)
  const today = dayOf(ctx.now())
  return { citations: found.map((c) => judge(c, standings, articles, today)) }
}

type Article = { law: string; item: string; text: string; effectiveOn: string; repealedOn: string | null }

async function articlesOf(
  ctx: Context,
  found: Citation[],
  standings: Map<string, Standing>,
): Promise<Map<string, Article>> {
  const held = found.flatMap((c) => {
    const standing = c.law ? standings.get(c.law) : undefined
    return standing?.state === 'held' ? [`${standing.version.id}#${c.item}`] : []
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

function judge(
  c: Citation,
  standings: Map<string, Standing>,
  articles: Map<string, Article>,
  today: string,
): CheckedCitation {
  const [number = '', sub] = c.item.split('-')
  const base = {
    quote: c.quote,
    law: c.law ?? c.name ?? '',
    article: articleName(Number(number), sub ? Number(sub) : undefined),
    start: c.start,
    end: c.end,
  }
  const standing = c.law ? standings.get(c.law)! : ({ state: 'unknown' } as const)
  switch (standing.state) {
    case 'unknown':
      return { ...base, status: 'unknown_law', difference: '知识库里没有这部法' }
    case 'repealed': {
      const next = standing.successor ? `，现在看《${standing.successor}》` : ''
      return { ...base, status: 'repealed', difference: `已于 ${standing.on} 废止${next}` }
    }
    case 'not-yet':
      return { ...base, status: 'not_yet_in_force', difference: `${standing.on} 起才施行` }
    case 'not-held':
      return { ...base, status: 'unverified', difference: '没有这一天有效的文本，请核对现行文本' }
    case 'held': {
      const article = articles.get(`${c.law}#${c.item}`)
      if (!article) return { ...base, status: 'unknown_article', difference: '这部法里没有这一条' }
      const key = lawKey(article, today)
      const missing = missingPart(c, article)
      if (missing) return { ...base, status: 'unknown_article', key, difference: missing }
      const difference = c.wording ? misquotation(c.wording, article.text) : undefined
      return difference ? { ...base, status: 'misquoted', key, difference } : { ...base, status: 'ok', key }
    }
  }
}

function missingPart(c: Citation, article: Article): string | undefined {
  const parts = clauses({ paragraphs: article.text.split('\n') })
  if (c.clause && c.clause > parts.length) return `这一条只有 ${parts.length} 款`
  if (!c.point) return undefined
  const points = c.clause ? parts[c.clause - 1]!.points : parts.flatMap((p) => p.points)
  return c.point > points.length ? `这里只有 ${points.length} 项` : undefined
}

/** Where a quotation departs from the official text; undefined where every piece of it (cut at ……) stands there. */
export function misquotation(quoted: string, official: string): string | undefined {
  const plain = fold(official)
  const wrong = quoted
    .split(/…+|\.{3,}|\[[^\]]*\]|（[^（）]*略[^（）]*）/)
    .map((piece) => fold(piece))
    .find((piece) => piece.length > 0 && !plain.includes(piece))
  if (!wrong) return undefined
  const near = nearest(wrong, plain)
  const changes = diffChars(near, wrong)
    .map((d) => (d.added ? `{+${d.value}+}` : d.removed ? `[-${d.value}-]` : d.value))
    .join('')
  return `与原文不同：${changes}`
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{P}]/gu, '')
}

/** The stretch of the official text that shares most characters' pairs with the quotation. */
function nearest(piece: string, official: string): string {
  const pairs = new Set(Array.from({ length: Math.max(piece.length - 1, 0) }, (_, i) => piece.slice(i, i + 2)))
  const hit = Array.from({ length: Math.max(official.length - 1, 0) }, (_, i) =>
    pairs.has(official.slice(i, i + 2)) ? 1 : 0,
  )
  const width = Math.min(piece.length, official.length)
  let sum = 0
  let best = -1
  let at = 0
  for (let i = 0; i < official.length; i++) {
    sum += hit[i] ?? 0
    if (i >= width) sum -= hit[i - width] ?? 0
    if (sum > best) {
      best = sum
      at = Math.max(0, i - width + 1)
    }
  }
  return official.slice(at, at + width + 1)
}
