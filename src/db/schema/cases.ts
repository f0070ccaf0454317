import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** A dispute from the first registration to the archive. 案件 */
export const cases = pgTable(
  'cases',
  {
    id: text().primaryKey(),
    /** 卷号, such as （2026）钱综人调字第1号: counted by year, never used twice. */
    number: text().notNull(),
    year: integer().notNull(),
    serial: integer().notNull(),
    /** 受理回执号 a resident asks for progress with. */
    receipt: text().notNull(),
    title: text().notNull(),
    statement: text().notNull(),
    type: text(),
    /** Dotted: neighbor.leak */
    disputeType: text('dispute_type'),
    status: text().notNull(),
    /** The state an emergency broke into. */
    interruptedStatus: text('interrupted_status'),
    departmentCode: text('department_code'),
    mediator: text(),
    teamCode: text('team_code'),
    street: text(),
    redFlags: jsonb('red_flags').$type<string[]>().notNull().default([]),
    /** How soon a person must look: 0 life is at stake, 1 a danger to settle first, 2 none. */
    danger: integer().notNull().default(2),
    /** auto | sample | review: how sure the assessment was at registration. */
    tier: text(),
    /** What the assessment said at registration, before any person changed it. */
    assessed: jsonb().$type<{ subtype: string; department: string; confidence: number }>(),
    returns: integer().notNull().default(0),
    /** 出口统计码 of domain.md 3.1 once it is known. */
    outcome: text(),
    receivedAt: at('received_at').notNull(),
    version: integer().notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('cases_number').on(t.number),
    uniqueIndex('cases_serial').on(t.year, t.serial),
    uniqueIndex('cases_receipt').on(t.receipt),
    index('cases_status').on(t.status, t.updatedAt),
    index('cases_received').on(t.receivedAt),
  ],
)

/** A person or organization in a case. 当事人 */
export const parties = pgTable(
  'parties',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    position: integer().notNull(),
    /** applicant | respondent | third | agent | guardian | witness */
    role: text().notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    idNumber: text('id_number'),
    phone: text(),
    address: text(),
    /** Gender, ethnicity, occupation, legal representative … as the forms of domain.md 4 ask. */
    details: jsonb().$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [index('parties_case').on(t.caseId, t.position), index('parties_name').on(t.name)],
)

/** What was said or written, when and by whom: only added to, never changed. 记录 */
export const records = pgTable(
  'records',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    position: integer().notNull(),
    at: at('at').notNull(),
    /** Free label of who speaks or writes. */
    by: text().notNull(),
    text: text().notNull(),
    /** shared | caucus (背对背: never reaches the other side) */
    visibility: text().notNull().default('shared'),
    partyId: text('party_id').references(() => parties.id),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [uniqueIndex('records_position').on(t.caseId, t.position), index('records_at').on(t.caseId, t.at)],
)

/** One row a change, written in the same transaction as the change; never deleted. 时间线 */
export const timeline = pgTable(
  'timeline',
  {
    seq: bigserial({ mode: 'number' }).primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    at: at('at').notNull(),
    /** Dotted verb in the past tense: case.opened, record.added */
    event: text().notNull(),
    actor: jsonb().$type<{ kind: string; id: string; role: string; label: string }>().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('timeline_case').on(t.caseId, t.seq)],
)

/** A document of the dossier; its text lives in its versions. 文书 */
export const documents = pgTable(
  'documents',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    form: text().notNull(),
    number: text().notNull(),
    /** draft | confirmed | signed | void */
    status: text().notNull().default('draft'),
    /** Latest version. */
    version: integer().notNull().default(1),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [index('documents_case').on(t.caseId, t.createdAt)],
)

/** Each version of a document as it was, with the sources and findings it had. */
export const documentVersions = pgTable(
  'document_versions',
  {
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id),
    version: integer().notNull(),
    text: text().notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    sources: jsonb().$type<unknown[]>().notNull().default([]),
    findings: jsonb().$type<unknown[]>().notNull().default([]),
    engine: jsonb().$type<Record<string, unknown>>().notNull(),
    author: text().notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('document_versions_version').on(t.documentId, t.version)],
)

/** What a party owes under an agreement. 履行义务 */
export const obligations = pgTable(
  'obligations',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    documentId: text('document_id').references(() => documents.id),
    position: integer().notNull(),
    debtorId: text('debtor_id').references(() => parties.id),
    creditorId: text('creditor_id').references(() => parties.id),
    act: text().notNull(),
    amountFen: bigint('amount_fen', { mode: 'number' }),
    dueOn: text('due_on'),
    /** Its words where they name no single day. */
    due: text(),
    /** month | year where the duty comes back without an end: the schedule is lengthened as time goes on. */
    every: text(),
    /** Occurrences of one duty that comes back. */
    series: integer(),
    /** Clause of the agreement, from 0. */
    clause: integer().notNull().default(0),
    /** Day on which the whole rest fell due under the agreement's own words. 加速到期 */
    acceleratedOn: text('accelerated_on'),
    method: text(),
    /** What shows that it was done. */
    proof: text(),
    /** open | partly | performed | waived | replaced */
    status: text().notNull().default('open'),
    paidFen: bigint('paid_fen', { mode: 'number' }).notNull().default(0),
    waivedFen: bigint('waived_fen', { mode: 'number' }).notNull().default(0),
    performed: boolean().notNull().default(false),
  },
  (t) => [index('obligations_case').on(t.caseId, t.position)],
)

/** A time limit that runs. 时限 */
export const deadlines = pgTable(
  'deadlines',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    kind: text().notNull(),
    dueAt: at('due_at').notNull(),
    basis: text(),
    status: text().notNull().default('open'),
  },
  (t) => [index('deadlines_due').on(t.status, t.dueAt)],
)

/** A duplicate registration put under the case that is kept; nothing moves, so that it can be undone. 并案 */
export const merges = pgTable(
  'merges',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => cases.id),
    intoId: text('into_id')
      .notNull()
      .references(() => cases.id),
    /** Parties of the merged case who are parties of the kept one: id → id. */
    partyMap: jsonb('party_map').$type<Record<string, string>>().notNull(),
    priorStatus: text('prior_status').notNull(),
    reason: text().notNull(),
    mergedBy: text('merged_by').notNull(),
    mergedAt: at('merged_at').notNull(),
  },
  (t) => [index('merges_into').on(t.intoId)],
)

/** The half-day at which a department sees a case. 约班 */
export const bookings = pgTable(
  'bookings',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    departmentCode: text('department_code').notNull(),
    on: text('on_day').notNull(),
    /** am | pm */
    half: text().notNull(),
    createdAt: at('created_at').notNull(),
    /** Once the case went elsewhere: the place is free again. */
    releasedAt: at('released_at'),
  },
  (t) => [index('bookings_slot').on(t.departmentCode, t.on), index('bookings_case').on(t.caseId)],
)

/** What a person changed in a registration, with the words that had been judged otherwise. 更正 */
export const corrections = pgTable(
  'corrections',
  {
    id: text().primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    partyId: text('party_id').references(() => parties.id),
    field: text().notNull(),
    /** In an object: a bare string in jsonb is read back as a number where it looks like one. */
    before: jsonb().$type<{ value: unknown }>().notNull(),
    after: jsonb().$type<{ value: unknown }>().notNull(),
    reason: text().notNull(),
    /** The statement without personal data, for training; none where it could not be made clean. */
    text: text(),
    correctedBy: text('corrected_by').notNull(),
    correctedAt: at('corrected_at').notNull(),
  },
  (t) => [index('corrections_case').on(t.caseId, t.correctedAt), index('corrections_field').on(t.field)],
)
