import { describe, expect, test } from 'vitest'
import { party, people, read, said } from '../reading/records.test-suite.ts'

describe('what stays as it was beside a change', () => {
  const base =
    '经调解,双方自愿达成如下协议\n1. 定金4000元,扣除量房费300元,周明华退陈美娟3700元,12月3日前微信转账。\n2. 周明亮对上述3700元承担保证责任。'
  const three = [...people, party('c', 'third', '周明亮')]
  const then = (text: string) =>
    read([said('r1', '调解记录', base), said('r2', '补充记录', text, { at: '2026-11-06T09:00:00+08:00' })], three)
      .settlement
  test.each(['其他照原来的。', '其余按协议办。', '别的照说好的来。'])('turns nothing down: %s', (rest) => {
    const { clauses } = then(`量房费应为200元,上次抄错了,双方都同意,退款改为3800元,${rest}`)
    expect(clauses[0]!.text).toContain('扣除量房费200元')
    expect(clauses[0]!.text).toContain('退陈美娟3800元')
  })
  test('a no that the other side lets be so ends in what the record comes to', () => {
    const { clauses } = then('周明亮来电:家里不同意,保证人不做了。问陈美娟,陈美娟说没有也行。原第2条取消,其他不变。')
    expect(clauses.map(({ text }) => text).join()).not.toContain('保证')
  })
  test('a no that nobody answers waits for one', () => {
    const { clauses, unconfirmed } = then('周明亮来电:不同意做保证人了。原第2条取消,其他不变。')
    expect(clauses.map(({ text }) => text).join()).toContain('保证')
    expect(unconfirmed).toHaveLength(1)
  })
  test('words that only lead into the terms are none', () => {
    expect(then('再约签字。').clauses).toHaveLength(2)
  })
})
