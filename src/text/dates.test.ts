import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findDates } from './dates.ts'
import { solarOf } from './lunar.ts'
import { formatDay } from './numerals.ts'

const asOf = '2026-11-23'
const read = (text: string) => findDates(text, { asOf })

test.each([
  ['2026年3月5日签的', '2026-03-05'],
  ['2026-03-05', '2026-03-05'],
  ['2025.8.15', '2025-08-15'],
  ['20250815', '2025-08-15'],
  ['二〇二五年八月十五日', '2025-08-15'],
  ['２０２６年３月５日', '2026-03-05'],
  ['25年8月15日', '2025-08-15'],
  ['25.3.5借的', '2025-03-05'],
  ['次月5日', '2026-12-05'],
  ['大年初三', '2026-02-19'],
  ['12月5日漏的水', '2025-12-05'],
  ['12月20日开庭', '2026-12-20'],
  ['约定3月5日前还清', '2026-03-05'],
  ['今朝', '2026-11-23'],
  ['昨天晚上', '2026-11-22'],
  ['大前天', '2026-11-20'],
  ['上周三', '2026-11-18'],
  ['下周一', '2026-11-30'],
  ['3天前', '2026-11-20'],
  ['这个月15号', '2026-11-15'],
  ['15号前还', '2026-12-15'],
  ['三月初八', '2026-04-24'],
  ['农历八月十五', '2026-09-25'],
  ['八月半', '2026-09-25'],
  ['腊月廿三', '2026-02-10'],
  ['闰六月初一', '2025-07-25'],
  ['正月十五', '2026-03-03'],
  ['去年中秋前', '2025-10-06'],
  ['春节后', '2026-02-17'],
  ['2025年除夕', '2025-01-28'],
  ['今年清明', '2026-04-05'],
  ['去年冬至', '2025-12-21'],
])('%s is %s', (text, on) => {
  expect(read(text).map((d) => d.on)).toEqual([on])
})

test.each([
  ['2026年3月', '2026-03-01', '2026-03-31', 'month'],
  ['旧年', '2025-01-01', '2025-12-31', 'year'],
  ['前年夏天', '2024-06-01', '2024-08-31', 'period'],
  ['从5月到8月', '2026-05-01', '2026-08-31', 'period'],
  ['5-8月', '2026-05-01', '2026-08-31', 'period'],
  ['5、6、7月份工资', '2026-05-01', '2026-07-31', 'period'],
  ['5月5号到20号', '2026-05-05', '2026-05-20', 'period'],
  ['去年10月至今', '2025-10-01', asOf, 'period'],
  ['从去年开始一直到现在', '2025-01-01', asOf, 'period'],
  ['2025年3月1日至2026年2月28日', '2025-03-01', '2026-02-28', 'period'],
  ['2026.3.5-2026.4.5', '2026-03-05', '2026-04-05', 'period'],
  ['3月5-8日', '2026-03-05', '2026-03-08', 'period'],
  ['2026年1、2、3月工资', '2026-01-01', '2026-03-31', 'period'],
  ['去年七八月份', '2025-07-01', '2025-08-31', 'period'],
  ['98年结的婚', '1998-01-01', '1998-12-31', 'year'],
  ['24年底入职', '2024-12-01', '2024-12-31', 'period'],
  ['2026年第一季度', '2026-01-01', '2026-03-31', 'period'],
  ['上半年', '2026-01-01', '2026-06-30', 'period'],
  ['10号到15号', '2026-11-10', '2026-11-15', 'period'],
  ['今年以来', '2026-01-01', asOf, 'period'],
  ['国庆期间', '2026-10-01', '2026-10-07', 'period'],
  ['近三个月', '2026-08-23', asOf, 'period'],
  ['三月工资没发', '2026-03-01', '2026-03-31', 'month'],
] as const)('%s runs from %s to %s', (text, from, to, precision) => {
  expect(read(text).map((d) => [d.from, d.to, d.precision])).toEqual([[from, to, precision]])
})

test('rough words end in a month end and say that they are rough', () => {
  expect(read('上个月底')).toMatchObject([{ to: '2026-10-31', approx: true, relative: true }])
  expect(read('月底前还清')).toMatchObject([{ to: '2026-11-30', bound: 'before' }])
  expect(read('年底前')).toMatchObject([{ to: '2026-12-31', bound: 'before' }])
})

test.each([
  ['3月5日前付清', 'before'],
  ['截至2026年10月31日', 'by'],
  ['春节后', 'after'],
  ['自2025年1月1日起', 'from'],
] as const)('%s is bound: %s', (text, bound) => {
  expect(read(text)[0]!.bound).toBe(bound)
})

test('lately is a time that ends today and begins nobody knows when', () => {
  expect(read('前几天')).toMatchObject([{ to: asOf, approx: true }])
  expect(read('前段时间')[0]!.from).toBeUndefined()
})

test('前后 is about, not before', () => {
  const [day] = read('2026年11月30日前后')
  expect(day).toMatchObject({ approx: true })
  expect(day!.bound).toBeUndefined()
})

test('what returns every month or week has a rule, not a day', () => {
  expect(read('每月10日前支付')).toMatchObject([{ recurring: { every: 'month', day: 10 }, bound: 'before' }])
  expect(read('每月底结清')).toMatchObject([{ recurring: { every: 'month', day: 'last' } }])
  expect(read('每周三')).toMatchObject([{ recurring: { every: 'week', weekday: 3 } }])
  expect(read('每年1月1日')).toMatchObject([{ recurring: { every: 'year', month: 1, day: 1 } }])
  expect(read('从4月起每月月底前')).toMatchObject([
    { from: '2026-04-01' },
    { recurring: { every: 'month', day: 'last' } },
  ])
  expect(read('第二个周六')).toEqual([])
  expect(read('每季度首月10日前')).toMatchObject([{ recurring: { every: 'quarter', month: 1, day: 10 } }])
  expect(read('每月吵')).toEqual([])
})

test.each([
  ['签订之日起3日内', { days: 3, from: '签订之日起' }],
  ['自本协议生效之日起三十日内', { days: 30, from: '本协议生效之日起' }],
  ['收到通知后十五日内', { days: 15, from: '收到通知后' }],
  ['15个工作日内', { workingDays: 15 }],
  ['一个月内', { months: 1 }],
])('%s is a deadline', (text, deadline) => {
  expect(read(text).map((d) => d.deadline)).toEqual([deadline])
})

test('a month without its year leans on the year said before it', () => {
  expect(read('2024年3月入职，8月离职').map((d) => d.from)).toEqual(['2024-03-01', '2024-08-01'])
  expect(read('2025年12月漏水，次年1月报修').map((d) => d.from)).toEqual(['2025-12-01', '2026-01-01'])
  expect(read('2025年3月5日、8日各付一次').map((d) => d.on)).toEqual(['2025-03-05', '2025-03-08'])
  expect(read('2025年3月5日签了协议，当日付了钱').map((d) => d.on)).toEqual(['2025-03-05', '2025-03-05'])
})

test.each([
  '3楼5号',
  '三个月工资',
  '2月30日',
  '5号楼',
  '工资8000',
  '每天吵',
  '第三次',
  '目前',
  '最后',
  '借了20年',
  '开庭三日前送达',
  '不得少于三十日',
  '70年产权',
  '98.5平方米',
])('%s names no day', (text) => {
  expect(read(text)).toEqual([])
})

test('so long after something not told gives no day; looking ahead it is from today', () => {
  expect(read('结婚三年后查出来')[0]!.on).toBeUndefined()
  expect(read('保证三天后付清').map((d) => d.on)).toEqual(['2026-11-26'])
  expect(read('2026年3月1日签的，三天后他反悔').map((d) => d.on)).toEqual(['2026-03-01', '2026-03-04'])
})

test('a due day leans on the due day before it', () => {
  const days = read('2025年4月15日前付清，3月底前付3000元')
  expect(days.map((d) => d.on ?? d.to)).toEqual(['2025-04-15', '2025-03-31'])
})

test('lunar days keep the words that were said', () => {
  expect(read('我是旧年腊月廿八借的钱')).toMatchObject([{ quote: '旧年腊月廿八', on: '2026-02-15', lunar: true }])
})

test('every written day of a century reads back', () => {
  const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (at) => {
      const on = at.toISOString().slice(0, 10)
      expect(read(`${formatDay(on)}。`).map((d) => d.on)).toEqual([on])
      expect(read(on).map((d) => d.on)).toEqual([on])
    }),
  )
})

test('lunar new year falls between 21 January and 21 February, and months have 29 or 30 days', () => {
  for (let year = 1901; year <= 2098; year++) {
    const on = solarOf({ year, month: 1, day: 1 })!
    expect(on.slice(5) >= '01-20' && on.slice(5) <= '02-21').toBe(true)
    expect(on.slice(0, 4)).toBe(String(year))
    const twentyNinth = solarOf({ year, month: 12, day: 29 })!
    const next = solarOf({ year: year + 1, month: 1, day: 1 })!
    expect([1, 2]).toContain((Date.parse(next) - Date.parse(twentyNinth)) / 86_400_000)
  }
})
