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
  const found = new Map<string, { law?: KnownLaw; score: number }>()
  for (const c of today) {
    const row = c.passage ?? c.card!
    if (!row.law || !row.effectiveOn || row.effectiveOn <= asOf) continue
    const before = predecessors(known, row.law, Number.parseInt(row.item ?? '', 10), asOf)
    for (const title of before.length > 0 ? before : [row.law])
      if (!found.has(title)) found.set(title, { law: known.get(title), score: c.score })
  }
  const held = await heldVersions(ctx.db, [...found.keys()])
  return [...found].flatMap(([title, { law, score }]) => {
    const standing = standingAmong(
      held.filter((v) => v.law === title),
      law,
      asOf,
    )
    return standing.state === 'not-held' ? [notice(title, law, asOf, score)] : []
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

function notice(title: string, law: KnownLaw | undefined, asOf: string, score: number): Hit {
  const until = law?.repealed ? `至 ${law.repealed} 前有效，现由《${law.successor}》代替` : '当时的文本与今天不同'
  return {
    key: `law:${title}`,
    kind: 'law',
    law: title,
    title,
    heading: '',
    text: `${asOf} 适用的是当时的《${title}》（${until}）。本库没有它当时的文本，请到国家法律法规数据库核对。`,
    official: false,
    effectiveOn: law?.effective,
    repealedOn: law?.repealed,
    note: '没有收录当时有效的文本',
    url: DATABASE_OF_LAWS,
    score,
  }
}
