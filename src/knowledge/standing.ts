import { sql } from 'drizzle-orm'
import type { Context, Shelf } from '../context.ts'
import { shortTitle } from './parse.ts'
import { jsonOf, rowsOf } from './rows.ts'
import { type HeldVersion, heldVersions, knownLaws, lawAliases } from './versions.ts'

/** How a law stands on a day, as far as the library knows. */
export type Standing =
  | { state: 'held'; version: HeldVersion }
  /** In force, but the wording of that day is not held. */
  | { state: 'not-held'; effectiveOn?: string; nearest?: HeldVersion }
  | { state: 'repealed'; on: string; successor?: string }
  | { state: 'not-yet'; on: string }
  | { state: 'unknown' }

const read = new WeakMap<Shelf, { stamp: string; names: Map<string, string> }>()

/** Every name a law goes by, folded, → its title; read anew only when the laws held have changed. */
export async function lawNames(ctx: Context): Promise<ReadonlyMap<string, string>> {
  const [row] = await rowsOf<{ stamp: string }>(
    ctx.db,
    sql`select count(*) || ':' || coalesce(sum(hashtext(title)), 0) as stamp from laws`,
  )
  const stamp = row?.stamp ?? ''
  const last = read.get(ctx.shelf)
  if (last?.stamp === stamp) return last.names
  const names = new Map<string, string>()
  const held = await jsonOf<{ title: string; official: string }>(
    ctx.db,
    sql`select title, official_title as official from laws`,
  )
  const add = (name: string, title: string) => {
    const folded = foldName(name)
    if (folded.length > 1 && !names.has(folded)) names.set(folded, title)
  }
  for (const { title, official } of held) {
    add(title, title)
    add(official, title)
  }
  for (const [title, law] of knownLaws(ctx)) {
    add(title, title)
    if (law.official) add(law.official, title)
  }
  for (const [alias, title] of lawAliases(ctx)) add(alias, title)
  read.set(ctx.shelf, { stamp, names })
  return names
}

/** A law's name without brackets, spaces and 中华人民共和国, widths folded, so that every way to write it meets. */
export function foldName(name: string): string {
  return shortTitle(name.normalize('NFKC'))
    .replace(/[《》〈〉<>“”"「」\s]/g, '')
    .replace(/[(（]/g, '(')
    .replace(/[)）]/g, ')')
}

/** How a law (by its title) stands on a day. */
export async function standingOf(ctx: Context, law: string, asOf: string): Promise<Standing> {
  return standingAmong(await heldVersions(ctx.db, [law]), knownLaws(ctx).get(law), asOf)
}

/** The same, where the held wordings are at hand. */
export function standingAmong(
  held: readonly HeldVersion[],
  known: ReturnType<typeof knownLaws> extends Map<string, infer K> ? K | undefined : never,
  asOf: string,
): Standing {
  const version = held.find((v) => v.effectiveOn <= asOf && (!v.repealedOn || v.repealedOn > asOf))
  if (known?.repealed && known.repealed <= asOf)
    return { state: 'repealed', on: known.repealed, successor: known.successor }
  if (version) {
    const stale = version.staleOn && version.staleOn <= asOf
    return stale ? { state: 'not-held', effectiveOn: version.staleOn!, nearest: version } : { state: 'held', version }
  }
  const earliest = [
    known?.effective,
    ...(known?.versions ?? []).map((v) => v.effective),
    held[0]?.adoptedOn,
    held[0]?.effectiveOn,
  ]
    .filter((d) => typeof d === 'string')
    .sort()[0]
  if (earliest === undefined) return known ? { state: 'not-held' } : { state: 'unknown' }
  if (earliest > asOf) return { state: 'not-yet', on: earliest }
  const past = held.filter((v) => v.repealedOn && v.repealedOn <= asOf).at(-1)
  if (past && !held.some((v) => v.effectiveOn > asOf) && !known) return { state: 'repealed', on: past.repealedOn! }
  return { state: 'not-held', effectiveOn: earliest, nearest: past ?? held[0] }
}
