import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { requireRole } from '../../auth/index.ts'
import {
  caseDossier,
  type DocumentFile,
  documentFile,
  dossierFormats,
  formats,
  GetWayOut,
  getTemplate,
  putTemplate,
  wayOutFile,
  wordFile,
} from '../../drafting/index.ts'
import { AppError } from '../../errors.ts'
import { versionOf } from '../endpoint.ts'
import { invalid } from '../errors.ts'
import type { Env } from '../middleware.ts'

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const DossierQuery = z.strictObject({ format: z.enum(dossierFormats).default(dossierFormats[0]) })
const FileQuery = z.strictObject({
  format: z.enum(formats).default(formats[0]),
  /** 来源附录 */
  annex: flag.optional(),
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
})
const WayOutQuery = GetWayOut.omit({ caseId: true }).extend({ format: z.enum(formats).default(formats[0]) })

function asked<T extends z.ZodType>(c: Context, query: T): z.output<T> {
  const parsed = query.safeParse(c.req.query())
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

const send = (c: Context, { name, type, bytes }: DocumentFile) =>
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  })

/** Calls that answer with a file instead of JSON, or take one. */
export function mountFiles(app: OpenAPIHono<Env>): void {
  app.get('/api/v1/cases/:id/dossier', async (c) => {
    const { format } = asked(c, DossierQuery)
    return send(c, await caseDossier(c.get('ctx'), c.req.param('id'), format))
  })
  app.get('/api/v1/cases/:id/way-out/file', async (c) => {
    const { format, ...input } = asked(c, WayOutQuery)
    return send(c, await wayOutFile(c.get('ctx'), { ...input, caseId: c.req.param('id') }, format))
  })
  app.get('/api/v1/documents/:id/file', async (c) => {
    const { format, ...options } = asked(c, FileQuery)
    return send(c, await documentFile(c.get('ctx'), c.req.param('id'), format, options))
  })
  app.get('/api/v1/templates/:form/file', async (c) => {
    asked(c, z.strictObject({}))
    const { name, bytes } = await getTemplate(c.get('ctx'), c.req.param('form'))
    return send(c, { name, type: wordFile, bytes })
  })
  app.put('/api/v1/templates/:form', async (c) => {
    const ctx = c.get('ctx')
    requireRole(ctx, 'template.edit')
    const ifVersion = versionOf(c.req.header('if-match'))
    return c.json(await putTemplate(ctx, { ...(await uploaded(c)), form: c.req.param('form'), ifVersion }))
  })
}

/** The one file of a form, or the body itself. */
async function uploaded(c: Context): Promise<{ name: string; bytes: Uint8Array }> {
  const missing = () => new AppError('invalid', '请上传一个 .docx 文件', { field: 'file' })
  if (!/^multipart\/form-data/i.test(c.req.header('content-type') ?? '')) {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length === 0) throw missing()
    return { name: '', bytes }
  }
  const form = await c.req.parseBody({ all: true }).catch(() => {
    throw missing()
  })
  const files = Object.values(form)
    .flat()
    .filter((value): value is File => value instanceof File)
  if (files.length !== 1) throw missing()
  return { name: files[0]!.name, bytes: await files[0]!.bytes() }
}
