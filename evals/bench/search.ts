import { create, insertMultiple, search as oramaSearch } from '@orama/orama'
import MiniSearch from 'minisearch'
import { corpusFolder } from '../../src/testing/corpus.ts'
import { bigrams } from '../../src/text/index.ts'
import { type Document, type Question, readDocuments, readQuestions } from '../retrieval/library.ts'
import { interval, recall } from '../retrieval/scorers.ts'
import { type Opened, openLibrary, server } from './library.ts'
import { machine, ownProcess, type Timing, tell, timed, writeTable } from './measure.ts'

const QUESTIONS = 200

type Line = { system: string; timing: Timing; recall10: number }
type Finder = (q: string) => Promise<{ law: string; no: string }[]>

const WARM_UP = 100

/** What is measured, each in a process of its own: what one leaves on the heap and in the caches is not the next one's. */
const systems: Record<string, (folder: string, documents: readonly Document[]) => Promise<Finder>> = {
  'Heyi (PGlite)': async (folder) => (await openLibrary(folder, 'pglite')).find,
  'tsvector + ts_rank (PGlite)': async (folder) => tsRank(await openLibrary(folder, 'pglite')),
  ...(server && { 'Heyi (PostgreSQL 15)': async (folder) => (await openLibrary(folder, 'postgres')).find }),
  MiniSearch: async (_, documents) => miniSearch(documents),
  Orama: (_, documents) => orama(documents),
}

/** Latency of search over the whole archive, on the embedded database and on a server, and of three peers on the same tokens. */
export async function bench(system?: string): Promise<void> {
  const folder = corpusFolder()
  if (!folder) return
  const documents = readDocuments(folder)
  if (system) return tell(await measure(system, folder, documents))
  const lines = Object.keys(systems).map((name) => {
    const line = ownProcess<Line>('search', name)
    console.log(name, line.timing)
    return line
  })
  writeTable('search', tableOf(lines, documents.length))
}

async function measure(system: string, folder: string, documents: readonly Document[]): Promise<Line> {
  const find = await systems[system]!(folder, documents)
  const questions = someQuestions(folder, documents)
  const measured = new Set(questions.map((q) => q.query))
  const others = (readQuestions(folder, documents) ?? []).map((q) => q.query).filter((q) => !measured.has(q))
  const timing = await timed([...measured], find, others.slice(0, WARM_UP))
  return { system, timing, recall10: await recallOf(find, questions, documents) }
}

/** Every few of the public questions, the same ones each time. */
export function someQuestions(folder: string, documents: readonly Document[]): Question[] {
  const all = readQuestions(folder, documents) ?? []
  const step = Math.max(1, Math.floor(all.length / QUESTIONS))
  return all.filter((_, i) => i % step === 0).slice(0, QUESTIONS)
}

async function recallOf(find: Finder, questions: readonly Question[], documents: readonly Document[]): Promise<number> {
  const index = new Map(documents.map((d, i) => [`${d.law}#${d.no}`, i]))
  const values: number[] = []
  for (const { query, gold } of questions) {
    const ranked = (await find(query)).map((h) => index.get(`${h.law}#${h.no}`) ?? -1)
    values.push(recall(10)({ ranked, gold }))
  }
  return interval(values).mean
}

async function tsRank({ connection }: Opened): Promise<Finder> {
  await connection.rows('create temp table peer as select id, law, article from passages where false')
  await connection.rows(
    `insert into peer select id, law, article from passages where segment = 'law' and repealed_on is null`,
  )
  await connection.rows('alter table peer add words tsvector')
  const texts = await connection.rows<{ id: number; text: string }>(
    'select p.id::int as id, title || text as text from passages p join peer using (id)',
  )
  for (let i = 0; i < texts.length; i += 2000)
    await connection.rows(
      `update peer set words = to_tsvector('simple', r.words) from jsonb_to_recordset($1::text::jsonb) as r(id int, words text) where peer.id = r.id`,
      [JSON.stringify(texts.slice(i, i + 2000).map((t) => ({ id: t.id, words: bigrams(t.text).join(' ') })))],
    )
  await connection.rows('create index on peer using gin (words)')
  return (q) =>
    connection.rows(
      `select law, article as no from peer, to_tsquery('simple', $1) query
       where words @@ query order by ts_rank(words, query) desc limit 10`,
      [[...new Set(bigrams(q))].join(' | ') || 'x'],
    )
}

function miniSearch(documents: readonly Document[]): Finder {
  const index = new MiniSearch({ fields: ['title', 'text'], tokenize: bigrams, processTerm: (t) => t })
  index.addAll(documents.map((d, id) => ({ id, title: d.title, text: d.text })))
  return async (q) =>
    index
      .search(q)
      .slice(0, 10)
      .map((r) => ({ law: documents[r.id]!.law, no: documents[r.id]!.no }))
}

async function orama(documents: readonly Document[]): Promise<Finder> {
  const db = create({
    schema: { title: 'string', text: 'string' } as const,
    components: {
      tokenizer: {
        language: 'bigrams',
        normalizationCache: new Map(),
        tokenize: (raw: string) => [...new Set(bigrams(raw))],
      },
    },
  })
  await insertMultiple(
    db,
    documents.map((d, i) => ({ id: String(i), title: d.title, text: d.text })),
    2000,
  )
  return async (q) => {
    const { hits } = await oramaSearch(db, { term: q, limit: 10, threshold: 1 })
    return hits.map((h) => ({ law: documents[Number(h.id)]!.law, no: documents[Number(h.id)]!.no }))
  }
}

function tableOf(lines: readonly Line[], documents: number): string {
  return [
    `Search over ${documents} articles, ${QUESTIONS} lay questions one after the other after ${WARM_UP} others, no cache of answers, each system in a process of its own (${machine()}). R@10 is on questions the built-in models were trained on and is no measure of quality; \`npm run eval -- retrieval\` is.`,
    '',
    '| system | p50 ms | p95 ms | longest block of the event loop, ms | R@10 |',
    '|---|---|---|---|---|',
    ...lines.map(
      ({ system, timing, recall10 }) =>
        `| ${system} | ${timing.p50.toFixed(1)} | ${timing.p95.toFixed(1)} | ${timing.longestBlock.toFixed(0)} | ${recall10.toFixed(3)} |`,
    ),
  ].join('\n')
}
