import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { dayOf } from './days.ts'
import { columns, type Row } from './gather.ts'
import { type Hit, lawKey, toHit } from './hits.ts'
import { foldName, lawNames } from './names.ts'
import { rowsOf } from './rows.ts'
import { standingAmong } from './standing.ts'
import { type HeldVersion, heldVersions, knownLaws } from './versions.ts'

export const GetPassage = z.strictObject({ key: z.string().min(3).max(300), asOf: z.iso.date().optional() })
export type GetPassage = z.input<typeof GetPassage>

/** A wording of the article that is held, for putting side by side. */
export type PassageVersion = {
  key: string
  effectiveOn: string
  repealedOn?: string
  /** True where the day of effect is a guess. */
  estimated: boolean
  inForce: boolean
  /** As that wording numbers it: a revision may have moved the rule. */
  article?: string
  text: string
}

export type Passage = {
  passage: Hit
  /** The articles of the same chapter around it, or the other sections of the same document, in order. */
  neighbours: { key: string; place: 'before' | 'after'; article?: string; heading: string; text: string }[]
  versions: PassageVersion[]
}

const AROUND = 6

/** Opens a passage by its key: its text, its neighbours, its versions. Throws `not_found`. */
export async function getPassage(ctx: Context, input: GetPassage): Promise<Passage> {
  requireRole(ctx, 'knowledge.read')
  const { key, asOf = dayOf(ctx.now()) } = GetPassage.parse(input)
  const law = /^law:(.+?)(?:@(\d{4}-\d{2}-\d{2}))?#(.+)$/.exec(key)
  return law ? lawPassage(ctx, { law: law[1]!, on: law[2], item: law[3]! }, asOf) : plainPassage(ctx, key)
}

async function lawPassage(
  ctx: Context,
  at: { law: string; on?: string; item: string },
  asOf: string,
): Promise<Passage> {
  const title = (await lawNames(ctx)).get(foldName(at.law)) ?? at.law
  const held = await heldVersions(ctx.db, [title])
  const standing = standingAmong(held, knownLaws(ctx).get(title), asOf)
  const version = at.on
    ? held.find((v) => v.effectiveOn === at.on)
    : standing.state === 'held'
      ? standing.version
      : standing.state === 'not-held'
        ? standing.nearest
        : held.at(-1)
  const rows = await rowsOf<Row>(
    ctx.db,
    sql`select ${columns} from passages p where p.law = ${title} and p.item = ${at.item} and p.segment in ('law', 'card')`,
  )
  const card = rows.find((r) => r.segment === 'card' && r.text !== '')
  const official = rows.find((r) => r.segment === 'law' && r.versionId === version?.id)
  const row = official ?? (at.on && at.on !== card?.effectiveOn ? undefined : card)
  if (!row) throw new AppError('not_found', `知识库里没有《${title}》的这一条`, { key: `law:${title}#${at.item}` })
  const today = dayOf(ctx.now())
  const hit = toHit({ kind: 'law', passage: official, card, score: 1 }, today, asOf)
  return {
    passage: hit,
    neighbours: await neighboursOf(ctx, row, today),
    versions: versionsOf(await counterparts(ctx, row, rows, held), held, today),
  }
}

/** Below this likeness two articles of one number are hardly the same rule; above the other, two of different numbers are. */
const HARDLY = 0.4
const SURELY = 0.6

/** The same rule in each held wording: under its number, or where that is another rule now, under the number it had then. */
async function counterparts(ctx: Context, row: Row, rows: Row[], held: HeldVersion[]): Promise<Row[]> {
  const out: Row[] = []
  for (const { id } of held) {
    const same = rows.find((r) => r.versionId === id)
    const moved = row.versionId && row.versionId !== id && (!same || likeness(row.text, same.text) < HARDLY)
    const others = moved
      ? await rowsOf<Row>(ctx.db, sql`select ${columns} from passages p where p.version_id = ${id}`)
      : []
    const best = others.reduce(
      (a, r) => {
        const like = likeness(row.text, r.text)
        return like > a.like ? { r, like } : a
      },
      { r: same, like: SURELY },
    ).r
    if (best) out.push(best)
  }
  return out
}

/** The share of pairs of characters that two texts have in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))
  const [one, other] = [pairs(a), pairs(b)]
  return one.size + other.size === 0
    ? 1
    : (2 * [...one].filter((pair) => other.has(pair)).length) / (one.size + other.size)
}

function versionsOf(rows: Row[], held: HeldVersion[], today: string): PassageVersion[] {
  return held.flatMap((v) => {
    const row = rows.find((r) => r.versionId === v.id)
    if (!row) return []
    const inForce =
      v.effectiveOn <= today && (!v.repealedOn || v.repealedOn > today) && (!v.staleOn || v.staleOn > today)
    const repealedOn = v.staleOn ?? v.repealedOn ?? undefined
    return [
      {
        key: lawKey(row, today),
        effectiveOn: v.effectiveOn,
        repealedOn,
        estimated: v.estimated,
        inForce,
        article: row.article ?? undefined,
        text: row.text,
      },
    ]
  })
}

async function neighboursOf(ctx: Context, row: Row, today: string): Promise<Passage['neighbours']> {
  const same =
    row.segment === 'law'
      ? sql`p.version_id = ${row.versionId}`
      : row.segment === 'card'
        ? sql`p.segment = 'card' and p.law = ${row.law} and p.text <> ''`
        : sql`p.segment = ${row.segment} and split_part(p.key, '#', 1) = ${row.key.split('#')[0]}`
  const around = await rowsOf<Row>(
    ctx.db,
    sql`(select ${columns} from passages p where ${same} and p.ordinal < ${row.ordinal} order by p.ordinal desc limit ${AROUND})
        union all
        (select ${columns} from passages p where ${same} and p.ordinal > ${row.ordinal} order by p.ordinal limit ${AROUND})`,
  )
  const chapter = row.heading.join('\n')
  return around
    .filter((n) => row.segment !== 'law' || n.heading.join('\n') === chapter)
    .sort((a, b) => a.ordinal - b.ordinal)
    .map((n) => ({
      key: n.law ? lawKey(n, today) : n.key,
      place: n.ordinal < row.ordinal ? ('before' as const) : ('after' as const),
      article: n.article ?? undefined,
      heading: n.segment === 'agreement' ? '' : n.heading.join(' › '),
      text: n.text,
    }))
}

async function plainPassage(ctx: Context, key: string): Promise<Passage> {
  const [row] = await rowsOf<Row>(
    ctx.db,
    sql`select ${columns} from passages p where p.segment <> 'law' and (p.key = ${key} or split_part(p.key, '#', 1) = ${key})
        order by p.ordinal limit 1`,
  )
  if (!row || row.segment === 'card' || row.segment === 'law')
    throw new AppError('not_found', '知识库里没有这一段', { key })
  const today = dayOf(ctx.now())
  return {
    passage: toHit({ kind: row.segment, passage: row, score: 1 }, today, today),
    neighbours: await neighboursOf(ctx, row, today),
    versions: [],
  }
}
