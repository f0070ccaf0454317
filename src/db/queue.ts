import type { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { fromDrizzle, fromPglite, PgBoss } from 'pg-boss'
import type { Database } from './index.ts'

export type JobState = {
  id: string
  name: string
  state: string
  output?: unknown
  createdAt: string
  completedAt?: string
}

/** Jobs kept in the database: a job sent inside a transaction exists only if that transaction commits. */
export type Queue = {
  /** Makes a job's queue if it is not there yet; to be awaited before the transaction that sends to it. */
  ready(name: string): Promise<void>
  send(
    db: Database,
    name: string,
    data: object,
    options?: { startAfter?: Date; singletonKey?: string },
  ): Promise<string | null>
  find(name: string, id: string): Promise<JobState | undefined>
  /** Takes up the jobs; those of `times` (name → cron, Beijing time) also run by the clock. */
  start(
    handlers: Record<string, (data: never, job: { id: string }) => Promise<unknown>>,
    times?: Record<string, string>,
  ): Promise<void>
  stop(): Promise<void>
}

/** pg-boss on either database. Nothing touches the database before `start` or the first `send`. */
export function createQueue(source: { pglite: PGlite } | { url: string }): Queue {
  const boss =
    'pglite' in source
      ? new PgBoss({ db: fromPglite(source.pglite), backend: 'pglite' })
      : new PgBoss({ connectionString: source.url, max: 3 })
  boss.on('error', () => {})
  let starting: Promise<unknown> | undefined
  const started = () => (starting ??= boss.start())
  const known = new Set<string>()
  const ensure = async (name: string) => {
    if (known.has(name)) return
    await started()
    await boss.createQueue(name)
    known.add(name)
  }
  return {
    ready: ensure,
    async send(db, name, data, options = {}) {
      // The queue's own row must exist before the caller's transaction can refer to it, and on PGlite nothing else
      // can run while one is open: `ready` or `start` makes it beforehand.
      if (!known.has(name)) await ensure(name)
      return boss.send(name, data, { ...options, db: fromDrizzle(db as never, sql as never) })
    },
    async find(name, id) {
      await started()
      const job = await boss.getJobById(name, id)
      if (!job) return undefined
      return {
        id: job.id,
        name: job.name,
        state: job.state,
        output: job.output,
        createdAt: job.createdOn.toISOString(),
        completedAt: job.completedOn?.toISOString(),
      }
    },
    async start(handlers, times = {}) {
      await started()
      for (const [name, handle] of Object.entries(handlers)) {
        await ensure(name)
        await boss.work(name, { batchSize: 1 }, async ([job]) =>
          job ? handle(job.data as never, { id: job.id }) : undefined,
        )
      }
      for (const [name, cron] of Object.entries(times)) {
        await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' })
        // What fell due while the service was off is seen to at once.
        await boss.send(name, {}, { singletonKey: 'start', singletonSeconds: 60 })
      }
    },
    stop: async () => {
      if (starting) await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}
