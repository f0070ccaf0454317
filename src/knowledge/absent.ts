import type { Context } from '../context.ts'
import type { Candidate } from './gather.ts'
import { DATABASE_OF_LAWS, type Hit } from './hits.ts'
import { standingAmong } from './standing.ts'
import { heldVersions, type KnownLaw, knownLaws } from './versions.ts'

/**
 * Says which law applied on a past day where its text is not held: the predecessor of a law that answers today, or an
 * earlier wording of it. `today` are today's best candidates; nothing of them is shown in the old law's place.
 */
export async function absentLaws(ctx: Context, today: readonly Candidate[], asOf: string): Promise<Hit[]> {
  const known = knownLaws(ctx)
  const scores = new Map<string, number>()
  for (const c of today) {
    const row = c.passage ?? c.card!
    if (!row.law || !row.effectiveOn || row.effectiveOn <= asOf) continue
    const before = predecessors(known, row.law, Number.parseInt(row.item ?? '', 10), asOf)
    for (const title of before.length > 0 ? before : [row.law]) if (!scores.has(title)) scores.set(title, c.score)
  }
  return (await notices(ctx, [...scores.keys()], asOf)).map((n) => ({ ...n, score: scores.get(n.law!)! }))
}

/** Says of laws named by a question, none of whose text can be shown for the day, how they stand: not held, or repealed. */
export function silentLaws(ctx: Context, named: readonly string[], asOf: string): Promise<Hit[]> {
  return notices(ctx, named, asOf, true)
}

async function notices(ctx: Context, titles: readonly string[], asOf: string, repealedToo = false): Promise<Hit[]> {
  if (titles.length === 0) return []
  const known = knownLaws(ctx)
  const held = await heldVersions(ctx.db, titles)
  return titles.flatMap((title) => {
    const law = known.get(title)
    const mine = held.filter((v) => v.law === title)
    const standing = standingAmong(mine, law, asOf)
    if (standing.state === 'not-held') return [notHeld(title, law, asOf)]
    return standing.state === 'repealed' && repealedToo ? [repealed(title, law, standing)] : []
  })
}

function predecessors(
  known: ReadonlyMap<string, KnownLaw>,
  successor: string,
  article: number,
  asOf: string,
): string[] {
  return [...known]
    .filter(
      ([, l]) => l.successor === successor && l.effective && l.effective <= asOf && l.repealed && l.repealed > asOf,
    )
    .filter(([, l]) => !l.articles || (article >= l.articles[0] && article <= l.articles[1]))
    .map(([title]) => title)
}

function notHeld(title: string, law: KnownLaw | undefined, asOf: string): Hit {
  const until = law?.repealed ? `至 ${law.repealed} 前有效，现由《${law.successor}》代替` : '当时的文本与本库收录的不同'
  return {
    ...notice(title, law),
    text: `${asOf} 适用的是当时的《${title}》（${until}）。本库没有它当时的文本，请到国家法律法规数据库核对。`,
    note: '没有收录当时有效的文本',
  }
}

function repealed(
  title: string,
  law: KnownLaw | undefined,
  { on, successor }: { on: string; successor?: string },
): Hit {
  const now = successor ? `，现由《${successor}》代替` : ''
  return {
    ...notice(title, law),
    text: `《${title}》已于 ${on} 失效${now}。失效以前发生的事，请按当时的日期检索。`,
    note: `已于 ${on} 失效`,
  }
}

const notice = (title: string, law: KnownLaw | undefined): Omit<Hit, 'text' | 'note'> => ({
  key: `law:${title}`,
  kind: 'law',
  law: title,
  title,
  heading: '',
  official: false,
  effectiveOn: law?.effective,
  repealedOn: law?.repealed,
  url: DATABASE_OF_LAWS,
  score: 1,
})
