import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createApp } from '../http/index.ts'
import { loadKnowledge } from '../knowledge/index.ts'
import { type TestContext, testContext } from './context.ts'

type Worked = {
  subtype: string
  department: string
  said: string
  parties: { role: string; name: string }[]
  records: { at: string; by: string; text: string; party?: string; visibility?: string }[]
  mustHave: string[]
  mustNot: string[]
}

const folder = fileURLToPath(new URL('./cases/', import.meta.url))
const worked = readdirSync(folder).map((name) => ({
  name: name.replace('.yaml', ''),
  ...(parse(readFileSync(folder + name, 'utf8')) as Worked),
}))

describe('the walk on the built-in engine, through the API only', () => {
  let ctx: TestContext
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    ctx = await testContext()
    await loadKnowledge(ctx)
    app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  })
  afterAll(() => ctx.close())

  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(path, {
      method,
      headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return {
      status: response.status,
      json: (await response.json()) as never as Record<string, never> & { [key: string]: unknown },
    }
  }
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what the service really sent
  const ok = async (method: string, path: string, body?: unknown): Promise<any> => {
    const { status, json } = await send(method, path, body)
    expect(status, JSON.stringify(json)).toBeLessThan(300)
    return json
  }

  test.each(worked)(
    '$name: from the first words to a Word file',
    async ({ subtype, department, said, parties, records, mustHave, mustNot }) => {
      const assessment = await ok('POST', '/api/v1/intake/assess', { text: said })
      expect(assessment.disputes[0].subtype).toBe(subtype)
      expect(assessment.departments.primary.code).toBe(department)
      expect(assessment.departments.primary.basis.length).toBeGreaterThan(0)

      const opened = await ok('POST', '/api/v1/cases', {
        statement: said,
        parties,
        disputeType: subtype,
        receivedAt: records[0]!.at,
      })
      expect(opened.status).toBe('registered')
      for (const { at, by, text, party, visibility } of records) {
        const side = opened.parties.filter((it: { role: string }) => it.role === party)
        const who = side.find(({ name }: { name: string }) => by.includes(name)) ?? side[0]
        await ok('POST', `/api/v1/cases/${opened.id}/records`, { at, by, text, visibility, party: who?.id })
      }
      for (const step of [
        { action: 'screen' },
        { action: 'assign', department },
        { action: 'accept' },
        { action: 'mediate' },
      ]) {
        await ok('POST', `/api/v1/cases/${opened.id}/advance`, step)
      }

      const summary = await ok('POST', `/api/v1/cases/${opened.id}/summary`, { length: 'full' })
      expect(summary.sentences.length).toBeGreaterThan(2)
      const ids = new Set(
        (await ok('GET', `/api/v1/cases/${opened.id}/records`)).items.map(({ id }: { id: string }) => id),
      )
      for (const { recordIds } of summary.sentences) for (const id of recordIds) expect(ids.has(id)).toBe(true)
      for (const secret of records
        .filter(({ visibility }) => visibility === 'caucus')
        .map(({ text }) => text.slice(0, 12))) {
        expect(summary.text).not.toContain(secret)
      }

      const draft = await ok('POST', `/api/v1/cases/${opened.id}/documents`, { form: 'agreement' })
      const plain = draft.text.replaceAll(/(?<=\d),(?=\d{3})/g, '')
      for (const words of mustHave) expect(plain).toContain(words)
      for (const words of mustNot) expect(plain).not.toContain(words)
      expect(draft.findings.filter(({ level }: { level: string }) => level === 'block')).toEqual([])
      for (const { sentence, label, refs } of draft.sources) {
        expect(sentence).not.toBe('')
        if (label !== 'template' && label !== 'person') expect(refs.length).toBeGreaterThan(0)
      }
      const cited = await ok('POST', '/api/v1/knowledge/check-citations', { text: draft.text })
      expect(cited.citations.length).toBeGreaterThan(0)
      expect(
        cited.citations.filter(({ status }: { status: string }) => !['ok', 'unverified'].includes(status)),
      ).toEqual([])

      const confirmed = await ok('POST', `/api/v1/documents/${draft.id}/confirm`)
      expect(confirmed.status).toBe('confirmed')
      await ok('POST', `/api/v1/cases/${opened.id}/advance`, { action: 'agree' })
      const unsigned = await send('POST', `/api/v1/cases/${opened.id}/advance`, {
        action: 'sign',
        signatures: [{ who: 'mediator' }],
      })
      expect(unsigned.status).toBe(422)
      const signatures = [
        ...opened.parties.map(({ id }: { id: string }) => ({ who: id })),
        { who: 'mediator' },
        { who: 'seal' },
      ]
      expect((await ok('POST', `/api/v1/cases/${opened.id}/advance`, { action: 'sign', signatures })).status).toBe(
        'effective',
      )

      const file = await app.request(`/api/v1/documents/${draft.id}/file?format=docx`, {
        headers: { host: 'localhost' },
      })
      expect(file.status).toBe(200)
      const words = new PizZip(await file.arrayBuffer())
        .file('word/document.xml')!
        .asText()
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll(/(?<=\d),(?=\d{3})/g, '')
      for (const it of mustHave) expect(words).toContain(it)
    },
  )

  test('a blocking finding stands in the way of confirmation, and goes when a person mends the text', async () => {
    const { parties, records, said } = worked.find(({ name }) => name === 'leak')!
    const opened = await ok('POST', '/api/v1/cases', {
      statement: said,
      parties,
      disputeType: 'neighbor.leak',
      receivedAt: records[0]!.at,
    })
    const draft = await ok('POST', `/api/v1/cases/${opened.id}/documents`, {
      form: 'agreement',
      terms: ['周立波尽快向陈桂英支付维修费3500元'],
    })
    const refused = await send('POST', `/api/v1/documents/${draft.id}/confirm`)
    expect(refused.status).toBe(409)
    expect(JSON.stringify(refused.json)).toContain('D06')
    const mended = await ok('PATCH', `/api/v1/documents/${draft.id}`, {
      content: { text: draft.text.replace('尽快', '于2026年12月31日前以银行转账方式一次性') },
    })
    expect(mended.version).toBe(2)
    expect(
      mended.findings.filter(
        ({ rule, where }: { rule: string; where: string }) => rule === 'D06' && where.includes('协议内容'),
      ),
    ).toEqual([])
  })

  test('a citation that is not there, or is not in force, keeps a text from being confirmed', async () => {
    const { parties, records, said } = worked.find(({ name }) => name === 'leak')!
    const opened = await ok('POST', '/api/v1/cases', {
      statement: said,
      parties,
      disputeType: 'neighbor.leak',
      receivedAt: records[0]!.at,
    })
    const terms = ['周立波于2026年12月31日前通过银行转账一次性向陈桂英支付维修费3500元']
    const draft = await ok('POST', `/api/v1/cases/${opened.id}/documents`, { form: 'agreement', terms })
    const gate = async (citation: string) => {
      const text = draft.text.replace('本协议参照', `根据${citation},本协议参照`)
      const { findings } = await ok('PATCH', `/api/v1/documents/${draft.id}`, { content: { text } })
      return findings.filter(({ rule, level }: { rule: string; level: string }) => rule === 'CITE' && level === 'block')
        .length
    }
    expect(await gate('《中华人民共和国楼上漏水法》第一条')).toBeGreaterThan(0)
    expect((await send('POST', `/api/v1/documents/${draft.id}/confirm`)).status).toBe(409)
    expect(await gate('《中华人民共和国侵权责任法》第六条')).toBeGreaterThan(0)
    expect(await gate('《中华人民共和国民法典》第二百九十六条')).toBe(0)
  })

  test.each([
    ['malformed JSON', 'POST', '/api/v1/cases', '{', 400],
    [
      'an unknown field',
      'POST',
      '/api/v1/cases',
      { statement: 'a', parties: [{ role: 'applicant', name: '甲' }], extra: 1 },
      400,
    ],
    [
      'an empty statement',
      'POST',
      '/api/v1/cases',
      { statement: '  \u0000 ', parties: [{ role: 'applicant', name: '甲' }] },
      400,
    ],
    [
      'a statement of a megabyte',
      'POST',
      '/api/v1/cases',
      { statement: '漏'.repeat(1_000_000), parties: [{ role: 'applicant', name: '甲' }] },
      400,
    ],
    ['no parties', 'POST', '/api/v1/cases', { statement: 'a', parties: [] }, 400],
    ['a case that is not there', 'GET', '/api/v1/cases/case_nothing', undefined, 404],
    ['a document that is not there', 'GET', '/api/v1/documents/doc_nothing', undefined, 404],
    ['an unknown form of assessment', 'POST', '/api/v1/intake/assess', { text: 5 }, 400],
    ['an address that is not there', 'GET', '/api/v1/nothing', undefined, 404],
  ])('%s gets a clear answer in the one shape of failures', async (_, method, path, body, status) => {
    const before = (await ok('GET', '/api/v1/cases?limit=200')).items.length
    const response = await app.request(path, {
      method,
      headers: { host: 'localhost', 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : body && JSON.stringify(body),
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({
      error: expect.objectContaining({
        code: expect.any(String),
        message: expect.any(String),
        requestId: expect.stringMatching(/^req_/),
      }),
    })
    expect((await ok('GET', '/api/v1/cases?limit=200')).items.length).toBe(before)
  })

  test('a record in the future, one of another case, and an unknown form are refused, and nothing is half-written', async () => {
    const open = () =>
      ok('POST', '/api/v1/cases', {
        statement: '押金不退 😀 ５００元 押金問題',
        parties: [{ role: 'applicant', name: '甲' }],
      })
    const [mine, other] = [await open(), await open()]
    const record = (body: object) =>
      send('POST', `/api/v1/cases/${mine.id}/records`, { at: '2026-11-01', by: '甲', text: '话', ...body })
    expect((await record({ at: '2030-01-01' })).status).toBe(400)
    expect((await record({ party: other.parties[0].id })).status).toBe(404)
    expect((await send('POST', `/api/v1/cases/${mine.id}/documents`, { form: 'poem' })).status).toBe(400)
    expect((await ok('GET', `/api/v1/cases/${mine.id}/records`)).items).toHaveLength(1)
    expect((await send('POST', `/api/v1/cases/${mine.id}/advance`, { action: 'archive' })).status).toBe(409)
  })

  test('a repeated POST under one key does its work once', async () => {
    const body = { statement: '同一件事', parties: [{ role: 'applicant', name: '乙' }] }
    const first = await send('POST', '/api/v1/cases', body, { 'idempotency-key': 'k1' })
    const again = await send('POST', '/api/v1/cases', body, { 'idempotency-key': 'k1' })
    expect(again).toEqual(first)
    expect(
      (await send('POST', '/api/v1/cases', { ...body, statement: '另一件' }, { 'idempotency-key': 'k1' })).status,
    ).toBe(409)
  })

  test('a page elsewhere cannot speak for the person at this machine', async () => {
    const from = (headers: Record<string, string>) => app.request('/api/v1/cases', { headers })
    expect((await from({ host: 'localhost', origin: 'http://evil.example' })).status).toBe(403)
    expect((await from({ host: 'evil.example' })).status).toBe(403)
    expect((await from({ host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787' })).status).toBe(200)
  })
})
