import { z } from 'zod'

const words = z.array(z.string())
const Day = z.iso.date()

/** Who handles what. 部门 */
export const Department = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  presence: z.enum(['resident', 'rotating']),
  duties: z.string(),
  bring: z.string(),
  hours: z.string(),
  /** Where it receives people when that is not the centre. */
  address: z.string().max(200).nullable().default(null),
  phone: z.string().nullable(),
  basis: words,
})

/** Who mediates, and whose matters a person must or should keep out of. 队员 */
export const Member = z.strictObject({
  name: z.string(),
  gender: z.enum(['female', 'male']),
  dialects: words,
  skills: words.default([]),
  /** Dangers this person is trained for; the team's where empty. */
  trained: words.default([]),
  village: z.string().optional(),
  employer: z.string().optional(),
  /** Near relatives by name: their matters are never this person's. 近亲属 */
  relatives: words.default([]),
  /** Open cases this person can carry. */
  capacity: z.number().int().positive().default(6),
})

/** A team with a name of its own. 特色队伍 */
export const Team = z.strictObject({
  code: z.string(),
  name: z.string(),
  skills: words,
  streets: words,
  dialects: words,
  women: z.boolean(),
  visits: z.boolean(),
  trained: words,
  capacity: z.number(),
  members: z.array(Member),
  assumed: z.boolean(),
})

const Half = z.enum(['am', 'pm'])
const halves = z.array(Half).min(1).default(['am', 'pm'])
const Slot = z.strictObject({ on: Day, half: Half })
const reason = z.string().max(200).optional()

/** Who sits at the centre in which half-day of an ordinary week; days 1 (Monday) to 7. 轮流坐班 */
export const Shift = z.strictObject({
  kind: z.literal('shift').default('shift'),
  departments: words,
  days: z.array(z.number().int().min(1).max(7)),
  halves: z.array(Half),
  /** Cases a half-day. */
  capacity: z.number().int().nonnegative(),
  people: words.optional(),
})
/** Away on given days: the department, or one of its people. 请假 */
export const Leave = z.strictObject({
  kind: z.literal('leave'),
  departments: words.min(1),
  from: Day,
  to: Day,
  halves,
  person: z.string().max(60).optional(),
  reason,
})
/** Sits on given days beside the ordinary week. 临时加驻 */
export const ExtraDuty = z.strictObject({
  kind: z.literal('extra'),
  departments: words.min(1),
  from: Day,
  to: Day,
  halves,
  capacity: z.number().int().nonnegative(),
  people: words.optional(),
  reason,
})
/** The first department gives one half-day and takes another; a second department takes over what it gives, and gives what it takes. 换班 */
export const Swap = z.strictObject({
  kind: z.literal('swap'),
  departments: words.min(1).max(2),
  give: Slot,
  take: Slot,
  reason,
})

/** A row of the roster. 坐班表 */
export const RosterRow = z
  .union([Leave, ExtraDuty, Swap, Shift], '应是 shift、leave、extra 或 swap 一行,字段见接口文档')
  .refine((row) => !('from' in row) || row.from <= row.to, '结束日早于开始日')

const Amounts = z.record(z.string(), z.number())

/** A figure that differs by place or year; null until a centre fills it in. 参数 */
export const Param = z.strictObject({
  name: z.string(),
  label: z.string(),
  value: z.union([z.number(), Amounts, z.null()]).optional(),
  unit: z.string(),
  year: z.number().nullable().optional(),
  region: z.string(),
  source: z.string(),
  effectiveFrom: Day.nullable().optional(),
  checkedBy: z.string().nullable(),
  validThrough: Day.optional(),
  table: z.array(z.strictObject({ effective: Day, value: z.number() })).optional(),
})

export type Department = z.infer<typeof Department>
export type Team = z.infer<typeof Team>
export type Member = z.infer<typeof Member>
export type RosterRow = z.infer<typeof RosterRow>
export type Param = z.infer<typeof Param>

/** The tables a centre keeps for itself: what a row of each looks like, and its name in the YAML file. */
export const tables = {
  departments: { row: Department, field: 'departments' },
  teams: { row: Team, field: 'teams' },
  roster: { row: RosterRow, field: 'shifts' },
  params: { row: Param, field: 'params' },
} as const

/** The rows of a whole table: at most five hundred; none only in a roster, where it says that nobody sits. */
export const rowsOf = (name: TableName) =>
  z
    .array(tables[name].row as z.ZodType)
    .min(name === 'roster' ? 0 : 1)
    .max(500)

export type TableName = keyof typeof tables
export type RowOf<N extends TableName> = z.infer<(typeof tables)[N]['row']>
