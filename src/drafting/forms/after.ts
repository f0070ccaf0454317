import {
  asClauses,
  beijingDay,
  dayInWords,
  type Obligation,
  type ObligationRow,
  readObligations,
  toCapitals,
  yuanOf,
} from '../../cases/index.ts'
import type { Section } from '../content.ts'
import { missing } from '../placeholder.ts'
import { agreedClauses, composeAgreement } from './agreement.ts'
import { partyItems, roleName, signersOf } from './parties.ts'
import { type Filler, type FormInput, field, part, places, printed } from './parts.ts'

/** The agreement in the register's short form. 人民调解口头协议登记表 */
export const oralAgreement: Filler = ({ gathered, offered, committee }) => {
  const { sections } = composeAgreement(gathered, offered, committee)
  const named: Record<string, string> = {
    facts: '主要事实、争议事项',
    terms: '调解协议内容',
    performance: '履行方式、时限',
  }
  return {
    sections: sections
      .filter(({ key }) => key === 'parties' || key in named)
      .map((section) => ({ ...section, heading: named[section.key] ?? '' })),
    signatures: places('人民调解员(签名)', `${committee}(印章)`),
  }
}

/** What the clauses oblige whom to do. */
function owed({ gathered }: FormInput): (Obligation & { refs: string[] })[] {
  const clauses = agreedClauses(gathered)
  const { reading } = gathered
  const texts = asClauses(clauses, reading)
  return readObligations(texts, clauses[0]?.at ?? reading.file.updatedAt, reading.names).map((it) => ({
    ...it,
    refs: clauses[it.clause]?.recordIds ?? [],
  }))
}

/** What has been paid and done, receipt by receipt, as it was registered. */
function registered({ gathered }: FormInput): Section[] {
  const { proofs = [], owed: schedule = [] } = gathered
  return proofs
    .slice(0, 200)
    .map(({ id, obligationId, clause, payer, payee, amountFen, doneOn, method, note, files }, i) => {
      const due = schedule.find((it) => it.id === obligationId)
      const refs = [id]
      const shown = [note, ...files.map(({ name, sha256 }) => `${name}(校验码${sha256.slice(0, 12)})`)].join(';')
      return part(`receipt${i + 1}`, `凭证之${i + 1}`, [
        field(amountFen === undefined ? '履行人' : '付款人', payer, refs),
        field(amountFen === undefined ? '权利人' : '收款人', payee, refs),
        amountFen === undefined
          ? field('履行事项', due?.act, refs)
          : field('金额', `${yuanOf(amountFen)}(大写:${toCapitals(amountFen)})`, refs),
        field('约定日期', due?.dueOn ? dayInWords(due.dueOn) : due?.due, refs, 'calculation'),
        field(amountFen === undefined ? '履行日期' : '实际收款日期', dayInWords(doneOn), refs),
        ...(method ? [field('方式', method, refs)] : []),
        field('对应条款', `协议第${clause}条`, refs),
        field('凭证', shown, refs),
      ])
    })
}

/** 履行凭证: what was registered; before that one receipt for each payment, for the receiver to sign. */
export const performance: Filler = (input) => {
  const { names } = input.gathered.reading
  const done = registered(input)
  if (done.length > 0) return { sections: done, signatures: places('收款人(签名)') }
  const payments = owed(input).filter(({ amountFen }) => amountFen !== undefined)
  return {
    sections:
      payments.length === 0
        ? [
            part('receipt', '', [
              field('付款人', undefined),
              field('收款人', undefined),
              field('金额', undefined),
              field('日期', undefined),
              field('对应条款', undefined),
            ]),
          ]
        : payments
            .slice(0, 60)
            .map(({ debtorId, creditorId, amountFen, dueOn, due, clause, settled, refs }, i) =>
              part(`receipt${i + 1}`, `凭证之${i + 1}`, [
                field('付款人', debtorId && names.of(debtorId), refs),
                field('收款人', creditorId && names.of(creditorId), refs),
                field('金额', `${yuanOf(amountFen!)}(大写:${toCapitals(amountFen!)})`, refs),
                field('约定日期', settled ? '签订协议时' : dueOn ? dayInWords(dueOn) : due, refs, 'calculation'),
                field('实际收款日期', undefined),
                field('对应条款', `协议第${clause + 1}条`, refs),
              ]),
            ),
    signatures: places('收款人(签名)'),
  }
}

/** How one duty stands today, by the schedule. */
function standing({ amountFen, paidFen, leftFen, dueOn, due, state, daysLeft }: ObligationRow): string {
  const sum = amountFen === undefined ? '' : yuanOf(amountFen)
  const when = dueOn ? `${dayInWords(dueOn)}到期` : (due ?? '期限见协议')
  const left = amountFen === undefined ? '' : `,已付${yuanOf(paidFen)},还有${yuanOf(leftFen!)}`
  const now = {
    paid: '已付清',
    done: '已履行',
    waived: '已免除',
    partPaid: `部分履行${left}`,
    due: `未到期${left}`,
    overdue: `逾期${-(daysLeft ?? 0)}天${left}`,
  }[state]
  return `${sum},${when}:${now}`
}

/** 人民调解回访记录 */
export const followUp: Filler = (input) => {
  const { reading } = input.gathered
  const due = owed(input)
  return {
    sections: [
      part('head', '', [
        field(
          '当事人',
          reading.identities
            .filter(({ role }) => role === 'applicant' || role === 'respondent')
            .map(({ name, role }) => `${roleName(role)}${name}`)
            .join('、'),
          [reading.file.id],
        ),
        field('调解协议编号', reading.file.number, [reading.file.id]),
        printed('回访事由:了解协议履行情况和当事人意见。', 'followUp'),
        field('回访时间', undefined),
        field('回访方式', undefined),
      ]),
      part('state', '回访情况', [
        ...(input.gathered.owed ?? []).slice(0, 200).map((it) => ({
          text: `第${it.clause}条${it.debtorId ? `(${reading.names.of(it.debtorId)})` : ''}${standing(it)}`,
          label: 'calculation' as const,
          refs: [it.id],
        })),
        ...(input.gathered.owed?.length ? [] : due)
          .slice(0, 60)
          .map(({ clause, debtorId, amountFen, dueOn, due: words, refs }) => ({
            text: `第${clause + 1}条${debtorId ? `(${reading.names.of(debtorId)})` : ''}${amountFen === undefined ? '' : yuanOf(amountFen)},${dueOn ? `${dayInWords(dueOn)}到期` : (words ?? '期限见协议')}:${missing('履行情况')}`,
            label: 'calculation' as const,
            refs,
          })),
        field('满意度', undefined),
        field('有无激化隐患', undefined),
        field('有无诉讼', undefined),
      ]),
      part('opinion', '处理意见', [{ text: missing('处理意见'), label: 'template', refs: [] }]),
    ],
    signatures: places('被回访人(签名)', '回访人(签名)'),
  }
}

/** 司法确认申请书: both sides together, within thirty days of the agreement's effect. 人民调解法33;民诉205 */
export const confirmation: Filler = (input) => {
  const { reading } = input.gathered
  const signed = input.documents.find(({ form, status }) => form === 'agreement' && status === 'signed')
  const last = signed && dayInWords(beijingDay(new Date(Date.parse(signed.updatedAt) + 30 * 86_400_000).toISOString()))
  const sides = reading.identities.filter(({ role }) => ['applicant', 'respondent', 'third'].includes(role))
  const agreed = agreedClauses(input.gathered)
  const items = partyItems(reading.identities.filter(({ role }) => role !== 'witness')).map((item) => ({
    ...item,
    text: item.text.replace(/^(?:被?申请人)/, '申请人'),
  }))
  return {
    sections: [
      part('parties', '', items),
      part('request', '请求事项', [
        {
          text: `请求确认${input.committee}主持达成的${reading.file.number}人民调解协议有效。`,
          label: 'template',
          refs: ['form:confirmation'],
        },
      ]),
      part('facts', '事实与达成经过', [
        {
          text: `${sides.length > 2 ? '各方' : '双方'}于${dayInWords(beijingDay(reading.file.receivedAt))}申请人民调解,经调解自愿达成协议。`,
          label: 'record',
          refs: [reading.file.id],
        },
        ...asClauses(agreed, reading).map((text, i) => ({
          text: `${i + 1}. ${text}。`,
          label: 'record' as const,
          refs: agreed[i]!.recordIds,
        })),
      ]),
      part('promise', '承诺', [
        printed(
          '双方出于自愿,所述真实,没有恶意串通、规避法律,不损害国家利益、社会公共利益和他人合法权益;如有不实,愿承担相应的法律责任。',
          'confirmation',
        ),
      ]),
      part(
        'delivery',
        '送达地址',
        sides.map(({ name, address, phone, partyId, age }) => {
          // A minor is reached through the statutory representative.
          const guardian =
            age !== undefined && age < 18 ? reading.identities.find(({ role }) => role === 'guardian') : undefined
          const [at, call] = [address ?? guardian?.address, phone ?? guardian?.phone]
          return field(
            `${name}的送达地址和电话`,
            at && call ? `${at},${call}${guardian && !phone ? `(法定代理人${guardian.name})` : ''}` : undefined,
            [partyId, ...(guardian ? [guardian.partyId] : [])],
            'statement',
          )
        }),
      ),
      part(
        'annex',
        '附件清单',
        ['人民调解协议书', '主持调解的证明', '双方身份(资格)证明', '与协议有关的财产权利证明'].map((text) =>
          printed(text, 'confirmation'),
        ),
        true,
      ),
      part('court', '', [
        { text: `此致${missing('有管辖权的人民法院')}`, label: 'template', refs: ['law:民事诉讼法#205'] },
        printed(
          '(当事人住所地、标的物所在地、调解组织所在地的基层人民法院之一;法院邀请调解的,为作出邀请的法院)',
          'confirmation',
        ),
      ]),
      part('limit', '', [
        {
          text: signed
            ? `申请期限:协议生效之日起三十日内,最迟${last}。`
            : '申请期限:协议生效之日起三十日内,由双方共同提出。',
          label: 'law',
          refs: ['law:人民调解法#33', 'law:民事诉讼法#205'],
        },
      ]),
    ],
    signatures: signersOf(reading.identities, ['applicant', 'respondent', 'third']).map(({ who, label }) => ({
      who,
      label: label.replace(/^(?:被申请人|第三人)/, '申请人'),
    })),
  }
}
