import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { requireRole } from '../../auth/index.ts'
import { AppError } from '../../errors.ts'
import { findJob, submitImport } from '../../jobs/index.ts'
import {
  CheckCitations,
  checkCitations,
  GetPassage,
  getPassage,
  kinds,
  SearchKnowledge,
  searchKnowledge,
} from '../../knowledge/index.ts'
import { endpoint } from '../endpoint.ts'
import type { Env } from '../middleware.ts'

const Hit = z.object({
  key: z.string(),
  kind: z.enum(kinds),
  law: z.string().optional(),
  article: z.string().optional(),
  title: z.string(),
  heading: z.string(),
  text: z.string(),
  gist: z.string().optional(),
  official: z.boolean(),
  effectiveOn: z.string().optional(),
  repealedOn: z.string().optional(),
  note: z.string().optional(),
  url: z.string().optional(),
  score: z.number(),
})

const Passage = z.object({
  passage: Hit,
  neighbours: z.array(
    z.object({
      key: z.string(),
      place: z.enum(['before', 'after']),
      article: z.string().optional(),
      heading: z.string(),
      text: z.string(),
    }),
  ),
  versions: z.array(
    z.object({
      key: z.string(),
      effectiveOn: z.string(),
      repealedOn: z.string().optional(),
      estimated: z.boolean(),
      inForce: z.boolean(),
      article: z.string().optional(),
      text: z.string(),
    }),
  ),
})

const CheckedCitation = z.object({
  quote: z.string(),
  law: z.string(),
  article: z.string(),
  status: z.enum(['ok', 'unknown_law', 'unknown_article', 'repealed', 'not_yet_in_force', 'misquoted', 'unverified']),
  key: z.string().optional(),
  difference: z.string().optional(),
  start: z.number(),
  end: z.number(),
})

/** As a query string says it: kinds separated by commas, numbers as text. */
const SearchQuery = z.object({
  q: z.string().min(1).max(20_000),
  kinds: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.enum(kinds)).min(1))
    .optional(),
  asOf: z.iso.date().optional(),
  dispute: z.string().optional(),
  authority: SearchKnowledge.shape.authority,
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

export const knowledgeEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/knowledge/search',
    summary: '检索法条、协议、方案和典型案例',
    query: SearchQuery,
    out: z.object({ hits: z.array(Hit) }),
    run: (ctx, { query }) => searchKnowledge(ctx, query),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/knowledge/passage',
    summary: '一条法条或条款,连同上下文和版本',
    query: GetPassage,
    out: Passage,
    run: (ctx, { query }) => getPassage(ctx, query),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/knowledge/check-citations',
    summary: '核对法条引用',
    body: CheckCitations,
    out: z.object({ citations: z.array(CheckedCitation) }),
    run: async (ctx, { body }) => checkCitations(ctx, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/jobs/:id',
    summary: '任务进度',
    out: z.object({
      id: z.string(),
      name: z.string(),
      state: z.string(),
      progress: z.unknown().optional(),
      output: z.unknown().optional(),
      createdAt: z.string(),
      completedAt: z.string().optional(),
    }),
    run: (ctx, { params }) => findJob(ctx, params.id!),
  }),
] as const

const largestUpload = 64 * 1024 * 1024

/** POST /api/v1/knowledge/import: files as multipart/form-data; answered at once with the job that reads them. */
export function mountImport(app: OpenAPIHono<Env>): void {
  const limit = bodyLimit({
    maxSize: largestUpload,
    onError: () => {
      throw new AppError('invalid', `上传的文件合计不能超过${largestUpload / 1024 / 1024}MB`)
    },
  })
  app.post('/api/v1/knowledge/import', limit, async (c) => {
    const ctx = c.get('ctx')
    requireRole(ctx, 'knowledge.import')
    const form = await c.req.parseBody({ all: true }).catch(() => {
      throw new AppError('invalid', '请以表单上传文件')
    })
    const files = Object.values(form)
      .flat()
      .filter((value): value is File => value instanceof File)
    const job = await submitImport(
      ctx,
      await Promise.all(files.map(async (file) => ({ name: file.name, bytes: await file.bytes() }))),
    )
    return c.json(job, 202)
  })
}
