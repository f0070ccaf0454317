import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { idempotencyKeys } from '../db/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { createApp } from './app.ts'

describe('the doors under bad input', () => {
  let ctx: TestContext
  let app: ReturnType<typeof createApp>
  beforeAll(async () => {
    ctx = await testContext()
    app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  })
  afterAll(() => ctx.close())

  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(path, {
      method,
      headers: { host: 'localhost', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
    const text = await response.text()
    return {
      status: response.status,
      json: text.startsWith('{') ? JSON.parse(text) : undefined,
      headers: response.headers,
    }
  }
  const parties = [{ role: 'applicant', name: '章小满' }]
  const open = (more: object = {}) => send('POST', '/api/v1/cases', { statement: '楼上漏水', parties, ...more })

  test('a body that is not said to be JSON is refused in words that help', async () => {
    const { status, json } = await send('POST', '/api/v1/cases', '{"statement":"a"}', { 'content-type': 'text/plain' })
    expect([status, json.error.code]).toEqual([400, 'invalid'])
    expect(json.error.message).toContain('application/json')
  })

  test.each([
    '/api/v1/cases/%00',
    '/api/v1/cases/a%00b/timeline',
    '/api/v1/conversations/%00',
    '/api/v1/cases?status=%00',
    '/api/v1/knowledge/passage?key=%00',
  ])('a NUL in the address %s is invalid', async (path) => {
    expect((await send('GET', path)).status).toBe(400)
  })

  test('control characters and half surrogates are dropped wherever they stand in a body, keys too', async () => {
    const details = { 'gen\u0000der': '女\u0007\ud800' }
    const { status, json } = await open({ parties: [{ role: 'applicant', name: '章\u0000小满', details }] })
    expect(status).toBe(201)
    expect(json.parties[0]).toMatchObject({ name: '章小满', details: { gender: '女\ufffd' } })
    const step = { action: 'screen', reason: '来访\u0000\ud800' }
    expect((await send('POST', `/api/v1/cases/${json.id}/advance`, step)).status).toBe(200)
  })

  test('an empty department, mediator or party is as good as none', async () => {
    const { id } = (await open()).json
    await send('POST', `/api/v1/cases/${id}/advance`, { action: 'screen' })
    for (const empty of [{ department: '' }, { department: 'court', mediator: ' ' }])
      expect((await send('POST', `/api/v1/cases/${id}/advance`, { action: 'assign', ...empty })).status).toBe(400)
    const said = { at: '2026-11-01', by: '章小满', text: '水还在滴', party: '' }
    expect((await send('POST', `/api/v1/cases/${id}/records`, said)).status).toBe(404)
  })

  test('today as a bare day is accepted before eight in the morning', async () => {
    const early = createApp({
      tray: { ...ctx, now: () => new Date('2026-11-23T06:30:00+08:00') },
      peer: () => 'test',
      ready: () => true,
    })
    const opened = (receivedAt: string) =>
      early.request('/api/v1/cases', {
        method: 'POST',
        headers: { host: 'localhost', 'content-type': 'application/json' },
        body: JSON.stringify({ statement: '楼上漏水', parties, receivedAt }),
      })
    expect((await opened('2026-11-23')).status).toBe(201)
    expect((await opened('2026-11-24')).status).toBe(400)
  })

  test('an Idempotency-Key asked for twice at once opens one case; one cut off by a crash may be tried again', async () => {
    const post = () => send('POST', '/api/v1/cases', { statement: '楼上漏水', parties }, { 'idempotency-key': 'one' })
    const answers = (await Promise.all([post(), post(), post()])).concat(await post())
    const numbers = answers.filter(({ status }) => status === 201).map(({ json }) => json.number)
    expect(new Set(numbers).size).toBe(1)
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    const cut = new Date(ctx.now().getTime() - 11 * 60_000)
    await ctx.db.update(idempotencyKeys).set({ status: null, createdAt: cut })
    expect((await post()).status).toBe(201)
  })

  test('a body nested thousands deep is invalid', async () => {
    const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
    expect((await send('POST', '/api/v1/cases', nested)).status).toBe(400)
    expect((await send('PATCH', '/api/v1/documents/x', `{"content":${nested}}`)).status).toBe(400)
  })

  test.each(['0000-01-01', '0001-01-01T00:00:00Z', '1899-12-31', '9999-12-31', '2026-02-30', 'yesterday'])(
    'a case received on %s is invalid',
    async (receivedAt) => expect((await open({ receivedAt })).json.error.code).toBe('invalid'),
  )

  test.each([
    'limit=0',
    'limit=-1',
    'limit=201',
    'limit=1.5',
    'status=nope',
    'foo=1',
    'cursor=abc',
    ...['+275760-09-13T00:00:00.000Z case_x', '0000-01-01 case_x', '2026-01-01T00:00:00.000Z \u0000'].map(
      (forged) => `cursor=${encodeURIComponent(btoa(forged))}`,
    ),
  ])('the list of cases refuses %s', async (query) => {
    expect((await send('GET', `/api/v1/cases?${query}`)).status).toBe(400)
  })

  test('an unknown field is refused where a call takes no query or no body', async () => {
    const { id } = (await open()).json
    expect((await send('GET', `/api/v1/cases/${id}?foo=1`)).status).toBe(400)
    expect((await send('POST', '/api/v1/conversations/x/takeover', { foo: 1 })).status).toBe(400)
    expect((await send('POST', '/api/v1/conversations/x/takeover', {})).status).toBe(404)
  })

  test.each([
    ['"abc"', 400],
    ['-1', 400],
    ['1.5', 400],
    ['1, 2', 400],
    ['"7"', 409],
    ['W/"7"', 409],
    ['*', 200],
    ['0', 409],
  ])('If-Match %s answers %i', async (ifMatch, status) => {
    const { items } = (await send('GET', '/api/v1/roster')).json
    expect((await send('PUT', '/api/v1/roster', { items }, { 'if-match': '*' })).status).toBe(200)
    expect((await send('PUT', '/api/v1/roster', { items }, { 'if-match': ifMatch })).status).toBe(status)
  })

  test('a call that is not there is not_found even where an entry serves the workbench on every other address', async () => {
    const served = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
    served.get('/*', (c) => c.html('<p>workbench</p>'))
    for (const path of ['/api/v1/nope', '/v1/nope', '/mcp/nope']) {
      const response = await served.request(path, { headers: { host: 'localhost' } })
      expect([response.status, (await response.json()).error.code]).toEqual([404, 'not_found'])
    }
    expect((await served.request('/cases/x', { headers: { host: 'localhost' } })).status).toBe(200)
  })

  test('MCP refuses what is not a POST, and foreign shapes, in its own shape', async () => {
    for (const method of ['GET', 'DELETE', 'PUT']) expect((await send(method, '/mcp')).status).toBe(405)
    const accept = { accept: 'application/json, text/event-stream' }
    for (const [body, headers] of [
      ['{', accept],
      ['{"x":1}', accept],
      ['{}', { accept: 'text/html' }],
      ['{}', { ...accept, 'content-type': 'text/plain' }],
    ] as const) {
      const { status, json } = await send('POST', '/mcp', body, headers)
      expect([status >= 400 && status < 500, json?.jsonrpc]).toEqual([true, '2.0'])
    }
  })

  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
  test.each([
    [0, 400],
    [1, 200],
    [20, 200],
    [21, 400],
    [2000, 400],
  ])('an MCP batch of %i messages answers %i', async (count, status) => {
    const answer = await app.request('/mcp', {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify(Array.from({ length: count }, (_, id) => ({ ...ping, id }))),
    })
    expect(answer.status).toBe(status)
    if (status === 400) expect(await answer.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32600 }, id: null })
  })

  test('a kind of dispute that nobody knows is refused, and named', async () => {
    const { status, json } = await open({ disputeType: 'nope.x' })
    expect([status, json.error.code, json.error.details]).toEqual([400, 'invalid', { field: 'disputeType' }])
    expect((await open({ disputeType: 'neighbor.leak' })).status).toBe(201)
  })

  test('a search for a kind of dispute that is not there is invalid, one for a family of them is not', async () => {
    const { status, json } = await send('GET', '/api/v1/knowledge/search?q=漏水&dispute=nope')
    expect([status, json.error.code, json.error.details]).toEqual([400, 'invalid', { field: 'dispute' }])
    expect((await send('GET', '/api/v1/knowledge/search?q=漏水&dispute=neighbor')).status).toBe(200)
  })

  test.each(['departments', 'teams', 'roster', 'params'])(
    'the table of %s takes no thousands of rows, nor thousands of faults',
    async (name) => {
      const { items, version } = (await send('GET', `/api/v1/${name}`)).json
      for (const wrong of [
        Array.from({ length: 501 }, () => items[0]),
        Array.from({ length: 501 }, () => ({})),
        Array.from({ length: 20_000 }, () => ({})),
      ]) {
        const { status, json } = await send('PUT', `/api/v1/${name}`, { items: wrong })
        expect([status, json.error.code]).toEqual([400, 'invalid'])
        expect(json.error.details?.fields.length ?? 0).toBeLessThanOrEqual(50)
      }
      expect((await send('GET', `/api/v1/${name}`)).json.version).toBe(version)
    },
  )

  test('thousands of faults in any list are refused', async () => {
    expect((await open({ parties: Array.from({ length: 20_000 }, () => ({})) })).status).toBe(400)
    expect((await open({ parties: Array.from({ length: 101 }, () => parties[0]) })).status).toBe(400)
  })

  test('departments, teams and params are never emptied; a roster may be: nobody sits', async () => {
    for (const name of ['departments', 'teams', 'params']) {
      const { items } = (await send('GET', `/api/v1/${name}`)).json
      const { status, json } = await send('PUT', `/api/v1/${name}`, { items: [] })
      expect([status, json.error.details.fields[0].field]).toEqual([400, 'items'])
      expect((await send('GET', `/api/v1/${name}`)).json.items).toEqual(items)
    }
    const { items } = (await send('GET', '/api/v1/roster')).json
    expect((await send('PUT', '/api/v1/roster', { items: [] })).status).toBe(200)
    expect((await send('GET', '/api/v1/roster/today')).status).toBe(200)
    expect((await send('PUT', '/api/v1/roster', { items })).status).toBe(200)
  })

  test('what is wrong with a field is said in Chinese', async () => {
    const { json } = await open({ parties: 'x', statement: 1, extra: 2 })
    expect(json.error.details.fields).toEqual([
      { field: 'statement', problem: '类型不对,应是文字' },
      { field: 'parties', problem: '类型不对,应是列表' },
      { field: 'extra', problem: '没有这个字段' },
    ])
  })
})

describe('how often a peer may ask', () => {
  let ctx: TestContext
  let app: ReturnType<typeof createApp>
  const key = 'a-long-admin-key'
  beforeAll(async () => {
    ctx = await testContext({ config: readConfig({ ADMIN_API_KEY: key }) })
    app = createApp({ tray: ctx, peer: (c) => c.req.header('x-peer') ?? 'test', ready: () => true })
  })
  afterAll(() => ctx.close())

  const post = async (path: string, peer: string, body: unknown, authorization?: string) => {
    const response = await app.request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'x-peer': peer,
        ...(authorization && { authorization }),
      },
      body: JSON.stringify(body),
    })
    return response.status
  }
  const times = async (count: number, ask: () => Promise<number>) => {
    const statuses: number[] = []
    for (let i = 0; i < count; i++) statuses.push(await ask())
    return statuses
  }
  // A registration that is refused counts as well, and asks nothing of the database.
  const bad = { statement: '', parties: [] }

  test('a citizen registers twenty times a minute, each peer for itself; staff go on', async () => {
    const statuses = await times(21, () => post('/api/v1/cases', 'flood', bad))
    expect([statuses.slice(0, 20).every((status) => status === 400), statuses[20]]).toEqual([true, 429])
    expect(await post('/api/v1/cases', 'other', bad)).toBe(400)
    const staff = await times(80, () => post('/api/v1/cases', 'flood', bad, `Bearer ${key}`))
    expect(new Set(staff)).toEqual(new Set([400]))
  })

  test('MCP answers sixty requests a minute, and a registration in a batch counts as one', async () => {
    const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }
    const statuses = await times(61, () => post('/mcp', 'tools', ping))
    expect([statuses[59], statuses[60]]).toEqual([200, 429])
    const call = { jsonrpc: '2.0', method: 'tools/call', params: { name: 'open_case', arguments: bad } }
    const calls = Array.from({ length: 20 }, (_, id) => ({ ...call, id }))
    expect(await post('/mcp', 'batch', calls)).toBe(200)
    expect(await post('/mcp', 'batch', [{ ...call, id: 1 }])).toBe(429)
    expect(await post('/api/v1/cases', 'batch', bad)).toBe(429)
    expect(await post('/mcp', 'batch', ping)).toBe(200)
  })
})

describe('who may read what', () => {
  test('without a key, a citizen of a service that has one reads no case by any door; a wrong key is unauthorized', async () => {
    const ctx = await testContext({ config: readConfig({ ADMIN_API_KEY: 'a-long-admin-key' }) })
    const app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
    const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers })
    for (const path of [
      'cases',
      'cases/x',
      'cases/x/timeline',
      'cases/x/records',
      'cases/x/facts',
      'cases/x/documents',
      'cases/x/obligations',
      'cases/x/proofs',
      'cases/x/way-out',
      'cases/x/way-out/file',
      'proof-files/x',
      'reminders',
      'documents/x/precedents',
      'documents/x/publication',
      'cases/x/dossier',
      'documents/x',
      'documents/x/versions',
      'documents/x/neutrality',
      'cases/x/precheck',
      'cases/x/completeness',
      'templates',
      'templates/note',
      'templates/note/file',
      'documents/x/file',
      'departments',
      'jobs/x',
    ])
      expect([path, (await get(`/api/v1/${path}`)).status]).toEqual([path, 403])
    expect((await get('/api/v1/cases', { authorization: 'Bearer wrong' })).status).toBe(401)
    expect((await get('/api/v1/cases', { authorization: 'Bearer a-long-admin-key' })).status).toBe(200)
    await ctx.close()
  })

  test('without any key set up, only this machine may speak: Host and Origin are checked', async () => {
    const ctx = await testContext()
    const app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
    for (const [headers, status] of [
      [{ host: 'evil.example' }, 403],
      [{ host: 'localhost', origin: 'https://evil.example' }, 403],
      [{ host: 'localhost', origin: 'null' }, 403],
      [{ host: '127.0.0.1.evil.example' }, 403],
      [{ host: 'localhost@evil.example' }, 403],
      [{ host: '[::1]:8787', origin: 'http://localhost:8787' }, 200],
    ] as [Record<string, string>, number][])
      expect([headers, (await app.request('/api/v1/cases', { headers })).status]).toEqual([headers, status])
    await ctx.close()
  })
})
