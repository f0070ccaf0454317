import type { Identity } from '../../cases/index.ts'
import type { Content, Item } from '../content.ts'
import { missing } from '../placeholder.ts'

const roles: Record<string, string> = {
  applicant: '申请人',
  respondent: '被申请人',
  third: '第三人',
  agent: '委托代理人',
  guardian: '法定代理人',
  guarantor: '保证人',
  witness: '见证人',
}

/** What a party is called in a document. */
export const roleName = (role: string): string => roles[role] ?? '当事人'

/** A child by its papers; where no paper tells its age, one of whom a record names the guardian. */
const minor = ({ kind, age, guardian }: Identity): boolean =>
  kind === 'person' && (age === undefined ? guardian !== undefined : age < 18)

/** Who acts for a child: the one the records name, else the guardian registered with the case who stands next to it. */
function guardianOf(
  child: Identity,
  all: Identity[],
): { name: string; relation?: string; partyId?: string } | undefined {
  if (!minor(child)) return undefined
  const registered = all.filter(({ role }) => role === 'guardian')
  if (child.guardian)
    return { ...child.guardian, partyId: registered.find(({ name }) => name === child.guardian!.name)?.partyId }
  return all.slice(all.indexOf(child)).find(({ role }) => role === 'guardian') ?? registered[0]
}

/** The places where the parties sign an agreement: a child's by its guardian, beside an agent's where its mandate may reach that far. */
export function signaturesOf(signing: Identity[]): Content['signatures'] {
  const guardians = new Map(signing.map((it) => [it.partyId, guardianOf(it, signing)]))
  const signed = new Set([...guardians.values()].map((it) => it?.partyId))
  return signing
    .filter(({ role, partyId }) => role !== 'guardian' || !signed.has(partyId))
    .map((identity) => ({ who: identity.partyId, label: signatureOf(identity, guardians.get(identity.partyId)) }))
}

function signatureOf(identity: Identity, guardian: ReturnType<typeof guardianOf>): string {
  const { name, role, kind, agent, standIn, legalRepresentative } = identity
  const party = `${roleName(role)}${name}`
  if (guardian) return `${party}的法定代理人${guardian.name}(签名或按指印)`
  if (agent && agent !== legalRepresentative && standIn?.authority !== 'general')
    return `${party}(${kind === 'organization' ? '盖章' : '签名或按指印'}),委托代理人${agent}(签名或按指印)`
  return `${party}(签名、盖章或按指印)`
}

/** Who signs a form for these parties: a minor's statutory representative in its place, saying how they are related. */
export function signersOf(identities: Identity[], asked: readonly string[]): Content['signatures'] {
  return identities
    .filter(({ role }) => asked.includes(role))
    .map((identity) => {
      const { partyId, name, role, kind } = identity
      const guardian = guardianOf(identity, identities)
      if (guardian)
        return {
          who: guardian.partyId ?? partyId,
          label: `${roleName(role)}${name}的法定代理人${guardian.name}(签名或按指印,注明与${name}的关系)`,
        }
      const how = kind === 'organization' ? '盖章,法定代表人或代理人签名' : '签名、盖章或按指印'
      return { who: partyId, label: `${roleName(role)}${name}(${how})` }
    })
}

/**
 * Parties with their fields in the order of the official forms; what the form needs and no record has is asked for.
 * `whole` asks for each field of the application (domain.md 4, row 3), the rest only for what identifies a party.
 */
export function partyItems(identities: Identity[], { whole = false } = {}): Item[] {
  const stated = identities.filter(({ role }) => role !== 'witness')
  const items: Item[] = stated.map((identity) => ({
    text: `${roleName(identity.role)}:${identity.kind === 'organization' ? company(identity) : whole ? wholePerson(identity, identities) : person(identity, identities)}`,
    label: identity.recordIds.length > 0 ? 'record' : 'statement',
    refs: [identity.partyId, ...identity.recordIds],
  }))
  for (const role of ['applicant', 'respondent']) {
    if (!stated.some((identity) => identity.role === role))
      items.push({ text: `${roleName(role)}:${missing(`${roleName(role)}身份`)}`, label: 'template', refs: [] })
  }
  return items
}

function person(identity: Identity, all: Identity[]): string {
  const { name, gender, ethnicity, age, occupation, idNumber, phone, address, role, shielded } = identity
  const guardian = guardianOf(identity, all)
  return [
    name,
    gender,
    ethnicity,
    age === undefined ? undefined : `${age}周岁`,
    occupation,
    idNumber ? `居民身份证号${idNumber}` : missing(`${name}的居民身份证号`),
    shielded ? '联系方式和住址由调解委员会另册保管' : undefined,
    shielded
      ? undefined
      : phone
        ? `联系电话${phone}`
        : guardian || role === 'guarantor'
          ? undefined
          : missing(`${name}的联系电话`),
    shielded ? undefined : address ? `住${address}` : guardian ? undefined : missing(`${name}的住址`),
    guardian && `由其法定代理人${guardian.relation ? `(${guardian.relation})` : ''}${guardian.name}代为参加调解`,
    agentOf(identity),
  ]
    .filter(Boolean)
    .join(',')
}

/** Who acts for a party; where somebody came without a mandate, that it is still to be handed in. */
function agentOf({ agent, standIn, legalRepresentative }: Identity): string | undefined {
  if (agent) return agent === legalRepresentative ? undefined : `委托代理人${agent}`
  return standIn && missing(`${standIn.name}代为参加调解的授权委托书`)
}

/** 姓名 性别 民族 年龄 职业或职务 联系方式 单位或住址, in the form's order; the number of the papers last. */
function wholePerson(identity: Identity, all: Identity[]): string {
  const { name, gender, ethnicity, age, occupation, idNumber, phone, address, role } = identity
  const child = minor(identity)
  const guardian = guardianOf(identity, all)
  const side = ['applicant', 'respondent', 'third'].includes(role)
  const ask = (what: string) => (side ? missing(`${name}的${what}`) : undefined)
  return [
    name,
    gender ?? ask('性别'),
    ethnicity ?? ask('民族'),
    age === undefined ? ask('年龄') : `${age}周岁`,
    occupation ?? (child ? undefined : ask('职业或职务')),
    phone ? `联系电话${phone}` : guardian ? undefined : missing(`${name}的联系电话`),
    address ? `住${address}` : guardian ? undefined : missing(`${name}的单位或住址`),
    idNumber && `居民身份证号${idNumber}`,
    guardian && `由其法定代理人${guardian.relation ? `(${guardian.relation})` : ''}${guardian.name}代为参加调解`,
    agentOf(identity),
  ]
    .filter(Boolean)
    .join(',')
}

function company(identity: Identity): string {
  const { name, creditCode, legalRepresentative, address, phone } = identity
  return [
    name,
    creditCode ? `统一社会信用代码${creditCode}` : missing(`${name}的统一社会信用代码`),
    legalRepresentative ? `法定代表人(负责人)${legalRepresentative}` : missing(`${name}的法定代表人或负责人`),
    address ? `住所地${address}` : missing(`${name}的住所地`),
    phone && `联系电话${phone}`,
    agentOf(identity),
  ]
    .filter(Boolean)
    .join(',')
}
