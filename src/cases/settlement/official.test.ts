import { describe, expect, test } from 'vitest'
import { at, firm, party, people, read } from '../reading/records.test-suite.ts'
import { asClauses } from './official.ts'

const said = (clauses: string[], parties = people, from: 'record' | 'request' = 'record') =>
  asClauses(
    clauses.map((text) => ({ text, at, from })),
    read([], parties),
  ).map((text) => text.replaceAll(/\(大写:[^)]*\)/g, ''))

const three = [
  party('a', 'applicant', '陈美娟'),
  party('c', 'applicant', '程秋水'),
  firm('b', 'respondent', '杭州顺丰年食品有限公司'),
]

describe('duties in the words a court confirms', () => {
  test.each([
    [
      ['周明华12月5号付3600元,12月20号付2500元'],
      '周明华应于2026年12月5日向陈美娟支付3600元,于2026年12月20日支付2500元',
    ],
    [['周明华2000元,12月8日前微信转陈美娟'], '周明华应于2026年12月8日前向陈美娟支付2000元,以微信方式支付'],
    [['再退1900元,12月28日之前', '都退到陈美娟微信'], '周明华应于2026年12月28日前向陈美娟退还1900元'],
    [
      ['陈美娟9000元,周明华分两次:12月5日前5000元,12月31日前4000元,打工行尾号3174'],
      '周明华应向陈美娟支付9000元,分两次支付:于2026年12月5日前支付5000元,于2026年12月31日前支付4000元,转入陈美娟工行账户(尾号3174)',
    ],
    [
      ['周明华12月5日前现金还陈美娟押金800元,陈美娟打收条'],
      '周明华应于2026年12月5日前向陈美娟归还押金800元,以现金支付。陈美娟打收条',
    ],
    [
      ['周明华→陈美娟 700元 12月5日前 转陈美娟招商银行 尾号4471'],
      '周明华应于2026年12月5日前向陈美娟支付700元,转入陈美娟招商银行账户(尾号4471)',
    ],
    [
      ['周明华7200元,含垫付的1500元,再付5700元,12月5日前,对公转账'],
      '周明华7200元,含垫付的1500元。周明华应于2026年12月5日前向陈美娟支付5700元,以对公转账方式支付',
    ],
    [
      ['退款分两次:12月5日前退600元,12月20日前退500元', '打陈美娟卡上'],
      '周明华应分两次向陈美娟退还:于2026年12月5日前退还600元,于2026年12月20日前退还500元',
    ],
    [['三个月2400元,周明华12月5日前打给她'], '三个月2400元,周明华2026年12月5日前打给陈美娟'],
    [['账号陈美娟晚点发你'], '陈美娟另行提供收款账号'],
    [['周明华答应12月5日前把雨棚锯短30公分,邻居看过'], '周明华应于2026年12月5日前将雨棚锯短30公分,邻居看过'],
  ])('%j', (clauses, words) => {
    expect(said(clauses)[0]).toBe(words)
  })
  test('instalments of a sum that another clause owes are paid by the same people', () => {
    expect(said(['杭州顺丰年食品有限公司退陈美娟3600元', '12月20日前退1800元,1月20日前退1800元'], three)[1]).toBe(
      '杭州顺丰年食品有限公司应于2026年12月20日前向陈美娟退还1800元,于2027年1月20日前退还1800元',
    )
  })
  test('who performs a list says so behind it', () => {
    expect(said(['陈美娟退款1980元,12月20日前,退到陈美娟本人微信', '以上由杭州顺丰年食品有限公司履行'], three)[0]).toBe(
      '杭州顺丰年食品有限公司应于2026年12月20日前向陈美娟退还1980元,以微信方式支付',
    )
  })
  test.each([
    ['who is paid cannot be told', ['杭州顺丰年食品有限公司12月5日付2600元,12月31日付2500元'], three],
    ['who pays cannot be told', ['再付1900元,12月28日之前'], people],
    ['it is done already', ['周明华11月2日把钥匙交给陈美娟,已交'], people],
  ])('%s: the words stay', (_, clauses, parties) => {
    expect(said(clauses, parties)[0]).not.toMatch(/向/)
  })
  test('what a person asked to have written stays as it is', () => {
    expect(said(['周明华2026年12月5日付3600元'], people, 'request')).toEqual(['周明华2026年12月5日付3600元'])
  })
})
