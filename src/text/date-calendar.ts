import { addMonths, dayOn, monthSpan, partsOf } from './calendar.ts'
import type { DateRule } from './date-reading.ts'
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

export const monthRange: DateRule = {
  // 5-8月, 5、6、7月份, 7至9月
  pattern: new RegExp(
    `(?:${YEAR}|(?<![\\d第.年月-]))(?<first>${MONTH})(?:月份?)?(?<rest>(?:\\s*(?:[-~至到、和]|—+)\\s*${MONTH}(?:月份?)?){0,11}?)\\s*(?<join>[-~至到、和]|—+)\\s*(?<last>${MONTH})月(?!\\d|[一二三四五六七八九十]+[日号]|初[一二三四五六七八九十])(?:份)?`,
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
    /(?<![少多]于|超过|延长|期?限?为|满|至少|最多|达到|逾期?|公示|届|庭|施|举行|〕)(?<![\d一二三四五六七八九十第年月前后每同路街弄巷村组幢栋楼桩字.:：/A-Za-z-])(?<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])(?:号|日)(?:(?=(?:之?前|以前|晚|早|上午|下午|中午|那天|当天|左右|发|打|付|还|给|交|到期|开始|起|搬|来|去|(?:到|至|-|~)\d{1,2}[日号]|[，。；、\s]|$))|(?<=[日号][、和及与]\d{1,2}[日号]))/gu,
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
