import { describe, expect, test } from 'vitest'
import { firm, party, read, said } from '../reading/records.test-suite.ts'
import { reckonedLines, withStackedReckonings } from './stacked.ts'
import { asClause } from './wording.ts'

describe('a reckoning written one figure below the other', () => {
  test.each([
    [
      '定金2000\n－墙面修补450\n−水费2个月 90\n＝1460 退陈\n微信，12/3前',
      '定金2000元,减墙面修补450元,减水费2个月90元,剩1460元,退陈,微信，12/3前',
    ],
    ['瓷砖30×18=540\n水泥160（周认）\n共700元', '瓷砖30×18=540元,水泥160元（周认）,合计700元。'],
    ['8月工资5200\n+押金300 −伙食120 → +180\n总 5380', '8月工资5200元,加押金300元,减伙食120元,合计5380元。'],
    [
      '定退6000元，分两期，打到周的卡：\n  第一期 9月15日前　4000元\n  10月15日前　2000元\n周搬走。',
      '定退6000元，分两期，打到周的卡:9月15日前4000元,10月15日前2000元。\n周搬走。',
    ],
    [
      '押3000\n 减 沙发套180\n 减 晚2天240\n退2580 → 微信退，11/30前',
      '押3000元,减沙发套180元,减晚2天240元,退2580元,微信退，11/30前',
    ],
    ['余12000→2000×6，12月起每月5号', '余12000元,分6期,每期2000元，12月起每月5号'],
  ])('%s', (text, words) => {
    expect(withStackedReckonings(text)).toBe(words)
  })
  test.each([
    '定金2000\n−墙面修补450\n=1500',
    '押3000\n 减 沙发套180\n 减 晚2天240\n退2600',
    '瓷砖30×18=640\n水泥160\n共800',
    '余12000→2000×5，每月5号',
    '分两期付5000元:\n9月15日前 4000\n10月15日前 2000',
    '302\n501\n=803',
    '电话记录\n12月3日\n共2人',
  ])('that does not add up, or is none, stays as it is: %s', (text) => {
    expect(withStackedReckonings(text)).toBe(text)
  })
  test('is read back in words', () => {
    const text = '到场两人\n定金2000元,减墙面修补450元,减水费2个月90元,剩1460元,退陈\n瓷砖540元,水泥160元,合计710元'
    expect(reckonedLines(text).map(({ results }) => results)).toEqual([[146000]])
  })
})

test('a note that reckons in lines is settled with every sum of it', () => {
  const parties = [party('a', 'applicant', '陈美娟'), firm('b', 'respondent', '杭州新棠家具商行', '宓大海')]
  const { settlement, names } = read(
    [
      said(
        'r',
        '三方通话记录',
        '外放,陈、宓都在线。\n定金2000\n−拆装360\n−运费140\n=1500 宓退陈\n微信，12/3前\n旧沙发12/5前宓来拉走\n两边讲好',
      ),
    ],
    parties,
  )
  const words = settlement.clauses.map(({ text, at }) => asClause(text, at, { names, corrections: [] }))
  expect(words[0]).toBe(
    '定金2000元(大写:贰仟元整),减拆装360元(大写:叁佰陆拾元整),减运费140元(大写:壹佰肆拾元整),剩1500元(大写:壹仟伍佰元整),杭州新棠家具商行退陈美娟,微信,2026年12月3日前',
  )
})

test('whom a note in shorthand calls by a surname: whose account, who by when, whom a paper is given', () => {
  const parties = [party('a', 'applicant', '滕永福'), firm('b', 'respondent', '杭州新棠家具商行', '宓大海')]
  const { names } = read([], parties)
  const told = (text: string) => asClause(text, '2026-11-05T09:00:00+08:00', { names, corrections: [] })
  expect(told('全打滕本人工行卡')).toBe('全打滕永福本人工行卡')
  expect(told('滕12/5前还梯子,明天开证明给滕')).toBe('滕永福2026年12月5日前还梯子,2026年11月6日开证明给滕永福')
  expect(told('宓退滕900元')).toBe('杭州新棠家具商行退滕永福900元(大写:玖佰元整)')
})
