import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { timingSafeEqual } from 'hono/utils/buffer'
import type { Actor, Context, Tray } from '../context.ts'
import { idempotencyKeys, newId } from '../db/index.ts'
import { AppError } from '../errors.ts'

export type Env = { Variables: { ctx: Context; requestId: string }; Bindings: { incoming?: unknown } }

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i
export const isLoopback = (host: string): boolean => loopback.test(host)

/** Gives each request its id, its actor and its Context. */
export const withContext =
  (tray: Tray | (() => Promise<Tray>)): MiddlewareHandler<Env> =>
  async (c, next) => {
    const requestId = newId('req')
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    const own = typeof tray === 'function' ? await tray() : tray
    const headers = {
      authorization: c.req.header('authorization'),
      host: c.req.header('host'),
      origin: c.req.header('origin'),
    }
    const started = performance.now()
    // A context with the least rights first, so that a failure to tell who asks is logged like any other.
    c.set('ctx', { ...own, requestId, actor: citizen })
    c.set('ctx', { ...own, requestId, actor: await whoAsks(own, headers) })
    await next()
    const { method, routePath } = c.req
    own.log.info(
      { requestId, method, route: routePath, status: c.res.status, ms: Math.round(performance.now() - started) },
      'request',
    )
  }

const citizen: Actor = { kind: 'citizen', id: 'citizen', role: 'citizen', label: '来访群众' }

/**
 * The bearer of the admin's key; or, where no key is set up and we listen on loopback only, the person at this machine
 * (Host and Origin are checked, so that no web page elsewhere can speak for that person); or a citizen.
 */
async function whoAsks(
  { config }: Tray,
  { authorization, host, origin }: { authorization?: string; host?: string; origin?: string },
): Promise<Actor> {
  const bearer = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1]
  if (config.ADMIN_API_KEY) {
    if (bearer === undefined) return citizen
    if (await timingSafeEqual(bearer, config.ADMIN_API_KEY))
      return { kind: 'key', id: 'admin', role: 'admin', label: '管理员' }
    throw new AppError('unauthorized', '密钥不对')
  }
  if (!isLoopback(config.HOST)) throw new AppError('unauthorized', '服务没有设置密钥')
  const names = [host && `http://${host}`, origin].filter((value) => value !== undefined)
  const foreign = names.filter(
    (address) => !URL.canParse(address as string) || !isLoopback(new URL(address as string).hostname),
  )
  if (foreign.length > 0) throw new AppError('forbidden', '没有设置密钥时,只接受本机的请求')
  return { kind: 'local', id: 'local', role: 'admin', label: '本机管理员' }
}

/** The largest JSON body; attachments have a bound of their own. */
export const jsonLimit = bodyLimit({
  maxSize: 4 * 1024 * 1024,
  onError: () => {
    throw new AppError('invalid', '内容太大')
  },
})

/** Headers every answer carries. The workbench is our own code only; antd sets styles inline. */
export const safeHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Frame-Options', 'DENY')
}

/**
 * Honours Idempotency-Key on POST: a repeat of the same request gets the first answer; another request under the same key,
 * or one still under way, gets `conflict`. Failures are not kept: they may be tried again.
 */
export const idempotency: MiddlewareHandler<Env> = async (c, next) => {
  const key = c.req.header('idempotency-key')
  if (c.req.method !== 'POST' || !key) return next()
  if (key.length > 200) throw new AppError('invalid', 'Idempotency-Key 太长')
  const ctx = c.get('ctx')
  const mine = and(eq(idempotencyKeys.actor, ctx.actor.id), eq(idempotencyKeys.key, key))
  const request = await fingerprint(`${c.req.path}\n${await c.req.text()}`)
  const ago = (minutes: number) => new Date(ctx.now().getTime() - minutes * 60_000)
  // Answers are kept for a day. A claim still without one after ten minutes was cut off by a crash: it may be tried again.
  await ctx.db
    .delete(idempotencyKeys)
    .where(
      or(
        lt(idempotencyKeys.createdAt, ago(24 * 60)),
        and(isNull(idempotencyKeys.status), lt(idempotencyKeys.createdAt, ago(10))),
      ),
    )
  const claimed = await ctx.db
    .insert(idempotencyKeys)
    .values({ actor: ctx.actor.id, key, request, createdAt: ctx.now() })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (claimed.length === 0) {
    const [earlier] = await ctx.db.select().from(idempotencyKeys).where(mine)
    if (earlier?.request !== request) throw new AppError('conflict', '这个 Idempotency-Key 已用于另一个请求')
    if (!earlier.status) throw new AppError('conflict', '同一个请求正在处理')
    return c.json(earlier.response as object, earlier.status as 200)
  }
  try {
    await next()
  } finally {
    const kept = c.res.ok && c.res.headers.get('content-type')?.includes('json')
    if (kept)
      await ctx.db
        .update(idempotencyKeys)
        .set({ status: c.res.status, response: await c.res.clone().json() })
        .where(mine)
    else await ctx.db.delete(idempotencyKeys).where(mine)
  }
}

async function fingerprint(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
