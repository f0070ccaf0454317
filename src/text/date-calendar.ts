import { addDays, addMonths, dayOn, monthSpan, partsOf } from './calendar.ts'
import type { DateReading, DateRule } from './date-reading.ts'
import { DAY, DAY_END, isRelative, MONTH, PART, partOfMonth, saidYear, TIMES, YEAR, yearFor } from './date-reading.ts'
import { parseNumeral } from './numerals.ts'

export const calendar: DateRule = {
  // 2026年3月5日, 去年三月底, 12月份, 3月5号晚上
  pattern: new RegExp(
    `(?:${YEAR})?(?<![\\d第.])(?<month>${MONTH})月份?(?:(?:的)?\\s*(?<day>${DAY})${DAY_END}${TIMES}|${PART})?`,
    'gu',
  ),
  read(g, said) {
    const month = parseNumeral(g.month!)!
    const day = g.day ? parseNumeral(g.day)! : undefined
    const explicit = saidYear(g, said)
    const probe = (year: number) => dayOn(year, month, day ?? 1)
    const { year, assumed } = explicit ? { year: explicit, assumed: false } : yearFor(said, probe)
    const rest = { ...isRelative(g), ...(assumed ? { yearAssumed: true } : {}) }
    if (day !== undefined) {
      const on = dayOn(year, month, day)
      return on ? { on, precision: 'day', ...rest } : undefined
    }
    if (g.part) return { ...partOfMonth(year, month, g.part), ...rest }
    return { ...monthSpan(year, month), precision: 'month', ...rest }
  },
}

export const iso: DateRule = {
  // 2026-03-05, 2026/3/5, 2026.3.5, 20260305, 2026-03
  pattern:
    /(?<![\d.\-/])(?:(?<year>(?:19|20)\d{2})(?:(?<sep>[-/.])(?<month>0?[1-9]|1[0-2])\k<sep>(?<day>3[01]|[12]\d|0?[1-9])|(?<month2>0[1-9]|1[0-2])(?<day2>3[01]|[12]\d|0[1-9]))(?:日|号)?|(?<year3>20\d{2})[-/](?<month3>0[1-9]|1[0-2]))(?![\d元万块]|[-/.]\d)/gu,
  read(g) {
    const year = Number(g.year ?? g.year3)
    if (g.month3) return { ...monthSpan(year, Number(g.month3)), precision: 'month' }
    const on = dayOn(year, Number(g.month ?? g.month2), Number(g.day ?? g.day2))
    return on ? { on, precision: 'day' } : undefined
  },
}

export const year: DateRule = {
  // 2025年, 去年底, 今年上半年, 前年夏天
  pattern: new RegExp(
    `${YEAR}(?:年?(?<part>初|底|末|上半年|下半年|春天|春季|开春|夏天|夏季|秋天|秋季|冬天|冬季|中(?=[，。 ])))?`,
    'gu',
  ),
  read(g, said) {
    const y = saidYear(g, said)
    if (!y || y < 1000) return undefined
    const rest = isRelative(g)
    const period = (from: string, to: string, approx = false): DateReading => ({
      from,
      to,
      precision: 'period',
      ...rest,
      ...(approx ? { approx } : {}),
    })
    const part = g.part ?? ''
    if (/初/.test(part)) return period(`${y}-01-01`, `${y}-01-31`, true)
    if (/[底末]/.test(part)) return period(`${y}-12-01`, `${y}-12-31`, true)
    if (part === '中') return period(`${y}-06-01`, `${y}-07-31`, true)
    if (/上半/.test(part)) return period(`${y}-01-01`, `${y}-06-30`)
    if (/下半/.test(part)) return period(`${y}-07-01`, `${y}-12-31`)
    if (/春/.test(part)) return period(`${y}-03-01`, `${y}-05-31`, true)
    if (/夏/.test(part)) return period(`${y}-06-01`, `${y}-08-31`, true)
    if (/秋/.test(part)) return period(`${y}-09-01`, `${y}-11-30`, true)
    if (/冬/.test(part)) return period(`${y}-12-01`, addDays(`${y + 1}-03-01`, -1), true)
    return { from: `${y}-01-01`, to: `${y}-12-31`, precision: 'year', ...rest }
  },
}

export const monthRange: DateRule = {
  // 5-8月, 5、6、7月份, 7至9月
  pattern: new RegExp(
    `(?:${YEAR})?(?<![\\d第.年月-])(?<first>${MONTH})(?:月份?)?(?<rest>(?:\\s*(?:[-~至到、和]|—+)\\s*${MONTH}(?:月份?)?)*?)\\s*(?<join>[-~至到、和]|—+)\\s*(?<last>${MONTH})(?:个)?月(?!\\d|[一二三四五六七八九十]+[日号]|初[一二三四五六七八九十])(?:份)?`,
    'gu',
  ),
  read(g, said) {
    const [first, last] = [parseNumeral(g.first!)!, parseNumeral(g.last!)!]
    const explicit = saidYear(g, said)
    const { year, assumed } = explicit
      ? { year: explicit, assumed: false }
      : yearFor(said, (y) => dayOn(first > last ? y + 1 : y, last, 1))
    return {
      from: monthSpan(year, first).from,
      to: monthSpan(first > last ? year + 1 : year, last).to,
      precision: 'period',
      ...isRelative(g),
      ...(assumed ? { yearAssumed: true } : {}),
    }
  },
}

export const dayAlone: DateRule = {
  // 5号发工资, 15日之前: a day of the month that is being spoken of
  pattern:
    /(?<![\d第年月路街弄巷村组幢栋楼桩字.:：/A-Za-z-])(?<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?:号|日)(?:(?=(?:之?前|以前|晚|早|上午|下午|中午|那天|当天|左右|发|打|付|还|给|交|到期|开始|起|搬|来|去|[，。；、\s]|$))|(?<=[日号][、和及与]\d{1,2}[日号]))/gu,
  read(g, said) {
    const day = parseNumeral(g.day!)!
    const month = said.on?.slice(0, 7) ?? said.asOf.slice(0, 7)
    const { year, month: m } = partsOf(`${month}-01`)
    const on = dayOn(year, m, day)
    if (!on) return undefined
    if (said.on) return { on, precision: 'day', yearAssumed: true }
    const shift = said.tense === 'future' ? (on < said.asOf ? 1 : 0) : on > said.asOf && said.tense === 'past' ? -1 : 0
    return { on: addMonths(on, shift), precision: 'day', yearAssumed: true, relative: true }
  },
}

export const yearEdge: DateRule = {
  // 年底前还清: this year's, unless the words look back
  pattern: /(?<![今去前明当本每往来历大\d年半])年(?<part>底|末|尾|初)(?!的?奖)/gu,
  read(g, said) {
    const now = partsOf(said.asOf)
    const back = said.tense === 'past' && now.month < 12 && g.part !== '初' ? 1 : 0
    const month = g.part === '初' ? 1 : 12
    return {
      ...monthSpan(now.year - back, month),
      precision: 'period',
      approx: true,
      relative: true,
      yearAssumed: true,
    }
  },
}
