import { expect, test } from 'vitest'
import { party, people, read, said } from '../reading/records.test-suite.ts'
import { asMoney, figuresIn } from './bare.ts'

const at502 = [{ ...people[0]!, address: '河口街道3幢502室' }, people[1]!, party('c', 'third', '程秋水')]
const records = [said('r', '核对', '修理费2860元,押金2000,住3幢1203室,卡尾号4417。')]
const figures = figuresIn(records, read(records, at502).names)

test.each([
  ['还有3500,月底转', '还有3500元,月底转'],
  ['分两笔各1500', '分两笔各1500元'],
  ['按2860算,抹到2800', '按2860元算,抹到2800元'],
  ['周明华对这2860承担保证责任', '周明华对这2860元承担保证责任'],
  ['欠租6400扣肥料340得6060元', '欠租6400元扣肥料340元得6060元'],
  ['付2000,剩下1800:月底付清', '付2000元,剩下1800元:月底付清'],
  ['退1200元,补800元,把2000的发票开出来', '退1200元,补800元,把2000元的发票开出来'],
  ['周明华每月贴八百,陈美娟每月贴三百', '周明华每月贴800元,陈美娟每月贴300元'],
])('%s', (text, money) => {
  expect(asMoney(text, figures)).toBe(money)
})
test.each([
  '付502、1203两家',
  '打到尾号4417',
  '退120个纸箱,还360块地砖',
  '2026年的租金当年付',
  '一开始只肯出六百',
  '剩40课时按150退',
  '扣除2024、2025两年',
  '112根,逾期付15天',
])('no sum: %s', (text) => {
  expect(asMoney(text, figures)).toBe(text)
})
