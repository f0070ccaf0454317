import { and, between, eq, inArray, ne, notInArray, or } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import type { Context } from '../context.ts'
import { cases, parties } from '../db/index.ts'
import { bigrams } from '../text/index.ts'
import { statuses } from './lifecycle.ts'
import { loadCase, type Party } from './read.ts'

/** Registrations this far apart may be one matter (domain.md F1⑦). */
const windowDays = 90

/** How much each sign of one matter weighs; from `enough` on a person is asked. */
export const signs = {
  applicant: 0.3,
  respondent: 0.25,
  sameKind: 0.2,
  sameType: 0.1,
  words: 0.25,
  enough: 0.6,
} as const

/** An earlier or later registration that may be the same matter, and why. 疑似重复 */
export const Duplicate = z.object({
  caseId: z.string(),
  number: z.string(),
  title: z.string(),
  status: z.enum(statuses),
  receivedAt: z.string(),
  score: z.number(),
  reasons: z.array(z.string()),
})
export type Duplicate = z.infer<typeof Duplicate>

/** Registrations within 90 days that look like the same parties and matter, likeliest first; offered, never merged. Throws `not_found`. */
export async function findDuplicates(ctx: Context, caseId: string): Promise<Duplicate[]> {
  requireRole(ctx, 'case.read')
  const file = await loadCase(ctx, caseId)
  const received = new Date(file.receivedAt)
  const span = windowDays * 24 * 3_600_000
  const rows = await ctx.db
    .selectDistinct({ id: cases.id })
    .from(cases)
    .innerJoin(parties, eq(parties.caseId, cases.id))
    .where(
      and(
        ne(cases.id, caseId),
        notInArray(cases.status, ['discarded', 'archived']),
        between(cases.receivedAt, new Date(received.getTime() - span), new Date(received.getTime() + span)),
        or(
          inArray(
            parties.name,
            file.parties.map(({ name }) => name),
          ),
          inArray(parties.phone, known(file.parties, 'phone')),
          inArray(parties.idNumber, known(file.parties, 'idNumber')),
        ),
      ),
    )
    .limit(200)
  const found: Duplicate[] = []
  for (const { id } of rows) {
    const other = await loadCase(ctx, id)
    const { score, reasons } = liken(file, other)
    if (score < signs.enough) continue
    const { number, title, status, receivedAt } = other
    found.push({ caseId: id, number, title, status, receivedAt, score, reasons })
  }
  return found.sort((a, b) => b.score - a.score || a.caseId.localeCompare(b.caseId)).slice(0, 20)
}

// An empty list would match nothing on one driver and fail on the other.
const known = (people: Party[], field: 'phone' | 'idNumber'): string[] => {
  const values = people.flatMap((party) => party[field] ?? [])
  return values.length > 0 ? values : ['']
}

type Told = { statement: string; disputeType?: string; parties: Party[] }

/** How likely two registrations are one matter, from 0 to 1, with the reasons. Pure. */
export function liken(a: Told, b: Told): { score: number; reasons: string[] } {
  const reasons: string[] = []
  let score = 0
  const straight = sides(a, b, 'applicant', 'applicant', 'respondent', 'respondent')
  // The other side may have registered the same matter.
  const crossed = sides(a, b, 'applicant', 'respondent', 'respondent', 'applicant')
  const best = crossed.score > straight.score ? crossed : straight
  score += best.score
  reasons.push(...best.reasons, ...(best === crossed && crossed.score > 0 ? ['对方也来登记过'] : []))
  if (a.disputeType && a.disputeType === b.disputeType) {
    score += signs.sameKind
    reasons.push('同一类纠纷')
  } else if (a.disputeType && b.disputeType && a.disputeType.split('.')[0] === b.disputeType.split('.')[0]) {
    score += signs.sameType
    reasons.push('同一大类纠纷')
  }
  const likeness = dice(a.statement, b.statement)
  if (likeness >= 0.15) {
    score += signs.words * Math.min(1, likeness / 0.6)
    reasons.push(`说法相近(${Math.round(likeness * 100)}%)`)
  }
  // One side in common is a neighbour with many quarrels, not one matter.
  const both = best.count >= 2 || a.parties.length === 1 || b.parties.length === 1
  return { score: Math.round(Math.min(both ? 1 : signs.enough - 0.01, score) * 100) / 100, reasons }
}

function sides(a: Told, b: Told, ...[ours, theirs, ours2, theirs2]: string[]) {
  const reasons: string[] = []
  let score = 0
  let count = 0
  for (const [mine, yours, weight] of [
    [ours!, theirs!, signs.applicant],
    [ours2!, theirs2!, signs.respondent],
  ] as const) {
    const how = a.parties
      .filter(({ role }) => role === mine)
      .flatMap((one) => b.parties.filter(({ role }) => role === yours).map((other) => samePerson(one, other)))
      .sort((x, y) => (y?.share ?? 0) - (x?.share ?? 0))[0]
    if (!how) continue
    score += weight * how.share
    count += 1
    reasons.push(`${mine === 'applicant' ? '申请人' : '对方'}${how.words}`)
  }
  return { score, count, reasons }
}

/** Whether two registered parties are one person or firm, and by what. */
export function samePerson(a: Party, b: Party): { share: number; words: string } | undefined {
  const digits = (value?: string) => value?.replaceAll(/\D/g, '') || undefined
  if (a.idNumber && b.idNumber)
    return a.idNumber.toUpperCase() === b.idNumber.toUpperCase() ? { share: 1, words: '证号相同' } : undefined
  if (digits(a.phone) && digits(a.phone) === digits(b.phone))
    return { share: a.name === b.name ? 1 : 0.9, words: '电话相同' }
  if (a.name !== b.name || a.kind !== b.kind) return undefined
  if (digits(a.phone) && digits(b.phone) && a.kind === 'person') return { share: 0.7, words: '姓名相同,电话不同' }
  return { share: 1, words: '姓名相同' }
}

function dice(a: string, b: string): number {
  const [one, other] = [new Set(bigrams(a)), new Set(bigrams(b))]
  if (one.size === 0 || other.size === 0) return 0
  const shared = [...one].filter((pair) => other.has(pair)).length
  return (2 * shared) / (one.size + other.size)
}
