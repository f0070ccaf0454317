import { z } from 'zod'

export const Stage = z.enum(['hearing', 'confirming', 'contact', 'registered', 'referred'])
export type Stage = z.infer<typeof Stage>

/** What the last answer asked for. */
export const Pending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), key: z.string() }),
  z.object({ kind: z.literal('subtype'), options: z.array(z.string()) }),
  z.object({ kind: z.literal('door'), department: z.string() }),
  z.object({ kind: z.literal('summary') }),
  z.object({ kind: z.literal('contact') }),
])
export type Pending = z.infer<typeof Pending>

/** What the window's side of a conversation has understood, asked and been told. */
export const State = z.object({
  stage: Stage.default('hearing'),
  /** The person's own telling, corrections put in. */
  account: z.array(z.string()).default([]),
  /** Answers to questions, by fact key, in the person's words. */
  answers: z.record(z.string(), z.string()).default({}),
  asked: z.array(z.string()).default([]),
  pending: Pending.optional(),
  /** The question that stands open, as it was asked. */
  question: z.string().optional(),
  /** The kind the person named, and kinds it said it is not. */
  chosen: z.string().optional(),
  excluded: z.array(z.string()).default([]),
  /** The door that comes first because a condition holds. */
  door: z.string().optional(),
  wantsPerson: z.boolean().default(false),
  /** The danger card has been shown: it is not recited again in full. */
  warned: z.boolean().default(false),
  /** A person has looked at the danger and given the talk back: only what is said from then on alarms again. */
  cleared: z.boolean().default(false),
  caseId: z.string().optional(),
  receipt: z.string().optional(),
})
export type State = z.infer<typeof State>

/** The state as a conversation's row keeps it; a fresh one where the row holds none. */
export const readState = (raw: unknown): State => State.parse(raw ?? {})

/** Parts of a telling that are kept; a registration holds no more. */
const longest = 20_000

/** The state with one more part of the telling; the first words stay, the newest go in while there is room. */
export function told(state: State, part: string): State {
  const used = state.account.reduce((sum, it) => sum + it.length, 0)
  return used + part.length > longest ? state : { ...state, account: [...state.account, part] }
}
