import { corpusFolder } from '../../src/testing/corpus.ts'
import { readDocuments } from '../retrieval/library.ts'
import { openLibrary, server } from './library.ts'
import { machine, timed, writeTable } from './measure.ts'
import { someQuestions } from './search.ts'

const PASSAGES = 1_000_000
/** A copy's ids lie this far from its original's. */
const APART = 1_000_000
/** So many of a copy's words are lost, and as many others stand in their place. */
const LOST = 0.2
/** How far a copy's vector lies from its original's, as a share of its largest number. */
const NOISE = 0.25

/** Latency on a server that holds a million passages: the archive, and copies of it with other words and other vectors. By hand: some minutes, about 4 GB. */
export async function bench(): Promise<void> {
  const folder = corpusFolder()
  if (!folder) return
  if (!server) throw new Error('Set BENCH_DATABASE_URL to a PostgreSQL server with pgvector.')
  const questions = someQuestions(folder, readDocuments(folder))
  const { connection, find, close } = await openLibrary(folder, 'postgres', 'million')
  const count = async () =>
    (await connection.rows<{ n: number }>("select count(*)::int as n from passages where segment = 'law'"))[0]!.n
  const started = performance.now()
  const original = await count()
  if (original < PASSAGES) await multiply(connection.rows, Math.ceil(PASSAGES / original) - 1)
  console.log(`copied in ${Math.round((performance.now() - started) / 1000)} s`)
  const timing = await timed(
    questions.map((q) => q.query),
    find,
  )
  writeTable(
    'search-million',
    `Over ${await count()} passages on a PostgreSQL 15 server (the archive, and copies of it with a fifth of the words and every vector changed): p50 ${timing.p50.toFixed(1)} ms, p95 ${timing.p95.toFixed(1)} ms (${machine()}).`,
  )
  await close()
}

type Rows = <T>(statement: string, values?: unknown[]) => Promise<T[]>

/** Adds copies of the law segment: their texts as they are, their postings and vectors perturbed. */
async function multiply(rows: Rows, copies: number): Promise<void> {
  await rows('drop index if exists passage_vectors_near')
  await rows('select setseed(0.5)')
  for (let c = 1; c <= copies; c++) {
    await rows(
      `insert into passages (id, segment, key, origin, version_id, law, article, item, ordinal, title, heading, text, authority, effective_on, repealed_on)
       select id + $1::bigint, segment, key || '/' || $2::text, origin, version_id, law || '/' || $2::text, article, item, ordinal,
              title || '/' || $2::text, heading, text, authority, effective_on, repealed_on
       from passages where segment = 'law' and id < ${APART}`,
      [c * APART, c],
    )
    await rows(
      `insert into passage_vectors (passage_id, segment, vector)
       select passage_id + $1::int, segment,
              (select array_agg(x + m * ${NOISE} * (random() + random() + random() - 1.5)) from unnest(v) x)::real[]::halfvec(256)
       from (select passage_id, segment, v, (select max(abs(x)) from unnest(v) x) as m
             from (select passage_id, segment, vector::vector::real[] as v from passage_vectors
                   where segment = 'law' and passage_id < ${APART}) raw) held`,
      [c * APART],
    )
  }
  // A lost word's place is taken by the same word in another passage, so that every term is as common as before.
  await rows(`create table grown as
    select p.segment, p.term, p.frequency * ${copies + 1} as frequency, spread.ids, spread.weights
    from postings p, lateral (
      select array_agg(id) as ids, array_agg(w) as weights
      from (select case when c > 0 and random() < ${LOST} then c * ${APART} + 1100 + (random() * 81000)::int
                        else c * ${APART} + i end as id, w
            from generate_series(0, ${copies}) c, unnest(p.ids, p.weights) as u(i, w)) copied) spread
    where p.segment = 'law'`)
  await rows("delete from postings where segment = 'law'")
  await rows('insert into postings select * from grown')
  await rows('drop table grown')
  await rows(
    "update segments set passages = (select count(*) from passages where segment = 'law') where segment = 'law'",
  )
  await rows("set maintenance_work_mem = '1GB'")
  await rows(
    `create index passage_vectors_near on passage_vectors using ivfflat ((binary_quantize(vector)::bit(256)) bit_hamming_ops)
     with (lists = 1000) where segment = 'law'`,
  )
  for (const table of ['passages', 'passage_vectors', 'postings']) await rows(`vacuum analyze ${table}`)
}
