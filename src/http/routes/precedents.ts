import { z } from '@hono/zod-openapi'
import {
  Comparison,
  comparePrecedents,
  Publication,
  PublishAgreement,
  previewPublication,
  publishAgreement,
  withdrawPublication,
} from '../../drafting/index.ts'
import { endpoint } from '../endpoint.ts'

export const precedentEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/documents/:id/precedents',
    summary: '与往期协议逐条对照:它们通常约定而这份没有的',
    out: Comparison,
    run: (ctx, { params }) => comparePrecedents(ctx, params.id!),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/documents/:id/publication',
    summary: '入先例库的脱敏预览',
    out: Publication,
    run: (ctx, { params }) => previewPublication(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/documents/:id/publication',
    summary: '看过预览后入先例库,马上可检索',
    body: PublishAgreement.omit({ documentId: true }),
    out: Publication,
    status: 201,
    run: (ctx, { params, body }) => publishAgreement(ctx, { ...body, documentId: params.id! }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/documents/:id/publication/withdraw',
    summary: '从先例库撤下',
    body: z.strictObject({ reason: z.string().min(1).max(500) }),
    out: Publication,
    run: (ctx, { params, body }) => withdrawPublication(ctx, { documentId: params.id!, ...body }),
  }),
] as const
