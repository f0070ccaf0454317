import { expect, test } from 'vitest'
import { polarity } from './negation.ts'

const stance = (text: string, word: string) => {
  const start = text.indexOf(word)
  expect(start).toBeGreaterThanOrEqual(0)
  return polarity(text, { start, end: start + word.length })
}

test.each([
  ['他打我了', '打我', 'asserted'],
  ['我不想活了', '不想活', 'asserted'],
  ['双方达成一致', '达成一致', 'asserted'],
  ['差不多谈好了', '谈好', 'asserted'],
  ['不得不还钱', '还钱', 'asserted'],
  ['他不给钱还打人', '打人', 'asserted'],
  ['他动不动打人', '打人', 'asserted'],
  ['不但打人，还砸东西', '打人', 'asserted'],
  ['没想到他打人', '打人', 'asserted'],
  ['未成年人被打', '被打', 'asserted'],
  ['他昨天打我，没有道歉', '打我', 'asserted'],
  ['我说他打我', '打我', 'asserted'],
  ['以前打过，现在还打我', '打我', 'asserted'],
  ['他没有打我', '打我', 'negated'],
  ['他没打过人', '打', 'negated'],
  ['没有受伤', '受伤', 'negated'],
  ['双方没有达成一致', '达成一致', 'negated'],
  ['他不同意和解', '和解', 'negated'],
  ['尚未支付工资', '支付工资', 'negated'],
  ['他从来没有还过钱', '还过钱', 'negated'],
  ['对方否认收到押金', '收到押金', 'negated'],
  ['打人的事不存在', '打人', 'negated'],
  ['别打我', '打我', 'negated'],
  ['他有没有打你', '打你', 'hypothetical'],
  ['他打没打你不知道', '打', 'hypothetical'],
  ['你被打了吗', '被打', 'hypothetical'],
  ['是不是签了协议？', '签了协议', 'hypothetical'],
  ['如果他再打我，我就报警', '打我', 'hypothetical'],
  ['要是不赔钱，我就去跳楼', '跳楼', 'hypothetical'],
  ['怕他打我', '打我', 'hypothetical'],
  ['会不会漏水', '漏水', 'hypothetical'],
  ['以前他打过我', '打过我', 'past'],
  ['十年前他坐过牢', '坐过牢', 'past'],
  ['小时候被打过', '被打', 'past'],
  ['他说我打他', '打他', 'reported'],
  ['房东说押金不退', '押金', 'reported'],
  ['物业表示防水层坏了', '防水层坏了', 'reported'],
  ['听说他们要去信访', '信访', 'reported'],
  ['扬言要跳楼', '跳楼', 'reported'],
  ['两家差点打起来', '打起来', 'hypothetical'],
  ['已排除家暴', '家暴', 'negated'],
  ['他威胁要弄死我', '弄死我', 'reported'],
])('«%s»: %s is %s', (text, word, expected) => {
  expect(stance(text, word).polarity).toBe(expected)
})

test('two denials affirm', () => {
  expect(stance('他不是没打我', '打我')).toMatchObject({ polarity: 'asserted', negated: false })
  expect(stance('他不敢不还', '还').negated).toBe(false)
})

test('who says it is told', () => {
  expect(stance('房东说押金不退', '押金').reportedBy).toBe('房东')
  expect(stance('我说押金要退', '押金').reportedBy).toBeUndefined()
})

test('a denial told by another is both', () => {
  expect(stance('老板说没有欠钱', '欠钱')).toMatchObject({ polarity: 'negated', reportedBy: '老板' })
})
