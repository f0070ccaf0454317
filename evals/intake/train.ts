import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { openShelf } from '../../src/cli/shelf.ts'
import { type Correction, type Models, packIntake, trainDisputes } from '../../src/intake/index.ts'

/**
 * `npm run eval:train -- intake`: fits the intake models from knowledge/utterances into knowledge/models, disputes and dangers
 * side by side; `HEYI_CORRECTIONS` names a file of `heyi corrections`.
 */
export async function train(say: (line: string) => void): Promise<void> {
  const corrections = readCorrections(process.env.HEYI_CORRECTIONS)
  if (corrections.length > 0) say(`${corrections.length} corrections by clerks`)
  const danger = dangersApart(say)
  const rest = trainDisputes(openShelf(), corrections, say)
  const bytes = packIntake({ ...rest, danger: await danger })
  writeFileSync(fileURLToPath(new URL('../../knowledge/models/intake.bin', import.meta.url)), bytes)
  say(`knowledge/models/intake.bin: ${(bytes.length / 1024 / 1024).toFixed(2)} MB`)
}

/** The dangers, fitted on a core of their own. */
function dangersApart(say: (line: string) => void): Promise<Models['danger']> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('train-dangers.ts', import.meta.url))
    worker.on('message', (said: string | Models['danger']) => (typeof said === 'string' ? say(said) : resolve(said)))
    worker.on('error', reject)
  })
}

function readCorrections(path?: string): Correction[] {
  if (!path) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => {
    const [subtype, ...text] = line.split('\t')
    return { subtype: subtype!, text: text.join(' ') }
  })
}
