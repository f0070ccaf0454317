import { sql } from 'drizzle-orm'
import type { Database } from '../db/index.ts'
import { bigrams } from '../text/index.ts'
import { type Bm25Builder, SCALE } from './bm25.ts'
import type { Commonness } from './features.ts'
import { jsonOf, textArray } from './rows.ts'

/** A term in more of the passages than this finds nothing and costs most of the time. */
const COMMON_SHARE = 0.05
const LONGEST_QUERY_TERMS = 400
/** About so many postings are read for one question, rarest terms first: what is left out stands in too many passages to tell them apart. */
const MOST_READ = 16_000
const BATCH_NUMBERS = 400_000
const POSTING_COST = 8

/** Puts a segment's postings in place of those it had; call it inside a transaction. */
export async function writePostings(db: Database, segment: string, builder: Bm25Builder): Promise<void> {
  await db.execute(sql`delete from postings where segment = ${segment}`)
  let batch: string[] = []
  let numbers = 0
  const flush = async () => {
    if (batch.length === 0) return
    await db.execute(sql`
      insert into postings (segment, term, frequency, ids, weights)
      select ${segment}, x.t, x.f, x.i::int[], x.w::smallint[]
      from jsonb_to_recordset((${`[${batch.join(',')}]`}::text)::jsonb) as x(t text, f int, i text, w text)`)
    batch = []
    numbers = 0
  }
  for (const { term, ids, weights } of builder.postings(COMMON_SHARE)) {
    batch.push(JSON.stringify({ t: term, f: ids.length, i: `{${ids.join(',')}}`, w: `{${weights.join(',')}}` }))
    numbers += ids.length + POSTING_COST
    if (numbers > BATCH_NUMBERS) await flush()
  }
  await flush()
}

/** The passages of a segment with the highest BM25 for the query, best first. */
export async function findByWords(db: Database, segment: string, query: string, limit: number) {
  const terms = [...new Set(bigrams(query))].slice(0, LONGEST_QUERY_TERMS)
  if (terms.length === 0) return []
  const found = await jsonOf<{ id: number; score: number }>(
    db,
    sql`select id::int as id, sum(w)::int as score
        from (select unnest(ids) as id, unnest(weights) as w
              from (select ids, weights, frequency, sum(frequency) over (order by frequency, term) - frequency as before
                    from postings where segment = ${segment} and term = any(${textArray(terms)})) found
              where before < ${MOST_READ} and (frequency < ${MOST_READ} or before = 0)) hits
        group by id order by score desc, id limit ${limit}`,
  )
  return found.map(({ id, score }) => ({ id, score: score / SCALE }))
}

/** How common each of the query's terms is among a segment's passages. */
export async function commonness(db: Database, segment: string, query: string): Promise<Commonness> {
  const terms = [...new Set(bigrams(query))].slice(0, LONGEST_QUERY_TERMS)
  const found = await jsonOf<{ term: string | null; frequency: number | null; total: number }>(
    db,
    sql`select p.term, p.frequency, s.passages as total from segments s
        left join postings p on p.segment = s.segment and p.term = any(${textArray(terms)}) where s.segment = ${segment}`,
  )
  const frequencies = new Map(found.map((f) => [f.term, f.frequency ?? undefined]))
  return { total: found[0]?.total ?? 0, of: (term) => frequencies.get(term) }
}
