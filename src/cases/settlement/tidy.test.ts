import { describe, expect, test } from 'vitest'
import { at, firm, party, read } from '../reading/records.test-suite.ts'
import { tidied } from './tidy.ts'

const { names } = read(
  [],
  [firm('a', 'applicant', '杭州顺丰年食品有限公司'), party('b', 'respondent', '周明华'), party('c', 'third', '程秋水')],
)
const list = (...texts: string[]) =>
  tidied(
    texts.map((text) => ({ text, recordIds: ['r'], at, from: 'record' })),
    names,
  ).map(({ text }) => text)

describe('what is left of a talk as terms', () => {
  const paid = '周明华12月5日前付程秋水900元'
  test.each([
    '周明华同意',
    '别的没有了',
    '两人签字',
    '那就照这个写协议',
    '【付款安排】',
    '钱付到哪里?',
    '现金还是转账',
    '周明华尾号打错了,是6671',
    '周、程二人参加',
    '怎么付(现金还是打卡)当场没谈到',
    '什么时候搬,今天没有定下来',
    '29日来签字',
    '约6月23日签字',
  ])('%s is no term', (text) => {
    expect(list(paid, text)).toEqual([paid])
  })
  test.each(['周明华同意12月5日前搬走', '程秋水没有拿走的家具归周明华', '双方签字后生效,签字时付500元'])(
    '%s is one',
    (text) => {
      expect(list(text)).toEqual([text])
    },
  )
  test('letters that count a list are no part of its terms', () => {
    expect(list('A 周明华12月5日前付程秋水900元', 'B 程秋水12月6日前搬走')).toEqual([
      '周明华12月5日前付程秋水900元',
      '程秋水12月6日前搬走',
    ])
  })
  test('an answer of when and how belongs to the payment that was asked about', () => {
    expect(list('周明华再付4300元', '周明华12月5日前,一次付掉', '程秋水收款后撤诉')).toEqual([
      '周明华再付4300元,12月5日前,一次付掉',
      '程秋水收款后撤诉',
    ])
    expect(list('周明华付800元', '程秋水付600元', '周明华12月8日前,微信')).toEqual([
      '周明华付800元,12月8日前,微信',
      '程秋水付600元',
    ])
    expect(list('钱12月6日给', '还要付周明华2480元')).toEqual(['还要付周明华2480元,12月6日给'])
  })
  test('what has its day keeps it, and an act is no answer', () => {
    const clauses = [paid, '周明华12月8日前,把门修好']
    expect(list(...clauses)).toEqual(clauses)
  })
  test('a day granted again is none', () => {
    expect(list('周明华12月5日前搬走', '程秋水就12月5日')).toEqual(['周明华12月5日前搬走'])
    expect(list('程秋水就12月6日')).toEqual(['程秋水就12月6日'])
  })
  test('how a list counts its lines is no part of them', () => {
    expect(list('甲、周明华修门', '乙、程秋水付工钱500元')).toEqual(['周明华修门', '程秋水付工钱500元'])
    expect(list('甲、乙双方互不追究')).toEqual(['甲、乙双方互不追究'])
    expect(list('- 周明华修门')).toEqual(['周明华修门'])
  })
  test('marks and words that lead into a list stand in no clause', () => {
    expect(
      list(
        '→ 周明华12月5日前付程秋水900元',
        'b)周明华另补80元',
        '经调解,双方自愿达成如下协议,周明华修好门',
        '几方谈到一起去了:程秋水撤回投诉',
        '改成:12月6日前搬走',
        '第一,周明华道歉',
        '第二,程秋水删帖',
      ),
    ).toEqual([
      '周明华12月5日前付程秋水900元',
      '周明华另补80元',
      '周明华修好门',
      '程秋水撤回投诉',
      '12月6日前搬走',
      '周明华道歉',
      '程秋水删帖',
    ])
  })
  test('a head, an account not at hand and what somebody wanted at first are no terms', () => {
    expect(list('周明华修好门', '签字后办理:', '卡号周明华手机里没存', '周明华一开始只肯出80元,后来不响了')).toEqual([
      '周明华修好门',
    ])
  })
  test('a question behind a sum goes, its answer stays with the sum', () => {
    expect(list('周明华退程秋水700元,什么时候退', '周明华12月9日前原路退回')).toEqual([
      '周明华退程秋水700元,12月9日前原路退回',
    ])
  })
})
