import { expect, test } from 'vitest'
import { featuresOf, fitLinear, scores } from '../text/index.ts'
import { bagScores, fitBag } from './bag.ts'
import { pack, unpack } from './pack.ts'

const said: [string, number][] = [
  ['楼上漏水泡了我家天花板', 0],
  ['卫生间渗水墙皮都掉了', 0],
  ['房东不退押金', 1],
  ['租房到期押金一直不给', 1],
]
const labels = ['leak', 'deposit']
const examples = said.map(([text, label]) => ({ features: featuresOf(text), labels: [label], weight: 1 }))
const fitted = (seed: number) => fitBag({ labels, examples, exclusive: true, size: 8, epochs: 30, dropout: 0.2, seed })
const best = (values: Float32Array) => values.indexOf(Math.max(...values))

test('the network tells apart what it learned, and the same seed gives the same network', () => {
  const bag = fitted(1)
  for (const [text, label] of said) expect(best(bagScores(bag, featuresOf(text)))).toBe(label)
  expect(best(bagScores(bag, featuresOf('天花板漏水了')))).toBe(0)
  expect(fitted(1)).toEqual(bag)
  expect(fitted(2)).not.toEqual(bag)
})

test('labels that nobody judged are not learned as absent', () => {
  const known = { features: featuresOf('押金'), labels: [1], weight: 1 }
  const fitted = (judged?: ReadonlySet<number>) =>
    fitBag({
      labels,
      examples: [known, { features: featuresOf('漏水'), labels: [], weight: 1, judged }],
      exclusive: false,
      size: 8,
      epochs: 40,
      dropout: 0,
    })
  const leak = (judged?: ReadonlySet<number>) => bagScores(fitted(judged), featuresOf('漏水'))[0]!
  expect(leak(new Set([1]))).toBeGreaterThan(leak())
})

test('packed models come back within a step of their scale', () => {
  const linear = fitLinear({ labels, examples, exclusive: true, epochs: 5, rate: 1, decay: 0 })
  const models = {
    dispute: { linear, bags: [fitted(1)], temperature: 0.8 },
    danger: { linear, bags: [fitted(2)], alone: [0.5, 1], beside: [0, 0.1] },
    acts: linear,
    several: [1, -2],
  }
  const again = unpack(pack(models))
  expect({ ...again.danger, linear: 0, bags: 0 }).toEqual({ ...models.danger, linear: 0, bags: 0 })
  expect([again.dispute.temperature, again.several]).toEqual([0.8, [1, -2]])
  for (const [text] of said) {
    const features = featuresOf(text)
    expect(best(scores(again.dispute.linear, features))).toBe(best(scores(linear, features)))
    expect(best(bagScores(again.danger.bags[0]!, features))).toBe(best(bagScores(models.danger.bags[0]!, features)))
  }
})
