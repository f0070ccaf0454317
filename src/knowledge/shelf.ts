import { sql } from 'drizzle-orm'
import { type Context, inTransaction, type Shelf } from '../context.ts'
import { onceAShelf } from '../shelf.ts'
import { type Agreement, parseAgreement } from './agreements.ts'
import { type CardFile, parseCards } from './cards.ts'
import { embedderOf } from './embedder.ts'
import { indexSegment, markStale } from './indexing.ts'
import {
  agreementPassages,
  cardPassages,
  insertPassages,
  type NewPassage,
  playbookPassages,
  questionPassages,
  type Segment,
} from './passages.ts'
import { type Playbook, parsePlaybook } from './playbooks.ts'
import { questionsByArticle, readQuestions } from './questions.ts'
import { rowsOf } from './rows.ts'
import { closeVersions } from './versions.ts'

/** Everything of knowledge/ that search finds, read and checked. */
export type Library = { cards: CardFile[]; agreements: Agreement[]; playbooks: Playbook[] }

const VERSIONS = 'knowledge/versions.yaml'

/** Reads the law cards, past agreements and playbooks of knowledge/; throws naming the file that cannot be read. */
export const readLibrary = onceAShelf((shelf): Library => {
  const all = <T>(folder: string, parse: (text: string, path: string) => T): T[] =>
    listMarkdown(shelf, folder).map((path) => {
      try {
        return parse(shelf.text(path), path)
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`)
      }
    })
  return {
    cards: inOrder(all('knowledge/laws', parseCards)),
    agreements: all('knowledge/agreements', (text, path) => parseAgreement(path, text)),
    playbooks: all('knowledge/playbooks', parsePlaybook),
  }
})

/**
 * A file titled 某法（2025修订） holds cards on a newer wording of 某法: each file of one law ends when the next one starts.
 */
function inOrder(files: CardFile[]): CardFile[] {
  const named = files.map((f) => ({ ...f, law: { ...f.law, title: f.law.title.replace(/（\d{4}年?修[订正]）$/, '') } }))
  return named.map((f) => {
    const next = named
      .filter((o) => o.law.title === f.law.title)
      .flatMap((o) => o.law.effective ?? [])
      .filter((day) => f.law.effective && day > f.law.effective)
      .sort()[0]
    return { ...f, law: { ...f.law, repealed: f.law.repealed ?? next } }
  })
}

function listMarkdown(shelf: Shelf, folder: string): string[] {
  try {
    return shelf.list(folder).filter((p) => p.endsWith('.md'))
  } catch {
    return []
  }
}

/**
 * Brings the database's copy of knowledge/ up to date; quick where nothing changed. `progress` hears each step. What an
 * endpoint must embed, and a library whose index is unfinished, is left to `refreshIndexes`: a start does not wait for it.
 */
export async function loadKnowledge(ctx: Context, progress: (step: string) => void = () => {}): Promise<void> {
  const { cards, agreements, playbooks } = readLibrary(ctx.shelf)
  const asked = questionsByArticle(readQuestions(ctx.shelf))
  const wanted: Record<Exclude<Segment, 'law' | 'precedent'>, NewPassage[]> = {
    card: [...cards.flatMap((file) => cardPassages(file, asked)), ...questionPassages(cards, asked)],
    playbook: playbooks.flatMap(playbookPassages),
    agreement: agreements.flatMap((a) => agreementPassages(a, 'shelf')),
  }
  const atOnce = ctx.llm.embed ? undefined : embedderOf(ctx)
  const built = await rowsOf<{ segment: Segment; source: string; stale: boolean; encoder: string }>(
    ctx.db,
    sql`select segment, source, stale, encoder from segments`,
  )
  for (const [segment, passages] of Object.entries(wanted) as [Segment, NewPassage[]][]) {
    const source = await fingerprint(JSON.stringify(passages))
    const held = built.find((b) => b.segment === segment)
    if (held?.source === source && !held.stale && (ctx.llm.embed || held.encoder === (atOnce?.name ?? ''))) continue
    progress(`${segment}: ${passages.length}`)
    if (held?.source !== source)
      await inTransaction(ctx, async (tx) => {
        await tx.db.execute(sql`delete from passages where segment = ${segment} and origin = 'shelf'`)
        await insertPassages(tx.db, passages)
        await markStale(tx, segment, source)
      })
    await indexSegment(ctx, segment, atOnce)
  }
  const law = built.find((b) => b.segment === 'law')
  // The file's text, not what it says: reading it takes longer than a start may.
  const days = await fingerprint(ctx.shelf.list('knowledge').includes(VERSIONS) ? ctx.shelf.text(VERSIONS) : '')
  if (law && law.source !== days) await inTransaction(ctx, (tx) => redate(tx, days))
}

/** Days that versions.yaml has learned end wordings that were imported before. */
async function redate(tx: Context, source: string): Promise<void> {
  const held = await rowsOf<{ law: string }>(tx.db, sql`select distinct law from law_versions`)
  await closeVersions(
    tx,
    held.map((h) => h.law),
  )
  await tx.db.execute(sql`update segments set source = ${source} where segment = 'law'`)
}

/** SHA-256 of a text, as hex. */
export async function fingerprint(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('')
}
