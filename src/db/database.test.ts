import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { databaseSuite } from './database.test-suite.ts'
import { migrate } from './migrate.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

databaseSuite('PGlite', async () => {
  const connection = await openPglite()
  await migrate(connection)
  return connection
})

const server = process.env.TEST_DATABASE_URL
describe.skipIf(!server)('with a server (TEST_DATABASE_URL)', () => {
  databaseSuite('PostgreSQL', async () => {
    const name = `heyi_${randomUUID().replaceAll('-', '')}`
    const owner = openPostgres(server!, { connections: 1 })
    await owner.rows(`create database ${name}`)
    const url = new URL(server!)
    url.pathname = `/${name}`
    const connection = openPostgres(url.href)
    await migrate(connection)
    return {
      ...connection,
      close: async () => {
        await connection.close()
        await owner.rows(`drop database ${name}`)
        await owner.close()
      },
    }
  })
})

describe('the lock on the data folder', () => {
  test('refuses a second opening with a sentence that says who holds it, and lets go at the end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heyi-'))
    const first = await openPglite(folder)
    await expect(openPglite(folder)).rejects.toThrow(`already open in another process (pid ${process.pid})`)
    await first.close()
    expect(existsSync(join(folder, 'heyi.lock'))).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test('takes over the lock of a process that is gone, and never that of a living one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'heyi-'))
    writeFileSync(join(folder, 'heyi.lock'), '1')
    await expect(openPglite(folder)).rejects.toThrow('pid 1')
    // Gone, or our own pid given to an earlier life of this container.
    for (const stale of [2147480000, process.pid]) {
      writeFileSync(join(folder, 'heyi.lock'), String(stale))
      const connection = await openPglite(folder)
      await connection.close()
    }
    rmSync(folder, { recursive: true })
  })
})
