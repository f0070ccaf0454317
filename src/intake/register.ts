import { z } from 'zod'
import { may } from '../auth/index.ts'
import { Case, Duplicate, findDuplicates, type OpenCase, openCase } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { builtinOnly } from '../llm/index.ts'
import { type Assessment, assess } from './assess.ts'
import { type FlagCode, flags, isDoubt, lifeAtStake } from './flags.ts'

/** A case as registered, with the registrations it may repeat (told to staff only, merged by a person only). */
export const Registered = Case.extend({ duplicates: z.array(Duplicate) })
export type Registered = z.infer<typeof Registered>

/** How soon a person must look: 0 life is at stake, 1 a danger to settle first, 2 none. */
export function dangerOf(codes: readonly string[]): 0 | 1 | 2 {
  if (codes.some((code) => (lifeAtStake as string[]).includes(code))) return 0
  const settled = codes.some((code) => ['stop', 'pause', 'assess'].includes(flags[code as FlagCode]?.stop ?? ''))
  return settled ? 1 : 2
}

/**
 * Registers a dispute with what its statement tells: dangers, how sure the kind is, and the kind itself where nobody named
 * one and the assessment is sure enough to go by itself. `heard` is an assessment already made; else the built-in engine
 * makes one, so that no registration waits for a model.
 */
export async function registerCase(ctx: Context, input: OpenCase, heard?: Assessment): Promise<Registered> {
  const assessment = heard ?? (await judge(ctx, input.statement))
  const [first] = assessment?.disputes ?? []
  const raised = assessment?.redFlags ?? []
  const certain = raised.filter((flag) => !isDoubt(flag)).map(({ code }) => code)
  const file = await openCase(
    ctx,
    { ...input, disputeType: input.disputeType ?? (first?.tier === 'auto' ? first.subtype : undefined) },
    {
      redFlags: raised.map(({ code }) => code),
      // What is in doubt is settled first too, but nobody is called out for it.
      danger: certain.length < raised.length && dangerOf(certain) > 1 ? 1 : dangerOf(certain),
      tier: first?.tier,
      assessed: first && {
        subtype: first.subtype,
        department: first.departments.primary.code,
        confidence: first.confidence,
      },
    },
  )
  return { ...file, duplicates: may(ctx, 'case.read') ? await findDuplicates(ctx, file.id) : [] }
}

/** The built-in assessment; none of a statement that has no words in it, which the registration itself refuses. */
async function judge(ctx: Context, statement: unknown): Promise<Assessment | undefined> {
  if (typeof statement !== 'string' || statement.length > 20_000 || !/[\p{L}\p{N}]/u.test(statement)) return undefined
  return assess({ ...ctx, llm: builtinOnly() }, { text: statement })
}
