import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { openaiLlm } from './openai.ts'
import type { Ask } from './types.ts'

const base = 'http://model.test/v1'
const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const shelf = {
  text: () =>
    '---\ndescription: test\nsample: { facts: 甲 }\n---\n\n# system\n你是调解助手。\n# user\n事实:{{facts}}\n',
}
const open = (timeoutMs = 2_000) =>
  openaiLlm({
    config: {
      ...readConfig({ OPENAI_BASE_URL: base, LLM_MODEL: 'm', LLM_TIMEOUT_MS: String(timeoutMs) }),
      LLM_MODEL: 'm',
    },
    shelf,
    log: createLog('silent'),
    findPersonal: (text) =>
      [...text.matchAll(/1\d{10}/g)].map((m) => ({ start: m.index, end: m.index + 11, kind: '电话' })),
  })
const parties = [
  { name: '陈阿大', phone: '13800001234', idNumber: '11010519491231002X', address: '幸福小区3幢2单元501室' },
]
const request: Ask<{ text: string }> = {
  prompt: 'x',
  vars: { facts: '陈 阿大(电话138-0000-1234,身份证11010519491231002x)住幸福小区3幢2单元501室,联系人13911112222' },
  schema: z.object({ text: z.string() }),
  fallback: () => ({ text: '内置' }),
  parties,
}

/** The shapes real endpoints answer with. */
const completion = (content: string | null, id = 'chatcmpl-1') => ({
  id,
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: content === null ? [] : [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
})
const chunk = (content: string, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`
const events = (body: string | ReadableStream) =>
  new HttpResponse(body, { headers: { 'content-type': 'text/event-stream' } })

type Sent = { messages: { role: string; content: string }[] }
function answer(...replies: ((body: Sent) => Response)[]) {
  const sent: Sent[] = []
  server.use(
    http.post(`${base}/chat/completions`, async ({ request }) => {
      const body = (await request.json()) as Sent
      sent.push(body)
      return (replies[sent.length - 1] ?? replies.at(-1)!)(body)
    }),
  )
  return sent
}
const says = (content: string | null) => () => HttpResponse.json(completion(content))

describe('ask', () => {
  test('sends nothing personal, however it is written, and restores it in the answer', async () => {
    const sent = answer(says('```json\n{"text":"[姓名1]与【电话2】"}\n```'))
    const { value, engine } = await open().ask(request)
    const body = JSON.stringify(sent)
    for (const secret of ['陈', '138', '0000', '11010519', '501', '139']) expect(body).not.toContain(secret)
    expect(value.text).toBe('陈阿大与13911112222')
    expect(engine).toEqual({ kind: 'model', model: 'm', promptHash: expect.stringMatching(/^[0-9a-f]{16}$/) })
  })

  test('waits as a 429 says and tries again', async () => {
    const sent = answer(
      () => HttpResponse.json({ error: { message: 'slow down' } }, { status: 429, headers: { 'retry-after-ms': '5' } }),
      says('{"text":"好"}'),
    )
    expect((await open().ask(request)).value).toEqual({ text: '好' })
    expect(sent).toHaveLength(2)
  })

  test.each([
    ['an empty choice', says(null)],
    ['an empty text', says('')],
    ['a refusal in prose', says('抱歉,我不能')],
    ['broken JSON', says('{"text":"没有结')],
    ['JSON of another shape', says('{"words":1}')],
    [
      'a 500',
      () => HttpResponse.json({ error: { message: '陈阿大' } }, { status: 500, headers: { 'retry-after-ms': '1' } }),
    ],
    ['a body that is no JSON', () => new HttpResponse('<html>', { headers: { 'content-type': 'text/html' } })],
    ['a cut connection', () => HttpResponse.error()],
  ] as [string, () => Response][])('gives the built-in answer, labelled, after %s', async (_, reply) => {
    answer(reply)
    const result = await open().ask(request)
    expect(result).toMatchObject({ value: { text: '内置' }, engine: { kind: 'builtin' }, refused: expect.any(String) })
    expect(result.refused).not.toContain('陈阿大')
  })

  test('gives the built-in answer when the model hangs, within the timeout', async () => {
    answer((() => new Promise(() => {})) as unknown as () => Response)
    expect((await open(100).ask(request)).engine).toEqual({ kind: 'builtin' })
  })

  test('tells the model what code found wrong, once, and then does without it', async () => {
    const sent = answer(says('{"text":"赔偿999元"}'), says('{"text":"赔偿888元"}'))
    const result = await open().ask({
      ...request,
      check: ({ text }) => (text.includes('500') ? [] : ['金额不在事实里']),
    })
    expect(result.value.text).toBe('内置')
    expect(sent).toHaveLength(2)
    expect(sent[1]!.messages.at(-1)!.content).toContain('金额不在事实里')
  })

  test('stops calling an endpoint that keeps failing', async () => {
    const sent = answer(() => HttpResponse.error())
    const llm = open()
    for (let i = 0; i < 8; i++) await llm.ask(request)
    const before = sent.length
    await llm.ask(request)
    expect(sent.length).toBe(before)
  })
})

describe('stream', () => {
  const collect = async (source: AsyncIterable<{ text: string; engine: { kind: string } }>) => {
    const parts = []
    for await (const part of source) parts.push(part)
    return { text: parts.map(({ text }) => text).join(''), kinds: [...new Set(parts.map(({ engine }) => engine.kind))] }
  }
  const { prompt, vars } = request
  const streamed = { prompt, vars, parties, fallback: () => '内置' }

  test('restores a placeholder that comes in pieces', async () => {
    answer(() => events(`${chunk('您好[姓')}${chunk('名1')}${chunk('],请坐', 'stop')}data: [DONE]\n\n`))
    expect(await collect(open().stream(streamed))).toEqual({ text: '您好陈阿大,请坐', kinds: ['model'] })
  })

  test('speaks with its own words where the model says nothing', async () => {
    answer(() => events('data: [DONE]\n\n'))
    expect(await collect(open().stream(streamed))).toEqual({ text: '内置', kinds: ['builtin'] })
  })

  test('says so when the stream is cut after the first words', async () => {
    const heard = Promise.withResolvers<void>()
    answer(() =>
      events(
        new ReadableStream({
          async start(controller) {
            controller.enqueue(new TextEncoder().encode(chunk('您好')))
            await heard.promise
            controller.error(new Error('cut'))
          },
        }),
      ),
    )
    const words = open().stream(streamed)[Symbol.asyncIterator]()
    expect((await words.next()).value).toMatchObject({ text: '您好' })
    heard.resolve()
    await expect(words.next()).rejects.toThrow()
  })
})
