import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packLater } from '../../src/cases/later/reader.ts'
import { exampleOf, fitLater, labelledChanges } from './fit.ts'

/** `npm run eval:train -- changes`: fits the reader of later words from knowledge/changes into knowledge/models; seconds. */
export function train(say: (line: string) => void): void {
  const examples = labelledChanges().map(exampleOf)
  const bytes = packLater(fitLater(examples))
  writeFileSync(fileURLToPath(new URL('../../knowledge/models/changes.bin', import.meta.url)), bytes)
  say(`knowledge/models/changes.bin: ${examples.length} settlements, ${(bytes.length / 1024).toFixed(0)} KB`)
}
