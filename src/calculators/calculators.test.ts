import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { demoParams } from './examples.test-suite.ts'
import { calculate, calculators, type ParamRow, paramNames, paramTable } from './index.ts'

const fenOf = fc.integer({ min: 0, max: 10_000_000_000 })
const day = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10))
const run = (name: string, input: unknown) => calculate(name, input, demoParams())

/** One well-formed input a calculator, money as it comes. */
const inputs: Record<string, fc.Arbitrary<object>> = {
  injury: fc.record({
    medicalBillsFen: fenOf,
    transportFen: fenOf,
    lostIncome: fc.record({ by: fc.constant('monthly'), monthlyFen: fenOf, days: fc.nat(400) }),
    disability: fc.record({ grade: fc.integer({ min: 1, max: 10 }), age: fc.nat(100), on: day }),
    dependents: fc.array(
      fc.record({
        kind: fc.constantFrom('minor', 'incapable'),
        age: fc.nat(90),
        supporters: fc.integer({ min: 1, max: 6 }),
      }),
      { maxLength: 5 },
    ),
    liabilityPercent: fc.integer({ min: 0, max: 100 }),
  }),
  traffic: fc
    .record({
      on: day,
      against: fc.constantFrom('motor', 'nonmotor'),
      fault: fc.constantFrom('full', 'main', 'equal', 'minor', 'none'),
      medicalFen: fenOf,
      injuryFen: fenOf,
      solatiumFen: fenOf,
      propertyFen: fenOf,
      commercialLimitFen: fenOf,
    })
    .map((it) => ({ ...it, on: '2026-03-01' })),
  severance: fc.record({
    kind: fc.constantFrom('ordinary', 'unlawful'),
    hiredOn: fc.constant('2020-05-06'),
    leftOn: day,
    wagesFen: fc.array(fenOf, { minLength: 1, maxLength: 12 }),
  }),
  doubleWage: fc.record({ hiredOn: fc.constant('2022-01-01'), untilOn: day, monthlyWageFen: fenOf, appliedOn: day }),
  overtime: fc.record({
    monthlyBaseFen: fenOf,
    weekdayHours: fc.nat(300),
    restDayHours: fc.nat(300),
    holidayHours: fc.nat(80),
  }),
  wageArrears: fc.record({
    pays: fc.array(fc.record({ period: fc.constant('某月'), dueFen: fenOf }), { minLength: 1, maxLength: 20 }),
  }),
  loan: fc.record({
    noteFen: fenOf,
    madeOn: fc.constant('2021-12-31'),
    dueOn: fc.constant('2023-03-01'),
    untilOn: fc.constant('2026-06-30'),
    interest: fc.constant('agreed'),
    annualPercent: fc.integer({ min: 0, max: 60 }),
    penaltyFen: fenOf,
    repayments: fc.array(fc.record({ on: day, amountFen: fenOf }), { maxLength: 6 }),
  }),
  support: fc.record({
    kind: fc.constant('elder'),
    livingFen: fenOf,
    pensionFen: fenOf,
    landRentYearlyFen: fenOf,
    children: fc.array(fc.record({ name: fc.constant('子女'), weight: fc.integer({ min: 1, max: 9 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
  deposit: fc.record({
    kind: fc.constant('earnest'),
    priceFen: fenOf,
    paidFen: fenOf,
    breach: fc.constantFrom('receiver', 'giver'),
  }),
  propertyFee: fc.record({
    areaSqm: fc.integer({ min: 0, max: 50_000 }).map((n) => n / 100),
    unitPriceFen: fc.integer({ min: 0, max: 2000 }),
    months: fc.nat(60),
    reliefFen: fenOf,
  }),
  prepaid: fc.record({
    paidFen: fenOf,
    cause: fc.constantFrom('merchant', 'consumer'),
    used: fc.record({ by: fc.constant('balance'), bonusFen: fenOf, usedFen: fenOf }),
  }),
  punitive: fc.record({
    kind: fc.constantFrom('fraud', 'food'),
    priceFen: fenOf,
    lossFen: fenOf,
    refund: fc.boolean(),
  }),
  workInjury: fc.record({
    kind: fc.constant('disability'),
    grade: fc.integer({ min: 1, max: 10 }),
    monthlyWageFen: fenOf,
    ended: fc.boolean(),
  }),
  lateInterest: fc.record({
    debtFen: fenOf,
    dueOn: fc.constant('2022-01-01'),
    untilOn: fc.constant('2026-06-30'),
    payments: fc.array(fc.record({ on: day, amountFen: fenOf }), { maxLength: 5 }),
  }),
  fees: fc.record({
    route: fc.constantFrom('suit', 'paymentOrder', 'execution', 'preservation', 'mediation'),
    amountFen: fenOf,
    halved: fc.boolean(),
  }),
  limitation: fc.record({
    kind: fc.constantFrom('general', 'labor', 'execution'),
    startOn: day,
    events: fc.array(fc.record({ kind: fc.constantFrom('demand', 'mediation'), on: day }), { maxLength: 5 }),
  }),
}

describe.each(Object.keys(calculators))('%s', (name) => {
  test('its parts sum to its total, its steps show formulas, its law and its note are there', () => {
    fc.assert(
      fc.property(inputs[name]!, (input) => {
        const it = run(name, input)
        const amounts = it.items.flatMap((item) => (item.amountFen === undefined ? [] : [item.amountFen]))
        if (it.totalFen !== undefined) expect(amounts.reduce((a, b) => a + b, 0)).toBe(it.totalFen)
        expect(it.totalFen ?? 0).toBeGreaterThanOrEqual(0)
        expect(it.note).toContain('仅供协商参考,非裁判结论')
        expect(it.steps.length).toBeGreaterThan(0)
        for (const step of it.steps) expect(step.formula && step.value && step.label).toBeTruthy()
        expect(it.basis.every((key) => /^law:.+#[\d-]+$/.test(key)) && it.basis.length > 0).toBe(true)
        expect(JSON.stringify(it)).not.toMatch(/NaN|undefined|Infinity/)
      }),
      { numRuns: 40 },
    )
  })
  test('the same input gives the same answer, twice', () => {
    const [input] = fc.sample(inputs[name]!, { numRuns: 1, seed: 7 })
    expect(run(name, input)).toEqual(run(name, input))
  })
  test('an unknown field is refused', () => {
    const [input] = fc.sample(inputs[name]!, { numRuns: 1, seed: 3 })
    expect(() => run(name, { ...input, surprise: 1 })).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(() => run(name, null)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
  test('every field has a Chinese title for the form', () => {
    const schema = z.toJSONSchema(calculators[name as keyof typeof calculators].input, { io: 'input' })
    const untitled: string[] = []
    const walk = (node: unknown, path: string) => {
      if (typeof node !== 'object' || node === null) return
      const { properties = {}, items, anyOf = [], oneOf = [] } = node as Record<string, never>
      for (const [key, child] of Object.entries(properties)) {
        if (!(child as { title?: string }).title && !('const' in (child as object))) untitled.push(`${path}.${key}`)
        walk(child, `${path}.${key}`)
      }
      for (const child of [items, ...(anyOf as unknown[]), ...(oneOf as unknown[])]) walk(child, path)
    }
    walk(schema, name)
    expect(untitled).toEqual([])
  })
})

/** Amount fields in which more never gives less. */
const rising: [string, object, (amount: number) => object][] = [
  ['injury', {}, (amount) => ({ medicalBillsFen: amount, liabilityPercent: 70 })],
  [
    'traffic',
    { on: '2026-03-01', against: 'motor', fault: 'main', propertyFen: 5000 },
    (amount) => ({ medicalFen: amount }),
  ],
  [
    'severance',
    { kind: 'ordinary', hiredOn: '2020-01-01', leftOn: '2026-05-05' },
    (amount) => ({ averageWageFen: amount }),
  ],
  ['doubleWage', { hiredOn: '2025-03-10', signedOn: '2025-09-20' }, (amount) => ({ monthlyWageFen: amount })],
  ['overtime', { weekdayHours: 3, holidayHours: 1.5 }, (amount) => ({ monthlyBaseFen: amount })],
  ['wageArrears', {}, (amount) => ({ pays: [{ period: '2026-01', dueFen: amount }] })],
  [
    'loan',
    { madeOn: '2025-03-12', untilOn: '2026-01-01', interest: 'agreed', annualPercent: 10 },
    (amount) => ({ noteFen: amount }),
  ],
  ['support', { kind: 'elder', children: [{ name: '甲' }, { name: '乙' }] }, (amount) => ({ livingFen: amount })],
  ['deposit', { kind: 'earnest', priceFen: 6_000_000, breach: 'receiver' }, (amount) => ({ paidFen: amount })],
  ['deposit', { kind: 'penalty', agreedFen: 3_000_000 }, (amount) => ({ lossFen: amount })],
  ['propertyFee', { areaSqm: 98.5, months: 14 }, (amount) => ({ unitPriceFen: amount % 1_000_000 })],
  [
    'prepaid',
    { cause: 'merchant', used: { by: 'balance', bonusFen: 60_000, usedFen: 0 } },
    (amount) => ({ paidFen: amount }),
  ],
  ['punitive', { kind: 'food' }, (amount) => ({ priceFen: amount })],
  ['workInjury', { kind: 'disability', grade: 7, ended: true }, (amount) => ({ monthlyWageFen: amount })],
  ['lateInterest', { dueOn: '2026-01-01', untilOn: '2026-05-05' }, (amount) => ({ debtFen: amount })],
  ['fees', { route: 'suit' }, (amount) => ({ amountFen: amount })],
  ['fees', { route: 'execution' }, (amount) => ({ amountFen: amount })],
]
test.each(rising)('%s never gives less for more (%#)', (name, rest, field) => {
  fc.assert(
    fc.property(fc.nat(900_000), fc.nat(90_000), (a, more) => {
      const total = (amount: number) => run(name, { ...rest, ...field(amount) }).totalFen!
      return total(a) <= total(a + more)
    }),
    { numRuns: 60 },
  )
})

test('negative money is refused everywhere, zero is not', () => {
  for (const [name, rest, field] of rising) {
    expect(() => run(name, { ...rest, ...field(-1) }), name).toThrow(expect.objectContaining({ code: 'invalid' }))
    expect(run(name, { ...rest, ...field(0) }).totalFen, name).toBeGreaterThanOrEqual(0)
  }
})

test('a trillion yuan is counted exactly, more is refused', () => {
  expect(run('wageArrears', { pays: [{ period: '全部', dueFen: 100_000_000_000_000 }] }).totalFen).toBe(
    100_000_000_000_000,
  )
  expect(() => run('wageArrears', { pays: [{ period: '全部', dueFen: 100_000_000_000_001 }] })).toThrow(
    expect.objectContaining({ code: 'invalid' }),
  )
})

test('an unknown calculator is not found', () => {
  expect(() => run('toString', {})).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('a missing parameter is named, and an override stands in and is shown', () => {
  const input = { care: { days: 20 } }
  expect(() => calculate('injury', input, paramTable([]))).toThrow(
    expect.objectContaining({ code: 'precondition', details: { param: 'carer_per_day' } }),
  )
  const it = calculate('injury', input, paramTable([], { carer_per_day: 180 }))
  expect(it.totalFen).toBe(360_000)
  expect(it.params).toEqual([{ name: 'carer_per_day', value: 180, source: '本次录入', year: null }])
})

test("the centre's own table is understood as it is delivered", () => {
  const { params } = parse(readFileSync(new URL('../../knowledge/params.yaml', import.meta.url), 'utf8'), {
    schema: 'core',
  }) as { params: ParamRow[] }
  const table = paramTable(params)
  expect(paramNames.filter((name) => !params.some((row) => row.name === name))).toEqual([])
  const crash = {
    on: '2025-06-01',
    against: 'motor',
    fault: 'main',
    medicalFen: 3_000_000,
    injuryFen: 6_000_000,
    propertyFen: 300_000,
  }
  expect(calculate('traffic', crash, table).totalFen).toBe(8_910_000)
  const note = {
    noteFen: 8_000_000,
    receivedFen: 7_680_000,
    madeOn: '2025-03-12',
    untilOn: '2026-03-12',
    interest: 'agreed',
    annualPercent: 24,
  }
  expect(calculate('loan', note, table).totalFen).toBe(8_632_320)
})
