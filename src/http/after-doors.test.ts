import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { handlers, times } from '../jobs/index.ts'
import { loadKnowledge } from '../knowledge/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { signedCase } from '../testing/signed.ts'
import { createApp } from './app.ts'

const key = 'a-long-admin-key'
const clauses = ['周明华赔偿林秋月6000元,分两期支付:2026年11月24日前付3000元,2026年12月31日前付3000元,转账']

describe('the calls after signing', () => {
  let ctx: TestContext
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    ctx = await testContext({ config: readConfig({ ADMIN_API_KEY: key }) })
    await loadKnowledge(ctx)
    app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  })
  afterAll(() => ctx.close())

  const send = async (method: string, path: string, body?: unknown, by: string | undefined = key) => {
    const form = body instanceof FormData
    const response = await app.request(path, {
      method,
      headers: {
        ...(by && { authorization: `Bearer ${by}` }),
        ...(body !== undefined && !form && { 'content-type': 'application/json' }),
      },
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
    })
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      type,
      // biome-ignore lint/suspicious/noExplicitAny: a test reads what the service really sent
      json: (type.includes('json') ? await response.json() : undefined) as any,
      response,
    }
  }

  test('a payment, its file, its striking out, a waiver and a later day, each seen in the schedule', async () => {
    const { caseId } = await signedCase(ctx, { clauses })
    const at = `/api/v1/cases/${caseId}`
    const { json } = await send('GET', `${at}/obligations`)
    expect(json.items.map(({ state }: { state: string }) => state)).toEqual(['due', 'due'])
    const paid = await send('POST', `${at}/proofs`, {
      obligationId: json.items[0].id,
      amountFen: 100_000,
      doneOn: '2026-11-23',
      note: '回单',
    })
    expect(paid.status).toBe(201)
    const { receipt } = paid.json.items[0]

    const form = new FormData()
    form.set('file', new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31])], '回单.pdf'))
    const filed = await send('POST', `/api/v1/proofs/${receipt}/files`, form)
    expect(filed.status).toBe(201)
    const back = await send('GET', `/api/v1/proof-files/${filed.json.items[0].files[0].id}`)
    expect([back.status, back.type]).toEqual([200, 'application/pdf'])

    const tooMuch = await send('POST', `${at}/proofs`, {
      obligationId: json.items[0].id,
      amountFen: 200_001,
      doneOn: '2026-11-23',
      note: '多付',
    })
    expect([tooMuch.status, tooMuch.json.error.details]).toEqual([422, { leftFen: 200_000, excessFen: 1 }])
    expect((await send('POST', `/api/v1/proofs/${receipt}/void`, { reason: '退票' })).status).toBe(200)
    const later = await send('PATCH', `/api/v1/obligations/${json.items[0].id}`, {
      dueOn: '2026-12-10',
      reason: '双方同意',
    })
    expect(later.json.items[0]).toMatchObject({ dueOn: '2026-12-10', paidFen: 0 })
    const waived = await send('PATCH', `/api/v1/obligations/${json.items[1].id}`, { waive: true, reason: '免了' })
    expect(waived.json.items[1]).toMatchObject({ state: 'waived', leftFen: 0 })
  })

  test('bad input is a clear refusal, never an accident', async () => {
    const { caseId } = await signedCase(ctx, { clauses })
    const at = `/api/v1/cases/${caseId}`
    const good = { amountFen: 100, doneOn: '2026-11-23', note: '回单' }
    for (const [body, status] of [
      [{ ...good, extra: 1 }, 400],
      [{ ...good, amountFen: 0 }, 400],
      [{ ...good, amountFen: -5 }, 400],
      [{ ...good, amountFen: 1e30 }, 400],
      [{ ...good, amountFen: 0.5 }, 400],
      [{ ...good, doneOn: '2026-02-30' }, 400],
      [{ ...good, doneOn: '2099-01-01' }, 400],
      [{ ...good, note: ' ' }, 400],
      [{ ...good, obligationId: 'obl_nothing' }, 404],
      [{ ...good, debtorId: 'party_nothing' }, 422],
      [{ doneOn: '2026-11-23', note: '没有金额' }, 422],
    ] as const) {
      const answer = await send('POST', `${at}/proofs`, body)
      expect([answer.status, JSON.stringify(body)]).toEqual([status, JSON.stringify(body)])
    }
    expect((await send('GET', `${at}/proofs`)).json.items).toEqual([])
    for (const [method, path, body, status] of [
      ['GET', `${at}/way-out?route=prayer`, undefined, 400],
      ['GET', `${at}/way-out?extra=1`, undefined, 400],
      ['GET', `${at}/way-out/file?format=exe`, undefined, 400],
      ['GET', '/api/v1/cases/case_nothing/way-out', undefined, 404],
      ['PATCH', '/api/v1/obligations/obl_nothing', { waive: true, reason: '无' }, 404],
      ['PATCH', '/api/v1/obligations/obl_nothing', { reason: '什么也没说' }, 400],
      ['POST', `${at}/obligations/accelerate`, { reason: '没有这一条' }, 422],
      ['POST', '/api/v1/proofs/rcpt_nothing/files', new FormData(), 400],
      ['POST', '/api/v1/proofs/rcpt_nothing/void', { reason: '没有' }, 404],
      ['POST', '/api/v1/reminders/rem_nothing/close', undefined, 404],
      ['GET', '/api/v1/documents/doc_nothing/precedents', undefined, 404],
      ['POST', '/api/v1/documents/doc_nothing/publication', { hash: 'x' }, 404],
      ['POST', `${at}/understood`, { party: 'party_x', documentId: 'doc_x', clauses: [] }, 400],
    ] as const)
      expect([path, (await send(method, path, body)).status]).toEqual([path, status])
    for (const [method, path] of [
      ['POST', `${at}/proofs`],
      ['POST', `${at}/obligations/demands`],
      ['POST', '/api/v1/proofs/x/files'],
    ] as const)
      expect(
        (await send(method, path, { ...good, debtorId: 'x', sentOn: '2026-11-23', method: '电话' }, '')).status,
      ).toBeGreaterThanOrEqual(400)
  })

  test('a pack comes as JSON and as a Word file; a draft beside past agreements; a preview before publishing', async () => {
    const { caseId, documentId } = await signedCase(ctx, { clauses })
    const { json } = await send('GET', `/api/v1/cases/${caseId}/way-out`)
    expect(json).toMatchObject({ route: 'confirmation', fits: true })
    const file = await send('GET', `/api/v1/cases/${caseId}/way-out/file?format=docx&route=suit`)
    expect(file.type).toContain('wordprocessingml')
    expect((await send('GET', `/api/v1/documents/${documentId}/precedents`)).json.precedents.length).toBeGreaterThan(0)
    const preview = await send('GET', `/api/v1/documents/${documentId}/publication`)
    expect(preview.json.terms.join()).not.toContain('周明华')
    const kept = await send('POST', `/api/v1/documents/${documentId}/publication`, { hash: preview.json.hash })
    expect([kept.status, kept.json.key]).toEqual([201, expect.stringMatching(/^agreement:/)])
    const { json: hits } = await send(
      'GET',
      `/api/v1/knowledge/passage?key=${encodeURIComponent(`${kept.json.key}#1`)}`,
    )
    expect(hits.passage.text).toContain('周某')
  })

  test('the scan is a job by the clock, and raises what is due when the service starts', async () => {
    const { caseId } = await signedCase(ctx, { clauses })
    const system = { ...ctx, actor: { kind: 'system', id: 'system', role: 'admin', label: '系统' } as const }
    let ran: () => void = () => {}
    const done = new Promise<void>((resolve) => {
      ran = resolve
    })
    const scan = handlers(system)['obligations.scan']!
    await ctx.queue.start({ 'obligations.scan': async (...given) => scan(...given).finally(ran) }, times)
    await done
    const { json } = await send('GET', `/api/v1/reminders?caseId=${caseId}`)
    expect(json.items.map(({ kind }: { kind: string }) => kind)).toEqual(['soon'])
    const desk = await send('GET', '/api/v1/desk')
    expect(desk.json.reminders.some((it: { caseId: string }) => it.caseId === caseId)).toBe(true)
    expect((await send('POST', `/api/v1/reminders/${json.items[0].id}/close`)).status).toBe(200)
    expect((await send('GET', `/api/v1/reminders?caseId=${caseId}`)).json.items).toEqual([])
  })
})
