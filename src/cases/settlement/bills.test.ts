import { describe, expect, test } from 'vitest'
import type { CaseRecord, Party } from '../read.ts'
import { readNames } from '../reading/names.ts'
import { narrow } from '../reading/sentences.ts'
import { billOf, calledInFull, rowAsWords } from './bills.ts'
import { takeTables } from './tables.ts'

const parties = ['庞小满', '裘阿大', '缪春生'].map(
  (name, i): Party => ({ id: `p${i}`, role: i > 0 ? 'respondent' : 'applicant', name, kind: 'person', details: {} }),
)
const at = '2026-11-12T10:00:00+08:00'
const record = (text: string): CaseRecord => ({
  id: 'r',
  at,
  by: '调解记录',
  text,
  visibility: 'shared',
  createdAt: at,
})
const names = readNames(parties, [record('')])
const rows = (raw: string) =>
  takeTables(narrow(raw), names).tables.flatMap((table) => table.rows.map(({ text }) => text))

describe('a list of items with dots that lead to their sums', () => {
  const list =
    '钥匙到场,谈妥,列在下面:\n洗衣机修理……320元\n地板泡水……1250.50元\n减已付……200元\n合计……1370.50元\n12月1日前付清。'
  test('is one clause with every item and its total', () => {
    expect(rows(list)).toEqual(['洗衣机修理320元,地板泡水1250.50元,减已付200元,合计1370.50元'])
  })
  test('whose rows do not come to the total, or that nobody agreed on, is no clause', () => {
    expect(rows(list.replace('320', '330'))).toEqual([])
    expect(rows(list.replace('谈妥', '她要求'))).toEqual([])
    expect(
      billOf(
        [
          ['修理', '320元'],
          ['合计', '320元'],
        ],
        '谈妥:',
      ),
    ).toBeUndefined()
  })
})

describe('a table', () => {
  test('holds what was settled beside what each side asked and gave', () => {
    const said = rows(
      '项目|老裘要|店里肯|商定\n误工|3000|1000|1800\n拖车|260|260|260\n精神损失|2000|0|不提了\n合计|||2060',
    )
    expect(said).toEqual(['误工1800元,拖车260元,精神损失:不提了,合计2060元'])
  })
  test('pays under heads that are days, and calls by name who is called by door and surname', () => {
    const said = rows(
      '户|总|12月5日前|2027年2月1日前\n301 裘|9000|4000|5000\n401 缪|6000|3000|3000\n合|15000|7000|8000',
    )
    expect(said).toEqual([
      '裘阿大(301):总9000元,12月5日前付4000元,2027年2月1日前付5000元',
      '缪春生(401):总6000元,12月5日前付3000元,2027年2月1日前付3000元',
      '以上合计15000元',
    ])
  })
  test('never lets two figures run together', () => {
    expect(rows('事项|老裘认可数|哪天|处理\n床垫|500|12.1|800\n沙发|300|12.1|450').join()).not.toMatch(
      /500,?800|300,?450/,
    )
    expect(rows('事项/老裘主张/缪认可/认定\n床垫/1200/500/800\n沙发/700/300/450\n合计///1250')).toEqual([
      '床垫800元,沙发450元,合计1250元',
    ])
  })
  test('says its days in words where they stand in figures', () => {
    expect(rows('谁|付多少|哪天\n裘阿大|1500元|12.15\n缪春生|800元|2027.1.5')).toEqual([
      '裘阿大:付多少1500元,12月15日',
      '缪春生:付多少800元,2027年1月5日',
    ])
  })
})

test('a surname that several have, or that one row alone begins with, stays', () => {
  const twice = readNames([...parties, { ...parties[0]!, id: 'q', name: '裘小妹' }], [record('')])
  const cells = [
    ['301 裘', '1'],
    ['401 缪', '2'],
  ]
  expect(calledInFull(cells, twice)).toEqual(cells)
  expect(
    calledInFull(
      [
        ['缪', '1'],
        ['电费', '2'],
      ],
      names,
    )[0],
  ).toEqual(['缪', '1'])
})

test('what happens on a day behind an arrow is said of what stands before it, unless that is who does it', () => {
  expect(rowAsWords('充电器还在缪春生家里 → 12月3日寄回', names)).toBe('充电器还在缪春生家里,12月3日寄回')
  expect(rowAsWords('缪春生 → 12月3日寄回充电器', names)).toBe('缪春生12月3日寄回充电器')
})
