import { expect, test } from 'vitest'
import { readTerms } from '../../src/cases/settlement/terms.ts'
import { exampleOf, fitTerms, writtenRecords } from './fit.ts'

const FOLDS = 5

// Cross-validated: every record is read by a model that has not seen it. SHOW=1 prints each piece misread.
test('what was agreed is told from the talk around it, in records never seen', () => {
  const records = writtenRecords().map(exampleOf)
  const counts = { right: 0, false: 0, missed: 0, settled: 0, unsettled: 0, silent: 0, invented: 0 }
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitTerms(records.filter((_, i) => i % FOLDS !== fold))
    for (const record of records.filter((_, i) => i % FOLDS === fold)) {
      const read = readTerms(model, record, record.parties).map(({ term, text }, i) => ({
        text,
        found: term > 0.5,
        term: record.labels[i] === 'term',
      }))
      for (const { found, term, text } of read) {
        if (found !== term && process.env.SHOW) console.log(`${term ? 'missed' : 'false'} [${record.by}] ${text}`)
        if (found && term) counts.right++
        else if (found) counts.false++
        else if (term) counts.missed++
      }
      if (read.some(({ term }) => term)) {
        counts.settled++
        if (!read.some(({ found }) => found)) counts.silent++
      } else {
        counts.unsettled++
        if (read.some(({ found }) => found)) counts.invented++
      }
    }
  }
  const precision = counts.right / (counts.right + counts.false)
  const recall = counts.right / (counts.right + counts.missed)
  console.log(
    `terms of ${records.length} records: precision ${precision.toFixed(3)} · recall ${recall.toFixed(3)} · settlements not heard ${counts.silent} of ${counts.settled} · heard where there is none ${counts.invented} of ${counts.unsettled}`,
  )
  expect(precision).toBeGreaterThan(0.75)
  expect(recall).toBeGreaterThan(0.75)
})
