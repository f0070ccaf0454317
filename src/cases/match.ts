import { and, eq, inArray, ne } from 'drizzle-orm'
import { z } from 'zod'
import { requireRole } from '../auth/index.ts'
import { type Context, inTransaction } from '../context.ts'
import { cases, parties } from '../db/index.ts'
import {
  currentTable,
  type Experience,
  type Matter,
  mustAvoid,
  rankTeams,
  type Team,
  trainedWomen,
  weights,
} from '../directory/index.ts'
import { AppError } from '../errors.ts'
import { finished, type Status } from './lifecycle.ts'
import { words } from './open.ts'
import { type Case, loadCase } from './read.ts'
import { beijingDay } from './reading/days.ts'
import { ageOn } from './reading/identity.ts'
import { record } from './timeline.ts'

export const MatchCase = z.strictObject({
  caseId: z.string(),
  dialect: words(20).optional(),
  gender: z.enum(['female', 'male']).optional(),
  street: words(60).optional(),
  /** What the parties chose for themselves (人民调解法19): it goes before any score. */
  choice: z
    .strictObject({ team: z.string(), mediator: words(60), by: words(60), reason: words(500).optional() })
    .optional(),
})
export type MatchCase = z.input<typeof MatchCase>

/** The first three teams for a case, each with its mediator, score and reasons; who is shut out and why; and the parties' choice. */
export const Matches = z.object({
  matches: z.array(
    z.object({
      team: z.object({ code: z.string(), name: z.string() }),
      mediator: z.object({ name: z.string(), gender: z.enum(['female', 'male']) }),
      score: z.number(),
      parts: z.array(
        z.object({
          factor: z.enum(Object.keys(weights) as [keyof typeof weights]),
          points: z.number(),
          words: z.string(),
        }),
      ),
      for: z.array(z.string()),
      against: z.array(z.string()),
      companion: z.string().optional(),
    }),
  ),
  avoided: z.array(z.object({ team: z.string(), mediator: z.string().optional(), reason: z.string() })),
  chosen: z
    .object({ team: z.string(), mediator: z.string(), by: z.string(), companion: z.string().optional() })
    .optional(),
})
export type Matches = z.infer<typeof Matches>

/**
 * Offers the first three teams for a case. With a `choice` of the parties, theirs is set on the case and recorded, whatever
 * its score. Throws `conflict` for a choice that avoidance forbids (near relatives, interest), `not_found` for an unknown one.
 */
export async function matchCase(ctx: Context, input: MatchCase): Promise<Matches> {
  requireRole(ctx, 'case.match')
  const { caseId, choice, ...wishes } = MatchCase.parse(input)
  return inTransaction(ctx, async (tx) => {
    if (choice) await tx.db.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
    const file = await loadCase(tx, caseId)
    const { items: teams } = await currentTable(tx, 'teams')
    const matter = matterOf(file, wishes)
    const experience = await experienceOf(tx, caseId)
    const { ranked, avoided } = rankTeams(matter, teams, experience)
    const chosen = choice && (await choose(tx, file, teams, matter, choice))
    return { matches: ranked.slice(0, 3), avoided, chosen }
  })
}

function matterOf(file: Case, { dialect, gender, street }: Pick<MatchCase, 'dialect' | 'gender' | 'street'>): Matter {
  const applicant = file.parties.find(({ role }) => role === 'applicant')
  const day = beijingDay(file.receivedAt)
  const minor = file.parties.some(({ idNumber, details }) => {
    const born = idNumber && /^\d{17}[\dXx]$/.test(idNumber) ? bornOf(idNumber) : (details.birth ?? details.出生日期)
    return born !== undefined && /^\d{4}-\d\d-\d\d$/.test(born) && ageOn(born, day) < 18
  })
  const wished = applicant?.details.dialect ?? applicant?.details.方言
  const dialects = [dialect ?? wished].filter((it) => it !== undefined)
  return {
    subtype: file.disputeType ?? file.assessed?.subtype,
    street: street ?? file.street ?? applicant?.address,
    dialects,
    gender,
    dangers: [...new Set([...file.redFlags, ...(minor ? ['minor'] : [])])],
    parties: file.parties
      .filter(({ role }) => role !== 'witness')
      .map(({ id, name, kind, address, details }) => ({
        id,
        name,
        kind,
        address,
        employer: details.employer ?? details.工作单位,
      })),
  }
}

const bornOf = (id: string) => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`

const agreed = ['agreed_written', 'agreed_oral']

/** What the archive knows of each mediator by name, other than this case. */
async function experienceOf(tx: Context, caseId: string): Promise<(name: string) => Experience> {
  const rows = await tx.db
    .select({ id: cases.id, mediator: cases.mediator, status: cases.status, outcome: cases.outcome })
    .from(cases)
    .where(ne(cases.id, caseId))
  const held = rows.filter(({ mediator }) => mediator)
  const met = held.length
    ? await tx.db
        .select({ mediator: cases.mediator, name: parties.name })
        .from(parties)
        .innerJoin(cases, and(eq(cases.id, parties.caseId), ne(cases.id, caseId)))
        .where(inArray(cases.mediator, [...new Set(held.map(({ mediator }) => mediator!))]))
    : []
  return (name) => {
    const own = held.filter(({ mediator }) => mediator === name)
    const over = own.filter(({ status, outcome }) => finished.includes(status as Status) || outcome)
    return {
      open: own.filter(({ status }) => !finished.includes(status as Status)).length,
      finished: over.length,
      agreed: over.filter(({ outcome }) => agreed.includes(outcome ?? '')).length,
      met: new Set(met.filter(({ mediator }) => mediator === name).map((it) => it.name)),
    }
  }
}

type Choice = NonNullable<z.infer<typeof MatchCase>['choice']>

async function choose(
  tx: Context,
  file: Case,
  teams: Team[],
  matter: Matter,
  { team: code, mediator, by, reason }: Choice,
): Promise<NonNullable<Matches['chosen']>> {
  if (finished.includes(file.status)) throw new AppError('conflict', '案件已结,不能再选调解员')
  const team = teams.find((it) => it.code === code)
  const member = team?.members.find(({ name }) => name === mediator)
  if (!team || !member) throw new AppError('not_found', '没有这支队伍或这位调解员', { team: code })
  const forbidden = mustAvoid(member, matter)
  if (forbidden) throw new AppError('conflict', `${forbidden},依法应当回避,请另选`, { rule: 'avoidance' })
  const women = trainedWomen(
    team,
    team.members.filter((it) => !mustAvoid(it, matter)),
    matter,
  )
  if (women?.length === 0)
    throw new AppError('conflict', '涉家暴或未成年人,须有受过训练的女性成员参加,这支队伍没有,请另选', {
      rule: 'trained',
    })
  const companion = women && !women.includes(member) ? women[0]!.name : undefined
  await tx.db
    .update(cases)
    .set({ mediator, teamCode: code, version: file.version + 1, updatedAt: tx.now() })
    .where(eq(cases.id, file.id))
  await record(tx, file.id, 'case.mediatorChosen', {
    team: code,
    mediator,
    by,
    companion,
    reason,
    before: file.mediator,
  })
  return { team: code, mediator, by, companion }
}
