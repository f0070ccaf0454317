import type { Config } from './config.ts'
import type { Database } from './db/index.ts'
import type { Queue } from './db/queue.ts'
import type { Llm } from './llm/index.ts'
import type { Log } from './log.ts'

/** Roles of api.md; what each may do stands in `auth/roles.ts`. */
export const roles = ['citizen', 'intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'] as const
export type Role = (typeof roles)[number]

/** Who is asking. `local` is the person at this machine, `system` a job. */
export type Actor = {
  kind: 'local' | 'key' | 'user' | 'citizen' | 'system'
  id: string
  role: Role
  /** Shown on the timeline. */
  label: string
  departmentCode?: string
}

/** The files that travel with the program (knowledge/, prompts/): paths relative to the project's root. */
export type Shelf = {
  list(prefix: string): string[]
  /** Throws `not_found`. */
  text(path: string): string
  /** Throws `not_found`. */
  bytes(path: string): Uint8Array
}

/** The tray carried from room to room, built anew for each request. */
export type Context = {
  actor: Actor
  db: Database
  queue: Queue
  llm: Llm
  now: () => Date
  log: Log
  config: Config
  shelf: Shelf
  requestId: string
  /** True inside a transaction: a verb called by a verb joins the outer one. */
  transacting?: boolean
}

/** A Context without its request: what an entry opens once, or anew for each request. */
export type Tray = Omit<Context, 'actor' | 'requestId'>

/** Runs `work` in one transaction; joins the one under way if there is one. Never call a model inside. */
export async function inTransaction<T>(ctx: Context, work: (tx: Context) => Promise<T>): Promise<T> {
  if (ctx.transacting) return work(ctx)
  return ctx.db.transaction((db) => work({ ...ctx, db, transacting: true }))
}
