import { z } from 'zod'
import type { Context } from '../context.ts'
import { readTable } from '../shelf.ts'

const words = z.array(z.string())

/** What is asked in a kind of dispute, and how to ask it. 事实键 */
export const FactKey = z.strictObject({
  key: z.string(),
  name: z.string(),
  kind: z.enum(['text', 'amount', 'day', 'count', 'number']),
  /** Asked in every dispute. */
  general: z.boolean(),
  /** Kept where somebody tells it; asked only where the kind of dispute needs it. */
  heard: z.boolean().default(false),
  ask: z.string(),
})

/** One of the kinds of dispute a centre knows. 子类 */
export const Subtype = z.strictObject({
  subtype: z.string(),
  name: z.string(),
  /** False where people mostly do not want money: a sum is asked for only once somebody speaks of one. */
  money: z.boolean().default(true),
  triggers: words,
  facts: words,
  evidence: words,
  departments: z.strictObject({ primary: z.string(), supporting: words, escalation: words, reason: z.string() }),
  /** The door that comes first where the condition, in words for a clerk, is met. */
  when: z.array(z.strictObject({ if: z.string(), primary: z.string() })).default([]),
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
export type WarningRule = z.infer<typeof WarningRule>
export type WarningTable = z.infer<(typeof tables)['warnings']>

type Holder = Pick<Context, 'shelf'>
/** The 18 types of dispute, their subtypes, and every fact key with its question. 纠纷分类 */
export const loadTaxonomy = (ctx: Holder): Taxonomy => readTable(ctx, 'taxonomy', tables.taxonomy)
/** When reports add up to a warning. 预警规则 */
export const loadWarnings = (ctx: Holder): WarningTable => readTable(ctx, 'warnings', tables.warnings)

/** A subtype by its code (`neighbor.leak`), undefined where the code is unknown. */
export function findSubtype(ctx: Holder, code: string): Subtype | undefined {
  return loadTaxonomy(ctx)
    .types.flatMap((t) => t.subtypes)
    .find((s) => s.subtype === code)
}
