import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openShelf } from '../cli/shelf.ts'
import { readConfig } from '../config.ts'
import type { Context, Role } from '../context.ts'
import { migrate } from '../db/migrate.ts'
import { type EmbeddedConnection, openPglite } from '../db/pglite.ts'
import { createQueue } from '../db/queue.ts'
import { builtinOnly } from '../llm/index.ts'
import { createLog } from '../log.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The day on which every test happens unless it sets its own clock. */
export const testDay = new Date('2026-11-23T10:00:00+08:00')

export type TestContext = Context & { connection: EmbeddedConnection; close(): Promise<void> }

/** A Context on a fresh in-memory database with a fixed clock and no model. Close it at the end. */
export async function testContext(overrides: Partial<Context> = {}): Promise<TestContext> {
  const connection = await openPglite(undefined, await template())
  const queue = createQueue({ pglite: connection.client })
  return {
    actor: testActor('admin'),
    db: connection.db,
    queue,
    llm: builtinOnly(),
    now: () => testDay,
    log: createLog('silent'),
    config: readConfig({}),
    shelf: openShelf(),
    requestId: 'req_test',
    ...overrides,
    connection,
    close: async () => {
      await queue.stop()
      await connection.close()
    },
  }
}

/** An actor of a role. */
export const testActor = (role: Role): Context['actor'] => ({ kind: 'user', id: `user_${role}`, role, label: role })

/** A migrated database as a file, made once for each state of the migrations: a start from it takes a fraction of the time. */
async function template(): Promise<Blob> {
  const migrations = join(root, 'drizzle')
  const hash = createHash('sha256')
  for (const name of readdirSync(migrations)
    .filter((name) => name.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(join(migrations, name)))
  const folder = join(root, 'node_modules/.cache/heyi')
  const path = join(folder, `template-${hash.digest('hex').slice(0, 16)}.tar`)
  if (!existsSync(path)) {
    const connection = await openPglite()
    await migrate(connection)
    const dump = await connection.client.dumpDataDir('none')
    await connection.close()
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${path}.${process.pid}`, Buffer.from(await dump.arrayBuffer()))
    renameSync(`${path}.${process.pid}`, path)
  }
  return new Blob([readFileSync(path)])
}
