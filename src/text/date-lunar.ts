import { addDays, partsOf } from './calendar.ts'
import type { DateRule, Said } from './date-reading.ts'
import { isRelative, MONTH, saidYear, YEAR, yearFor } from './date-reading.ts'
import { FESTIVAL_NAMES, festivalIn, lunarMonthSpan, solarOf } from './lunar.ts'
import { parseNumeral } from './numerals.ts'

const LUNAR_MONTHS: Record<string, number> = { 正: 1, 冬: 11, 腊: 12 }

export const lunar: DateRule = {
  // 三月初八, 大年初三, 农历七月十五, 腊月廿三, 闰六月初一, 正月里
  pattern: new RegExp(
    `(?<mark>(?:农历|阴历|旧历|古历)的?\\s*)?(?:${YEAR})?(?<mark2>(?:农历|阴历|旧历|古历)的?\\s*)?(?<leap>闰)?(?<![真修改纠公校端\\d第])(?<month>(?:正|冬|腊|${MONTH})月|大年(?=初))(?:(?<day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?|卅|三十|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|\\d{1,2}|半(?![个年天月小]))(?<suffix>日|号)?|里头?|间|份)?`,
    'gu',
  ),
  read(g, said) {
    const name = g.month!.replace(/^大年$/, '正').replace(/月$/, '')
    const marked = Boolean(g.mark || g.mark2 || g.leap)
    const own = name in LUNAR_MONTHS || /^[初廿卅]/.test(g.day ?? '') || (g.day === '半' && /^[七八]$/.test(name))
    if (!marked && !own) return undefined
    const month = LUNAR_MONTHS[name] ?? parseNumeral(name)!
    const leap = Boolean(g.leap)
    const day = g.day ? (g.day === '半' ? 15 : parseNumeral(g.day.replace('初', ''))) : undefined
    const at = (year: number) => solarOf({ year, month, day: day ?? 1, leap })
    const explicit = saidYear(g, said)
    const { year, assumed } = explicit ? { year: explicit, assumed: false } : lunarYearFor(said, at)
    const rest = { lunar: true, ...isRelative(g), ...(assumed ? { yearAssumed: true } : {}) }
    if (day === undefined) {
      const span = lunarMonthSpan(year, month)
      return span ? { ...span, precision: 'month', ...rest } : undefined
    }
    const on = at(year)
    return on ? { on, precision: 'day', ...rest } : { precision: 'day', approx: true, ...rest }
  },
}

/** The last month of a lunar year falls into the next calendar year, so one more year back is tried. */
function lunarYearFor(said: Said, at: (year: number) => string | undefined): { year: number; assumed: boolean } {
  if (said.on && said.yearKnown && said.tense !== 'future') return { year: partsOf(said.on).year, assumed: true }
  const now = partsOf(said.asOf).year
  const years = [now - 2, now - 1, now, now + 1].filter((year) => at(year))
  const past = years.filter((year) => at(year)! <= said.asOf).at(-1)
  if (said.tense === 'future')
    return { year: years.find((year) => at(year)! >= said.asOf) ?? past ?? now, assumed: true }
  return { year: past ?? now, assumed: true }
}

export const festival: DateRule = {
  pattern: new RegExp(
    `(?:${YEAR})?(?:的)?(?<name>(?<![\\d一二三四五六七八九十])(?:${FESTIVAL_NAMES})(?!百|千|万|路|街|村|小区|广场|小学|中学|化)|十一(?=长假|假期|放假|国庆))(?<stretch>期间|长假|假期|放假)?`,
    'gu',
  ),
  read(g, said) {
    const name = g.name === '十一' ? '国庆' : g.name!
    const explicit = saidYear(g, said)
    const at = (year: number) => festivalIn(year, name)?.on
    const { year, assumed } = explicit ? { year: explicit, assumed: false } : yearFor({ ...said, on: undefined }, at)
    const found = festivalIn(year, name)
    if (!found) return undefined
    const rest = { lunar: found.lunar, ...isRelative(g), ...(assumed ? { yearAssumed: true } : {}) }
    if (g.stretch)
      return { from: found.on, to: addDays(found.on, found.days - 1), precision: 'period', approx: true, ...rest }
    return { on: found.on, precision: 'day', ...(name === '过年' || name === '年关' ? { approx: true } : {}), ...rest }
  },
}

export const newYearBound: DateRule = {
  pattern: /(?<![\d一二三四五六七八九十几两多半去今明前当同来往历大])年(?=[前后](?![面任度级]))/gu,
  read(_, said) {
    const { year } = yearFor({ ...said, on: undefined }, (y) => festivalIn(y, '春节')?.on)
    const found = festivalIn(year, '春节')
    return found ? { on: found.on, precision: 'day', lunar: true, approx: true, relative: true } : undefined
  },
}
