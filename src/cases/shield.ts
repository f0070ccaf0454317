import { findPersonal } from '../text/index.ts'
import type { Audience, CaseFile, CaseRecord } from './read.ts'
import { visibleTo } from './read.ts'

const kept = '［已保密］'
const hiddenKinds = new Set(['电话', '地址', '微信', 'QQ', '邮箱', '位置'])

/** Whether where people live and how they are reached must not pass between the sides: cases with violence at home (domain.md 7). */
export const isShielded = ({ redFlags }: Pick<CaseFile, 'redFlags'>): boolean => redFlags.includes('dv')

/**
 * A case as an audience may see it: nothing said in another's confidence, and in a case of violence at home nobody's
 * address or number but one's own, neither in the registration nor in the words of a record.
 */
export function asSeenBy<T extends CaseFile>(file: T, audience: Audience): T {
  const records = visibleTo(file.records, audience)
  if (audience === 'mediator' || !isShielded(file)) return { ...file, records }
  const own = (partyId?: string) => partyId !== undefined && partyId === audience
  const secrets = file.parties
    .filter(({ id, kind }) => kind === 'person' && !own(id))
    .flatMap(({ phone, address }) => [phone, address])
    .filter((it) => it !== undefined && it.length >= 4) as string[]
  return {
    ...file,
    statement: cover(file.statement, secrets),
    parties: file.parties.map((party) =>
      party.kind === 'person' && !own(party.id) ? { ...party, phone: undefined, address: undefined } : party,
    ),
    records: records.map(
      (record): CaseRecord => (own(record.party) ? record : { ...record, text: cover(record.text, secrets) }),
    ),
  }
}

function cover(text: string, secrets: string[]): string {
  const plain = secrets.reduce((out, secret) => out.replaceAll(secret, kept), text)
  return findPersonal(plain)
    .filter(({ kind }) => hiddenKinds.has(kind))
    .toSorted((a, b) => b.start - a.start)
    .reduce((out, { start, end }) => out.slice(0, start) + kept + out.slice(end), plain)
}
