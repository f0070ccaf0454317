import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { OpenCase } from '../../cases/index.ts'
import {
  Attachment,
  attach,
  attachmentFile,
  bounds,
  Conversation,
  getConversation,
  listEvidence,
  listTalks,
  registerConversation,
  release,
  Say,
  sayAsPerson,
  Talk,
  takeOver,
  talk,
} from '../../chat/index.ts'
import { AppError } from '../../errors.ts'
import { Registered } from '../../intake/index.ts'
import { endpoint } from '../endpoint.ts'
import { toAppError } from '../errors.ts'
import type { Env } from '../middleware.ts'

export const chatEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/v1/conversations/:id',
    summary: '一段对话',
    out: Conversation,
    run: (ctx, { params }) => getConversation(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/conversations/:id/takeover',
    summary: '人工接管',
    out: Conversation,
    run: (ctx, { params }) => takeOver(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/conversations/:id/release',
    summary: '交还助手',
    out: Conversation,
    run: (ctx, { params }) => release(ctx, params.id!),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/conversations/:id/messages',
    summary: '接管的工作人员说话',
    body: Say.omit({ conversationId: true }),
    out: Conversation,
    status: 201,
    run: (ctx, { params, body }) => sayAsPerson(ctx, { ...body, conversationId: params.id! }),
  }),
  endpoint({
    method: 'post',
    path: '/api/v1/conversations/:id/register',
    summary: '工作人员把这段对话登记为案件;附件转为证据',
    body: OpenCase,
    out: Registered,
    status: 201,
    run: (ctx, { params, body }) => registerConversation(ctx, params.id!, body),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/conversations',
    summary: '案件来自哪些对话',
    out: z.object({ items: z.array(z.object({ id: z.string(), takenBy: z.string().optional() })) }),
    run: async (ctx, { params }) => ({ items: await listTalks(ctx, params.id!) }),
  }),
  endpoint({
    method: 'get',
    path: '/api/v1/cases/:id/evidence',
    summary: '案件的证据文件',
    out: z.object({ items: z.array(Attachment) }),
    run: async (ctx, { params }) => ({ items: await listEvidence(ctx, params.id!) }),
  }),
] as const

/** POST /api/v1/chat as server-sent events. What is wrong before the first word is an ordinary failure, after it an `error` event. */
export function mountChat(app: OpenAPIHono<Env>): void {
  app.post('/api/v1/chat', async (c) => {
    const ctx = c.get('ctx')
    const events = talk(ctx, Talk.parse(await c.req.json()))
    const first = await events.next()
    return streamSSE(
      c,
      async (stream) => {
        let step = first
        while (!step.done && !stream.aborted) {
          await stream.writeSSE({ event: step.value.event, data: JSON.stringify(step.value.data) })
          step = await events.next()
        }
      },
      async (error, stream) => {
        const { code, message } = toAppError(error)
        ctx.log.warn({ requestId: ctx.requestId, code }, 'chat broke off')
        await stream.writeSSE({ event: 'error', data: JSON.stringify({ code, message }) })
      },
    )
  })
}

/** POST …/attachments: one file as multipart/form-data. Mounted before the JSON doors, like every upload. */
export function mountAttachments(app: OpenAPIHono<Env>): void {
  const limit = bodyLimit({
    maxSize: bounds.fileBytes + 64 * 1024,
    onError: () => {
      throw new AppError('invalid', `单个文件不能超过${bounds.fileBytes / 1024 / 1024}MB`, { field: 'file' })
    },
  })
  app.post('/api/v1/conversations/:id/attachments', limit, async (c) => {
    const form = await c.req.parseBody({ all: true }).catch(() => {
      throw new AppError('invalid', '请以表单上传文件')
    })
    const files = Object.values(form)
      .flat()
      .filter((value): value is File => value instanceof File)
    if (files.length !== 1) throw new AppError('invalid', '请一次上传一个文件', { field: 'file' })
    const [file] = files as [File]
    return c.json(await attach(c.get('ctx'), c.req.param('id'), { name: file.name, bytes: await file.bytes() }), 201)
  })
}

/** GET /api/v1/attachments/:id/file: the bytes, always as a download. */
export function mountAttachmentFiles(app: OpenAPIHono<Env>): void {
  app.get('/api/v1/attachments/:id/file', async (c) => {
    const { name, type, bytes } = await attachmentFile(c.get('ctx'), c.req.param('id'))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': 'sandbox',
    })
  })
}
