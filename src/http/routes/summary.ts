import { z } from '@hono/zod-openapi'
import { RecordUnderstanding, recordUnderstanding, SummariseCase, Summary, summariseCase } from '../../summary/index.ts'
import { endpoint } from '../endpoint.ts'

export const summaryEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/summary',
    summary: '案情小结,每句话都能回到记录',
    body: SummariseCase.omit({ caseId: true }),
    out: Summary,
    run: (ctx, { params, body }) => summariseCase(ctx, { ...body, caseId: params.id! }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/understood',
    summary: '登记当事人听懂了哪几条',
    body: RecordUnderstanding.omit({ caseId: true }),
    out: z.object({ items: z.array(z.object({ party: z.string(), clause: z.number().int(), at: z.string() })) }),
    status: 201,
    run: (ctx, { params, body }) => recordUnderstanding(ctx, { ...body, caseId: params.id! }),
  }),
] as const
