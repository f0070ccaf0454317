import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './days.ts'
import { type DoubleWageInput, doubleWage } from './double-wage.ts'
import { demoParams } from './examples.test-suite.ts'
import { type OvertimeInput, overtime } from './overtime.ts'
import { paramTable } from './params.ts'
import { type SeveranceInput, serviceMonths, severance } from './severance.ts'
import { wageArrears } from './wage-arrears.ts'
import { type WorkInjuryInput, workInjury } from './work-injury.ts'

describe('severance', () => {
  const run = (input: Partial<SeveranceInput>) =>
    severance.run(
      { kind: 'ordinary', hiredOn: '2022-04-01', leftOn: '2025-10-31', averageWageFen: 800_000, ...input },
      demoParams(),
    )

  test('the worked examples: N, N+1, 2N and the cap', () => {
    expect(run({}).totalFen).toBe(3_200_000)
    expect(run({ kind: 'noNotice', lastMonthWageFen: 850_000 }).totalFen).toBe(4_050_000)
    expect(run({ kind: 'unlawful' }).totalFen).toBe(6_400_000)
    expect(run({ averageWageFen: 4_000_000, hiredOn: '2011-01-01', leftOn: '2025-12-31' }).totalFen).toBe(36_000_000)
  })
  test('service turns at a year, six months and a day', () => {
    const from = '2024-01-01'
    expect(serviceMonths(from, '2024-01-01')).toBe(0.5)
    expect(serviceMonths(from, '2024-06-29')).toBe(0.5)
    expect(serviceMonths(from, '2024-06-30')).toBe(1)
    expect(serviceMonths(from, '2024-12-30')).toBe(1)
    expect(serviceMonths(from, '2024-12-31')).toBe(1)
    expect(serviceMonths(from, '2025-01-01')).toBe(1.5)
    expect(serviceMonths('2024-02-29', '2025-02-27')).toBe(1)
    expect(serviceMonths('2024-08-31', '2025-02-27')).toBe(1)
  })
  test('exactly three times the average is not capped, one fen more is', () => {
    const long = { hiredOn: '2010-01-01', leftOn: '2025-12-31' }
    expect(run({ ...long, averageWageFen: 3_000_000 }).totalFen).toBe(3_000_000 * 16)
    expect(run({ ...long, averageWageFen: 3_000_001 }).totalFen).toBe(3_000_000 * 12)
  })
  test('a wage under the minimum counts as the minimum', () => {
    expect(run({ averageWageFen: 100_000 }).totalFen).toBe(249_000 * 4)
    expect(run({ averageWageFen: undefined, wagesFen: [800_000, 900_000, 800_001] }).totalFen).toBe(3_333_335)
  })
  test('service before 2008 goes to a person for N, and counts whole for 2N', () => {
    const before = { hiredOn: '2006-01-01', leftOn: '2025-12-31' }
    expect(run(before)).toMatchObject({
      totalFen: 800_000 * 18,
      warnings: [expect.stringContaining('2008-01-01前入职')],
    })
    expect(run({ ...before, kind: 'unlawful' }).totalFen).toBe(800_000 * 20 * 2)
  })
  test('service never shrinks with time', () => {
    fc.assert(
      fc.property(
        fc.nat(9000),
        (n) =>
          serviceMonths('2010-03-31', addDays('2010-03-31', n)) <=
          serviceMonths('2010-03-31', addDays('2010-03-31', n + 1)),
      ),
    )
  })
  test('what does not fit is refused', () => {
    expect(() => run({ leftOn: '2020-01-01' })).toThrow('早于')
    expect(() => run({ wagesFen: [1] })).toThrow('只须填一项')
    expect(() => run({ kind: 'noNotice' })).toThrow('上一个月')
    expect(() =>
      severance.run(
        { kind: 'ordinary', hiredOn: '2022-04-01', leftOn: '2025-10-31', averageWageFen: 1 },
        paramTable([]),
      ),
    ).toThrow(expect.objectContaining({ details: { param: 'minimum_wage_per_month' } }))
  })
})

describe('the second wage', () => {
  const run = (input: Partial<DoubleWageInput>) =>
    doubleWage.run({ hiredOn: '2025-03-10', monthlyWageFen: 600_000, ...input }, demoParams())

  test('the worked example: eleven months, and the limit told in both readings', () => {
    const it = run({ leftOn: '2026-06-30', appliedOn: '2026-11-23' })
    expect(it.totalFen).toBe(6_600_000)
    expect(it.items[0]?.label).toBe('2025-04-10至2025-05-09')
    expect(it.items.at(-1)?.label).toBe('2026-02-10至2026-03-09')
    expect(it.warnings?.[0]).toContain('2025-11-23前部分可能超期')
    expect(it.warnings?.[0]).toContain('全部未超期')
    // 12 of the 22 working days of that month, and three whole months.
    expect(it.steps.at(-1)?.value).toBe('21,272.73元')
  })
  test('nothing within the first month, the first day after it counts', () => {
    expect(run({ signedOn: '2025-04-10' }).totalFen).toBe(0)
    expect(run({ signedOn: '2025-04-11' }).totalFen).toBe(30_000)
    expect(run({ leftOn: '2025-04-09' }).totalFen).toBe(0)
  })
  test('a part of a month goes by working days, the calendar reading stands beside it', () => {
    const it = run({ signedOn: '2025-05-20' })
    // 6 of the month's 20 working days: the Dragon Boat holiday is off.
    expect(it.items.map((item) => item.amountFen)).toEqual([600_000, 180_000])
    expect(it.warnings?.[0]).toContain('1,935.48元')
  })
  test('wages may differ by month, but none may be missing', () => {
    expect(run({ monthlyWageFen: undefined, wagesFen: [100, 200, 300], leftOn: '2025-07-09' }).totalFen).toBe(600)
    expect(() => run({ monthlyWageFen: undefined, wagesFen: [100, 200], leftOn: '2025-07-09' })).toThrow('第3个月')
  })
  test('never more than eleven months', () => {
    fc.assert(
      fc.property(fc.nat(1500), (n) => run({ untilOn: addDays('2025-03-10', n) }).totalFen! <= 6_600_000),
      { numRuns: 50 },
    )
  })
})

describe('overtime and leave', () => {
  const run = (input: OvertimeInput) => overtime.run(input, demoParams())
  test('the worked examples', () => {
    const it = run({ monthlyBaseFen: 652_500, weekdayHours: 20, restDayHours: 16, holidayHours: 8 })
    expect(it.items.map((item) => item.amountFen)).toEqual([112_500, 120_000, 90_000])
    expect(it.totalFen).toBe(322_500)
    expect(it.steps[0]?.value).toBe('37.50元')
    expect(run({ monthlyBaseFen: 652_500, annualLeave: { unusedDays: 3 } }).totalFen).toBe(180_000)
  })
  test('leave is earned by the day, parts of a day fall away, leave taken too much is kept', () => {
    const days = (leave: object) => run({ monthlyBaseFen: 217_500, annualLeave: leave }).totalFen! / 20_000
    expect(days({ entitledDays: 5, elapsedDays: 292 })).toBe(4)
    expect(days({ entitledDays: 5, elapsedDays: 291 })).toBe(3)
    expect(days({ entitledDays: 5, elapsedDays: 292, usedDays: 5 })).toBe(0)
    expect(days({ entitledDays: 10, usedDays: 4 })).toBe(6)
  })
  test('thirty-six hours a month pass, more is warned of', () => {
    expect(run({ monthlyBaseFen: 1, weekdayHours: 36 }).warnings).toBeUndefined()
    expect(run({ monthlyBaseFen: 1, weekdayHours: 36.5 }).warnings?.[0]).toContain('36')
    expect(run({ monthlyBaseFen: 1, weekdayHours: 72, months: 2 }).warnings).toBeUndefined()
  })
})

describe('wages owed', () => {
  const run = (input: object, overrides = {}) => wageArrears.run(input, demoParams(overrides))
  const months = (dueFen: number) => [1, 2, 3].map((n) => ({ period: `2026-0${n}`, dueFen }))
  test('what was due less what was paid, the order of lines irrelevant', () => {
    const pay = fc.record({
      period: fc.constant('某月'),
      dueFen: fc.integer({ min: 100, max: 1_000_000 }),
      paidFen: fc.nat(100),
    })
    fc.assert(
      fc.property(
        fc.array(pay, { minLength: 1, maxLength: 12 }),
        (pays) => run({ pays }).totalFen === run({ pays: pays.toReversed() }).totalFen,
      ),
    )
    expect(run({ pays: [{ period: '3月', dueFen: 600_000, paidFen: 250_001 }] }).totalFen).toBe(349_999)
    expect(() => run({ pays: [{ period: '3月', dueFen: 1, paidFen: 2 }] })).toThrow('多于')
  })
  test('the penalty stays a hint, outside the total', () => {
    const it = run({ pays: months(100_000), orderOverdue: true })
    expect(it.totalFen).toBe(300_000)
    expect(it.warnings?.[0]).toContain('1,500.00元至3,000.00元')
  })
  test('the criminal line: three months and five thousand yuan, or ten people and thirty thousand', () => {
    expect(run({ pays: months(166_667) }).warnings?.[0]).toContain('全国幅度')
    expect(run({ pays: months(166_666) }).warnings).toBeUndefined()
    expect(run({ pays: [{ period: '合计', dueFen: 3_000_000 }], workers: 10 }).warnings).toHaveLength(1)
    expect(run({ pays: [{ period: '合计', dueFen: 2_999_999 }], workers: 10 }).warnings).toBeUndefined()
    expect(
      run({ pays: months(200_000) }, { wage_crime_thresholds: { one_worker: 8000, many_workers: 60_000 } }).warnings,
    ).toBeUndefined()
  })
  test('the owner of the works advances no more than it still owes', () => {
    const it = run({ pays: months(100_000), construction: { ownerUnpaidFen: 200_000 } })
    expect(it.steps.find((step) => step.label === '建设单位垫付上限')?.value).toBe('2,000.00元')
  })
})

describe('work injury', () => {
  const run = (input: WorkInjuryInput) => workInjury.run(input, demoParams())
  const amounts = (input: WorkInjuryInput) => run(input).items.map((it) => it.amountFen)
  test('own wage by grade, and two allowances on leaving', () => {
    expect(amounts({ kind: 'disability', grade: 10, monthlyWageFen: 600_000 })).toEqual([4_200_000])
    expect(amounts({ kind: 'disability', grade: 9, monthlyWageFen: 600_000, ended: true })).toEqual([
      5_400_000, 3_200_000, 3_200_000,
    ])
    expect(amounts({ kind: 'disability', grade: 1, monthlyWageFen: 600_000, ended: true })).toEqual([16_200_000])
  })
  test('own wage stays between 60% and 300% of the average', () => {
    expect(amounts({ kind: 'disability', grade: 10, monthlyWageFen: 480_000 })).toEqual([480_000 * 7])
    expect(amounts({ kind: 'disability', grade: 10, monthlyWageFen: 479_999 })).toEqual([480_000 * 7])
    expect(amounts({ kind: 'disability', grade: 10, monthlyWageFen: 2_400_001 })).toEqual([2_400_000 * 7])
  })
  test('near retirement the employment allowance falls by a fifth a year', () => {
    const last = (yearsToRetirement: number) =>
      amounts({ kind: 'disability', grade: 10, monthlyWageFen: 600_000, ended: true, yearsToRetirement }).at(-1)! /
      1_600_000
    expect([6, 5, 4.5, 4, 3, 2, 1, 0].map(last)).toEqual([1, 1, 1, 0.8, 0.6, 0.4, 0.2, 0])
  })
  test('twenty years of national income for a death', () => {
    expect(run({ kind: 'death' }).totalFen).toBe(108_376_000)
    expect(amounts({ kind: 'death', funeral: true })).toEqual([108_376_000, 4_800_000])
  })
})
