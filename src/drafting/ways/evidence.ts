import { beijingDay, dayInWords, type Identity, yuanOf } from '../../cases/index.ts'
import { papers } from '../forms/parts.ts'
import type { Route } from './routes.ts'
import type { Situation } from './situation.ts'

/** Something to bring: what the case already holds of it, and what is still lacking. */
export type Exhibit = {
  name: string
  must: boolean
  held: { kind: 'document' | 'record' | 'proof' | 'party'; id: string; label: string }[]
  /** Why it is asked for, or what to look out for. */
  note?: string
}

const exhibit = (name: string, must: boolean, held: Exhibit['held'], note?: string): Exhibit => ({
  name,
  must,
  held,
  note,
})

/** What a way asks to be shown, beside what the case holds; papers named by the kind of dispute follow. `usual` is the taxonomy's list. */
export function evidenceOf(route: Route, situation: Situation, usual: string[]): Exhibit[] {
  const { agreement, proofs, creditorId, debtorId, reading, confirmedOn } = situation
  const identity = (id?: string) => reading.identities.find(({ partyId }) => partyId === id)
  const own = identity(creditorId)
  const other = identity(debtorId)
  const agreed = agreement
    ? [
        {
          kind: 'document' as const,
          id: agreement.id,
          label: `${agreement.form === 'agreement' ? '人民调解协议书' : '口头协议登记表'}${agreement.number}`,
        },
      ]
    : []
  const paid = proofs.map(({ id, clause, doneOn, amountFen }) => ({
    kind: 'proof' as const,
    id,
    label: `第${clause}条凭证(${dayInWords(doneOn)}${amountFen === undefined ? '' : `,${yuanOf(amountFen)}`})`,
  }))
  const common = [
    exhibit(
      `${route === 'confirmation' ? '双方' : '申请人'}身份证明`,
      true,
      identified(route === 'confirmation' ? [own, other] : [own]),
    ),
    ...(other?.kind === 'organization'
      ? [
          exhibit(
            '对方的工商登记信息',
            true,
            other.creditCode ? [{ kind: 'party', id: other.partyId, label: other.name }] : [],
          ),
        ]
      : []),
  ]
  const found = papersOf(situation, usual)
  switch (route) {
    case 'enforcement':
      return [
        exhibit('强制执行申请书', true, [], '写明要执行的项目和数额'),
        exhibit('司法确认裁定书', true, [], confirmedOn ? '时间线已记载法院确认,请附裁定书原件' : undefined),
        exhibit('人民调解协议书', true, agreed),
        ...common,
        exhibit('已付款凭证(扣除已履行部分)', false, paid),
        exhibit('被执行人财产线索', false, []),
      ]
    case 'confirmation':
      return [
        exhibit(
          '司法确认申请书',
          true,
          situation.documents
            .filter(({ form }) => form === 'confirmation')
            .map(({ id, number }) => ({ kind: 'document', id, label: `司法确认申请书${number}` })),
        ),
        exhibit('人民调解协议书', true, agreed),
        exhibit('调委会主持调解的证明', true, []),
        ...common,
        exhibit('与协议有关的财产权利证明', false, found),
        exhibit(
          '双方送达地址和电话',
          true,
          reading.identities
            .filter(({ role, address, phone }) => /applicant|respondent/.test(role) && address && phone)
            .map(({ partyId, name }) => ({ kind: 'party', id: partyId, label: name })),
        ),
      ]
    case 'paymentOrder':
      return [
        exhibit('支付令申请书', true, []),
        exhibit('人民调解协议书(债权凭证)', true, agreed),
        ...common,
        exhibit('已付款凭证(算清余额)', false, paid),
        ...named(usual, found),
      ]
    case 'laborArbitration':
      return [
        exhibit('仲裁申请书(按被申请人人数提交副本)', true, [], '写不了的可以口头申请,由仲裁委记入笔录'),
        ...common,
        exhibit(
          '劳动关系证明(合同、工牌、考勤、工资流水等)',
          true,
          found.filter(({ label }) => /合同|工牌|考勤|工资|流水|社保|打卡/.test(label)),
        ),
        ...(agreement ? [exhibit('人民调解协议书', true, agreed)] : []),
        ...named(usual, found),
      ]
    case 'adminReview':
      return [
        exhibit('复议申请书', true, []),
        exhibit(
          '行政决定书',
          true,
          found.filter(({ label }) => /决定|告知|答复/.test(label)),
        ),
        ...common,
      ]
    default:
      return [
        exhibit(route === 'suit' ? '起诉状(按被告人数提交副本)' : '仲裁申请书', true, []),
        ...common,
        ...(agreement
          ? [exhibit('人民调解协议书', true, agreed)]
          : [
              exhibit(
                '调解不成的证明(终止调解告知书)',
                false,
                situation.documents
                  .filter(({ form }) => form === 'termination')
                  .map(({ id, number }) => ({ kind: 'document', id, label: `终止调解告知书${number}` })),
              ),
            ]),
        ...(paid.length > 0 ? [exhibit('已付款凭证', false, paid)] : []),
        ...named(usual, found),
      ]
  }
}

const identified = (all: (Identity | undefined)[]): Exhibit['held'] =>
  all.flatMap((it) =>
    it && (it.idNumber || it.creditCode)
      ? [{ kind: 'party' as const, id: it.partyId, label: `${it.name}(证件号已登记,请带原件)` }]
      : [],
  )

/** Records of what was seen and found, that both sides may read. */
const papersOf = ({ reading }: Situation, usual: string[]): Exhibit['held'] =>
  reading.records
    .filter(
      (record) => papers(reading).some(({ id }) => id === record.id) || usual.some((name) => record.by.includes(name)),
    )
    .map(({ id, by, at }) => ({ kind: 'record' as const, id, label: `${by}(${dayInWords(beijingDay(at))})` }))

/** What is usual in this kind of dispute, each beside the papers whose label or text speaks of it; papers that fit none come last. */
function named(usual: string[], found: Exhibit['held']): Exhibit[] {
  const words = (name: string) => name.split(/[、,/()()]/).filter((word) => word.length > 1)
  const fits = (name: string, label: string) => words(name).some((word) => label.includes(word))
  const rest = found.filter(({ label }) => !usual.some((name) => fits(name, label)))
  return [
    ...usual.map((name) =>
      exhibit(
        name,
        false,
        found.filter(({ label }) => fits(name, label)),
      ),
    ),
    ...(rest.length > 0 ? [exhibit('案卷里的其他记录', false, rest)] : []),
  ]
}
