import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packTerms } from '../../src/cases/settlement/terms.ts'
import { exampleOf, fitTerms, writtenRecords } from './fit.ts'

/** `npm run eval:train -- terms`: fits the reader of terms from knowledge/records into knowledge/models; seconds. */
export function train(say: (line: string) => void): void {
  const records = writtenRecords().map(exampleOf)
  const bytes = packTerms(fitTerms(records))
  writeFileSync(fileURLToPath(new URL('../../knowledge/models/terms.bin', import.meta.url)), bytes)
  say(`knowledge/models/terms.bin: ${records.length} records, ${(bytes.length / 1024).toFixed(0)} KB`)
}
