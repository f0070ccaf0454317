import { describe, expect, test } from 'vitest'
import { findDays } from './days.ts'

const at = '2026-11-05T10:00:00+08:00'
const days = (text: string) => findDays(text, at, 'future').map(({ on }) => on)

describe('a day in figures alone', () => {
  test.each([
    ['12.8 退1500', '2026-12-08'],
    ['钥匙11.30寄回', '2026-11-30'],
    ['凭证11/20开给她', '2026-11-20'],
    ['一周内(到11.12)', '2026-11-12'],
    ['砌好为止,最迟12.20。', '2026-12-20'],
    ['旧柜 → 12.2搬走', '2026-12-02'],
    ['漏水点五天内补好(11/10)', '2026-11-10'],
    ['尾款12.15前付清', '2026-12-15'],
    ['1.15:3000元', '2027-01-15'],
    ['贾某 700元 12/8前 微信', '2026-12-08'],
    ['1.15、2.15各付1500元', '2027-01-15'],
  ])('%s is %s', (text, on) => {
    expect(days(text)).toContain(on)
  })
  test.each([
    '一共12.5元',
    '长3.2米,宽1.5',
    '利息降到3.5,',
    '两家各出1/2付',
    '单价8.5付',
    '打8.5折',
    '买2.5送一',
    '从1.5到2.5亩',
    '井深6.12米',
    '水电费 9.30。',
  ])('%s is none', (text) => {
    expect(days(text)).toEqual([])
  })
})

describe('a day told in words', () => {
  test.each([
    ['三月二十五之前拆掉', '2027-03-25'],
    ['下月十八,行', '2026-12-18'],
    ['十二月十号先给', '2026-12-10'],
    ['那就六月三十。', '2027-06-30'],
  ])('%s is %s', (text, on) => {
    expect(days(text)).toEqual([on])
  })
  test.each(['三月二十斤笋', '十二月十人到场', '五月三十亩地'])('%s is none', (text) => {
    expect(days(text)).toEqual([])
  })
})

describe('the year of a day', () => {
  test('told before holds for the instalments that go on, not for another matter soon to come', () => {
    expect(days('2027年1月20日前付3000元;旧灶台陆某11月18日前搬走')).toEqual(['2027-01-20', '2026-11-18'])
    expect(days('2027年6月30日前付3000元;余下的12月20日前付')).toEqual(['2027-06-30', '2027-12-20'])
    expect(days('2027年6月30日前付3000元,12月20日前付3000元')).toEqual(['2027-06-30', '2027-12-20'])
  })
  test('a feast or a term beside its day says no day of its own', () => {
    expect(days('2027年2月3号过年前付清')).toEqual(['2027-02-03'])
    expect(days('2027年3月3号付清,过年前付利息')).toHaveLength(2)
    expect(days('五天内(到11月10日)付清')).toEqual(['2026-11-10'])
  })
})
