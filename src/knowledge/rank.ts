import type { Context } from '../context.ts'
import type { Meant } from './dense.ts'
import { serves } from './fusion.ts'
import { type Candidate, gather } from './gather.ts'
import { commonness } from './lexical.ts'
import { rankerOf } from './ranker.ts'
import type { Kind } from './search.ts'

/** What serving the dispute asked about adds to the odds, as a logarithm. */
const DISPUTE_ODDS = 1

/** The reranker learned on the built-in vectors and a whole library; otherwise, as over our cards alone, the fused score does better. */
const WHOLE_LIBRARY = 20_000

/** So much of a long story is weighed word by word; its whole is in the vector. */
const LONGEST_WEIGHED = 400

/** The best candidates of a kind, best first; laws in the wording of `asOf`. */
export async function findBest(
  ctx: Context,
  kind: Kind,
  question: string,
  meant: Meant | undefined,
  asOf: string,
  dispute?: string,
): Promise<Candidate[]> {
  const query = question.slice(0, LONGEST_WEIGHED)
  const ranker = kind === 'law' && !ctx.llm.embed ? rankerOf(ctx.shelf) : undefined
  const [candidates, common] = await Promise.all([
    gather(ctx, kind, question, meant, asOf),
    ranker && commonness(ctx.db, 'law', query),
  ])
  // The final score is about the chance that a passage answers: the trained reranker's for laws, the fused score for the rest.
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
