import type { Context } from '../context.ts'
import type { Meant } from './dense.ts'
import { serves } from './fusion.ts'
import type { Candidate } from './gather.ts'
import { commonness } from './lexical.ts'
import { rankerOf } from './ranker.ts'
import type { Kind } from './search.ts'

/** What serving the dispute asked about adds to the odds, as a logarithm. */
const DISPUTE_ODDS = 1

/** The reranker learned on the built-in vectors and a whole library; otherwise, as over our cards alone, the fused score does better. */
const WHOLE_LIBRARY = 20_000

/** So much of a long story is weighed word by word; its whole is in the vector. */
const LONGEST_WEIGHED = 400

/** Gives each candidate its final score, about the chance that it answers: the trained reranker for laws, the fused score for the rest. */
export async function rank(
  ctx: Context,
  kind: Kind,
  question: string,
  candidates: Candidate[],
  meant: Meant | undefined,
  dispute?: string,
): Promise<Candidate[]> {
  const query = question.slice(0, LONGEST_WEIGHED)
  const ranker = kind === 'law' && candidates.length > 0 && !ctx.llm.embed ? rankerOf(ctx.shelf) : undefined
  const common = ranker && (await commonness(ctx.db, 'law', query))
  if (ranker && common && common.total >= WHOLE_LIBRARY) {
    const chances = ranker(query, candidates, common, meant?.vector)
    candidates.forEach((c, i) => {
      c.score = chances[i]!
    })
  } else {
    // A fused score only orders; the nearness itself says whether the best is any good.
    for (const c of candidates) c.score *= 0.5 * Math.max(c.official.meaning, c.own.meaning, 0.2)
  }
  if (dispute) for (const c of candidates) if (serves(c, dispute)) c.score = raised(c.score)
  return candidates.sort((a, b) => b.score - a.score)
}

function raised(chance: number): number {
  const p = Math.min(Math.max(chance, 1e-6), 1 - 1e-6)
  return 1 / (1 + Math.exp(-(Math.log(p / (1 - p)) + DISPUTE_ODDS)))
}
