import { expect, test } from 'vitest'
import { at, read, said } from '../reading/records.test-suite.ts'
import { chainsIn, withReckonedUnits } from './chains.ts'
import { completed } from './completed.ts'
import type { Clause } from './find.ts'

const clausesOf = (text: string, ...found: string[]) => {
  const record = said('r', '调解记录', text)
  const clauses = found.map((words): Clause => ({ text: words, recordIds: ['r'], at: record.at, from: 'record' }))
  return completed({ clauses, outside: [] }, record).clauses.map((clause) => clause.text)
}

test('a sentence in parts is one term, whichever of its parts was found', () => {
  expect(
    clausesOf(
      '到场的都听过了。怎么付:12月8日付900元;次年1月8日付600元;2月8日付清剩下的500元。今后不再为这事吵。',
      '次年1月8日付600元',
    ),
  ).toEqual(['怎么付:12月8日付900元;次年1月8日付600元;2月8日付清剩下的500元'])
  expect(clausesOf('周明华那边:阳台的花架往里缩30公分,不许再滴水;雨棚锯短。', '雨棚锯短')).toEqual([
    '周明华那边:阳台的花架往里缩30公分,不许再滴水;雨棚锯短',
  ])
  // An item of a list stands for itself; who came for whom, and what each says, is no part of a term.
  expect(clausesOf('1.周明华修门;\n2.4000元由陈美娟交;\n3.钥匙归还。', '周明华修门')).toEqual(['周明华修门'])
  expect(clausesOf('周明华修门;陈美娟委托代理人林建出面交钥匙。', '周明华修门')).toEqual(['周明华修门'])
  // What was asked for, or found, before a term is none.
  expect(clausesOf('陈美娟要求赔8000元;周明华赔5000元。', '周明华赔5000元')).toEqual(['周明华赔5000元'])
  expect(clausesOf('从8000元降下来,几个来回,最后周明华赔5000元;下周付。', '周明华赔5000元;下周付')).toEqual([
    '周明华赔5000元;下周付',
  ])
})

test('the account among the terms is a term', () => {
  expect(
    clausesOf(
      '周明华12月5日前付3000元。收钱:陈美娟在邮储的卡,尾号0628。晾衣杆周明华拆掉。',
      '周明华12月5日前付3000元',
      '晾衣杆周明华拆掉',
    )[1],
  ).toBe('收钱:陈美娟在邮储的卡,尾号0628')
})

test('the reckoning that a payment follows is a term, in shorthand too', () => {
  const text = withReckonedUnits('门1200+锁180,总1380。减已付380,还1000。周 12.8前 微信转陈。')
  expect(clausesOf(text, '周 12.8前 微信转陈')).toEqual([
    '门1200元+锁180元,总1380元,减已付380元,还1000元',
    '周 12.8前 微信转陈',
  ])
  expect(withReckonedUnits('6200－1200－800＝4200')).toBe('6200元－1200元－800元＝4200元')
})

test('what is left for later stands outside', () => {
  const text = '周明华12月5日前微信付陈美娟3000元。补牙:以后真要做,凭票再商量,不在这3000元里头。陈美娟说以后再谈别的。'
  const first: Clause = { text: '周明华12月5日前微信付陈美娟3000元', recordIds: ['r'], at, from: 'record' }
  const { clauses, outside } = completed({ clauses: [first], outside: [] }, said('r', '调解记录', text))
  expect(clauses).toEqual([first])
  expect(outside.map((it) => it.text)).toEqual(['补牙:以后真要做,凭票再商量,不在这3000元里头'])
})

test('how it came to the terms stays before them, and what a sum is taken from stays with it', () => {
  const { settlement } = read([
    said(
      'r1',
      '调解记录',
      '到场:陈美娟、周明华。会计列了账:5200-1200=4000。\n谈好的:周明华12月5日前微信还陈美娟4000元。履约保证金900元,因水管由周明华弄坏,双方同意扣修理费200元,其余700元陈美娟12月8日前转给周明华。',
    ),
  ])
  const terms = settlement.clauses.map(({ text }) => text)
  expect(terms.join()).not.toContain('5200')
  expect(terms.join()).toContain('履约保证金900元')
})

test('a reckoning that is wrong, or counts something else, is none', () => {
  for (const text of ['门1200+锁180,总1480', '3+4=7', '12个+13个,共25个', '2026-12-05,共3人'])
    expect(chainsIn(text)).toEqual([])
})

test('a record in shorthand settles what it reckons', () => {
  const { settlement } = read([
    said(
      'r1',
      '速记·居委会，陈美娟、周明华到',
      '门锁640＋误工300＋油漆260，总1200。减已付200，还1000。\n周明华 12.8前 转陈美娟农行卡 尾0628。\n钥匙：即日起不配给外人；12.5前把旧锁芯还物业。\n陈这边不再追别的。',
    ),
  ])
  expect(settlement.clauses[0]?.text).toBe('门锁640元＋误工300元＋油漆260元,总1200元,减已付200元,还1000元')
})

test('what follows where an instalment is late is a term, what one asks for is none', () => {
  const text = '周明华分三期退陈美娟900元。任何一期拖过十天没到账,剩下的一次性付清。陈美娟要求哪一期晚了,全部加倍付。'
  expect(clausesOf(text, '周明华分三期退陈美娟900元')).toEqual([
    '周明华分三期退陈美娟900元',
    '任何一期拖过十天没到账,剩下的一次性付清',
  ])
})

test('a deed that goes with the payment told before it, in the same breath', () => {
  expect(
    clausesOf('周明华12月5日前付陈美娟900元。借据在收到款后当面交还周明华。', '周明华12月5日前付陈美娟900元'),
  ).toEqual(['周明华12月5日前付陈美娟900元', '借据在收到款后当面交还周明华'])
  expect(
    clausesOf('周明华12月5日前付陈美娟900元。\n陈美娟说借据在收到款后交还。', '周明华12月5日前付陈美娟900元'),
  ).toEqual(['周明华12月5日前付陈美娟900元'])
})
