import { bigint, customType, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { cases, documents, obligations, parties } from './cases.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })

/** What shows that something owed was done; one payment may settle several instalments. Only added to; a wrong one is struck out. 履行凭证 */
export const proofs = pgTable(
  'proofs',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    obligationId: text('obligation_id')
      .notNull()
      .references(() => obligations.id),
    /** The payment or act this is a share of. */
    receipt: text().notNull(),
    payerId: text('payer_id').references(() => parties.id),
    /** Who really paid, where that is not the debtor. */
    payer: text().notNull(),
    payeeId: text('payee_id').references(() => parties.id),
    payee: text(),
    amountFen: bigint('amount_fen', { mode: 'number' }),
    doneOn: text('done_on').notNull(),
    method: text(),
    note: text().notNull(),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    voidedAt: at('voided_at'),
    voidReason: text('void_reason'),
  },
  (t) => [index('proofs_case').on(t.caseId, t.createdAt), index('proofs_receipt').on(t.receipt)],
)

/** A picture or paper that goes with a receipt. */
export const proofFiles = pgTable(
  'proof_files',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    receipt: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    content: bytes().notNull(),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [index('proof_files_receipt').on(t.receipt)],
)

/** Something for a person at the centre to look at, raised by a scan and only once for one occasion. 待办 */
export const reminders = pgTable(
  'reminders',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** soon | today | overdue */
    kind: text().notNull(),
    obligationId: text('obligation_id').references(() => obligations.id),
    /** Names the occasion, so that a scan run twice raises it once. */
    occasion: text().notNull(),
    dueOn: text('due_on').notNull(),
    createdAt: at('created_at').notNull(),
    closedAt: at('closed_at'),
    closedBy: text('closed_by'),
  },
  (t) => [uniqueIndex('reminders_occasion').on(t.occasion), index('reminders_open').on(t.closedAt, t.dueOn)],
)

/** A summary as one audience last heard it, with the records it covers: a derived copy, kept so that the next one says what is new. */
export const summaries = pgTable(
  'summaries',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** mediator | shared | a party's id */
    audience: text().notNull(),
    /** line | half | full, and -plain */
    form: text().notNull(),
    covers: jsonb().$type<string[]>().notNull(),
    /** What code found, sentence by sentence, and how it was worded. */
    told: jsonb().$type<unknown[]>().notNull(),
    sentences: jsonb().$type<unknown[]>().notNull(),
    engine: jsonb().$type<Record<string, unknown>>().notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [uniqueIndex('summaries_audience').on(t.caseId, t.audience, t.form)],
)

/** An agreement of ours that joined the library, de-identified, after a person said so. 先例入库 */
export const publications = pgTable(
  'publications',
  {
    documentId: text('document_id')
      .primaryKey()
      .references(() => documents.id),
    /** agreement:… of the library. */
    key: text().notNull(),
    textHash: text('text_hash').notNull(),
    /** Who agreed to it, where the kind of case asks for that. */
    consent: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    publishedBy: text('published_by').notNull(),
    publishedAt: at('published_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [uniqueIndex('publications_key').on(t.key)],
)
