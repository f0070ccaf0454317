// In: a driver handed over by an entry (`pglite.ts` or `postgres.ts`, imported one by one).
// Out: the Database every room queries, the tables, ids, and the queue's type.
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type * as schema from './schema/index.ts'

export { newId } from './ids.ts'
export type { JobState, Queue } from './queue.ts'
export * from './schema/index.ts'

/** Drizzle over either driver, or a transaction of it. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>

/** An open database. */
export type Connection = {
  db: Database
  kind: 'pglite' | 'postgres'
  /** Rows of a raw statement, the same shape on both drivers. */
  rows<T>(statement: string, values?: unknown[]): Promise<T[]>
  close(): Promise<void>
}
