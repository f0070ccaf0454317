import { and, asc, countDistinct, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { listReminders, Reminder, statuses } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { cases, conversations, corrections } from '../db/index.ts'
import { RosterDay, rosterOn } from '../directory/index.ts'
import { AppError } from '../errors.ts'

/** States in which a case waits for the desk. */
const waiting = ['draft', 'registered', 'screening', 'emergency', 'returned']
/** The share of corrected cases looks back so far. */
const lookBackDays = 90
/** A talk in danger stays on the desk so long. */
const talkHours = 24

export const DeskQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
})

const QueueItem = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  disputeType: z.string().optional(),
  /** What the assessment said at registration. */
  assessed: z.object({ subtype: z.string(), department: z.string(), confidence: z.number() }).optional(),
  tier: z.enum(['auto', 'sample', 'review']).optional(),
  /** 0 life is at stake, 1 a danger to settle first, 2 none. */
  danger: z.number().int(),
  redFlags: z.array(z.string()),
  departmentCode: z.string().optional(),
  returns: z.number().int(),
  receivedAt: z.string(),
})

/** What the desk looks at: dangers first, then what a person must judge, then the oldest. 受理台 */
export const Desk = z.object({
  queue: z.object({ items: z.array(QueueItem), next: z.string().optional() }),
  /** Talks not yet a case in which somebody may be in danger, or asks for a person. */
  talks: z.array(
    z.object({
      id: z.string(),
      danger: z.number().int(),
      wantsPerson: z.boolean(),
      takenBy: z.string().optional(),
      updatedAt: z.string(),
    }),
  ),
  /** Debts and acts under signed agreements that are due within three days, today, or overdue. */
  reminders: z.array(Reminder),
  counts: z.object({
    waiting: z.number().int(),
    danger: z.number().int(),
    auto: z.number().int(),
    sample: z.number().int(),
    review: z.number().int(),
    byStatus: z.record(z.string(), z.number().int()),
  }),
  /** Of the cases registered in the last 90 days, those whose kind or department a person changed. */
  corrected: z.object({
    days: z.number().int(),
    cases: z.number().int(),
    corrected: z.number().int(),
    share: z.number(),
  }),
  roster: RosterDay,
})
export type Desk = z.infer<typeof Desk>

const urgency = sql<number>`case when ${cases.status} = 'emergency' then 0 else ${cases.danger} end`
const doubt = sql<number>`case ${cases.tier} when 'auto' then 2 when 'sample' then 1 else 0 end`

/** The desk as it stands now. Throws `invalid` for a cursor that is not ours. */
export async function getDesk(ctx: Context, input: z.input<typeof DeskQuery> = {}): Promise<Desk> {
  requireRole(ctx, 'desk.read')
  const { limit, cursor } = DeskQuery.parse(input)
  const after = cursor ? decode(cursor) : undefined
  const rows = await ctx.db
    .select({ row: cases, urgency, doubt })
    .from(cases)
    .where(
      and(
        inArray(cases.status, waiting),
        after &&
          sql`(${urgency}, ${doubt}, ${cases.receivedAt}, ${cases.id}) > (${after[0]}::int, ${after[1]}::int, ${after[2]}::timestamptz, ${after[3]}::text)`,
      ),
    )
    .orderBy(urgency, doubt, asc(cases.receivedAt), asc(cases.id))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    queue: {
      items: page.map(({ row, urgency }) => ({
        id: row.id,
        number: row.number,
        title: row.title,
        status: row.status as (typeof statuses)[number],
        disputeType: row.disputeType ?? undefined,
        assessed: row.assessed ?? undefined,
        tier: (row.tier as 'auto' | 'sample' | 'review' | null) ?? undefined,
        danger: Number(urgency),
        redFlags: row.redFlags,
        departmentCode: row.departmentCode ?? undefined,
        returns: row.returns,
        receivedAt: row.receivedAt.toISOString(),
      })),
      next:
        rows.length > limit && last
          ? encode([last.urgency, last.doubt, last.row.receivedAt.toISOString(), last.row.id])
          : undefined,
    },
    talks: await talksInDanger(ctx),
    reminders: await listReminders(ctx, { limit: 50 }),
    counts: await countsOf(ctx),
    corrected: await correctedShare(ctx),
    roster: await rosterOn(ctx),
  }
}

const asksForPerson = sql`${conversations.state} ->> 'wantsPerson' = 'true'`

async function talksInDanger(ctx: Context): Promise<Desk['talks']> {
  const since = new Date(ctx.now().getTime() - talkHours * 3_600_000)
  const rows = await ctx.db
    .select()
    .from(conversations)
    .where(
      and(
        or(lt(conversations.danger, 2), asksForPerson),
        isNull(conversations.caseId),
        gte(conversations.updatedAt, since),
      ),
    )
    .orderBy(asc(conversations.danger), desc(conversations.updatedAt))
    .limit(50)
  return rows.map(({ id, danger, state, takenBy, updatedAt }) => ({
    id,
    danger,
    wantsPerson: state.wantsPerson === true,
    takenBy: takenBy ?? undefined,
    updatedAt: updatedAt.toISOString(),
  }))
}

async function countsOf(ctx: Context): Promise<Desk['counts']> {
  const rows = await ctx.db
    .select({ status: cases.status, urgency, tier: cases.tier, count: sql<number>`count(*)::int` })
    .from(cases)
    .groupBy(cases.status, urgency, cases.tier)
  const sum = (keep: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(keep).reduce((total, { count }) => total + count, 0)
  const waits = ({ status }: { status: string }) => waiting.includes(status)
  return {
    waiting: sum(waits),
    danger: sum((row) => waits(row) && Number(row.urgency) < 2),
    auto: sum((row) => waits(row) && row.tier === 'auto'),
    sample: sum((row) => waits(row) && row.tier === 'sample'),
    review: sum((row) => waits(row) && row.tier !== 'auto' && row.tier !== 'sample'),
    byStatus: Object.fromEntries(
      [...new Set(rows.map(({ status }) => status))].map((it) => [it, sum((row) => row.status === it)]),
    ),
  }
}

async function correctedShare(ctx: Context): Promise<Desk['corrected']> {
  const since = new Date(ctx.now().getTime() - lookBackDays * 24 * 3_600_000)
  const [all] = await ctx.db
    .select({ count: countDistinct(cases.id) })
    .from(cases)
    .where(gte(cases.createdAt, since))
  // To put down what the assessment had said, where it was too unsure to do so itself, corrects nothing.
  const said = sql`case ${corrections.field} when 'disputeType' then ${cases.assessed} ->> 'subtype' else ${cases.assessed} ->> 'department' end`
  const [changed] = await ctx.db
    .select({ count: countDistinct(corrections.caseId) })
    .from(corrections)
    .innerJoin(cases, eq(cases.id, corrections.caseId))
    .where(
      and(
        gte(cases.createdAt, since),
        inArray(corrections.field, ['disputeType', 'department']),
        sql`(${said}) is distinct from (${corrections.after} ->> 'value')`,
      ),
    )
  const [total, corrected] = [all?.count ?? 0, changed?.count ?? 0]
  return {
    days: lookBackDays,
    cases: total,
    corrected,
    share: total > 0 ? Math.round((corrected / total) * 1000) / 1000 : 0,
  }
}

type Place = [number, number, string, string]
const encode = (place: Place) => btoa(place.join(' '))
function decode(cursor: string): Place {
  try {
    const [urgent, unsure, at, id] = atob(cursor).split(' ')
    if (
      /^[012]$/.test(urgent!) &&
      /^[012]$/.test(unsure!) &&
      z.iso.datetime().safeParse(at).success &&
      /^case_\w+$/.test(id!)
    )
      return [Number(urgent), Number(unsure), at!, id!]
  } catch {
    // Not ours: said below.
  }
  throw new AppError('invalid', 'cursor 不是本服务给出的')
}
