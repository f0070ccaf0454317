import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/index.ts'
import type { Fields } from './bm25.ts'
import type { Embedder } from './embedder.ts'
import { quantise } from './encoder.ts'
import { intArray, jsonOf, jsonRows, rowsOf } from './rows.ts'

const BATCH = 500
/** The one segment too large to compare with vector by vector: nearest by sign bits first, then by the vectors (`nearest_passages` in drizzle/). */
const GROUPED = 'law'
const WORTH_GROUPING = 5_000

/** Ids of a segment's passages that have a vector. */
export async function embeddedIds(db: Database, segment: string): Promise<Set<number>> {
  const held = await jsonOf<{ id: number }>(
    db,
    sql`select passage_id as id from passage_vectors where segment = ${segment}`,
  )
  return new Set(held.map((r) => r.id))
}

/** Forgets the vectors of a segment's named passages, of all where none are named. */
export async function dropVectors(db: Database, segment: string, ids?: readonly number[]): Promise<void> {
  if (ids?.length === 0) return
  const named = ids ? sql`and passage_id = any(${intArray(ids)})` : sql``
  await db.execute(sql`delete from passage_vectors where segment = ${segment} ${named}`)
}

/** Stores the vectors of passages that have none yet. */
export async function embedPassages(
  db: Database,
  segment: string,
  embedder: Embedder,
  passages: readonly (Fields & { id: number })[],
): Promise<void> {
  for (let i = 0; i < passages.length; i += BATCH) {
    const batch = passages.slice(i, i + BATCH)
    const vectors = await embedder.embedDocuments(batch)
    const rows = batch.map((p, n) => ({ id: p.id, v: `[${quantise(vectors[n]!).join(',')}]` }))
    await db.execute(sql`
      insert into passage_vectors (passage_id, segment, vector)
      select id, ${segment}, v::halfvec(256) from jsonb_to_recordset(${jsonRows(rows)}) as r(id int, v text)`)
  }
}

/** A vector's signs, as the index below has them. */
const signs = (vector: SQL) => sql`binary_quantize(${vector})::bit(256)`

/**
 * Groups the vectors of the largest segment by the nearness of their signs, so that a search looks at a small part of
 * them; a small library is scanned whole. Made anew after each import: the groups are found from the rows that are
 * there (seconds).
 */
export async function groupVectors(db: Database): Promise<void> {
  await db.execute(sql`drop index if exists passage_vectors_near`)
  const [row] = await rowsOf<{ n: number }>(
    db,
    sql`select count(*)::int as n from passage_vectors where segment = ${GROUPED}`,
  )
  if (!row || row.n < WORTH_GROUPING) return
  await db.execute(sql`
    create index passage_vectors_near on passage_vectors using ivfflat ((${signs(sql`vector`)}) bit_hamming_ops)
    with (lists = ${sql.raw(String(Math.round(Math.sqrt(row.n))))}) where segment = ${sql.raw(`'${GROUPED}'`)}`)
}

/** A question's vector, and the encoder that made it: vectors of another encoder mean nothing to it. */
export type Meant = { vector: Float32Array; encoder: string }

const saysSomething = (meant: Meant | undefined): meant is Meant => meant?.vector.some((x) => x !== 0) ?? false

/** The question's vector for a statement's `with`: a row `v` of `q`, read once; null where there is none. */
export function asked(meant: Meant | undefined): SQL {
  const v = saysSomething(meant) ? `[${quantise(meant.vector).join(',')}]` : null
  return sql`q as materialized (select ${v}::text::halfvec(256) as v)`
}

/** The passages of a segment nearest to the query's vector, best first, with their cosine. */
export async function findByMeaning(db: Database, segment: string, meant: Meant, limit: number): Promise<Found[]> {
  if (!saysSomething(meant)) return []
  const near =
    segment === GROUPED
      ? sql`select near.* from q, nearest_passages(q.v) near`
      : sql`select passage_id as id, vector <=> q.v as distance from passage_vectors, q where segment = ${segment}`
  const nearest = await jsonOf<Distant>(
    db,
    sql`with ${asked(meant)} select * from (${near}) near
        where (select encoder from segments where segment = ${segment}) = ${meant.encoder} order by distance limit ${limit}`,
  )
  return found(nearest)
}

/** The cosine of the passage `id` with the question of `asked`, null where it has no vector of the same encoder. */
export function cosineOf(id: SQL, meant: Meant | undefined): SQL {
  // A subquery of one row: joined, the planner would read every vector there is.
  return sql`(select 1 - (vector <=> (select v from q)) from passage_vectors
              where passage_id = ${id} and segment in (select segment from segments where encoder = ${meant?.encoder ?? null}))`
}

type Distant = { id: number; distance: number }
type Found = { id: number; score: number }
const found = (rows: Distant[]): Found[] => rows.map(({ id, distance }) => ({ id, score: 1 - distance }))
