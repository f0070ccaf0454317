import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { Conflict, clausesOf, getCaseFile, type Reading, readFacts, requireAudience, widen } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { findSubtype } from '../knowledge/index.ts'
import { Engine } from '../llm/index.ts'
import { Deadline, nextDeadline } from './deadline.ts'
import { findKept, keep, News, newsOf } from './kept.ts'
import { type Agreed, PlainClause, plainClauses, plainOutcome } from './plain.ts'
import { chronicle, established, opening, outcome, positions, type Told } from './sentences.ts'
import { tableOf } from './table.ts'
import { agreementAtHand, understoodOf } from './understood.ts'
import { worded } from './wording.ts'

const Tied = z.object({ text: z.string(), recordIds: z.array(z.string()) })

/** A case told in one page: sentences with their records, and what is agreed, disputed, said by one side only, contradictory, missing. */
export const Summary = z.object({
  text: z.string(),
  sentences: z.array(Tied),
  agreed: z.array(Tied),
  disputed: z.array(Tied),
  unproven: z.array(Tied),
  conflicts: z.array(Conflict),
  missing: z.array(z.string()),
  /** The next day that counts. */
  next: Deadline.optional(),
  /** What is new since this audience last heard it. */
  news: News.optional(),
  /** Clause by clause in plain words, where `plain` is asked for and something was agreed. */
  clauses: z.array(PlainClause).optional(),
  engine: Engine,
})
export type Summary = z.infer<typeof Summary>

export const SummariseCase = z.strictObject({
  caseId: z.string(),
  length: z.enum(['line', 'half', 'full']).default('half'),
  /** Words anyone understands (听得懂版本). */
  plain: z.boolean().default(false),
  /** mediator, shared, or a party's id. */
  audience: z.string().default('shared'),
})
export type SummariseCase = z.input<typeof SummariseCase>

/**
 * Tells a case as one audience may hear it: what was said in confidence reaches nobody but the mediator and whose words they are.
 * What this audience was told before is kept: a new record only adds and drops what it changes, and the summary says so.
 * Throws `not_found`, `invalid` for an audience that is no party of the case, `forbidden` for who may not hear a caucus.
 */
export async function summariseCase(ctx: Context, input: SummariseCase): Promise<Summary> {
  requireRole(ctx, 'case.read')
  const { caseId, length, plain, audience } = SummariseCase.parse(input)
  const file = await getCaseFile(ctx, caseId)
  requireAudience(ctx, file, audience)
  const reading = readFacts(ctx, file, audience)
  const cause = file.disputeType ? findSubtype(ctx, file.disputeType)?.name : undefined
  const clauses = plain ? await clausesFor(ctx, reading, audience) : undefined
  const told = tell(reading, { length, cause, clauses })
  const place = { caseId, audience, form: plain ? `${length}-plain` : length }
  const before = await findKept(ctx, place)
  const { sentences, engine } = await worded(ctx, reading, told, { plain, still: length === 'line', earlier: before })
  const covers = reading.records.map(({ id }) => id)
  await keep(ctx, place, { covers, told, sentences, engine }, before)
  const shown = sentences.map(({ text, recordIds }) => ({ text: widen(text), recordIds }))
  const news = newsOf(before, covers, told)
  return {
    text: shown.map(({ text }) => text).join(length === 'full' ? '\n' : ''),
    sentences: shown,
    ...tableOf(reading),
    next: await nextDeadline(ctx, file),
    news: news && {
      ...news,
      added: news.added.map(({ text, recordIds }) => ({ text: widen(text), recordIds })),
      dropped: news.dropped.map(widen),
    },
    clauses: clauses?.map((it) => ({ ...it, official: widen(it.official), plain: widen(it.plain) })),
    engine,
  }
}

/** The clauses of the agreement the parties have before them, else of what the records settle. */
async function clausesFor(ctx: Context, reading: Reading, audience: string): Promise<PlainClause[]> {
  const document = await agreementAtHand(ctx, reading.file.id)
  const texts = document ? clausesOf(document.content) : []
  const settled = reading.settlement.clauses.map(({ text, recordIds }) => ({ text, recordIds }))
  const agreed: Agreed[] =
    document && document.status !== 'draft' && texts.length > 0
      ? texts.map((text) => ({ text, recordIds: idsOf(document.sources, text, reading) }))
      : settled
  const understood = document ? await understoodOf(ctx, document) : []
  return plainClauses(ctx, reading, agreed, audience).map((it) => ({
    ...it,
    understood: understood.filter(({ clause }) => clause === it.clause).map(({ party, at }) => ({ party, at })),
  }))
}

/** Records a clause of a document rests on; where a person wrote it, the newest record of the case. */
function idsOf(sources: { sentence: string; refs: string[] }[], text: string, { records }: Reading): string[] {
  const known = new Set(records.map(({ id }) => id))
  const refs = sources.find(({ sentence }) => clean(sentence) === clean(text))?.refs.filter((id) => known.has(id)) ?? []
  return refs.length > 0 ? refs : records.slice(-1).map(({ id }) => id)
}

const clean = (text: string): string => widen(text).replaceAll(/[。\s]/g, '')

type Telling = { length: 'line' | 'half' | 'full'; cause?: string; clauses?: PlainClause[] }

function tell(reading: Reading, { length, cause, clauses }: Telling): Told[] {
  const ending = outcome(reading)
  if (length === 'line') {
    const [first] = ending
    const begun = opening(reading, cause)
    return [
      {
        text: `${begun.text.replace(/[。]$/, '')};${first!.text}`,
        recordIds: [...new Set([...begun.recordIds, ...first!.recordIds])],
      },
    ]
  }
  if (clauses)
    return [
      opening(reading, cause),
      ...(length === 'full' ? positions(reading, 1) : []),
      ...plainOutcome(clauses, reading),
    ]
  if (length === 'half')
    return [opening(reading, cause), ...positions(reading, 2), ...established(reading, 6), ...ending]
  return [opening(reading, cause), ...chronicle(reading), ...ending]
}
