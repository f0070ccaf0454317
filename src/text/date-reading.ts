import { dayOn, lastDayOf, partsOf } from './calendar.ts'
import { parseNumeral } from './numerals.ts'

/** What is said so far: relative words and missing years lean on it. */
export type Said = {
  asOf: string
  /** The last day said before in the same text, if it is near enough to lean on. */
  on?: string
  /** The year of that day was said, not guessed. */
  yearKnown: boolean
  /** That day is itself one something is due by. */
  due?: boolean
  tense: 'past' | 'future' | 'open'
}

/** What a pattern reads; `dates.ts` adds span, bounds and ranges. */
export type DateReading = {
  on?: string
  from?: string
  to?: string
  precision: 'day' | 'month' | 'year' | 'period'
  lunar?: boolean
  approx?: boolean
  relative?: boolean
  yearAssumed?: boolean
  recurring?: Recurring
  deadline?: Deadline
}

/** 每月10日 and the like: `day` counts within the month (`last` for its end), `month` within the year or quarter, `weekday` is 1 (Monday) to 7. */
export type Recurring = {
  every: 'week' | 'month' | 'quarter' | 'year'
  month?: number
  day?: number | 'last'
  weekday?: number
}

/** 签订之日起3日内: a length of time, and the words that start it. */
export type Deadline = {
  days?: number
  workingDays?: number
  weeks?: number
  months?: number
  years?: number
  hours?: number
  from?: string
}

export type DateRule = {
  pattern: RegExp
  read: (groups: Record<string, string | undefined>, said: Said) => DateReading | undefined
}

/** Pieces of the patterns: a year said in full, in two digits or by a word; months, days, and what may follow them. */
export const YEAR =
  '(?:(?<year>(?:19|20)\\d{2}|[一二][九零〇○][零〇○一二三四五六七八九]{2})年度?|(?<!\\d)(?<short>[012]\\d)年(?=\\d|[一二三四五六七八九十]{1,2}月)|(?<rel>大前年|前年|去年|旧年|上一?年|今年|本年度?|明年|来年|后年|开年|同年|当年|次年|翌年|第二年)的?)\\s*'
export const MONTH = '(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])'
export const DAY = '(?:3[01]|[12]\\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])'
export const DAY_END =
  '(?:\\s*[日号](?![楼幢栋房室院店线车仓门铺])|(?<=\\d)(?![\\d年月个元天块万千百人%％:：.,\\-/~]|[到至]\\d+月))'
export const NUMBER = '(?:\\d+(?:\\.\\d+)?|[一二三四五六七八九十百两]{1,6}|半)'
export const PART = '(?<part>初|底|末|中旬|上旬|下旬|中(?=[，。旬、 ]))'
export const TIMES = '(?:的?(?:早上|上午|中午|下午|傍晚|晚上|夜里|凌晨|半夜|晚|早))?'
export const WEEKDAYS = '一二三四五六日天末'

/** A month said without its year: lean on what was said, else take the last one, or the next where the words look ahead. */
export function yearFor(
  said: Said,
  candidate: (year: number) => string | undefined,
): { year: number; assumed: boolean } {
  const now = partsOf(said.asOf).year
  if (said.on && said.yearKnown && said.tense !== 'future') {
    const year = partsOf(said.on).year
    const same = candidate(year)
    const next = candidate(year + 1)
    if (same && same.slice(0, 7) < said.on.slice(0, 7) && next && next <= said.asOf)
      return { year: year + 1, assumed: true }
    return { year, assumed: true }
  }
  const years = [now - 1, now, now + 1].filter((year) => candidate(year))
  if (said.tense === 'future') {
    // 2026年4月15日前付清，3月底前付一半: one due day leans on the other, else on today.
    const near = said.due && said.on && said.yearKnown ? said.on : said.asOf
    if (near !== said.asOf) years.push(partsOf(near).year)
    const distance = (year: number) => Math.abs(Date.parse(candidate(year)!) - Date.parse(near))
    return { year: years.sort((a, b) => distance(a) - distance(b))[0] ?? now, assumed: true }
  }
  return { year: years.filter((year) => candidate(year)! <= said.asOf).at(-1) ?? now, assumed: true }
}

/** The year the words name, if they name one. */
export function saidYear(g: Record<string, string | undefined>, said: Said): number | undefined {
  if (g.year) return parseNumeral(g.year)
  if (g.short) return 2000 + Number(g.short)
  if (!g.rel) return undefined
  const now = partsOf(said.asOf).year
  const anchor = said.on ? partsOf(said.on).year : now
  if (/大前/.test(g.rel)) return now - 3
  if (/前/.test(g.rel)) return now - 2
  if (/去|旧|上/.test(g.rel)) return now - 1
  if (/今|本/.test(g.rel)) return now
  if (/明|来|开/.test(g.rel)) return now + 1
  if (/后/.test(g.rel)) return now + 2
  return /同|当/.test(g.rel) ? anchor : anchor + 1
}

export const isRelative = (g: Record<string, string | undefined>) => (g.rel ? { relative: true } : {})

/** 初, 中旬, 底 … of a month. */
export function partOfMonth(year: number, month: number, part: string): DateReading {
  const last = lastDayOf(year, month)
  const [from, to, approx] = /上旬/.test(part)
    ? [1, 10, false]
    : /中/.test(part)
      ? [11, 20, part === '中']
      : /下旬/.test(part)
        ? [21, last, false]
        : /初/.test(part)
          ? [1, 5, true]
          : [last - 5, last, true]
  return {
    from: dayOn(year, month, from),
    to: dayOn(year, month, to),
    precision: 'period',
    ...(approx ? { approx } : {}),
  }
}
