import { describe, expect, test } from 'vitest'
import { party, people, record } from '../../testing/later.ts'
import { readNames } from '../reading/names.ts'
import type { Clause } from '../settlement/find.ts'
import { rewritten } from './rewrite.ts'
import { added } from './statement.ts'

const names = readNames(people, [])
const clause = (text: string): Clause => ({ text, recordIds: ['r'], at: '2026-09-10T10:00:00+08:00', from: 'record' })
/** A clause after somebody's words that hold:褚文彬 is a, 阎素琴 b. */
const told = (text: string, said: string, speaker?: string, of = names) =>
  rewritten(clause(text), [{ text: said, record: record('2026-09-12T10:00:00', '微信', said), speaker }], of)

const instalments = '余款9000元分三期付,10月底、11月底、12月底各3000元,转褚文彬工商银行尾号6630'
const rows =
  '阎素琴付褚文彬21200元:2026年10月15日前7000元,2026年11月15日前7000元,2026年12月15日前7200元,转褚文彬工商银行尾号6630'

test('a day told by its number alone is one that there is', () => {
  const of = (said: string, at: string) => added({ text: said, record: record(at, '微信', said) }, names)
  expect(of('31号前把钥匙交还', '2026-11-12T10:00:00')).toContain('2026年12月31日')
  expect(of('30号前把钥匙交还', '2027-01-31T10:00:00')).toContain('2027年3月30日')
  expect(of('住45号的那家来拿钥匙', '2026-11-12T10:00:00')).toContain('45号')
})

describe('a clause after what was told of it', () => {
  test.each([
    ['one value', '阎素琴2026年10月8日前修好雨棚', '12号弄好行不行', '2026年10月12日前修好雨棚'],
    ['so much later', '阎素琴2026年10月8日前修好雨棚', '推后五天', '2026年10月13日前修好雨棚'],
    ['half a month later', '阎素琴2026年10月8日前修好雨棚', '推后半个月', '2026年10月23日前'],
    ['a month later, which is shorter', '阎素琴2026年10月31日前修好雨棚', '推后一个月', '2026年11月30日前'],
    ['so much less', '阎素琴退褚文彬定金3600元', '那少退300', '退褚文彬定金3300元'],
    ['a sum on top', '阎素琴退褚文彬定金3600元', '打车的钱共80元,这笔也加给你', '退褚文彬定金3680元'],
    ['the n-th of a row', rows, '第二笔改到11月28日', '2026年11月28日前7000元'],
    ['the last of a row, told a stretch before', rows, '最后一笔早点给,12月1日', '2026年12月1日前7200元'],
    ['the old day told as such', rows, '10月15日那笔改到10月20日', '2026年10月20日前7000元'],
    ['an account that was miswritten', rows, '账号是6603,不是6630', '尾号6603'],
    ['of one sum so much a time', '阎素琴赔褚文彬6000元', '分三次,每次2000元,每月月底', '6000元'],
  ])('%s', (_, text, said, has) => {
    expect(told(text, said)).toContain(has)
  })

  test('a row of days and sums told anew, where it comes to as much; where it goes stays', () => {
    const text = told(instalments, '10月底给4000元,11月底2000元,12月底3000元')
    expect(text).toMatch(/4000元.*2000元.*3000元,转褚文彬工商银行尾号6630/)
    expect(text).not.toContain('各3000元')
    expect(told(instalments, '10月底给4000元,11月底4000元,12月底3000元')).not.toMatch(/4000元.*4000元.*3000元,转/)
  })

  test('one of a row in parts that make it up; parts that do not change nothing', () => {
    expect(told(rows, '第二笔7000元分成两次付,2026年11月15日前3000元,2026年11月30日前4000元')).toContain(
      '前3000元,2026年11月30日前4000元',
    )
    expect(told(rows, '第二笔7000元分成两次付,2026年11月15日前3000元,2026年11月30日前3000元')).toBe(rows)
  })

  test('a deed instead of a sum takes its place, and the sum stands no more', () => {
    const text = told(
      '阎素琴赔褚文彬墙面修复费2600元,10月8日前付',
      '2600不付了,我叫师傅上门把墙面铲了重刷,10月20日前刷完',
      'b',
    )
    expect(text).toMatch(/重刷.*10月20日前/)
    expect(text).not.toMatch(/2600|10月8日/)
  })

  test('who pays in cash pays it in no other way any more', () => {
    const text = told('阎素琴10月8日前付褚文彬2600元,用现金,到村委会点清', '跑来跑去麻烦,用微信转给你好了', 'b')
    expect(text).toMatch(/2600元.*微信/)
    expect(text).not.toContain('现金')
  })

  test('one’s own account among those of several, by who says so', () => {
    const all = '两人的卡:褚文彬农业银行尾号1001,阎素琴建设银行尾号2003'
    expect(told(all, '我卡号报错了,是2030', 'b')).toBe('两人的卡:褚文彬农业银行尾号1001,阎素琴建设银行尾号2030')
  })

  test('a count of another thing takes no count’s place; what is said again changes nothing', () => {
    expect(told('褚文彬交还清单上的设备11件', '少了一台烘干机')).toContain('11件')
    expect(told(rows, '21200元,没错的')).toBe(rows)
  })

  test('the same deed by another', () => {
    expect(told('褚文彬每月10日前给母亲生活费600元', '生活费归阎素琴出,数目日子不动')).toBe(
      '阎素琴每月10日前给母亲生活费600元',
    )
  })

  test('one’s own share stands beside what holds for the others', () => {
    const three = readNames([...people, party('c', 'respondent', '冉大春')], [])
    const text = told('阎素琴、冉大春每人每月付水费50元', '我每月给30元', 'c', three)
    expect(text).toContain('每人每月付水费50元')
    expect(text).toContain('冉大春每月给30元')
  })
})
