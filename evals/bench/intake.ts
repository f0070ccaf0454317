import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { assess } from '../../src/intake/index.ts'
import { loadKnowledge } from '../../src/knowledge/index.ts'
import { testContext } from '../../src/testing/context.ts'
import { machine, timed, writeTable } from './measure.ts'

const UTTERANCES = resolve(import.meta.dirname, '../../knowledge/utterances')
const SENTENCES = 300

/** Latency of an assessment on the built-in engine, on labelled lay sentences. */
export async function bench(): Promise<void> {
  const ctx = await testContext()
  await loadKnowledge(ctx)
  const all = readdirSync(UTTERANCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsv'))
    .sort()
    .flatMap((file) => readFileSync(join(UTTERANCES, file), 'utf8').split('\n'))
    .flatMap((line) => line.split('\t')[1] ?? [])
    .filter((text) => text.length > 1)
  const step = Math.max(1, Math.floor(all.length / SENTENCES))
  const timing = await timed(all.filter((_, i) => i % step === 0).slice(0, SENTENCES), (text) => assess(ctx, { text }))
  writeTable(
    'intake',
    `An assessment of a lay sentence: p50 ${timing.p50.toFixed(1)} ms, p95 ${timing.p95.toFixed(1)} ms (${machine()}).`,
  )
  await ctx.close()
}
