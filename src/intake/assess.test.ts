import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { assess } from './assess.ts'
import { isDoubt } from './flags.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

const codes = async (text: string) => (await assess(ctx, { text })).redFlags.map(({ code }) => code)

test('two disputes in one telling are two claims', async () => {
  const { disputes } = await assess(ctx, {
    text: '我在工地上干了半年木工,包工头欠我工钱三万块一直不给。另外租房到期了房东不退押金,说墙上有钉子洞',
  })
  expect(disputes.map(({ subtype }) => subtype).toSorted()).toEqual(['contract.house_lease', 'labor.migrant_wage'])
  for (const { claim, departments } of disputes) {
    expect(claim.length).toBeGreaterThan(0)
    expect(departments.primary.name).not.toBe('')
  }
})

test('one dispute told at length stays one', async () => {
  const { disputes } = await assess(ctx, {
    text: '楼上卫生间漏水,我家吊顶全泡烂了,去找他,他说不是他家的事,还有墙纸也发霉了,要他赔八千块',
  })
  expect(disputes.map(({ subtype }) => subtype)).toEqual(['neighbor.leak'])
})

test.each(['定金', '订金'])('%s stays the word that was said', async (word) => {
  const { facts, disputes } = await assess(ctx, { text: `买房交了五万${word},房东涨价不卖了,${word}怎么退` })
  const other = word === '定金' ? '订金' : '定金'
  expect(JSON.stringify({ facts, disputes })).not.toContain(other)
  expect(JSON.stringify(facts)).toContain(word)
  expect(facts.amount?.value).toBe(5_000_000)
})

test('at most three questions, and where somebody may be in danger only the one about safety', async () => {
  const plain = await assess(ctx, { text: '租房押金不退怎么办' })
  expect(plain.questions.length).toBeGreaterThan(0)
  expect(plain.questions.length).toBeLessThanOrEqual(3)
  const danger = await assess(ctx, { text: '老公喝了酒就打我,昨天又掐我脖子,我要离婚分房子' })
  expect(danger.tier).toBe('review')
  expect(danger.mediable.ok).not.toBe(true)
  expect(danger.questions).toHaveLength(1)
  expect(danger.questions[0]).toContain('安全')
})

test('a threat on a condition is a danger; a film and a denial are none, a figure of speech stops nothing', async () => {
  expect(await codes('再不解决我就从这楼上跳下去')).toContain('suicide')
  expect(await codes('昨天看电影里面那个人从楼上跳下去,吓死我了')).not.toContain('suicide')
  expect(await codes('我不会自杀的,你放心,就是心里烦')).not.toContain('suicide')
  const { redFlags } = await assess(ctx, { text: '跑了五趟,我要被你们拖死了' })
  expect(redFlags.filter(({ stop }) => stop === 'stop')).toEqual([])
})

test('dangers are quoted in the words that were said, dialect too', async () => {
  const text = '老倌吃了酒就要打我,我吓煞伊'
  const { redFlags } = await assess(ctx, { text })
  const dv = redFlags.find(({ code }) => code === 'dv')
  expect(dv?.stop).toBe('stop')
  expect(text).toContain(dv!.quote)
})

test('a model may add a danger it can quote and take none away', async () => {
  const engine = { kind: 'model', model: 'test', promptHash: '0' }
  const answering = (dangers: unknown[]): TestContext['llm'] =>
    ({
      ...ctx.llm,
      model: 'test',
      ask: async ({ fallback }: { fallback: () => { subtype: string } }) => ({
        value: { subtype: fallback().subtype, dangers },
        engine,
      }),
    }) as unknown as TestContext['llm']
  const text = '老公喝了酒就打我,店里的账他都烧了'
  const silent = await assess({ ...ctx, llm: answering([]) }, { text })
  expect(silent.redFlags.map(({ code }) => code)).toContain('dv')
  const louder = await assess({ ...ctx, llm: answering([{ code: 'asset_flight', quote: '账他都烧了' }]) }, { text })
  expect(louder.redFlags.map(({ code }) => code)).toEqual(expect.arrayContaining(['dv', 'asset_flight']))
  expect(louder.engine).toEqual(engine)
})

test('where a danger to life may be meant, safety is asked about first and a person looks', async () => {
  const texts = [
    '老公脾气上来谁也拦不住,我也不晓得怎么办',
    '隔壁两家在吵,声音越来越大',
    '他一回来我跟囡囡就不敢出声',
    '我爸这几天一个人坐着不说话,饭也不吃',
    '他在外面喝酒,我怕他回来',
    '房间里有股怪味,门打不开',
    '我在江边坐坐,等会儿再过来',
    '女儿在婆家,电话打过去她总说没事没事就挂了',
    '外面好几个人拦着不让我走',
    '这两天心里空落落的,觉也睡不着',
  ]
  const heard = await Promise.all(texts.map((text) => assess(ctx, { text })))
  const doubted = heard.filter(({ redFlags }) => redFlags.some(isDoubt))
  expect(doubted.length).toBeGreaterThan(0)
  for (const { tier, questions } of doubted) {
    expect(tier).toBe('review')
    expect(questions[0]).toContain('安全')
  }
  expect((await assess(ctx, { text: '租房押金两千不退,合同到期了' })).redFlags.filter(isDoubt)).toEqual([])
})
