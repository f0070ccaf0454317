import { z } from 'zod'
import type { Context } from '../context.ts'
import type { Engine } from '../llm/index.ts'
import type { Guess } from './classify.ts'
import { type FlagCode, flags, isDoubt } from './flags.ts'
import type { RedFlag } from './redflags.ts'

const codes = Object.keys(flags) as [FlagCode, ...FlagCode[]]
const Opinion = z.object({
  subtype: z.string(),
  dangers: z.array(z.object({ code: z.enum(codes), quote: z.string() })),
})

/** A model's second look: it may choose among the candidates and add dangers it can quote; it never takes one away. */
export async function askModel(
  ctx: Context,
  text: string,
  guesses: Guess[],
  redFlags: RedFlag[],
): Promise<{ guesses: Guess[]; redFlags: RedFlag[]; engine: Engine }> {
  if (!ctx.llm.model) return { guesses, redFlags, engine: { kind: 'builtin' } }
  const offered = guesses.slice(0, 6)
  const { value, engine } = await ctx.llm.ask({
    prompt: 'intake/assess',
    vars: { text, candidates: offered.map(({ subtype }) => subtype).join('\n'), dangers: codes.join(' ') },
    schema: Opinion,
    fallback: () => ({ subtype: offered[0]!.subtype, dangers: [] }),
    check: ({ subtype, dangers }) => [
      ...(offered.some((guess) => guess.subtype === subtype) ? [] : ['subtype 不在候选里']),
      ...dangers.filter(({ quote }) => !quote || !text.includes(quote)).map(({ code }) => `${code} 的 quote 不是原文`),
    ],
  })
  const added = value.dangers
    .filter(({ code }) => !redFlags.some((flag) => flag.code === code && !isDoubt(flag)))
    .map(({ code, quote }) => ({ code, quote, action: flags[code].action, stop: flags[code].stop }))
  const rest = redFlags.filter(({ code }) => !added.some((flag) => flag.code === code))
  return { guesses: prefer(guesses, value.subtype), redFlags: [...added, ...rest], engine }
}

/** Where both agree, belief grows; where the model prefers another candidate, that one leads, for a person to see. */
function prefer(guesses: Guess[], chosen: string): Guess[] {
  const [first] = guesses
  if (first!.subtype === chosen)
    return [
      { subtype: chosen, confidence: Math.min(0.99, first!.confidence + (1 - first!.confidence) * 0.5) },
      ...guesses.slice(1),
    ]
  const other = guesses.find(({ subtype }) => subtype === chosen)!
  const confidence = Math.max(other.confidence, Math.min(0.69, first!.confidence))
  return [{ subtype: chosen, confidence }, ...guesses.filter(({ subtype }) => subtype !== chosen)]
}
