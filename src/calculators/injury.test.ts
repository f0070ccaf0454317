import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compensationYears } from './compensation-years.ts'
import { demoParams } from './examples.test-suite.ts'
import { type InjuryInput, injury } from './injury.ts'

const run = (input: InjuryInput) => injury.run(input, demoParams())
const amountOf = (input: InjuryInput, label: string) =>
  run(input).items.find((it) => it.label.includes(label))?.amountFen
const on = '2026-01-10'

test('years of compensation turn at 60, 74 and 75', () => {
  expect([0, 17, 59, 60, 61, 74, 75, 76, 110].map(compensationYears)).toEqual([20, 20, 20, 20, 19, 6, 5, 5, 5])
})

test('the worked example, line by line', () => {
  const it = run({
    medicalBillsFen: 500_000,
    medicalPaidFen: 171_360,
    lostIncome: { by: 'monthly', monthlyFen: 600_000, days: 45 },
    care: { days: 20 },
    meals: { days: 12 },
    disability: { grade: 10, age: 64, on },
    dependents: [
      { name: '母', kind: 'incapable', age: 78, supporters: 3 },
      { name: '子', kind: 'minor', age: 10, supporters: 2 },
    ],
    solatiumFen: 500_000,
  })
  expect(it.items.map((item) => item.amountFen)).toEqual([
    328_640, 900_000, 360_000, 120_000, 12_800_000, 833_333, 2_000_000, 500_000,
  ])
  expect(it.totalFen).toBe(17_841_973)
  expect(it.steps.find((step) => step.label === '误工费')).toEqual({
    label: '误工费',
    formula: '月工资÷30×天数 = 6,000.00元÷30×45',
    value: '9,000.00元',
  })
  expect(it.steps.find((step) => step.label === '第1—5年每年合计')?.value).toBe('4,166.67元')
  expect(it.basis).toContain('law:最高人民法院关于审理人身损害赔偿案件适用法律若干问题的解释#12')
  expect(it.params.map((param) => param.name)).toEqual([
    'carer_per_day',
    'meal_allowance_per_day',
    'disposable_income_per_year',
    'consumption_per_year',
  ])
})

test('death at 76 and the funeral', () => {
  const it = run({ death: { age: 76, on } })
  expect(it.items).toEqual([
    { label: '死亡赔偿金', amountFen: 40_000_000 },
    { label: '丧葬费', amountFen: 6_000_000 },
  ])
  expect(amountOf({ death: { age: 76, on }, funeral: false }, '丧葬费')).toBeUndefined()
})

test('age is counted on the day that matters, the birthday itself not yet a year more', () => {
  const pay = (bornOn: string) => amountOf({ disability: { grade: 1, bornOn, on } }, '残疾赔偿金')! / 8_000_000
  expect(pay('1966-01-10')).toBe(20)
  expect(pay('1965-01-10')).toBe(20)
  expect(pay('1965-01-09')).toBe(19)
  expect(pay('1951-01-10')).toBe(6)
  expect(pay('1951-01-09')).toBe(5)
})

test('in no year do dependents together get more than one person consumes', () => {
  const it = run({
    death: { age: 40, on },
    dependents: [
      { name: '子', kind: 'minor', age: 16, supporters: 1 },
      { name: '女', kind: 'minor', age: 8, supporters: 1 },
      { name: '母', kind: 'incapable', age: 80, supporters: 2 },
    ],
  })
  const parts = it.items.filter((item) => item.label.startsWith('被扶养人')).map((item) => item.amountFen)
  // Years 1–2: 2.5 shares pressed to 1; years 3–5: 1.5 shares pressed to 1; years 6–10: the girl alone.
  expect(parts).toEqual([4_000_000, 4_000_000 + 10_000_000 + 25_000_000, 2_000_000 + 5_000_000])
  expect(it.warnings).toHaveLength(2)
})

test('whoever they are, dependents never get more than the yearly cap allows', () => {
  const person = fc.record({
    kind: fc.constantFrom('minor' as const, 'incapable' as const),
    age: fc.nat(95),
    supporters: fc.integer({ min: 1, max: 4 }),
  })
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 6 }), (dependents) => {
      const parts = run({ death: { age: 40, on }, dependents }).items.filter((it) => it.label.startsWith('被扶养人'))
      const years = Math.max(
        ...dependents.map((it) => (it.kind === 'minor' ? Math.max(0, 18 - it.age) : compensationYears(it.age))),
      )
      return parts.reduce((total, it) => total + it.amountFen!, 0) <= 5_000_000 * years + parts.length
    }),
  )
})

test('care counts twenty years at most', () => {
  const care = { dailyFen: 10_000, days: 7301 }
  expect(run({ care }).totalFen).toBe(73_000_000)
  expect(run({ care }).warnings?.[0]).toContain('二十年')
  expect(run({ care: { ...care, days: 7300 } }).warnings).toBeUndefined()
})

test('lost income by year or by trade is a 365th a day', () => {
  expect(run({ lostIncome: { by: 'yearly', yearlyFen: 10_000_000, days: 10 } }).totalFen).toBe(273_973)
  expect(run({ lostIncome: { by: 'industry', days: 10 } }).totalFen).toBe(200_000)
  expect(run({ lostIncome: { by: 'loss', lossFen: 1 } }).totalFen).toBe(1)
})

test("the victim's own share comes off once, and both readings of the solatium are shown", () => {
  const it = run({ medicalBillsFen: 1_000_001, solatiumFen: 500_000, liabilityPercent: 70 })
  expect(it.totalFen).toBe(1_050_001)
  expect(it.items.at(-1)).toEqual({ label: '减:受害人自担30%', amountFen: -450_000 })
  expect(it.warnings?.[0]).toContain('12,000.01元')
  expect(run({ medicalBillsFen: 1_000_001, liabilityPercent: 0 }).totalFen).toBe(0)
})

test('what cannot be is refused', () => {
  expect(() => run({ disability: { grade: 10, on }, liabilityPercent: 100 })).toThrow('周岁')
  expect(() => run({ disability: { grade: 11, age: 3, on } })).toThrow()
  expect(() => run({ disability: { grade: 1, age: 3, on }, death: { age: 3, on } })).toThrow('不能同时')
  expect(() => run({ dependents: [{ kind: 'minor', age: 3, supporters: 1 }] })).toThrow('被扶养人')
  expect(() => run({ medicalBillsFen: 1, medicalPaidFen: 2 })).toThrow()
})
