import { customType, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** Raw bytes. */
export const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** Files handed over for a job, kept until it is done: a job that is taken up again after a crash still has them. */
export const uploads = pgTable('uploads', {
  id: text().primaryKey(),
  batch: text().notNull(),
  name: text().notNull(),
  content: bytes().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
})

/** How far a job under way has come. */
export const jobProgress = pgTable('job_progress', {
  id: text().primaryKey(),
  progress: jsonb().$type<Record<string, unknown>>().notNull(),
})
