import { eq } from 'drizzle-orm'
import { requireRole } from '../auth/index.ts'
import { scanObligations } from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { type JobState, jobProgress, newId, uploads } from '../db/index.ts'
import { AppError } from '../errors.ts'
import {
  type ImportFile,
  type ImportProgress,
  importKnowledge,
  refreshIndexes,
  staleSegments,
} from '../knowledge/index.ts'

export const importJob = 'knowledge.import'
export const obligationScan = 'obligations.scan'
const refreshJob = 'knowledge.refresh'
/** A progress is written this often at most, in milliseconds. */
const TELL_EVERY = 500

/** Job → verb. Each runs with the rights of the system. */
export const handlers = (ctx: Context): Record<string, (data: never, job: { id: string }) => Promise<unknown>> => ({
  [importJob]: ({ batch }: { batch: string }, { id }) => runImport(ctx, batch, id),
  [refreshJob]: (_, { id }) => runRefresh(ctx, id),
  [obligationScan]: () => scanObligations(ctx),
})

/** Keeps the files and sends the job that reads them, both or neither. Throws `invalid` where there is no file. */
export async function submitImport(ctx: Context, files: ImportFile[]): Promise<{ id: string; state: string }> {
  requireRole(ctx, 'knowledge.import')
  if (files.length === 0) throw new AppError('invalid', '没有收到文件')
  const batch = newId('batch', ctx.now())
  await ctx.queue.ready(importJob)
  const id = await inTransaction(ctx, async (tx) => {
    for (const { name, bytes } of files) {
      await tx.db
        .insert(uploads)
        .values({ id: newId('upload', tx.now()), batch, name, content: bytes, createdAt: tx.now() })
    }
    return tx.queue.send(tx.db, importJob, { batch })
  })
  if (!id) throw new AppError('internal', '任务没有排上')
  return { id, state: 'created' }
}

/** Sends the job that finishes the library's index, where a stopped import or another embedding model left it behind. */
export async function submitRefresh(ctx: Context): Promise<void> {
  const stale = await staleSegments(ctx)
  if (stale.length === 0) return
  ctx.log.info({ segments: stale.map((s) => s.segment) }, 'the index of the library is brought up to date')
  await ctx.queue.send(ctx.db, refreshJob, {}, { singletonKey: refreshJob })
}

async function runImport(ctx: Context, batch: string, id: string): Promise<unknown> {
  const rows = await ctx.db.select().from(uploads).where(eq(uploads.batch, batch))
  const files = rows.map(({ name, content }) => ({ name, bytes: new Uint8Array(content) }))
  const report = await told(ctx, id, (onProgress) => importKnowledge(ctx, { files, onProgress }))
  await ctx.db.delete(uploads).where(eq(uploads.batch, batch))
  return report
}

async function runRefresh(ctx: Context, id: string): Promise<void> {
  await told(ctx, id, (onProgress) => refreshIndexes(ctx, { onProgress }))
  // Words are searched all the same; the queue tries the endpoint again.
  if ((await staleSegments(ctx)).length > 0) throw new AppError('internal', 'the embedding endpoint failed')
}

/** Runs a job's work, keeping how far it has come where any process can read it. */
async function told<T>(ctx: Context, id: string, work: (tell: (p: ImportProgress) => void) => Promise<T>): Promise<T> {
  const started = Date.now()
  let step = ''
  let last = 0
  let writing: Promise<unknown> = Promise.resolve()
  const result = await work((p) => {
    if (p.step === step && Date.now() - last < TELL_EVERY) return
    step = p.step
    last = Date.now()
    const progress = { ...p, seconds: Math.round((last - started) / 1000) }
    writing = writing.then(() =>
      ctx.db
        .insert(jobProgress)
        .values({ id, progress })
        .onConflictDoUpdate({ target: jobProgress.id, set: { progress } }),
    )
  })
  await writing
  await ctx.db.delete(jobProgress).where(eq(jobProgress.id, id))
  return result
}

/** How a job stands, and how far it has come while it runs. Throws `not_found`. */
export async function findJob(ctx: Context, id: string): Promise<JobState & { progress?: unknown }> {
  requireRole(ctx, 'job.read')
  const job = /^[0-9a-f-]{36}$/i.test(id) ? await ctx.queue.find(importJob, id) : undefined
  if (!job) throw new AppError('not_found', '没有找到这个任务')
  const [row] = await ctx.db.select().from(jobProgress).where(eq(jobProgress.id, id))
  return { ...job, progress: row?.progress }
}
