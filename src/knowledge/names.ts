import { sql } from 'drizzle-orm'
import type { Context, Shelf } from '../context.ts'
import { shortTitle } from './parse.ts'
import { jsonOf, rowsOf } from './rows.ts'
import { knownLaws, knownTitles, lawAliases } from './versions.ts'

/** Every name a law goes by, folded, → its title. */
export type LawNames = ReadonlyMap<string, string>

const read = new WeakMap<Shelf, { stamp: string; names: LawNames }>()

/** Every name a law goes by; read anew only when the laws held have changed. */
export async function lawNames(ctx: Context): Promise<LawNames> {
  const [row] = await rowsOf<{ stamp: string }>(
    ctx.db,
    sql`select count(*) || ':' || coalesce(sum(hashtext(title)), 0) as stamp from laws`,
  )
  const stamp = row?.stamp ?? ''
  const last = read.get(ctx.shelf)
  if (last?.stamp === stamp) return last.names
  const held = await jsonOf<{ title: string; official: string }>(
    ctx.db,
    sql`select title, official_title as official from laws`,
  )
  const names = namesOf(ctx, held)
  read.set(ctx.shelf, { stamp, names })
  return names
}

/** Titles first, then what people are known to say, then the short forms that follow from a long title and lead to one law alone. */
function namesOf(ctx: Context, held: readonly { title: string; official: string }[]): LawNames {
  const names = new Map<string, string>()
  const add = (name: string, title: string) => {
    const folded = foldName(name)
    if (folded.length > 1 && !names.has(folded)) names.set(folded, title)
  }
  const known = knownLaws(ctx)
  for (const { title, official } of held) {
    add(title, title)
    add(official, title)
  }
  for (const [title, law] of known) {
    add(title, title)
    if (law.official) add(law.official, title)
  }
  for (const title of knownTitles(ctx)) add(title, names.get(foldName(title)) ?? title)
  for (const [alias, title] of lawAliases(ctx)) for (const name of numbered(foldName(alias))) add(name, title)
  const short = new Map<string, Set<string>>()
  for (const title of new Set(names.values()))
    for (const name of shortNames(title)) short.set(name, (short.get(name) ?? new Set()).add(title))
  for (const [name, titles] of short) {
    const living = [...titles].filter((t) => !known.get(t)?.repealed)
    const [only, another] = living.length > 0 ? living : [...titles]
    if (only && !another) add(name, only)
  }
  return names
}

/** A law's name without brackets, spaces and 中华人民共和国, widths folded, so that every way to write it meets. */
export function foldName(name: string): string {
  return shortTitle(name.normalize('NFKC')).replace(/[《》〈〉<>“”"「」\s]/g, '')
}

const ISSUER = /^最高人民法院(?:、?最高人民检察院)?(?=关于)/
const TASK = /^关于(?:审理|适用|办理|处理|确定|人民法院)?(?:涉及?(?=.{4}))?/
const KIND = /(?:司法)?(解释|规定)(\([一二三四五六七八九十]\))?$/

/**
 * The short forms of an interpretation (司法解释): 最高人民法院关于审理民间借贷案件适用法律若干问题的规定 →
 * 关于审理…, 民间借贷规定, 民间借贷司法解释; 适用《民法典》婚姻家庭编的解释（一） → 婚姻家庭编解释(一), 婚姻家庭编解释一.
 */
function shortNames(title: string): string[] {
  const folded = foldName(title)
  const about = folded.replace(ISSUER, '')
  if (about === folded || !KIND.test(about)) return numbered(folded)
  const core = about
    .replace(TASK, '')
    .replace(/(?:具体)?(?:适用|应用)法律/, '')
    .replace(/若干问题|有关|若干|问题(?=的)/g, '')
    .replace(/的(?=(?:解释|规定)(?:\(|$))/, '')
  const kinds = [core, core.replace(/民事(?=纠纷)/, ''), core.replace(/(?:民事)?(?:纠纷)?案件/, '')]
  const cores = new Set([
    ...kinds,
    ...kinds.map((c) => c.replace(/案件/, '')),
    ...kinds.map((c) => c.replace(/纠纷/, '')),
  ])
  const books = [...cores].flatMap((c) => (c.startsWith('民法典') ? [c, c.slice(3)] : [c]))
  const forms = books.flatMap((c) => [c, c.replace(KIND, '司法解释$2'), c.replace(KIND, '的$1$2')])
  return [folded, about, ...forms].filter((c) => c.replace(KIND, '').length > 1).flatMap(numbered)
}

/** 解释(一) is also written 解释一. */
const numbered = (name: string): string[] => [name, name.replace(/\(([一二三四五六七八九十])\)$/, '$1')]

/** The longest name that starts at a place of a folded text. */
export type NameFinder = (text: string, at: number) => { name: string; law: string } | undefined

const finders = new WeakMap<LawNames, NameFinder>()
const HEAD = 3

/** Looks names up by how they begin, longest first. */
export function nameFinder(names: LawNames): NameFinder {
  const made = finders.get(names)
  if (made) return made
  const byHead = Map.groupBy(names.keys(), (name) => name.slice(0, HEAD))
  for (const list of byHead.values()) list.sort((a, b) => b.length - a.length)
  const find: NameFinder = (text, at) => {
    const long = byHead.get(text.slice(at, at + HEAD))?.find((n) => text.startsWith(n, at))
    const name = long ?? (names.has(text.slice(at, at + 2)) ? text.slice(at, at + 2) : undefined)
    return name === undefined ? undefined : { name, law: names.get(name)! }
  }
  finders.set(names, find)
  return find
}
