import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Connection, Database } from './index.ts'
import * as schema from './schema/index.ts'

/** Opens a pool on a PostgreSQL ≥ 15 server with pgvector. */
export function openPostgres(url: string, { connections = 10 } = {}): Connection & { client: postgres.Sql } {
  const client = postgres(url, { max: connections, onnotice: () => {} })
  return {
    client,
    db: drizzle({ client, schema }) as unknown as Database,
    kind: 'postgres',
    rows: async <T>(statement: string, values: unknown[] = []) =>
      [...(await client.unsafe(statement, values as never[]))] as T[],
    close: () => client.end({ timeout: 5 }),
  }
}
