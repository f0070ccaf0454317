import { describe, expect, test } from 'vitest'
import { party, people, read, record } from '../testing/later.ts'
import { disputedTopics } from './disputed.ts'
import { provenSentences } from './proven.ts'
import type { CaseRecord } from './read.ts'

const leak = '1、阎素琴赔偿褚文彬3600元,2026年10月20日前转账。\n2、双方再无其他争议。'
const at = (day: number, by: string, text: string, partyId?: string): CaseRecord => ({
  ...record(`2026-09-0${day}T10:00:00`, by, text),
  ...(partyId && { party: partyId }),
})
const reading = (before: CaseRecord[], terms = leak, parties = people) =>
  read(terms, [], parties, [at(1, '申请人褚文彬', '申请调解。'), ...before])
const told = (before: CaseRecord[], terms = leak, parties = people) =>
  provenSentences(reading(before, terms, parties)).map(({ text }) => text)

describe('how facts are told', () => {
  test('a first figure that a check put right is not told, the right one is', () => {
    const facts = told([
      at(2, '物业递交', '欠费表:8-1-301,建筑面积128.4㎡,欠18个月。'),
      at(3, '核对', '房产证上是123.4㎡,物业录错一位;另有两个月已经交过,实欠16个月。'),
    ]).join()
    expect(facts).not.toMatch(/128\.4|18个月/)
    expect(facts).toContain('123.4㎡')
  })
  test('a mistake told beside what is right goes, with every piece that has its value', () => {
    const facts = told([
      at(2, '勘测单', '院墙越界17厘米(村里登记25厘米系目测,更正)。'),
      at(3, '现场核实', '楼道灯3月起不亮;9幢没有这户人家,查下来在6幢,登记时写成9幢,更正。'),
      at(4, '理赔核损单', '修理费核定4100元,修理厂初报5300元不认。'),
    ]).join()
    expect(facts).not.toMatch(/25厘米|9幢|5300/)
    expect(facts).toContain('院墙越界17厘米')
  })
  test('a figure that nobody agreed to is no fact, nor a reckoning beside those that were settled', () => {
    const terms = '1、阎素琴付褚文彬工钱8100元,2026年10月20日前转账。'
    const facts = told(
      [
        at(2, '街道初次核对记录', '街道提了个数:总共9999元,一人一半。双方都没点头。'),
        at(3, '工天核对', '褚文彬 27天×300=8100;阎素琴 31天×300=9300。'),
      ],
      terms,
    ).join()
    expect(facts).not.toMatch(/9999|9300/)
  })
  test('a row whose thing a later check gives rightly is not told as it was', () => {
    const facts = told([
      at(2, '物业提交收入表', '快递柜 4800元\n广告位 36200元'),
      at(3, '褚文彬 复核', '漏了一个月,广告位应为38800元。', 'a'),
    ]).join()
    expect(facts).not.toContain('36200')
  })
  test('the heading goes, what both own up to stays whole', () => {
    const facts = told([
      at(
        2,
        '调解记录',
        '到场:褚文彬、阎素琴。\n一、核对情况:年卡剩4个月,每月200元,计800元;器材课剩2节,计300元,合计1100元,双方无异议。',
      ),
    ])
    expect(facts.join()).toContain('年卡剩4个月,每月200元,计800元;器材课剩2节')
    expect(facts.join()).not.toContain('核对情况')
  })
  test('what the mediators set down as the basic facts is told', () => {
    const facts = told([
      at(2, '调解记录', '一、基本情况:双方2025年3月签租赁合同,月租2650元。\n二、争议:墙面、水电。'),
    ]).join()
    expect(facts).toContain('双方2025年3月签租赁合同,月租2650元')
  })
  test('a sentence without what it is about is no fact, nor is a note in passing', () => {
    const facts = told([at(2, '窗口登记', '没写利息,没写担保人。厂里那边接电话正常。')]).join()
    expect(facts).not.toMatch(/担保人|电话/)
  })
  test('a child has no school and no class', () => {
    const parties = [
      { ...party('a', 'applicant', '褚小满'), idNumber: '330104201709173317' },
      party('b', 'respondent', '阎素琴'),
    ]
    const facts = told(
      [at(2, '值班登记', '褚小满,东岸小学三(2)班,9月1日傍晚在小区被犬咬伤左小腿,已到医院清创。')],
      leak,
      parties,
    ).join()
    expect(facts).not.toMatch(/东岸|三\(2\)班/)
    expect(facts).toContain('被犬咬伤左小腿')
  })
  test('a loan that its paper and both sides tell is told as a sentence', () => {
    const slip = at(2, '登记', '借条复印件:2024年3月8日,今借到褚文彬人民币50000元,借款人阎素琴。')
    const owns = at(3, '电话 阎素琴', '借是借了5万元,我没赖。', 'b')
    const says = at(2, '电话 褚文彬', '借给她50000元。', 'a')
    const parties = [party('a', 'applicant', '褚文彬'), party('b', 'respondent', '阎素琴')]
    expect(told([slip, says, owns], leak, parties).join()).toContain('2024年3月8日,阎素琴向褚文彬借款50000元,出具借条')
    expect(told([slip, says], leak, parties).join()).not.toContain('50000')
  })
})

describe('what is not told', () => {
  test('an offer, though it adds up to what was agreed', () => {
    const facts = told([
      at(2, '电话 物业 韩经理', '可退2600,外加1000块抵用券。'),
      at(3, '韩经理 来电', '四千退不起,三千六可以,分两次给。'),
    ]).join()
    expect(facts).not.toMatch(/2600|抵用券|三千六/)
  })
  test('a name that was put right later', () => {
    const facts = told([
      at(2, '登记台', '卫生间渗水2处;楼上由租客“顾小舟”代管房屋。'),
      at(3, '社区核实', '身份证上是顾晓洲,登记的“顾小舟”有误。'),
    ]).join()
    expect(facts).not.toContain('顾小舟')
  })
  test('what somebody counted for themselves, and a bare head', () => {
    const facts = told([
      at(2, '登记', '卫生间渗水2处。\n两家自己记的日子:\n漏水 43天 每天30'),
      at(3, '核对', '算法如下:'),
    ])
    expect(facts.join()).not.toMatch(/43天|算法/)
  })
  test('a figure that somebody agreed to put right', () => {
    const facts = told([at(2, '核对记录', '先对账:修理费实际3600元,5200的算法褚文彬同意改过来。')]).join()
    expect(facts).not.toContain('5200')
  })
  test('a figure that was misheard at the window', () => {
    const facts = told([at(2, '看票据', '材料收据三张,合计3600元,登记时3060是听岔了。')]).join()
    expect(facts).toContain('合计3600元')
    expect(facts).not.toContain('3060')
  })
  test('an account is called what it is called', () => {
    const { names } = reading([])
    expect(names.exact('账号叫"文彬测一测"')).toBe('账号叫"文彬测一测"')
    expect(names.exact('"文彬"两个字')).toBe('"褚文彬"两个字')
  })
})

describe('points in dispute', () => {
  test('those a record names stand first, without their sums', () => {
    const { topics } = disputedTopics(reading([at(2, '调解记录', '二、争议:墙面粉刷费900元、水电燃气费。')]))
    expect(topics.slice(0, 2)).toEqual(['墙面粉刷费', '水电燃气费'])
  })
  test('what both sides speak of is in dispute; interest that one side alone asks for is not named', () => {
    const parties = [party('a', 'applicant', '褚文彬'), party('b', 'respondent', '阎素琴')]
    const { topics, recordIds } = disputedTopics(
      reading(
        [at(2, '电话 褚文彬', '楼上漏水,还要算利息。', 'a'), at(3, '电话 阎素琴', '漏水不是我家的事。', 'b')],
        leak,
        parties,
      ),
    )
    expect(topics).toContain('漏水的原因和修复')
    expect(topics).not.toContain('利息')
    expect(recordIds).toHaveLength(3)
  })
})
