import type { Context } from '../context.ts'
import { type Assessment, doorsOf } from '../intake/index.ts'
import { findSubtype, loadTaxonomy } from '../knowledge/index.ts'
import type { Pending, State } from './state.ts'

/** After so many questions the summary comes, whatever is still open: a person's patience is finite. */
const patience = 7
/** What a registration cannot do without, the most useful first. */
const needed = ['claim', 'who_respondent', 'where_event', 'when_event']
const useful = ['amount', 'evidence_held', 'respondent_position']
/** Questions of its own that a kind may ask here; the mediator asks the rest. */
const ownMost = 2

export type Question = { text: string; pending: Pending; mark: string }

/**
 * The question whose answer changes most: safety, then the kind, then the door, then whether it can be mediated here, then
 * what a registration needs. Undefined once nothing of these is open: it is time to confirm.
 */
export async function nextQuestion(ctx: Context, assessment: Assessment, state: State): Promise<Question | undefined> {
  const { facts } = loadTaxonomy(ctx)
  const open = (key: string) => !state.asked.includes(key)
  const ask = (key: string): Question | undefined => {
    const fact = facts.find((it) => it.key === key)
    return fact && open(key) ? { text: fact.ask, pending: { kind: 'fact', key }, mark: key } : undefined
  }
  const careful = assessment.redFlags.some(({ stop }) => stop === 'pause' || stop === 'assess')
  if (careful && !assessment.facts.safety && open('safety')) return ask('safety')
  if (state.asked.length >= patience) return undefined
  const first = assessment.disputes[0]!
  const rivals = rivalsOf(assessment, state)
  if (rivals && open('subtype')) {
    const names = rivals.map((subtype) => findSubtype(ctx, subtype)!.name)
    return {
      text: `您说的更接近哪一种:1「${names[0]}」,还是 2「${names[1]}」?都不是也请直说。`,
      pending: { kind: 'subtype', options: rivals },
      mark: 'subtype',
    }
  }
  for (const { if: condition, department } of (await doorsOf(ctx, first.subtype)).conditions) {
    const mark = `door:${department}`
    if (!open(mark) || department === assessment.departments.primary.code) continue
    return { text: `想确认一点:是不是「${condition}」的情况?`, pending: { kind: 'door', department }, mark }
  }
  const missing = (key: string) => assessment.missingFacts.includes(key)
  if (missing('prior_handling') && open('prior_handling')) return ask('prior_handling')
  const own = (findSubtype(ctx, first.subtype)?.facts ?? []).slice(0, ownMost)
  const next = [...needed, ...own, ...useful].find((key) => missing(key) && open(key))
  return next ? ask(next) : undefined
}

/** The two kinds that still stand against each other, where nobody has chosen. */
function rivalsOf({ disputes, why }: Assessment, { chosen, excluded }: State): [string, string] | undefined {
  const first = disputes[0]!
  if (chosen || first.confidence >= 0.7) return undefined
  const second = why.alternatives.find(({ subtype }) => subtype !== first.subtype && !excluded.includes(subtype))
  return second && second.confidence >= first.confidence / 3 ? [first.subtype, second.subtype] : undefined
}
