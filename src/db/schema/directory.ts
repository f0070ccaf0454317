import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** A centre's own edit of a table of knowledge/ (departments, teams, roster, params): it stands before the file. */
export const directoryTables = pgTable('directory_tables', {
  name: text().primaryKey(),
  rows: jsonb().$type<unknown[]>().notNull(),
  version: integer().notNull(),
  editedBy: text('edited_by').notNull(),
  editedAt: timestamp('edited_at', { withTimezone: true, mode: 'date' }).notNull(),
})
