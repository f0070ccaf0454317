import { dayInWords, findAmounts, type Reading, readObligations, yuanOf } from '../cases/index.ts'
import type { Told } from './sentences.ts'

/** The agreement in words anyone understands: who gives whom how much until when. 听得懂版本 */
export function plainOutcome({ settlement, names, file }: Reading, reader?: string): Told[] {
  const clauses = settlement.clauses
  if (clauses.length === 0)
    return [
      {
        text: '到现在为止,双方还没有谈成,谁也没有答应要付多少钱。',
        recordIds: file.records[0] ? [file.records[0].id] : [],
      },
    ]
  const you = (id?: string) => (id === undefined ? '' : id === reader ? '您' : names.of(id))
  const owed = readObligations(
    clauses.map(({ text }) => names.exact(text)),
    clauses[0]!.at,
    names,
  )
  const told = owed
    .filter(({ amountFen, debtorId }) => amountFen !== undefined && debtorId)
    .map(({ amountFen, debtorId, creditorId, dueOn, due, account, method, settled, clause }) => {
      const to = creditorId ? `给${you(creditorId)}` : ''
      const when = settled ? '已经' : dueOn ? `要在${dayInWords(dueOn)}前` : due ? `要按${due}` : '要'
      const how = account
        ? `,转到尾号${account}的账户`
        : method
          ? `,用${/微信|支付宝|现金/.exec(method)?.[0] ?? '转账'}付`
          : ''
      return {
        text: `${you(debtorId)}${when}${settled ? '付' : ''}${to}${yuanOf(amountFen!)}${how}。`,
        recordIds: clauses[clause]!.recordIds,
      }
    })
  const spoken = new Set(owed.filter(({ amountFen }) => amountFen !== undefined).map(({ clause }) => clause))
  const rest = clauses.flatMap((clause, i) =>
    spoken.has(i) && findAmounts(clause.text).length > 0
      ? []
      : [{ text: `还有一条:${names.exact(clause.text)}。`, recordIds: clause.recordIds }],
  )
  return [{ text: '双方谈好了,说的是下面这些。', recordIds: clauses[0]!.recordIds }, ...told, ...rest]
}
