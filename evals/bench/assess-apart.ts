import { parentPort } from 'node:worker_threads'
import { assess } from '../../src/intake/index.ts'
import { loadKnowledge } from '../../src/knowledge/index.ts'
import { testContext } from '../../src/testing/context.ts'
import { sentences } from './intake.ts'

/** One thread of the throughput bench: with a database of its own it assesses every sentence twice, the first time to warm up. */
const ctx = await testContext()
await loadKnowledge(ctx)
const all = sentences()
for (const text of all) await assess(ctx, { text })
const start = performance.now()
for (const text of all) await assess(ctx, { text })
parentPort!.postMessage((all.length / (performance.now() - start)) * 1000)
await ctx.close()
