import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate } from '../../src/db/migrate.ts'
import { openPglite } from '../../src/db/pglite.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { importKnowledge, loadKnowledge, searchKnowledge } from '../../src/knowledge/index.ts'
import { testContext } from '../../src/testing/context.ts'

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/heyi/bench')

/** The server to measure on besides the embedded database: its owner may create databases. */
export const server = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL

export type Opened = Awaited<ReturnType<typeof openLibrary>>

/**
 * The whole archive in a database of its own, kept for later runs: in the embedded one, or on the server under `name`.
 * `fresh` makes it anew; `importMs` is the time the import took, undefined where the archive was there already.
 */
export async function openLibrary(folder: string, place: 'pglite' | 'postgres', name = 'archive', fresh = false) {
  const connection = place === 'pglite' ? await embedded(name, fresh) : await onServer(`heyi_bench_${name}`, fresh)
  await migrate(connection)
  const base = await testContext()
  const ctx = { ...base, db: connection.db }
  await loadKnowledge(ctx)
  const bytes = new Uint8Array(readFileSync(join(folder, 'laws.tar.gz')))
  const start = performance.now()
  const report = await importKnowledge(ctx, { files: [{ name: 'laws.tar.gz', bytes }] })
  const importMs = report.articles > 0 ? performance.now() - start : undefined
  return {
    ctx,
    connection,
    report,
    importMs,
    find: async (q: string) => {
      const { hits } = await searchKnowledge(ctx, { q, kinds: ['law'], limit: 10 })
      return hits.map((h) => ({ law: h.law!, no: h.article! }))
    },
    close: async () => {
      await connection.close()
      await base.close()
    },
  }
}

async function embedded(name: string, fresh: boolean) {
  const folder = join(CACHE, name)
  if (fresh) rmSync(folder, { recursive: true, force: true })
  mkdirSync(CACHE, { recursive: true })
  return openPglite(folder)
}

async function onServer(name: string, fresh: boolean) {
  const owner = openPostgres(server!, { connections: 1 })
  if (fresh) await owner.rows(`drop database if exists ${name}`)
  const [there] = await owner.rows('select from pg_database where datname = $1', [name])
  if (!there) await owner.rows(`create database ${name}`)
  await owner.close()
  const url = new URL(server!)
  url.pathname = `/${name}`
  return openPostgres(url.href)
}
