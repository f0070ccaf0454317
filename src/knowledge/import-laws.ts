import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import type { Refused } from './archive.ts'
import type { Reading } from './import-kinds.ts'
import type { Authority, ParsedLaw } from './parse.ts'
import { insertPassages, type NewPassage } from './passages.ts'
import { jsonRows, rowsOf, textArray } from './rows.ts'
import { effectOf, knownBatches, knownLaws } from './versions.ts'

/** A wording of a law, from one file or from the files of its books. */
export type LawReading = { law: ParsedLaw; members: Extract<Reading, { kind: 'law' }>[] }
type Other = Exclude<Reading, { kind: 'law' }>

/** Rank among the sources of law, higher first in case of doubt. */
export const RANK: Record<Authority, number> = {
  constitution: 6,
  statute: 5,
  interpretation: 4,
  regulation: 3,
  rule: 2,
  local: 1,
}

/** Puts the books of a code (民法典·婚姻家庭编 …) together as one wording; everything else stays as it is. */
export function mergeParts(readings: readonly Reading[]): { laws: LawReading[]; others: Other[] } {
  const others = readings.filter((r) => r.kind !== 'law')
  const groups = new Map<string, LawReading>()
  for (const r of readings) {
    if (r.kind !== 'law') continue
    const { law } = r
    const place = law.part ? `${law.title}@${law.versionOn}` : `${law.title}@${law.versionOn}:${r.hash}`
    const held = groups.get(place)
    if (held) {
      held.members.push(r)
      held.law = joined(held.law, law)
    } else groups.set(place, { law: withPart(law), members: [r] })
  }
  return { laws: [...groups.values()], others }
}

function withPart(law: ParsedLaw): ParsedLaw {
  if (!law.part) return law
  return { ...law, articles: law.articles.map((a) => ({ ...a, heading: [law.part!, ...a.heading] })) }
}

function joined(a: ParsedLaw, b: ParsedLaw): ParsedLaw {
  const dated = a.effectiveEstimated ? b : a
  return {
    ...a,
    effectiveOn: dated.effectiveOn,
    effectiveEstimated: dated.effectiveEstimated,
    articles: [...a.articles, ...withPart(b).articles].sort(
      (x, y) => Number.parseInt(x.key, 10) - Number.parseInt(y.key, 10),
    ),
    warnings: [...a.warnings, ...b.warnings],
  }
}

export type Stored = { laws: number; versions: number; articles: number; unchanged: number; warnings: Refused[] }

/**
 * Stores wordings with their articles. The same text under another day is the same wording; articles missing from a
 * held wording are added to it, corrected ones replaced. Part of the caller's transaction.
 */
export async function storeLaws(tx: Context, readings: readonly LawReading[]): Promise<Stored> {
  const know = knownLaws(tx)
  const batches = knownBatches(tx)
  const titles = [...new Set(readings.map((r) => r.law.title))]
  const [knownTitles, versions] = [
    new Set(
      (await rowsOf<{ title: string }>(tx.db, sql`select title from laws where title = any(${textArray(titles)})`)).map(
        (r) => r.title,
      ),
    ),
    await rowsOf<{ id: string; law: string; textHash: string }>(
      tx.db,
      sql`select id, law, text_hash as "textHash" from law_versions where law = any(${textArray(titles)})`,
    ),
  ]
  const result: Stored = { laws: 0, versions: 0, articles: 0, unchanged: 0, warnings: [] }
  const passages: NewPassage[] = []
  const newVersions: object[] = []
  const newLaws = new Map<string, object>()
  for (const { law, members } of readings) {
    const { title } = law
    const { effectiveOn, estimated } = effectOf(know.get(title), batches, law)
    const id = `${title}@${effectiveOn}`
    const textHash = hashText(law.articles.map((a) => `${a.key}\t${a.text}`).join('\n'))
    result.warnings.push(...law.warnings.map((reason) => ({ name: members[0]!.name, reason })))
    if (versions.some((v) => v.law === title && v.textHash === textHash)) {
      result.unchanged += members.length
      continue
    }
    const held = versions.some((v) => v.id === id)
    const fresh = articlePassages(law, id, effectiveOn)
    const changed = held || passages.some((p) => p.versionId === id) ? await newer(tx, id, fresh, passages) : fresh
    if (changed.length === 0) {
      result.unchanged += members.length
      continue
    }
    passages.push(...changed)
    result.articles += changed.length
    if (!knownTitles.has(title) && !newLaws.has(title)) {
      newLaws.set(title, { title, official_title: law.officialTitle, issuer: law.issuer, authority: law.authority })
      result.laws++
    }
    if (!versions.some((v) => v.id === id)) {
      newVersions.push({
        id,
        law: title,
        adopted_on: law.adoptedOn,
        version_on: law.versionOn,
        effective_on: effectiveOn,
        estimated,
        text_hash: textHash,
        articles: law.articles.length,
      })
      versions.push({ id, law: title, textHash })
      result.versions++
    }
  }
  await tx.db.execute(sql`
    insert into laws (title, official_title, issuer, authority)
    select title, official_title, issuer, authority
    from jsonb_to_recordset(${jsonRows([...newLaws.values()])}) as x(title text, official_title text, issuer text, authority text)`)
  await tx.db.execute(sql`
    insert into law_versions (id, law, adopted_on, version_on, effective_on, estimated, text_hash, articles, imported_at)
    select id, law, adopted_on, version_on, effective_on, estimated, text_hash, articles, ${tx.now().toISOString()}::timestamptz
    from jsonb_to_recordset(${jsonRows(newVersions)}) as x(id text, law text, adopted_on text, version_on text, effective_on text, estimated boolean, text_hash text, articles int)
    on conflict do nothing`)
  await insertPassages(tx.db, passages)
  return result
}

/** Where an article stands in its law: a hundred a number, so that 第N条之一 finds its place between. */
export function ordinalOf(key: string, index: number): number {
  return /^\d/.test(key) ? Number.parseInt(key, 10) * 100 + Number(key.split('-')[1] ?? 0) : index * 100
}

function articlePassages(law: ParsedLaw, versionId: string, effectiveOn: string): NewPassage[] {
  return law.articles.map((a, ordinal) => ({
    segment: 'law',
    key: `law:${versionId}#${a.key}`,
    origin: 'import',
    versionId,
    law: law.title,
    article: a.no,
    item: a.key,
    ordinal: ordinalOf(a.key, ordinal),
    title: law.title,
    heading: a.heading,
    text: a.text,
    authority: RANK[law.authority],
    effectiveOn,
  }))
}

/** The articles that a held wording lacks or words otherwise; those it words otherwise are removed to make room. */
async function newer(
  tx: Context,
  versionId: string,
  fresh: NewPassage[],
  pending: NewPassage[],
): Promise<NewPassage[]> {
  const held = await rowsOf<{ key: string; text: string }>(
    tx.db,
    sql`select key, text from passages where version_id = ${versionId}`,
  )
  const texts = new Map([...held, ...pending].map((p) => [p.key, p.text]))
  const changed = fresh.filter((p) => texts.get(p.key) !== p.text)
  const keys = new Set(changed.map((p) => p.key))
  await tx.db.execute(sql`delete from passages where key = any(${textArray([...keys])})`)
  for (let i = pending.length - 1; i >= 0; i--) if (keys.has(pending[i]!.key)) pending.splice(i, 1)
  return changed
}

/** 53-bit hash of a text (cyrb53): enough to tell the wordings of one law apart. */
function hashText(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 2654435761)
    b = Math.imul(b ^ c, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16)
}
