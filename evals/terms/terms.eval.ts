import { beforeAll, expect, test } from 'vitest'
import { readTerms } from '../../src/cases/settlement/terms.ts'
import { exampleOf, fitTerms, writtenRecords } from './fit.ts'

const FOLDS = 5
type Read = { chats: boolean; pieces: { found: boolean; term: boolean }[] }
const read: Read[] = []

// Cross-validated: every record is read by a model that has not seen it. SHOW=1 prints each piece misread.
beforeAll(() => {
  const records = writtenRecords().map(exampleOf)
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = fitTerms(records.filter((_, i) => i % FOLDS !== fold))
    for (const record of records.filter((_, i) => i % FOLDS === fold)) {
      const pieces = readTerms(model, record, record.parties).map(({ term, text }, i) => ({
        text,
        found: term > 0.5,
        term: record.labels[i] === 'term',
      }))
      for (const { found, term, text } of pieces)
        if (found !== term && process.env.SHOW) console.log(`${term ? 'missed' : 'false'} [${record.by}] ${text}`)
      read.push({ chats: record.chats ?? false, pieces })
    }
  }
})

/** Prints how well the terms of some records were told from the talk around them. */
function sumUp(name: string, records: Read[]): { precision: number; recall: number } {
  const pieces = records.flatMap((record) => record.pieces)
  const count = (found: boolean, term: boolean) => pieces.filter((it) => it.found === found && it.term === term).length
  const precision = count(true, true) / (count(true, true) + count(true, false))
  const recall = count(true, true) / (count(true, true) + count(false, true))
  const settled = records.filter((record) => record.pieces.some(({ term }) => term))
  const heard = (of: Read[]) => of.filter((record) => record.pieces.some(({ found }) => found)).length
  const rest = records.filter((record) => !settled.includes(record))
  console.log(
    `terms of ${records.length} ${name}: precision ${precision.toFixed(3)} · recall ${recall.toFixed(3)} · settlements not heard ${settled.length - heard(settled)} of ${settled.length} · heard where there is none ${heard(rest)} of ${rest.length}`,
  )
  return { precision, recall }
}

test('what was agreed is told from the talk around it, in records never seen', () => {
  const { precision, recall } = sumUp(
    'records',
    read.filter(({ chats }) => !chats),
  )
  expect(precision).toBeGreaterThan(0.75)
  expect(recall).toBeGreaterThan(0.75)
})

test('what stands at the end of a talk or chat, in ones never seen', () => {
  const { precision, recall } = sumUp(
    'talks and chats',
    read.filter(({ chats }) => chats),
  )
  expect(precision).toBeGreaterThan(0.6)
  expect(recall).toBeGreaterThan(0.5)
})
