import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { assess } from '../../src/intake/index.ts'
import { loadKnowledge } from '../../src/knowledge/index.ts'
import { testContext } from '../../src/testing/context.ts'
import { machine, timed, writeTable } from './measure.ts'

const UTTERANCES = resolve(import.meta.dirname, '../../knowledge/utterances')
const SENTENCES = 300
const CORES = 2

/** A sample of the labelled lay sentences, the same on every run. */
export function sentences(): string[] {
  const all = readdirSync(UTTERANCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsv'))
    .sort()
    .flatMap((file) => readFileSync(join(UTTERANCES, file), 'utf8').split('\n'))
    .flatMap((line) => line.split('\t')[1] ?? [])
    .filter((text) => text.length > 1)
  const step = Math.max(1, Math.floor(all.length / SENTENCES))
  return all.filter((_, i) => i % step === 0).slice(0, SENTENCES)
}

/** Latency of an assessment on the built-in engine, one after the other; and how many a second two cores make. */
export async function bench(): Promise<void> {
  const ctx = await testContext()
  await loadKnowledge(ctx)
  const timing = await timed(sentences(), (text) => assess(ctx, { text }))
  await ctx.close()
  const rates = await Promise.all(Array.from({ length: CORES }, rateOfOne))
  writeTable(
    'intake',
    `An assessment of a lay sentence: p50 ${timing.p50.toFixed(1)} ms, p95 ${timing.p95.toFixed(1)} ms; ${Math.round(rates.reduce((a, b) => a + b))} a second on ${CORES} cores (${machine()}).`,
  )
}

/** Assessments a second of one thread, beside the others. */
const rateOfOne = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('assess-apart.ts', import.meta.url))
    worker.once('message', resolve)
    worker.once('error', reject)
  })
