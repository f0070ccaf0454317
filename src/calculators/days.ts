import chineseDays from 'chinese-days'
import { AppError } from '../errors.ts'
import { solarOf } from '../text/index.ts'

const DAY_MS = 86_400_000
const numberOf = (on: string) => Date.parse(`${on}T00:00:00Z`) / DAY_MS
const dayOf = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)
const partsOf = (on: string) => on.split('-').map(Number) as [number, number, number]
const dayIn = (year: number, month: number, day: number) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

/** The day so many days later (or earlier, where negative). */
export const addDays = (on: string, days: number): string => dayOf(numberOf(on) + days)

/** Days from one day to another, the first not counted (民法典201); negative where the second is earlier. */
export const daysBetween = (fromOn: string, untilOn: string): number => numberOf(untilOn) - numberOf(fromOn)

/** The same day of the month so many months later; the month's last day where it has no such day (民法典202). */
export function addMonths(on: string, months: number): string {
  const [year, month, day] = partsOf(on)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayIn(year, month + months, Math.min(day, last))
}

/** Whole months completed from the first day up to (not including) the second. */
export function wholeMonths(fromOn: string, beforeOn: string): number {
  const [y, m] = partsOf(fromOn)
  const [year, month] = partsOf(beforeOn)
  const months = (year - y) * 12 + month - m
  return addMonths(fromOn, months) > beforeOn ? months - 1 : months
}

/** Age in full years (周岁) on a day: a year is complete from the day after the birthday. Throws `invalid` for a day before birth. */
export function ageOn(bornOn: string, on: string): number {
  if (on < bornOn) throw new AppError('invalid', '日期早于出生日期')
  const years = Math.floor(wholeMonths(bornOn, on) / 12)
  return years > 0 && addMonths(bornOn, years * 12) === on ? years - 1 : years
}

/**
 * What the State Council's calendar says of a day: off, at work, or nothing special. West of Greenwich the library shifts
 * its table and our day alike, so the lookup holds in every time zone; its weekdays do not, so those are ours.
 */
function specialDay(on: string): 'off' | 'work' | undefined {
  const { name, work } = chineseDays.getDayDetail(on)
  if (!name.includes(',')) return undefined
  return work ? 'work' : 'off'
}

/** Whether the State Council's calendar of this year is known: without it, days off swapped for weekends are not. */
export const calendarKnown = (on: string): boolean => specialDay(`${on.slice(0, 4)}-01-01`) === 'off'

/**
 * Whether a day is one of the public holidays that all enjoy (全国年节及纪念日放假办法): 13 days from 2025 on, 11 before.
 * Reaches 1900 to 2099.
 */
export function isStatutoryHoliday(on: string): boolean {
  const [year] = partsOf(on)
  const generous = year >= 2025
  const spring = solarOf({ year, month: 1, day: 1 })
  const from = [`${year}-01-01`, `${year}-05-01`, `${year}-10-01`, `${year}-10-02`, `${year}-10-03`]
  if (generous) from.push(`${year}-05-02`)
  if (spring) from.push(spring, addDays(spring, 1), addDays(spring, 2), ...(generous ? [addDays(spring, -1)] : []))
  return (
    from.includes(on) ||
    on === solarOf({ year, month: 5, day: 5 }) ||
    on === solarOf({ year, month: 8, day: 15 }) ||
    on === tombSweepingDay(year)
  )
}

/** 清明: the usual approximation of the solar term, right for 2000 to 2099. */
const tombSweepingDay = (year: number) =>
  dayIn(year, 4, Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4))

/**
 * Whether offices work that day. By the published calendar where it is known; for a year not yet published,
 * weekdays that are no statutory holiday.
 */
export function isWorkingDay(on: string): boolean {
  const special = specialDay(on)
  if (special) return special === 'work'
  const weekday = new Date(`${on}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && (calendarKnown(on) || !isStatutoryHoliday(on))
}

/** The day itself if offices work, else the next day they do (民法典203: a period that ends on a day off). */
export function nextWorkingDay(on: string): string {
  let day = on
  while (!isWorkingDay(day)) day = addDays(day, 1)
  return day
}

/** The day so many working days later, the first day not counted; 0 gives the day itself. Throws `invalid` for a negative count. */
export function addWorkingDays(on: string, count: number): string {
  if (!Number.isInteger(count) || count < 0) throw new AppError('invalid', '工作日数须为非负整数')
  let day = on
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

/** Working days from the first day to the last, both counted. */
export function workingDaysIn(fromOn: string, throughOn: string): number {
  let count = 0
  for (let day = fromOn; day <= throughOn; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1
  return count
}
