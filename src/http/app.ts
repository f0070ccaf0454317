import { OpenAPIHono } from '@hono/zod-openapi'
import { Scalar } from '@scalar/hono-api-reference'
import { sql } from 'drizzle-orm'
import type { Context as HonoContext } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import type { Tray } from '../context.ts'
import { AppError } from '../errors.ts'
import { mountCompletions } from './completions.ts'
import { describeOthers } from './describe.ts'
import { type Endpoint, mount } from './endpoint.ts'
import { endpoints } from './endpoints.ts'
import { invalid, onError } from './errors.ts'
import { cleanAddress, cleanJson } from './json.ts'
import { mountMcp } from './mcp.ts'
import { type Env, idempotency, jsonLimit, safeHeaders, withContext } from './middleware.ts'
import { mountAttachmentFiles, mountAttachments, mountChat } from './routes/chat.ts'
import { mountFiles } from './routes/files.ts'
import { mountImport } from './routes/knowledge.ts'
import { mountProofFiles } from './routes/performance.ts'

export type AppOptions = {
  /** One tray for all requests, or one made for each (a Worker's database client). */
  tray: Tray | (() => Promise<Tray>)
  /** Who sends, for the rate limits: the peer's address. */
  peer(c: HonoContext): string
  /** False while knowledge is being loaded. */
  ready(): boolean
}

/** The whole service as one Hono app, for either entry. */
export function createApp({ tray, peer, ready }: AppOptions): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error)
    },
  })
  app.onError(onError)
  app.notFound((c) => onError(new AppError('not_found', '没有这个地址'), c as never) as Response)
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.use(safeHeaders)
  app.use(withContext(tray))
  app.use(cleanAddress)
  app.get('/readyz', async (c) => {
    await c.get('ctx').db.execute(sql`select 1`)
    return ready() ? c.json({ status: 'ready' }) : c.json({ status: 'loading' }, 503)
  })
  app.use('/api/v1/conversations/:id/attachments', perMinute(30, peer))
  mountImport(app)
  mountAttachments(app)
  mountProofFiles(app)
  for (const door of ['/api/*', '/v1/*', '/mcp']) app.use(door, jsonLimit, cleanJson)
  app.use('/api/v1/chat', perMinute(60, peer))
  app.use('/v1/chat/completions', perMinute(60, peer))
  app.use('/api/v1/progress', perMinute(20, peer))
  app.use('/mcp', perMinute(60, peer, 600))
  const opening = perMinute(20, peer, 600)
  app.on('POST', '/api/v1/cases', opening)
  app.use('/api/*', idempotency)
  for (const spec of endpoints) mount(app, spec as unknown as Endpoint)
  mountChat(app)
  mountCompletions(app)
  mountMcp(app, opening)
  mountFiles(app)
  mountAttachmentFiles(app)
  describeOthers(app)
  app.doc31('/openapi.json', { openapi: '3.1.0', info: { title: 'Heyi 和议', version: '1' } })
  app.get('/docs', Scalar({ url: '/openapi.json' }))
  // An entry may answer every other address with the workbench; a call that is not there stays a failure.
  for (const door of ['/api/*', '/v1/*', '/mcp/*']) app.all(door, (c) => c.notFound())
  return app
}

const isStaff = (c: HonoContext<Env>): boolean => c.get('ctx').actor.role !== 'citizen'

/** At most so many requests a minute from one peer; a caller with a role at the centre may have a number of their own. */
const perMinute = (limit: number, peer: (c: HonoContext) => string, forStaff = limit) =>
  rateLimiter<Env>({
    windowMs: 60_000,
    limit: (c) => (isStaff(c) ? forStaff : limit),
    keyGenerator: (c) => `${isStaff(c) ? 'staff' : 'citizen'} ${peer(c)}`,
    handler: () => {
      throw new AppError('limit', '请求太频繁,请稍后再试')
    },
  })
