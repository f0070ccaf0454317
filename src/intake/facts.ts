import type { FactKey, Subtype } from '../knowledge/index.ts'
import {
  clauses,
  findAddresses,
  findAmounts,
  findDates,
  findIdentifiers,
  findOrganizations,
  findPeople,
  findQuantities,
} from '../text/index.ts'
import { cues } from './fact-cues.ts'

/** A fact with the words it was read from; money in fen, days as YYYY-MM-DD. */
export type FoundFact = { value: string | number; quote: string }

/** The facts worth taking from a telling of these kinds: what every dispute needs, what each kind needs, what is kept where told. */
export const factsOf = (all: readonly FactKey[], kinds: readonly Subtype[]): FactKey[] =>
  all.filter(({ key, general, heard }) => general || heard || kinds.some(({ facts }) => facts.includes(key)))

/** What is still to be asked: what every dispute needs and what its kinds need; a sum only where money is at stake. */
export function missingOf(
  all: readonly FactKey[],
  kinds: readonly Subtype[],
  facts: Readonly<Record<string, FoundFact>>,
  text: string,
): string[] {
  const costs = kinds.some(({ money }) => money) || /钱|赔|费|元|块|万/.test(text)
  return all
    .filter(({ key, general }) => general || kinds.some((kind) => kind.facts.includes(key)))
    .map(({ key }) => key)
    .filter((key) => !facts[key] && (key !== 'amount' || costs))
}

/** Facts of a text by key: money, days, people, places and counts by their own readers, the rest by the clause that answers. */
export function findFacts(text: string, keys: FactKey[], asOf: string): Record<string, FoundFact> {
  const parts = clauses(text)
  const facts: Record<string, FoundFact> = {}
  const put = (key: string, fact: FoundFact | undefined) => {
    if (fact && !facts[key] && keys.some((it) => it.key === key)) facts[key] = fact
  }
  put('amount', largestAmount(text))
  const [day] = findDates(text, { asOf })
  if (day) put('when_event', { value: day.on ?? day.from ?? day.to ?? day.quote, quote: day.quote })
  const [place] = findAddresses(text)
  if (place) put('where_event', { value: place.quote, quote: place.quote })
  const people = findQuantities(text).find(({ unit }) => unit === 'person')
  if (people) put('people_count', { value: people.value, quote: people.quote })
  const phone = findIdentifiers(text).find(({ kind }) => kind === 'mobile' || kind === 'landline')
  if (phone) put('who_applicant', { value: phone.quote, quote: phone.quote })
  const self = /(?:我叫|我是|本人)\s*([\p{Script=Han}]{2,4})/u.exec(text)
  if (self) put('who_applicant', { value: self[1]!, quote: self[0] })
  const organization = findOrganizations(text).find(({ generic }) => !generic)
  if (organization) {
    for (const key of ['employer_identity', 'merchant_identity', 'who_respondent']) {
      put(key, { value: organization.quote, quote: organization.quote })
    }
  }
  const other = findPeople(text).find(({ quote }) => !self?.[0].includes(quote))
  if (other) put('who_respondent', { value: other.quote, quote: other.quote })
  for (const { key, kind } of keys) {
    const cue = cues[key]
    if (!cue || facts[key]) continue
    const clause = parts.find(({ quote }) => cue.test(quote))
    if (!clause) continue
    const [money] = kind === 'amount' ? findAmounts(clause.quote) : []
    if (kind === 'amount' && !money) continue
    put(key, { value: money?.fen ?? clause.quote.trim(), quote: clause.quote.trim() })
  }
  return facts
}

function largestAmount(text: string): FoundFact | undefined {
  const sums = findAmounts(text).flatMap(({ fen, quote }) => (fen === undefined ? [] : [{ fen, quote }]))
  const [largest] = sums.sort((a, b) => b.fen - a.fen)
  return largest && { value: largest.fen, quote: largest.quote }
}
