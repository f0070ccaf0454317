import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { type ChatEvent, talk } from '../chat/index.ts'
import { newId } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { toAppError } from './errors.ts'
import type { Env } from './middleware.ts'

/** OpenAI's own shape; what we do not use is left alone. */
const Request = z.looseObject({
  model: z.string().optional(),
  stream: z.boolean().default(false),
  messages: z
    .array(
      z.looseObject({
        role: z.string(),
        content: z
          .union([z.string(), z.array(z.looseObject({ type: z.string(), text: z.string().optional() })), z.null()])
          .optional(),
      }),
    )
    .min(1),
})

const models = { 'heyi-intake': 'intake', 'heyi-research': 'research' } as const

/** GET /v1/models and POST /v1/chat/completions: the service as a model, so that existing clients can talk to it. */
export function mountCompletions(app: OpenAPIHono<Env>): void {
  app.get('/v1/models', (c) =>
    c.json({
      object: 'list',
      data: Object.keys(models).map((id) => ({ id, object: 'model', created: 0, owned_by: 'heyi' })),
    }),
  )
  app.post('/v1/chat/completions', async (c) => {
    const { model = 'heyi-intake', stream, messages } = Request.parse(await c.req.json())
    const mode = models[model as keyof typeof models]
    if (!mode) throw new AppError('not_found', `没有这个模型:${model}`)
    // A client that keeps the conversation sends it whole: what the person has said so far is one account of the matter.
    const said = messages.filter(({ role }) => role === 'user').map(({ content }) => textOf(content))
    const message = mode === 'intake' ? said.join('\n') : said.at(-1)
    const events = talk(c.get('ctx'), { message: (message ?? '').slice(-20_000), mode })
    const first = await events.next()
    const head = { id: newId('chatcmpl'), created: Math.floor(Date.now() / 1000), model }
    if (!stream) {
      const text = (await rest(first, events)).join('')
      const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }
      return c.json({
        ...head,
        object: 'chat.completion',
        choices: [choice],
        usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      })
    }
    const chunk = (delta: object, finish_reason: string | null = null) =>
      JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason }] })
    return streamSSE(
      c,
      async (sse) => {
        await sse.writeSSE({ data: chunk({ role: 'assistant', content: '' }) })
        let step = first
        while (!step.done && !sse.aborted) {
          if (step.value.event === 'message.delta')
            await sse.writeSSE({ data: chunk({ content: step.value.data.text }) })
          step = await events.next()
        }
        await sse.writeSSE({ data: chunk({}, 'stop') })
        await sse.writeSSE({ data: '[DONE]' })
      },
      async (error, sse) => {
        const { code, message } = toAppError(error)
        await sse.writeSSE({ data: JSON.stringify({ error: { code, message } }) })
      },
    )
  })
}

type Content = z.infer<typeof Request>['messages'][number]['content']
const textOf = (content: Content): string =>
  typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('')

async function rest(first: IteratorResult<ChatEvent>, events: AsyncGenerator<ChatEvent>): Promise<string[]> {
  const words: string[] = []
  for (let step = first; !step.done; step = await events.next()) {
    if (step.value.event === 'message.delta') words.push(step.value.data.text)
  }
  return words
}
