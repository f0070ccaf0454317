import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { isWorkingDay } from '../calculators/index.ts'
import type { Context } from '../context.ts'
import { bookings, newId } from '../db/index.ts'
import { AppError } from '../errors.ts'
import { currentTable } from './edit.ts'
import { clockOf, type Half, halfAt, halves, hoursOf, isOver, minutesUntil, sittingAt, slotsFrom } from './roster.ts'
import type { RosterRow } from './tables.ts'

export const DutySlot = z.object({
  on: z.iso.date(),
  half: z.enum(halves),
  hours: z.string(),
  capacity: z.number().int(),
  taken: z.number().int(),
  people: z.array(z.string()),
})
export type DutySlot = z.infer<typeof DutySlot>

/** Whether a department can see somebody now, and when next. 坐班情况 */
export const Duty = z.object({
  department: z.string(),
  name: z.string(),
  /** on_duty: here and free · full: here, no place left this half-day · absent: should be here · off: not its shift · closed: the window is shut · unlisted: in no shift */
  state: z.enum(['on_duty', 'full', 'absent', 'off', 'closed', 'unlisted']),
  reason: z.string().optional(),
  /** The half-day under way, where the department sits in it. */
  now: DutySlot.optional(),
  /** The first half-day with a free place; the one under way where it has one. */
  next: DutySlot.optional(),
  words: z.string(),
})
export type Duty = z.infer<typeof Duty>

/** How far ahead a place is looked for, in days. */
const horizon = 60
/** An unmanned shift is told of so many minutes before it begins (domain.md F10). */
const warnedBefore = 120

type Book = { rows: RosterRow[]; names: Map<string, string>; taken: Map<string, number> }
const keyOf = (department: string, on: string, half: string) => `${department} ${on} ${half}`

/** The roster, the departments' names and the places taken from a day on. */
async function openBook(ctx: Context, from: string, departments?: string[]): Promise<Book> {
  const [{ items: rows }, { items }, taken] = [
    await currentTable(ctx, 'roster'),
    await currentTable(ctx, 'departments'),
    await ctx.db
      .select({
        department: bookings.departmentCode,
        on: bookings.on,
        half: bookings.half,
        count: sql<number>`count(*)::int`,
      })
      .from(bookings)
      .where(
        and(
          gte(bookings.on, from),
          isNull(bookings.releasedAt),
          departments ? inArray(bookings.departmentCode, departments) : undefined,
        ),
      )
      .groupBy(bookings.departmentCode, bookings.on, bookings.half),
  ]
  return {
    rows,
    names: new Map(items.map(({ code, name }) => [code, name])),
    taken: new Map(taken.map(({ department, on, half, count }) => [keyOf(department, on, half), count])),
  }
}

function slotOf(book: Book, department: string, on: string, half: Half): DutySlot | undefined {
  const { sitting } = sittingAt(book.rows, department, on, half)
  if (!sitting) return undefined
  const taken = book.taken.get(keyOf(department, on, half)) ?? 0
  return { on, half, hours: hoursOf(half), capacity: sitting.capacity, taken, people: sitting.people }
}

function dutyIn(book: Book, department: string, at: Date): Duty {
  const { on, minute } = clockOf(at)
  const half = halfAt(minute)
  const now = half && slotOf(book, department, on, half)
  let next: DutySlot | undefined
  for (const slot of slotsFrom(at, horizon)) {
    const found = slotOf(book, department, slot.on, slot.half)
    if (!found || found.taken >= found.capacity) continue
    next = found
    break
  }
  const absence = half ? sittingAt(book.rows, department, on, half).absence : undefined
  const listed = book.rows.some((row) => row.departments.includes(department))
  const state: Duty['state'] = !listed
    ? 'unlisted'
    : now
      ? now.taken < now.capacity
        ? 'on_duty'
        : 'full'
      : absence
        ? 'absent'
        : half && isWorkingDay(on)
          ? 'off'
          : 'closed'
  const duty = { department, name: book.names.get(department) ?? department, state, reason: absence?.reason, now, next }
  return { ...duty, words: wordsOf(duty) }
}

function wordsOf({ name, state, reason, next, now }: Omit<Duty, 'words'>): string {
  const when = next ? `最近的班次是${slotWords(next)}` : `${horizon}天内没有排班,请电话联系`
  if (state === 'on_duty') return `${name}现在在岗${now!.people.length > 0 ? `(${now!.people.join('、')})` : ''}`
  if (state === 'full') return `${name}本班次已约满(${now!.taken}/${now!.capacity}),${when}`
  if (state === 'absent') return `${name}本班次缺岗(${reason}),${when}`
  if (state === 'off') return `${name}现在不是坐班时间,${when}`
  if (state === 'closed') return `窗口现在不办公,${name}${when}`
  return `${name}没有排班,请电话联系`
}

/** 11月25日(周三)上午9:00–11:30 */
export function slotWords({ on, half }: { on: string; half: Half }): string {
  const day = new Date(`${on}T00:00:00Z`)
  return `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日(周${'日一二三四五六'[day.getUTCDay()]})${hoursOf(half)}`
}

/** Whether departments can see somebody at a moment, and when next; for verbs that have checked their own right. */
export async function dutyOf(ctx: Context, departments: string[], at: Date = ctx.now()): Promise<Duty[]> {
  const book = await openBook(ctx, clockOf(at).on, departments)
  return departments.map((department) => dutyIn(book, department, at))
}

/** Whether a department can see somebody at a moment, and when next. Working days and holidays by the State Council's calendar. */
export async function onDuty(ctx: Context, department: string, at?: Date): Promise<Duty> {
  requireRole(ctx, 'directory.read')
  return (await dutyOf(ctx, [department], at))[0]!
}

/**
 * Gives a case the department's half-day: the one asked for, else the first with a free place; the place it held before is
 * free again. Inside the caller's transaction. Throws `conflict` where the half-day asked for has no place or nobody.
 */
export async function book(
  tx: Context,
  { caseId, department, slot }: { caseId: string; department: string; slot?: { on: string; half: Half } },
): Promise<{ duty: Duty; slot?: DutySlot }> {
  // Two cases never take the last place: one department's book is written by one at a time.
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext(${`duty ${department}`}))`)
  await release(tx, caseId)
  const at = tx.now()
  const open = await openBook(tx, clockOf(at).on, [department])
  const duty = dutyIn(open, department, at)
  const { on, minute } = clockOf(at)
  if (slot && (slot.on < on || (slot.on === on && isOver(slot.half, minute))))
    throw new AppError('conflict', '这个班次已经过了', { duty })
  const wanted = slot ? slotOf(open, department, slot.on, slot.half) : duty.next
  if (slot && !wanted) throw new AppError('conflict', `${duty.name}在${slotWords(slot)}不坐班`, { duty })
  if (slot && wanted!.taken >= wanted!.capacity)
    throw new AppError('conflict', `${duty.name}在${slotWords(slot)}已约满`, { duty })
  if (!wanted) return { duty }
  await tx.db.insert(bookings).values({
    id: newId('book', at),
    caseId,
    departmentCode: department,
    on: wanted.on,
    half: wanted.half,
    createdAt: at,
  })
  return { duty, slot: { ...wanted, taken: wanted.taken + 1 } }
}

/** Frees the place a case holds, in the caller's transaction. */
export async function release(tx: Context, caseId: string): Promise<void> {
  await tx.db
    .update(bookings)
    .set({ releasedAt: tx.now() })
    .where(and(eq(bookings.caseId, caseId), isNull(bookings.releasedAt)))
}

const Sitting = DutySlot.extend({ department: z.string(), name: z.string(), present: z.boolean() })

/** Who sits at the centre on a day, who is missing, and how the departments asked for stand. 今日坐班 */
export const RosterDay = z.object({
  on: z.iso.date(),
  workingDay: z.boolean(),
  half: z.enum(halves).optional(),
  sittings: z.array(Sitting),
  /** Shifts nobody mans; `soon` from two hours before they begin until they end. 缺岗 */
  gaps: z.array(
    z.object({ department: z.string(), name: z.string(), half: z.enum(halves), reason: z.string(), soon: z.boolean() }),
  ),
  departments: z.array(Duty),
})
export type RosterDay = z.infer<typeof RosterDay>

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, '应是部门编码,例如 court')
export const RosterOn = z.strictObject({
  on: z.iso.date().optional(),
  /** Codes, separated by commas: whose duty now and next is wanted. */
  departments: z
    .string()
    .transform((list) => list.split(',').map((code) => code.trim()))
    .pipe(z.array(Code).max(40))
    .optional(),
})

/** The roster of a day (大屏), today where none is named; with the departments asked for, on duty now or when next. */
export async function rosterOn(ctx: Context, input: z.input<typeof RosterOn> = {}): Promise<RosterDay> {
  requireRole(ctx, 'directory.read')
  const { on: day, departments = [] } = RosterOn.parse(input)
  const at = ctx.now()
  const { on: today, minute } = clockOf(at)
  const on = day ?? today
  const open = await openBook(ctx, on < today ? on : today)
  const unknown = departments.filter((code) => !open.names.has(code))
  if (unknown.length > 0)
    throw new AppError('not_found', `没有这个部门:${unknown.join('、')}`, { departments: unknown })
  const half = on === today ? halfAt(minute) : undefined
  const every = [...open.names.keys()].flatMap((department) => halves.map((it) => ({ department, half: it })))
  return {
    on,
    workingDay: isWorkingDay(on),
    half,
    sittings: every.flatMap(({ department, half: it }) => {
      const slot = slotOf(open, department, on, it)
      return slot ? [{ ...slot, department, name: open.names.get(department)!, present: it === half }] : []
    }),
    gaps: every.flatMap(({ department, half: it }) => {
      const { absence } = sittingAt(open.rows, department, on, it)
      if (!absence) return []
      const soon = on === today && minutesUntil(it, minute) <= warnedBefore && !isOver(it, minute)
      return [{ department, name: open.names.get(department)!, half: it, reason: absence.reason, soon }]
    }),
    departments: departments.map((department) => dutyIn(open, department, at)),
  }
}
