import fc from 'fast-check'
import { expect, test } from 'vitest'
import { demoParams } from './examples.test-suite.ts'
import { type TrafficInput, traffic } from './traffic.ts'

const run = (input: Partial<TrafficInput>) =>
  traffic.run({ on: '2026-03-01', against: 'motor', fault: 'main', ...input }, demoParams())
const example = { medicalFen: 3_000_000, injuryFen: 6_000_000, propertyFen: 300_000 }

test('the worked example: limits first, then seventy percent of the rest', () => {
  const it = run(example)
  expect(it.items.map((item) => item.amountFen)).toEqual([1_800_000, 6_000_000, 200_000, 910_000])
  expect(it.totalFen).toBe(8_910_000)
})

test('the commercial policy pays to its limit, the wrongdoer the rest', () => {
  const it = run({ ...example, commercialLimitFen: 500_000 })
  expect(it.items.slice(-2)).toEqual([
    { label: '商业三者险', amountFen: 500_000 },
    { label: '侵权人', amountFen: 410_000 },
  ])
})

test('shares differ for those on foot, and a driver without fault bears ten percent at most', () => {
  expect(run({ ...example, against: 'nonmotor' }).totalFen).toBe(8_000_000 + 1_040_000)
  expect(run({ ...example, fault: 'full' }).totalFen).toBe(9_300_000)
  const faultless = run({ ...example, against: 'nonmotor', fault: 'none' })
  expect(faultless.items.map((it) => it.amountFen)).toEqual([180_000, 1_800_000, 10_000, 731_000])
  expect(run({ ...example, against: 'nonmotor', fault: 'none', sharePercent: 11 }).totalFen).toBe(faultless.totalFen)
  expect(run({ ...example, fault: 'none' }).totalFen).toBe(1_990_000)
})

test('a limit met exactly leaves nothing, one fen over leaves a share of it', () => {
  expect(run({ medicalFen: 1_800_000, fault: 'full' }).items.at(-1)?.amountFen).toBe(0)
  expect(run({ medicalFen: 1_800_001, fault: 'full' }).items.at(-1)?.amountFen).toBe(1)
})

test('solatium goes first within the limit, and a car without insurance is told apart', () => {
  const it = run({ injuryFen: 17_900_000, solatiumFen: 500_000 })
  expect(it.items[0]).toEqual({ label: '交强险:死亡伤残', amountFen: 18_000_000 })
  expect(it.steps.find((step) => step.label.includes('精神抚慰金'))?.value).toBe('5,000.00元')
  expect(run({ ...example, insured: false }).warnings?.[0]).toContain('侵权责任编解释21')
})

test('nobody is paid more than the loss, whoever was at fault', () => {
  const fen = fc.nat(50_000_000)
  fc.assert(
    fc.property(
      fen,
      fen,
      fen,
      fen,
      fc.constantFrom('full', 'main', 'equal', 'minor', 'none'),
      fc.constantFrom('motor', 'nonmotor'),
      (medicalFen, injuryFen, propertyFen, solatiumFen, fault, against) => {
        const { totalFen } = run({
          medicalFen,
          injuryFen,
          propertyFen,
          solatiumFen,
          fault: fault as never,
          against: against as never,
          commercialLimitFen: 1_000_000,
        })
        return totalFen! <= medicalFen + injuryFen + propertyFen + solatiumFen
      },
    ),
  )
})
