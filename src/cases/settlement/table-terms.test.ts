import { describe, expect, test } from 'vitest'
import { openShelf } from '../../cli/shelf.ts'
import { laterModelOf } from '../later/reader.ts'
import type { CaseRecord, Party } from '../read.ts'
import { readNames } from '../reading/names.ts'
import { narrow } from '../reading/sentences.ts'
import { findSettlement } from './find.ts'
import { termModelOf } from './terms.ts'

const shelf = openShelf()
const models = { terms: termModelOf(shelf), later: laterModelOf(shelf) }
const party = (id: string, role: string, name: string, kind: Party['kind'] = 'person'): Party => ({
  id,
  role,
  name,
  kind,
  details: {},
})
const parties = [
  party('a', 'applicant', '庞小满'),
  party('b', 'respondent', '裘阿大'),
  party('o', 'respondent', '远禾建设有限公司', 'organization'),
]
const settled = (...texts: string[]) => {
  const records = texts.map((text, i): CaseRecord => {
    const at = `2026-11-1${i}T10:00:00+08:00`
    return { id: `r${i}`, at, by: '调解记录', text: narrow(text), visibility: 'shared', createdAt: at }
  })
  return findSettlement(models, records, readNames(parties, records)).clauses.map(({ text }) => text)
}

describe('a table in a record', () => {
  test('holds terms where the line above says so, among the sentences around it', () => {
    const terms = settled(
      '到场:庞小满、裘阿大。\n双方约定如下:\n期次|日期|金额\n第一期|2026年12月31日前|5000\n第二期|2027年2月28日前|4000\n裘阿大转庞小满工行卡,尾号0312。',
    )
    expect(terms).toEqual([
      '第一期于2026年12月31日前付5000元',
      '第二期于2027年2月28日前付4000元',
      '裘阿大转庞小满工行卡,尾号0312',
    ])
  })

  test('is led by the price that all its rows are reckoned by', () => {
    const terms = settled(
      '到场:庞小满、裘阿大。\n今年的看塘工钱,每天150元:\n姓名  天数  金额  农行卡尾号\n庞小满 12  1800元  0312\n裘阿大 9  1350元  4471\n远禾建设有限公司2026年12月20日前打到两人卡上。',
    )
    expect(terms[0]).toBe('今年的看塘工钱,每天150元')
    expect(terms).toContain('裘阿大:9天,1350元,农行卡尾号4471')
    expect(
      settled(
        '到场:庞小满、裘阿大。\n庞小满要求每天200元:\n姓名  天数  金额  农行卡尾号\n庞小满 12  1800元  0312\n裘阿大 9  1350元  4471\n远禾建设有限公司2026年12月20日前打到两人卡上。',
      ).join(),
    ).not.toContain('200元')
  })

  test('holds terms where its own heads say what was settled', () => {
    const terms = settled(
      '谁|做什么|什么时候\n裘阿大|把水管换好|2026年12月20日前\n庞小满|配合开门|施工当天\n双方签字。',
    )
    expect(terms).toContain('裘阿大把水管换好,2026年12月20日前')
  })

  test('holds terms where its heads say who pays how much each month, or every row says what is done', () => {
    expect(
      settled(
        '到场:庞小满、裘阿大。\n大家坐下来当场分:\n谁|每月出|轮到陪夜的月份\n庞小满|350元|1月、3月\n裘阿大|280元|2月、4月\n从2026年12月起,每月8日前转给远禾建设有限公司,尾号0312。',
      ),
    ).toContain('庞小满:每月出350元,轮到陪夜的月份1月、3月')
    const acts = settled(
      '到场:庞小满、裘阿大。\n户名|预付|处理\n庞小满|900元|退600元\n裘阿大|700元|不退,改送鱼苗20斤\n退款分两次:2026年12月1日退庞小满300元;2027年1月5日再退同样数目,微信转。\n裘阿大2026年12月10日前来拿鱼苗。双方今后不再为此事争执。',
    )
    expect(acts).toContain('庞小满:预付900元,退600元')
    expect(acts).toContain('裘阿大:预付700元,不退,改送鱼苗20斤')
    expect(acts.join()).toContain('2026年12月1日退庞小满300元;2027年1月5日再退庞小满300元')
  })

  test('under 双方按下表结账 every row without a head is a term, the points of a cell each one', () => {
    const terms = settled(
      '双方按下表结账:\n瓦片款|5200元,付过1200元,还要付4000元\n付款日|2026年12月1日前\n其他|①裘阿大2026年11月30日前运走旧瓦;②庞小满配合开门',
    )
    expect(terms).toEqual(expect.arrayContaining(['瓦片款:5200元,付过1200元,还要付4000元', '付款日:2026年12月1日前']))
    expect(terms).toContain('裘阿大2026年11月30日前运走旧瓦')
    expect(terms).toContain('庞小满配合开门')
  })

  test.each([
    [
      'proposed and not yet answered',
      '调解员提出方案如下:\n项目|金额\n医疗费|5000\n误工费|2000\n庞小满说回去同家里商量,下周答复。',
    ],
    ['a diary of visits', '时间|内容\n11月1日|上门走访庞小满\n11月3日|电话联系裘阿大,裘阿大说赔2000元'],
    ['what a contract said', '租赁合同约定如下:\n项目|约定\n租金|每月3000元\n押金|6000元\n双方意见不一致,未达成协议。'],
  ])('holds none: %s', (_, text) => {
    expect(settled(text)).toEqual([])
  })

  test('that one side brought, a bill of costs and a roll of those present stay out of what was agreed after them', () => {
    const terms = settled(
      '远禾建设有限公司提供的工资表:\n姓名|应发|已发|尚欠\n庞小满|9000|1000|8000\n裘阿大|7000|1000|6000\n庞小满提供了费用明细:\n项目|金额\n路费|1800\n住宿|600\n经协商,远禾建设有限公司2026年12月10日前付庞小满7500元、裘阿大5500元,现金。\n签到:\n姓名|身份|电话\n庞小满|申请人|13800001111\n裘阿大|申请人|13800002222',
    ).join('\n')
    expect(terms).toMatch(/7500元.*5500元/)
    expect(terms).not.toMatch(/8000|6000|1800|600元|1380000/)
  })

  test('is found by a later change of one cell, and its totals follow', () => {
    const terms = settled(
      '双方确认欠款并约定付款如下:\n户名|2024年欠|2025年欠|合计|收款卡尾号\n庞小满|1780|3780|5560|0416\n裘阿大|700|2700|3400|1207\n合计|2480|6480|8960|\n2024年欠的,2026年12月30日前付;2025年欠的,2027年6月30日前付。',
      '2024年欠裘阿大的由700元改为500元,两人都同意,其他不变。',
    )
    expect(terms).toContain('裘阿大:2024年欠500元,2025年欠2700元,合计3200元,收款卡尾号1207')
    expect(terms).toContain('庞小满:2024年欠1780元,2025年欠3780元,合计5560元,收款卡尾号0416')
    expect(terms).toContain('以上合计8760元')
  })
})
