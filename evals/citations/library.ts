import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate } from '../../src/db/migrate.ts'
import { openPglite } from '../../src/db/pglite.ts'
import { importKnowledge, loadKnowledge } from '../../src/knowledge/index.ts'
import { type TestContext, testContext } from '../../src/testing/context.ts'

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/heyi/citations')

/** The whole archive imported once into a folder that later runs find again; the first time it takes minutes. */
export async function wholeLibrary(corpus: string): Promise<TestContext> {
  mkdirSync(CACHE, { recursive: true })
  const connection = await openPglite(join(CACHE, 'library'))
  await migrate(connection)
  const base = await testContext()
  const ctx = { ...base, db: connection.db }
  await loadKnowledge(ctx)
  const bytes = new Uint8Array(readFileSync(join(corpus, 'laws.tar.gz')))
  await importKnowledge(ctx, { files: [{ name: 'laws.tar.gz', bytes }] })
  return {
    ...ctx,
    close: async () => {
      await connection.close()
      await base.close()
    },
  }
}
