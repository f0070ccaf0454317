import type { MiddlewareHandler } from 'hono'
import { AppError } from '../errors.ts'
import type { Env } from './middleware.ts'

const deepest = 64
/** Items of all lists of a body together: a check that names each wrong field must itself stay bounded. */
const longest = 5_000
const unwanted = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/**
 * Cleans a JSON body once for every door behind it: control characters are dropped and half surrogates replaced, in keys and
 * values, since no database row can hold them. Throws `invalid` where it is nested too deep or its lists are too long; broken JSON is left to the reader.
 */
export const cleanJson: MiddlewareHandler<Env> = async (c, next) => {
  if (/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
    const body = parse(await c.req.text())
    // Hono keeps the promise of a body here, whatever its type says.
    if (body !== undefined)
      c.req.bodyCache.text = Promise.resolve(JSON.stringify(clean(body, 0, { items: 0 }))) as never
  }
  await next()
}

/** Refuses an address with a NUL in it: nothing can be called that. */
export const cleanAddress: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.url.includes('%00')) throw new AppError('invalid', '地址里有不能用的字符')
  await next()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function clean(value: unknown, depth: number, seen: { items: number }): unknown {
  if (depth > deepest) throw new AppError('invalid', `请求的结构嵌套太深,最多${deepest}层`)
  if (typeof value === 'string') return value.toWellFormed().replaceAll(unwanted, '')
  if (Array.isArray(value)) {
    seen.items += value.length
    if (seen.items > longest) throw new AppError('invalid', `请求里的列表太长,合起来最多${longest}项`)
    return value.map((item) => clean(item, depth + 1, seen))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [clean(key, depth, seen) as string, clean(item, depth + 1, seen)]),
  )
}
