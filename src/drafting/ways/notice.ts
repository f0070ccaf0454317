import { dayInWords, type ObligationRow, yuanOf } from '../../cases/index.ts'
import type { Item } from '../content.ts'
import { missing } from '../placeholder.ts'
import { routeNames, type Way } from './routes.ts'
import type { Situation } from './situation.ts'

/** What is left of one duty, as a notice says it: nothing that the schedule does not hold. */
export const dutyInWords = ({
  clause,
  act,
  amountFen,
  leftFen,
  paidFen,
  dueOn,
  due,
  daysLeft,
}: ObligationRow): string => {
  const when = dueOn ? `${dayInWords(dueOn)}到期` : (due ?? missing('到期日'))
  const late = daysLeft !== undefined && daysLeft < 0 ? `,已逾期${-daysLeft}天` : ''
  if (amountFen === undefined) return `协议第${clause}条(${when}${late}):${act}`
  return `协议第${clause}条${yuanOf(amountFen)}(${when}${late}),已付${yuanOf(paidFen)},还欠${yuanOf(leftFen!)}`
}

/**
 * The words given to the parties: after an agreement, a reminder to the debtor with what the other side may do (人民调解法31);
 * where mediation ended without one, the ways that are open (人民调解法26).
 */
export function noticeOf(way: Way, it: Situation, committee: string): Item[] {
  const { file, names } = it.reading
  const line = (text: string, label: Item['label'], refs: string[]): Item => ({ text, label, refs })
  const name = (id: string | undefined, role: string) => (id ? names.of(id) : missing(role))
  const signed = it.signedOn ? `${dayInWords(it.signedOn)}达成的${file.number}人民调解协议` : undefined
  if (signed && it.overdue.length > 0) {
    const debtors = [...new Set(it.overdue.map(({ debtorId }) => debtorId))]
    return [
      line(
        `${debtors.map((id) => name(id, '义务人')).join('、')}:`,
        'record',
        debtors.flatMap((id) => id ?? []),
      ),
      line(
        `您与${name(it.creditorId, '权利人')}经${committee}主持调解,于${signed},有法律约束力,应当按照约定履行。以下事项已到期:`,
        'law',
        ['law:人民调解法#31', ...(it.agreement ? [it.agreement.id] : [])],
      ),
      ...it.overdue.map((row) => line(`${dutyInWords(row)}。`, 'calculation', [row.id])),
      ...(it.schedule.acceleration?.since || it.schedule.acceleration?.takenOn
        ? [
            line(
              `协议第${it.schedule.acceleration.clause}条约定:${it.schedule.acceleration.quote}。`,
              'record',
              it.agreement ? [it.agreement.id] : [],
            ),
          ]
        : []),
      line('请尽快履行,并把凭证交给调解员;有困难的,请马上与调解员联系,由双方商量。', 'template', ['form:wayOut']),
      line(`仍不履行的,对方可以${routeNames[way.route].replace(/^共同/, '与您共同')}。`, 'law', way.basis),
    ]
  }
  if (signed)
    return [
      line(
        `${file.parties
          .filter(({ role }) => /applicant|respondent/.test(role))
          .map(({ id }) => names.of(id))
          .join('、')}:`,
        'record',
        [file.id],
      ),
      line(`你们于${signed}已经生效,应当按照约定履行。目前没有逾期的事项。`, 'law', ['law:人民调解法#31']),
      line(
        way.fit === 'no' ? '请按期履行并保留凭证。' : `现在可以:${routeNames[way.route]}。${way.why}。`,
        way.fit === 'no' ? 'template' : 'law',
        way.fit === 'no' ? ['form:wayOut'] : way.basis,
      ),
    ]
  return [
    line(`${name(it.creditorId, '申请人')}:`, 'record', it.creditorId ? [it.creditorId] : []),
    line(
      it.terminatedOn
        ? `您与${name(it.debtorId, '对方')}的纠纷经调解没有达成协议,已于${dayInWords(it.terminatedOn)}终止调解。`
        : `您与${name(it.debtorId, '对方')}的纠纷目前没有达成协议。`,
      'record',
      [file.id],
    ),
    line('您可以依法通过仲裁、行政、司法等途径维护自己的权利。', 'law', ['law:人民调解法#26']),
    line(
      way.fit === 'no'
        ? `${routeNames[way.route]}:${way.why}。`
        : `适合您的途径是${routeNames[way.route]}:${way.why}。`,
      'law',
      way.basis,
    ),
  ]
}
