import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shelf } from '../context.ts'
import { AppError } from '../errors.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { formatNumeral } from '../text/index.ts'
import { checkCitations, getPassage, importKnowledge, loadKnowledge } from './index.ts'

// Invented wordings under real titles: what is tested is the reading of citations, not the law.
const wordings: Record<string, string> = {
  '民法典(2020-05-28).md': law(
    '中华人民共和国民法典',
    ['2020年5月28日 第十三届全国人民代表大会第三次会议通过', '2021年1月1日 施行'],
    Array.from(
      { length: 1260 },
      (_, i) =>
        `第${formatNumeral(i + 1)}条 甲${i + 1}应当照约定办。\n乙另有说法的，从其说法：\n（一）丙事；\n（二）丁事。`,
    ),
  ),
  '道路交通安全法(2021-04-29).md': law(
    '中华人民共和国道路交通安全法',
    ['2003年10月28日 第十届全国人民代表大会常务委员会第五次会议通过', '2021年4月29日 修正'],
    Array.from({ length: 124 }, (_, i) => `第${formatNumeral(i + 1)}条 车辆事${i + 1}，依次办理。`),
  ),
  '民事诉讼法(2021-12-24).md': law(
    '中华人民共和国民事诉讼法',
    ['1991年4月9日 第七届全国人民代表大会第四次会议通过', '2021年12月24日 修正', '2022年1月1日 施行'],
    Array.from({ length: 291 }, (_, i) => `第${formatNumeral(i + 1)}条 旧诉${i + 1}。`),
  ),
  '民事诉讼法(2023-09-01).md': law(
    '中华人民共和国民事诉讼法',
    ['1991年4月9日 第七届全国人民代表大会第四次会议通过', '2023年9月1日 修正', '2024年1月1日 施行'],
    Array.from({ length: 306 }, (_, i) => `第${formatNumeral(i + 1)}条 新诉${i + 1}。`),
  ),
  '刑法.md': law(
    '中华人民共和国刑法',
    ['1997年3月14日 第八届全国人民代表大会第五次会议修订'],
    ['第二百五十三条 甲。', '第二百五十三条之一 乙。'],
  ),
  '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）(2020-12-29).md': law(
    '最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）',
    ['2020年12月25日 最高人民法院审判委员会第1825次会议通过', '2021年1月1日 施行'],
    Array.from({ length: 91 }, (_, i) => `第${formatNumeral(i + 1)}条 婚事${i + 1}。`),
  ),
}

const files: Record<string, string> = {
  'knowledge/aliases.yaml': `aliases:
  道路交通安全法: [道交法]
  民事诉讼法: 民诉法
  最高人民法院关于适用《民法典》婚姻家庭编的解释（一）: [婚姻家庭编解释（一）, 婚解一]
  劳动合同法: [劳合法]
`,
  'knowledge/versions.yaml': `laws:
  合同法: { effective: 1999-10-01, repealed: 2021-01-01, successor: 民法典 }
  劳动合同法: { effective: 2008-01-01 }
  未来法: { effective: 2027-01-01 }
  道路交通安全法: { versions: [{ effective: 2026-06-01, adopted: 2026-03-01 }] }
`,
}

function law(title: string, header: string[], articles: string[]): string {
  return `# ${title}\n\n${header.join('\n\n')}\n\n<!-- INFO END -->\n\n${articles.join('\n\n')}\n`
}

const shelf: Shelf = {
  list: (prefix) => Object.keys(files).filter((p) => p.startsWith(prefix)),
  text: (path) => files[path] ?? missing(path),
  bytes: missing,
}
function missing(path: string): never {
  throw new AppError('not_found', path)
}

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext({ shelf })
  await loadKnowledge(ctx)
  const encode = (text: string) => new TextEncoder().encode(text)
  await importKnowledge(ctx, { files: Object.entries(wordings).map(([name, text]) => ({ name, bytes: encode(text) })) })
})
afterAll(() => ctx.close())

const check = async (text: string, asOf?: string) => (await checkCitations(ctx, { text, asOf })).citations
const read = async (text: string, asOf?: string) =>
  (await check(text, asOf)).map((c) => `${c.law} ${c.article} ${c.status}`)

describe('written forms', () => {
  const titles: [written: string, title: string, articles: number[]][] = [
    ['《中华人民共和国民法典》', '民法典', [1, 10, 188, 1165, 1260]],
    ['《民法典》', '民法典', [20, 577, 1003]],
    ['民法典', '民法典', [7, 465, 1179]],
    ['中华人民共和国民法典', '民法典', [101, 510]],
    ['《民诉法》', '民事诉讼法', [58, 205]],
    ['民事诉讼法', '民事诉讼法', [3, 250]],
    [
      '《最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）》',
      '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）',
      [5, 42],
    ],
    [
      '最高人民法院关于适用《民法典》婚姻家庭编的解释(一)',
      '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）',
      [49],
    ],
    ['婚解一', '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）', [65, 69]],
    ['《婚姻家庭编解释（一）》', '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）', [80]],
  ]
  const shapes: ((n: number) => string)[] = [
    (n) => `第${formatNumeral(n)}条`,
    (n) => `第${n}条`,
    (n) => `${n}条`,
    (n) => ` 第 ${n} 条`,
    (n) => `第${String(n).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))}条`,
    (n) => `（以下同）第${n}条`,
    (n) => `的第${formatNumeral(n)}条`,
    (n) => `（法释〔2020〕22号）第${n}条`,
  ]
  const forms = titles.flatMap(([written, title, articles]) =>
    articles.flatMap((n) => shapes.map((shape) => ({ text: `根据${written}${shape(n)}的规定，双方同意。`, title, n }))),
  )

  it(`are all read: ${forms.length} mixed forms`, async () => {
    const wrong: string[] = []
    for (const { text, title, n } of forms) {
      const [one, ...more] = await check(text)
      const right =
        one?.law === title && one.article === `第${formatNumeral(n)}条` && one.status === 'ok' && more.length === 0
      if (!right) wrong.push(`${text} → ${one?.law} ${one?.article} ${one?.status} +${more.length}`)
    }
    expect(forms.length).toBeGreaterThan(170)
    expect(wrong).toEqual([])
  })

  const lists: [string, string[]][] = [
    ['《民法典》第三、五、七条', ['3', '5', '7']],
    ['《民法典》第3条、第5条和第7条', ['3', '5', '7']],
    ['民法典第三条至第五条', ['3', '4', '5']],
    ['民法典第3-5条', ['3', '4', '5']],
    ['《民法典》第三至五条', ['3', '4', '5']],
    ['《民法典》第五百七十七条、第五百八十四条及第五百八十五条第二款', ['577', '584', '585']],
    ['《民法典》第5条第一款、第6条第二款第（一）项', ['5', '6']],
    ['《民法典》侵权责任编第1165条', ['1165']],
    ['《民法典》第577条规定了违约。同法第584条讲赔多少', ['577', '584']],
    ['《民法典》第577条，并参照第584条', ['577', '584']],
    ['《刑法》第253条之一', ['253-1']],
    ['刑法第二百五十三条之一', ['253-1']],
  ]
  it.each(lists)('%s names each article', async (text, items) => {
    const found = await check(`依照${text}。`)
    expect(found.map((c) => c.key?.split('#')[1] ?? c.article)).toEqual(items)
    expect(found.every((c) => c.status === 'ok' || /第四条|第三条/.test(c.article))).toBe(true)
  })

  it('of an agreement, a contract or nothing at all are not taken for law', async () => {
    expect(await check('本协议第三条约定十日内付清；按合同第5条，押金退还。')).toEqual([])
    expect(await check('第一条 甲方赔偿乙方五百元。\n第二条 三日内付清。')).toEqual([])
    expect(await check('他有两条狗，养了3条鱼。')).toEqual([])
  })
})

describe('verdicts', () => {
  it('tell unknown laws and unknown articles', async () => {
    expect(await read('《邻里团结法》第三条；民法典第1300条；根据楼道安宁条例第2条')).toEqual([
      '邻里团结法 第三条 unknown_law',
      '民法典 第一千三百条 unknown_article',
      '楼道安宁条例 第二条 unknown_law',
    ])
  })

  it('count clauses and points', async () => {
    expect(await read('《民法典》第5条第二款第（二）项')).toEqual(['民法典 第五条 ok'])
    expect(await read('《民法典》第5条第三款')).toEqual(['民法典 第五条 unknown_article'])
    expect(await read('《民法典》第5条第二款第（三）项')).toEqual(['民法典 第五条 unknown_article'])
  })

  it('follow the day', async () => {
    expect(await read('《合同法》第60条')).toEqual(['合同法 第六十条 repealed'])
    expect(await read('《合同法》第60条', '2018-05-01')).toEqual(['合同法 第六十条 unverified'])
    expect(await read('《合同法》第60条', '1998-05-01')).toEqual(['合同法 第六十条 not_yet_in_force'])
    expect(await read('民法典第577条', '2018-05-01')).toEqual(['民法典 第五百七十七条 not_yet_in_force'])
    expect(await read('未来法第1条')).toEqual(['未来法 第一条 not_yet_in_force'])
    expect(await read('民诉法第300条', '2022-06-01')).toEqual(['民事诉讼法 第三百条 unknown_article'])
    expect(await read('民诉法第300条')).toEqual(['民事诉讼法 第三百条 ok'])
    expect(await read('民诉法第10条', '2015-06-01')).toEqual(['民事诉讼法 第十条 unverified'])
  })

  it('say unverified where the law is known but the wording of the day is not held', async () => {
    expect(await read('《劳合法》第46条')).toEqual(['劳动合同法 第四十六条 unverified'])
    expect(await read('《道交法》第76条')).toEqual(['道路交通安全法 第七十六条 unverified'])
    expect(await read('《道交法》第76条', '2026-05-31')).toEqual(['道路交通安全法 第七十六条 ok'])
  })

  it('compare quotations with the official wording, and show the difference', async () => {
    expect(await read('《民法典》第5条规定：“甲5应当照约定办。”')).toEqual(['民法典 第五条 ok'])
    expect(await read('《民法典》第5条规定，“甲5应当……照约定办”')).toEqual(['民法典 第五条 ok'])
    const [wrong] = await check('《民法典》第5条规定：“甲5可以照约定办。”')
    expect(wrong).toMatchObject({ status: 'misquoted', key: 'law:民法典#5' })
    expect(wrong!.difference).toMatch(/应当.*可以|可以.*应当/)
    expect(await read('“乙另有说法的，从其说法”（《民法典》第6条）')).toEqual(['民法典 第六条 ok'])
    expect(await read('“乙没有另外的说法”（《民法典》第6条）')).toEqual(['民法典 第六条 misquoted'])
  })

  it('come with the stretch of text they are about', async () => {
    const text = '双方同意。依据《民法典》第5条、第6条处理。'
    const found = await check(text)
    expect(found.map((c) => text.slice(c.start, c.end))).toEqual(['《民法典》第5条', '第6条'])
  })

  it('are given for a long page of nonsense too', async () => {
    expect(await check('第'.repeat(20_000))).toEqual([])
    expect(await check(`${'《'.repeat(5000)}第1条`)).toEqual([])
  })
})

describe('a passage', () => {
  it('opens with its neighbours and all wordings held', async () => {
    const { passage, neighbours, versions } = await getPassage(ctx, { key: 'law:民事诉讼法#205' })
    expect(passage).toMatchObject({
      key: 'law:民事诉讼法#205',
      text: '新诉205。',
      official: true,
      effectiveOn: '2024-01-01',
    })
    expect(neighbours.map((n) => n.article)).toContain('第二百零六条')
    expect(versions.map((v) => [v.key, v.inForce])).toEqual([
      ['law:民事诉讼法@2022-01-01#205', false],
      ['law:民事诉讼法#205', true],
    ])
  })

  it('opens in the wording of its key or of the day, under any name of the law', async () => {
    expect((await getPassage(ctx, { key: 'law:民事诉讼法@2022-01-01#205' })).passage).toMatchObject({
      text: '旧诉205。',
      repealedOn: '2024-01-01',
    })
    expect((await getPassage(ctx, { key: 'law:民诉法#205', asOf: '2023-01-01' })).passage.text).toBe('旧诉205。')
  })

  it('says when a newer wording is not held, and refuses what is not there', async () => {
    expect((await getPassage(ctx, { key: 'law:道路交通安全法#76' })).passage.note).toContain('2026-06-01')
    await expect(getPassage(ctx, { key: 'law:民法典#9999' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(getPassage(ctx, { key: 'playbook:none#issues' })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('what a sentence means', () => {
  it.each([
    ['《民法典》侵权责任编第5条、该法第6条；同法第7条', [5, 6, 7]],
    ['根据民法典的规定，特别是第五条，双方应当和好。', [5]],
    ['《民法典》（第六条）', [6]],
    ['依据第六条（《民法典》）', [6]],
    ['《民法典》\n第五条　甲5应当照约定办。\n第六条　甲6应当照约定办。', [5, 6]],
    ['《民法典》（以下简称《法典》）第五条。另据《法典》第六条', [5, 6]],
    ['民法典第五百\n七十七条', [577]],
  ])('%s', async (text, items) => {
    expect((await check(text)).map((c) => [c.law, c.key])).toEqual(items.map((n) => ['民法典', `law:民法典#${n}`]))
  })

  it.each([
    '根据《人民调解法》，双方达成如下协议：第一条 甲方付款；第二条 三日内付清。',
    '四、根据《民法典》\n第一条 甲方赔偿乙方五百元。',
    '《房屋租赁合同》第五条、《员工手册》第八条、公司《薪酬管理办法》第六条',
    '民法典没有规定，双方合同第7条也没有写。',
    '第三条街、第七条生产线、他发了3条微信',
    '《条例》第三条',
  ])('no law is cited in: %s', async (text) => {
    expect(await check(text)).toEqual([])
  })

  it('words in quotation marks are the law’s only where the sentence says so', async () => {
    expect(await read('《民法典》第5条规定：“甲5应当照约定办。”乙称：“从来没有这回事。”')).toEqual(['民法典 第五条 ok'])
    expect(await read('原告称“对方一直没有照约定办”，依据《民法典》第5条起诉。')).toEqual(['民法典 第五条 ok'])
    expect(await read('《民法典》第5条、第6条规定：“甲6应当照约定办。”')).toEqual([
      '民法典 第五条 ok',
      '民法典 第六条 ok',
    ])
    expect(await read('《民法典》第5条“甲5应当照旧例办”的规定')).toEqual(['民法典 第五条 misquoted'])
  })
})

describe('a rule that a revision moved', () => {
  it('is put beside itself, not beside whatever has its number now', async () => {
    const moved = '自愿达成协议的，可以在三十日内共同申请确认，法院应当及时审查。'
    const law2 = (articles: string[], changed: string) =>
      law('中华人民共和国挪条法', ['2001年1月1日 第九届全国人民代表大会通过', changed], articles)
    const files: [string, string][] = [
      ['挪条法(2001-01-01).md', law2(['第一条 甲事。', `第二条 ${moved}`, '第三条 丙事丙办。'], '2001年2月1日 施行')],
      [
        '挪条法(2011-01-01).md',
        law2(
          ['第一条 甲事。', '第二条 乙事另说，不与前同。', `第三条 ${moved.replace('三十', '二十')}`],
          '2011年2月1日 施行',
        ),
      ],
    ]
    await importKnowledge(ctx, {
      files: files.map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) })),
    })
    const { versions } = await getPassage(ctx, { key: 'law:挪条法#3' })
    expect(versions.map((v) => [v.article, v.text.includes('共同申请确认')])).toEqual([
      ['第二条', true],
      ['第三条', true],
    ])
  })
})
