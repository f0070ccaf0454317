import { SummariseCase, Summary, summariseCase } from '../../summary/index.ts'
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
] as const
