import { parse as parseYaml } from 'yaml'
import { z } from 'zod'
import type { Context, Shelf } from '../context.ts'

const words = z.array(z.string())
const Day = z.iso.date()

/** What is asked in a kind of dispute, and how to ask it. 事实键 */
export const FactKey = z.strictObject({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['text', 'amount', 'day', 'count', 'number']),
  /** Asked in every dispute. */
  general: z.boolean(),
  ask: z.string(),
})

/** One of the kinds of dispute a centre knows. 子类 */
export const Subtype = z.strictObject({
  subtype: z.string(),
  name: z.string(),
  triggers: words,
  facts: words,
  evidence: words,
  departments: z.strictObject({ primary: z.string(), supporting: words, escalation: words, reason: z.string() }),
  mediable: z.strictObject({
    ok: z.union([z.boolean(), z.literal('partly')]),
    reason: z.string().optional(),
    route: z.string().optional(),
  }),
  basis: words,
  notes: words.default([]),
  /** Rules newer than the texts we could check. */
  unverified: words.default([]),
})

/** A type of dispute with its subtypes. 类型 */
export const DisputeType = z.strictObject({
  type: z.string(),
  name: z.string(),
  statistics: z.string(),
  subtypes: z.array(Subtype),
})

export const Taxonomy = z.strictObject({ facts: z.array(FactKey), types: z.array(DisputeType) })

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

/** When reports add up to a warning. 预警规则 */
export const WarningRule = z.looseObject({
  code: z.string(),
  name: z.string(),
  disputes: words.optional(),
  group: words,
  days: z.number(),
  cases: z.number().optional(),
  people: z.number().optional(),
  employers: z.number().optional(),
  words: words.optional(),
  level: z.string(),
  tell: words,
  checkWithin: z.string().optional(),
  redWhen: z.strictObject({ flag: z.string(), cases: z.number() }).optional(),
})

const tables = {
  taxonomy: Taxonomy,
  departments: z.strictObject({ departments: z.array(Department) }),
  teams: z.strictObject({ teams: z.array(Team) }),
  roster: z.strictObject({ shifts: z.array(Shift) }),
  params: z.strictObject({ params: z.array(Param) }),
  warnings: z.strictObject({
    rules: z.array(WarningRule),
    dedupeHours: z.number(),
    signWithinMinutes: z.number(),
  }),
}

export type FactKey = z.infer<typeof FactKey>
export type Subtype = z.infer<typeof Subtype>
export type DisputeType = z.infer<typeof DisputeType>
export type Taxonomy = z.infer<typeof Taxonomy>
export type Department = z.infer<typeof Department>
export type Team = z.infer<typeof Team>
export type Shift = z.infer<typeof Shift>
export type Param = z.infer<typeof Param>
export type WarningRule = z.infer<typeof WarningRule>
export type WarningTable = z.infer<(typeof tables)['warnings']>

type Holder = Pick<Context, 'shelf'>
const read = new WeakMap<Shelf, Map<string, unknown>>()

/** A YAML file of knowledge/ against its schema, read once a shelf; throws naming the file and the field. */
export function readTable<T>({ shelf }: Holder, name: string, schema: z.ZodType<T>): T {
  const held = read.get(shelf) ?? new Map<string, unknown>()
  read.set(shelf, held)
  if (!held.has(name)) {
    const path = `knowledge/${name}.yaml`
    const parsed = schema.safeParse(parseYaml(shelf.text(path), { schema: 'core' }))
    if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`)
    held.set(name, parsed.data)
  }
  return held.get(name) as T
}

/** The 18 types of dispute, their subtypes, and every fact key with its question. 纠纷分类 */
export const loadTaxonomy = (ctx: Holder): Taxonomy => readTable(ctx, 'taxonomy', tables.taxonomy)
/** The departments of the centre. 部门 */
export const loadDepartments = (ctx: Holder): Department[] =>
  readTable(ctx, 'departments', tables.departments).departments
/** The centre's teams. 特色队伍 */
export const loadTeams = (ctx: Holder): Team[] => readTable(ctx, 'teams', tables.teams).teams
/** The ordinary week's roster. 坐班 */
export const loadRoster = (ctx: Holder): Shift[] => readTable(ctx, 'roster', tables.roster).shifts
/** Figures by place and year. 参数 */
export const loadParams = (ctx: Holder): Param[] => readTable(ctx, 'params', tables.params).params
/** When reports add up to a warning. 预警规则 */
export const loadWarnings = (ctx: Holder): WarningTable => readTable(ctx, 'warnings', tables.warnings)

/** A subtype by its code (`neighbor.leak`), undefined where the code is unknown. */
export function findSubtype(ctx: Holder, code: string): Subtype | undefined {
  return loadTaxonomy(ctx)
    .types.flatMap((t) => t.subtypes)
    .find((s) => s.subtype === code)
}
