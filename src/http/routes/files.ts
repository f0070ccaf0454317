import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { caseDossier, type DocumentFile, documentFile, dossierFormats, formats } from '../../drafting/index.ts'
import { AppError } from '../../errors.ts'
import type { Env } from '../middleware.ts'

const asked = <T extends string>(c: Context, allowed: readonly [T, ...T[]]): T => {
  const parsed = z.strictObject({ format: z.enum(allowed).default(allowed[0]) }).safeParse(c.req.query())
  if (!parsed.success) throw new AppError('invalid', `format 可以是 ${allowed.join('、')}`, { field: 'format' })
  return parsed.data.format as T
}

const send = (c: Context, { name, type, bytes }: DocumentFile) =>
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  })

/** Calls that answer with a file instead of JSON. */
export function mountFiles(app: OpenAPIHono<Env>): void {
  app.get('/api/v1/cases/:id/dossier', async (c) =>
    send(c, await caseDossier(c.get('ctx'), c.req.param('id'), asked(c, dossierFormats))),
  )
  app.get('/api/v1/documents/:id/file', async (c) =>
    send(c, await documentFile(c.get('ctx'), c.req.param('id'), asked(c, formats))),
  )
}
