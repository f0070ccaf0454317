import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { openShelf } from './cli/shelf.ts'
import { readConfig } from './config.ts'
import { migrate } from './db/migrate.ts'
import { openPglite } from './db/pglite.ts'
import { openPostgres } from './db/postgres.ts'
import { createQueue } from './db/queue.ts'
import { AppError } from './errors.ts'
import { createApp, isLoopback } from './http/index.ts'
import { builtinOnly } from './llm/index.ts'
import { createLog } from './log.ts'

try {
  process.loadEnvFile?.()
} catch {
  // No .env file: the environment says it all.
}

/** Serves until told to stop. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (!isLoopback(config.HOST) && !config.ADMIN_API_KEY) {
    throw new AppError('precondition', `HOST=${config.HOST} is reachable by others: set ADMIN_API_KEY first.`)
  }
  const log = createLog(config.LOG_LEVEL)
  const connection = config.DATABASE_URL ? openPostgres(config.DATABASE_URL) : await openPglite(config.DATA_DIR)
  await migrate(connection)
  const queue = createQueue(
    config.DATABASE_URL
      ? { url: config.DATABASE_URL }
      : { pglite: (connection as Awaited<ReturnType<typeof openPglite>>).client },
  )
  const tray = { db: connection.db, queue, llm: builtinOnly(), now: () => new Date(), log, config, shelf: openShelf() }
  const app = createApp({ tray, peer: (c) => getConnInfo(c).remote.address ?? 'unknown', ready: () => true })
  const assets = join(import.meta.dirname, '../dist/web')
  app.use('/*', serveStatic({ root: assets }))
  app.get('/*', serveStatic({ root: assets, path: 'index.html' }))
  const server = serve({ fetch: app.fetch, hostname: config.HOST, port: config.PORT }, ({ port }) => {
    const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST
    console.log(`和议 Heyi  http://${host}:${port}`)
    if (!config.ADMIN_API_KEY) console.log('没有设置密钥:只有本机能访问,访问者即管理员。')
  })
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    server.close()
    await queue.stop()
    await connection.close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exit(1)
})
