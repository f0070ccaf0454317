import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { commands } from './cli/index.ts'
import { openShelf } from './cli/shelf.ts'
import { type Config, hasModel, readConfig } from './config.ts'
import type { Context, Tray } from './context.ts'
import { migrate } from './db/migrate.ts'
import { openPglite } from './db/pglite.ts'
import { openPostgres } from './db/postgres.ts'
import { createQueue } from './db/queue.ts'
import { AppError } from './errors.ts'
import { createApp, isLoopback } from './http/index.ts'
import { handlers, submitRefresh, times, warmUp } from './jobs/index.ts'
import { loadKnowledge } from './knowledge/index.ts'
import { builtinOnly, openaiLlm } from './llm/index.ts'
import { createLog } from './log.ts'
import { findPersonal } from './text/index.ts'

type OpenTray = { tray: Tray; close(): Promise<void> }

/** `node src/node.ts` serves; `node src/node.ts COMMAND …` runs one command of the command line. */
async function main([name, ...args]: string[]): Promise<void> {
  const config = readConfig(process.env)
  const command = name ? commands[name] : undefined
  if (name && !command)
    throw new AppError('invalid', `No command ${name}; there are: ${Object.keys(commands).join(', ')}.`)
  if (!command && !isLoopback(config.HOST) && !config.ADMIN_API_KEY) {
    throw new AppError('precondition', `HOST=${config.HOST} can be reached by others: set ADMIN_API_KEY first.`)
  }
  const opened = await openTray(config)
  if (!command) return serveHttp(opened)
  const actor = { kind: 'system', id: 'cli', role: 'admin', label: '命令行' } as const
  try {
    await command({ ...opened.tray, actor, requestId: 'cli' }, args)
  } finally {
    await opened.close()
  }
}

/** Opens the database the configuration names, brings it to the newest schema, and opens the door to the model if there is one. */
async function openTray(config: Config): Promise<OpenTray> {
  const log = createLog(config.LOG_LEVEL)
  const shelf = openShelf()
  const { connection, queue } = await openDatabase(config)
  await migrate(connection)
  const llm = hasModel(config)
    ? openaiLlm({ config: { ...config, LLM_MODEL: config.LLM_MODEL! }, shelf, log, findPersonal })
    : builtinOnly()
  return {
    tray: { db: connection.db, queue, llm, now: () => new Date(), log, config, shelf },
    close: async () => {
      await queue.stop()
      await connection.close()
    },
  }
}

async function openDatabase({ DATABASE_URL, DATA_DIR }: Config) {
  if (DATABASE_URL) return { connection: openPostgres(DATABASE_URL), queue: createQueue({ url: DATABASE_URL }) }
  const connection = await openPglite(DATA_DIR)
  return { connection, queue: createQueue({ pglite: connection.client }) }
}

/** Serves the contract and the workbench until told to stop. */
async function serveHttp({ tray, close }: OpenTray): Promise<void> {
  const { config, queue } = tray
  const system: Context = {
    ...tray,
    requestId: 'start',
    actor: { kind: 'system', id: 'system', role: 'admin', label: '系统' },
  }
  await loadKnowledge(system, (step) => console.log(`  ${step}`))
  const app = createApp({ tray, peer: (c) => getConnInfo(c).remote.address ?? 'unknown', ready: () => true })
  const root = join(import.meta.dirname, '../dist/web')
  app.use('/*', serveStatic({ root }))
  app.get('/*', serveStatic({ root, path: 'index.html' }))
  // A question of 10,000 characters in the address is three bytes a character, each written in three letters.
  const serverOptions = { maxHeaderSize: 256 * 1024 }
  const server = serve({ fetch: app.fetch, hostname: config.HOST, port: config.PORT, serverOptions }, ({ port }) => {
    const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST
    console.log(`和议 Heyi  http://${host}:${port}`)
    if (!config.ADMIN_API_KEY) console.log('没有设置密钥:只接受本机访问,访问者即管理员。')
  })
  server.on('error', (error) =>
    fail(new AppError('conflict', `Cannot listen on ${config.HOST}:${config.PORT}: ${error.message}`)),
  )
  // Jobs begin once the doors are open: the first request need not wait for them.
  await queue.start(handlers(system), times)
  await submitRefresh(system)
  await warmUp(system)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    server.close()
    await close()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function fail(error: unknown): never {
  console.error(error instanceof AppError ? error.message : error)
  process.exit(1)
}

try {
  process.loadEnvFile()
} catch {
  // No .env file: the environment says it all.
}
main(process.argv.slice(2)).catch(fail)
