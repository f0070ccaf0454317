import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { fileTable } from '../directory/index.ts'
import { findSubtype, loadTaxonomy, type Subtype } from '../knowledge/index.ts'
import { Engine } from '../llm/index.ts'
import { tidy } from '../text/index.ts'
import { classify } from './classify.ts'
import { factsOf, findFacts, missingOf } from './facts.ts'
import { flags, isDoubt } from './flags.ts'
import { askModel } from './model.ts'
import { nextQuestions } from './questions.ts'
import { findRedFlags, type RedFlag } from './redflags.ts'
import { splitDisputes } from './split.ts'

export const AssessInput = z.strictObject({
  text: z.string().max(20_000, '最多20000个字').transform(tidy).pipe(z.string().trim().min(1, '请说说发生了什么事')),
  asOf: z.iso.date().optional(),
})
export type AssessInput = z.input<typeof AssessInput>

const Tier = z.enum(['auto', 'sample', 'review'])
const Mediable = z.object({
  ok: z.union([z.boolean(), z.literal('partly')]),
  reason: z.string().optional(),
  route: z.string().optional(),
})
const Departments = z.object({
  primary: z.object({ code: z.string(), name: z.string(), reason: z.string(), basis: z.array(z.string()) }),
  supporting: z.array(z.string()),
  escalation: z.array(z.string()),
})

export const Assessment = z.object({
  disputes: z.array(
    z.object({
      type: z.string(),
      subtype: z.string(),
      confidence: z.number(),
      claim: z.string(),
      departments: Departments,
      mediable: Mediable,
      tier: Tier,
    }),
  ),
  departments: Departments,
  mediable: Mediable,
  redFlags: z.array(
    z.object({
      code: z.enum(Object.keys(flags) as [keyof typeof flags, ...(keyof typeof flags)[]]),
      quote: z.string(),
      action: z.string(),
      stop: z.enum(['stop', 'pause', 'refer', 'assess', 'parallel']),
    }),
  ),
  facts: z.record(z.string(), z.object({ value: z.union([z.string(), z.number()]), quote: z.string() })),
  missingFacts: z.array(z.string()),
  questions: z.array(z.string()),
  tier: Tier,
  why: z.object({
    words: z.array(z.string()),
    neighbours: z.array(z.object({ text: z.string(), subtype: z.string(), likeness: z.number() })),
    alternatives: z.array(z.object({ subtype: z.string(), confidence: z.number() })),
  }),
  engine: Engine,
})
export type Assessment = z.infer<typeof Assessment>

/**
 * Hears a dispute in lay words: what it is, whose it is, what is dangerous in it, what is known and what to ask next.
 * The built-in engine decides; a model may only add dangers and help choose among the built-in's own candidates.
 */
export async function assess(ctx: Context, input: AssessInput): Promise<Assessment> {
  requireRole(ctx, 'intake.assess')
  const { text, asOf } = AssessInput.parse(input)
  const day = asOf ?? beijingDay(ctx.now())
  const { guesses, reasons } = classify(ctx.shelf, text)
  const redFlags = findRedFlags(ctx.shelf, text)
  const opinion = await askModel(ctx, text, guesses, redFlags)
  const claims = splitDisputes(ctx.shelf, text, opinion.guesses)
  const disputes = claims.map(({ subtype, confidence, claim }) => {
    const entry = subtypeOf(ctx, subtype)
    return {
      type: subtype.split('.')[0]!,
      subtype,
      confidence: round(confidence),
      claim,
      departments: departmentsOf(ctx, entry),
      mediable: mediableOf(entry, opinion.redFlags),
      tier: tierOf(confidence, opinion.redFlags),
    }
  })
  const first = disputes[0]!
  const taxonomy = loadTaxonomy(ctx)
  const kinds = disputes.map(({ subtype }) => subtypeOf(ctx, subtype))
  const keys = factsOf(taxonomy.facts, kinds)
  const facts = findFacts(text, keys, day)
  const missingFacts = missingOf(taxonomy.facts, kinds, facts, text)
  return {
    disputes,
    departments: first.departments,
    mediable: first.mediable,
    redFlags: opinion.redFlags,
    facts,
    missingFacts,
    questions: nextQuestions({ keys, missingFacts, redFlags: opinion.redFlags, confidence: first.confidence }),
    tier: first.tier,
    why: {
      ...reasons,
      alternatives: opinion.guesses
        .slice(0, 3)
        .map(({ subtype, confidence }) => ({ subtype, confidence: round(confidence) })),
    },
    engine: opinion.engine,
  }
}

const round = (share: number) => Math.round(share * 1000) / 1000
const beijingDay = (now: Date) => now.toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

function subtypeOf(ctx: Context, subtype: string): Subtype {
  const found = findSubtype(ctx, subtype)
  if (!found) throw new Error(`The intake model names a subtype the taxonomy lacks: ${subtype}`)
  return found
}

function departmentsOf(ctx: Context, { departments, when, basis }: Subtype): z.infer<typeof Departments> {
  const nameOf = new Map(fileTable(ctx, 'departments').map(({ code, name }) => [code, name]))
  const otherwise = when.map((it) => `;${it.if}的,先找${nameOf.get(it.primary)}`)
  return {
    primary: {
      code: departments.primary,
      name: nameOf.get(departments.primary)!,
      reason: [departments.reason, ...otherwise].join(''),
      basis: basis.slice(0, 5),
    },
    supporting: departments.supporting,
    escalation: departments.escalation,
  }
}

/** A danger that sends a matter elsewhere beats what its kind would allow. */
function mediableOf({ mediable }: Subtype, redFlags: RedFlag[]): z.infer<typeof Mediable> {
  if (mediable.ok === false) return mediable
  const stopping = redFlags.find(({ stop }) => stop === 'stop')
  if (stopping) return { ok: false, reason: '有人身危险或须先核查的情形,先处置,不作调解', route: stopping.action }
  const referred = redFlags.find(({ stop }) => stop === 'refer')
  if (referred) return { ok: 'partly', reason: '其中部分事项不在人民调解范围', route: referred.action }
  return mediable
}

/** domain.md F1: ≥ .85 by itself, ≥ .70 spot-checked, below or with a stopping danger, certain or in doubt, by a person. */
function tierOf(confidence: number, redFlags: RedFlag[]): z.infer<typeof Tier> {
  if (redFlags.some((flag) => flag.stop === 'stop' || flag.stop === 'pause' || isDoubt(flag))) return 'review'
  return confidence >= 0.85 ? 'auto' : confidence >= 0.7 ? 'sample' : 'review'
}
