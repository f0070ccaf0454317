import { calendar, dayAlone, dayRange, iso, monthRange, neighbourMonths } from './date-calendar.ts'
import { festival, lunar, newYearBound } from './date-lunar.ts'
import type { DateRule } from './date-reading.ts'
import { ago, lately, notLong, relativeDay, relativeMonth, week } from './date-relative.ts'
import { deadline, recurring } from './date-terms.ts'
import { partOfYear, shortYear, year, yearEdge } from './date-years.ts'

/** Every way to say a day; where two read the same words, the longer reading wins, then the earlier rule. */
export const DATE_RULES: DateRule[] = [
  lunar,
  calendar,
  iso,
  monthRange,
  neighbourMonths,
  dayRange,
  deadline,
  recurring,
  festival,
  year,
  ago,
  lately,
  notLong,
  relativeDay,
  relativeMonth,
  week,
  partOfYear,
  shortYear,
  yearEdge,
  newYearBound,
  dayAlone,
]
