import {
  bigserial,
  boolean,
  halfvec,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

/** A law by its title (without 中华人民共和国), held or only known of. 法律法规 */
export const laws = pgTable('laws', {
  title: text().primaryKey(),
  officialTitle: text('official_title').notNull(),
  issuer: text(),
  /** constitution | statute | regulation | interpretation | rule | local */
  authority: text().notNull(),
})

/** One wording of a law whose text is held. 版本 */
export const lawVersions = pgTable(
  'law_versions',
  {
    id: text().primaryKey(),
    law: text().notNull(),
    /** Day the law was first adopted. */
    adoptedOn: text('adopted_on'),
    /** Day this wording was adopted. */
    versionOn: text('version_on'),
    effectiveOn: text('effective_on').notNull(),
    repealedOn: text('repealed_on'),
    /** From this day a newer wording applies whose text is not held. */
    staleOn: text('stale_on'),
    /** True where the effective day is a guess. */
    estimated: boolean().notNull(),
    textHash: text('text_hash').notNull(),
    articles: integer().notNull(),
    importedAt: timestamp('imported_at', { withTimezone: true, mode: 'date' }).notNull(),
  },
  (t) => [index('law_versions_law').on(t.law, t.effectiveOn), uniqueIndex('law_versions_hash').on(t.law, t.textHash)],
)

/** What search finds and a citation opens: an article, a card, a section or a term. 段落 */
export const passages = pgTable(
  'passages',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    /** law | card | playbook | agreement | precedent: each has its own index. */
    segment: text().notNull(),
    key: text().notNull(),
    /** shelf: from knowledge/; import: brought by the user; case: an agreement of ours, de-identified. */
    origin: text().notNull(),
    versionId: text('version_id'),
    law: text(),
    /** 第一千一百六十五条 */
    article: text(),
    /** 1165, 253-1, 一 */
    item: text(),
    ordinal: integer().notNull(),
    title: text().notNull(),
    heading: text().array().notNull(),
    text: text().notNull(),
    lay: text().array().notNull().default([]),
    subtypes: text().array().notNull().default([]),
    authority: smallint().notNull().default(0),
    effectiveOn: text('effective_on'),
    repealedOn: text('repealed_on'),
    staleOn: text('stale_on'),
    /** The first of our cards on this article: what the wordings of an article and our cards on it have in common. */
    cardId: integer('card_id'),
  },
  (t) => [
    uniqueIndex('passages_key').on(t.key),
    index('passages_article').on(t.law, t.item),
    index('passages_segment').on(t.segment, t.origin),
    // What hundreds of found passages are asked before any text is read, answered from the index alone.
    index('passages_face').on(t.id, t.cardId, t.effectiveOn, t.repealedOn),
    index('passages_card').on(t.cardId, t.segment, t.effectiveOn, t.repealedOn, t.id),
  ],
)

/** BM25 ready to be summed: one row a term and segment, passages beside their weights (in thousandths). */
export const postings = pgTable(
  'postings',
  {
    segment: text().notNull(),
    term: text().notNull(),
    frequency: integer().notNull(),
    ids: integer().array().notNull(),
    weights: smallint().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.segment, t.term] })],
)

/** The encoder's vectors. The law segment's are grouped by their signs after each import: `groupVectors`. */
export const passageVectors = pgTable(
  'passage_vectors',
  {
    passageId: integer('passage_id').primaryKey(),
    segment: text().notNull(),
    vector: halfvec({ dimensions: 256 }).notNull(),
  },
  (t) => [index('passage_vectors_segment').on(t.segment)],
)

/** State of each segment's index. */
export const segments = pgTable('segments', {
  segment: text().primaryKey(),
  passages: integer().notNull(),
  averageLength: real('average_length').notNull(),
  /** Hash of what it has from knowledge/: its passages, or for laws the days of versions.yaml. */
  source: text().notNull(),
  /** True where passages came or went since the index was made. */
  stale: boolean().notNull().default(false),
  /** Fingerprint of the encoder whose vectors it holds; empty without one. */
  encoder: text().notNull(),
})

/** Files already imported, so that an import stopped half-way goes on where it was. */
export const importedFiles = pgTable('imported_files', {
  hash: text().primaryKey(),
  name: text().notNull(),
  kind: text().notNull(),
  /** imported | unchanged | failed */
  status: text().notNull(),
  reason: text(),
  result: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
})
