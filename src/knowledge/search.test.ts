import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shelf } from '../context.ts'
import { AppError } from '../errors.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { findPlaybook, loadKnowledge, searchKnowledge, similarAgreements } from './index.ts'

const files: Record<string, string> = {
  'knowledge/laws/民法典.md': `---
title: 民法典
effective: 2021-01-01
---
## 第二百八十八条
gist: 邻居之间用水排水、通行采光，要讲方便、讲公道，互相让一步。
lay: 楼上漏水滴到我家；邻居挡我家太阳
for: [neighbor.leak]

## 第六百七十六条
gist: 借钱的人到期不还，要按约定或者国家规定付逾期利息。
lay: 借钱不还；欠我钱赖账
for: [contract.loan]
`,
  'knowledge/laws/合同法.md': `---
title: 合同法
effective: 1999-10-01
repealed: 2021-01-01
---
## 第二百零七条
gist: 借款人逾期不还的，付逾期利息。
lay: 借钱不还
for: [contract.loan]
`,
  'knowledge/versions.yaml': `laws:
  物权法: { effective: 2007-10-01, repealed: 2021-01-01, successor: 民法典, articles: [205, 462] }
`,
  'knowledge/agreements/2025-leak-03.md': `---
title: 楼上渗漏赔偿
subtype: neighbor.leak
year: 2025
---
## 纠纷主要事实
甲家卫生间漏水，乙家天花板发霉。
## 协议内容
1. 甲方十日内请人修好防水。
2. 甲方赔偿乙方粉刷费一千二百元。
`,
  'knowledge/playbooks/neighbor.leak.md': `---
key: neighbor.leak
title: 楼上漏水
subtypes: [neighbor.leak]
basis: [law:民法典#288]
---
## 争点 {#issues}
- 水从哪里来：做一次闭水试验就知道。
## 易错处 {#pitfalls}
- 先停水再谈赔偿。
`,
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
})
afterAll(() => ctx.close())

const keys = async (input: Parameters<typeof searchKnowledge>[1]) =>
  (await searchKnowledge(ctx, input)).hits.map((h) => h.key)

describe('search', () => {
  it('finds the rule behind lay words, and shows our own gist as such', async () => {
    const { hits } = await searchKnowledge(ctx, { q: '楼上漏水把我家墙泡了', kinds: ['law'] })
    expect(hits[0]).toMatchObject({ key: 'law:民法典#288', law: '民法典', article: '第二百八十八条', official: false })
  })

  it('finds terms of past agreements by what happened, and sections of playbooks', async () => {
    expect(await keys({ q: '天花板漏水发霉', kinds: ['agreement'] })).toEqual([
      'agreement:2025-leak-03#1',
      'agreement:2025-leak-03#2',
    ])
    expect((await keys({ q: '闭水试验', kinds: ['playbook'] }))[0]).toBe('playbook:neighbor.leak#issues')
  })

  it('gives whole agreements for a like case, and the playbook of a dispute or its family', async () => {
    const [agreement] = await similarAgreements(ctx, { q: '卫生间漏水，天花板发霉', dispute: 'neighbor.leak' })
    expect(agreement).toMatchObject({ key: 'agreement:2025-leak-03', facts: expect.stringContaining('天花板') })
    expect(agreement!.terms.map((t) => t.key)).toEqual(['agreement:2025-leak-03#1', 'agreement:2025-leak-03#2'])
    expect(findPlaybook(ctx, 'neighbor.leak')?.title).toBe('楼上漏水')
    expect(findPlaybook(ctx, 'labor.wage_arrears')).toBeUndefined()
  })

  it('answers with the law of the day that is asked for', async () => {
    expect(await keys({ q: '借钱不还', kinds: ['law'] })).toEqual(['law:民法典#676'])
    expect(await keys({ q: '借钱不还', kinds: ['law'], asOf: '2018-05-01' })).toEqual(['law:合同法@1999-10-01#207'])
    expect(await keys({ q: '借钱不还', asOf: '1900-01-01', kinds: ['law'] })).toEqual([])
  })

  it('says so where the law of that day is known but its text is not held', async () => {
    const { hits } = await searchKnowledge(ctx, { q: '楼上漏水滴到我家', asOf: '2018-05-01', kinds: ['law'] })
    expect(hits.find((h) => h.key === 'law:物权法')).toMatchObject({
      official: false,
      note: expect.stringContaining('没有收录'),
    })
    expect(hits.some((h) => h.law === '民法典')).toBe(false)
  })

  it('puts an article that is named in the question first, and reads Traditional characters', async () => {
    expect((await keys({ q: '民法典第676条说借钱不还怎么办', kinds: ['law'] }))[0]).toBe('law:民法典#676')
    expect((await keys({ q: '樓上漏水滴到我家', kinds: ['law'] }))[0]).toBe('law:民法典#288')
  })

  it('answers soundly where there is nothing to look for, and refuses what is not a question', async () => {
    expect(await keys({ q: '？！……' })).toEqual([])
    expect((await keys({ q: '漏水'.repeat(5000), kinds: ['law'] }))[0]).toBe('law:民法典#288')
    await expect(searchKnowledge(ctx, { q: '漏水', limit: 0 })).rejects.toThrow()
  })

  it('is refused to nobody who may talk here, and loads nothing twice', async () => {
    const citizen = { ...ctx, actor: testActor('citizen') }
    expect((await searchKnowledge(citizen, { q: '漏水' })).hits.length).toBeGreaterThan(0)
    const steps: string[] = []
    await loadKnowledge(ctx, (step) => steps.push(step))
    expect(steps).toEqual([])
  })
})
