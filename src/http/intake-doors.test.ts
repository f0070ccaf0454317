import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { createApp } from './app.ts'

const key = 'a-long-admin-key'
const parties = [
  { role: 'applicant', name: '章小满', phone: '13800001234' },
  { role: 'respondent', name: '周立波' },
]
const statement = '楼上卫生间漏水,把我家客厅吊顶泡坏了'

describe('the intake calls of the contract', () => {
  let ctx: TestContext
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    ctx = await testContext({ config: readConfig({ ADMIN_API_KEY: key }) })
    app = createApp({ tray: ctx, peer: (c) => c.req.header('x-peer') ?? 'test', ready: () => true })
  })
  afterAll(() => ctx.close())

  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { authorization: `Bearer ${key}` },
  ) => {
    const form = body instanceof FormData
    const response = await app.request(path, {
      method,
      headers: { ...(body !== undefined && !form && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : form ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : undefined }
  }
  const open = async (more: object = {}) => (await send('POST', '/api/v1/cases', { statement, parties, ...more })).json
  const chat = async (message: string, conversationId?: string, headers?: Record<string, string>) => {
    const { text } = await send('POST', '/api/v1/chat', { message, conversationId }, headers)
    return JSON.parse(/event: done\ndata: (.*)/.exec(text)![1]!) as { conversationId: string; stage: string }
  }

  test('a registered case names what it may repeat; the case tells its booking, and the next step its duty', async () => {
    await open()
    const again = await open()
    expect(again.duplicates).toHaveLength(1)
    const { json } = await send('POST', `/api/v1/cases/${again.id}/duplicates`)
    expect(json.items[0]).toMatchObject({ score: expect.any(Number), reasons: expect.arrayContaining(['同一类纠纷']) })
    await send('POST', `/api/v1/cases/${again.id}/advance`, { action: 'screen' })
    const lacking = await send('POST', `/api/v1/cases/${again.id}/advance`, { action: 'assign' })
    expect([lacking.status, lacking.json.error.details.suggested[0].code]).toEqual([422, 'property_ptc'])
    const assigned = await send('POST', `/api/v1/cases/${again.id}/advance`, {
      action: 'assign',
      department: 'medical_ptc',
    })
    expect(assigned.json).toMatchObject({ booking: { on: '2026-11-25', half: 'am' }, duty: { state: 'off' } })
    expect(
      (
        await send('POST', `/api/v1/cases/${again.id}/advance`, {
          action: 'return',
          reasonCode: 'nonsense',
          reason: 'x',
        })
      ).status,
    ).toBe(400)
  })

  test('merge and unmerge', async () => {
    const [kept, merged] = [await open(), await open()]
    expect((await send('POST', `/api/v1/cases/${merged.id}/merge`, { into: kept.id })).status).toBe(400)
    expect((await send('POST', `/api/v1/cases/${merged.id}/merge`, { into: 'case_x', reason: '重复' })).status).toBe(
      404,
    )
    const done = await send('POST', `/api/v1/cases/${merged.id}/merge`, { into: kept.id, reason: '重复登记' })
    expect(done.json).toMatchObject({ id: kept.id, merged: [{ id: merged.id }] })
    expect((await send('GET', `/api/v1/cases/${kept.id}/records`)).json.items).toHaveLength(2)
    expect((await send('POST', `/api/v1/cases/${merged.id}/merge`, { into: kept.id, reason: '再并' })).status).toBe(409)
    expect((await send('POST', `/api/v1/cases/${merged.id}/unmerge`, { reason: '并错了' })).json.status).toBe(
      'registered',
    )
  })

  test('match offers three; corrections, desk and roster of today answer; bad input is 400', async () => {
    const { id } = await open()
    const match = await send('POST', `/api/v1/cases/${id}/match`, {})
    expect(match.json.matches).toHaveLength(3)
    expect((await send('POST', `/api/v1/cases/${id}/match`, { gender: 'any' })).status).toBe(400)
    const fix = { field: 'disputeType', after: 'property_mgmt.service', reason: '是物业的事' }
    expect((await send('POST', `/api/v1/cases/${id}/corrections`, fix)).status).toBe(201)
    expect((await send('POST', `/api/v1/cases/${id}/corrections`, fix)).status).toBe(409)
    expect((await send('POST', `/api/v1/cases/${id}/corrections`, { ...fix, extra: 1 })).status).toBe(400)
    expect((await send('GET', `/api/v1/cases/${id}/corrections`)).json.items[0]).toMatchObject({
      after: fix.after,
      by: '管理员',
    })
    expect((await send('GET', '/api/v1/corrections')).json.items[0]).toEqual({ subtype: fix.after, text: statement })
    const desk = (await send('GET', '/api/v1/desk?limit=1')).json
    expect(desk.queue).toMatchObject({ items: [expect.anything()], next: expect.any(String) })
    expect(desk.corrected.corrected).toBe(1)
    expect((await send('GET', '/api/v1/desk?limit=0')).status).toBe(400)
    const today = (await send('GET', '/api/v1/roster/today?departments=court,medical_ptc')).json
    expect(today.departments.map(({ state }: { state: string }) => state)).toEqual(['on_duty', 'off'])
    expect((await send('GET', '/api/v1/roster/today?departments=A B')).status).toBe(400)
    expect((await send('GET', `/api/v1/cases/${id}/departments`)).json.doors[0].duty.words).toContain('在岗')
  })

  test('leave and swaps travel through GET and PUT /roster', async () => {
    const { items, version } = (await send('GET', '/api/v1/roster')).json
    const rows = [
      ...items,
      {
        kind: 'leave',
        departments: ['court'],
        from: '2026-11-23',
        to: '2026-11-23',
        halves: ['am', 'pm'],
        reason: '培训',
      },
      {
        kind: 'swap',
        departments: ['fire', 'union'],
        give: { on: '2026-11-27', half: 'pm' },
        take: { on: '2026-11-23', half: 'am' },
      },
    ]
    const put = await send('PUT', '/api/v1/roster', { items: rows })
    expect([put.status, put.json.version, put.json.items.length]).toEqual([200, version + 1, rows.length])
    expect(put.json.items.slice(-2)).toEqual(rows.slice(-2))
    const [court] = (await send('GET', '/api/v1/roster/today?departments=court')).json.departments
    expect(court).toMatchObject({ state: 'absent', reason: '培训', next: { on: '2026-11-24' } })
  })

  test('a resident reaches none of the staff’s calls', async () => {
    const { id } = await open()
    for (const [method, path, body] of [
      ['GET', '/api/v1/desk'],
      ['GET', '/api/v1/roster/today'],
      ['GET', '/api/v1/corrections'],
      ['GET', `/api/v1/cases/${id}/corrections`],
      ['GET', `/api/v1/cases/${id}/departments`],
      ['GET', `/api/v1/cases/${id}/evidence`],
      ['GET', '/api/v1/attachments/att_x/file'],
      ['POST', `/api/v1/cases/${id}/duplicates`],
      ['POST', `/api/v1/cases/${id}/merge`, { into: 'x', reason: 'x' }],
      ['POST', `/api/v1/cases/${id}/unmerge`, { reason: 'x' }],
      ['POST', `/api/v1/cases/${id}/match`, {}],
      ['POST', `/api/v1/cases/${id}/corrections`, { field: 'title', after: 'x', reason: 'x' }],
      ['POST', '/api/v1/conversations/x/messages', { text: 'x' }],
    ] as const)
      expect([path, (await send(method, path, body, {})).status]).toEqual([path, 403])
    // The words for codes are everybody's: the residents' pages say them.
    expect((await send('GET', '/api/v1/taxonomy/words', undefined, {})).json.subtypes['neighbor.leak']).toBe('漏水')
  })

  test('attachments: one file as a form; kinds by their bytes; the original back as a download', async () => {
    const { conversationId } = await chat('租房押金三千房东不退', undefined, {})
    const form = (...files: [string, string][]) => {
      const data = new FormData()
      for (const [name, text] of files) data.append('file', new File([text], name))
      return data
    }
    const path = `/api/v1/conversations/${conversationId}/attachments`
    const pdf = await send('POST', path, form(['合同.pdf', '%PDF-1.4\n%nothing']), {})
    expect([pdf.status, pdf.json.attachment.mime]).toEqual([201, 'application/pdf'])
    expect((await send('POST', path, form(['a.png', 'no picture']), {})).json.error.code).toBe('invalid')
    expect((await send('POST', path, form(['a.pdf', '%PDF-1.4'], ['b.pdf', '%PDF-1.4']), {})).status).toBe(400)
    expect((await send('POST', path, {}, {})).status).toBe(400)
    expect(
      (await send('POST', '/api/v1/conversations/conv_x/attachments', form(['a.pdf', '%PDF-1.4']), {})).status,
    ).toBe(404)
    const big = form(['大.pdf', `%PDF-1.4${'0'.repeat(11 * 1024 * 1024)}`])
    expect((await send('POST', path, big, {})).status).toBe(400)
    const file = await app.request(`/api/v1/attachments/${pdf.json.attachment.id}/file`, {
      headers: { authorization: `Bearer ${key}` },
    })
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await file.text()).toBe('%PDF-1.4\n%nothing')
  })

  test('an empty message is 400; a hundred in a minute end in 429', async () => {
    expect((await send('POST', '/api/v1/chat', { message: '  ' }, { 'x-peer': 'flood' })).status).toBe(400)
    const statuses: number[] = []
    for (let i = 0; i < 100; i++)
      statuses.push((await send('POST', '/api/v1/chat', { message: '' }, { 'x-peer': 'flood' })).status)
    expect(statuses[0]).toBe(400)
    expect(statuses.at(-1)).toBe(429)
  })

  test('the OpenAPI document names every call there is', async () => {
    const { paths } = (await send('GET', '/openapi.json')).json
    const served = app.routes
      .filter(
        ({ method, path }) => method !== 'ALL' && !path.includes('*') && !['/docs', '/openapi.json'].includes(path),
      )
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect([...new Set(served)].filter((call) => !described.includes(call))).toEqual([])
    expect(paths['/api/v1/chat'].post.responses['200'].content).toHaveProperty('text/event-stream')
    expect(paths['/api/v1/conversations/{id}/attachments'].post.requestBody.content).toHaveProperty(
      'multipart/form-data',
    )
    expect(JSON.stringify(paths['/api/v1/roster'].put)).toContain('swap')
  })
})
