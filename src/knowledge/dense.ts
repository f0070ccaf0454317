import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/index.ts'
import type { Fields } from './bm25.ts'
import type { Embedder } from './embedder.ts'
import { quantise } from './encoder.ts'
import { intArray, jsonOf, jsonRows, rowsOf } from './rows.ts'

const BATCH = 500
/** The one segment too large to compare with vector by vector: nearest by sign bits first, then by the vectors. */
const SCANNED = 'law'
const PREFILTER = 800
const WORTH_GROUPING = 20_000
const PROBES = '32'

/** Ids of a segment's passages that have a vector. */
export async function embeddedIds(db: Database, segment: string): Promise<Set<number>> {
  const held = await rowsOf<{ id: number }>(
    db,
    sql`select passage_id as id from passage_vectors where segment = ${segment}`,
  )
  return new Set(held.map((r) => r.id))
}

/** Forgets the vectors of a segment's named passages, of all where none are named. */
export async function dropVectors(db: Database, segment: string, ids?: readonly number[]): Promise<void> {
  if (ids?.length === 0) return
  const named = ids ? sql`and passage_id = any(${intArray(ids)})` : sql``
  await db.execute(sql`
    with gone as (delete from passage_vectors where segment = ${segment} ${named} returning passage_id)
    delete from passage_bits where passage_id in (select passage_id from gone)`)
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
      with x as (select id, v::halfvec(256) as v from jsonb_to_recordset(${jsonRows(rows)}) as r(id int, v text)),
           kept as (insert into passage_vectors (passage_id, segment, vector) select id, ${segment}, v from x)
      insert into passage_bits (passage_id, bits)
      select id, binary_quantize(v)::bit(256) from x where ${segment} = ${SCANNED}`)
  }
}

/**
 * Groups the sign bits by nearness, so that a search looks at a ninth of them; a small library is scanned whole. Made anew
 * after each import: the groups are found from the rows that are there (a few seconds).
 */
export async function groupBits(db: Database): Promise<void> {
  await db.execute(sql`drop index if exists passage_bits_near`)
  const [row] = await rowsOf<{ n: number }>(db, sql`select count(*)::int as n from passage_bits`)
  if (!row || row.n < WORTH_GROUPING) return
  const lists = String(Math.round(Math.sqrt(row.n)))
  await db.execute(
    sql`create index passage_bits_near on passage_bits using ivfflat (bits bit_hamming_ops) with (lists = ${sql.raw(lists)})`,
  )
  await db.execute(sql`analyze passage_bits`)
}

/** The passages of a segment nearest to the query's vector, best first, with their cosine. */
export async function findByMeaning(db: Database, segment: string, meant: Meant, limit: number) {
  if (!meant.vector.some((x) => x !== 0)) return []
  const v = `[${quantise(meant.vector).join(',')}]`
  const nearest = (among: SQL) => sql`
    with q as materialized (select ${v}::text::halfvec(256) as v)
    select p.passage_id as id, (1 - (p.vector <=> q.v))::real as score
    from (${among}) p, q where ${madeBy(segment, meant)} order by p.vector <=> q.v, p.passage_id limit ${limit}`
  if (segment !== SCANNED)
    return jsonOf<Found>(db, nearest(sql`select passage_id, vector from passage_vectors where segment = ${segment}`))
  // The setting holds for one transaction only: behind a pool the next statement may run on another connection.
  return db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('ivfflat.probes', ${PROBES}, true)`)
    return jsonOf<Found>(
      tx,
      nearest(sql`
        select v.passage_id, v.vector from
          (select passage_id from passage_bits
           order by bits <~> (select binary_quantize(v)::bit(256) from q) limit ${PREFILTER}) near
        join passage_vectors v using (passage_id)`),
    )
  })
}

type Found = { id: number; score: number }

/** A question's vector, and the encoder that made it: vectors of another encoder mean nothing to it. */
export type Meant = { vector: Float32Array; encoder: string }

const madeBy = (segment: string, { encoder }: Meant) =>
  sql`(select encoder from segments where segment = ${segment}) = ${encoder}`

/** Cosine of the query with each named passage of a segment that has a vector. */
export async function cosines(
  db: Database,
  segment: string,
  ids: readonly number[],
  meant: Meant,
): Promise<Map<number, number>> {
  if (ids.length === 0 || !meant.vector.some((x) => x !== 0)) return new Map()
  const v = `[${quantise(meant.vector).join(',')}]`
  const found = await jsonOf<Found>(
    db,
    sql`select passage_id as id, (1 - (vector <=> ${v}::text::halfvec(256)))::real as score
        from passage_vectors where passage_id = any(${intArray(ids)}) and ${madeBy(segment, meant)}`,
  )
  return new Map(found.map((r) => [r.id, r.score]))
}
