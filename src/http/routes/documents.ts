import { z } from '@hono/zod-openapi'
import {
  CaseDocument,
  Conflict,
  Fact,
  getDocument,
  getFacts,
  listObligations,
  listVersions,
  ObligationRow,
} from '../../cases/index.ts'
import { confirmDocument, DraftDocument, draftDocument, editDocument, verifyDocument } from '../../drafting/index.ts'
import { endpoint } from '../endpoint.ts'

export const documentEndpoints = [
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/documents',
    summary: '起草文书',
    body: DraftDocument.omit({ caseId: true }),
    out: CaseDocument,
    status: 201,
    run: (ctx, { params, body }) => draftDocument(ctx, { ...body, caseId: params.id! }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/documents/:id',
    summary: '一份文书的最新一版',
    out: CaseDocument,
    run: (ctx, { params }) => getDocument(ctx, params.id!),
  }),
  endpoint({
    method: 'patch',
    path: '/api/v1/documents/:id',
    summary: '人工修改,成为新的一版',
    body: z.strictObject({ content: z.unknown() }),
    out: CaseDocument,
    run: (ctx, { params, body, ifMatch }) =>
      editDocument(ctx, { documentId: params.id!, content: body.content, ifVersion: ifMatch }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/documents/:id/versions',
    summary: '历次版本',
    out: z.object({ items: z.array(CaseDocument) }),
    run: async (ctx, { params }) => ({ items: await listVersions(ctx, params.id!) }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/documents/:id/verify',
    summary: '再检查一遍',
    out: CaseDocument,
    run: (ctx, { params }) => verifyDocument(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/documents/:id/confirm',
    summary: '人工确认文本;还有阻断问题时 409',
    out: CaseDocument,
    run: (ctx, { params }) => confirmDocument(ctx, params.id!),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/facts',
    summary: '事实表:谁说了什么,一致、争议、孤证、已更正',
    query: z.object({ audience: z.string().optional() }),
    out: z.object({
      items: z.array(Fact),
      conflicts: z.array(Conflict),
      parties: z.array(z.record(z.string(), z.unknown())),
    }),
    run: (ctx, { params, query }) => getFacts(ctx, params.id!, query.audience),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/obligations',
    summary: '履行义务',
    out: z.object({ items: z.array(ObligationRow) }),
    run: async (ctx, { params }) => ({ items: await listObligations(ctx, params.id!) }),
  }),
] as const
