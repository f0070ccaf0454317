import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openShelf } from '../../src/cli/shelf.ts'
import { trainIntake } from '../../src/intake/index.ts'

/** `npm run eval:train -- intake`: fits the intake models from knowledge/utterances into knowledge/models. */
export function train(say: (line: string) => void): void {
  const bytes = trainIntake(openShelf())
  writeFileSync(fileURLToPath(new URL('../../knowledge/models/intake.bin', import.meta.url)), bytes)
  say(`knowledge/models/intake.bin: ${(bytes.length / 1024 / 1024).toFixed(2)} MB`)
}
