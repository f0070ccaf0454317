import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Connection, Database } from './index.ts'
import * as schema from './schema/index.ts'

/** Opens a pool on a PostgreSQL ≥ 15 server with pgvector. */
export function openPostgres(url: string, { connections = 10 } = {}): Connection & { client: postgres.Sql } {
  const client = postgres(url, { max: connections, onnotice: () => {} })
  return {
    client,
    db: drizzle({ client: preparing(client), schema }) as unknown as Database,
    kind: 'postgres',
    rows: async <T>(statement: string, values: unknown[] = []) =>
      [...(await client.unsafe(statement, values as never[]))] as T[],
    close: () => client.end({ timeout: 5 }),
  }
}

/**
 * The same pool, keeping each statement's plan for the next time: planning took a sixth of a search. A pooler that hands
 * every transaction another connection and keeps no prepared statements wants `?prepare=false` in the URL.
 */
function preparing(client: postgres.Sql): postgres.Sql {
  const unsafe: postgres.Sql['unsafe'] = (statement, values, options) =>
    client.unsafe(statement, values, { ...options, prepare: true })
  return new Proxy(client, { get: (target, key) => (key === 'unsafe' ? unsafe : Reflect.get(target, key)) })
}
