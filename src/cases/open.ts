import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { cases, newId, parties, records } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { readTable } from '../shelf.ts'
import { type Case, loadCase } from './read.ts'
import { beijingDay } from './reading/days.ts'
import { record } from './timeline.ts'

const tidy = (raw: string) =>
  raw
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** Words as a person typed them: tidied (control characters out), not empty, within bounds. */
export const words = (most: number) =>
  z.string().max(most, `最多${most}个字`).transform(tidy).pipe(z.string().trim().min(1, '不能为空'))

/** A time with its offset, or a day. */
export const moment = z.union(
  [z.iso.datetime({ offset: true }), z.iso.date()],
  '应是带时区的时间(2026-01-31T09:00:00+08:00)或日期(2026-01-31)',
)

export const PartyInput = z.strictObject({
  role: z.enum(['applicant', 'respondent', 'third', 'agent', 'guardian', 'witness', 'guarantor']),
  name: words(100),
  idNumber: words(40).optional(),
  phone: words(40).optional(),
  address: words(300).optional(),
  kind: z.enum(['person', 'organization']).default('person'),
  /** Gender, ethnicity, occupation, legal representative, agent's mandate … 签署与文书所需的其他身份项 */
  details: z.record(z.string().max(40), z.string().max(300)).optional(),
})

export const OpenCase = z.strictObject({
  title: words(200).optional(),
  statement: words(20_000),
  parties: z.array(PartyInput).min(1, '至少登记一位当事人').max(100),
  disputeType: z
    .string()
    .regex(/^[a-z_]+\.[a-z_]+$/)
    .optional(),
  receivedAt: moment.optional(),
  street: words(60).optional(),
})
export type OpenCase = z.input<typeof OpenCase>

/** What an assessment of the statement adds to a registration. */
export type Judged = Partial<Pick<typeof cases.$inferInsert, 'redFlags' | 'danger' | 'tier' | 'assessed'>>

/**
 * Registers a dispute with its parties and gives it a number and a receipt; the statement becomes its first record.
 * Registration is the day limitation stops running (时效规定12). Throws `invalid` for a day in the future and for a kind
 * of dispute that the centre does not know.
 */
export async function openCase(ctx: Context, input: OpenCase, judged: Judged = {}): Promise<Case> {
  requireRole(ctx, 'case.open')
  const { title, statement, parties: people, disputeType, receivedAt, street } = OpenCase.parse(input)
  if (disputeType !== undefined && !isSubtype(ctx, disputeType))
    throw new AppError('invalid', 'disputeType:没有这个纠纷类型', { field: 'disputeType' })
  const received = receivedAt ? momentOf(ctx, receivedAt, 'receivedAt') : ctx.now()
  return inTransaction(ctx, async (tx) => {
    const now = tx.now()
    const year = beijingYear(received)
    const serial = await nextSerial(tx, year)
    const id = newId('case', now)
    await tx.db.insert(cases).values({
      id,
      number: `（${year}）${tx.config.CENTRE_SHORT}人调字第${serial}号`,
      year,
      serial,
      receipt: newReceipt(received),
      title: title ?? titleOf(people, disputeType),
      statement,
      type: disputeType?.split('.')[0],
      disputeType,
      status: 'registered',
      street,
      ...judged,
      receivedAt: received,
      createdAt: now,
      updatedAt: now,
    })
    const rows = people.map((party, position) => ({
      id: newId('party', now),
      caseId: id,
      position,
      role: party.role,
      kind: party.kind,
      name: party.name,
      idNumber: party.idNumber,
      phone: party.phone,
      address: party.address,
      details: party.details ?? {},
    }))
    await tx.db.insert(parties).values(rows)
    const applicant = rows.find(({ role }) => role === 'applicant')
    await tx.db.insert(records).values({
      id: newId('rec', now),
      caseId: id,
      position: 0,
      at: received,
      by: applicant ? `申请人${applicant.name}` : '登记人',
      text: statement,
      visibility: 'shared',
      partyId: applicant?.id,
      createdAt: now,
      createdBy: tx.actor.id,
    })
    await record(tx, id, 'case.opened', { serial, disputeType, parties: rows.length, ...judged })
    return loadCase(tx, id)
  })
}

const Kinds = z.looseObject({
  types: z.array(z.looseObject({ subtypes: z.array(z.looseObject({ subtype: z.string() })) })),
})

/** Whether the taxonomy has this kind of dispute. */
const isSubtype = (ctx: Context, code: string): boolean =>
  readTable(ctx, 'taxonomy', Kinds).types.some(({ subtypes }) => subtypes.some(({ subtype }) => subtype === code))

/**
 * The time a caller names. A day stands for eight in the morning in Beijing, or for now where that has not come yet.
 * Throws `invalid` for a time that has not come (five minutes of clock difference allowed) or lies before 1900.
 */
export function momentOf(ctx: Context, raw: string, field: string): Date {
  const at = new Date(raw)
  const now = ctx.now()
  if (raw.length === 10 && at > now && raw === beijingDay(now.toISOString())) return now
  if (at.getTime() > now.getTime() + 5 * 60_000) throw new AppError('invalid', '时间不能晚于现在', { field })
  if (at.getTime() < Date.UTC(1900, 0, 1)) throw new AppError('invalid', '时间不能早于1900年', { field })
  return at
}

const beijingYear = (at: Date) => Number(beijingDay(at.toISOString()).slice(0, 4))

/** Numbers of a year are given one after the other, from 1, and never again. */
async function nextSerial(tx: Context, year: number): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${7_000_000 + year})`)
  const [row] = await tx.db
    .select({ last: sql<number>`coalesce(max(${cases.serial}), 0)::int` })
    .from(cases)
    .where(eq(cases.year, year))
  return (row?.last ?? 0) + 1
}

// No 0/O, 1/I/L: a receipt is read out over the phone.
const receiptLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
function newReceipt(day: Date): string {
  const date = beijingDay(day.toISOString()).replaceAll('-', '').slice(2)
  const random = [...crypto.getRandomValues(new Uint8Array(6))].map(
    (byte) => receiptLetters[byte % receiptLetters.length],
  )
  return `HY${date}${random.join('')}`
}

function titleOf(people: z.infer<typeof PartyInput>[], disputeType?: string): string {
  const name = (role: string) => people.find((party) => party.role === role)?.name
  const sides = [name('applicant'), name('respondent')].filter(Boolean).join('与')
  return `${sides || people[0]!.name}${disputeType ? '' : '民间'}纠纷`
}
