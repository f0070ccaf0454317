import { expect, test } from 'vitest'
import { judged } from '../../src/drafting/rules/reader.ts'
import { crossRead, soundClauses, thresholdsOf, windowed, writtenClauses } from './fit.ts'

// Cross-validated: every clause is read by a reader that has not seen it. SHOW=D08 prints each clause misread for that rule.
test('what a clause means is told, rule by rule, in clauses never seen', () => {
  const written = writtenClauses()
  const clauses = [...written, ...soundClauses()].map(windowed)
  const shares = crossRead(clauses)
  const thresholds = thresholdsOf(clauses, shares)
  const rows = judged.map((rule, i) => {
    const counts = { right: 0, false: 0, missed: 0 }
    written.forEach(({ labels, clauses: [clause] }, k) => {
      const [found, bad] = [shares[k]![i]! >= thresholds[i]!, labels.includes(i)]
      if (found && bad) counts.right++
      else if (found) counts.false++
      else if (bad) counts.missed++
      if (found !== bad && process.env.SHOW === rule)
        console.log(`${bad ? 'missed' : 'false'} ${shares[k]![i]!.toFixed(2)} ${clause!.text}`)
    })
    return { rule, ...counts, threshold: thresholds[i]! }
  })
  const sum = (key: 'right' | 'false' | 'missed') => rows.reduce((total, row) => total + row[key], 0)
  const line = (name: string, right: number, wrong: number, missed: number) =>
    `${name}  precision ${(right / (right + wrong)).toFixed(2)}  recall ${(right / (right + missed)).toFixed(2)}`
  console.log(
    [
      ...rows.map((it) => `${line(it.rule, it.right, it.false, it.missed)}  from ${it.threshold.toFixed(2)}`),
      line(`${written.length} clauses`, sum('right'), sum('false'), sum('missed')),
    ].join('\n'),
  )
  expect(sum('right') / (sum('right') + sum('false'))).toBeGreaterThan(0.8)
  expect(sum('right') / (sum('right') + sum('missed'))).toBeGreaterThan(0.6)
})
