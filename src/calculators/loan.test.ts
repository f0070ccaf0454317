import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from './days.ts'
import { demoParams } from './examples.test-suite.ts'
import { type LateInterestInput, lateInterest } from './late-interest.ts'
import { type LoanInput, loan } from './loan.ts'
import { paramTable } from './params.ts'

const run = (input: Partial<LoanInput>, overrides = {}) =>
  loan.run({ noteFen: 10_000_000, madeOn: '2025-03-12', untilOn: '2026-03-12', ...input }, demoParams(overrides))
const amounts = (input: Partial<LoanInput>) => run(input).items.map((it) => it.amountFen)

describe('loans', () => {
  test('the worked examples: deducted interest is no principal, twenty-four percent is pressed to four times the LPR', () => {
    const it = run({ noteFen: 8_000_000, receivedFen: 7_680_000, interest: 'agreed', annualPercent: 24 })
    expect(it.items).toEqual([
      { label: '尚欠本金', amountFen: 7_680_000 },
      { label: '借期内利息', amountFen: 952_320 },
    ])
    expect(it.warnings?.[0]).toContain('12.4%')
    expect(it.params).toContainEqual(expect.objectContaining({ name: 'lpr_1y', value: 3.1, year: 2024 }))
    expect(amounts({ noteFen: 5_000_000, madeOn: '2025-05-20', dueOn: '2026-05-01', untilOn: '2026-11-01' })).toEqual([
      5_000_000, 0, 75_616,
    ])
  })
  test('exactly four times the LPR stands, a hair above is pressed', () => {
    expect(run({ interest: 'agreed', annualPercent: 12.4 }).warnings).toBeUndefined()
    expect(run({ interest: 'agreed', annualPercent: 12.4 }).totalFen).toBe(11_240_000)
    expect(run({ interest: 'agreed', annualPercent: 12.41 }).totalFen).toBe(11_240_000)
    expect(run({ interest: 'agreed', annualPercent: 12.39 }).totalFen).toBe(11_239_000)
  })
  test('interest, penalty and fees together: equal to the ceiling stands, one fen over falls away', () => {
    const base = { interest: 'agreed' as const, annualPercent: 10 }
    expect(run({ ...base, penaltyFen: 240_000 })).toMatchObject({ totalFen: 11_240_000 })
    expect(run({ ...base, penaltyFen: 240_000 }).warnings).toBeUndefined()
    const over = run({ ...base, penaltyFen: 140_000, feesFen: 100_001 })
    expect(over.totalFen).toBe(11_240_000)
    expect(over.warnings?.[0]).toContain('0.01元')
  })
  test('a yearly rate that counts for nothing is named in the note', () => {
    expect(run({ annualPercent: 8 })).toMatchObject({ totalFen: 10_000_000 })
    expect(run({ annualPercent: 8 }).note).toContain('年利率8%没有计入')
    expect(run({ interest: 'unclear', annualPercent: 8 }).note).toContain('约定不明')
    for (const heard of [{}, { annualPercent: 0 }, { interest: 'agreed' as const, annualPercent: 8 }])
      expect(run(heard).note).not.toContain('没有计入')
  })
  test('no word of interest is none; unclear is none between individuals, and a question otherwise', () => {
    expect(run({}).totalFen).toBe(10_000_000)
    expect(run({ interest: 'unclear' }).totalFen).toBe(10_000_000)
    expect(run({ interest: 'unclear', betweenIndividuals: false }).warnings?.[0]).toContain('转人工')
  })
  test('after the due day the overdue rate, else the rate of the term, else the market', () => {
    const late = { dueOn: '2025-09-12', untilOn: '2026-09-12' }
    expect(amounts({ ...late, overdueAnnualPercent: 6 })).toEqual([10_000_000, 0, 600_000])
    expect(amounts({ ...late, interest: 'agreed', annualPercent: 5 })[2]).toBe(500_000)
    expect(amounts(late)[2]).toBe(300_000)
    expect(amounts({ ...late, overdueAnnualPercent: 36 })[2]).toBe(1_240_000)
  })
  test('a day after the table ends is refused by name', () => {
    const table = paramTable([
      { name: 'lpr_1y', source: '表', validThrough: '2025-11-20', table: [{ effective: '2025-05-20', value: 3 }] },
      { name: 'day_count_base', value: 365, source: '表' },
    ])
    expect(() => loan.run({ noteFen: 1, madeOn: '2025-11-21', untilOn: '2026-01-01' }, table)).toThrow(
      expect.objectContaining({ code: 'precondition', details: { param: 'lpr_1y' } }),
    )
  })
  test('payments go to interest first and stop it on what they repay', () => {
    const it = amounts({
      interest: 'agreed',
      annualPercent: 10,
      repayments: [{ on: '2025-09-11', amountFen: 5_501_370 }],
    })
    // 183 days on 100,000.00 are 5,013.70; the rest, 50,000.00, repays half; 182 days on the other half.
    expect(it).toEqual([5_000_000, 249_315])
    expect(run({ repayments: [{ on: '2025-09-11', amountFen: 10_000_001 }] })).toMatchObject({
      totalFen: 0,
      warnings: [expect.stringContaining('0.01元')],
    })
  })
  test('the order in which payments are listed is irrelevant, and a payment never raises what is owed', () => {
    const payment = fc.record({ on: fc.nat(365).map((n) => addDays('2025-03-12', n)), amountFen: fc.nat(4_000_000) })
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 6 }), fc.nat(40), (repayments, percent) => {
        const it = { interest: 'agreed' as const, annualPercent: percent, dueOn: '2025-10-01' }
        const owed = run({ ...it, repayments }).totalFen!
        expect(run({ ...it, repayments: repayments.toReversed() }).totalFen).toBe(owed)
        expect(owed).toBeLessThanOrEqual(run(it).totalFen!)
      }),
    )
  })
  test('whatever is claimed, the ceiling holds', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.nat(200),
        fc.nat(9_000_000),
        fc.nat(700),
        (annualPercent, overdueAnnualPercent, penaltyFen, days) => {
          const untilOn = addDays('2025-03-12', days)
          const { totalFen } = run({
            interest: 'agreed',
            annualPercent,
            overdueAnnualPercent,
            penaltyFen,
            dueOn: '2025-03-12',
            untilOn,
          })
          return totalFen! - 10_000_000 <= Math.round((10_000_000 * 0.124 * days) / 365)
        },
      ),
    )
  })
  test('a loan from before 20 August 2020 is counted in two parts', () => {
    const it = run({
      madeOn: '2019-08-20',
      untilOn: '2021-08-20',
      claimedOn: '2025-03-12',
      interest: 'agreed',
      annualPercent: 30,
    })
    expect(it.items[1]?.amountFen).toBe(2_406_575 + 1_240_000)
    expect(it.warnings?.some((text) => text.includes('2020-08-20'))).toBe(true)
    expect(it.steps.filter((step) => step.label.startsWith('借期内利息 '))).toHaveLength(2)
  })
  test('compounding ends at the first principal and the ceiling on it', () => {
    const it = run({
      noteFen: 12_000_000,
      interest: 'agreed',
      annualPercent: 12,
      renewedFrom: { principalFen: 10_000_000, madeOn: '2024-03-12' },
    })
    expect(it.totalFen).toBe(12_480_000)
    expect(it.items.at(-1)?.label).toContain('滚利上限')
    expect(
      run({
        noteFen: 10_500_000,
        interest: 'agreed',
        annualPercent: 5,
        renewedFrom: { principalFen: 10_000_000, madeOn: '2024-03-12' },
      }).totalFen,
    ).toBe(11_025_000)
  })
  test('leap days count, and the base may be 360', () => {
    expect(
      run({ madeOn: '2025-03-12', untilOn: '2028-03-12', interest: 'agreed', annualPercent: 10 }).items[1]?.amountFen,
    ).toBe(3_002_740)
    expect(run({ interest: 'agreed', annualPercent: 10 }, { day_count_base: 360 }).items[1]?.amountFen).toBe(1_013_889)
  })
  test('what does not fit is refused', () => {
    expect(() => run({ interest: 'agreed' })).toThrow('年利率')
    expect(() => run({ untilOn: '2025-03-11' })).toThrow('早于')
    expect(() => run({ receivedFen: 10_000_001 })).toThrow('多于')
    expect(() => run({ repayments: [{ on: '2026-03-13', amountFen: 1 }] })).toThrow('还款日')
  })
})

describe('interest on a debt under a decision', () => {
  const late = (input: Partial<LateInterestInput>, overrides = {}) =>
    lateInterest.run(
      { debtFen: 8_000_000, dueOn: '2026-01-01', untilOn: '2026-03-02', ...input },
      demoParams(overrides),
    )
  test('the worked example: sixty days', () => {
    expect(late({}).totalFen).toBe(84_000)
    expect(late({}, { delay_interest_counts_due_day: 1 }).totalFen).toBe(85_400)
    expect(late({ untilOn: '2026-01-01' }).totalFen).toBe(0)
  })
  test('payments lower the debt from their day, in whatever order they are listed', () => {
    const payments = [
      { on: '2026-01-31', amountFen: 4_000_000 },
      { on: '2026-01-11', amountFen: 2_000_000 },
    ]
    expect(late({ payments }).totalFen).toBe(14_000 + 21_000 + 10_500)
    expect(late({ payments: payments.toReversed() }).totalFen).toBe(45_500)
    expect(late({ payments: [{ on: '2025-12-30', amountFen: 8_000_000 }] }).totalFen).toBe(0)
  })
  test('an agreement nobody confirmed bears none', () => {
    expect(() => late({ instrument: 'agreement' })).toThrow('违约金')
  })
})
