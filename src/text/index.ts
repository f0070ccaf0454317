// In: the words of a person or a document, raw; for days also the day they were said on.
// Out: typed mentions (money, days, identifiers, quantities …), each with its span in the raw text and its quote.
export type { AddressMention } from './addresses.ts'
export { findAddresses } from './addresses.ts'
export type { AmountMention, AmountUnit } from './amounts.ts'
export { findAmounts } from './amounts.ts'
export { dayOn, partsOf } from './calendar.ts'
export { creditCodeHolds, idCardHolds, luhnHolds } from './checksums.ts'
export type { Deadline, Recurring } from './date-reading.ts'
export type { DateMention } from './dates.ts'
export { findDates } from './dates.ts'
export type { Folded } from './dialect.ts'
export { foldDialect } from './dialect.ts'
export {
  type Features,
  featuresOf,
  gramsOf,
  letters,
  mixed,
  namedFeatures,
  plain,
  textFeatures,
  wide,
  width,
} from './features.ts'
export { takenFor } from './homophones.ts'
export type { IdentifierKind, IdentifierMention } from './identifiers.ts'
export { findIdentifiers } from './identifiers.ts'
export { type Example, fitLinear, type Linear, randomFrom, scores, sigmoid, softmax } from './linear.ts'
export { solarOf } from './lunar.ts'
export { couldBeName, looksLikeName } from './names.ts'
export type { Polarity, Stance } from './negation.ts'
export { polarity } from './negation.ts'
export { bigrams, ngrams, shingleOverlap } from './ngrams.ts'
export type { Normalized } from './normalize.ts'
export { normalize, tidy } from './normalize.ts'
export { formatAmount, formatCapitals, formatDay, formatNumeral, parseNumeral } from './numerals.ts'
export type { OrganizationKind, OrganizationMention } from './organizations.ts'
export { findOrganizations } from './organizations.ts'
export type { KnownPerson, PersonMention } from './people.ts'
export { findPeople } from './people.ts'
export type { PersonalMention } from './personal.ts'
export { findPersonal } from './personal.ts'
export type { PercentMention, QuantityMention, QuantityUnit } from './quantities.ts'
export { findPercents, findQuantities } from './quantities.ts'
export type { Role, RoleMention } from './roles.ts'
export { findRoles } from './roles.ts'
export { clauses, sentences } from './sentences.ts'
export type { Mention, Span } from './span.ts'
export { keepLongest, overlaps } from './span.ts'
export { packTables, unpackTables } from './tables.ts'
