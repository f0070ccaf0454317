const DAY_MS = 86_400_000

/** A day as a count since 1970-01-01: arithmetic on days knows no time zone. */
export type DayNumber = number

/** Day number of YYYY-MM-DD. */
export function toNumber(on: string): DayNumber {
  return Math.round(Date.parse(`${on}T00:00:00Z`) / DAY_MS)
}

/** YYYY-MM-DD of a day number. */
export function toDay(number: DayNumber): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10)
}

/** The day, or undefined where the month has no such day (2月30日). */
export function dayOn(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1000 && year <= 9999) || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month))
    return undefined
  return `${year}-${pad(month)}-${pad(day)}`
}

/** Number of days in a month. */
export function lastDayOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** Year, month and day of YYYY-MM-DD. */
export function partsOf(on: string): { year: number; month: number; day: number } {
  return { year: Number(on.slice(0, 4)), month: Number(on.slice(5, 7)), day: Number(on.slice(8, 10)) }
}

/** The day so many days later (or earlier). */
export function addDays(on: string, days: number): string {
  return toDay(toNumber(on) + days)
}

/** The same day so many months later, the last of the month where it has fewer days. */
export function addMonths(on: string, months: number): string {
  const { year, month, day } = partsOf(on)
  const index = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return dayOn(y, m, Math.min(day, lastDayOf(y, m))) ?? on
}

/** Weekday, Monday 1 to Sunday 7. */
export function weekdayOf(on: string): number {
  return ((((toNumber(on) + 3) % 7) + 7) % 7) + 1
}

/** First and last day of a month. */
export function monthSpan(year: number, month: number): { from: string; to: string } {
  return { from: `${year}-${pad(month)}-01`, to: `${year}-${pad(month)}-${pad(lastDayOf(year, month))}` }
}

const pad = (n: number) => String(n).padStart(2, '0')
