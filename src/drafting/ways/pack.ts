import { z } from 'zod'
import { requireRole } from '../../auth/index.ts'
import { type Calculation, calculate, paramTable } from '../../calculators/index.ts'
import { toCapitals, widen, yuanOf } from '../../cases/index.ts'
import type { Context } from '../../context.ts'
import { currentTable } from '../../directory/index.ts'
import { AppError } from '../../errors.ts'
import { findSubtype } from '../../knowledge/index.ts'
import { sourcesOf, textOf } from '../content.ts'
import { missing } from '../placeholder.ts'
import { type Aid, aidOf } from './aid.ts'
import { packContent } from './content.ts'
import { evidenceOf } from './evidence.ts'
import { limitsOf } from './limits.ts'
import { noticeOf } from './notice.ts'
import { type Route, routeNames, routes, type Way, weighRoutes } from './routes.ts'
import { type Situation, situationOf } from './situation.ts'

/** Where to go: an office of the centre's own directory. */
const Place = z.object({
  code: z.string(),
  name: z.string(),
  why: z.string(),
  bring: z.string(),
  hours: z.string(),
  phone: z.string(),
  basis: z.array(z.string()),
})
export type Office = z.infer<typeof Place>

/** A ready pack for when mediation or performance fails. 出路包 */
export const WayOut = z.object({
  caseId: z.string(),
  route: z.enum(routes),
  title: z.string(),
  /** Whose pack it is. */
  forParty: z.string().optional(),
  /** False where the way asked for does not fit, or nothing needs to be done yet. */
  fits: z.boolean(),
  why: z.string(),
  routes: z.array(
    z.object({
      route: z.enum(routes),
      title: z.string(),
      fit: z.enum(['best', 'possible', 'no']),
      why: z.string(),
      needs: z.array(z.object({ text: z.string(), met: z.enum(['yes', 'no', 'ask']) })),
      basis: z.array(z.string()),
    }),
  ),
  notice: z.string(),
  claimFen: z.number().int(),
  limits: z.array(
    z.object({
      what: z.string(),
      fromOn: z.string().optional(),
      from: z.string(),
      lastDay: z.string().optional(),
      daysLeft: z.number().int().optional(),
      note: z.string().optional(),
      basis: z.array(z.string()),
    }),
  ),
  evidence: z.array(
    z.object({
      name: z.string(),
      must: z.boolean(),
      held: z.array(
        z.object({ kind: z.enum(['document', 'record', 'proof', 'party']), id: z.string(), label: z.string() }),
      ),
      note: z.string().optional(),
    }),
  ),
  where: z.array(Place),
  fee: z.object({ words: z.string(), amountFen: z.number().int().optional(), basis: z.array(z.string()) }),
  aid: z.object({
    may: z.boolean(),
    grounds: z.array(z.object({ text: z.string(), basis: z.array(z.string()) })),
    note: z.string(),
  }),
  text: z.string(),
  sources: z.array(z.object({ sentence: z.string(), label: z.string(), refs: z.array(z.string()) })),
})
export type WayOut = z.infer<typeof WayOut>

export const GetWayOut = z.strictObject({
  caseId: z.string(),
  /** Another way than the one that fits best. */
  route: z.enum(routes).optional(),
  /** The party whose pack it is: the one to whom most is overdue, else the applicant. */
  party: z.string().optional(),
})
export type GetWayOut = z.input<typeof GetWayOut>

/**
 * Where a matter can go now, which way fits and why, with notice, time limits, evidence, offices, costs and legal aid. Made from
 * what both sides may read; what no record has is asked for (【待补充】). Throws `not_found`.
 */
export async function wayOut(ctx: Context, input: GetWayOut): Promise<WayOut> {
  return (await madePack(ctx, input)).pack
}

/** The same with its document, for whoever exports it. */
export async function madePack(ctx: Context, input: GetWayOut) {
  requireRole(ctx, 'case.read')
  const { caseId, route: asked, party } = GetWayOut.parse(input)
  const situation = await situationOf(ctx, caseId, party)
  const { file } = situation.reading
  if (party !== undefined && !file.parties.some(({ id }) => id === party))
    throw new AppError('not_found', '这个案件里没有这位当事人', { party })
  const ways = weighRoutes(situation)
  const way = ways.find(({ route }) => (asked ? route === asked : true))!
  const chosen: Way = asked || way.fit !== 'no' ? way : ways.find(({ route }) => route === idle(situation))!
  const parts = {
    route: chosen.route,
    ways,
    way: chosen,
    limits: limitsOf(chosen.route, situation),
    evidence: evidenceOf(
      chosen.route,
      situation,
      file.disputeType ? (findSubtype(ctx, file.disputeType)?.evidence ?? []) : [],
    ),
    where: await officesOf(ctx, chosen.route, situation),
    fee: feeOf(chosen.route, situation, (await currentTable(ctx, 'params')).items),
    aid: aidOf(situation),
    notice: noticeOf(chosen, situation, ctx.config.CENTRE_NAME),
  }
  const content = packContent(situation, parts, ctx.config.CENTRE_NAME)
  const pack: WayOut = {
    caseId,
    route: chosen.route,
    title: routeNames[chosen.route],
    forParty: situation.creditorId,
    fits: chosen.fit !== 'no',
    why: chosen.why,
    routes: ways,
    notice: widen(parts.notice.map(({ text }) => text).join('\n')),
    claimFen: situation.overdueFen,
    limits: parts.limits,
    evidence: parts.evidence,
    where: parts.where,
    fee: parts.fee,
    aid: parts.aid,
    text: textOf(content),
    sources: sourcesOf(content),
  }
  return { pack, content }
}

export type Parts = {
  route: Route
  ways: Way[]
  way: Way
  limits: ReturnType<typeof limitsOf>
  evidence: ReturnType<typeof evidenceOf>
  where: Office[]
  fee: WayOut['fee']
  aid: Aid
  notice: ReturnType<typeof noticeOf>
}

/** While nothing is overdue the pack tells of the way the case would take. */
const idle = ({ confirmedOn, labour, administrative, moneyOnly }: Situation): Route =>
  confirmedOn
    ? 'enforcement'
    : administrative
      ? 'adminReview'
      : labour
        ? 'laborArbitration'
        : moneyOnly
          ? 'paymentOrder'
          : 'suit'

const officeOf: Record<Route, string> = {
  enforcement: 'court',
  confirmation: 'court',
  paymentOrder: 'court',
  suit: 'court',
  laborArbitration: 'hr_social',
  ruralArbitration: 'agri',
  adminReview: 'justice',
}

async function officesOf(ctx: Context, route: Route, situation: Situation): Promise<Office[]> {
  const { items } = await currentTable(ctx, 'departments')
  const place = (code: string, why: string): Office[] => {
    const row = items.find((it) => it.code === code)
    return row
      ? [
          {
            code,
            name: row.name,
            why,
            bring: row.bring,
            hours: row.hours,
            phone: row.phone ?? missing(`${row.name}窗口电话`),
            basis: row.basis,
          },
        ]
      : []
  }
  return [
    ...place(officeOf[route], whichCourt(route, situation)),
    // Unpaid wages may be reported at once, beside any other way (农资10).
    ...(situation.labour && route !== 'laborArbitration' ? place('hr_social', '拖欠工资可以同时向劳动监察投诉') : []),
    ...(aidOf(situation).may ? place('legal_aid', '申请法律援助') : []),
  ]
}

function whichCourt(route: Route, { reading, debtorId }: Situation): string {
  const debtor = reading.identities.find(({ partyId }) => partyId === debtorId)
  const home = debtor?.address ? '' : missing('对方住所地')
  switch (route) {
    case 'enforcement':
      return '作出确认裁定的法院,或者同级的财产所在地法院'
    case 'confirmation':
      return '当事人住所地、标的物所在地或调解组织所在地的基层法院,任选一处(法院邀请调解的,向该法院提出)'
    case 'paymentOrder':
      return `债务人住所地的基层法院${home}`
    case 'laborArbitration':
      return '劳动合同履行地或用人单位所在地的仲裁委员会'
    case 'ruralArbitration':
      return '土地所在地的农村土地承包仲裁委员会'
    case 'adminReview':
      return '作出决定的机关的本级政府(司法局为复议机构)'
    default:
      return `被告住所地的法院;合同纠纷也可以到合同履行地,房产土地纠纷到不动产所在地${home}`
  }
}

const feeRoutes = {
  enforcement: 'execution',
  confirmation: 'confirmation',
  paymentOrder: 'paymentOrder',
  suit: 'suit',
  laborArbitration: 'laborArbitration',
} as const

function feeOf(route: Route, { overdueFen }: Situation, rows: Parameters<typeof paramTable>[0]): WayOut['fee'] {
  if (route === 'ruralArbitration' || route === 'adminReview') return { words: '不收费', amountFen: 0, basis: [] }
  const free = route === 'confirmation' || route === 'laborArbitration'
  if (!free && overdueFen === 0)
    return {
      words: `按请求的金额计算${missing('请求金额')}`,
      basis: ['law:诉讼费用交纳办法#13', 'law:诉讼费用交纳办法#14'],
    }
  const result: Calculation = calculate(
    'fees',
    { route: feeRoutes[route], ...(free ? {} : { amountFen: overdueFen }) },
    paramTable(rows),
  )
  const words = free
    ? '不收费'
    : `按${yuanOf(overdueFen)}(大写:${toCapitals(overdueFen)})计约${yuanOf(result.totalFen ?? 0)}${route === 'enforcement' ? ',由被执行人负担,申请人不预交' : ''}`
  return { words, amountFen: result.totalFen, basis: result.basis }
}
