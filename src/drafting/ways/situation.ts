import {
  beijingDay,
  type CaseDocument,
  getSchedule,
  getTimeline,
  isOpen,
  listProofs,
  type ObligationRow,
  type Proof,
  type Reading,
  type Schedule,
} from '../../cases/index.ts'
import type { Context } from '../../context.ts'
import { gather } from '../gather.ts'

/** Where a case stands when someone asks what can be done now. Only what records, timeline and schedule hold. */
export type Situation = {
  reading: Reading
  documents: CaseDocument[]
  schedule: Schedule
  proofs: Proof[]
  today: string
  /** Day the dispute was brought: limitation stops running then (时效规定12). */
  receivedOn: string
  /** Day the written or oral agreement took effect. */
  signedOn?: string
  /** Day the court's ruling was entered. */
  confirmedOn?: string
  terminatedOn?: string
  /** The agreement in force. */
  agreement?: CaseDocument
  labour: boolean
  ruralLand: boolean
  /** Not for mediation or courts of civil matters: a decision of an authority. */
  administrative: boolean
  /** Acts and payments past their last day. */
  overdue: ObligationRow[]
  overdueFen: number
  /** Whether everything overdue is a sum of money. */
  moneyOnly: boolean
  /** Open duties of the creditor towards the debtor. */
  counter: ObligationRow[]
  /** The last day on which something under the agreement is due, as the agreement has it. */
  lastDueOn?: string
  creditorId?: string
  debtorId?: string
}

/** Looks at a case from the side of one party; by default the one to whom most is overdue, else the applicant. */
export async function situationOf(ctx: Context, caseId: string, forParty?: string): Promise<Situation> {
  const { reading, documents } = await gather(ctx, caseId)
  const schedule = await getSchedule(ctx, caseId)
  const rows = await getTimeline(ctx, caseId)
  const dayOf = (to: string) => {
    const row = rows.findLast(({ event, details }) => event === 'case.advanced' && details.to === to)
    return row && beijingDay(row.at)
  }
  const { file } = reading
  const late = schedule.items.filter(({ state }) => state === 'overdue')
  const creditorId = forParty ?? mostOwed(late) ?? file.parties.find(({ role }) => role === 'applicant')?.id
  const overdue = late.filter((item) => item.creditorId === creditorId || item.creditorId === undefined)
  const debtorId =
    overdue.find(({ debtorId }) => debtorId && debtorId !== creditorId)?.debtorId ??
    file.parties.find(({ id, role }) => id !== creditorId && (role === 'respondent' || role === 'applicant'))?.id
  const [type] = (file.disputeType ?? '').split('.')
  return {
    reading,
    documents,
    schedule,
    proofs: (await listProofs(ctx, caseId)).filter(({ voided }) => !voided),
    today: beijingDay(ctx.now().toISOString()),
    receivedOn: beijingDay(file.receivedAt),
    signedOn: dayOf('effective') ?? dayOf('agreed_oral'),
    confirmedOn: dayOf('confirmed'),
    terminatedOn: dayOf('terminated'),
    agreement: documents.find(({ form, status }) => /agreement|oralAgreement/.test(form) && status === 'signed'),
    labour: type === 'labor',
    ruralLand: ['land.transfer_fee', 'land.boundary', 'land.forest_water'].includes(file.disputeType ?? ''),
    administrative: ['other.admin_complaint', 'expropriation.admin_decision'].includes(file.disputeType ?? ''),
    overdue,
    overdueFen: overdue.reduce((sum, { leftFen }) => sum + (leftFen ?? 0), 0),
    moneyOnly: overdue.length > 0 && overdue.every(({ amountFen }) => amountFen !== undefined),
    counter: schedule.items.filter((item) => isOpen(item) && item.debtorId === creditorId),
    lastDueOn: schedule.items
      .flatMap(({ dueOn, every }) => (dueOn && !every ? [dueOn] : []))
      .toSorted()
      .at(-1),
    creditorId,
    debtorId,
  }
}

function mostOwed(late: ObligationRow[]): string | undefined {
  const sums = new Map<string, number>()
  for (const { creditorId, leftFen } of late)
    if (creditorId) sums.set(creditorId, (sums.get(creditorId) ?? 0) + (leftFen ?? 1))
  return [...sums].toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
