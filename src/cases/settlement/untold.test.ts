import { describe, expect, test } from 'vitest'
import { people, read, said } from '../reading/records.test-suite.ts'
import { untoldIn } from './untold.ts'

const session = (text: string) => read([said('r1', '调解记录', text)])
const told = (text: string) => session(text).settlement.untold.map((it) => it.text)

describe('what stands among the terms and in no clause', () => {
  const text =
    '双方自愿达成如下协议:\n1、周明华于2026年12月5日前退陈美娟订金3000元,微信转账。\n2、陈美娟2026年12月8日前把样品还给周明华。'
  test('is nothing where the clauses hold every sum and day', () => {
    expect(told(text)).toEqual([])
  })
  test('is a sentence whose sum no clause has', () => {
    const reading = session(text)
    const cut = { ...reading.settlement, clauses: reading.settlement.clauses.slice(0, 1) }
    expect(untoldIn(cut, reading.records).map((it) => it.text)).toEqual([
      expect.stringContaining('2026年12月8日前把样品还给周明华'),
    ])
  })
  test('is no question, no claim told among the terms, and not the day of signing', () => {
    expect(told(`${text}\n陈美娟提出过要赔5000元。\n约好12月20日来签。`)).toEqual([])
  })
  test('belongs to records that settle something', () => {
    expect(read([said('r1', '收据', '收到陈美娟订金3000元。')], people).settlement.untold).toEqual([])
  })
})
