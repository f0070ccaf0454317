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
  // 2026-03-05, 2026/3/5, 2026.3.5, 20260305, 2026-03, 25.3.5
  pattern:
    /(?:(?<![\d.\-/])|(?<=\d[-/.]\d{1,2}-))(?:(?<year>(?:19|20)\d{2})(?:(?<sep>[-/.])(?<month>0?[1-9]|1[0-2])\k<sep>(?<day>3[01]|[12]\d|0?[1-9])|(?<month2>0[1-9]|1[0-2])(?<day2>3[01]|[12]\d|0[1-9]))(?:日|号)?(?![\d元万块]|[-/.](?!(?:19|20)\d{2}[-/.]\d)\d)|(?<year3>20\d{2})[-/](?<month3>0[1-9]|1[0-2])(?![\d元万块]|[-/.]\d)|(?<short3>[012]\d)\.(?<month4>1[0-2]|0?[1-9])\.(?<day4>3[01]|[12]\d|0?[1-9])(?![\d.元万块平㎡%]))/gu,
  read(g) {
    const year = g.short3 ? 2000 + Number(g.short3) : Number(g.year ?? g.year3)
    if (g.month3) return { ...monthSpan(year, Number(g.month3)), precision: 'month' }
    const on = dayOn(year, Number(g.month ?? g.month2 ?? g.month4), Number(g.day ?? g.day2 ?? g.day4))
    return on ? { on, precision: 'day' } : undefined
  },
}

export const year: DateRule = {
  // 2025年, 去年底, 今年上半年, 前年夏天
  pattern: new RegExp(
    `${YEAR}(?:年?(?<part>初|底|末|上半年|下半年|春天|春季|开春|夏天|夏季|秋天|秋季|冬天|冬季|第?[一二三四1-4]季度?|中(?=[，。 ])))?`,
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
    const quarter = /([一二三四1-4])季/.exec(part)?.[1]
    if (quarter) {
      const last = parseNumeral(quarter)! * 3
      return period(monthSpan(y, last - 2).from, monthSpan(y, last).to)
    }
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
    `(?:${YEAR}|(?<![\\d第.年月-]))(?<first>${MONTH})(?:月份?)?(?<rest>(?:\\s*(?:[-~至到、和]|—+)\\s*${MONTH}(?:月份?)?)*?)\\s*(?<join>[-~至到、和]|—+)\\s*(?<last>${MONTH})月(?!\\d|[一二三四五六七八九十]+[日号]|初[一二三四五六七八九十])(?:份)?`,
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

export const neighbourMonths: DateRule = {
  // 五六月份, 去年七八月
  pattern: new RegExp(
    `(?:${YEAR}|(?<![\\d十第个月一-九]))(?<first>[一二三四五六七八])(?<last>[二三四五六七八九])月(?!\\d)份?`,
    'gu',
  ),
  read(g, said) {
    const [first, last] = [parseNumeral(g.first!)!, parseNumeral(g.last!)!]
    if (last !== first + 1) return undefined
    const explicit = saidYear(g, said)
    const { year, assumed } = explicit
      ? { year: explicit, assumed: false }
      : yearFor(said, (y) => monthSpan(y, last).from)
    return {
      from: monthSpan(year, first).from,
      to: monthSpan(year, last).to,
      precision: 'period',
      approx: true,
      ...isRelative(g),
      ...(assumed ? { yearAssumed: true } : {}),
    }
  },
}

export const dayRange: DateRule = {
  // 3月5-8日, 2026年3月5日至8日
  pattern: new RegExp(
    `(?:${YEAR}|(?<![\\d第.]))(?<month>${MONTH})月\\s*(?<first>${DAY})[日号]?\\s*(?:[-~至到]|—+)\\s*(?<last>${DAY})[日号](?![楼幢栋房室院店线车仓门铺])`,
    'gu',
  ),
  read(g, said) {
    const month = parseNumeral(g.month!)!
    const [first, last] = [parseNumeral(g.first!)!, parseNumeral(g.last!)!]
    const explicit = saidYear(g, said)
    const { year, assumed } = explicit
      ? { year: explicit, assumed: false }
      : yearFor(said, (y) => dayOn(y, month, first))
    const [from, to] = [dayOn(year, month, first), dayOn(year, month, last)]
    if (!from || !to || from >= to) return undefined
    return { from, to, precision: 'period', ...isRelative(g), ...(assumed ? { yearAssumed: true } : {}) }
  },
}

export const dayAlone: DateRule = {
  // 5号发工资, 15日之前: a day of the month that is being spoken of
  pattern:
    /(?<![\d第年月路街弄巷村组幢栋楼桩字.:：/A-Za-z-])(?<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?:号|日)(?:(?=(?:之?前|以前|晚|早|上午|下午|中午|那天|当天|左右|发|打|付|还|给|交|到期|开始|起|搬|来|去|(?:到|至|-|~)\d{1,2}[日号]|[，。；、\s]|$))|(?<=[日号][、和及与]\d{1,2}[日号]))/gu,
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

export const partOfYear: DateRule = {
  // 上半年, 三季度: this year's, the last one where it has not begun yet and the words look back
  pattern: /(?<![\d年每一两半])(?:(?<half>[上下])半年(?!度)|第?(?<quarter>[一二三四1-4])季度)/gu,
  read(g, said) {
    const now = partsOf(said.asOf).year
    const last = g.quarter ? parseNumeral(g.quarter)! * 3 : g.half === '上' ? 6 : 12
    const months = g.quarter ? 3 : 6
    const span = (year: number) => ({ from: monthSpan(year, last - months + 1).from, to: monthSpan(year, last).to })
    const back = said.tense === 'past' && span(now).from > said.asOf ? 1 : 0
    return { ...span(now - back), precision: 'period', relative: true, yearAssumed: true }
  },
}

/** 98年结婚, 23年买的房: two digits of a year, where no length of time can be meant. */
export const shortYear: DateRule = {
  pattern:
    /(?<![\d.第满近过达共约后前了有住租])(?<short>[5-9]\d|0\d|[12]\d(?=年(?:初|底|末|上半年|下半年|结婚|入职|买|建|签|开始|搬|出生|离婚|造|装修|毕业|开业|借的)))年(?<part>初|底|末|上半年|下半年)?(?!代|[前后内以之来间了多]|利率|期|的?(?:历史|产权|使用|租期|租约|工龄|老|婚姻|时间|期限))/gu,
  read(g) {
    const two = Number(g.short)
    const y = two >= 50 ? 1900 + two : 2000 + two
    const part = g.part ?? ''
    if (part === '初') return { ...monthSpan(y, 1), precision: 'period', approx: true }
    if (part === '底' || part === '末') return { ...monthSpan(y, 12), precision: 'period', approx: true }
    if (part === '上半年') return { from: `${y}-01-01`, to: `${y}-06-30`, precision: 'period' }
    if (part === '下半年') return { from: `${y}-07-01`, to: `${y}-12-31`, precision: 'period' }
    return { from: `${y}-01-01`, to: `${y}-12-31`, precision: 'year' }
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
