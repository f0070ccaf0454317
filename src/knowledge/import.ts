import { sql } from 'drizzle-orm'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { AppError } from '../errors.ts'
import { type ImportFile, openArchive, type Refused } from './archive.ts'
import { embedderOf } from './embedder.ts'
import { type Reading, readImport } from './import-kinds.ts'
import { type LawReading, mergeParts, storeLaws } from './import-laws.ts'
import { indexSegment, markStale } from './indexing.ts'
import { agreementPassages, insertPassages, type NewPassage, type Segment } from './passages.ts'
import { jsonRows, rowsOf, textArray } from './rows.ts'
import { closeVersions } from './versions.ts'

export type { ImportFile } from './archive.ts'

/** Where an import stands: `step` read | store | index, with how much of it is done. */
export type ImportProgress = { step: 'read' | 'store' | 'index'; done: number; total: number; name?: string }

/** What an import did. */
export type ImportReport = {
  laws: number
  versions: number
  articles: number
  agreements: number
  precedents: number
  playbooks: number
  /** Files whose content was here already. */
  skipped: number
  failed: Refused[]
  warnings: Refused[]
}

export type ImportKnowledge = {
  files: ImportFile[]
  onProgress?: (progress: ImportProgress) => void
  /** Stops between batches; what is stored stays, and the next run goes on. */
  signal?: AbortSignal
}

const FILES_AT_ONCE = 40

/**
 * Takes laws, past agreements, typical cases and playbooks, from files or archives, into the library. Running it again
 * changes nothing; a broken file is reported and the rest goes on; a run that was stopped is taken up where it was.
 */
export async function importKnowledge(ctx: Context, input: ImportKnowledge): Promise<ImportReport> {
  requireRole(ctx, 'knowledge.import')
  const { onProgress = () => {}, signal } = input
  const report: ImportReport = {
    laws: 0,
    versions: 0,
    articles: 0,
    agreements: 0,
    precedents: 0,
    playbooks: 0,
    skipped: 0,
    failed: [],
    warnings: [],
  }
  const files = openAll(input.files, report)
  const fresh = await dropKnown(ctx, files, report)
  const readings = await readAll(ctx, fresh, report, onProgress, signal)
  const { laws, others } = mergeParts(readings)
  const total = laws.length + others.length
  for (let i = 0; i < total; i += FILES_AT_ONCE) {
    signal?.throwIfAborted()
    const end = i + FILES_AT_ONCE
    const lawBatch = laws.slice(i, end)
    const otherBatch = others.slice(Math.max(0, i - laws.length), Math.max(0, end - laws.length))
    await inTransaction(ctx, (tx) => store(tx, lawBatch, otherBatch, report))
    onProgress({ step: 'store', done: Math.min(total, end), total })
  }
  await refreshIndexes(ctx, { onProgress, signal })
  return report
}

function openAll(files: ImportFile[], report: ImportReport): ImportFile[] {
  const out: ImportFile[] = []
  for (const file of files) {
    try {
      const { files: inside, refused } = openArchive(file)
      report.failed.push(...refused)
      out.push(...inside.filter((f) => !isNoise(f.name)))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      report.failed.push({ name: file.name, reason: error.message })
    }
  }
  return out
}

const isNoise = (name: string) => /(^|\/)(_index\.md|README\.md|\.DS_Store|Thumbs\.db|\._.*)$/i.test(name)

type Hashed = ImportFile & { hash: string }

async function dropKnown(ctx: Context, files: ImportFile[], report: ImportReport): Promise<Hashed[]> {
  const hashed = await Promise.all(files.map(async (f) => ({ ...f, hash: await hashOf(f.bytes) })))
  const known = await rowsOf<{ hash: string }>(
    ctx.db,
    sql`select hash from imported_files where status <> 'failed' and hash = any(${textArray(hashed.map((f) => f.hash))})`,
  )
  const seen = new Set(known.map((k) => k.hash))
  const fresh: Hashed[] = []
  for (const file of hashed) {
    if (seen.has(file.hash)) report.skipped++
    else fresh.push(file)
    seen.add(file.hash)
  }
  return fresh
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('')
}

async function readAll(
  ctx: Context,
  files: Hashed[],
  report: ImportReport,
  onProgress: (p: ImportProgress) => void,
  signal?: AbortSignal,
): Promise<Reading[]> {
  const readings: Reading[] = []
  for (const [i, file] of files.entries()) {
    if (i % 100 === 0) {
      signal?.throwIfAborted()
      // Lets a server answer between two handfuls of files.
      await new Promise((resolve) => setTimeout(resolve))
      onProgress({ step: 'read', done: i, total: files.length, name: file.name })
    }
    try {
      readings.push({ ...(await readImport(file)), name: file.name, hash: file.hash })
    } catch (error) {
      report.failed.push({ name: file.name, reason: (error as Error).message })
    }
  }
  await note(
    ctx,
    report.failed.map((f) => ({
      name: f.name,
      hash: `failed:${f.name}`,
      kind: '',
      status: 'failed',
      reason: f.reason,
    })),
  )
  return readings
}

async function store(
  tx: Context,
  laws: LawReading[],
  others: Exclude<Reading, { kind: 'law' }>[],
  report: ImportReport,
): Promise<void> {
  if (laws.length > 0) {
    const stored = await storeLaws(tx, laws)
    report.laws += stored.laws
    report.versions += stored.versions
    report.articles += stored.articles
    report.skipped += stored.unchanged
    report.warnings.push(...stored.warnings)
    if (stored.articles > 0) {
      await markStale(tx, 'law')
      await closeVersions(tx, [...new Set(laws.map((l) => l.law.title))])
    }
  }
  for (const [segment, passages] of Object.entries(Object.groupBy(others.flatMap(passagesOf), (p) => p.segment))) {
    await tx.db.execute(
      sql`delete from passages where origin = 'import' and key = any(${textArray(passages.map((p) => p.key))})`,
    )
    await insertPassages(tx.db, passages)
    await markStale(tx, segment as Segment)
  }
  report.agreements += others.filter((o) => o.kind === 'agreement').length
  report.precedents += others.filter((o) => o.kind === 'precedent').length
  report.playbooks += others.filter((o) => o.kind === 'playbook').length
  const members = [...laws.flatMap((l) => l.members), ...others]
  await note(
    tx,
    members.map((m) => ({ name: m.name, hash: m.hash, kind: m.kind, status: 'imported', reason: null })),
  )
}

function passagesOf(reading: Exclude<Reading, { kind: 'law' }>): NewPassage[] {
  if (reading.kind === 'agreement') return reading.agreements.flatMap((a) => agreementPassages(a, 'import'))
  const { key, title, subtypes, sections } = reading
  return sections.map((s, ordinal) => ({
    segment: reading.kind,
    key: `${key}#${s.anchor}`,
    origin: 'import' as const,
    ordinal,
    title,
    heading: [s.heading],
    text: s.text,
    subtypes,
  }))
}

async function note(
  ctx: Context,
  rows: { name: string; hash: string; kind: string; status: string; reason: string | null }[],
) {
  if (rows.length === 0) return
  await ctx.db.execute(sql`
    insert into imported_files (hash, name, kind, status, reason, at)
    select hash, name, kind, status, reason, ${ctx.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(rows)}) as x(hash text, name text, kind text, status text, reason text)
    on conflict (hash) do update set name = excluded.name, status = excluded.status, reason = excluded.reason, at = excluded.at`)
}

/** The segments whose passages, or whose encoder, are newer than their index: after a run that was stopped, or a new model. */
export async function staleSegments(ctx: Context): Promise<{ segment: Segment; total: number }[]> {
  return rowsOf(
    ctx.db,
    sql`select s.segment, (select count(*)::int from passages p where p.segment = s.segment) as total
        from segments s where s.stale or s.encoder <> ${embedderOf(ctx)?.name ?? ''}`,
  )
}

/** Brings every segment's index in line with its passages and the encoder. */
export async function refreshIndexes(
  ctx: Context,
  { onProgress = () => {}, signal }: Pick<ImportKnowledge, 'onProgress' | 'signal'> = {},
): Promise<void> {
  const stale = await staleSegments(ctx)
  for (const { segment, total } of stale) {
    signal?.throwIfAborted()
    onProgress({ step: 'index', done: 0, total, name: segment })
    await indexSegment(ctx, segment, embedderOf(ctx), (done) =>
      onProgress({ step: 'index', done, total, name: segment }),
    )
  }
  // The plans of a search rest on fresh counts, and its quickest steps on pages known to be settled.
  if (stale.length > 0)
    for (const table of ['postings', 'passages', 'passage_vectors', 'segments'])
      await ctx.db.execute(sql`vacuum analyze ${sql.raw(table)}`)
}
