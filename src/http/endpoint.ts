import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import type { Env } from './middleware.ts'

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Shape = z.ZodObject

/** One call of the contract: where it stands, what goes in and comes out, and the verb behind it. */
export type Endpoint<
  M extends Method = Method,
  P extends string = string,
  Q extends Shape = Shape,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> = {
  method: M
  path: P
  summary: string
  query?: Q
  body?: B
  out: O
  status?: 200 | 201 | 202
  run(
    ctx: Context,
    input: { params: Record<string, string>; query: z.output<Q>; body: z.output<B>; ifMatch?: number },
  ): Promise<z.input<O>>
}

/** Declares a call; its types reach the workbench through `Endpoints`. */
export const endpoint = <
  const M extends Method,
  const P extends string,
  O extends z.ZodType,
  Q extends Shape = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
>(
  spec: Endpoint<M, P, Q, B, O>,
): Endpoint<M, P, Q, B, O> => spec

export const Failure = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      requestId: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  })
  .openapi('Failure')

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })

/** Puts a call on the app, and into its OpenAPI document. */
export function mount(app: OpenAPIHono<Env>, spec: Endpoint): void {
  const names = [...spec.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])))
  const status = spec.status ?? 200
  const route = createRoute({
    method: spec.method,
    path: spec.path.replaceAll(/:(\w+)/g, '{$1}') as '/',
    summary: spec.summary,
    tags: [spec.path.split('/')[3] ?? 'service'],
    request: {
      ...(names.length > 0 && { params }),
      query: (spec.query ?? z.object({})).strict(),
      ...(spec.body && { body: { content: json(spec.body), required: true } }),
    },
    responses: {
      [status]: { description: 'OK', content: json(spec.out) },
      default: { description: 'A failure in the one shape of all failures', content: json(Failure) },
    },
  })
  app.openapi(route, async (c) => {
    const valid = (target: string) =>
      (c.req as unknown as { valid(name: string): Record<string, unknown> }).valid(target)
    if (!spec.body && spec.method !== 'get') refuseBody(await c.req.text())
    const result = await spec.run(c.get('ctx'), {
      params: names.length > 0 ? (valid('param') as Record<string, string>) : {},
      query: (spec.query ? valid('query') : {}) as never,
      body: (spec.body ? valid('json') : undefined) as never,
      ifMatch: versionOf(c.req.header('if-match')),
    })
    return c.json(result as object, status)
  })
}

/** The version an If-Match names: `3`, `"3"` or `W/"3"`; `*` and nothing mean any. Throws `invalid` for what is no version. */
export function versionOf(header?: string): number | undefined {
  const value = header?.trim()
  if (!value || value === '*') return undefined
  const version = /^(?:W\/)?("?)(\d{1,9})\1$/.exec(value)?.[2]
  if (!version) throw new AppError('invalid', 'If-Match 应是改动所依据的版本号,例如 "3"', { field: 'If-Match' })
  return Number(version)
}

/** A call without a body takes none, or an empty object. */
function refuseBody(text: string): void {
  if (!/^\s*(\{\s*\})?\s*$/.test(text)) throw new AppError('invalid', '这个请求不带内容')
}
