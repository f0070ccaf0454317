import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { cases, documents } from '../db/index.ts'
import { book, currentTable, halves, release } from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { listDocuments } from './documents.ts'
import { actions, outcomeOf, type ReturnReason, returnReasons, type Status, type Step, stepsFrom } from './lifecycle.ts'
import { words } from './open.ts'
import { requirePerformance } from './performance/performing.ts'
import { scheduleObligations } from './performance/schedule.ts'
import { type Case, loadCase } from './read.ts'
import { Obligation } from './settlement/obligations.ts'
import { readTimeline, record } from './timeline.ts'

export const Signature = z.strictObject({
  /** A party's id, or mediator, recorder, seal (调委会印章). */
  who: z.string(),
  method: z.enum(['signature', 'seal', 'fingerprint']).default('signature'),
  /** Who signed in the party's place, with a special mandate (特别授权). */
  agent: z.string().max(100).optional(),
  mandate: z.string().max(300).optional(),
})

export const AdvanceCase = z.strictObject({
  caseId: z.string(),
  action: z.enum(actions),
  reason: words(2_000).optional(),
  /** Department the case goes to. */
  department: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,59}$/, '应是部门编码,例如 court')
    .optional(),
  /** The half-day asked for; the department's first free one where none is named. 约班 */
  slot: z.strictObject({ on: z.iso.date(), half: z.enum(halves) }).optional(),
  /** Why a department gives the case back; `reason` says it in words. 退单原因 */
  reasonCode: z.enum(Object.keys(returnReasons) as [ReturnReason, ...ReturnReason[]]).optional(),
  mediator: words(100).optional(),
  /** Where the applicant is told to go when a case is not taken. 去处 */
  route: words(500).optional(),
  oral: z.literal(true).optional(),
  documentId: z.string().optional(),
  signatures: z.array(Signature).max(200).optional(),
})
export type AdvanceCase = z.input<typeof AdvanceCase>
type Advance = z.infer<typeof AdvanceCase>

/**
 * Takes the next step with a case. Throws `conflict` for a step that domain.md 3.1 forbids from here,
 * `precondition` where the step lacks what it needs (named in `details.needs`).
 */
export async function advanceCase(ctx: Context, input: AdvanceCase): Promise<Case> {
  requireRole(ctx, 'case.advance')
  const request = AdvanceCase.parse(input)
  const { caseId, action, reason, department, mediator, route } = request
  return inTransaction(ctx, async (tx) => {
    await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
    const file = await loadCase(tx, caseId)
    const [row] = await tx.db.select().from(cases).where(eq(cases.id, caseId))
    const step = pickStep(file, row!.interruptedStatus as Status | null, request)
    if (department && action === 'assign') await requireDepartment(tx, department)
    const lacking = step.needs.filter((field) => request[field as keyof Advance] === undefined)
    if (lacking.length > 0) throw new AppError('precondition', `这一步还缺:${lacking.join('、')}`, { needs: lacking })
    await check(tx, file, step, request)

    const returns = row!.returns + (action === 'return' ? 1 : 0)
    // A second return goes to the comprehensive committee by itself (domain.md 3.1); what that one gives back, a person decides.
    const escalated = action === 'return' && returns >= 2 && row!.departmentCode !== last
    const to: Status = escalated ? 'assigned' : step.to
    const door = escalated ? last : action === 'assign' ? department : undefined
    if (action === 'return' || freeing.includes(to)) await release(tx, caseId)
    const booked = door ? await book(tx, { caseId, department: door, slot: request.slot }) : undefined
    await tx.db
      .update(cases)
      .set({
        status: to,
        interruptedStatus:
          action === 'raiseEmergency' ? file.status : action === 'clearEmergency' ? null : row!.interruptedStatus,
        departmentCode: escalated ? last : (department ?? row!.departmentCode),
        mediator: mediator ?? row!.mediator,
        returns,
        outcome: outcomeOf(action, to) ?? row!.outcome,
        version: row!.version + 1,
        updatedAt: tx.now(),
      })
      .where(eq(cases.id, caseId))
    if (action === 'sign') await markSigned(tx, caseId, 'agreement')
    if (to === 'agreed_oral') await markSigned(tx, caseId, 'oralAgreement')
    await record(tx, caseId, 'case.advanced', {
      action,
      from: file.status,
      to,
      reason,
      reasonCode: action === 'return' ? codeOf(request) : undefined,
      returns: action === 'return' ? returns : undefined,
      escalated: escalated || undefined,
      department: escalated ? last : department,
      duty: booked && { state: booked.duty.state, slot: booked.slot && { on: booked.slot.on, half: booked.slot.half } },
      mediator,
      route,
      signatures: request.signatures?.map(({ who, method, agent }) => ({ who, method, byAgent: Boolean(agent) })),
    })
    return { ...(await loadCase(tx, caseId)), duty: booked?.duty }
  })
}

/** The committee that takes what others gave back twice. */
const last = 'comprehensive'
/** States in which nobody waits for the department any more. */
const freeing: Status[] = ['rejected', 'referred', 'withdrawn', 'terminated', 'emergency']

/** The code of a return: the one sent, the one the reason is written as, or `other`. */
const codeOf = ({ reasonCode, reason }: Advance): ReturnReason =>
  reasonCode ?? (reason !== undefined && Object.hasOwn(returnReasons, reason) ? (reason as ReturnReason) : 'other')

async function requireDepartment(tx: Context, code: string): Promise<void> {
  const { items } = await currentTable(tx, 'departments')
  if (!items.some((it) => it.code === code))
    throw new AppError('invalid', `没有这个部门:${code}`, { field: 'department' })
}

function pickStep(file: Case, interrupted: Status | null, { action, oral }: Advance): Step {
  const possible = stepsFrom(file.status, interrupted)
  const fitting = possible.filter((step) => step.action === action)
  const step = fitting.find(({ needs }) => needs.includes('oral') === Boolean(oral)) ?? fitting[0]
  if (step) return step
  throw new AppError('conflict', `案件现在的状态(${file.status})不能做「${action}」`, {
    status: file.status,
    actions: [...new Set(possible.map(({ action }) => action))],
  })
}

/** Conditions of a step beyond the fields it needs. */
async function check(tx: Context, file: Case, step: Step, request: Advance): Promise<void> {
  if (step.to === 'agreed_written' && step.action === 'agree')
    await requireConfirmedAgreement(tx, file.id, request.documentId)
  if (step.action === 'sign') requireSignatures(file, request.signatures ?? [])
  if (step.action === 'enforce' && file.status === 'breached') await requireConfirmation(tx, file.id)
  await requirePerformance(tx, file, step.action, request.reason)
}

async function requireConfirmedAgreement(tx: Context, caseId: string, documentId?: string): Promise<void> {
  const [agreement] = await tx.db
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.caseId, caseId),
        eq(documents.form, 'agreement'),
        eq(documents.status, 'confirmed'),
        documentId ? eq(documents.id, documentId) : undefined,
      ),
    )
    .orderBy(desc(documents.updatedAt))
    .limit(1)
  if (!agreement)
    throw new AppError('precondition', '请先起草并确认调解协议书,再登记达成书面协议', { needs: ['documentId'] })
}

/** 人民调解法29: each party, the mediator, and the committee's seal (rule D01). */
function requireSignatures(file: Case, signatures: z.infer<typeof Signature>[]): void {
  const signed = new Set(signatures.map(({ who }) => who))
  const signing = file.parties.filter(({ role }) => ['applicant', 'respondent', 'guarantor'].includes(role))
  const absent = [
    ...signing.filter(({ id }) => !signed.has(id)).map(({ id }) => id),
    ...['mediator', 'seal'].filter((who) => !signed.has(who)),
  ]
  if (absent.length > 0) throw new AppError('precondition', '还缺签名或印章', { rule: 'D01', missing: absent })
  const unmandated = signatures.filter(({ agent, mandate }) => agent && !mandate).map(({ who }) => who)
  if (unmandated.length > 0)
    throw new AppError('precondition', '代签须有特别授权', { rule: 'D02', missing: unmandated })
}

/** The confirmed text takes effect, and what it obliges whom to becomes the schedule. An oral agreement is in force once it is reached (人民调解法30). */
async function markSigned(tx: Context, caseId: string, form: 'agreement' | 'oralAgreement'): Promise<void> {
  const agreement = (await listDocuments(tx, caseId)).find(
    (it) => it.caseId === caseId && it.form === form && it.status === 'confirmed',
  )
  if (agreement) {
    const owed = z.array(Obligation).catch([]).parse(agreement.content.obligations)
    await scheduleObligations(tx, caseId, agreement.id, owed)
  }
  await tx.db
    .update(documents)
    .set({ status: 'signed', updatedAt: tx.now() })
    .where(and(eq(documents.caseId, caseId), eq(documents.form, form), eq(documents.status, 'confirmed')))
}

/** Only a court's ruling can be enforced (民诉205–206): the case must have passed `confirmed`. */
async function requireConfirmation(tx: Context, caseId: string): Promise<void> {
  const passed = (await readTimeline(tx, caseId)).some(({ details }) => details.to === 'confirmed')
  if (!passed)
    throw new AppError('precondition', '没有司法确认裁定,不能申请执行;可申请支付令或起诉', { needs: ['confirmation'] })
}
