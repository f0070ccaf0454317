import type { Shelf } from '../context.ts'
import { clauses, foldDialect, gramsOf, plain, sigmoid } from '../text/index.ts'
import { type Guess, guess, modelsOf } from './classify.ts'
import type { Models } from './pack.ts'

export type Claim = Guess & { claim: string }

/** Words with which a speaker turns to something else. */
const turn =
  /^(?:另外|还有(?:就是|一件|个|一桩)?|再(?:就是|一个|一桩|说|有)|第[二三]|其次|二来|同时|顺便|除了这个|对了|然后还有|此外|也想问|还想问|哦对|一个是|一是|二是|另一(?:件|桩))/
const SHORTEST = 6
const MOST_CUTS = 24
const MOST_CLAIMS = 4
/** A third dispute must be this clear in its own part. */
const CLEAR = 0.5

/** A place to cut a telling in two, with what each side sounds like. */
type Cut = { left: string; right: string; first: Guess; second: Guess; turns: boolean; balance: number }

/** The best place to cut a telling in two different disputes; undefined where no cut gives two. */
export function bestCut({ dispute }: Pick<Models, 'dispute'>, text: string): Cut | undefined {
  const folded = foldDialect(text).text
  const parts = clauses(folded)
  const step = Math.max(1, Math.ceil(parts.length / MOST_CUTS))
  let best: (Cut & { worth: number }) | undefined
  for (let i = 1; i < parts.length; i += step) {
    const [left, right] = [folded.slice(0, parts[i]!.start), folded.slice(parts[i]!.start)]
    if (left.length < SHORTEST || right.length < SHORTEST) continue
    const [first, second] = [left, right].map((part) => guess({ dispute }, gramsOf(plain(part)))[0]!)
    if (first!.subtype === second!.subtype) continue
    const turns = turn.test(parts[i]!.quote.trim())
    const balance = Math.min(left.length, right.length) / folded.length
    const worth = Math.log(first!.confidence) + Math.log(second!.confidence) + (turns ? 1 : 0) + balance
    if (!best || worth > best.worth) best = { left, right, first: first!, second: second!, turns, balance, worth }
  }
  return best
}

/** What speaks for two disputes in a telling, as the numbers that `models.several` weighs. */
export function signsOf(cut: Cut, whole: Guess): number[] {
  const odds = (p: number) => Math.log((p + 0.01) / (1.01 - p))
  return [
    odds(Math.min(cut.first.confidence, cut.second.confidence)),
    odds(Math.max(cut.first.confidence, cut.second.confidence)),
    odds(whole.confidence),
    cut.turns ? 1 : 0,
    cut.balance,
    family(cut.first.subtype) === family(cut.second.subtype) ? 1 : 0,
  ]
}

const family = (subtype: string) => subtype.split('.')[0]

/**
 * One text, its disputes: the whole as one, or the parts that each tell of another matter. What the whole sounds like most
 * leads; where no part sounds like it, the parts are not believed.
 */
export function splitDisputes(shelf: Shelf, text: string, whole: Guess[]): Claim[] {
  const models = modelsOf(shelf)
  const single = [{ ...whole[0]!, claim: claimOf(text) }]
  const cut = bestCut(models, text)
  if (!cut) return single
  const signs = signsOf(cut, whole[0]!)
  const odds = signs.reduce((sum, sign, i) => sum + sign * models.several[i]!, models.several.at(-1)!)
  if (sigmoid(odds) < 0.5) return single
  const parts = [cut.left, cut.right].flatMap((part) => deeper(models, part))
  const claims = parts.map((part) => ({ ...guess(models, gramsOf(plain(part)))[0]!, claim: claimOf(part) }))
  const leading = ({ subtype }: Claim) => (subtype === whole[0]!.subtype ? 1 : 0)
  const distinct = new Map<string, Claim>()
  for (const claim of claims.sort((a, b) => leading(b) - leading(a) || b.confidence - a.confidence))
    if (!distinct.has(claim.subtype)) distinct.set(claim.subtype, claim)
  if (!distinct.has(whole[0]!.subtype)) return single
  return [...distinct.values()].slice(0, MOST_CLAIMS)
}

/** A part that holds two clear disputes of its own is two parts. */
function deeper(models: Models, part: string): string[] {
  const cut = bestCut(models, part)
  return cut?.turns && Math.min(cut.first.confidence, cut.second.confidence) >= CLEAR ? [cut.left, cut.right] : [part]
}

/** The clause that says what is wanted, or the first words. */
function claimOf(text: string): string {
  const wanted = clauses(text).find(({ quote }) =>
    /要求|希望|想(?:要|让|把|拿)|请求|能不能|赔|退|还我|怎么办/.test(quote),
  )
  const words = (wanted?.quote ?? text).trim()
  return words.length > 80 ? `${words.slice(0, 80)}…` : words
}
