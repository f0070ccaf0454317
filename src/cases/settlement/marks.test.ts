import { expect, test } from 'vitest'
import { read, said } from '../reading/records.test-suite.ts'
import { withCountedLines } from './marks.ts'

test('counts the lines of a list under whatever sign', () => {
  expect(withCountedLines('讲定：\n▲ 门：换锁\n▲ 窗：补漆\n▲ 钥匙交回\n散会。')).toBe(
    '讲定：\n(1)门：换锁\n(2)窗：补漆\n(3)钥匙交回\n散会。',
  )
  expect(withCountedLines('┌ 甲\n├ 乙\n└─丙')).toBe('(1)甲\n(2)乙\n(3)丙')
})

test('counts a list in stems, which are nobody’s name there', () => {
  expect(withCountedLines('谈下来：\n甲 门由周明华修好。\n乙 其中300元周明华付。\n丙 钥匙当天交回来。\n散会。')).toBe(
    '谈下来：\n(1)门由周明华修好。\n(2)其中300元周明华付。\n(3)钥匙当天交回来。\n散会。',
  )
  for (const text of ['甲：我先讲两句话\n乙：你先讲两句话\n丙：大家听两句话', '甲 陈美娟\n乙 周明华\n丙 关大海'])
    expect(withCountedLines(text)).toBe(text)
})

test('leaves talks, tables and single lines as they are', () => {
  for (const text of [
    '—陈美娟：好的\n—周明华：行\n—陈美娟：那就这样',
    '│户名│金额│\n│陈美娟│300│\n│周明华│200│',
    '-30元\n好',
    '——\n——\n——',
  ])
    expect(withCountedLines(text)).toBe(text)
})

test('keeps what an item of such a list is about', () => {
  const { settlement } = read([
    said(
      'r1',
      '联合调解 纪要',
      '到场：陈美娟、周明华，社区列席。\n┌ 通道：周明华2026年12月5日前把鞋柜搬走\n├ 钥匙：底楼门钥匙周明华12月6日交给陈美娟\n├ 修锁钱：680元，周明华12月8日前微信转给陈美娟\n└ 垃圾桶：放回原来位置，双方都不再挪动\n两家都同意照办。',
    ),
  ])
  expect(settlement.clauses.map(({ text }) => text)).toEqual([
    '通道:周明华2026年12月5日前把鞋柜搬走',
    '钥匙:底楼门钥匙周明华12月6日交给陈美娟',
    '修锁钱:680元,周明华12月8日前微信转给陈美娟',
    '垃圾桶:放回原来位置,双方都不再挪动',
  ])
})
