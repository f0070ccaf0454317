import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { drizzle } from 'drizzle-orm/pglite'
import { AppError } from '../errors.ts'
import type { Connection, Database } from './index.ts'
import * as schema from './schema/index.ts'

export type EmbeddedConnection = Connection & { client: PGlite }

/**
 * Opens the embedded database in `folder` (or in memory), holding our own lock on it:
 * PGlite has none, and two processes on one folder lose rows without a word. Throws `conflict` where it is held.
 */
export async function openPglite(folder?: string, template?: Blob): Promise<EmbeddedConnection> {
  const release = folder ? lockFolder(folder) : () => {}
  try {
    const client = await PGlite.create({
      dataDir: folder ? join(resolve(folder), 'pg') : undefined,
      loadDataDir: template,
      extensions: { vector, pg_trgm },
    })
    letOthersIn(client)
    return {
      client,
      db: drizzle({ client, schema }) as unknown as Database,
      kind: 'pglite',
      rows: async <T>(statement: string, values: unknown[] = []) => (await client.query<T>(statement, values)).rows,
      close: async () => {
        await client.close()
        release()
      },
    }
  } catch (error) {
    release()
    throw error
  }
}

/**
 * Queries run on the event loop's own thread, and one that waits for another starts in the same turn: without a pause
 * between them, requests that search at the same time would hold up everything else until the last has its answer.
 */
function letOthersIn(client: PGlite): void {
  const run = client._runExclusiveQuery.bind(client)
  client._runExclusiveQuery = (query) =>
    run(async () => {
      const result = await query()
      await new Promise((resolve) => setImmediate(resolve))
      return result
    })
}

/** Locks this process holds. */
const holding = new Set<string>()

/**
 * Takes `folder`/heyi.lock. The file appears with its owner's pid already in it (a link, made in one step);
 * a lock whose process is gone is moved aside and only then replaced, a living one never.
 */
function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true })
  const path = join(resolve(folder), 'heyi.lock')
  const mine = `${path}.${process.pid}`
  for (let attempt = 0; attempt < 3; attempt++) {
    writeFileSync(mine, String(process.pid))
    try {
      linkSync(mine, path)
      holding.add(path)
      return () => {
        holding.delete(path)
        rmSync(path, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = readLock(path)
      // Our own pid in a lock we do not hold was another life's: a container gives the same pid at every start.
      if (holder && (holder === process.pid ? holding.has(path) : isAlive(holder))) throw held(folder, holder)
      setAside(path, mine, holder)
    } finally {
      rmSync(mine, { force: true })
    }
  }
  throw held(folder)
}

function readLock(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** Moves a dead process's lock away; puts it back if another process has taken the lock meanwhile. */
function setAside(path: string, mine: string, holder: number | undefined): void {
  const aside = `${mine}.stale`
  try {
    renameSync(path, aside)
    if (readLock(aside) !== holder) linkSync(aside, path)
  } catch {
    // Somebody else was faster: the next attempt sees whose lock stands there.
  } finally {
    rmSync(aside, { force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const held = (folder: string, pid?: number) =>
  new AppError(
    'conflict',
    `The data folder ${folder} is already open in another process${pid ? ` (pid ${pid})` : ''}. ` +
      'Stop it first, or go through its HTTP address; one embedded database serves one process.',
  )
