import { calendar, dayAlone, iso, monthRange, year, yearEdge } from './date-calendar.ts'
import { festival, lunar, newYearBound } from './date-lunar.ts'
import type { DateRule } from './date-reading.ts'
import { ago, lately, relativeDay, relativeMonth, week } from './date-relative.ts'
import { deadline, recurring } from './date-terms.ts'

/** Every way to say a day; where two read the same words, the longer reading wins, then the earlier rule. */
export const DATE_RULES: DateRule[] = [
  lunar,
  calendar,
  iso,
  monthRange,
  deadline,
  recurring,
  festival,
  year,
  ago,
  lately,
  relativeDay,
  relativeMonth,
  week,
  yearEdge,
  newYearBound,
  dayAlone,
]
