import { asc, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { cases, merges, parties } from '../db/index.ts'

/** A case merged into another, with its parties who are none of the kept one's. */
export type Joined = {
  id: string
  number: string
  partyMap: Record<string, string>
  extra: (typeof parties.$inferSelect)[]
}

/** The cases merged into a case, oldest first. */
export async function joinedTo(ctx: Context, caseId: string): Promise<Joined[]> {
  const rows = await ctx.db
    .select({ id: merges.caseId, number: cases.number, partyMap: merges.partyMap })
    .from(merges)
    .innerJoin(cases, eq(cases.id, merges.caseId))
    .where(eq(merges.intoId, caseId))
    .orderBy(asc(merges.mergedAt), asc(merges.caseId))
  const joined: Joined[] = []
  for (const row of rows) {
    const people = await ctx.db.select().from(parties).where(eq(parties.caseId, row.id)).orderBy(asc(parties.position))
    joined.push({ ...row, extra: people.filter(({ id }) => !(id in row.partyMap)) })
  }
  return joined
}

/** The case a merged one was merged into; undefined for a case that stands by itself. */
export async function keptFor(ctx: Context, caseId: string): Promise<string | undefined> {
  const [row] = await ctx.db.select({ into: merges.intoId }).from(merges).where(eq(merges.caseId, caseId))
  return row?.into
}
