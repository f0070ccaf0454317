import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../../auth/index.ts'
import { daysBetween } from '../../calculators/index.ts'
import { type Context, inTransaction } from '../../context.ts'
import { cases, newId, obligations, reminders } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import { finished, type Status } from '../lifecycle.ts'
import { beijingDay, dayInWords } from '../reading/days.ts'
import { yuanOf } from '../reading/quantities.ts'
import { record } from '../timeline.ts'
import { nextOccurrence } from './occurrences.ts'
import { accelerateByItself } from './relief.ts'
import { isOpen, loadSchedule, type ObligationRow } from './schedule.ts'

const SOON_DAYS = 3
/** An endless duty is kept at least so many days ahead. */
const AHEAD_DAYS = 92

type Kind = 'soon' | 'today' | 'overdue'

/**
 * Looks through every schedule: what is due in three days, due today or overdue becomes a timeline row and an item on the
 * desk, once for each occasion, however often it runs; endless duties are lengthened, and the rest of a debt falls due where
 * the agreement says it does by itself. 履行守望
 */
export async function scanObligations(
  ctx: Context,
): Promise<{ cases: number; reminded: number; accelerated: number; lengthened: number }> {
  requireRole(ctx, 'job.run')
  const done = { cases: 0, reminded: 0, accelerated: 0, lengthened: 0 }
  const open = await ctx.db
    .selectDistinct({ caseId: obligations.caseId, status: cases.status })
    .from(obligations)
    .innerJoin(cases, eq(cases.id, obligations.caseId))
    .where(inArray(obligations.status, ['open', 'partly', 'performed']))
  for (const { caseId, status } of open) {
    if (finished.includes(status as Status)) continue
    done.cases++
    // A transaction a case: a scan that breaks off has done what it did.
    await inTransaction(ctx, async (tx) => {
      await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
      done.lengthened += await lengthen(tx, caseId)
      if (await accelerateByItself(tx, caseId)) done.accelerated++
      done.reminded += await remind(tx, caseId)
    })
  }
  return done
}

const kindOf = ({ daysLeft }: ObligationRow): Kind | undefined =>
  daysLeft === undefined || daysLeft > SOON_DAYS
    ? undefined
    : daysLeft < 0
      ? 'overdue'
      : daysLeft === 0
        ? 'today'
        : 'soon'

async function remind(tx: Context, caseId: string): Promise<number> {
  const { items } = await loadSchedule(tx, caseId)
  let raised = 0
  for (const item of items.filter(isOpen)) {
    const kind = kindOf(item)
    if (!kind) continue
    const fresh = await tx.db
      .insert(reminders)
      .values({
        id: newId('rem', tx.now()),
        caseId,
        kind,
        obligationId: item.id,
        // A new day (展期, 加速到期) is a new occasion.
        occasion: `${item.id}:${kind}:${item.dueOn}`,
        dueOn: item.dueOn!,
        createdAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: reminders.id })
    if (fresh.length === 0) continue
    raised++
    await record(tx, caseId, 'obligation.reminded', {
      kind,
      obligationId: item.id,
      dueOn: item.dueOn,
      reminderId: fresh[0]!.id,
    })
  }
  return raised
}

/** Adds what comes next to a duty that comes back without an end (每月赡养费). */
async function lengthen(tx: Context, caseId: string): Promise<number> {
  const rows = await tx.db
    .select()
    .from(obligations)
    .where(
      and(
        eq(obligations.caseId, caseId),
        isNotNull(obligations.every),
        inArray(obligations.status, ['open', 'partly', 'performed', 'waived']),
      ),
    )
  const today = beijingDay(tx.now().toISOString())
  let added = 0
  for (const series of Map.groupBy(rows, (row) => row.series).values()) {
    let latest = series.toSorted((a, b) => a.dueOn!.localeCompare(b.dueOn!)).at(-1)!
    // A duty let go for good has its last occurrence waived.
    if (latest.status === 'waived') continue
    while (daysBetween(today, latest.dueOn!) < AHEAD_DAYS) {
      const { id: _, paidFen: _p, waivedFen: _w, performed: _d, acceleratedOn: _a, ...same } = latest
      latest = {
        ...latest,
        id: newId('obl', tx.now()),
        dueOn: nextOccurrence(latest.dueOn!, latest.every as 'month' | 'year', latest.due ?? ''),
      }
      await tx.db.insert(obligations).values({ ...same, id: latest.id, dueOn: latest.dueOn, status: 'open' })
      added++
    }
  }
  if (added > 0) await record(tx, caseId, 'obligation.lengthened', { added })
  return added
}

/** Something for a person to look at. 待办 */
export const Reminder = z.object({
  id: z.string(),
  kind: z.enum(['soon', 'today', 'overdue']),
  caseId: z.string(),
  number: z.string(),
  title: z.string(),
  mediator: z.string().optional(),
  obligationId: z.string(),
  dueOn: z.string(),
  daysLeft: z.number().int().optional(),
  text: z.string(),
  createdAt: z.string(),
})
export type Reminder = z.infer<typeof Reminder>

export const ListReminders = z.strictObject({
  kind: z.enum(['soon', 'today', 'overdue']).optional(),
  caseId: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** What lies on the desk: the newest occasion of each obligation that is still open, the longest overdue first. */
export async function listReminders(ctx: Context, input: z.input<typeof ListReminders> = {}): Promise<Reminder[]> {
  requireRole(ctx, 'case.read')
  const { kind, caseId, limit } = ListReminders.parse(input)
  const rows = await ctx.db
    .select()
    .from(reminders)
    .innerJoin(cases, eq(cases.id, reminders.caseId))
    .where(and(isNull(reminders.closedAt), caseId ? eq(reminders.caseId, caseId) : undefined))
    .orderBy(asc(reminders.dueOn), asc(reminders.createdAt))
  const schedules = new Map<string, ObligationRow[]>()
  for (const id of new Set(rows.map(({ reminders }) => reminders.caseId)))
    schedules.set(id, (await loadSchedule(ctx, id)).items)
  return rows
    .flatMap(({ reminders: row, cases: file }): Reminder[] => {
      const item = schedules.get(row.caseId)?.find(({ id }) => id === row.obligationId)
      // A reminder outlived by the payment, by another day or by the next reminder is no longer work.
      if (!item || !isOpen(item) || item.dueOn !== row.dueOn || kindOf(item) !== row.kind) return []
      return [
        {
          id: row.id,
          kind: row.kind as Kind,
          caseId: row.caseId,
          number: file.number,
          title: file.title,
          mediator: file.mediator ?? undefined,
          obligationId: item.id,
          dueOn: row.dueOn,
          daysLeft: item.daysLeft,
          text: sayReminder(row.kind as Kind, item),
          createdAt: row.createdAt.toISOString(),
        },
      ]
    })
    .filter((item) => !kind || item.kind === kind)
    .slice(0, limit)
}

function sayReminder(kind: Kind, { clause, leftFen, dueOn, daysLeft, proof }: ObligationRow): string {
  const what = `协议第${clause}条${leftFen === undefined ? '' : `还有${yuanOf(leftFen)}`}`
  if (kind === 'overdue') return `${what}已逾期${-daysLeft!}天(${dayInWords(dueOn!)}到期),请督促履行并留好记录`
  return `${what}${kind === 'today' ? '今天' : `${dayInWords(dueOn!)}`}到期,请提醒并收取${proof ?? '凭证'}`
}

/** A person has seen to an item. Throws `conflict` where someone was quicker. */
export async function closeReminder(ctx: Context, input: { id: string }): Promise<{ id: string; closedBy: string }> {
  requireRole(ctx, 'case.record')
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(reminders).where(eq(reminders.id, input.id)).for('update')
    if (!row) throw new AppError('not_found', '没有找到这件待办', { id: input.id })
    if (row.closedAt) throw new AppError('conflict', '这件待办已处理', { closedBy: row.closedBy })
    await tx.db.update(reminders).set({ closedAt: tx.now(), closedBy: tx.actor.label }).where(eq(reminders.id, row.id))
    await record(tx, row.caseId, 'reminder.closed', {
      reminderId: row.id,
      kind: row.kind,
      obligationId: row.obligationId,
    })
    return { id: row.id, closedBy: tx.actor.label }
  })
}
