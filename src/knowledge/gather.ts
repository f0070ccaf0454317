import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { encoderOf, findByMeaning } from './dense.ts'
import { findByWords } from './lexical.ts'
import type { Segment } from './passages.ts'
import { intArray, rowsOf } from './rows.ts'
import type { Kind } from './search.ts'

/** A passage as search weighs it; an article and its card are one candidate. */
export type Row = {
  id: number
  segment: Segment
  key: string
  versionId: string | null
  law: string | null
  article: string | null
  item: string | null
  ordinal: number
  title: string
  heading: string[]
  text: string
  lay: string[]
  subtypes: string[]
  authority: number
  effectiveOn: string | null
  repealedOn: string | null
  staleOn: string | null
}

/** Scores one index gave a passage. */
export type Scores = { words: number; meaning: number }

export type Candidate = {
  kind: Kind
  /** The official text, or a passage of another kind. */
  passage?: Row
  /** Our own card on the same article. */
  card?: Row
  official: Scores
  own: Scores
  score: number
}

const PER_INDEX = 400

/** All candidates of a kind that either index finds, laws in the wording of `asOf`. */
export async function gather(ctx: Context, kind: Kind, query: string, asOf: string): Promise<Candidate[]> {
  if (kind !== 'law') return gatherSegment(ctx, kind, query)
  const official = await findIn(ctx, 'law', query)
  const own = await findIn(ctx, 'card', query)
  const rows = await lawRows(ctx, [...official.keys(), ...own.keys()], asOf)
  const byArticle = new Map<string, Candidate>()
  for (const row of rows) {
    const place = `${row.law}#${row.item}`
    const held = byArticle.get(place) ?? { kind, official: none(), own: none(), score: 0 }
    if (row.segment === 'law') Object.assign(held, { passage: row, official: official.get(row.id) ?? none() })
    else Object.assign(held, { card: row, own: own.get(row.id) ?? none() })
    byArticle.set(place, held)
  }
  return [...byArticle.values()]
}

async function gatherSegment(ctx: Context, segment: Exclude<Kind, 'law'>, query: string): Promise<Candidate[]> {
  const scores = await findIn(ctx, segment, query)
  const rows = await rowsOf<Row>(
    ctx.db,
    sql`select ${columns} from passages p where p.id = any(${intArray(scores.keys())})`,
  )
  return rows.map((row) => ({ kind: segment, passage: row, official: scores.get(row.id)!, own: none(), score: 0 }))
}

const none = (): Scores => ({ words: 0, meaning: 0 })

async function findIn(ctx: Context, segment: Segment, query: string): Promise<Map<number, Scores>> {
  const scores = new Map<number, Scores>()
  const at = (id: number) => scores.get(id) ?? scores.set(id, none()).get(id)!
  for (const { id, score } of await findByWords(ctx.db, segment, query, PER_INDEX)) at(id).words = score
  const encoder = encoderOf(ctx.shelf)
  if (encoder)
    for (const { id, score } of await findByMeaning(ctx.db, segment, encoder.embedQuery(query), PER_INDEX))
      at(id).meaning = score
  return scores
}

/** The columns of a Row, from `passages p`. */
export const columns = sql`p.id::int as id, p.segment, p.key, p.version_id as "versionId", p.law, p.article, p.item, p.ordinal,
  p.title, p.heading, p.text, p.lay, p.subtypes, p.authority, p.effective_on as "effectiveOn", p.repealed_on as "repealedOn", p.stale_on as "staleOn"`

/** The found articles with their cards, and the found cards with their articles, in force on the day. */
async function lawRows(ctx: Context, ids: number[], asOf: string): Promise<Row[]> {
  if (ids.length === 0) return []
  return rowsOf<Row>(
    ctx.db,
    sql`with found as (select distinct law, item from passages where id = any(${intArray(ids)}))
        select ${columns} from passages p join found using (law, item)
        where p.segment in ('law', 'card')
          and (p.effective_on is null or p.effective_on <= ${asOf})
          and (p.repealed_on is null or p.repealed_on > ${asOf})
        order by p.id`,
  )
}
