import { type Identity, narrow, type Reading } from '../cases/index.ts'

/** A court where both may ask for confirmation, and why there. 民诉205 */
export type Court = {
  ground: '当事人住所地' | '标的物所在地' | '调解组织所在地'
  /** The place the ground names; absent where no record tells it. */
  place?: string
  /** The court of that district, where the place names one. */
  court?: string
  of?: string
}

const region =
  /(?:(?<province>[\p{Script=Han}]{2,3}(?:省|自治区))|(?<=^|[^\p{Script=Han}]))?(?<city>[\p{Script=Han}]{2,4}?(?:市|自治州|地区))?(?<district>[\p{Script=Han}]{1,5}?(?:(?<!小|社|园|校|库|片|景)区|县|自治县))/u

/** The court of first instance for a place: 杭州市钱塘区…… → 杭州市钱塘区人民法院. */
function courtAt(place: string | undefined, cityOf: Map<string, string>): string | undefined {
  const found = region.exec(narrow(place ?? ''))?.groups
  if (!found?.district) return undefined
  return `${found.city ?? cityOf.get(found.district) ?? ''}${found.district}人民法院`
}

const immovable = /^(?:neighbor|housing_site|property_mgmt|land|expropriation)\.|house_lease|decoration/

/** The three places of 民诉205, with the courts they lead to as far as the addresses tell; a court that invited the mediation goes before them. */
export function courtsFor({ file, identities }: Reading, committee: string): Court[] {
  const cityOf = new Map(
    [...identities.map(({ address }) => address), file.statement].flatMap((text) => {
      const found = region.exec(narrow(text ?? ''))?.groups
      return found?.city && found.district ? [[found.district, found.city] as const] : []
    }),
  )
  const homes = identities
    .filter(({ role }) => role === 'applicant' || role === 'respondent')
    .map(
      ({ name, address }): Court => ({
        ground: '当事人住所地',
        of: name,
        place: address,
        court: courtAt(address, cityOf),
      }),
    )
  const seat: Court = { ground: '调解组织所在地', of: committee, place: committee, court: courtAt(committee, cityOf) }
  const house = immovable.test(file.disputeType ?? '') ? houseOf(identities) : undefined
  const thing: Court = {
    ground: '标的物所在地',
    place: house,
    court: courtAt(house, cityOf) ?? (house ? seat.court : undefined),
  }
  return [...homes, ...(immovable.test(file.disputeType ?? '') ? [thing] : []), seat]
}

/** Where the house in dispute stands: the parties' own address, where the dispute is about one. */
const houseOf = (identities: Identity[]): string | undefined =>
  identities.find(({ role, address, kind }) => role === 'applicant' && address && kind === 'person')?.address
