import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../../auth/index.ts'
import { daysBetween } from '../../calculators/index.ts'
import type { Context } from '../../context.ts'
import { newId, obligations, proofs } from '../../db/index.ts'
import { getDocument } from '../documents.ts'
import { loadCase } from '../read.ts'
import { beijingDay } from '../reading/days.ts'
import { narrow } from '../reading/sentences.ts'
import type { Obligation } from '../settlement/obligations.ts'
import { type Acceleration, lastDayOf, readAcceleration, takesHold } from './acceleration.ts'
import { occurrencesOf, proofWanted } from './occurrences.ts'

export const states = ['due', 'partPaid', 'paid', 'done', 'overdue', 'waived'] as const

/** An obligation as the schedule keeps it, with what has been paid on it and how it stands today. */
export const ObligationRow = z.object({
  id: z.string(),
  position: z.number().int(),
  /** Clause of the agreement, from 1. */
  clause: z.number().int(),
  debtorId: z.string().optional(),
  creditorId: z.string().optional(),
  act: z.string(),
  amountFen: z.number().int().optional(),
  /** The day it is due: that of the agreement, or the one on which the whole rest fell due. */
  dueOn: z.string().optional(),
  /** Its words where no day can be told. */
  due: z.string().optional(),
  method: z.string().optional(),
  /** What shows that it was done. */
  proof: z.string().optional(),
  status: z.string(),
  paidFen: z.number().int(),
  waivedFen: z.number().int(),
  performed: z.boolean(),
  state: z.enum(states),
  /** Still to be paid on it. */
  leftFen: z.number().int().optional(),
  /** Still to be paid by this debtor to this creditor on everything up to and including it. */
  balanceFen: z.number().int().optional(),
  /** Last day it may be done: a day off moves it to the next working day (民法典203). */
  lastDay: z.string().optional(),
  /** Negative once it is overdue. */
  daysLeft: z.number().int().optional(),
  acceleratedOn: z.string().optional(),
  every: z.enum(['month', 'year']).optional(),
})
export type ObligationRow = z.infer<typeof ObligationRow>

const Pair = z.object({
  debtorId: z.string().optional(),
  creditorId: z.string().optional(),
  owedFen: z.number().int(),
  paidFen: z.number().int(),
  waivedFen: z.number().int(),
  leftFen: z.number().int(),
  overdueFen: z.number().int(),
})

/** What is owed under a signed agreement and how it stands on a day. 履行计划 */
export const Schedule = z.object({
  asOf: z.string(),
  items: z.array(ObligationRow),
  /** Sums by who owes whom. */
  totals: z.array(Pair),
  /** What the agreement says of the rest once an instalment is missed, and since when that holds. */
  acceleration: z
    .object({
      clause: z.number().int(),
      quote: z.string(),
      automatic: z.boolean(),
      /** Since this day its condition is met. */
      since: z.string().optional(),
      /** The whole rest is due since this day. */
      takenOn: z.string().optional(),
    })
    .optional(),
})
export type Schedule = z.infer<typeof Schedule>

type Row = typeof obligations.$inferSelect

/** The schedule of a case as it stands today. Throws `not_found`, `forbidden`. */
export async function getSchedule(ctx: Context, caseId: string): Promise<Schedule> {
  requireRole(ctx, 'case.read')
  await loadCase(ctx, caseId)
  return loadSchedule(ctx, caseId)
}

/** The same for a verb that has checked its own right. */
export async function loadSchedule(ctx: Context, caseId: string): Promise<Schedule> {
  const rows = await liveRows(ctx, caseId)
  const today = beijingDay(ctx.now().toISOString())
  const items = withBalance(rows.map((row) => stand(row, today)))
  const clause = await accelerationOf(ctx, rows)
  return {
    asOf: today,
    items,
    totals: totalsOf(items),
    acceleration: clause && {
      clause: clause.clause + 1,
      quote: clause.quote,
      automatic: clause.automatic,
      since: sinceOf(clause, items, today),
      takenOn: rows.find(({ acceleratedOn }) => acceleratedOn)?.acceleratedOn ?? undefined,
    },
  }
}

/** What the parties owe under the signed agreement of a case, in the order of its clauses. */
export const listObligations = async (ctx: Context, caseId: string): Promise<ObligationRow[]> =>
  (await getSchedule(ctx, caseId)).items

export const liveRows = (ctx: Context, caseId: string): Promise<Row[]> =>
  ctx.db
    .select()
    .from(obligations)
    .where(and(eq(obligations.caseId, caseId), ne(obligations.status, 'replaced')))
    .orderBy(asc(obligations.position), asc(obligations.dueOn))

/** Whether anything of it is still to be done. */
export const isOpen = ({ state }: Pick<ObligationRow, 'state'>): boolean =>
  state === 'due' || state === 'partPaid' || state === 'overdue'

/** What must be done before a case counts as performed: everything, of an endless duty only what has fallen due. */
export const outstanding = ({ items, asOf }: Pick<Schedule, 'items' | 'asOf'>): ObligationRow[] =>
  items.filter((item) => isOpen(item) && !(item.every && item.dueOn && item.dueOn > asOf))

function stand(row: Row, today: string): ObligationRow {
  const dueOn = row.acceleratedOn && (!row.dueOn || row.acceleratedOn < row.dueOn) ? row.acceleratedOn : row.dueOn
  const lastDay = dueOn ? lastDayOf(dueOn) : undefined
  const leftFen = row.amountFen === null ? undefined : Math.max(0, row.amountFen - row.paidFen - row.waivedFen)
  const closed = row.status === 'waived' || row.performed || leftFen === 0
  const state = closed
    ? row.status === 'waived'
      ? ('waived' as const)
      : row.amountFen === null
        ? ('done' as const)
        : ('paid' as const)
    : lastDay && lastDay < today
      ? ('overdue' as const)
      : row.paidFen > 0
        ? ('partPaid' as const)
        : ('due' as const)
  return {
    id: row.id,
    position: row.position,
    clause: row.clause + 1,
    debtorId: row.debtorId ?? undefined,
    creditorId: row.creditorId ?? undefined,
    act: row.act,
    amountFen: row.amountFen ?? undefined,
    dueOn: dueOn ?? undefined,
    due: row.due ?? undefined,
    method: row.method ?? undefined,
    proof: row.proof ?? undefined,
    status: row.status,
    paidFen: row.paidFen,
    waivedFen: row.waivedFen,
    performed: row.performed,
    state,
    leftFen: closed && leftFen !== undefined ? 0 : leftFen,
    lastDay: closed ? undefined : lastDay,
    daysLeft: closed || !lastDay ? undefined : daysBetween(today, lastDay),
    acceleratedOn: row.acceleratedOn ?? undefined,
    every: (row.every ?? undefined) as ObligationRow['every'],
  }
}

const pairOf = ({ debtorId, creditorId }: Pick<ObligationRow, 'debtorId' | 'creditorId'>) => `${debtorId}>${creditorId}`
const byDay = (a: ObligationRow, b: ObligationRow) =>
  (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9') || a.position - b.position

function withBalance(items: ObligationRow[]): ObligationRow[] {
  const running = new Map<string, number>()
  const balance = new Map<string, number>()
  for (const item of items.filter(({ amountFen }) => amountFen !== undefined).toSorted(byDay)) {
    running.set(pairOf(item), (running.get(pairOf(item)) ?? 0) + item.leftFen!)
    balance.set(item.id, running.get(pairOf(item))!)
  }
  return items.map((item) => ({ ...item, balanceFen: balance.get(item.id) }))
}

function totalsOf(items: ObligationRow[]): Schedule['totals'] {
  const money = items.filter(({ amountFen }) => amountFen !== undefined)
  const sum = (of: ObligationRow[], read: (item: ObligationRow) => number) => of.reduce((all, it) => all + read(it), 0)
  return [...Map.groupBy(money, pairOf).values()].map((group) => ({
    debtorId: group[0]!.debtorId,
    creditorId: group[0]!.creditorId,
    owedFen: sum(group, ({ amountFen }) => amountFen!),
    paidFen: sum(group, ({ paidFen }) => paidFen),
    waivedFen: sum(group, ({ waivedFen }) => waivedFen),
    leftFen: sum(group, ({ leftFen }) => leftFen!),
    overdueFen: sum(
      group.filter(({ state }) => state === 'overdue'),
      ({ leftFen }) => leftFen!,
    ),
  }))
}

/** The acceleration clause of the agreement a schedule comes from, read from its signed text. */
async function accelerationOf(ctx: Context, rows: Row[]): Promise<Acceleration | undefined> {
  const documentId = rows.find((row) => row.documentId)?.documentId
  if (!documentId) return undefined
  return readAcceleration(clausesOf((await getDocument(ctx, documentId)).content))
}

const Clauses = z.object({
  sections: z.array(z.object({ key: z.string(), items: z.array(z.object({ text: z.string() })) })),
})

/** The clauses of a document's structured form, narrow and without their full stop. */
export function clausesOf(content: unknown): string[] {
  const { data } = Clauses.safeParse(content)
  const items = data?.sections.find(({ key }) => key === 'terms')?.items ?? []
  return items.map(({ text }) => narrow(text).replace(/。$/, ''))
}

/** The debts of one debtor to one creditor that fall due one after the other: what a clause on missed instalments speaks of. */
export const instalmentsOf = (items: ObligationRow[]): ObligationRow[][] =>
  [
    ...Map.groupBy(
      items.filter(({ amountFen, dueOn, every }) => amountFen !== undefined && dueOn && !every),
      pairOf,
    ).values(),
  ].filter((group) => group.length > 1)

function sinceOf(clause: Acceleration, items: ObligationRow[], today: string): string | undefined {
  return instalmentsOf(items)
    .flatMap(
      (group) =>
        takesHold(
          clause,
          group.map((it) => ({ dueOn: it.dueOn!, open: isOpen(it) })),
          today,
        ) ?? [],
    )
    .toSorted()[0]
}

/** Writes a signed agreement's obligations into the schedule, in the transaction of the signing; of an earlier agreement what has a proof stays as history. */
export async function scheduleObligations(
  tx: Context,
  caseId: string,
  documentId: string,
  owed: Obligation[],
): Promise<void> {
  if (owed.length === 0) return
  await replaceEarlier(tx, caseId)
  const signedAt = tx.now().toISOString()
  const rows = owed.flatMap((it, series) => {
    const times = it.settled
      ? [{ dueOn: beijingDay(signedAt), due: undefined, every: undefined }]
      : occurrencesOf(it, signedAt)
    return times.map(({ dueOn, due, every }) => ({
      id: newId('obl', tx.now()),
      caseId,
      documentId,
      clause: it.clause,
      debtorId: it.debtorId,
      creditorId: it.creditorId,
      act: it.act,
      amountFen: it.amountFen,
      dueOn,
      due,
      every,
      series: every ? series : undefined,
      method: it.method && it.account ? `${it.method}(尾号${it.account})` : it.method,
      proof: proofWanted(it),
      status: it.settled ? 'performed' : 'open',
      paidFen: it.settled ? (it.amountFen ?? 0) : 0,
      performed: it.settled,
    }))
  })
  await tx.db.insert(obligations).values(rows.map((row, position) => ({ ...row, position })))
}

async function replaceEarlier(tx: Context, caseId: string): Promise<void> {
  const earlier = await tx.db.select({ id: obligations.id }).from(obligations).where(eq(obligations.caseId, caseId))
  if (earlier.length === 0) return
  await tx.db
    .update(obligations)
    .set({ status: 'replaced' })
    .where(
      inArray(
        obligations.id,
        earlier.map(({ id }) => id),
      ),
    )
}

/** What has been paid or done on an obligation, by the proofs that stand. */
export async function recount(tx: Context, obligationIds: string[]): Promise<void> {
  for (const id of new Set(obligationIds)) {
    const [row] = await tx.db.select().from(obligations).where(eq(obligations.id, id))
    const standing = await tx.db
      .select()
      .from(proofs)
      .where(and(eq(proofs.obligationId, id), isNull(proofs.voidedAt)))
    const paidFen = standing.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)
    const done = row!.amountFen === null ? standing.length > 0 : paidFen + row!.waivedFen >= row!.amountFen
    const status = row!.status === 'waived' ? 'waived' : done ? 'performed' : paidFen > 0 ? 'partly' : 'open'
    await tx.db
      .update(obligations)
      .set({ paidFen, performed: done && status !== 'waived', status })
      .where(eq(obligations.id, id))
  }
}
