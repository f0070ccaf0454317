import { eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../../auth/index.ts'
import { type Context, inTransaction } from '../../context.ts'
import { cases, obligations } from '../../db/index.ts'
import { AppError } from '../../errors.ts'
import { finished } from '../lifecycle.ts'
import { words } from '../open.ts'
import { loadCase } from '../read.ts'
import { beijingDay, dayInWords } from '../reading/days.ts'
import { record } from '../timeline.ts'
import { getSchedule, instalmentsOf, isOpen, loadSchedule, type Schedule } from './schedule.ts'

export const ChangeObligation = z
  .strictObject({
    obligationId: z.string(),
    /** The creditor lets the rest go, or this much of it. */
    waive: z.union([z.literal(true), z.number().int().min(1)]).optional(),
    /** Both sides agreed on a later day. */
    dueOn: z.iso.date().optional(),
    /** How and when that was agreed. */
    reason: words(500),
  })
  .refine(({ waive, dueOn }) => (waive === undefined) !== (dueOn === undefined), '免除和改期写一项')
export type ChangeObligation = z.input<typeof ChangeObligation>

/**
 * What the parties agree on after signing: something is let go (免除), or gets a later day (展期). The words of the agreement
 * stay; the timeline keeps both. Throws `precondition` for what is done already, or for more than is left.
 */
export async function changeObligation(ctx: Context, input: ChangeObligation): Promise<Schedule> {
  requireRole(ctx, 'case.record')
  const { obligationId, waive, dueOn, reason } = ChangeObligation.parse(input)
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(obligations).where(eq(obligations.id, obligationId)).for('update')
    if (!row) throw new AppError('not_found', '没有找到这项义务', { obligationId })
    await requireLive(tx, row.caseId)
    const { items } = await loadSchedule(tx, row.caseId)
    const item = items.find(({ id }) => id === obligationId)
    if (!item || !isOpen(item))
      throw new AppError('precondition', '这一项已经履行、免除或被新协议替代', { obligationId })
    if (dueOn !== undefined) {
      if (dueOn < beijingDay(tx.now().toISOString()))
        throw new AppError('invalid', '新的日期不能早于今天', { field: 'dueOn' })
      await tx.db.update(obligations).set({ dueOn, acceleratedOn: null }).where(eq(obligations.id, obligationId))
      await record(tx, row.caseId, 'obligation.postponed', { obligationId, from: item.dueOn, to: dueOn, reason })
      return loadSchedule(tx, row.caseId)
    }
    const rest = item.leftFen
    if (rest === undefined && waive !== true)
      throw new AppError('precondition', '这一项是行为,只能整项免除', { field: 'waive' })
    if (typeof waive === 'number' && waive > rest!)
      throw new AppError('precondition', '免除的数额比还欠的多', { leftFen: rest, excessFen: waive - rest! })
    const whole = waive === true || waive === rest
    await tx.db
      .update(obligations)
      .set({ waivedFen: row.waivedFen + (waive === true ? (rest ?? 0) : waive!), ...(whole && { status: 'waived' }) })
      .where(eq(obligations.id, obligationId))
    await record(tx, row.caseId, 'obligation.waived', {
      obligationId,
      amountFen: waive === true ? rest : waive,
      reason,
    })
    return loadSchedule(tx, row.caseId)
  })
}

/**
 * The creditor asks for the whole rest, as the agreement lets them once an instalment is missed.
 * Throws `precondition` where no clause says so or its condition is not met yet.
 */
export async function accelerate(ctx: Context, input: { caseId: string; reason: string }): Promise<Schedule> {
  requireRole(ctx, 'case.record')
  const { caseId, reason } = z.strictObject({ caseId: z.string(), reason: words(500) }).parse(input)
  return inTransaction(ctx, async (tx) => {
    await requireLive(tx, caseId)
    const schedule = await loadSchedule(tx, caseId)
    const { acceleration } = schedule
    if (!acceleration)
      throw new AppError('precondition', '协议没有约定逾期后全部到期,不能要求提前付清', { needs: ['clause'] })
    if (acceleration.takenOn) throw new AppError('conflict', `剩余款项已于${dayInWords(acceleration.takenOn)}全部到期`)
    if (!acceleration.since)
      throw new AppError('precondition', '协议约定的条件还没有出现', { clause: acceleration.clause })
    await takeAll(tx, caseId, schedule, beijingDay(tx.now().toISOString()), reason)
    return loadSchedule(tx, caseId)
  })
}

/** Brings the whole rest due where the agreement says it happens by itself. Part of the scan. */
export async function accelerateByItself(tx: Context, caseId: string): Promise<boolean> {
  const schedule = await loadSchedule(tx, caseId)
  const { acceleration } = schedule
  if (!acceleration?.automatic || !acceleration.since || acceleration.takenOn) return false
  return takeAll(tx, caseId, schedule, acceleration.since, acceleration.quote.slice(0, 200))
}

async function takeAll(
  tx: Context,
  caseId: string,
  { items, acceleration }: Schedule,
  on: string,
  reason: string,
): Promise<boolean> {
  const rest = instalmentsOf(items)
    .filter((group) => group.some(({ state }) => state === 'overdue'))
    .flat()
    .filter((item) => isOpen(item) && item.dueOn! > on)
  if (rest.length === 0) return false
  await tx.db
    .update(obligations)
    .set({ acceleratedOn: on })
    .where(
      inArray(
        obligations.id,
        rest.map(({ id }) => id),
      ),
    )
  await record(tx, caseId, 'obligation.accelerated', {
    clause: acceleration!.clause,
    obligationIds: rest.map(({ id }) => id),
    on,
    reason,
  })
  return true
}

async function requireLive(tx: Context, caseId: string): Promise<void> {
  await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
  const { status } = await loadCase(tx, caseId)
  if (finished.includes(status)) throw new AppError('conflict', '案件已结')
}

export const RecordDemand = z.strictObject({
  caseId: z.string(),
  debtorId: z.string(),
  sentOn: z.iso.date(),
  method: words(100),
  note: words(500).optional(),
})
export type RecordDemand = z.input<typeof RecordDemand>

/** Keeps that a debtor was asked to perform: it interrupts limitation (民法典195), and shows the committee's supervision (人民调解法31). Throws `precondition` where nothing is overdue. */
export async function recordDemand(
  ctx: Context,
  input: RecordDemand,
): Promise<{ obligationIds: string[]; sentOn: string }> {
  requireRole(ctx, 'case.record')
  const { caseId, debtorId, sentOn, method, note } = RecordDemand.parse(input)
  return inTransaction(ctx, async (tx) => {
    await requireLive(tx, caseId)
    if (sentOn > beijingDay(tx.now().toISOString()))
      throw new AppError('invalid', '日期不能晚于今天', { field: 'sentOn' })
    const overdue = (await getSchedule(tx, caseId)).items.filter(
      (it) => it.state === 'overdue' && it.debtorId === debtorId,
    )
    if (overdue.length === 0) throw new AppError('precondition', '这位当事人没有逾期的义务', { debtorId })
    const obligationIds = overdue.map(({ id }) => id)
    await record(tx, caseId, 'obligation.demanded', { debtorId, obligationIds, sentOn, method, note })
    return { obligationIds, sentOn }
  })
}
