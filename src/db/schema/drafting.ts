import { integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'

/** A bureau's own Word template of a form, each edition as it was; the newest stands before the file of knowledge/forms. */
export const formTemplates = pgTable(
  'form_templates',
  {
    form: text().notNull(),
    version: integer().notNull(),
    /** File name as it was handed in. */
    name: text().notNull(),
    /** The .docx in base64; null where the bureau went back to the shipped one. */
    docx: text(),
    /** SHA-256 of the file, hexadecimal. */
    hash: text(),
    author: text().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (t) => [uniqueIndex('form_templates_version').on(t.form, t.version)],
)
