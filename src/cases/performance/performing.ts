import type { Context } from '../../context.ts'
import { AppError } from '../../errors.ts'
import { listDocuments } from '../documents.ts'
import type { Action } from '../lifecycle.ts'
import { type Case, getCaseFile } from '../read.ts'
import { loadSchedule, type ObligationRow, outstanding } from './schedule.ts'

const named = (items: ObligationRow[]) =>
  items.map(({ id, clause, dueOn, due, leftFen, state, proof }) => ({
    obligationId: id,
    clause,
    dueOn,
    due,
    leftFen,
    state,
    proof,
  }))

/**
 * Whether the schedule bears a step out (domain.md 3.1): performing has something still to do, a breach something overdue,
 * performed every proof, a follow-up its record; for the last two a mediator's word in `reason`, kept on the timeline, will
 * do as well (paid in cash at the table, seen with one's own eyes). Throws `precondition` naming what is not so.
 */
export async function requirePerformance(tx: Context, file: Case, action: Action, reason?: string): Promise<void> {
  if (action === 'followUp') return reason ? undefined : requireFollowUp(tx, file)
  if (action !== 'perform' && action !== 'breach' && action !== 'fulfil') return
  const schedule = await loadSchedule(tx, file.id)
  const open = outstanding(schedule)
  const overdue = open.filter(({ state }) => state === 'overdue')
  if (action === 'fulfil' && open.length > 0 && !reason)
    throw new AppError('precondition', `还有${open.length}项义务没有凭证;请登记凭证,或写明怎么核实的`, {
      needs: ['proofs', 'reason'],
      open: named(open),
    })
  if (action === 'perform' && schedule.items.length > 0) {
    if (file.status === 'breached' && overdue.length > 0)
      throw new AppError('precondition', '还有逾期的义务没有补上', { needs: ['proofs'], open: named(overdue) })
    if (open.length === 0) throw new AppError('precondition', '义务都已履行,请登记履行完毕', { fits: 'fulfil' })
  }
  if (action === 'breach' && overdue.length === 0) {
    // Where no day can be told (验收后付) a person must say why it is overdue.
    const undated = schedule.items.length === 0 || open.some(({ dueOn }) => !dueOn)
    if (!undated) throw new AppError('precondition', '没有逾期的义务', { open: named(open) })
    if (!reason) throw new AppError('precondition', '请写明哪项义务、何时逾期', { needs: ['reason'] })
  }
}

async function requireFollowUp(tx: Context, { id }: Case): Promise<void> {
  const written = (await listDocuments(tx, id)).some(({ form, status }) => form === 'followUp' && status !== 'void')
  if (written) return
  const { records } = await getCaseFile(tx, id)
  if (!records.some(({ by }) => /回访/.test(by)))
    throw new AppError('precondition', '请先做回访记录,或写明回访情况', { needs: ['followUp', 'reason'] })
}
