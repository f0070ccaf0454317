import { lacksDay, lacksMethod, type Reading, yuanOf } from '../cases/index.ts'
import type { Summary } from './summarise.ts'

/** Agreed, disputed, one voice only, contradictory, missing. */
export function tableOf(reading: Reading): Pick<Summary, 'agreed' | 'disputed' | 'unproven' | 'conflicts' | 'missing'> {
  const { facts, conflicts, settlement, names } = reading
  const amounts = facts.filter(({ kind, key }) => kind === 'amount' && key.length > 1)
  const said = (status: string) =>
    [
      ...Map.groupBy(
        amounts.filter((fact) => fact.status === status && fact.stance !== 'settles'),
        ({ key, value }) => `${key}${value}`,
      ).values(),
    ].map((group) => ({
      text: `${group[0]!.key}${yuanOf(group[0]!.value as number)}(${[...new Set(group.map(({ speaker }) => (speaker.partyId ? names.of(speaker.partyId) : speaker.label)))].join('、')})`,
      recordIds: [...new Set(group.map(({ recordId }) => recordId))],
    }))
  return {
    agreed: [
      ...settlement.clauses.map(({ text, recordIds }) => ({ text: names.exact(text), recordIds })),
      ...said('agreed'),
    ],
    disputed: said('disputed'),
    unproven: said('single'),
    conflicts,
    missing: missingOf(reading),
  }
}

/** What still has to be asked before the case can be settled and signed. */
function missingOf({ identities, settlement }: Reading): string[] {
  const people = identities.flatMap(({ name, kind, role, idNumber, creditCode, phone, address }) =>
    role === 'witness'
      ? []
      : [
          ...(kind === 'person' && !idNumber ? [`${name}的居民身份证号`] : []),
          ...(kind === 'organization' && !creditCode ? [`${name}的统一社会信用代码`] : []),
          ...(phone ? [] : [`${name}的联系电话`]),
          ...(address ? [] : [`${name}的住址`]),
        ],
  )
  const terms = settlement.clauses.flatMap(({ text, at }, i) => [
    ...(lacksDay(
      text,
      at,
      settlement.clauses.filter((_, j) => j !== i).map((it) => it.text),
    )
      ? [`第${i + 1}条的履行期限`]
      : []),
    ...(lacksMethod(text) &&
    !settlement.clauses.some((other) => other.text !== text && /转|汇|微信|支付宝|现金|尾号/.test(other.text))
      ? [`第${i + 1}条的支付方式`]
      : []),
  ])
  return [...(settlement.clauses.length === 0 ? ['双方一致的协议内容'] : terms), ...people]
}
