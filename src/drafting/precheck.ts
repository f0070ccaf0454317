import { z } from 'zod'
import { addDays, daysBetween, nextWorkingDay } from '../calculators/index.ts'
import {
  beijingDay,
  type CaseDocument,
  dayInWords,
  Finding,
  getTimeline,
  listDocuments,
  narrow,
  type Reading,
  readObligations,
  type Status,
  validCreditCode,
  validIdNumber,
} from '../cases/index.ts'
import type { Context } from '../context.ts'
import { AppError } from '../errors.ts'
import { basisOfRule, confirmationBasis } from './basis.ts'
import { Content } from './content.ts'
import { courtsFor } from './courts.ts'
import { type Basis, basisOf, beyondMending, check } from './draft.ts'
import { chosen } from './forms/completeness.ts'

const verdicts = ['confirm', 'change', 'remove'] as const
type Verdict = (typeof verdicts)[number]

/** Why a clause stands as it does: the rule, what it found, what it rests on, and how to mend it. */
const Reason = Finding.extend({ basis: z.array(z.string()) })
type Reason = z.infer<typeof Reason>

const CheckedClause = z.object({
  position: z.number().int(),
  text: z.string(),
  /** payment: money is owed; act: something is done; other: nothing a court could enforce. */
  kind: z.enum(['payment', 'act', 'other']),
  verdict: z.enum(verdicts),
  note: z.string(),
  reasons: z.array(Reason),
})

/** Whether an agreement can be confirmed by a court, clause by clause. 司法确认预检 */
export const Precheck = z.object({
  documentId: z.string().optional(),
  version: z.number().int().optional(),
  status: z.string().optional(),
  /** ready: can be handed in; mend: something must be changed first; unfit: cannot be confirmed as it is. */
  verdict: z.enum(['ready', 'mend', 'unfit']),
  obstacles: z.array(z.string()),
  clauses: z.array(CheckedClause),
  /** What concerns the agreement as a whole. */
  whole: z.array(Reason),
  countdown: z.object({
    state: z.enum(['notStarted', 'green', 'yellow', 'red', 'expired', 'applied', 'confirmed']),
    effectiveOn: z.string().optional(),
    /** Last day to apply; moved to the next working day where it falls on a day off. */
    lastOn: z.string().optional(),
    /** Days since the agreement took effect. */
    day: z.number().int().optional(),
    daysLeft: z.number().int().optional(),
    note: z.string(),
    basis: z.array(z.string()),
  }),
  applicants: z.object({ names: z.array(z.string()), note: z.string(), basis: z.array(z.string()) }),
  courts: z.array(
    z.object({
      ground: z.string(),
      of: z.string().optional(),
      place: z.string().optional(),
      court: z.string().optional(),
      basis: z.array(z.string()),
    }),
  ),
  courtNote: z.string(),
  materials: z.array(
    z.object({
      name: z.string(),
      /** check: a person must look; notNeeded: this agreement asks for none. */
      state: z.enum(['there', 'missing', 'check', 'notNeeded']),
      detail: z.string(),
      basis: z.array(z.string()),
    }),
  ),
})
export type Precheck = z.infer<typeof Precheck>

export const PrecheckInput = z.strictObject({ caseId: z.string(), documentId: z.string().optional() })
export type PrecheckInput = z.input<typeof PrecheckInput>

/**
 * The agreement of a case (or the one named) as a court would look at it: each clause, the thirty days, the courts of 民诉205 and
 * the papers. A case without an agreement is told so, not refused. Throws `not_found` for a document of another case.
 */
export async function precheck(ctx: Context, input: PrecheckInput): Promise<Precheck> {
  const { caseId, documentId } = PrecheckInput.parse(input)
  const documents = await listDocuments(ctx, caseId)
  const document = agreementOf(documents, documentId)
  if (!document) return withoutAgreement()
  const basis = await basisOf(ctx, document)
  const content = Content.parse(document.content)
  const findings = (await check(ctx, content, basis)).filter(({ rule }) => rule !== 'NEUTRAL')
  const clauses = clausesOf(content, findings, basis)
  const whole = findings.filter((it) => clauseOf(it) === undefined).map(reasonOf)
  const countdown = await countdownOf(ctx, basis.reading.file)
  const obstacles = obstaclesIn({ document, clauses, whole, countdown })
  return {
    documentId: document.id,
    version: document.version,
    status: document.status,
    verdict: obstacles.unfit.length > 0 ? 'unfit' : obstacles.mend.length > 0 ? 'mend' : 'ready',
    obstacles: [...obstacles.unfit, ...obstacles.mend],
    clauses,
    whole,
    countdown,
    applicants: applicantsOf(basis.reading),
    ...courtsOf(basis.reading, content.committee),
    materials: materialsOf({ documents, document, content, reading: basis.reading, findings }),
  }
}

function agreementOf(documents: CaseDocument[], documentId?: string): CaseDocument | undefined {
  if (documentId === undefined) return chosen('agreement', documents)[0] ?? chosen('oralAgreement', documents)[0]
  const found = documents.find(({ id }) => id === documentId)
  if (!found) throw new AppError('not_found', '这个案件没有这份文书', { documentId })
  if (found.form !== 'agreement' && found.form !== 'oralAgreement')
    throw new AppError('invalid', '预检的应是调解协议书', { field: 'documentId' })
  return found
}

const withoutAgreement = (): Precheck => ({
  verdict: 'unfit',
  obstacles: ['还没有调解协议书'],
  clauses: [],
  whole: [],
  countdown: { state: 'notStarted', note: '协议签名盖章生效后开始计算', basis: confirmationBasis.limit },
  applicants: { names: [], note: '由双方共同申请', basis: confirmationBasis.applicants },
  courts: [],
  courtNote: '',
  materials: [],
})

const clauseOf = ({ where }: Finding): number | undefined => {
  const n = /^协议内容第(\d+)条$/.exec(where)?.[1]
  return n === undefined ? undefined : Number(n) - 1
}
const reasonOf = (it: Finding): Reason => ({ ...it, basis: basisOfRule[it.rule] ?? [] })

/** Rules whose defect no rewording mends: the clause goes, or is left out of the application. */
const removing = [...beyondMending, 'LABOUR']

function clausesOf(content: Content, findings: Finding[], { reading }: Basis): z.infer<typeof CheckedClause>[] {
  const items = content.sections.find(({ key }) => key === 'terms')?.items ?? []
  const texts = items.map(({ text }) => narrow(text).replace(/。$/, ''))
  const at = reading.settlement.clauses.at(-1)?.at ?? reading.file.updatedAt
  const owed = readObligations(texts, at, reading.names)
  const labour = reading.file.disputeType?.startsWith('labor.') ?? false
  return items.map(({ text }, i) => {
    const own = owed.filter(({ clause }) => clause === i)
    const kind = own.some(({ amountFen }) => amountFen !== undefined) ? 'payment' : own.length > 0 ? 'act' : 'other'
    const reasons = findings.filter((it) => clauseOf(it) === i).map(reasonOf)
    if (labour && kind !== 'payment')
      reasons.push(
        reasonOf({
          rule: 'LABOUR',
          level: 'warn',
          where: `协议内容第${i + 1}条`,
          message: '劳动争议只有给付义务可以申请司法确认',
          fix: '这一条留在协议里,不列入确认申请;需要时申请仲裁审查确认',
        }),
      )
    const verdict: Verdict = reasons.some(
      ({ rule, level }) => removing.includes(rule) && (level === 'block' || rule === 'LABOUR'),
    )
      ? 'remove'
      : reasons.some(({ level }) => level === 'block')
        ? 'change'
        : 'confirm'
    return { position: i + 1, text, kind, verdict, note: noteOn(verdict, kind), reasons }
  })
}

function noteOn(verdict: Verdict, kind: 'payment' | 'act' | 'other'): string {
  if (verdict === 'remove') return '移出:这一条不能列入司法确认'
  if (verdict === 'change') return '须先改正'
  if (kind === 'other') return '可以确认,但没有给付内容,不能据以申请强制执行'
  return kind === 'act' ? '可以确认;行为义务的标准和期限应写明' : '可以确认'
}

/** Thirty days from the day the agreement took effect, that day not counted (民法典201); yellow from day 20, red from day 27. */
async function countdownOf(ctx: Context, { id, status }: Reading['file']): Promise<Precheck['countdown']> {
  const timeline = await getTimeline(ctx, id)
  const step = timeline.findLast(
    ({ event, details }) => event === 'case.advanced' && (details.action === 'sign' || details.to === 'agreed_oral'),
  )
  if (!step) return { state: 'notStarted', note: '协议签名盖章生效后开始计算', basis: confirmationBasis.limit }
  const effectiveOn = beijingDay(step.at)
  const today = beijingDay(ctx.now().toISOString())
  const end = addDays(effectiveOn, 30)
  const lastOn = nextWorkingDay(end)
  const day = daysBetween(effectiveOn, today)
  const running = today > lastOn ? 'expired' : day >= 27 ? 'red' : day >= 20 ? 'yellow' : 'green'
  return {
    state: confirmedStates.includes(status) ? 'confirmed' : status === 'confirm_pending' ? 'applied' : running,
    effectiveOn,
    lastOn,
    day,
    daysLeft: Math.max(0, daysBetween(today, lastOn)),
    note: lastOn === end ? '' : `第三十日${dayInWords(end)}是休息日,顺延到下一个工作日(民法典第二百零三条)`,
    basis: confirmationBasis.limit,
  }
}
const confirmedStates: Status[] = ['confirmed', 'enforcement']

type Judged = Pick<Precheck, 'clauses' | 'whole' | 'countdown'> & { document: CaseDocument }

function obstaclesIn({ document, clauses, whole, countdown }: Judged): { unfit: string[]; mend: string[] } {
  const unfit: string[] = []
  const mend: string[] = []
  const left = clauses.filter(({ verdict }) => verdict !== 'remove')
  if (!left.some(({ kind }) => kind !== 'other')) unfit.push('没有可以确认的给付内容')
  if (countdown.state === 'expired')
    unfit.push(`协议${dayInWords(countdown.effectiveOn!)}生效,申请期限已于${dayInWords(countdown.lastOn!)}届满`)
  if (whole.some(({ rule }) => rule === 'D12')) unfit.push('有虚假调解的风险,先报主管审查')
  if (document.form === 'oralAgreement') mend.push('口头协议须先补做书面的调解协议书')
  else if (document.status !== 'signed') mend.push('协议书还没有签署盖章')
  for (const { position, verdict } of clauses) {
    if (verdict === 'change') mend.push(`第${position}条须先改正`)
    if (verdict === 'remove') mend.push(`第${position}条不能列入确认申请`)
  }
  mend.push(...whole.filter(({ level }) => level === 'block').map(({ where, message }) => `${where}:${message}`))
  return { unfit, mend }
}

function applicantsOf({ identities }: Reading): Precheck['applicants'] {
  const names = identities
    .filter(({ role }) => ['applicant', 'respondent', 'third'].includes(role))
    .map(({ name }) => name)
  return {
    names,
    note: '由各方本人共同申请;不能到场的,由律师、基层法律服务工作者、近亲属、工作人员或社区等推荐的公民代理,持授权委托书。',
    basis: confirmationBasis.applicants,
  }
}

function courtsOf(reading: Reading, committee: string): Pick<Precheck, 'courts' | 'courtNote'> {
  const all = courtsFor(reading, committee)
  if (reading.file.disputeType?.startsWith('labor.'))
    return {
      courts: all
        .filter(({ ground }) => ground === '调解组织所在地')
        .map((it) => ({ ...it, basis: confirmationBasis.labour })),
      courtNote: '劳动争议的调解协议,向主持调解的人民调解委员会所在地的基层人民法院申请。',
    }
  return {
    courts: all.map((it) => ({ ...it, basis: ['law:民事诉讼法#205'] })),
    courtNote:
      '法院邀请调解的,向作出邀请的法院申请;应由中级人民法院管辖的,向相应的中级人民法院申请;其余向上列任一基层人民法院申请。',
  }
}

type Papers = {
  documents: CaseDocument[]
  document: CaseDocument
  content: Content
  reading: Reading
  findings: Finding[]
}

function materialsOf({ documents, document, content, reading, findings }: Papers): Precheck['materials'] {
  const { papers, oral, applicants } = confirmationBasis
  const sides = reading.identities.filter(({ role }) => ['applicant', 'respondent', 'third'].includes(role))
  const application = chosen('confirmation', documents)[0]
  const signed = document.form === 'agreement' && document.status === 'signed'
  const property = /房|不动产|宅基地|车位|车辆|轿车|电动车|股权|商标|专利|土地|过户|登记/.test(
    content.sections
      .find(({ key }) => key === 'terms')
      ?.items.map(({ text }) => text)
      .join('\n') ?? '',
  )
  return [
    {
      name: '司法确认申请书',
      state: application ? (application.status === 'draft' ? 'check' : 'there') : 'missing',
      detail: application
        ? application.status === 'draft'
          ? '已起草,待确认和签名'
          : '已备'
        : '可以起草,也可以到法院口头申请',
      basis: application ? papers : [...papers, ...oral],
    },
    {
      name: '调解协议书',
      state: signed ? 'there' : 'missing',
      detail: signed ? '已签署盖章' : '尚未签署盖章',
      basis: papers,
    },
    { name: '主持调解的证明', state: 'check', detail: `由${content.committee}出具`, basis: papers },
    ...sides.map((it) => {
      const known =
        it.kind === 'organization'
          ? Boolean(it.creditCode && validCreditCode(it.creditCode) && it.legalRepresentative)
          : Boolean(it.idNumber && validIdNumber(it.idNumber))
      return {
        name: `${it.name}的${it.kind === 'organization' ? '营业执照、法定代表人身份证明' : '身份证明'}`,
        state: known ? ('there' as const) : ('missing' as const),
        detail: known
          ? '证号已登记并核验,附复印件'
          : it.kind === 'organization'
            ? '缺信用代码或法定代表人'
            : '缺居民身份证号,或号码校验不通过',
        basis: papers,
      }
    }),
    {
      name: '与协议有关的财产权利证明',
      state: property ? 'check' : 'notNeeded',
      detail: property ? '条款涉及房屋、车辆、土地或登记事项,附产权证、合同等' : '条款不涉及需要证明权属的财产',
      basis: papers,
    },
    ...sides.map((side) => {
      // A minor is reached through the statutory representative.
      const guardian =
        side.age !== undefined && side.age < 18 ? reading.identities.find(({ role }) => role === 'guardian') : undefined
      const lacks = [
        !(side.address ?? guardian?.address) && '缺送达地址',
        !(side.phone ?? guardian?.phone) && '缺联系电话',
      ].filter(Boolean)
      return {
        name: `${side.name}的送达地址和电话`,
        state: lacks.length === 0 ? ('there' as const) : ('missing' as const),
        detail: lacks.length === 0 ? '已登记' : lacks.join('、'),
        basis: papers,
      }
    }),
    ...reading.identities
      .filter(({ role }) => role === 'agent')
      .map(({ name }) => {
        const lacking = findings.some(({ rule, message }) => rule === 'D02' && message.includes(name))
        return {
          name: `${name}的授权委托书`,
          state: lacking ? ('missing' as const) : ('check' as const),
          detail: lacking ? '没有看到特别授权' : '核对权限和期限',
          basis: applicants,
        }
      }),
  ]
}
