import { addDays, isWorkingDay } from '../calculators/index.ts'
import type { RosterRow } from './tables.ts'

export type Half = 'am' | 'pm'
export const halves = ['am', 'pm'] as const

/** Opening times of the window, Beijing, as minutes of the day. */
const opening = {
  am: { from: 9 * 60, to: 11 * 60 + 30, words: '上午9:00–11:30' },
  pm: { from: 13 * 60 + 30, to: 17 * 60, words: '下午13:30–17:00' },
}
export const hoursOf = (half: Half): string => opening[half].words

/** The Beijing day and minute of a moment. */
export function clockOf(at: Date): { on: string; minute: number } {
  const local = new Date(at.getTime() + 8 * 3_600_000)
  return { on: local.toISOString().slice(0, 10), minute: local.getUTCHours() * 60 + local.getUTCMinutes() }
}

/** The half-day under way, if the window is open. */
export const halfAt = (minute: number): Half | undefined =>
  halves.find((half) => minute >= opening[half].from && minute < opening[half].to)

/** Minutes until a half-day begins; negative once it has. */
export const minutesUntil = (half: Half, minute: number): number => opening[half].from - minute

/** Whether a half-day of today is already over. */
export const isOver = (half: Half, minute: number): boolean => minute >= opening[half].to

/** A department at the centre in one half-day. */
export type Sitting = { capacity: number; people: string[] }
/** Why a department that should sit does not. */
export type Absence = { reason: string }

const weekday = (on: string) => new Date(`${on}T00:00:00Z`).getUTCDay() || 7
const covers = (row: { from: string; to: string; halves: Half[] }, on: string, half: Half) =>
  row.from <= on && on <= row.to && row.halves.includes(half)

/**
 * Who sits for a department in a half-day: the ordinary week on working days, then swaps, extra duty and leave.
 * On a weekend worked in lieu (调休) those sit who sit every working day; a row for Saturday or Sunday holds on an ordinary one.
 */
export function sittingAt(
  rows: RosterRow[],
  department: string,
  on: string,
  half: Half,
): { sitting?: Sitting; absence?: Absence } {
  const own = ordinary(rows, department, on, half)
  const swapped = swapsOf(rows, department, own, on, half)
  const extra = rows.filter(
    (row) => row.kind === 'extra' && row.departments.includes(department) && covers(row, on, half),
  )
  const sitting = [...(swapped ? [swapped] : []), ...extra].reduce<Sitting | undefined>(
    (sum, it) => ({
      capacity: (sum?.capacity ?? 0) + ('capacity' in it ? it.capacity : 0),
      people: [...(sum?.people ?? []), ...(('people' in it && it.people) || [])],
    }),
    undefined,
  )
  const leaves = rows.filter(
    (row) => row.kind === 'leave' && row.departments.includes(department) && covers(row, on, half),
  )
  const away = new Set(leaves.flatMap((row) => ('person' in row && row.person ? [row.person] : [])))
  if (!sitting) return own && !swapped ? { absence: { reason: '换班' } } : {}
  const whole = leaves.find((row) => !('person' in row && row.person))
  const left = sitting.people.filter((person) => !away.has(person))
  if (whole && extra.length === 0) return { absence: { reason: ('reason' in whole && whole.reason) || '请假' } }
  if (sitting.people.length > 0 && left.length === 0) return { absence: { reason: '当班人员请假' } }
  return { sitting: { ...sitting, people: left } }
}

function ordinary(rows: RosterRow[], department: string, on: string, half: Half): Sitting | undefined {
  const day = weekday(on)
  const works = isWorkingDay(on)
  const shifts = rows.filter(
    (row) =>
      row.kind === 'shift' &&
      row.departments.includes(department) &&
      row.halves.includes(half) &&
      (day <= 5
        ? works && row.days.includes(day)
        : row.days.includes(day) || (works && [1, 2, 3, 4, 5].every((it) => row.days.includes(it)))),
  ) as Extract<RosterRow, { kind: 'shift' }>[]
  if (shifts.length === 0) return undefined
  return {
    capacity: shifts.reduce((sum, { capacity }) => sum + capacity, 0),
    people: shifts.flatMap(({ people }) => people ?? []),
  }
}

/** What a department has of a half-day after its swaps: it keeps, gives away, or takes. */
function swapsOf(
  rows: RosterRow[],
  department: string,
  own: Sitting | undefined,
  on: string,
  half: Half,
): Sitting | undefined {
  const here = (slot: { on: string; half: Half }) => slot.on === on && slot.half === half
  let now = own
  for (const row of rows) {
    if (row.kind !== 'swap') continue
    const [first, second] = row.departments
    const gives = department === first ? row.give : department === second ? row.take : undefined
    const takes = department === first ? row.take : department === second ? row.give : undefined
    if (gives && here(gives)) now = undefined
    if (takes && here(takes))
      now = now ?? ordinary(rows, department, gives!.on, gives!.half) ?? { capacity: 4, people: [] }
  }
  return now
}

/** The half-days from a moment on, the one under way first, over so many days. */
export function* slotsFrom(at: Date, days: number): Generator<{ on: string; half: Half }> {
  const { on, minute } = clockOf(at)
  for (let i = 0; i < days; i++) {
    const day = addDays(on, i)
    for (const half of halves) if (i > 0 || !isOver(half, minute)) yield { on: day, half }
  }
}
