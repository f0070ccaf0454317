import { and, asc, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import { z } from 'zod'
import { may, requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { bookings, cases, parties, records } from '../db/index.ts'
import { Duty, halves } from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { type Joined, joinedTo, keptFor } from './joined.ts'
import { type Status, statuses, stepsFrom } from './lifecycle.ts'
import { readTimeline, type TimelineEntry } from './timeline.ts'

export const Party = z.object({
  id: z.string(),
  role: z.string(),
  kind: z.enum(['person', 'organization']),
  name: z.string(),
  idNumber: z.string().optional(),
  phone: z.string().optional(),
  address: z.string().optional(),
  details: z.record(z.string(), z.string()),
})
export type Party = z.infer<typeof Party>

export const CaseRecord = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  text: z.string(),
  visibility: z.enum(['shared', 'caucus']),
  party: z.string().optional(),
  /** The case merged into this one that the record was made in. */
  mergedFrom: z.string().optional(),
  createdAt: z.string(),
})
export type CaseRecord = z.infer<typeof CaseRecord>

export const Case = z.object({
  id: z.string(),
  number: z.string(),
  receipt: z.string(),
  title: z.string(),
  statement: z.string(),
  type: z.string().optional(),
  disputeType: z.string().optional(),
  status: z.enum(statuses),
  departmentCode: z.string().optional(),
  mediator: z.string().optional(),
  teamCode: z.string().optional(),
  street: z.string().optional(),
  redFlags: z.array(z.string()),
  /** 0 life is at stake, 1 a danger to settle first; absent where there is none. */
  danger: z.number().int().optional(),
  tier: z.enum(['auto', 'sample', 'review']).optional(),
  /** What the assessment said at registration, before any person changed it. */
  assessed: z.object({ subtype: z.string(), department: z.string(), confidence: z.number() }).optional(),
  outcome: z.string().optional(),
  receivedAt: z.string(),
  version: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  parties: z.array(Party),
  /** The half-day its department has for it. */
  booking: z.object({ department: z.string(), on: z.string(), half: z.enum(halves) }).optional(),
  /** How the department stood when the case was given to it: only in the answer to that step. */
  duty: Duty.optional(),
  /** The case this one was merged into. */
  mergedInto: z.string().optional(),
  /** Cases merged into this one: their records, documents and parties are read here. */
  merged: z.array(z.object({ id: z.string(), number: z.string() })).optional(),
  /** What the caller may do now. */
  actions: z.array(z.object({ action: z.string(), to: z.string(), needs: z.array(z.string()) })),
})
export type Case = z.infer<typeof Case>

/** A case with everything said in it: what facts, summaries and drafts are built from. */
export type CaseFile = Case & { records: CaseRecord[] }

type Row = typeof cases.$inferSelect
const present = <T>(value: T | null): T | undefined => value ?? undefined

type PartyRow = typeof parties.$inferSelect
type Around = { people: PartyRow[]; booking?: Case['booking']; joined: Joined[]; mergedInto?: string }

function view(ctx: Context, row: Row, { people, booking, joined, mergedInto }: Around): Case {
  const status = row.status as Status
  return {
    id: row.id,
    number: row.number,
    receipt: row.receipt,
    title: row.title,
    statement: row.statement,
    type: present(row.type),
    disputeType: present(row.disputeType),
    status,
    departmentCode: present(row.departmentCode),
    mediator: present(row.mediator),
    teamCode: present(row.teamCode),
    street: present(row.street),
    redFlags: row.redFlags,
    danger: row.danger < 2 ? row.danger : undefined,
    tier: (row.tier as Case['tier']) ?? undefined,
    assessed: present(row.assessed),
    outcome: present(row.outcome),
    receivedAt: row.receivedAt.toISOString(),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    parties: people.map((party) => ({
      id: party.id,
      role: party.role,
      kind: party.kind as Party['kind'],
      name: party.name,
      idNumber: present(party.idNumber),
      phone: present(party.phone),
      address: present(party.address),
      details: party.details,
    })),
    booking,
    mergedInto,
    merged: joined.length > 0 ? joined.map(({ id, number }) => ({ id, number })) : undefined,
    actions: may(ctx, 'case.advance')
      ? stepsFrom(status, row.interruptedStatus as Status | null).map(({ action, to, needs }) => ({
          action,
          to,
          needs: [...needs],
        }))
      : [],
  }
}

const missing = (caseId: string) => new AppError('not_found', '没有找到这个案件', { caseId })

/** One case. Throws `not_found`, `forbidden`. */
export async function getCase(ctx: Context, caseId: string): Promise<Case> {
  requireRole(ctx, 'case.read')
  return loadCase(ctx, caseId)
}

/** The same for a verb that has checked its own right (a citizen who has just opened the case). */
export async function loadCase(ctx: Context, caseId: string): Promise<Case> {
  const [row] = await ctx.db.select().from(cases).where(eq(cases.id, caseId))
  if (!row) throw missing(caseId)
  const joined = await joinedTo(ctx, caseId)
  const own = await ctx.db.select().from(parties).where(eq(parties.caseId, caseId)).orderBy(asc(parties.position))
  // Whoever is a party of a merged case only is a party here too.
  const others = joined.flatMap(({ extra }) => extra)
  const [slot] = await ctx.db
    .select()
    .from(bookings)
    .where(and(eq(bookings.caseId, caseId), isNull(bookings.releasedAt)))
  return view(ctx, row, {
    people: [...own, ...others],
    booking: slot && { department: slot.departmentCode, on: slot.on, half: slot.half as 'am' | 'pm' },
    joined,
    mergedInto: await keptFor(ctx, caseId),
  })
}

/** The case with all its records in the order of their times, caucus ones too: for verbs that sift them by audience. */
export async function getCaseFile(ctx: Context, caseId: string): Promise<CaseFile> {
  const file = await getCase(ctx, caseId)
  return { ...file, records: await loadRecords(ctx, file) }
}

/** Records of the case and of those merged into it; a confidence stays that of the same person under the kept case's id. */
async function loadRecords(ctx: Context, file: Case): Promise<CaseRecord[]> {
  const joined = file.merged ? await joinedTo(ctx, file.id) : []
  const known = new Map(joined.flatMap(({ partyMap }) => Object.entries(partyMap)))
  const rows = await ctx.db
    .select()
    .from(records)
    .where(inArray(records.caseId, [file.id, ...joined.map(({ id }) => id)]))
    .orderBy(asc(records.at), asc(records.caseId), asc(records.position))
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    by: row.by,
    text: row.text,
    visibility: row.visibility as CaseRecord['visibility'],
    party: row.partyId ? (known.get(row.partyId) ?? row.partyId) : undefined,
    mergedFrom: row.caseId === file.id ? undefined : row.caseId,
    createdAt: row.createdAt.toISOString(),
  }))
}

/** Who will read: the mediator (everything), both sides (nothing said in caucus), or one party (its own caucus words too). */
export type Audience = 'mediator' | 'shared' | (string & {})

/** What an audience may see of a case's records. 背对背防火墙 */
export const visibleTo = (all: CaseRecord[], audience: Audience): CaseRecord[] =>
  audience === 'mediator'
    ? all
    : all.filter(({ visibility, party }) => visibility === 'shared' || (party !== undefined && party === audience))

/**
 * Who is asked to hear it must be of this case, and the asker must be let into what they hear: words of a caucus are for who
 * mediates and answers for it. Throws `invalid` for an audience that is no party of the case, `forbidden`.
 */
export function requireAudience(ctx: Context, { parties: people }: Pick<Case, 'parties'>, audience: Audience): void {
  if (audience === 'shared') return
  if (audience !== 'mediator' && !people.some(({ id }) => id === audience))
    throw new AppError('invalid', 'audience 应是 mediator、shared 或本案当事人的 id', { field: 'audience' })
  requireRole(ctx, 'case.confidence')
}

/** The timeline of a case. */
export async function getTimeline(ctx: Context, caseId: string): Promise<TimelineEntry[]> {
  await getCase(ctx, caseId)
  return readTimeline(ctx, caseId)
}

export const ListCases = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
  status: z.enum(statuses).optional(),
  disputeType: z.string().optional(),
})
export type ListCases = z.input<typeof ListCases>

/** Cases, last touched first; `cursor` is what the page before gave as `next`. */
export async function listCases(ctx: Context, input: ListCases = {}): Promise<{ items: Case[]; next?: string }> {
  requireRole(ctx, 'case.read')
  const { limit, cursor, status, disputeType } = ListCases.parse(input)
  const after = cursor ? decodeCursor(cursor) : undefined
  const rows = await ctx.db
    .select()
    .from(cases)
    .where(
      and(
        status ? eq(cases.status, status) : undefined,
        disputeType ? eq(cases.disputeType, disputeType) : undefined,
        after
          ? or(lt(cases.createdAt, after.at), and(eq(cases.createdAt, after.at), lt(cases.id, after.id)))
          : undefined,
      ),
    )
    .orderBy(desc(cases.createdAt), desc(cases.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const items = await Promise.all(page.map(({ id }) => loadCase(ctx, id)))
  return { items, next: rows.length > limit && last ? encodeCursor(last) : undefined }
}

const encodeCursor = ({ createdAt, id }: Row) => btoa(`${createdAt.toISOString()} ${id}`)
function decodeCursor(cursor: string): { at: Date; id: string } {
  try {
    const [at, id] = atob(cursor).split(' ')
    if (z.iso.datetime().safeParse(at).success && /^case_\w+$/.test(id ?? '')) return { at: new Date(at!), id: id! }
  } catch {
    // Not ours: said below.
  }
  throw new AppError('invalid', 'cursor 不是本服务给出的')
}

export const Progress = z.strictObject({
  receipt: z.string().trim().min(1).max(40),
  phoneTail: z.string().regex(/^\d{4}$/),
})
export type Progress = z.infer<typeof Progress>

/** Stage and next step of a case for whoever knows its receipt and the last four digits of the applicant's phone; nothing more. */
export async function getProgress(
  ctx: Context,
  input: Progress,
): Promise<{ receipt: string; status: Status; stage: string; next: string; updatedAt: string }> {
  requireRole(ctx, 'case.progress')
  const { receipt, phoneTail } = Progress.parse(input)
  const [row] = await ctx.db.select().from(cases).where(eq(cases.receipt, receipt.toUpperCase()))
  const people = row ? await ctx.db.select().from(parties).where(eq(parties.caseId, row.id)) : []
  const known = people.some(({ role, phone }) => role === 'applicant' && phone?.replace(/\D/g, '').endsWith(phoneTail))
  // One answer for a wrong number and a wrong phone, so that receipts cannot be guessed.
  if (!row || !known) throw new AppError('not_found', '没有找到:请核对受理回执号和登记手机的后四位')
  // A merged case goes on as the one it was merged into.
  const kept = await keptFor(ctx, row.id)
  const [shown] = kept ? await ctx.db.select().from(cases).where(eq(cases.id, kept)) : [row]
  const status = shown!.status as Status
  return { receipt: row.receipt, status, ...stageOf(status), updatedAt: shown!.updatedAt.toISOString() }
}

/** The words a resident reads for a status. */
function stageOf(status: Status): { stage: string; next: string } {
  const [stage, next] = stages[status]
  return { stage, next }
}

const stages: Record<Status, [string, string]> = {
  draft: ['草录', '请到窗口补全登记'],
  discarded: ['已作废', '如需处理请重新登记'],
  registered: ['已登记', '工作人员将尽快研判'],
  screening: ['研判中', '等待分派到办理单位'],
  emergency: ['紧急处置中', '请听从现场工作人员和公安的安排'],
  rejected: ['不予受理', '请按告知的途径办理,可申请复核'],
  referred: ['已转有关单位', '接收单位会与您联系'],
  assigned: ['已分派', '调解组织将在1个工作日内接单并联系您'],
  returned: ['重新分派中', '等待重新分派'],
  accepted: ['已受理', '等待调查或调解的通知'],
  investigating: ['调查中', '请配合提供材料'],
  mediating: ['调解中', '请按约定时间参加调解'],
  suspended: ['暂停', '恢复后会通知您'],
  agreed_written: ['已谈成,待签字', '请按通知到场核对并签名'],
  agreed_oral: ['已达成口头协议', '请按约定履行'],
  effective: ['协议已生效', '请按约定履行;30日内双方可共同申请司法确认'],
  confirm_pending: ['司法确认申请中', '等待法院审查'],
  confirm_withdrawn: ['已撤回司法确认申请', '请按协议履行'],
  confirmed: ['法院已确认', '请按协议履行'],
  confirm_dismissed: ['法院未予确认', '可重新协商或起诉'],
  performing: ['履行中', '到期前请履行并留好凭证'],
  breached: ['有义务逾期', '请尽快履行或联系调解员'],
  enforcement: ['申请执行中', '等待法院执行'],
  payment_order: ['申请支付令中', '等待法院处理'],
  performed: ['履行完毕', '调解员将回访'],
  followed_up: ['已回访', '即将结案'],
  terminated: ['调解终止', '可通过仲裁、行政或诉讼途径处理'],
  withdrawn: ['已撤回', '如需处理可重新申请'],
  litigation_guided: ['已引导其他途径', '请按告知的途径办理'],
  closed_no_mediation: ['已结案', '—'],
  closed_no_performance: ['已结案', '—'],
  closed: ['已结案', '—'],
  archived: ['已归档', '—'],
}
