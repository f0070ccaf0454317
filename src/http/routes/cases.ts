import { z } from '@hono/zod-openapi'
import { may } from '../../auth/index.ts'
import {
  AddRecord,
  AdvanceCase,
  addRecord,
  asSeenBy,
  Case,
  CaseDocument,
  CaseRecord,
  getCase,
  getCaseFile,
  getProgress,
  getTimeline,
  ListCases,
  listCases,
  listDocuments,
  OpenCase,
  Progress,
  requireAudience,
  statuses,
  TimelineEntry,
} from '../../cases/index.ts'
import { Registered, registerCase, takeStep } from '../../intake/index.ts'
import { endpoint } from '../endpoint.ts'

const audience = z.object({ audience: z.string().optional() })

export const caseEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/v1/cases',
    summary: '登记案件;附疑似重复登记',
    body: OpenCase,
    out: Registered,
    status: 201,
    run: (ctx, { body }) => registerCase(ctx, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases',
    summary: '案件列表',
    query: ListCases,
    out: z.object({ items: z.array(Case), next: z.string().optional() }),
    run: (ctx, { query }) => listCases(ctx, query),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id',
    summary: '一个案件',
    out: Case,
    run: (ctx, { params }) => getCase(ctx, params.id!),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/timeline',
    summary: '时间线',
    out: z.object({ items: z.array(TimelineEntry) }),
    run: async (ctx, { params }) => ({ items: await getTimeline(ctx, params.id!) }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/records',
    summary: '记录(按读者过滤背对背内容)',
    query: audience,
    out: z.object({ items: z.array(CaseRecord) }),
    run: async (ctx, { params, query }) => {
      const file = await getCaseFile(ctx, params.id!)
      // Who mediates reads everything unless they ask for less; anyone else what both sides may read.
      const audience = query.audience ?? (may(ctx, 'case.confidence') ? 'mediator' : 'shared')
      requireAudience(ctx, file, audience)
      return { items: asSeenBy(file, audience).records }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/records',
    summary: '添加记录',
    body: AddRecord.omit({ caseId: true }),
    out: CaseRecord,
    status: 201,
    run: (ctx, { params, body }) => addRecord(ctx, { ...body, caseId: params.id! }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/advance',
    summary: '推进案件',
    body: AdvanceCase.omit({ caseId: true }),
    out: Case,
    run: (ctx, { params, body }) => takeStep(ctx, { ...body, caseId: params.id! }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/documents',
    summary: '文书列表',
    out: z.object({ items: z.array(CaseDocument) }),
    run: async (ctx, { params }) => ({ items: await listDocuments(ctx, params.id!) }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/progress',
    summary: '凭回执号查进度',
    query: Progress,
    out: z.object({
      receipt: z.string(),
      status: z.enum(statuses),
      stage: z.string(),
      next: z.string(),
      updatedAt: z.string(),
    }),
    run: (ctx, { query }) => getProgress(ctx, query),
  }),
] as const
