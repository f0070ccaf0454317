import { bigserial, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { cases } from './cases.ts'
import { bytes } from './jobs.ts'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A talk with a resident or a member of staff. 会话 */
export const conversations = pgTable(
  'conversations',
  {
    id: text().primaryKey(),
    /** intake | research */
    mode: text().notNull(),
    caseId: text('case_id').references(() => cases.id),
    /** The person who has taken over; while there is one the assistant is silent. */
    takenBy: text('taken_by'),
    /** What the window's side has understood, asked and been told so far. */
    state: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** 0 life is at stake, 1 a danger to settle first, 2 none. */
    danger: integer().notNull().default(2),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [index('conversations_updated').on(t.updatedAt), index('conversations_danger').on(t.danger, t.updatedAt)],
)

/** One message with everything that was shown with it, as it was. */
export const messages = pgTable(
  'messages',
  {
    seq: bigserial({ mode: 'number' }).primaryKey(),
    id: text().notNull(),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    /** user | assistant | person */
    role: text().notNull(),
    text: text().notNull(),
    citations: jsonb().$type<unknown[]>().notNull().default([]),
    assessment: jsonb().$type<Record<string, unknown>>(),
    engine: jsonb().$type<Record<string, unknown>>(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('messages_id').on(t.id), index('messages_conversation').on(t.conversationId, t.seq)],
)

/** A file somebody handed in with a conversation. 附件 */
export const attachments = pgTable(
  'attachments',
  {
    id: text().primaryKey(),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversations.id),
    /** The case it went into as evidence. */
    caseId: text('case_id').references(() => cases.id),
    /** image | document | audio */
    kind: text().notNull(),
    name: text().notNull(),
    mime: text().notNull(),
    size: integer().notNull(),
    content: bytes().notNull(),
    /** SHA-256 of the bytes, hexadecimal. */
    hash: text().notNull(),
    /** Text read from a PDF or Word file. */
    text: text(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('attachments_conversation').on(t.conversationId), index('attachments_case').on(t.caseId)],
)
