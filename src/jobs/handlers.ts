import { eq } from 'drizzle-orm'
import { requireRole } from '../auth/index.ts'
import { scanObligations } from '../cases/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { type JobState, newId, uploads } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { type ImportFile, importKnowledge } from '../knowledge/index.ts'

export const importJob = 'knowledge.import'
export const obligationScan = 'obligations.scan'

/** Job → verb. Each runs with the rights of the system. */
export const handlers = (ctx: Context): Record<string, (data: never, job: { id: string }) => Promise<unknown>> => ({
  [importJob]: ({ batch }: { batch: string }) => runImport(ctx, batch),
  [obligationScan]: () => scanObligations(ctx),
})

/** Keeps the files and sends the job that reads them, both or neither. Throws `invalid` where there is no file. */
export async function submitImport(ctx: Context, files: ImportFile[]): Promise<{ id: string; state: string }> {
  requireRole(ctx, 'knowledge.import')
  if (files.length === 0) throw new AppError('invalid', '没有收到文件')
  const batch = newId('batch', ctx.now())
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

async function runImport(ctx: Context, batch: string): Promise<unknown> {
  const rows = await ctx.db.select().from(uploads).where(eq(uploads.batch, batch))
  const report = await importKnowledge(ctx, {
    files: rows.map(({ name, content }) => ({ name, bytes: new Uint8Array(content) })),
  })
  await ctx.db.delete(uploads).where(eq(uploads.batch, batch))
  return report
}

/** How a job stands. Throws `not_found`. */
export async function findJob(ctx: Context, id: string): Promise<JobState> {
  requireRole(ctx, 'job.read')
  const job = /^[0-9a-f-]{36}$/i.test(id) ? await ctx.queue.find(importJob, id) : undefined
  if (!job) throw new AppError('not_found', '没有找到这个任务')
  return job
}
