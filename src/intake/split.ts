import type { Shelf } from '../context.ts'
import { clauses } from '../text/index.ts'
import { classify, type Guess } from './classify.ts'

export type Claim = Guess & { claim: string }

const turn =
  /^(?:另外|还有(?:就是|一件|个)?|再(?:就是|一个|说)|第[二三]|其次|二来|同时还|顺便|除了这个|对了|然后还有|此外|也想问)/
/** A part must speak this clearly for a dispute of its own. */
const clear = 0.5

/** One text, its disputes: the parts that turn to another matter, each with its own words. Best first. */
export function splitDisputes(shelf: Shelf, text: string, whole: Guess[]): Claim[] {
  const parts = partsOf(text)
  const main = { ...whole[0]!, claim: claimOf(text) }
  if (parts.length < 2) return [main]
  const read = parts
    .filter((part) => part.length >= 8)
    .map((part) => ({ ...classify(shelf, part).guesses[0]!, claim: claimOf(part) }))
    .filter(({ confidence }) => confidence >= clear)
  const distinct = [...new Map(read.map((claim) => [claim.subtype, claim])).values()]
  if (distinct.length < 2) return [main]
  return distinct.sort((a, b) => b.confidence - a.confidence).slice(0, 4)
}

/** The text cut where the speaker turns to something else. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  for (const { quote } of clauses(text)) {
    const clean = quote.trim()
    if (turn.test(clean) || parts.length === 0) parts.push(clean)
    else parts[parts.length - 1] += `,${clean}`
  }
  return parts
}

/** The clause that says what is wanted, or the first words. */
function claimOf(text: string): string {
  const wanted = clauses(text).find(({ quote }) =>
    /要求|希望|想(?:要|让|把|拿)|请求|能不能|赔|退|还我|怎么办/.test(quote),
  )
  const words = (wanted?.quote ?? text).trim()
  return words.length > 80 ? `${words.slice(0, 80)}…` : words
}
