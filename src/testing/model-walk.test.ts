import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../config.ts'
import { createApp } from '../http/index.ts'
import { loadKnowledge } from '../knowledge/index.ts'
import { openaiLlm } from '../llm/index.ts'
import { createLog } from '../log.ts'
import { findPersonal } from '../text/index.ts'
import { type TestContext, testContext } from './context.ts'

const base = 'http://model.test/v1'
const server = setupServer()
const leak = parse(readFileSync(fileURLToPath(new URL('./cases/leak.yaml', import.meta.url)), 'utf8')) as {
  said: string
  parties: { role: string; name: string; idNumber: string; phone: string; address: string }[]
  records: { at: string; by: string; text: string; party?: string; visibility?: string }[]
}

type Asked = { messages: { role: string; content: string }[]; stream?: boolean }
let asked: Asked[] = []
let answer: (body: Asked) => Response | Promise<Response>
let ctx: TestContext
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  server.listen({ onUnhandledFrame: 'error' })
  ctx = await testContext()
  await loadKnowledge(ctx)
  const config = { ...readConfig({ OPENAI_BASE_URL: base, LLM_MODEL: 'm', LLM_TIMEOUT_MS: '2000' }), LLM_MODEL: 'm' }
  const llm = () => openaiLlm({ config, shelf: ctx.shelf, log: createLog('silent'), findPersonal })
  // A door for each request: one test's broken endpoint must not keep the next one's shut.
  app = createApp({ tray: async () => ({ ...ctx, llm: llm() }), peer: () => 'test', ready: () => true })
})
beforeEach(() => {
  asked = []
  server.use(
    http.post(`${base}/chat/completions`, async ({ request }) => {
      const body = (await request.json()) as Asked
      asked.push(body)
      return answer(body)
    }),
  )
})
afterEach(() => server.resetHandlers())
afterAll(async () => {
  server.close()
  await ctx.close()
})

let count = 0
const says = (content: string) =>
  HttpResponse.json({
    id: `chatcmpl-${count++}`,
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  })
const streams = (...pieces: string[]) => {
  const id = `chatcmpl-${count++}`
  const chunk = (delta: object, finish_reason: string | null) =>
    `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
  const body = [
    chunk({ role: 'assistant', content: '' }, null),
    ...pieces.map((content) => chunk({ content }, null)),
    chunk({}, 'stop'),
    'data: [DONE]\n\n',
  ]
  return new HttpResponse(body.join(''), { headers: { 'content-type': 'text/event-stream' } })
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what the service really sent
async function post(path: string, body: object): Promise<any> {
  const response = await app.request(path, {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBeLessThan(300)
  return response.json()
}

async function openLeak() {
  answer = () => says('{}')
  const opened = await post('/api/v1/cases', {
    statement: leak.said,
    parties: leak.parties,
    disputeType: 'neighbor.leak',
    receivedAt: leak.records[0]!.at,
  })
  for (const { at, by, text, party, visibility } of leak.records) {
    const who = opened.parties.find(({ role }: { role: string }) => role === party)
    await post(`/api/v1/cases/${opened.id}/records`, { at, by, text, visibility, party: who?.id })
  }
  return opened
}

const secrets = ['陈桂英', '周立波', '13800001234', '13900005678', '11010519491231002X', '401室', '501室', '三千块']

test('an invented subtype or a danger that was never said changes nothing', async () => {
  answer = () => says('{"subtype":"neighbor.ghost","dangers":[{"code":"dv","quote":"他打我"}]}')
  const assessment = await post('/api/v1/intake/assess', { text: leak.said })
  expect(assessment.disputes[0].subtype).toBe('neighbor.leak')
  expect(assessment.redFlags).toEqual([])
  expect(assessment.engine).toEqual({ kind: 'builtin' })
})

test('a model that agrees is named, and cannot take a danger away', async () => {
  answer = () => says('{"subtype":"family.marital_conflict","dangers":[]}')
  const { redFlags } = await post('/api/v1/intake/assess', { text: '老公喝了酒又打我,掐我脖子,我不敢回家' })
  expect(redFlags.map(({ code }: { code: string }) => code)).toContain('dv')
})

test.each([
  ['a sum nobody said', '周立波应向陈桂英赔偿9999元。'],
  ['a claim that was never agreed', '陈桂英要求赔偿4200元。'],
  ['an article that was not offered', '依据《民法典》第一千二百五十四条,周立波应当承担责任。'],
  ['a day nobody said', '2025年1月1日双方到场。'],
])('%s in the model’s words never reaches the draft', async (_, lie) => {
  const opened = await openLeak()
  answer = () => says(JSON.stringify({ sentences: [{ text: lie, from: [1] }] }))
  const draft = await post(`/api/v1/cases/${opened.id}/documents`, { form: 'agreement' })
  expect(draft.engine).toEqual({ kind: 'builtin' })
  expect(draft.text).not.toContain(lie.slice(0, 12))
  expect(draft.text).toContain('叁仟伍佰元整')
})

test('nothing personal and nothing said in caucus is in any call, for a draft, a summary or a talk', async () => {
  const opened = await openLeak()
  answer = ({ stream }) => (stream ? streams('好的') : says('{"sentences":[]}'))
  await post(`/api/v1/cases/${opened.id}/documents`, { form: 'agreement' })
  await post(`/api/v1/cases/${opened.id}/summary`, { length: 'full' })
  expect(asked.length).toBeGreaterThan(1)
  const sent = JSON.stringify(asked)
  for (const secret of secrets) expect(sent).not.toContain(secret)
})

test.each([
  ['hangs', () => new Promise<Response>(() => {})],
  ['fails', () => HttpResponse.json({ error: { message: 'x' } }, { status: 500, headers: { 'retry-after-ms': '1' } })],
  ['answers with nothing', () => says('')],
])('a model that %s: the draft is the built-in one, and says so', async (_, reply) => {
  const opened = await openLeak()
  answer = reply as typeof answer
  const draft = await post(`/api/v1/cases/${opened.id}/documents`, { form: 'agreement' })
  expect(draft.engine).toEqual({ kind: 'builtin' })
  expect(draft.findings.filter(({ level }: { level: string }) => level === 'block')).toEqual([])
})

async function talk(body: object): Promise<{ event: string; data: Record<string, unknown> }[]> {
  const response = await app.request('/api/v1/chat', {
    method: 'POST',
    headers: { host: 'localhost', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return [...text.matchAll(/event: (.*)\ndata: (.*)\n/g)].map((match) => ({
    event: match[1]!,
    data: JSON.parse(match[2]!),
  }))
}

test('a researched answer streams in the model’s words; a source that was not found is left out', async () => {
  answer = () => streams('楼上漏水由有过错的一方赔', '[1', '],另见[99]。')
  const events = await talk({ message: '楼上漏水该谁赔', mode: 'research' })
  const words = events
    .filter(({ event }) => event === 'message.delta')
    .map(({ data }) => data.text)
    .join('')
  expect(words).toBe('楼上漏水由有过错的一方赔[1],另见。')
  expect(events.filter(({ event }) => event === 'citation')).toHaveLength(1)
  expect(events.at(-1)).toMatchObject({ event: 'done', data: { engine: { kind: 'model', model: 'm' } } })
})

test('no model speaks over a danger', async () => {
  answer = ({ stream }) =>
    stream ? streams('别担心,我们先调解') : says('{"subtype":"labor.wage_arrears","dangers":[]}')
  const events = await talk({ message: '工资要不回来,我现在就从楼顶跳下去' })
  const words = events
    .filter(({ event }) => event === 'message.delta')
    .map(({ data }) => data.text)
    .join('')
  expect(words).toContain('110')
  expect(words).not.toContain('别担心')
  expect(asked.filter(({ stream }) => stream)).toEqual([])
})
