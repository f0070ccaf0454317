import { convertToHtml } from 'mammoth'
import PizZip from 'pizzip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecord, getTimeline, openCase } from '../cases/index.ts'
import { createApp } from '../http/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { compareVersions, draftDocument, editDocument } from './index.ts'

let ctx: TestContext
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  ctx = await testContext()
  app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
})
afterAll(() => ctx.close())

const settlement =
  '双方自愿达成如下协议:1.周明华于2026年11月30日前赔偿林秋月修复费用6500元,转账至林秋月建设银行尾号4417的账户;2.周明华于2026年12月15日前重做主卫防水,做24小时闭水复验。'

async function draft() {
  const file = await openCase(ctx, {
    statement: '楼上602漏水,我家502吊顶泡坏了,要赔9000元。',
    disputeType: 'neighbor.leak',
    receivedAt: '2026-10-08',
    parties: [
      {
        role: 'applicant',
        name: '林秋月',
        idNumber: '330104198209173310',
        phone: '13857112204',
        address: '文海苑502室',
      },
      {
        role: 'respondent',
        name: '周明华',
        idNumber: '330104197503120020',
        phone: '13606518830',
        address: '文海苑602室',
      },
    ],
  })
  await addRecord(ctx, { caseId: file.id, at: '2026-11-05', by: '调解记录', text: settlement })
  return draftDocument(ctx, { caseId: file.id, form: 'agreement' })
}
const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await app.request(path, {
    method,
    headers: { host: 'localhost', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what the service really sent
  return { status: response.status, json: (await response.json()) as any }
}

test.each([
  ['nothing', {}],
  ['a field nobody knows', { clauses: ['x'] }],
  ['a known and an unknown field', { title: '协议', clauses: [] }],
  ['a list', []],
  ['a number', 5],
  ['null', null],
  ['words of the wrong kind', { text: 5 }],
  ['text beside structure', { text: 'x', sections: [] }],
  ['sections without items', { sections: [{ key: 'terms' }] }],
  ['an item with more than it may have', { sections: [{ key: 'terms', items: [{ text: 'x', colour: 'red' }] }] }],
  ['no text left', { text: '  \n ' }],
  ['no section left', { sections: [] }],
  ['a line beyond all bounds', { text: '长'.repeat(6_000) }],
  ['another number of the file', { number: '（2020）钱综人调字第9号' }],
  ['another form', { form: 'record' }],
])('an edit of unknown shape is refused and makes no version: %s', async (_, content) => {
  const { id } = await draft()
  const { status, json } = await send('PATCH', `/api/v1/documents/${id}`, { content })
  expect([status, json.error.code]).toEqual([400, 'invalid'])
  expect((await send('GET', `/api/v1/documents/${id}`)).json.version).toBe(1)
})

test('what the service gave may be sent back, with what it keeps beside the text', async () => {
  const document = await draft()
  const { status, json } = await send('PATCH', `/api/v1/documents/${document.id}`, { content: document.content })
  expect([status, json.version, json.text]).toEqual([200, 2, document.text])
  const { difference } = await compareVersions(ctx, { documentId: document.id })
  expect(difference).toMatchObject({ from: 1, to: 2, added: 0, removed: 0 })
})

test('an edit on an older version than the newest is a conflict, by If-Match or at once', async () => {
  const { id, text } = await draft()
  const edit = (by: string, headers = {}) =>
    send('PATCH', `/api/v1/documents/${id}`, { content: { text: text.replace('6500元', `${by}元`) } }, headers)
  expect((await edit('6400', { 'if-match': '"1"' })).status).toBe(200)
  const late = await edit('6300', { 'if-match': '"1"' })
  expect([late.status, late.json.error.details]).toEqual([409, { version: 2 }])
  const both = await Promise.all([edit('6200'), edit('6100')])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect((await send('GET', `/api/v1/documents/${id}`)).json.version).toBe(3)
})

test('two versions are compared line by line, and the lines of a person stay theirs in every later version', async () => {
  const { id, caseId, text } = await draft()
  const first = '周明华于2026年11月30日前赔偿林秋月修复费用6500元'
  const reworded = await editDocument(
    { ...ctx, actor: { ...testActor('mediator'), label: '何调解' } },
    { documentId: id, content: text.replace(first, `${first}(含人工费)`) },
  )
  const whole = structuredClone(reworded.content) as { sections: { key: string; items: { text: string }[] }[] }
  const terms = whole.sections.find(({ key }) => key === 'terms')!
  terms.items.push({ text: '双方今后和睦相处。' })
  await editDocument({ ...ctx, actor: { ...testActor('lawyer'), label: '陈律师' } }, { documentId: id, content: whole })

  const { status, json } = await send('GET', `/api/v1/documents/${id}/versions?from=1&to=3`)
  expect(status).toBe(200)
  expect(json.items.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3])
  const changed = json.difference.lines.filter(({ kind }: { kind: string }) => kind !== 'kept')
  expect(changed).toEqual([
    expect.objectContaining({ kind: 'removed', place: '协议内容第1条', by: 'machine', since: 1 }),
    expect.objectContaining({ kind: 'added', place: '协议内容第1条', by: 'person', author: '何调解', since: 2 }),
    expect.objectContaining({ kind: 'added', place: '协议内容第3条', by: 'person', author: '陈律师', since: 3 }),
  ])
  expect(changed[1].parts.filter(({ kind }: { kind: string }) => kind === 'added')).toEqual([
    { kind: 'added', text: '(含人工费)' },
  ])
  const mine = json.lines.filter(({ by }: { by: string }) => by === 'person')
  expect(mine.map(({ author, since }: { author: string; since: number }) => [author, since])).toEqual([
    ['何调解', 2],
    ['陈律师', 3],
  ])
  expect((await compareVersions(ctx, { documentId: id })).difference).toMatchObject({
    from: 2,
    to: 3,
    added: 1,
    removed: 0,
  })
  expect((await send('GET', `/api/v1/documents/${id}/versions?from=1&to=9`)).status).toBe(404)
  expect((await send('GET', `/api/v1/documents/${id}/versions?from=x`)).status).toBe(400)
  expect((await send('GET', `/api/v1/documents/${id}?version=1`)).json.text).toBe(text)
  const events = (await getTimeline(ctx, caseId)).filter(({ event }) => event === 'document.revised')
  expect(events.map(({ actor, details }) => [actor.label, details.version])).toEqual([
    ['何调解', 2],
    ['陈律师', 3],
  ])
})

test('a citizen compares nothing, a department edits nothing', async () => {
  const { id } = await draft()
  await expect(compareVersions({ ...ctx, actor: testActor('citizen') }, { documentId: id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  await expect(
    editDocument({ ...ctx, actor: testActor('department') }, { documentId: id, content: '改了' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('the lines on performance follow the clauses a person changed', async () => {
  const { id, text } = await draft()
  expect(text).toContain('第1条，期限：2026年11月30日前')
  const edited = await editDocument(ctx, {
    documentId: id,
    content: { text: text.replace('周明华于2026年11月30日前赔偿', '周明华于2026年12月20日前赔偿') },
  })
  expect(edited.text).toContain('第1条，期限：2026年12月20日前')
  expect(edited.text).not.toContain('2026年11月30日')
  expect(edited.text).toContain('第2条，期限：2026年12月15日前')
  // A clause taken out takes its line along, and the next moves up.
  const whole = structuredClone(edited.content) as { sections: { key: string; items: unknown[] }[] }
  whole.sections.find(({ key }) => key === 'terms')!.items.shift()
  const shorter = await editDocument(ctx, { documentId: id, content: whole })
  expect(shorter.text).toContain('第1条，期限：2026年12月15日前')
  expect(shorter.text).not.toContain('第2条')
  expect(shorter.findings.filter(({ rule }) => rule === 'PLAN')).toEqual([])
})

test('a line on performance a person wrote against its clause blocks until both say the same', async () => {
  const { id, text } = await draft()
  const plan = text.split('\n').find((line) => line.startsWith('第1条，'))!
  const wrong = await editDocument(ctx, {
    documentId: id,
    content: { text: text.replace(plan, '第1条，期限：2027年1月31日前；方式：现金支付6000元。') },
  })
  const found = wrong.findings.filter(({ rule }) => rule === 'PLAN')
  expect(found.map(({ level }) => level)).toEqual(['block', 'block', 'block'])
  expect(found.map(({ message }) => message).join()).toMatch(/2027-01-31.*6000元.*现金/)
  expect((await send('POST', `/api/v1/documents/${id}/confirm`)).status).toBe(409)
  const mended = await editDocument(ctx, { documentId: id, content: { text } })
  expect(mended.findings.filter(({ rule }) => rule === 'PLAN')).toEqual([])
  expect(mended.sources.every(({ label }) => label !== 'person')).toBe(true)
  const stray = await editDocument(ctx, {
    documentId: id,
    content: { text: text.replace(plan, `${plan}\n第7条，期限：2026年12月31日前。`) },
  })
  expect(stray.findings).toContainEqual(
    expect.objectContaining({ rule: 'PLAN', message: expect.stringContaining('第7条') }),
  )
})

test('a whole text keeps lines where they stood, also under parts without a heading, and takes a new place for a signature', async () => {
  const { caseId } = await draft()
  const notice = await draftDocument(ctx, { caseId, form: 'notice' })
  const edited = await editDocument(ctx, {
    documentId: notice.id,
    content: notice.text
      .replace('尊重对方当事人行使权利。', '尊重对方当事人行使权利,不打断对方发言。')
      .concat('\n见证人（签名）：'),
  })
  const shape = (content: unknown) =>
    (content as { sections: { key: string; items: unknown[] }[] }).sections.map(({ key, items }) => [key, items.length])
  expect(shape(edited.content)).toEqual(shape(notice.content))
  expect(edited.sources.filter(({ label }) => label === 'person')).toHaveLength(1)
  expect((edited.content.signatures as { label: string }[]).at(-1)?.label).toBe('见证人（签名）')
})

test('the sources go along as an annex in Word, HTML and Markdown, of any version, and name records in words', async () => {
  const { id, text, caseId } = await draft()
  await editDocument(ctx, { documentId: id, content: { text: text.replace('24小时', '48小时') } })
  const get = async (query: string) => {
    const response = await app.request(`/api/v1/documents/${id}/file?${query}`, { headers: { host: 'localhost' } })
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const read = async (bytes: Buffer) => (await convertToHtml({ buffer: bytes })).value
  const annex = await read((await get('format=docx&annex=true')).bytes)
  expect(annex).toContain('附录：每句话的来源')
  expect(annex).toContain('调解记录(2026年11月5日)')
  expect(annex).toContain('人工修改')
  expect(annex).toContain('《中华人民共和国人民调解法》第二十九条')
  expect(await read((await get('format=docx')).bytes)).not.toContain('附录')
  const first = await read((await get('format=docx&annex=true&version=1')).bytes)
  expect(first).toContain('第1版')
  expect(first).not.toContain('人工修改')
  const zip = new PizZip((await get('format=docx&annex=true')).bytes)
  expect(zip.file('word/document.xml')!.asText()).toMatch(/<\/w:tbl><w:p\/><w:sectPr/)
  expect((await get('format=html&annex=true')).bytes.toString()).toContain('调解记录(2026年11月5日)')
  expect((await get('format=md')).bytes.toString()).toContain('附:每句话的来源')
  expect((await get('format=md&annex=false')).bytes.toString()).not.toContain('附:每句话的来源')
  for (const bad of ['annex=maybe', 'version=0', 'version=x', 'format=exe', 'foo=1'])
    expect((await get(bad)).status).toBe(400)
  expect((await get('version=9')).status).toBe(404)
  expect(caseId).toMatch(/^case_/)
})
