import {
  afterSetOff,
  beijingDay,
  type Clause,
  dayInWords,
  findAmounts,
  type Identity,
  isTakenOff,
  lacksDay,
  lacksMethod,
  narrow,
  type Obligation,
  opensAccount,
  paidByOthers,
  paidNowhere,
  type Reading,
  readObligations,
  saysSomeday,
  yuanOf,
} from '../../cases/index.ts'
import type { Item } from '../content.ts'
import { missing } from '../placeholder.ts'

/** When and how each clause is performed; asks for what neither clause nor record has. */
export function performanceItems(wording: string[], clauses: Clause[], reading: Reading): Item[] {
  const items: Item[] = []
  const owed = readObligations(wording, clauses[0]?.at ?? reading.file.updatedAt, reading.names)
  wording.forEach((text, i) => {
    const at = clauses[i]!.at
    const own = owed.filter(({ clause }) => clause === i)
    const others = wording.filter((_, j) => j !== i)
    if (own.length === 0 && !lacksDay(text, at, others)) return
    const later =
      !saysSomeday(text, at) &&
      clauses.slice(i + 1).some((_, j) => own.length === 0 && owed.some(({ clause }) => clause === i + 1 + j))
    // A part that is done and a part that is open: what is listed is when and how the open one is due.
    const open = own.filter((it) => !it.settled)
    const days = [
      ...new Set(
        open
          .map(({ dueOn, due }) => (dueOn ? `${dayInWords(dueOn)}前` : due?.replace(/里(?:面|头)?$/, '内')))
          .filter(Boolean),
      ),
    ]
    const settled = own.length > 0 && open.length === 0
    const when = settled
      ? '签订时已履行'
      : days.length > 0
        ? days.join('、')
        : lacksDay(text, at, others) && !later
          ? missing(`第${i + 1}条的履行期限`)
          : ''
    // What follows if somebody is late is no payment with a means of its own.
    const pays = own.some(({ amountFen }) => amountFen !== undefined) && !(isConditional(text) && days.length === 0)
    if (!pays && !when) return
    const payee = pays ? payeeIn(text, open.length > 0 ? open : own, reading) : undefined
    const told = open.find((it) => it.method) ?? own.find((it) => it.method)
    const accountOpen = clauses[i]!.recordIds.some((id) => toBeTold(reading, id))
    const method = told?.method ?? (accountOpen && lacksMethod(text, others) ? '转账' : undefined)
    const account = own.find((it) => it.account)?.account
    const several = pays ? payeesIn(text, reading) : []
    const known =
      several.length > 0
        ? `转入${several.map(accountOf).join('、')}`
        : payee?.accountTail && (!method || /转|打|汇|存/.test(method))
          ? `转入${accountOf(payee)}`
          : undefined
    const how =
      pays && !settled && !isTakenOff(text) && !paidNowhere(text, at, others)
        ? method
          ? `${wordFor(method)}${
              account
                ? ''
                : known
                  ? `,${known}`
                  : (byBank(text, method) || accountToCome(method, others) || (accountOpen && /^转/.test(method))) &&
                      !sumsUp(text, others) &&
                      !toldElsewhere(
                        others,
                        payee?.name,
                        reading.names.find(text).map(({ name }) => name),
                      ) &&
                      !paidElsewhere(own, others)
                    ? `,${missing(`第${i + 1}条的收款账户`)}`
                    : ''
            }`
          : (known ??
            (lacksMethod(text, others) && !paidByOthers(text, at, others) ? missing(`第${i + 1}条的支付方式`) : ''))
        : ''
    const parts = [when && `期限:${when}`, how && `方式:${how}`].filter(Boolean)
    if (parts.length > 0)
      items.push({
        text: `第${i + 1}条,${parts.join(';')}。`,
        label: 'template',
        refs: [
          ...new Set([
            ...clauses[i]!.recordIds,
            ...(known ? [payee, ...several].flatMap((it) => it?.recordIds ?? []) : []),
          ]),
        ],
      })
  })
  for (const done of performedSince(reading, wording)) items.push(done)
  if (items.length === 0) items.push({ text: '按上列协议内容履行。', label: 'template', refs: ['form:agreement'] })
  return items
}

/** The one who is paid by a clause, where it pays nobody else beside. */
function payeeIn(text: string, own: Obligation[], { identities, names }: Reading): Identity | undefined {
  const creditors = new Set(own.flatMap(({ creditorId }) => creditorId ?? []))
  const debtors = new Set(own.flatMap(({ debtorId }) => debtorId ?? []))
  const [only] = creditors
  const others = names.find(text).filter(({ party }) => !debtors.has(party.id) && party.id !== only)
  const several = others.length > 0 && findAmounts(text).length > 1
  return creditors.size === 1 && !several ? identities.find(({ partyId }) => partyId === only) : undefined
}

const accountOf = ({ name, bank, accountTail }: Identity): string => `${name}${bank ?? ''}账户(尾号${accountTail})`

/** 打到三人各自的卡上: everybody the clause names on one side is paid on an account of their own, where each has told it. */
function payeesIn(text: string, { identities, names }: Reading): Identity[] {
  if (!/(?:各自|各人|每人|每个人|本人|自己)(?:自己|本人)?的?[^,;。]{0,6}(?:卡|账户|账号|存折)/.test(text)) return []
  const called = new Set(names.find(text).map(({ party }) => party.id))
  const people = identities.filter(({ partyId, kind }) => called.has(partyId) && kind === 'person')
  const roles = new Set(people.filter(({ accountTail }) => accountTail).map(({ role }) => role))
  const payees = people.filter(({ role }) => roles.has(role))
  return roles.size === 1 && payees.length > 1 && payees.every(({ accountTail }) => accountTail) ? payees : []
}

/** 任一期逾期的,另付违约金5000元: owed only if something goes wrong. */
const isConditional = (text: string): boolean =>
  /^[^,;。]{0,24}(?:逾期|未按|不按|没按|未付|不付|违约|反悔|拖欠|拖过|超过[^,;。]{0,8}[天日])[^,;。]{0,12}[,;]/.test(
    text,
  )

/** 卡号回去找到再报: a record of the agreement leaves open where the money goes. */
const toBeTold = ({ records }: Reading, id: string): boolean =>
  opensAccount.test(narrow(records.find((record) => record.id === id)?.text ?? ''))

/** 以上合计28250元: what other clauses pay one by one. */
const sumsUp = (text: string, others: string[]): boolean => {
  const [first, ...more] = findAmounts(text)
  if (!first || more.length > 0 || !/合计|共计|总计|一共|[加合]起来|^以上/.test(text)) return false
  const parts = others.filter((other) => /尾号|账号|账户|卡/.test(other) && findAmounts(other).length > 0)
  return parts.length > 1
}

/** 一并抵掉,实付300000元 where another clause says the same sum and the card it goes to. */
const paidElsewhere = (own: Obligation[], others: string[]): boolean =>
  own.every(
    ({ amountFen }) =>
      amountFen !== undefined &&
      others.some(
        (other) => /尾号|账户|账号|支付宝|微信/.test(other) && findAmounts(other).some(({ fen }) => fen === amountFen),
      ),
  )

/** 上面两笔打到各人的卡,甲尾号5081,乙尾号9934: another clause tells the account. */
const toldElsewhere = (others: string[], payee: string | undefined, named: string[]): boolean =>
  named.some((name) =>
    others.some(
      (other) => !/提供收款账号/.test(other) && new RegExp(`${name}[^,;。]{0,8}(?:尾号|账号|支付宝|微信)`).test(other),
    ),
  ) ||
  others.some(
    (other) =>
      /尾号\D{0,2}\d{4}/.test(other) && (payee ? other.includes(payee) : /上面|以上|上述|均|都|各/.test(other)),
  )

/** 转给他,账号晚点发: the way the money goes is known, and where to is not. */
const accountToCome = (method: string, others: string[]): boolean =>
  /^(?:账号|账户|卡号|转账|转)/.test(method) &&
  others.some((other) => /另行提供收款账号/.test(other) || opensAccount.test(other))

/** Paid through a bank, where somebody has to be told which account. */
const byBank = (whole: string, method: string): boolean => {
  const text = (afterSetOff(whole) ?? whole).replace(/^(?:抵扣|相抵|冲抵)/, '')
  return (
    /^(?:银行转账|转账|转入|打入|打到|汇入|汇至|汇到|汇款|转至|存入|对公|转到|卡)/.test(method) &&
    !/微信|支付宝|原路|现金|抵|账号|\d{4}/.test(
      text
        // 抵预支5500元,实付25500元: only a part is set off.
        .replace(/[^,;。]*(?<!相)抵(?!扣|销|掉)[^,;。]*元[^,;。]*,(?=[^;。]*实付)/, '')
        .replaceAll(/\d{4}年|\d+(?:\.\d+)?元/g, ''),
    )
  )
}

const wordFor = (method: string): string =>
  ({
    转账: '银行转账',
    转入: '转账',
    打到: '转账',
    打入: '转账',
    汇入: '转账',
    转到: '转账',
    存入: '转账',
    尾号: '转账',
    打: '转账',
    付到: '转账',
    付至: '转账',
    转至: '转账',
    汇到: '转账',
    汇至: '转账',
    存至: '转账',
    卡号: '转账',
    卡里: '转账',
    卡上: '转账',
    存折: '转账',
    折子: '转账',
    账户: '转账',
    账号: '转账',
    账上: '转账',
    打给: '转账',
    汇给: '转账',
    转给: '转账',
    汇款: '银行汇款',
    对公: '对公转账',
    微信: '微信支付',
    抵扣: '抵扣',
  })[method] ?? (/^扫/.test(method) ? '扫码支付' : /(?:同一|上述|前述|该|原).*账户$/.test(method) ? '转账' : method)

/** Payments that records after the settlement tell of: noted, never asked for twice (rule D25). */
function performedSince(reading: Reading, wording: string[]): Item[] {
  const { settlement, records, names } = reading
  const from = settlement.clauses
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  if (!from) return []
  const sums = new Set(wording.flatMap((text) => findAmounts(text).map(({ fen }) => fen)))
  return records
    .filter(({ at, id }) => at > from && !settlement.clauses.some(({ recordIds }) => recordIds.includes(id)))
    .flatMap((record) => {
      const received =
        /收到|到账|已付|已转|转了|付了|已支付|已退|退回来|打过来/.test(record.text) &&
        !/没收到|未收到|没到账|没有收到/.test(record.text)
      const paid = received ? findAmounts(record.text).filter(({ fen }) => sums.has(fen)) : []
      const who = names.all.find(({ party }) => party.id === record.party)?.name ?? record.by
      return paid.slice(0, 1).map(({ fen }) => ({
        text: `${dayInWords(beijingDay(record.at))},${who}确认${yuanOf(fen)}已经履行。`,
        label: 'record' as const,
        refs: [record.id],
      }))
    })
}
