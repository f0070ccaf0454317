import type { Context } from '../context.ts'
import { dayOf } from './days.ts'
import { type Candidate, fetchRows, type Row } from './gather.ts'
import type { Kind } from './search.ts'

/** A found passage as the doors show it. */
export type Hit = {
  /** Stable and human: law:民法典#1165, law:民事诉讼法@2024-01-01#205, agreement:2025-leak-03#2. */
  key: string
  kind: Kind
  law?: string
  article?: string
  title: string
  heading: string
  text: string
  /** The rule in our own words (要旨). */
  gist?: string
  /** True where `text` is the official wording; otherwise it is a 要旨 or not a law. */
  official: boolean
  effectiveOn?: string
  repealedOn?: string
  /** What a reader must know: a newer wording is not held, a repealed law. */
  note?: string
  /** Where the official text can be looked up. */
  url?: string
  score: number
}

/** The national database of laws (国家法律法规数据库). */
export const DATABASE_OF_LAWS = 'https://flk.npc.gov.cn/'

/** A candidate whose passages are fetched whole. */
export type Shown = Pick<Candidate, 'kind' | 'score'> & { passage?: Row; card?: Row }

/** Shapes candidates for showing; a wording that is not today's carries its day in the key. */
export async function toHits(ctx: Context, candidates: Candidate[], asOf: string): Promise<Hit[]> {
  const today = dayOf(ctx.now())
  const rows = await fetchRows(
    ctx,
    candidates.flatMap(({ passage, card }) => [passage?.id ?? [], card?.id ?? []].flat()),
  )
  return candidates.map(({ kind, score, passage, card }) =>
    toHit({ kind, score, passage: passage && rows.get(passage.id), card: card && rows.get(card.id) }, today, asOf),
  )
}

/** One candidate as a hit; the card's 要旨 is only shown beside the wording of today. */
export function toHit({ kind, passage, card, score }: Shown, today: string, asOf: string): Hit {
  const row = (passage ?? card) as Row
  return {
    key: kind === 'law' ? lawKey(row, today) : row.key,
    kind,
    law: row.law ?? undefined,
    article: row.article ?? undefined,
    title: row.title,
    heading: kind === 'agreement' ? '' : row.heading.join(' › '),
    text: row.text,
    gist: card?.text && (!passage || inForce(passage, today)) ? card.text : undefined,
    official: row.segment === 'law',
    effectiveOn: row.effectiveOn ?? undefined,
    repealedOn: row.staleOn ?? row.repealedOn ?? undefined,
    note: noteOn(row, asOf),
    url: kind === 'law' && row.segment === 'card' ? DATABASE_OF_LAWS : undefined,
    score: Number(score.toFixed(4)),
  }
}

/** `law:民法典#1165` for the wording in force today, with the day of effect for any other. */
export function lawKey(row: Pick<Row, 'law' | 'item' | 'effectiveOn' | 'repealedOn'>, today: string): string {
  return `law:${row.law}${inForce(row, today) ? '' : `@${row.effectiveOn}`}#${row.item}`
}

function inForce(row: Pick<Row, 'effectiveOn' | 'repealedOn'>, day: string): boolean {
  return (!row.effectiveOn || row.effectiveOn <= day) && (!row.repealedOn || row.repealedOn > day)
}

function noteOn(row: Row, asOf: string): string | undefined {
  if (row.law && row.effectiveOn && row.effectiveOn > asOf)
    return `这是 ${row.effectiveOn} 起施行的文本，${asOf} 还不适用；当时的规定请到国家法律法规数据库核对`
  if (row.staleOn && row.staleOn <= asOf) return `${row.staleOn} 起已有新文本，本库收录的是旧文本，请核对现行文本`
  if (row.repealedOn && row.repealedOn <= asOf) return `已于 ${row.repealedOn} 失效`
  return undefined
}
