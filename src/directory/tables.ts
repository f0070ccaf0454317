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
  phone: z.string().nullable(),
  basis: words,
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
  members: z.array(z.looseObject({ name: z.string(), gender: z.enum(['female', 'male']), dialects: words })),
  assumed: z.boolean(),
})

/** Who sits at the centre in which half-day of an ordinary week; days 1 (Monday) to 7. 轮流坐班 */
export const Shift = z.strictObject({
  departments: words,
  days: z.array(z.number().int().min(1).max(7)),
  halves: z.array(z.enum(['am', 'pm'])),
  capacity: z.number().int(),
})

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
export type Shift = z.infer<typeof Shift>
export type Param = z.infer<typeof Param>

/** The tables a centre keeps for itself: what a row of each looks like, and its name in the YAML file. */
export const tables = {
  departments: { row: Department, field: 'departments' },
  teams: { row: Team, field: 'teams' },
  roster: { row: Shift, field: 'shifts' },
  params: { row: Param, field: 'params' },
} as const

export type TableName = keyof typeof tables
export type RowOf<N extends TableName> = z.infer<(typeof tables)[N]['row']>
