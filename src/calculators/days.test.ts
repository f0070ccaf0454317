import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  calendarKnown,
  daysBetween,
  isStatutoryHoliday,
  isWorkingDay,
  nextWorkingDay,
  wholeMonths,
  workingDaysIn,
} from './days.ts'

const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1960-01-01', n))

describe('months and ages', () => {
  test('a month ends on the same day, or on the last of a shorter month', () => {
    expect(addMonths('2025-03-10', 1)).toBe('2025-04-10')
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28')
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28')
    expect(addMonths('2025-11-23', -12)).toBe('2024-11-23')
    expect(addMonths('2025-12-31', 2)).toBe('2026-02-28')
  })
  test('a year of age is complete from the day after the birthday', () => {
    expect(ageOn('1960-05-10', '2020-05-10')).toBe(59)
    expect(ageOn('1960-05-10', '2020-05-11')).toBe(60)
    expect(ageOn('2020-05-10', '2020-05-10')).toBe(0)
  })
  test('one born on 29 February turns a year older on 1 March of an ordinary year', () => {
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17)
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18)
    expect(ageOn('2004-02-29', '2024-02-29')).toBe(19)
    expect(ageOn('2004-02-29', '2024-03-01')).toBe(20)
  })
  test('a day before birth is refused', () => {
    expect(() => ageOn('2020-01-02', '2020-01-01')).toThrow('早于出生')
  })
  test('age never falls as days go by', () => {
    fc.assert(
      fc.property(
        day,
        fc.nat(30_000),
        (born, n) =>
          ageOn(born, addDays(born, n + 1)) - ageOn(born, addDays(born, n)) <= 1 &&
          ageOn(born, addDays(born, n + 1)) >= ageOn(born, addDays(born, n)),
      ),
    )
  })
  test('whole months and adding months agree', () => {
    fc.assert(fc.property(day, fc.nat(600), (on, months) => wholeMonths(on, addMonths(on, months)) === months))
  })
  test('days between counts over leap days and years', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(daysBetween('2025-12-31', '2026-01-01')).toBe(1)
    expect(daysBetween('2026-05-01', '2026-11-01')).toBe(184)
    expect(daysBetween('2025-03-12', '2026-03-12')).toBe(365)
  })
})

describe('working days', () => {
  test('the published calendar decides, swapped weekends included', () => {
    expect(isWorkingDay('2026-02-14')).toBe(true)
    expect(isWorkingDay('2025-10-08')).toBe(false)
    expect(addWorkingDays('2025-09-30', 1)).toBe('2025-10-09')
    expect(addWorkingDays('2025-09-30', 0)).toBe('2025-09-30')
    expect(nextWorkingDay('2026-10-01')).toBe('2026-10-08')
    expect(workingDaysIn('2025-09-29', '2025-10-09')).toBe(3)
    expect(() => addWorkingDays('2025-09-30', -1)).toThrow()
  })
  test('a year without a published calendar keeps weekends and the statutory holidays', () => {
    expect(calendarKnown('2026-12-31')).toBe(true)
    expect(calendarKnown('2031-01-02')).toBe(false)
    expect(isWorkingDay('2031-01-01')).toBe(false)
    expect(isWorkingDay('2031-01-23')).toBe(false)
    expect(isWorkingDay('2031-01-27')).toBe(true)
    expect(isWorkingDay('2031-04-05')).toBe(false)
  })
  test('thirteen statutory holidays from 2025, eleven before', () => {
    const of = (year: number) =>
      Array.from({ length: 366 }, (_, n) => addDays(`${year}-01-01`, n)).filter(
        (on) => on.startsWith(String(year)) && isStatutoryHoliday(on),
      )
    expect(of(2026)).toHaveLength(13)
    expect(of(2026)).toEqual([
      '2026-01-01',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
      '2026-04-05',
      '2026-05-01',
      '2026-05-02',
      '2026-06-19',
      '2026-09-25',
      '2026-10-01',
      '2026-10-02',
      '2026-10-03',
    ])
    expect(of(2024)).toHaveLength(11)
    expect(of(2027)).toContain('2027-02-06')
  })
  test('so many working days later there are so many working days between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.nat(60), (n, count) => {
        const on = addDays('2022-06-01', n)
        return workingDaysIn(addDays(on, 1), addWorkingDays(on, count)) === count
      }),
      { numRuns: 60 },
    )
  })
})
