import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packClauses } from '../../src/drafting/rules/reader.ts'
import { fitClauses, soundClauses, windowed, writtenClauses } from './fit.ts'

/** `npm run eval:train -- clauses`: fits the reader of clauses from knowledge/clauses and the past agreements into knowledge/models; about a minute. No seed of the evals is among them. */
export function train(say: (line: string) => void): void {
  const clauses = [...writtenClauses(), ...soundClauses()].map(windowed)
  const model = fitClauses(clauses)
  const bytes = packClauses(model)
  writeFileSync(fileURLToPath(new URL('../../knowledge/models/clauses.bin', import.meta.url)), bytes)
  say(`knowledge/models/clauses.bin: ${clauses.length} clauses, ${(bytes.length / 1024).toFixed(0)} KB`)
}
