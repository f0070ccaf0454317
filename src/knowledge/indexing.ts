import { sql } from 'drizzle-orm'
import { type Context, inTransaction } from '../context.ts'
import { Bm25Builder } from './bm25.ts'
import { dropVectors, embeddedIds, embedPassages, groupBits } from './dense.ts'
import { embedderOf } from './embedder.ts'
import { writePostings } from './lexical.ts'
import type { Segment } from './passages.ts'
import { rowsOf } from './rows.ts'

const PAGE = 4000

type Indexed = { id: number; title: string; heading: string[]; text: string; lay: string[] }

/** Marks a segment's index as older than its passages; part of the transaction that changes them. */
export async function markStale(tx: Context, segment: Segment): Promise<void> {
  await tx.db.execute(sql`
    insert into segments (segment, passages, average_length, source, encoder) values (${segment}, 0, 0, '', '')
    on conflict (segment) do update set source = ''`)
}

/**
 * Brings words and vectors of a segment in line with its passages. Vectors are kept page by page, so that a run
 * stopped half-way does not embed the same text twice; the words change in one step at the end.
 */
export async function indexSegment(
  ctx: Context,
  segment: Segment,
  source: string,
  progress: (done: number) => void = () => {},
): Promise<void> {
  let embedder = embedderOf(ctx)
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
    if (segment === 'law') await groupBits(tx.db)
    await tx.db.execute(sql`
      insert into segments (segment, passages, average_length, source, encoder)
      values (${segment}, ${count}, ${builder.averageLength}, ${source}, ${embedder?.name ?? ''})
      on conflict (segment) do update set passages = excluded.passages, average_length = excluded.average_length,
        source = excluded.source, encoder = excluded.encoder`)
  })
}

/** Ties each article to our card on it, where the card is about the wording of the article's own time. */
async function linkCards(tx: Context): Promise<void> {
  await tx.db.execute(sql`
    with links as (
      select distinct on (p.id) p.id, c.id as card_id from passages c
      join passages p on p.law = c.law and p.item = c.item and p.segment = 'law'
       and (c.effective_on is null or p.repealed_on is null or p.repealed_on > c.effective_on)
       and (c.repealed_on is null or p.effective_on is null or p.effective_on < c.repealed_on)
      where c.segment = 'card' order by p.id, c.id desc),
    unlinked as (update passages p set card_id = null
      where p.card_id is not null and not exists (select from links l where l.id = p.id))
    update passages p set card_id = links.card_id from links
    where p.id = links.id and p.card_id is distinct from links.card_id`)
}
