import type { OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { Conversation, getConversation, release, Talk, takeOver, talk } from '../../chat/index.ts'
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
