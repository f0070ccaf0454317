import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type AdvanceCase, advanceCase, type Case, loadCase } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { currentTable, Duty, dutyOf } from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { findSubtype } from '../knowledge/index.ts'
import { builtinOnly } from '../llm/index.ts'
import { assess } from './assess.ts'

/** A door for a matter: who, why, where, when, what to bring, and whether somebody sits there now. */
export const Door = z.object({
  code: z.string(),
  name: z.string(),
  part: z.enum(['primary', 'supporting', 'escalation']),
  reason: z.string().optional(),
  basis: z.array(z.string()),
  hours: z.string(),
  address: z.string(),
  bring: z.string(),
  phone: z.string().optional(),
  duty: Duty,
})
export type Door = z.infer<typeof Door>

export const Doors = z.object({
  subtype: z.string(),
  mediable: z.object({
    ok: z.union([z.boolean(), z.literal('partly')]),
    reason: z.string().optional(),
    route: z.string().optional(),
  }),
  doors: z.array(Door),
  /** Which door comes first under a condition only a person can tell. */
  conditions: z.array(z.object({ if: z.string(), department: z.string() })),
})
export type Doors = z.infer<typeof Doors>

/** The doors of a kind of dispute in their order, each with its duty now or next; for verbs that have checked their own right. */
export async function doorsOf(ctx: Context, subtype: string): Promise<Doors> {
  const entry = findSubtype(ctx, subtype)
  if (!entry) throw new AppError('not_found', `没有这个纠纷类型:${subtype}`)
  const { departments, mediable, when, basis } = entry
  const listed = [
    { code: departments.primary, part: 'primary' as const },
    ...departments.supporting.map((code) => ({ code, part: 'supporting' as const })),
    ...departments.escalation.map((code) => ({ code, part: 'escalation' as const })),
  ]
  const { items } = await currentTable(ctx, 'departments')
  const duties = await dutyOf(
    ctx,
    listed.map(({ code }) => code),
  )
  return {
    subtype,
    mediable,
    doors: listed.flatMap(({ code, part }, i) => {
      const row = items.find((it) => it.code === code)
      if (!row) return []
      return [
        {
          code,
          name: row.name,
          part,
          reason: part === 'primary' ? departments.reason : row.duties,
          basis: part === 'primary' ? basis.slice(0, 5) : row.basis,
          hours: row.hours,
          address: row.address ?? ctx.config.CENTRE_ADDRESS,
          bring: row.bring,
          phone: row.phone ?? undefined,
          duty: duties[i]!,
        },
      ]
    }),
    conditions: when.map((it) => ({ if: it.if, department: it.primary })),
  }
}

/** The doors for a case by its registered kind, or by what its statement sounds like. Throws `not_found`. */
export async function suggestDoors(ctx: Context, caseId: string): Promise<Doors> {
  requireRole(ctx, 'case.read')
  const file = await loadCase(ctx, caseId)
  return doorsOf(ctx, file.disputeType ?? file.assessed?.subtype ?? (await sounding(ctx, file.statement)))
}

const sounding = async (ctx: Context, statement: string): Promise<string> =>
  (await assess({ ...ctx, llm: builtinOnly() }, { text: statement })).disputes[0]!.subtype

/** Takes a step with a case; one that gives it to no department is refused with the doors that fit and who sits there. */
export async function takeStep(ctx: Context, input: AdvanceCase): Promise<Case> {
  try {
    return await advanceCase(ctx, input)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'precondition' || input.action !== 'assign') throw error
    const { doors } = await suggestDoors(ctx, input.caseId)
    const suggested = doors.map(({ code, name, part, duty }) => ({ code, name, part, duty: duty.words }))
    throw new AppError('precondition', error.message, { ...error.details, suggested })
  }
}
