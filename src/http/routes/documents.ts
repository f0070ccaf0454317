import { z } from '@hono/zod-openapi'
import {
  Balance,
  CaseDocument,
  Conflict,
  Fact,
  getCase,
  getDocument,
  getFacts,
  Ledger,
  requireAudience,
} from '../../cases/index.ts'
import {
  CompareVersions,
  compareVersions,
  confirmDocument,
  DossierState,
  DraftDocument,
  documentBalance,
  dossierState,
  draftDocument,
  editDocument,
  FormTemplate,
  getTemplate,
  listTemplates,
  Precheck,
  PrecheckInput,
  precheck,
  resetTemplate,
  textBalance,
  Versions,
  verifyDocument,
  WeighText,
} from '../../drafting/index.ts'
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
    summary: '一份文书的最新一版,或指定的一版',
    query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    out: CaseDocument,
    run: (ctx, { params, query }) => getDocument(ctx, params.id!, query.version),
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
    summary: '历次版本;任两版逐行对比,人工改的与机器写的分开',
    query: CompareVersions.omit({ documentId: true }),
    out: Versions,
    run: (ctx, { params, query }) => compareVersions(ctx, { ...query, documentId: params.id! }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/documents/:id/neutrality',
    summary: '中立体检:各方陈述写进了多少,有没有带偏向的词',
    out: Balance,
    run: (ctx, { params }) => documentBalance(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/neutrality',
    summary: '对一段文字(小结、草稿)做中立体检',
    body: WeighText.omit({ caseId: true }),
    out: Balance,
    run: (ctx, { params, body }) => textBalance(ctx, { ...body, caseId: params.id! }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/precheck',
    summary: '司法确认预检:逐条、三十日倒计时、管辖法院、材料',
    query: PrecheckInput.omit({ caseId: true }),
    out: Precheck,
    run: (ctx, { params, query }) => precheck(ctx, { ...query, caseId: params.id! }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/completeness',
    summary: '卷宗完整性:每份文书在不在、何时必备、谁要签名、还缺什么',
    out: DossierState,
    run: (ctx, { params }) => dossierState(ctx, params.id!),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/templates',
    summary: '各文书现用的模板',
    out: z.object({ items: z.array(FormTemplate) }),
    run: async (ctx) => ({ items: await listTemplates(ctx) }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/templates/:form',
    summary: '一种文书现用的模板;文件在 /file',
    out: FormTemplate,
    run: async (ctx, { params }) => {
      const { bytes: _bytes, ...template } = await getTemplate(ctx, params.form!)
      return template
    },
  }),
  endpoint({
    method: 'delete',
    path: '/api/v1/templates/:form',
    summary: '恢复随程序的模板',
    out: FormTemplate,
    run: (ctx, { params, ifMatch }) => resetTemplate(ctx, { form: params.form!, ifVersion: ifMatch }),
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
      ledger: Ledger.optional(),
    }),
    run: async (ctx, { params, query }) => {
      requireAudience(ctx, await getCase(ctx, params.id!), query.audience ?? 'shared')
      return getFacts(ctx, params.id!, query.audience)
    },
  }),
] as const
