import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../config.ts'
import { createQueue } from '../db/queue.ts'
import { AppError } from '../errors.ts'
import { loadKnowledge, searchKnowledge } from '../knowledge/index.ts'
import { openaiLlm } from '../llm/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { handlers, submitRefresh } from './index.ts'

const missing = (path: string): never => {
  throw new AppError('not_found', path)
}
const files: Record<string, string> = {
  'knowledge/laws/民法典.md':
    '---\ntitle: 民法典\neffective: 2021-01-01\n---\n## 第二百八十八条\ngist: 邻居之间用水排水要互相让一步。\nlay: 楼上漏水\n\n## 第六百七十六条\ngist: 到期不还要付逾期利息。\nlay: 欠钱赖账\n',
}
const shelf = {
  list: (prefix: string) => Object.keys(files).filter((p) => p.startsWith(prefix)),
  text: (path: string) => files[path] ?? missing(path),
  bytes: missing,
}

/** As real endpoints answer the SDK: base64 of little-endian floats. The vector knows two topics, water and money. */
const embedding = (text: string) => {
  const floats = new Float32Array([/水|潮|湿/.test(text) ? 1 : 0, /钱|还|息|债/.test(text) ? 1 : 0, 0.1])
  return Buffer.from(floats.buffer).toString('base64')
}
const asked: { model: string; input: string[]; encoding_format?: string }[] = []
let broken = false
const server = setupServer(
  http.post('http://model.test/v1/embeddings', async ({ request }) => {
    const body = (await request.json()) as (typeof asked)[number]
    asked.push(body)
    if (broken) return HttpResponse.json({ error: { message: 'no such model' } }, { status: 404 })
    return HttpResponse.json({
      object: 'list',
      model: body.model,
      data: body.input.map((text, index) => ({ object: 'embedding', index, embedding: embedding(text) })),
      usage: { prompt_tokens: 1, total_tokens: 1 },
    })
  }),
)

describe('another embedding model', () => {
  let ctx: TestContext
  beforeAll(async () => {
    server.listen({ onUnhandledFrame: 'error' })
    ctx = await testContext({ shelf })
  })
  afterAll(async () => {
    server.close()
    await ctx.close()
  })

  /** A service that starts with this model: loads, opens its queue, and sends what is left to do. */
  async function start(model: string) {
    const config = readConfig({ OPENAI_BASE_URL: 'http://model.test/v1', LLM_MODEL: 'm', EMBEDDING_MODEL: model })
    const llm = openaiLlm({
      config: { ...config, LLM_MODEL: 'm' },
      shelf,
      log: ctx.log,
      findPersonal: () => [],
      fetch: (...args) => globalThis.fetch(...args),
    })
    const queue = createQueue({ pglite: ctx.connection.client })
    const service = { ...ctx, llm, queue }
    await loadKnowledge(service)
    await queue.start(handlers(service))
    await submitRefresh(service)
    return service
  }
  /** The encoders of all segments, once none of them is behind. */
  const encoder = async () => {
    const rows = await ctx.connection.rows<{ encoder: string; stale: boolean }>('select encoder, stale from segments')
    return rows.some(({ stale }) => stale) ? 'behind' : [...new Set(rows.map((row) => row.encoder))].join()
  }

  test('is put in the old one’s place by a job, and a start does not wait for it', async () => {
    const first = await start('one')
    await vi.waitFor(async () => expect(await encoder()).toBe('endpoint:one'), { timeout: 20_000, interval: 100 })
    expect(asked.every((a) => a.encoding_format === 'base64')).toBe(true)
    const { hits } = await searchKnowledge(first, { q: '我家受潮发霉', kinds: ['law'] })
    expect(hits[0]!.key).toBe('law:民法典#288')
    await first.queue.stop()

    const second = await start('two')
    await vi.waitFor(async () => expect(await encoder()).toBe('endpoint:two'), { timeout: 20_000, interval: 100 })
    expect(asked.filter((a) => a.model === 'two').flatMap((a) => a.input)).toHaveLength(2)
    expect((await searchKnowledge(second, { q: '我家受潮发霉', kinds: ['law'] })).hits[0]!.key).toBe('law:民法典#288')
    const sent = async () =>
      (await ctx.connection.rows("select id from pgboss.job where name = 'knowledge.refresh'")).length
    const before = await sent()
    await submitRefresh(second)
    expect(await sent()).toBe(before)
    await second.queue.stop()
  })

  test('that does not answer leaves the words to search by, and the job says so', async () => {
    broken = true
    const third = await start('three')
    await vi.waitFor(
      async () => {
        const [job] = await ctx.connection.rows<{ output: unknown }>(
          "select output from pgboss.job where name = 'knowledge.refresh' and state in ('retry', 'failed') order by created_on desc limit 1",
        )
        expect(JSON.stringify(job?.output)).toContain('embedding endpoint failed')
      },
      { timeout: 30_000, interval: 100 },
    )
    expect((await searchKnowledge(third, { q: '楼上漏水', kinds: ['law'] })).hits[0]!.key).toBe('law:民法典#288')
    await third.queue.stop()
  })
})
