import { sql } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { type Authority, authorityOf } from './parse.ts'
import { rowsOf, textArray } from './rows.ts'
import { readLibrary } from './shelf.ts'

/** Levels of legal force, highest first. 效力层级 */
export const authorities = ['constitution', 'statute', 'interpretation', 'regulation', 'rule', 'local'] as const

/** The level of each law: as its imported text says, else by who issued the law our cards are on. */
export async function authoritiesOf(ctx: Context, titles: readonly string[]): Promise<Map<string, Authority>> {
  const wanted = new Set(titles)
  const out = new Map<string, Authority>()
  for (const { law } of readLibrary(ctx.shelf).cards)
    if (wanted.has(law.title)) out.set(law.title, authorityOf(law.title, `${law.issuer ?? ''}令`))
  const held = await rowsOf<{ title: string; authority: Authority }>(
    ctx.db,
    sql`select title, authority from laws where title in (select unnest(${textArray(titles)}))`,
  )
  for (const { title, authority } of held) out.set(title, authority)
  return out
}
