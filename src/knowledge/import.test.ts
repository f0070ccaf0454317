import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import { gzipSync, zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Shelf } from '../context.ts'
import { AppError } from '../errors.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { corpusFolder } from '../testing/corpus.ts'
import { decodeText, openArchive } from './archive.ts'
import { getPassage, importKnowledge, searchKnowledge } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const empty: Shelf = { list: () => [], text: missing, bytes: missing }
function missing(path: string): never {
  throw new AppError('not_found', path)
}

const law = (title: string, ...articles: string[]) =>
  `# 中华人民共和国${title}\n\n2019年5月1日 第一届全国人民代表大会第一次会议通过\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n${articles
    .map((a, i) => `第${'一二三四五六七八九'[i]}条 ${a}`)
    .join('\n\n')}\n`
const water = law('用水法', '用水要节约，漏水要修。', '修水管的钱由装水管的人出。', '本法自2019年6月1日起施行。')

/** A ustar archive of the given files. */
function tar(files: Record<string, string>): Uint8Array {
  const blocks: Uint8Array[] = []
  for (const [name, text] of Object.entries(files)) {
    const body = bytes(text)
    const header = new Uint8Array(512)
    header.set(bytes(name).subarray(0, 100), 0)
    header.set(bytes(body.length.toString(8).padStart(11, '0')), 124)
    header[156] = '0'.charCodeAt(0)
    header.set(bytes('ustar'), 257)
    const padded = new Uint8Array(Math.ceil(body.length / 512) * 512)
    padded.set(body)
    blocks.push(header, padded)
  }
  blocks.push(new Uint8Array(1024))
  const out = new Uint8Array(blocks.reduce((n, b) => n + b.length, 0))
  let at = 0
  for (const b of blocks) {
    out.set(b, at)
    at += b.length
  }
  return out
}

/** A text in GBK, as older official files are: the decoder turned round. */
function gbk(text: string): Uint8Array {
  const codes = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      codes.set(new TextDecoder('gbk').decode(new Uint8Array([high, low])), [high, low])
  return new Uint8Array([...text].flatMap((c) => (c.charCodeAt(0) < 0x80 ? c.charCodeAt(0) : codes.get(c)!)))
}

/** A Word file of plain paragraphs. */
const docx = async (...lines: string[]) =>
  new Uint8Array(
    await Packer.toBuffer(new Document({ sections: [{ children: lines.map((l) => new Paragraph({ text: l })) }] })),
  )

let ctx: TestContext
beforeEach(async () => {
  ctx = await testContext({ shelf: empty })
})
afterEach(() => ctx.close())

const take = (files: Record<string, string | Uint8Array>) =>
  importKnowledge(ctx, {
    files: Object.entries(files).map(([name, b]) => ({ name, bytes: typeof b === 'string' ? bytes(b) : b })),
  })

describe('an import', () => {
  it('takes laws from an archive, makes them findable, and changes nothing the second time', async () => {
    const archive = gzipSync(tar({ '法律/用水法(2019-05-01).md': water, '法律/_index.md': '---\n---' }))
    expect(await take({ 'laws.tar.gz': archive })).toMatchObject({
      laws: 1,
      versions: 1,
      articles: 3,
      skipped: 0,
      failed: [],
    })
    const { hits } = await searchKnowledge(ctx, { q: '谁出修水管的钱' })
    expect(hits[0]).toMatchObject({
      key: 'law:用水法#2',
      official: true,
      heading: '第一章 总则',
      effectiveOn: '2019-06-01',
    })
    expect(await take({ 'laws.tar.gz': archive })).toMatchObject({ laws: 0, versions: 0, articles: 0, skipped: 1 })
    expect((await searchKnowledge(ctx, { q: '谁出修水管的钱' })).hits).toHaveLength(hits.length)
  })

  it('takes the same text under another day as the same wording, and another wording as a version', async () => {
    await take({ '用水法(2019-05-01).md': water })
    expect(await take({ '用水法(2019-05-20).md': `${water}\n` })).toMatchObject({ versions: 0, skipped: 1 })
    const amended = water.replace('漏水要修', '漏水要马上修')
    expect(await take({ '用水法(2022-01-01).md': amended })).toMatchObject({ laws: 0, versions: 1 })
    const { versions, passage } = await getPassage(ctx, { key: 'law:用水法#1' })
    expect(passage.text).toContain('马上')
    expect(versions.map((v) => [v.effectiveOn, v.repealedOn, v.inForce])).toEqual([
      ['2019-06-01', '2022-01-01', false],
      ['2022-01-01', undefined, true],
    ])
    const then = await searchKnowledge(ctx, { q: '漏水', asOf: '2020-01-01', kinds: ['law'] })
    expect(then.hits.map((h) => h.key)).toEqual(['law:用水法@2019-06-01#1'])
  })

  it('puts the books of a code together', async () => {
    const book = (name: string, article: string) =>
      `# 中华人民共和国大典\n\n# ${name}\n\n2020年5月28日 通过\n\n<!-- INFO END -->\n\n${article}\n`
    const report = await take({
      '大典/总则.md': book('总则', '第一条 甲。'),
      '大典/附则.md': book('附则', '第二条 本法自2021年1月1日起施行。'),
    })
    expect(report).toMatchObject({ laws: 1, versions: 1, articles: 2 })
    expect((await getPassage(ctx, { key: 'law:大典#1' })).passage).toMatchObject({
      heading: '总则',
      effectiveOn: '2021-01-01',
    })
  })

  it('reads files in GBK and with the line ends of Windows', async () => {
    expect(await take({ '用水法.txt': gbk(water.replaceAll('\n', '\r\n')) })).toMatchObject({ articles: 3, failed: [] })
    const { passage } = await getPassage(ctx, { key: 'law:用水法#1' })
    expect(passage).toMatchObject({ text: '用水要节约，漏水要修。', effectiveOn: '2019-06-01' })
  })

  it('reads the Word files of the national database: centred title, days in brackets, a table of contents', async () => {
    const file = await docx(
      '中华人民共和国用水法',
      '（2019年5月1日第一届全国人民代表大会第一次会议通过　2022年3月5日第一届全国人民代表大会第四次会议修正）',
      '目　　录',
      '第一章　总　　则',
      '第二章　附　　则',
      '第一章　总　　则',
      '　　第一条　用水要节约。有下列情形之一的，要马上修：',
      '　　（一）漏水；',
      '　　（二）堵水。',
      '　　依照第二条办理。',
      '第二章　附　　则',
      '　　第二条　本法自2022年5月1日起施行。',
    )
    expect(await take({ '中华人民共和国用水法_20220305.docx': file })).toMatchObject({
      laws: 1,
      articles: 2,
      failed: [],
    })
    expect((await getPassage(ctx, { key: 'law:用水法#1' })).passage).toMatchObject({
      heading: '第一章 总 则',
      text: '用水要节约。有下列情形之一的，要马上修：\n（一）漏水；\n（二）堵水。\n依照第二条办理。',
      effectiveOn: '2022-05-01',
    })
  })

  it('reads past agreements from Word files in the official form, and from tables with several lines in a cell', async () => {
    const agreement = await docx(
      '人民调解协议书',
      '申请人：赵钱孙，电话13912345678',
      '纠纷主要事实、争议事项：',
      '楼上漏水，楼下天花板发霉。',
      '经调解，自愿达成如下协议：',
      '1. 赵钱孙三日内修好水管。',
      '2. 赔偿粉刷费八百元。',
    )
    const table =
      '\uFEFF标题,子类,年份,事实,协议内容\n退卡,consumer.prepaid,2024,"健身房关门,不退钱","1. 三日内退款。\n2. 分两期付清。"\n'
    expect(await take({ '漏水.docx': agreement, 'many.csv': table })).toMatchObject({ agreements: 2, failed: [] })
    const term = (await getPassage(ctx, { key: 'agreement:漏水#1' })).passage
    expect(term.text).toBe('赵某三日内修好水管。')
    expect((await getPassage(ctx, { key: 'agreement:many-1#2' })).passage.text).toBe('分两期付清。')
  })

  it('takes a playbook, and its newer text in place of the older', async () => {
    const book = (line: string) =>
      `---\nkey: neighbor.leak\ntitle: 漏水\nsubtypes: [neighbor.leak]\n---\n## 争点 {#issues}\n- ${line}\n`
    expect(await take({ 'leak.md': book('先做闭水试验。') })).toMatchObject({ playbooks: 1 })
    expect(await take({ 'leak.md': book('先关总阀门。') })).toMatchObject({ playbooks: 1 })
    const { hits } = await searchKnowledge(ctx, { q: '闭水试验 总阀门', kinds: ['playbook'] })
    expect(hits.map((h) => h.text)).toEqual(['- 先关总阀门。'])
  })

  it.skipIf(!corpusFolder())('takes the public typical cases, every one', async () => {
    const archive = new Uint8Array(readFileSync(join(corpusFolder()!, 'typical-cases.tar.gz')))
    const report = await take({ 'typical-cases.tar.gz': archive })
    expect(report).toMatchObject({ failed: [], laws: 0 })
    expect(report.precedents).toBeGreaterThan(10)
    const { hits } = await searchKnowledge(ctx, { q: '网上买的东西商家不肯退款', kinds: ['precedent'] })
    expect(hits[0]).toMatchObject({ kind: 'precedent', official: false })
  })

  it('goes on past broken files and names them', async () => {
    const report = await take({
      'a.exe': 'MZ',
      'empty.md': '',
      'broken.zip': new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]),
      'noise.tar.gz': new Uint8Array([7, 1, 9, 4, 4, 2, 8, 5, 3]),
      'broken.docx': new Uint8Array([1, 2, 3]),
      'good.md': water,
    })
    expect(report.articles).toBe(3)
    expect(report.failed.map((f) => f.name).sort()).toEqual([
      'a.exe',
      'broken.docx',
      'broken.zip',
      'empty.md',
      'noise.tar.gz',
    ])
    expect(report.failed.every((f) => f.reason.length > 2)).toBe(true)
  })

  it('tells of a law with two articles of one number, and keeps both', async () => {
    const report = await take({ 'x.md': water.replace('第二条', '第一条') })
    expect(report.warnings).toEqual([{ name: 'x.md', reason: '第一条 出现两次' }])
    expect(report.articles).toBe(3)
  })

  it('goes on where it was stopped', async () => {
    const stop = new AbortController()
    const files = Array.from({ length: 90 }, (_, i) => ({
      name: `${i}.md`,
      bytes: bytes(law(`第${i}号法`, `规则${i}。`)),
    }))
    const first = importKnowledge(ctx, {
      files,
      signal: stop.signal,
      onProgress: (p) => p.step === 'store' && p.done >= 40 && stop.abort(),
    })
    await expect(first).rejects.toThrow()
    const second = await importKnowledge(ctx, { files })
    expect(second).toMatchObject({ skipped: 40, laws: 50 })
    expect((await searchKnowledge(ctx, { q: '规则3', limit: 200 })).hits.length).toBeGreaterThan(0)
  })

  it('takes agreements from Markdown and CSV without the people in them, and typical cases by their sections', async () => {
    const report = await take({
      'mine.md':
        '---\ntitle: 退押金\nsubtype: contract.rental\nyear: 2024\n---\n## 事实\n承租人甲退租。\n## 协议内容\n1. 甲方（房东）：赵钱孙，三日内退押金。',
      'many.csv': '标题,子类,年份,事实,协议内容\n修车,contract.sale,2023,车修坏了,1. 免费重修；电话13912345678\n',
      '案例/噪声案.md': '# 规则\n\n<!-- INFO END -->\n\n## 基本案情\n\n楼下夜里敲铁。\n\n## 典型意义\n\n邻里相让。\n',
    })
    expect(report).toMatchObject({ agreements: 2, precedents: 1, failed: [] })
    const { hits } = await searchKnowledge(ctx, { q: '退押金', kinds: ['agreement'] })
    expect(hits[0]!.key).toBe('agreement:mine#1')
    expect(hits[0]!.text).not.toContain('赵钱孙')
    expect((await getPassage(ctx, { key: 'agreement:many-1#1' })).passage.text).not.toContain('13912345678')
    expect((await searchKnowledge(ctx, { q: '夜里敲铁', kinds: ['precedent'] })).hits[0]!.key).toBe(
      'precedent:噪声案#基本案情',
    )
  })

  it('is for the admin alone', async () => {
    await expect(importKnowledge({ ...ctx, actor: testActor('mediator') }, { files: [] })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('archives', () => {
  it('refuse a bomb', async () => {
    const bomb = gzipSync(new Uint8Array(200 * 1024 * 1024))
    expect(() => openArchive({ name: 'bomb.tar.gz', bytes: bomb })).toThrow('压缩炸弹')
    const zipped = zipSync({ 'a.txt': new Uint8Array(15 * 1024 * 1024) })
    expect(() => openArchive({ name: 'bomb.zip', bytes: zipped })).toThrow('压缩炸弹')
    const word = zipSync({ 'word/document.xml': new Uint8Array(80 * 1024 * 1024) })
    expect((await take({ 'bomb.docx': word })).failed).toEqual([{ name: 'bomb.docx', reason: '文件解压后过大' }])
  })

  it('keep paths inside and large files out', () => {
    const { files, refused } = openArchive({
      name: 'x.tar',
      bytes: tar({ '../../etc/passwd': 'x', '/root/x.md': 'y', 'ok/甲.md': 'z' }),
    })
    expect(files.map((f) => f.name)).toEqual(['ok/甲.md'])
    expect(refused.map((r) => r.reason)).toEqual(['路径指向压缩包之外', '路径指向压缩包之外'])
    const large = openArchive({ name: 'large.md', bytes: new Uint8Array(200 * 1024 * 1024) })
    expect(large.refused[0]!.reason).toContain('文件过大')
  })

  it('hold texts in UTF-8, GBK and UTF-16', () => {
    expect(decodeText(bytes('民法典'))).toBe('民法典')
    expect(decodeText(new Uint8Array([0xc3, 0xf1, 0xb7, 0xa8, 0xb5, 0xe4]))).toBe('民法典')
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x11, 0x6c]))).toBe('民')
  })
})
