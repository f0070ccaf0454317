import fc from 'fast-check'
import nzh from 'nzh'
import { expect, test } from 'vitest'
import { formatAmount, formatCapitals, formatDay, formatNumeral, parseNumeral } from './numerals.ts'

test.each([
  ['十八万八', 188_000],
  ['1.2万', 12_000],
  ['两百五', 250],
  ['3万6', 36_000],
  ['3万6千', 36_000],
  ['3万零500', 30_500],
  ['3万600', 30_600],
  ['1千1', 1100],
  ['一千零五', 1005],
  ['一千零五十', 1050],
  ['壹万贰仟元整', 12_000],
  ['壹佰零伍亿零壹拾', 10_500_000_010],
  ['二〇二六', 2026],
  ['二○二五', 2025],
  ['廿三', 23],
  ['十', 10],
  ['三点五万', 35_000],
  ['10亿5000万', 1_050_000_000],
  ['8,500.50', 8500.5],
  ['壹万亿元整', 1e12],
  ['三千万亿', 3e15],
  ['壹万零伍亿元整', 1_000_500_000_000],
  ['１２３', 123],
  ['5k', 5000],
  ['3w', 30_000],
])('%s reads as %d', (text, value) => {
  expect(parseNumeral(text)).toBe(value)
})

test.each(['', '万', '百元', '三四百', '5,6', '1,2,3', '好', '3点', '十十一百', '亿', '一亿亿'])(
  '%j is no single numeral',
  (text) => {
    expect(parseNumeral(text)).toBeUndefined()
  },
)

test('a number written in words or capitals reads back as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 99_999_999_999 })), (n) => {
      expect(parseNumeral(formatNumeral(n))).toBe(n)
      expect(parseNumeral(nzh.cn.encodeS(n))).toBe(n)
      expect(parseNumeral(nzh.cn.encodeB(n))).toBe(n)
      expect(parseNumeral(n.toLocaleString('en-US'))).toBe(n)
    }),
  )
})

test('capitals of whole yuan end in 整, and cents are spelt', () => {
  expect(formatCapitals(1_234_500)).toBe('壹万贰仟叁佰肆拾伍元整')
  expect(formatCapitals(1_234_505)).toBe('壹万贰仟叁佰肆拾伍元零伍分')
  expect(formatAmount(1_234_550)).toBe('12,345.50元')
  expect(formatAmount(50_000)).toBe('500元')
  expect(formatDay('2026-03-05')).toBe('2026年3月5日')
})
