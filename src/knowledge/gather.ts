import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { cosines, findByMeaning, type Meant } from './dense.ts'
import { fuse } from './fusion.ts'
import { findByWords } from './lexical.ts'
import type { Segment } from './passages.ts'
import { intArray, jsonOf, jsonRows, rowsOf } from './rows.ts'
import type { Kind } from './search.ts'

/** A passage as search weighs it. */
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

/** Scores the indexes gave a passage: BM25, and the cosine of its vector. */
export type Scores = { words: number; meaning: number }

/** What may be a hit; an article and our card on it are one candidate. */
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

/** How many each index of the official texts, and of our cards, may propose. */
export const PER_INDEX = 400
export const PER_CARD_INDEX = 100
/** How many of the fused candidates are looked at closely. */
export const KEPT = 400

/** A candidate before its text is fetched. */
type Lead = { passageId?: number; cardId?: number; official: Scores; own: Scores; score: number }

/** The best candidates of a kind by words and meaning together, best first; laws in the wording of `asOf`. */
export async function gather(
  ctx: Context,
  kind: Kind,
  query: string,
  meant: Meant | undefined,
  asOf: string,
): Promise<Candidate[]> {
  const leads = kind === 'law' ? await lawLeads(ctx, query, meant, asOf) : await plainLeads(ctx, kind, query, meant)
  const kept = fuse(leads).slice(0, KEPT)
  const rows = await fetchRows(
    ctx,
    kept.flatMap((l) => [l.passageId ?? [], l.cardId ?? []].flat()),
  )
  return kept.map(({ passageId, cardId, official, own, score }) => ({
    kind,
    passage: passageId === undefined ? undefined : rows.get(passageId),
    card: cardId === undefined ? undefined : rows.get(cardId),
    official,
    own,
    score,
  }))
}

async function plainLeads(ctx: Context, segment: Segment, query: string, meant?: Meant): Promise<Lead[]> {
  const found = await findIn(ctx, segment, query, meant, PER_INDEX)
  return [...found].map(([passageId, official]) => ({ passageId, official, own: none(), score: 0 }))
}

async function lawLeads(ctx: Context, query: string, meant: Meant | undefined, asOf: string): Promise<Lead[]> {
  const official = await findIn(ctx, 'law', query, meant, PER_INDEX)
  const own = await findIn(ctx, 'card', query, meant, PER_CARD_INDEX)
  const { articles, cards } = await facesOf(ctx, [...official.keys()], [...own.keys()], asOf)
  const leads = new Map<string, Lead>()
  for (const [place, passageId] of articles)
    leads.set(place, { passageId, official: official.get(passageId) ?? none(), own: none(), score: 0 })
  for (const [place, cardId] of cards) {
    const lead = leads.get(place) ?? { official: none(), own: none(), score: 0 }
    leads.set(place, { ...lead, cardId, own: own.get(cardId) ?? none() })
  }
  const found = [...leads.values()]
  if (meant) await fillMeaning(ctx, found, meant)
  return found
}

/** Named articles as candidates that are certain, in the order named; those not held on the day are left out. */
export async function gatherArticles(
  ctx: Context,
  places: { law: string; item: string }[],
  asOf: string,
): Promise<Candidate[]> {
  if (places.length === 0) return []
  const rows = await rowsOf<Row>(
    ctx.db,
    sql`select ${columns} from passages p join jsonb_to_recordset(${jsonRows(places)}) as w(law text, item text)
          on p.law = w.law and p.item = w.item where p.segment in ('law', 'card') and ${inForceOn(asOf)}`,
  )
  return places.flatMap(({ law, item }, i) => {
    if (places.findIndex((p) => p.law === law && p.item === item) < i) return []
    const mine = rows.filter((r) => r.law === law && r.item === item)
    const [passage, card] = [mine.find((r) => r.segment === 'law'), mine.find((r) => r.segment === 'card')]
    return passage || card ? [{ kind: 'law' as const, passage, card, official: none(), own: none(), score: 1 }] : []
  })
}

const inForceOn = (day: string) =>
  sql`(p.effective_on is null or p.effective_on <= ${day}) and (p.repealed_on is null or p.repealed_on > ${day})`

const none = (): Scores => ({ words: 0, meaning: 0 })

async function findIn(ctx: Context, segment: Segment, query: string, meant: Meant | undefined, limit: number) {
  const scores = new Map<number, Scores>()
  const at = (id: number) => scores.get(id) ?? scores.set(id, none()).get(id)!
  for (const { id, score } of await findByWords(ctx.db, segment, query, limit)) at(id).words = score
  if (meant) for (const { id, score } of await findByMeaning(ctx.db, segment, meant, limit)) at(id).meaning = score
  return scores
}

/** The cosine of candidates that only the words, or only the other face, found. */
async function fillMeaning(ctx: Context, leads: Lead[], meant: Meant): Promise<void> {
  const articles = leads.flatMap((l) => (l.official.meaning === 0 ? (l.passageId ?? []) : []))
  const cards = leads.flatMap((l) => (l.own.meaning === 0 ? (l.cardId ?? []) : []))
  const official = await cosines(ctx.db, 'law', articles, meant)
  const own = await cosines(ctx.db, 'card', cards, meant)
  for (const l of leads) {
    if (l.passageId !== undefined) l.official.meaning ||= official.get(l.passageId) ?? 0
    if (l.cardId !== undefined) l.own.meaning ||= own.get(l.cardId) ?? 0
  }
}

/** The columns of a Row, from `passages p`. */
export const columns = sql`p.id::int as id, p.segment, p.key, p.version_id as "versionId", p.law, p.article, p.item, p.ordinal,
  p.title, p.heading, p.text, p.lay, p.subtypes, p.authority, p.effective_on as "effectiveOn",
  p.repealed_on as "repealedOn", p.stale_on as "staleOn"`

type Face = { id: number; place: string; cardId: number | null }

/** The found articles that are in force on the day, the articles behind the found cards, and the cards on all of them, each by its place (law#item). */
async function facesOf(ctx: Context, articleIds: number[], cardIds: number[], asOf: string) {
  const face = sql`p.id::int as id, p.law || '#' || p.item as place, p.card_id as "cardId"`
  const found = await jsonOf<Face>(
    ctx.db,
    sql`select ${face} from passages p
        where p.id = any(${intArray([...articleIds, ...cardIds])}) and ${inForceOn(asOf)} order by p.id`,
  )
  const own = new Set(cardIds)
  const articles = new Map<string, number>()
  const cards = new Map<string, number>()
  for (const f of found) (own.has(f.id) ? cards : articles).set(f.place, f.id)
  for (const f of found) if (f.cardId !== null) cards.set(f.place, f.cardId)
  const missing = [...cards.keys()].filter((place) => !articles.has(place))
  if (missing.length > 0)
    for (const f of await jsonOf<Face>(
      ctx.db,
      sql`select ${face} from jsonb_to_recordset(${jsonRows(missing.map((place) => ({ place })))}) as w(place text)
          join passages p on p.law = split_part(w.place, '#', 1) and p.item = split_part(w.place, '#', 2)
          where p.segment = 'law' and ${inForceOn(asOf)}`,
    ))
      articles.set(f.place, f.id)
  return { articles, cards }
}

async function fetchRows(ctx: Context, ids: number[]): Promise<Map<number, Row>> {
  if (ids.length === 0) return new Map()
  const rows = await jsonOf<Row>(ctx.db, sql`select ${columns} from passages p where p.id = any(${intArray(ids)})`)
  return new Map(rows.map((r) => [r.id, r]))
}
