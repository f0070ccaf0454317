import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { corpusFolder, readTarball } from '../testing/corpus.ts'
import { getPassage, importKnowledge, loadKnowledge, searchKnowledge } from './index.ts'

const WANTED =
  /(民法典\/|\/(民事诉讼法|治安管理处罚法|工伤保险条例|婚姻登记条例|仲裁法|网络安全法|保障中小企业款项支付条例|人民调解法|浙江省工伤保险条例|浙江省社会治安综合治理条例|最高人民法院关于适用《民事诉讼法》的解释|最高人民法院关于审理人身损害赔偿案件适用法律若干问题的解释)\()/

/** Real laws over time, with what knowledge/ knows of their days. The clock stands on 2026-11-23. */
describe.skipIf(!corpusFolder())('the law of the day, over the public corpus', () => {
  let ctx: TestContext
  beforeAll(async () => {
    ctx = await testContext({ shelf: openShelf() })
    await loadKnowledge(ctx)
    const files = [...readTarball(join(corpusFolder()!, 'laws.tar.gz'))].filter(([path]) => WANTED.test(path))
    const report = await importKnowledge(ctx, {
      files: files.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
    })
    expect(report.failed).toEqual([])
  }, 120_000)
  afterAll(() => ctx?.close())

  const find = async (q: string, asOf?: string) =>
    (await searchKnowledge(ctx, { q, asOf, kinds: ['law'], limit: 10 })).hits
  const open = async (key: string, asOf?: string) => (await getPassage(ctx, { key, asOf })).passage
  const CONFIRM = '调解协议怎么向法院申请司法确认'

  it('finds judicial confirmation in the wording, and under the number, of each time', async () => {
    const now = await find(CONFIRM)
    expect(now.find((h) => h.law === '民事诉讼法')).toMatchObject({
      key: 'law:民事诉讼法#205',
      official: true,
      effectiveOn: '2024-01-01',
    })
    const before = await find(CONFIRM, '2022-06-01')
    expect(before.find((h) => h.law === '民事诉讼法')).toMatchObject({
      key: 'law:民事诉讼法@2022-01-01#201',
      effectiveOn: '2022-01-01',
      repealedOn: '2024-01-01',
    })
    expect(before.some((h) => h.law === '民事诉讼法' && h.effectiveOn === '2024-01-01')).toBe(false)
  })

  it('opens an article as it stood, the same number with another rule', async () => {
    expect((await open('law:民事诉讼法#205')).text).toContain('调解协议')
    const then = await open('law:民事诉讼法#205', '2022-06-01')
    expect(then).toMatchObject({ key: 'law:民事诉讼法@2022-01-01#205', repealedOn: '2024-01-01' })
    expect(then.text).not.toContain('调解协议')
    expect((await open('law:民事诉讼法@2022-01-01#201')).note).toContain('已于 2024-01-01 失效')
  })

  it('says that the wording of 2017 is not held, in answer to a question and to a number, and warns where a later one is opened', async () => {
    for (const q of [CONFIRM, '民事诉讼法第194条']) {
      const hits = await find(q, '2018-06-01')
      expect(hits.filter((h) => h.law === '民事诉讼法')).toEqual([
        expect.objectContaining({ key: 'law:民事诉讼法', official: false, note: '没有收录当时有效的文本' }),
      ])
    }
    expect((await find('民事诉讼法第194条', '2018-06-01'))[0]!.key).toBe('law:民事诉讼法')
    expect((await open('law:民事诉讼法#194', '2018-06-01')).note).toContain('2018-06-01 还不适用')
  })

  it('answers with 合同法 before 2021, as not held, and never with 民法典 in its place', async () => {
    const hits = await find('租房合同的违约金太高，能不能少付', '2018-05-01')
    expect(hits.find((h) => h.law === '合同法')).toMatchObject({
      official: false,
      repealedOn: '2021-01-01',
      text: expect.stringContaining('现由《民法典》代替'),
    })
    expect(hits.filter((h) => h.law === '民法典')).toEqual([])
    const named = await find('合同法第107条', '2018-05-01')
    expect(named[0]).toMatchObject({ key: 'law:合同法', note: '没有收录当时有效的文本' })
    const today = await find('合同法第107条')
    expect(today[0]).toMatchObject({ key: 'law:合同法', note: '已于 2021-01-01 失效' })
    expect((await find('租房合同的违约金太高，能不能少付', '2021-01-01')).some((h) => h.law === '民法典')).toBe(true)
    expect((await find('租房合同的违约金太高，能不能少付', '2020-12-31')).some((h) => h.law === '民法典')).toBe(false)
  })

  it('tells of 工伤保险条例 before its change of 2011 that the text is another', async () => {
    const q = '上班路上出车祸算不算工伤'
    expect((await find(q))[0]).toMatchObject({ key: 'law:工伤保险条例#14', official: true, note: undefined })
    const old = await find(q, '2008-03-01')
    expect(old.find((h) => h.law === '工伤保险条例')).toMatchObject({ official: false, effectiveOn: '2004-01-01' })
    expect((await find(q, '2003-01-01')).filter((h) => h.law === '工伤保险条例')).toEqual([])
  })

  it('marks texts that are older than the law in force, from the day on which they became so', async () => {
    for (const [law, item, from] of [
      ['治安管理处罚法', '9', '2026-01-01'],
      ['网络安全法', '1', '2026-01-01'],
      ['仲裁法', '2', '2026-03-01'],
      ['婚姻登记条例', '5', '2025-05-10'],
    ]) {
      expect([law, (await open(`law:${law}#${item}`)).note]).toEqual([
        law,
        expect.stringContaining(`${from} 起已有新文本`),
      ])
      const dayBefore = new Date(Date.parse(from!) - 86_400_000).toISOString().slice(0, 10)
      expect([law, (await open(`law:${law}#${item}`, dayBefore)).note]).toEqual([law, undefined])
    }
    const [hit] = await find('邻居打架民警调解了还罚不罚')
    expect(hit).toMatchObject({ law: '治安管理处罚法', note: expect.stringContaining('核对现行文本') })
    expect((await open('law:浙江省社会治安综合治理条例#1')).note).toContain('已于 2023-07-01 失效')
  })

  it('keeps two held wordings apart by their days, and says which days are guesses', async () => {
    const { versions } = await getPassage(ctx, { key: 'law:保障中小企业款项支付条例#9' })
    expect(versions.map((v) => [v.effectiveOn, v.repealedOn, v.estimated, v.inForce])).toEqual([
      ['2020-09-01', '2025-06-01', false, false],
      ['2025-06-01', undefined, false, true],
    ])
    expect(versions[0]!.text).not.toBe(versions[1]!.text)
    const local = await getPassage(ctx, { key: 'law:浙江省工伤保险条例#10' })
    expect(local.versions.map((v) => v.estimated)).toEqual([true])
  })

  it('takes one text under two dates as one wording', async () => {
    const procedure = await getPassage(ctx, { key: 'law:最高人民法院关于适用《民事诉讼法》的解释#1' })
    expect(procedure.versions.map((v) => v.effectiveOn)).toEqual(['2021-01-01', '2022-04-10'])
    const injury = await getPassage(ctx, {
      key: 'law:最高人民法院关于审理人身损害赔偿案件适用法律若干问题的解释#1',
    })
    expect(injury.versions.map((v) => v.effectiveOn)).toEqual(['2021-01-01', '2022-05-01'])
  })

  it('answers soundly for a day before any law', async () => {
    expect(await find('楼上漏水', '1900-01-01')).toEqual([])
    expect((await find('民法典第1165条', '1900-01-01')).filter((h) => h.official)).toEqual([])
  })
})
