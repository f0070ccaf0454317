import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { requireRole } from '../../auth/index.ts'
import {
  AddProof,
  accelerate,
  addProof,
  attachToProof,
  changeObligation,
  closeReminder,
  getProofFile,
  getSchedule,
  ListReminders,
  listProofs,
  listReminders,
  Proof,
  RecordDemand,
  Reminder,
  recordDemand,
  Schedule,
  voidProof,
} from '../../cases/index.ts'
import { AppError } from '../../errors.ts'
import { endpoint } from '../endpoint.ts'
import type { Env } from '../middleware.ts'

const proofList = z.object({ items: z.array(Proof) })
const reason = z.string().min(1).max(500)

/** After signing: the schedule, its proofs, reminders, and what the parties agree on later. 履行守望 */
export const performanceEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/obligations',
    summary: '履行计划:每一期的状态、已付、未付和累计余额',
    out: Schedule,
    run: (ctx, { params }) => getSchedule(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/obligations/accelerate',
    summary: '债权人依协议要求剩余款项全部到期',
    body: z.strictObject({ reason }),
    out: Schedule,
    run: (ctx, { params, body }) => accelerate(ctx, { caseId: params.id!, ...body }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/obligations/demands',
    summary: '登记已催告义务人',
    body: RecordDemand.omit({ caseId: true }),
    out: z.object({ obligationIds: z.array(z.string()), sentOn: z.string() }),
    status: 201,
    run: (ctx, { params, body }) => recordDemand(ctx, { ...body, caseId: params.id! }),
  }),
  endpoint({
    method: 'patch',
    path: '/api/v1/obligations/:id',
    summary: '双方同意的展期或免除',
    body: z.strictObject({
      waive: z.union([z.literal(true), z.number().int().min(1)]).optional(),
      dueOn: z.iso.date().optional(),
      reason,
    }),
    out: Schedule,
    run: (ctx, { params, body }) => changeObligation(ctx, { ...body, obligationId: params.id! }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/proofs',
    summary: '履行凭证',
    out: proofList,
    run: async (ctx, { params }) => ({ items: await listProofs(ctx, params.id!) }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/cases/:id/proofs',
    summary: '登记付款或履行的凭证;多付的不收,并说明还剩多少',
    body: AddProof.omit({ caseId: true }),
    out: proofList,
    status: 201,
    run: async (ctx, { params, body }) => ({ items: await addProof(ctx, { ...body, caseId: params.id! }) }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/proofs/:receipt/void',
    summary: '作废一张登记错了的凭证',
    body: z.strictObject({ reason: z.string().min(1).max(300) }),
    out: proofList,
    run: async (ctx, { params, body }) => ({ items: await voidProof(ctx, { receipt: params.receipt!, ...body }) }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/reminders',
    summary: '提醒:三日内到期、今天到期、已逾期',
    query: ListReminders,
    out: z.object({ items: z.array(Reminder) }),
    run: async (ctx, { query }) => ({ items: await listReminders(ctx, query) }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/reminders/:id/close',
    summary: '提醒已处理',
    out: z.object({ id: z.string(), closedBy: z.string() }),
    run: (ctx, { params }) => closeReminder(ctx, { id: params.id! }),
  }),
] as const

/** Pictures and papers of a receipt: a form upload in, the file as it was out. Mounted before the bound on JSON bodies. */
export function mountProofFiles(app: OpenAPIHono<Env>): void {
  const limit = bodyLimit({
    maxSize: 11 * 1024 * 1024,
    onError: () => {
      throw new AppError('invalid', '凭证文件不能超过10MB')
    },
  })
  app.post('/api/v1/proofs/:receipt/files', limit, async (c) => {
    const ctx = c.get('ctx')
    requireRole(ctx, 'case.record')
    const form = await c.req.parseBody().catch(() => {
      throw new AppError('invalid', '请以表单上传文件')
    })
    const file = Object.values(form).find((value): value is File => value instanceof File)
    if (!file) throw new AppError('invalid', '没有收到文件', { field: 'file' })
    const items = await attachToProof(ctx, {
      receipt: c.req.param('receipt'),
      name: file.name,
      bytes: await file.bytes(),
    })
    return c.json({ items }, 201)
  })
  app.get('/api/v1/proof-files/:id', async (c) => {
    const { name, type, bytes } = await getProofFile(c.get('ctx'), c.req.param('id'))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    })
  })
}
