import { expect, test } from 'vitest'
import { findPercents, findQuantities } from './quantities.ts'

test.each([
  ['承担30%', 30, undefined],
  ['百分之三十的责任', 30, undefined],
  ['三成责任', 30, undefined],
  ['日千分之三', 0.3, 'day'],
  ['每日万分之五', 0.05, 'day'],
  ['月息2分', 2, 'month'],
  ['月息一分五', 1.5, 'month'],
  ['两分利', 2, 'month'],
  ['年息一分', 10, 'year'],
  ['年利率15.4%', 15.4, 'year'],
] as const)('%s is %d per cent', (text, percent, per) => {
  expect(findPercents(text).map((m) => [m.percent, m.per])).toEqual([[percent, per]])
})

test.each(['5分钟', '完成了', '已成年', '3分地'])('%s is no share', (text) => {
  expect(findPercents(text)).toEqual([])
})

test.each([
  ['98.5平方米', 98.5, 'squareMetre'],
  ['大概30平', 30, 'squareMetre'],
  ['4.2亩地', 4.2, 'mu'],
  ['三个儿子', 3, 'person'],
  ['12名工人', 12, 'person'],
  ['5户', 5, 'household'],
  ['两个半月', 2.5, 'month'],
  ['半个月', 0.5, 'month'],
  ['半年', 0.5, 'year'],
  ['一年半', 1.5, 'year'],
  ['72岁', 72, 'yearsOld'],
  ['15个工作日', 15, 'workingDay'],
  ['三天', 3, 'day'],
  ['2个小时', 2, 'hour'],
  ['三次', 3, 'time'],
] as const)('%s', (text, value, unit) => {
  expect(findQuantities(text).map((m) => [m.value, m.unit])).toEqual([[value, unit]])
})

test.each(['2026年', '3月5日', '第3次', '平时', '安装'])('%s counts nothing', (text) => {
  expect(findQuantities(text)).toEqual([])
})
