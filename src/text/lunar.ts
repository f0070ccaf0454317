import chineseDays from 'chinese-days'
import { addDays, dayOn, toDay, toNumber } from './calendar.ts'

const FIRST_YEAR = 1900
const LAST_YEAR = 2099
/** Lunar new year of 1900. The day counts come from chinese-days; the sums are ours, since its own depend on the time zone. */
const NEW_YEAR_1900 = toNumber('1900-01-31')

const newYears: number[] = []

/** Day number of the first day of a lunar year. */
function newYearOf(year: number): number {
  if (newYears.length === 0) {
    let day = NEW_YEAR_1900
    for (let y = FIRST_YEAR; y <= LAST_YEAR + 1; y++) {
      newYears.push(day)
      if (y > LAST_YEAR) break
      for (let month = 1; month <= 12; month++) day += chineseDays.monthDays(y, month)
      const leap = chineseDays.getYearLeapMonth(y)
      if (leap.leapMonth) day += leap.days
    }
  }
  return newYears[year - FIRST_YEAR]!
}

/** The solar day of a lunar one, or undefined where that year has none. 农历换算公历 (1900 to 2099) */
export function solarOf(lunar: { year: number; month: number; day: number; leap?: boolean }): string | undefined {
  const { year, month, day, leap = false } = lunar
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return undefined
  const { leapMonth, days: leapDays } = chineseDays.getYearLeapMonth(year)
  if (leap && leapMonth !== month) return undefined
  if (day < 1 || day > (leap ? leapDays : chineseDays.monthDays(year, month))) return undefined
  let number = newYearOf(year)
  for (let m = 1; m < month; m++) number += chineseDays.monthDays(year, m) + (leapMonth === m ? leapDays : 0)
  if (leap) number += chineseDays.monthDays(year, month)
  return toDay(number + day - 1)
}

/** First and last solar day of a lunar month. */
export function lunarMonthSpan(year: number, month: number): { from: string; to: string } | undefined {
  const from = solarOf({ year, month, day: 1 })
  return from ? { from, to: addDays(from, chineseDays.monthDays(year, month) - 1) } : undefined
}

type Festival = {
  names: string
  lunar?: [month: number, day: number]
  solar?: [month: number, day: number]
  term?: number
  days?: number
}

const FESTIVALS: Festival[] = [
  { names: '大年初一|春节|过年|新年|年关', lunar: [1, 1], days: 7 },
  { names: '大年三十|年三十|除夕|大年夜|年夜', lunar: [12, 30] },
  { names: '元宵节?', lunar: [1, 15] },
  { names: '清明节?', solar: [4, 5], term: 4.81, days: 3 },
  { names: '端午节?', lunar: [5, 5], days: 3 },
  { names: '七夕', lunar: [7, 7] },
  { names: '中元节?|鬼节', lunar: [7, 15] },
  { names: '中秋节?|八月十五', lunar: [8, 15], days: 3 },
  { names: '重阳节?', lunar: [9, 9] },
  { names: '冬至', solar: [12, 21], term: 21.94 },
  { names: '腊八节?', lunar: [12, 8] },
  { names: '小年夜?', lunar: [12, 23] },
  { names: '元旦', solar: [1, 1], days: 3 },
  { names: '情人节', solar: [2, 14] },
  { names: '妇女节|三八节?', solar: [3, 8] },
  { names: '劳动节|五一', solar: [5, 1], days: 5 },
  { names: '儿童节|六一', solar: [6, 1] },
  { names: '国庆节?', solar: [10, 1], days: 7 },
  { names: '双十一|双11', solar: [11, 11] },
  { names: '圣诞节?', solar: [12, 25] },
]

/** Names of festivals, as the inside of a pattern, longest first. */
export const FESTIVAL_NAMES = FESTIVALS.flatMap(({ names }) => names.split('|'))
  .sort((a, b) => b.length - a.length)
  .join('|')

const byName = FESTIVALS.map((festival) => ({ ...festival, pattern: new RegExp(`^(?:${festival.names})$`) }))

/** The day of a festival in a calendar year, how long its holiday lasts, and whether it is lunar. */
export function festivalIn(year: number, name: string): { on: string; days: number; lunar: boolean } | undefined {
  const festival = byName.find(({ pattern }) => pattern.test(name))
  if (!festival) return undefined
  const { lunar, solar, term, days = 1 } = festival
  if (solar) {
    const on = dayOn(year, solar[0], term ? termDay(year, term) : solar[1])
    return on ? { on, days, lunar: false } : undefined
  }
  const [month, day] = lunar!
  // The last month of a lunar year falls into the next calendar year; its last day is the eve of new year.
  if (month === 12 && day === 30) {
    const newYear = solarOf({ year, month: 1, day: 1 })
    return newYear ? { on: addDays(newYear, -1), days, lunar: true } : undefined
  }
  const on = solarOf({ year: month === 12 ? year - 1 : year, month, day })
  return on ? { on, days, lunar: true } : undefined
}

/** Day of the month of a solar term by the usual approximation, good for 2000 to 2099. */
function termDay(year: number, term: number): number {
  const y = year % 100
  return Math.floor(y * 0.2422 + term) - Math.floor(y / 4)
}
