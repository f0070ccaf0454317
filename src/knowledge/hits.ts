import type { Context } from '../context.ts'
import { dayOf } from './days.ts'
import type { Candidate, Row } from './gather.ts'
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
  score: number
}

/** Shapes candidates for showing; a wording that is not today's carries its day in the key. */
export async function toHits(ctx: Context, candidates: Candidate[], asOf: string): Promise<Hit[]> {
  const today = dayOf(ctx.now())
  return candidates.map((c) => toHit(c, today, asOf))
}

function toHit({ kind, passage, card, score }: Candidate, today: string, _asOf: string): Hit {
  const row = (passage ?? card) as Row
  return {
    key: kind === 'law' ? lawKey(row, today) : row.key,
    kind,
    law: row.law ?? undefined,
    article: row.article ?? undefined,
    title: row.title,
    heading: kind === 'agreement' ? '' : row.heading.join(' › '),
    text: row.text,
    gist: card?.text,
    official: row.segment === 'law',
    effectiveOn: row.effectiveOn ?? undefined,
    repealedOn: row.repealedOn ?? undefined,
    score: Number(score.toFixed(4)),
  }
}

/** `law:民法典#1165` for the wording in force today, with the day of effect for any other. */
export function lawKey(row: Pick<Row, 'law' | 'item' | 'effectiveOn' | 'repealedOn'>, today: string): string {
  const current = (!row.effectiveOn || row.effectiveOn <= today) && (!row.repealedOn || row.repealedOn > today)
  return `law:${row.law}${current ? '' : `@${row.effectiveOn}`}#${row.item}`
}
