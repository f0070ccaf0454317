import { sql } from 'drizzle-orm'
import { type Context, inTransaction } from '../context.ts'
import { Bm25Builder } from './bm25.ts'
import { dropVectors, embeddedIds, embedPassages, groupVectors } from './dense.ts'
import type { Embedder } from './embedder.ts'
import { writePostings } from './lexical.ts'
import type { Segment } from './passages.ts'
import { rowsOf } from './rows.ts'

const PAGE = 4000

type Indexed = { id: number; title: string; heading: string[]; text: string; lay: string[] }

/**
 * Marks a segment's index as older than its passages; part of the transaction that changes them. `source` is the hash
 * of the shelf's files, where these changed.
 */
export async function markStale(tx: Context, segment: Segment, source?: string): Promise<void> {
  await tx.db.execute(sql`
    insert into segments (segment, passages, average_length, source, stale, encoder)
    values (${segment}, 0, 0, ${source ?? ''}, true, '')
    on conflict (segment) do update set stale = true, source = coalesce(${source ?? null}, segments.source)`)
}

/**
 * Brings words and vectors of a segment in line with its passages; without an `embedder`, its words alone. Vectors are
 * kept page by page, so that a run stopped half-way does not embed the same text twice; the words change in one step
 * at the end.
 */
export async function indexSegment(
  ctx: Context,
  segment: Segment,
  embedder: Embedder | undefined,
  progress: (done: number) => void = () => {},
): Promise<void> {
  const [state] = await rowsOf<{ encoder: string }>(
    ctx.db,
    sql`select encoder from segments where segment = ${segment}`,
  )
  if (state?.encoder !== (embedder?.name ?? '')) await dropVectors(ctx.db, segment)
  await ctx.db.execute(sql`update segments set encoder = ${embedder?.name ?? ''} where segment = ${segment}`)
  const embedded = await embeddedIds(ctx.db, segment)
  const builder = new Bm25Builder()
  let after = 0
  let count = 0
  while (true) {
    const page = await rowsOf<Indexed>(
      ctx.db,
      sql`select id::int as id, title, heading, text, lay from passages
          where segment = ${segment} and id > ${after} order by id limit ${PAGE}`,
    )
    if (page.length === 0) break
    for (const p of page) builder.add(p.id, p)
    const fresh = page.filter((p) => !embedded.delete(p.id))
    try {
      if (embedder) await embedPassages(ctx.db, segment, embedder, fresh)
    } catch (error) {
      // An endpoint that fails leaves the words to search by; the next refresh tries it again.
      ctx.log.warn({ segment, reason: (error as Error).message }, 'passages could not be embedded')
      embedder = undefined
    }
    after = page.at(-1)!.id
    count += page.length
    progress(count)
  }
  await inTransaction(ctx, async (tx) => {
    await dropVectors(tx.db, segment, [...embedded])
    await writePostings(tx.db, segment, builder)
    if (segment === 'law' || segment === 'card') await linkCards(tx)
    if (segment === 'law') await groupVectors(tx.db)
    await tx.db.execute(sql`
      update segments set passages = ${count}, average_length = ${builder.averageLength}, stale = false,
        encoder = ${embedder?.name ?? ''} where segment = ${segment}`)
  })
}

/** Ties each article, and each of our cards on it, to the first of these cards: what stands at one place of a law is found together. */
async function linkCards(tx: Context): Promise<void> {
  await tx.db.execute(sql`
    with places as (select law, item, min(id) as card_id from passages where segment = 'card' group by law, item),
         wanted as (select p.id, places.card_id from passages p left join places using (law, item)
                    where p.segment in ('law', 'card'))
    update passages p set card_id = wanted.card_id from wanted
    where p.id = wanted.id and p.card_id is distinct from wanted.card_id`)
}
