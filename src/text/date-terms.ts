import type { DateRule } from './date-reading.ts'
import { DAY, MONTH, NUMBER, WEEKDAYS } from './date-reading.ts'
import { parseNumeral } from './numerals.ts'

export const recurring: DateRule = {
  // 每月10日, 每个月底, 每年1月1日, 每周三
  pattern: new RegExp(
    `每(?:一|个)*(?:月(?:份)?的?月?(?:(?<day>${DAY})[日号]?(?![\\d元块万千百个次天])|(?<part>底|末|初))?|年的?(?:(?<month>${MONTH})月(?:(?<yearDay>${DAY})[日号]|(?<yearPart>底|末|初))?)?|(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])?|(?<quarter>季度?)(?:的?(?:(?<quarterMonth>首|末|第[一二三]个|最后一?个)月)?的?(?<quarterDay>${DAY})[日号])?)`,
    'gu',
  ),
  read(g) {
    const numeral = (text: string | undefined) => (text ? parseNumeral(text) : undefined)
    const dayOf = (day: string | undefined, part: string | undefined) =>
      part ? (part === '初' ? 1 : 'last') : numeral(day)
    if (g.quarter) {
      const day = numeral(g.quarterDay)
      const month = { 首: 1, 第一个: 1, 第二个: 2 }[g.quarterMonth ?? ''] ?? (g.quarterMonth ? 3 : undefined)
      const recurring = { every: 'quarter' as const, ...(month ? { month } : {}), ...(day ? { day } : {}) }
      return { precision: day ? 'day' : 'period', recurring }
    }
    if (g.weekday)
      return { precision: 'day', recurring: { every: 'week', weekday: Math.min(WEEKDAYS.indexOf(g.weekday), 6) + 1 } }
    if (g.month) {
      const day = dayOf(g.yearDay, g.yearPart)
      return {
        precision: day ? 'day' : 'month',
        recurring: { every: 'year', month: numeral(g.month), ...(day ? { day } : {}) },
      }
    }
    const day = dayOf(g.day, g.part)
    // 每月, 每年 and 每周 alone say how often, not when.
    return day ? { precision: 'day', recurring: { every: 'month', day } } : undefined
  },
}

export const deadline: DateRule = {
  // 签订之日起3日内, 收到通知后十五日内, 一个月内
  pattern: new RegExp(
    `(?:(?:自|从|在|于)?(?<from>[^，。；,;：:.．①-⑳\\s、\\d自从在于]{1,18}?(?:之日|当日|次日|之时|后)(?:起(?:算|计算)?)?)(?:的)?\\s*)?(?<![\\d.第])(?<n>${NUMBER})(?:个(?<half>半))?\\s*(?<unit>个?工作日|个?自然日|天|日|周|个?星期|个?礼拜|个?月|年|个?小时)(?:之|以)?内(?!容|部|外|墙|科|存|衣|地|蒙)`,
    'gu',
  ),
  read(g) {
    const count = g.n === '半' ? 0.5 : parseNumeral(g.n!)
    if (count === undefined) return undefined
    const amount = count + (g.half ? 0.5 : 0)
    const unit = g.unit!
    const key = /工作日/.test(unit)
      ? 'workingDays'
      : /月/.test(unit)
        ? 'months'
        : /年/.test(unit)
          ? 'years'
          : /周|星期|礼拜/.test(unit)
            ? 'weeks'
            : /小时/.test(unit)
              ? 'hours'
              : 'days'
    return { precision: 'period', relative: true, deadline: { [key]: amount, ...(g.from ? { from: g.from } : {}) } }
  },
}
