import { z } from 'zod'
import { addDays, addWorkingDays, daysBetween, nextWorkingDay } from '../calculators/index.ts'
import { beijingDay, type Case, dayInWords, getSchedule, getTimeline, isOpen, yuanOf } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { currentTable } from '../directory/index.ts'

/** What comes next that has a day: negative where it has passed. `basis` is empty for a custom of the centre. */
export const Deadline = z.object({
  on: z.string(),
  what: z.string(),
  daysLeft: z.number().int(),
  basis: z.array(z.string()),
})
export type Deadline = z.infer<typeof Deadline>

type Due = Omit<Deadline, 'daysLeft'>

/** The next day that counts in a case: something overdue first, else whatever comes first. */
export async function nextDeadline(ctx: Context, file: Case): Promise<Deadline | undefined> {
  const today = beijingDay(ctx.now().toISOString())
  const rows = await getTimeline(ctx, file.id)
  const dayOf = (to: string) => {
    const row = rows.findLast(({ event, details }) => event === 'case.advanced' && details.to === to)
    return row && beijingDay(row.at)
  }
  const all = [
    ...(await owed(ctx, file.id)),
    ...confirmation(file, dayOf('effective')),
    ...(await mediation(ctx, file, dayOf)),
  ]
  // Thirty days that are over are no deadline any more; a debt or a mediation that is over still is.
  const [first] = all
    .filter(({ on, basis }) => on >= today || !basis.includes('law:人民调解法#33'))
    .toSorted((a, b) => a.on.localeCompare(b.on))
  return first && { ...first, daysLeft: daysBetween(today, first.on) }
}

async function owed(ctx: Context, caseId: string): Promise<Due[]> {
  const { items } = await getSchedule(ctx, caseId)
  return items.filter(isOpen).flatMap(({ lastDay, clause, leftFen }) =>
    lastDay
      ? [
          {
            on: lastDay,
            what: `履行协议第${clause}条${leftFen === undefined ? '' : `,还有${yuanOf(leftFen)}`}`,
            basis: ['law:人民调解法#31'],
          },
        ]
      : [],
  )
}

/** Thirty days from the agreement's effect, while nothing has come of it yet. 人民调解法33;民诉205 */
const confirmation = ({ status }: Case, signedOn?: string): Due[] =>
  signedOn && ['effective', 'performing', 'breached'].includes(status)
    ? [
        {
          on: nextWorkingDay(addDays(signedOn, 30)),
          what: '双方共同申请司法确认',
          basis: ['law:人民调解法#33', 'law:民事诉讼法#205'],
        },
      ]
    : []

/** How long mediation takes: labour fifteen days (劳调14), medicine thirty working days (医纠38), else what the centre keeps to. */
async function mediation(ctx: Context, file: Case, dayOf: (to: string) => string | undefined): Promise<Due[]> {
  const assigned = dayOf('assigned')
  if (file.status === 'assigned' && assigned)
    return [{ on: addWorkingDays(assigned, 1), what: `接单并联系双方(${dayInWords(assigned)}派出)`, basis: [] }]
  if (!['accepted', 'investigating', 'mediating'].includes(file.status)) return []
  const began = dayOf('accepted') ?? beijingDay(file.receivedAt)
  if (file.type === 'labor')
    return [
      {
        on: addDays(beijingDay(file.receivedAt), 15),
        what: '劳动争议调解期满,未达成的可以仲裁',
        basis: ['law:劳动争议调解仲裁法#14'],
      },
    ]
  if (file.type === 'medical')
    return [
      {
        on: addWorkingDays(began, 30),
        what: '医疗纠纷调解期满(鉴定时间不算)',
        basis: ['law:医疗纠纷预防和处理条例#38'],
      },
    ]
  const days = (await currentTable(ctx, 'params')).items.find(({ name }) => name === 'mediation_days')?.value
  return typeof days === 'number'
    ? [{ on: addDays(began, days), what: `调解期限(本中心${days}日,双方同意可延)`, basis: [] }]
    : []
}
