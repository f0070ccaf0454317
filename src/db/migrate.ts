import { fileURLToPath } from 'node:url'
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator'
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator'
import type { Connection } from './index.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))

/** Brings the database to the newest schema; does nothing where it is there already. */
export async function migrate({ db, kind }: Connection): Promise<void> {
  if (kind === 'pglite') await migratePglite(db as never, { migrationsFolder })
  else await migratePostgres(db as never, { migrationsFolder })
}
