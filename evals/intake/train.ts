import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openShelf } from '../../src/cli/shelf.ts'
import { type Correction, trainIntake } from '../../src/intake/index.ts'

/** `npm run eval:train -- intake`: fits the intake models from knowledge/utterances into knowledge/models; `HEYI_CORRECTIONS` names a file of `heyi corrections`. */
export function train(say: (line: string) => void): void {
  const corrections = readCorrections(process.env.HEYI_CORRECTIONS)
  if (corrections.length > 0) say(`${corrections.length} corrections by clerks`)
  const bytes = trainIntake(openShelf(), corrections, say)
  writeFileSync(fileURLToPath(new URL('../../knowledge/models/intake.bin', import.meta.url)), bytes)
  say(`knowledge/models/intake.bin: ${(bytes.length / 1024 / 1024).toFixed(2)} MB`)
}

function readCorrections(path?: string): Correction[] {
  if (!path) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => {
    const [subtype, ...text] = line.split('\t')
    return { subtype: subtype!, text: text.join(' ') }
  })
}
