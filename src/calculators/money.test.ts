import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exact, toFen } from './exact.ts'
import { fen, formatYuan, toCapitals } from './money.ts'

test('halves of a fen round up, thirds fold back', () => {
  expect(toFen(exact('0.5'))).toBe(1)
  expect(toFen(exact('1.4999'))).toBe(1)
  expect(toFen(exact(1).div(3).times(3).div(2))).toBe(1)
  expect(() => toFen(exact('1e17'))).toThrow('过大')
})

test('yuan as typed become fen without binary error', () => {
  expect(fen('1,234.56')).toBe(123_456)
  expect(fen(0.07)).toBe(7)
  expect(fen(1.15)).toBe(115)
  expect(() => fen('1.005')).toThrow()
  expect(() => fen('三百')).toThrow()
})

test('money is shown with separators and two places', () => {
  expect(formatYuan(892_400)).toBe('8,924.00元')
  expect(formatYuan(-6000)).toBe('-60.00元')
  expect(formatYuan(5)).toBe('0.05元')
  expect(formatYuan(100_000_000_000_000)).toBe('1,000,000,000,000.00元')
})

test('capitals read as on a receipt', () => {
  expect(toCapitals(892_400)).toBe('捌仟玖佰贰拾肆元整')
  expect(toCapitals(0)).toBe('零元整')
  expect(toCapitals(100_500)).toBe('壹仟零伍元整')
  expect(toCapitals(1005)).toBe('壹拾元零伍分')
  expect(toCapitals(10_000_000_005)).toBe('壹亿元零伍分')
  expect(() => toCapitals(1.5)).toThrow()
})

test('format and read back give the same fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => fen(formatYuan(amount).slice(0, -1)) === amount),
  )
})
