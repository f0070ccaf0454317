import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demoParams } from './examples.test-suite.ts'
import { calculate } from './index.ts'
import { type LimitationInput, limitation } from './limitation.ts'

const run = (name: string, input: object, overrides = {}) => calculate(name, input, demoParams(overrides))
const amounts = (name: string, input: object) => run(name, input).items.map((it) => it.amountFen)

describe('support', () => {
  const elder = (children: object[], rest = {}) =>
    amounts('support', {
      kind: 'elder',
      livingFen: 300_000,
      medicalFen: 80_000,
      pensionFen: 90_000,
      landRentYearlyFen: 480_000,
      children,
      ...rest,
    })
  test('the worked examples', () => {
    expect(elder([{ name: '长子' }, { name: '次子' }, { name: '女儿' }])).toEqual([83_400, 83_300, 83_300])
    expect(
      elder([
        { name: '长子', weight: 2 },
        { name: '次子', weight: 2 },
        { name: '女儿', weight: 1 },
      ]),
    ).toEqual([100_000, 100_000, 50_000])
    expect(amounts('support', { kind: 'child', monthlyIncomeFen: 900_000 })).toEqual([180_000, 270_000])
  })
  test('means may decide, and whoever has most bears what is left over', () => {
    expect(
      elder([
        { name: '甲', incomeFen: 500_000, ownExpenseFen: 300_000 },
        { name: '乙', incomeFen: 700_000, ownExpenseFen: 300_000 },
      ]),
    ).toEqual([83_300, 166_700])
    expect(
      elder([
        { name: '甲', incomeFen: 100, ownExpenseFen: 300_000 },
        { name: '乙', incomeFen: 0 },
      ]),
    ).toEqual([125_000, 125_000])
  })
  test('no gap, nothing to pay', () => {
    expect(elder([{ name: '甲' }], { pensionFen: 900_000 })).toEqual([0])
  })
  test('shares are whole yuan and sum to the gap', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 }),
        (livingFen, weights) => {
          const shares = amounts('support', {
            kind: 'elder',
            livingFen,
            children: weights.map((weight) => ({ name: '子女', weight })),
          }) as number[]
          expect(shares.every((it) => it % 100 === 0 && it >= 0)).toBe(true)
          expect(shares.reduce((a, b) => a + b, 0)).toBe(Math.round(livingFen / 100) * 100)
        },
      ),
    )
  })
  test('several children take half at most, and it ends at eighteen', () => {
    const it = run('support', { kind: 'child', monthlyIncomeFen: 900_000, children: 2, bornOn: '2016-02-29' })
    expect(it.items).toEqual([
      { label: '每月抚养费参考下限', amountFen: 180_000 },
      { label: expect.stringContaining('50%'), amountFen: 450_000 },
      { label: '一般付至十八周岁', day: '2034-02-28' },
    ])
    expect(it.totalFen).toBeUndefined()
  })
})

describe('earnest money, agreed damages, deposits', () => {
  const earnest = { kind: 'earnest', priceFen: 6_000_000, paidFen: 1_500_000 }
  test('the worked examples', () => {
    expect(amounts('deposit', { ...earnest, breach: 'receiver' })).toEqual([2_400_000, 300_000])
    expect(amounts('deposit', { ...earnest, breach: 'giver' })).toEqual([300_000])
    expect(amounts('deposit', { kind: 'penalty', lossFen: 1_000_000, agreedFen: 3_000_000 })).toEqual([1_300_000])
    expect(run('deposit', { kind: 'security', depositFen: 50_000 }).totalFen).toBe(50_000)
    expect(
      run('deposit', { kind: 'security', depositFen: 50_000, deductions: [{ label: '划痕', amountFen: 6000 }] })
        .totalFen,
    ).toBe(44_000)
  })
  test('twenty percent exactly is all earnest, one fen over goes back', () => {
    expect(amounts('deposit', { ...earnest, paidFen: 1_200_000, breach: 'giver' })).toEqual([0])
    expect(amounts('deposit', { ...earnest, paidFen: 1_200_001, breach: 'giver' })).toEqual([1])
  })
  test('performed in part, the rule bites in part; not called earnest, not at all', () => {
    expect(amounts('deposit', { ...earnest, breach: 'receiver', unperformedPercent: 25 })).toEqual([600_000, 300_000])
    expect(amounts('deposit', { ...earnest, breach: 'receiver', agreedAsEarnest: false })).toEqual([1_500_000])
  })
  test('agreed damages at 1.3 times the loss stand, one fen over is pressed', () => {
    const penalty = (agreedFen: number) => run('deposit', { kind: 'penalty', lossFen: 1_000_000, agreedFen })
    expect(penalty(1_300_000)).toMatchObject({ totalFen: 1_300_000 })
    expect(penalty(1_300_000).warnings).toBeUndefined()
    expect(penalty(1_300_001)).toMatchObject({ totalFen: 1_300_000, warnings: [expect.stringContaining('过高')] })
    expect(penalty(900_000)).toMatchObject({ totalFen: 900_000, warnings: [expect.stringContaining('增加')] })
  })
  test('wear and claims without proof take nothing off, and a deposit never goes below nothing', () => {
    const off = (deduction: object) =>
      run('deposit', {
        kind: 'security',
        depositFen: 50_000,
        deductions: [{ label: '墙面', amountFen: 6000, ...deduction }],
      }).totalFen
    expect(off({ normalWear: true })).toBe(50_000)
    expect(off({ proven: false })).toBe(50_000)
    expect(off({ amountFen: 50_001 })).toBe(0)
  })
})

describe('property fees, prepaid cards, punitive damages', () => {
  test('fourteen months of the worked example, and a late fee beside the usual range', () => {
    const fees = { areaSqm: 98.5, unitPriceFen: 260, months: 14 }
    expect(run('propertyFee', fees).totalFen).toBe(358_540)
    const late = run('propertyFee', { ...fees, lateFee: { dailyPercent: 0.3, days: 100, on: '2025-06-01' } })
    expect(amounts('propertyFee', { ...fees, reliefFen: 8540 })).toEqual([358_540, -8540])
    expect(late.totalFen).toBe(358_540 + 107_562)
    expect(late.warnings?.[0]).toContain('38.31元至44.20元')
    expect(
      run('propertyFee', { ...fees, lateFee: { dailyPercent: 0.01, days: 100, on: '2025-06-01' } }).warnings,
    ).toBeUndefined()
    expect(run('propertyFee', { ...fees, prepaidMonths: 12 }).warnings).toBeUndefined()
    expect(run('propertyFee', { ...fees, prepaidMonths: 13 }).warnings).toHaveLength(1)
  })
  test('a card with a bonus: by the discount where the shop is the cause, by list price where the consumer is', () => {
    const card = { paidFen: 300_000, used: { by: 'balance', bonusFen: 60_000, usedFen: 180_000 } }
    expect(run('prepaid', { ...card, cause: 'merchant' }).totalFen).toBe(150_000)
    expect(run('prepaid', { ...card, cause: 'consumer' }).totalFen).toBe(120_000)
    const over = run('prepaid', { ...card, cause: 'consumer', used: { ...card.used, usedAtListFen: 300_001 } })
    expect(over).toMatchObject({ totalFen: 0, warnings: [expect.stringContaining('不得要求补足')] })
  })
  test('interest runs from the end of the contract, at the rate of its making', () => {
    const card = {
      paidFen: 300_000,
      used: { by: 'times', totalTimes: 30, usedTimes: 10, listPriceFen: 15_000 },
      madeOn: '2025-06-01',
      endedOn: '2025-12-01',
      untilOn: '2026-12-01',
    }
    expect(amounts('prepaid', { ...card, cause: 'merchant' })).toEqual([200_000, 6000])
    expect(amounts('prepaid', { ...card, cause: 'consumer' })).toEqual([150_000, 2250])
  })
  test('an unlimited card goes by the days left', () => {
    const card = {
      paidFen: 365_000,
      cause: 'merchant',
      used: { by: 'unlimited', fromOn: '2026-01-01', throughOn: '2026-12-31', stoppedOn: '2026-12-22' },
    }
    expect(run('prepaid', card).totalFen).toBe(10_000)
    expect(run('prepaid', { ...card, used: { ...card.used, stoppedOn: '2027-02-01' } }).totalFen).toBe(0)
    expect(run('prepaid', { ...card, used: { ...card.used, stoppedOn: '2025-12-01' } }).totalFen).toBe(365_000)
  })
  test('seven days to think again, unless one knew the thing', () => {
    const card = { paidFen: 300_000, cause: 'consumer', used: { by: 'balance', usedFen: 0 }, madeOn: '2026-05-01' }
    expect(run('prepaid', { ...card, requestedOn: '2026-05-08' }).warnings?.[0]).toContain('可请求返还')
    expect(run('prepaid', { ...card, requestedOn: '2026-05-09' }).warnings).toBeUndefined()
    expect(run('prepaid', { ...card, requestedOn: '2026-05-08', boughtBefore: true }).warnings?.[0]).toContain('不适用')
  })
  test('the refund lies between nothing and what was paid', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.nat(1_000_000),
        fc.nat(3_000_000),
        fc.constantFrom('merchant', 'consumer'),
        (paidFen, bonusFen, usedFen, cause) => {
          const { totalFen } = run('prepaid', { paidFen, cause, used: { by: 'balance', bonusFen, usedFen } })
          return totalFen! >= 0 && totalFen! <= paidFen
        },
      ),
    )
  })
  test('threefold and tenfold, with their floors', () => {
    const due = (kind: string, priceFen: number, lossFen = 0) => run('punitive', { kind, priceFen, lossFen }).totalFen
    expect(due('fraud', 12_000)).toBe(50_000)
    expect(due('fraud', 80_000)).toBe(240_000)
    expect([16_666, 16_667].map((price) => due('fraud', price))).toEqual([50_000, 50_001])
    expect([10_000, 10_001].map((price) => due('food', price))).toEqual([100_000, 100_010])
    expect(due('food', 1000, 500_000)).toBe(1_500_000)
    expect(run('punitive', { kind: 'fraud', priceFen: 80_000, refund: true }).totalFen).toBe(320_000)
  })
})

describe('fees', () => {
  const fee = (route: string, yuan: number, halved = false) =>
    run('fees', { route, amountFen: yuan * 100, halved }).totalFen! / 100
  test('the worked examples', () => {
    expect([fee('suit', 85_000), fee('suit', 85_000, true), fee('suit', 260_000)]).toEqual([1925, 962.5, 5200])
  })
  test('every step of the tariff', () => {
    expect(
      [0, 10_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 30_000_000].map(
        (yuan) => fee('suit', yuan),
      ),
    ).toEqual([50, 50, 2300, 4300, 8800, 13_800, 22_800, 46_800, 81_800, 141_800, 191_800])
    expect([10_000, 500_000, 5_000_000, 10_000_000, 20_000_000].map((yuan) => fee('execution', yuan))).toEqual([
      50, 7400, 52_400, 77_400, 87_400,
    ])
    expect([1000, 100_000, 10_000_000].map((yuan) => fee('preservation', yuan))).toEqual([30, 1020, 5000])
    expect(fee('paymentOrder', 85_000)).toBe(641.67)
  })
  test('mediation, confirmation and labour arbitration cost nothing, a labour suit ten yuan', () => {
    for (const route of ['mediation', 'confirmation', 'laborArbitration'])
      expect(run('fees', { route }).totalFen).toBe(0)
    expect(run('fees', { route: 'laborSuit' }).totalFen).toBe(1000)
    expect(() => run('fees', { route: 'suit' })).toThrow('请求金额')
  })
  test('a small claim is pointed out where the line is known', () => {
    expect(run('fees', { route: 'suit', amountFen: 5_000_000 }, { small_claims_line: 50_000 }).note).toContain(
      '小额诉讼',
    )
    expect(run('fees', { route: 'suit', amountFen: 5_000_001 }, { small_claims_line: 50_000 }).note).not.toContain(
      '小额诉讼',
    )
  })
})

describe('limitation', () => {
  const last = (input: LimitationInput) => limitation.run(input, demoParams()).items[0]?.day
  const warnings = (input: LimitationInput) => limitation.run(input, demoParams()).warnings
  test('three years, and a last day off moves to the next day of work', () => {
    expect(last({ kind: 'general', startOn: '2022-03-15' })).toBe('2025-03-17')
    expect(last({ kind: 'general', startOn: '2022-10-01' })).toBe('2025-10-09')
    expect(last({ kind: 'general', startOn: '2020-02-29' })).toBe('2023-02-28')
  })
  test('each kind has its own length', () => {
    const startOn = '2025-01-13'
    const days = (
      [
        'labor',
        'ruralArbitration',
        'guarantee',
        'revocation',
        'revocationMistake',
        'workInjuryEmployer',
        'workInjuryPersonal',
        'ownersRevocation',
        'execution',
        'confirmation',
        'product',
      ] as const
    ).map((kind) => last({ kind, startOn }))
    expect(days).toEqual([
      '2026-01-13',
      '2027-01-13',
      '2025-07-14',
      '2026-01-13',
      '2025-04-14',
      '2025-02-12',
      '2026-01-13',
      '2026-01-13',
      '2027-01-13',
      '2025-02-12',
      '2028-01-13',
    ])
  })
  test('instalments run from the last, in whatever order they are listed', () => {
    const dueDays = ['2024-06-03', '2024-12-03', '2024-09-03']
    expect(last({ kind: 'instalments', dueDays })).toBe('2027-12-03')
    expect(last({ kind: 'instalments', dueDays: dueDays.toReversed() })).toBe('2027-12-03')
    expect(last({ kind: 'execution', dueDays })).toBe('2026-12-03')
  })
  test('an application for mediation starts it afresh, from the end of the procedure', () => {
    const base = { kind: 'general' as const, startOn: '2023-05-10' }
    expect(last({ ...base, events: [{ kind: 'mediation', on: '2026-05-08', endedOn: '2026-06-10' }] })).toBe(
      '2029-06-11',
    )
    expect(last({ ...base, events: [{ kind: 'mediation', on: '2026-05-08' }] })).toBe('2029-05-08')
    expect(warnings({ ...base, events: [{ kind: 'mediation', on: '2026-05-08' }] })?.[0]).toContain('保守')
    expect(last({ ...base, events: [{ kind: 'demand', on: '2026-05-12' }] })).toBe('2026-05-11')
    expect(warnings({ ...base, events: [{ kind: 'acknowledged', on: '2026-05-12' }] })?.[0]).toContain('不得再以时效')
  })
  test('an obstacle in the last six months leaves six months after it; an earlier one nothing', () => {
    const base = { kind: 'general' as const, startOn: '2022-05-10' }
    expect(last({ ...base, events: [{ kind: 'suspension', on: '2024-12-01', endedOn: '2025-04-10' }] })).toBe(
      '2025-10-10',
    )
    expect(last({ ...base, events: [{ kind: 'suspension', on: '2024-01-01', endedOn: '2024-11-09' }] })).toBe(
      '2025-05-12',
    )
    expect(
      last({
        kind: 'labor',
        startOn: '2025-01-13',
        events: [{ kind: 'suspension', on: '2025-03-01', endedOn: '2025-03-11' }],
      }),
    ).toBe('2026-01-23')
  })
  test('twenty years, five years, and what bends not at all', () => {
    expect(last({ kind: 'general', startOn: '2025-01-13', occurredOn: '2006-07-03' })).toBe('2026-07-03')
    expect(last({ kind: 'revocation', startOn: '2025-01-13', occurredOn: '2020-05-06' })).toBe('2025-05-06')
    expect(last({ kind: 'guarantee', startOn: '2025-01-13', events: [{ kind: 'demand', on: '2025-02-03' }] })).toBe(
      '2025-07-14',
    )
    expect(last({ kind: 'guarantee', startOn: '2025-01-13', guaranteeMonths: 12 })).toBe('2026-01-13')
  })
  test('wages owed do not lapse while one works there, and support never does', () => {
    expect(limitation.run({ kind: 'laborWages' }, demoParams()).items[0]?.label).toContain('不受')
    expect(last({ kind: 'laborWages', leftOn: '2025-01-13' })).toBe('2026-01-13')
    expect(limitation.run({ kind: 'support' }, demoParams()).items).toEqual([{ label: '不受诉讼时效限制' }])
  })
  test('sixty days before the end it warns, and after the end it says so without taking sides', () => {
    const base = { kind: 'labor' as const, startOn: '2025-01-13' }
    expect(warnings({ ...base, asOf: '2025-11-13' })).toBeUndefined()
    expect(warnings({ ...base, asOf: '2025-11-14' })?.[0]).toContain('还剩60天')
    expect(warnings({ ...base, asOf: '2026-01-14' })?.[0]).toContain('可能已在')
    expect(limitation.run(base, demoParams()).note).toContain('不代为主张')
  })
})
