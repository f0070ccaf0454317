import {
  asClause,
  asClauses,
  beijingDay,
  type Clause,
  datesInFull,
  dayInWords,
  type Fact,
  findAmounts,
  isTakenOff,
  lacksDay,
  lacksMethod,
  mended,
  narrow,
  type Obligation,
  paidNowhere,
  pairsOf,
  provenSentences,
  type Reading,
  readLedger,
  readObligations,
  saysSomeday,
  yuanOf,
} from '../../cases/index.ts'
import type { Content, Item, Section } from '../content.ts'
import type { Gathered } from '../gather.ts'
import { missing } from '../placeholder.ts'
import type { Offered, OfferedArticle } from '../retrieve.ts'
import { partyItems, signaturesOf } from './parties.ts'

/** The agreement's clauses: explicit terms first, then what the records say was agreed and no term speaks of. */
export function agreedClauses({ reading, terms }: Pick<Gathered, 'reading' | 'terms'>): Clause[] {
  const { settlement, file, names } = reading
  const given = terms.map(
    (text): Clause => ({
      text: narrow(text)
        .replace(/^\s*(?:\d{1,2}[.、)]|[一二三四五六七八九十]+、)\s*/, '')
        .replace(/[。;\s]+$/, ''),
      recordIds: [],
      at: file.updatedAt,
      from: 'request',
    }),
  )
  const payer = (text: string) => names.find(text)[0]?.party.id
  // That both name the same people and some day does not make two terms the same.
  const wordsOf = (text: string) =>
    pairsOf(names.all.reduce((rest, { name }) => rest.replaceAll(name, ' '), text).replaceAll(/[\d年月日]+/g, ' '))
  // Two payments of one person are two terms unless their words or their sum are the same.
  const speaksOf = (term: string, clause: string) => {
    const [a, b] = [wordsOf(term), wordsOf(clause)]
    const shared = [...a].filter((pair) => b.has(pair)).length / Math.max(1, Math.min(a.size, b.size))
    const sums = new Set(findAmounts(clause).map(({ fen }) => fen))
    const samePayment = payer(term) === payer(clause) && findAmounts(term).some(({ fen }) => sums.has(fen))
    return shared > 0.4 || samePayment
  }
  return [
    ...given,
    ...settlement.clauses.filter(
      (clause) => !refused(clause.text) && !given.some((term) => speaksOf(term.text, clause.text)),
    ),
  ]
}

/** 甲要乙删评价,乙没答应: a demand that was turned down binds nobody. */
const refused = (text: string): boolean => {
  const turned =
    /(?:要|想|想要|提出|要求|希望|想让)(?!求?支付).{2,}?[,;][^,;。]{0,10}(?:没有?|不|未)(?:答应|同意|肯|接受|采纳|松口)/.exec(
      text,
    )
  return turned !== null && findAmounts(text.slice(turned.index + turned[0].length)).length === 0
}

/** Composes 人民调解协议书 from what was gathered; nothing stands in it that no record, term or template has. */
export function composeAgreement(
  gathered: Pick<Gathered, 'reading' | 'terms'>,
  offered: Offered,
  committee: string,
): Content {
  const { reading } = gathered
  const { file, identities, settlement } = reading
  const clauses = agreedClauses(gathered)
  const wording = asClauses(clauses, reading)
  const items: Item[] = wording.map((text, i) => ({
    text: `${text}。`,
    label: clauses[i]!.from === 'request' ? 'statement' : 'record',
    refs: clauses[i]!.from === 'request' ? ['request:terms'] : clauses[i]!.recordIds,
  }))
  for (const outside of settlement.outside)
    items.push({ text: `${asClause(outside.text, outside.at, reading)}。`, label: 'record', refs: outside.recordIds })
  if (items.length === 0) items.push({ text: `${missing('协议内容')}。`, label: 'template', refs: [] })

  const signing = identities.filter(({ role }) =>
    ['applicant', 'respondent', 'guarantor', 'third', 'guardian', 'agent'].includes(role),
  )
  const sides = identities.filter(({ role }) => ['applicant', 'respondent', 'third', 'guarantor'].includes(role)).length
  const sections: Section[] = [
    { key: 'parties', heading: '', numbered: false, items: partyItems(identities) },
    { key: 'facts', heading: '一、纠纷主要事实、争议事项', numbered: false, items: factItems(reading, offered) },
    { key: 'terms', heading: '二、经调解,各方自愿达成如下协议', numbered: true, items },
    {
      key: 'performance',
      heading: '三、履行方式、时限',
      numbered: false,
      items: performanceItems(wording, clauses, reading),
    },
  ]
  if (offered.articles.length > 0) {
    sections.push({
      key: 'basis',
      heading: '四、依据',
      numbered: false,
      items: [
        {
          text: `本协议参照${namedArticles(offered.articles)}等规定,由各方自愿协商达成。`,
          label: 'law',
          refs: offered.articles.map(({ key }) => key),
        },
      ],
    })
  }
  const copies = Math.max(2, sides) + 1
  sections.push({
    key: 'closing',
    heading: `${sections.length === 5 ? '五' : '四'}、其他`,
    numbered: false,
    items: [
      {
        text: '本协议自各方当事人签名、盖章或者按指印,人民调解员签名并加盖人民调解委员会印章之日起生效。',
        label: 'template',
        refs: ['law:人民调解法#29'],
      },
      {
        text: `本协议一式${copies}份,当事人各执一份,人民调解委员会留存一份。`,
        label: 'template',
        refs: ['form:agreement'],
      },
    ],
  })
  return {
    form: 'agreement',
    title: '人民调解协议书',
    number: file.number,
    committee,
    sections,
    signatures: [
      ...signaturesOf(signing),
      { who: 'mediator', label: '人民调解员(签名)' },
      { who: 'recorder', label: '记录人(签名)' },
      { who: 'seal', label: `${committee}(印章)` },
    ],
    date: '    年  月  日',
  }
}

/** What happened, only on good ground, and what stays disputed, without the figures nobody agreed on. */
function factItems(reading: Reading, { cause }: Offered): Item[] {
  const { file, identities, conflicts } = reading
  const called = (role: string) =>
    identities
      .filter((identity) => identity.role === role)
      .map(({ name }) => name)
      .join('、')
  const [applicant, respondent] = [called('applicant'), called('respondent')]
  const items: Item[] = [
    {
      text: `${applicant || '申请人'}与${respondent || '被申请人'}因${cause ?? '民间'}纠纷,于${dayInWords(beijingDay(file.receivedAt))}向本人民调解委员会申请调解。`,
      label: 'record',
      refs: [file.records[0]?.id ?? file.id],
    },
  ]
  for (const [recordId, sentences] of Map.groupBy(provenSentences(reading).slice(0, 14), ({ recordId }) => recordId)) {
    const { by, at, both } = sentences[0]!
    const told = sentences
      .map(({ text }) => datesInFull(mended(text, at, reading, recordId), at, reading.names))
      .join(';')
    const lead = /^(?:经|查明)/.test(told)
      ? ''
      : /调解/.test(by) || both
        ? '经核实,'
        : `据${by.replaceAll(/[(][^)]*[)]/g, '').trim()}(${dayInWords(beijingDay(at))}),`
    items.push({
      text: `${lead}${told}。`,
      label: 'record',
      refs: [recordId],
    })
  }
  items.push(...ledgerItems(reading))
  const told = items.map(({ text }) => text).join('\n')
  const shared = statedByBoth(reading).filter(({ value }) => !told.includes(yuanOf(value as number)))
  if (shared.length > 0) {
    const stated = [...new Set(shared.map(({ key, value }) => `${key}${yuanOf(value as number)}`))].join('、')
    items.push({
      text: `各方对以下数额陈述一致:${stated}。`,
      label: 'statement',
      refs: [...new Set(shared.map(({ recordId }) => recordId))],
    })
  }
  const open = [
    ...new Set(
      conflicts
        .filter(({ resolvedBy, key }) => !resolvedBy && key.length > 1 && !/^(?:金额|比例|数量|费用)$/.test(key))
        .map(({ key }) => key),
    ),
  ].slice(0, 5)
  items.push({
    text:
      open.length > 0
        ? `争议事项:各方对${open.join('、')}等陈述不一致,经调解以下列协议内容一并解决。`
        : '争议事项:各方就责任承担及履行问题有不同意见,经调解以下列协议内容一并解决。',
    label: 'template',
    refs: conflicts
      .filter(({ resolvedBy }) => !resolvedBy)
      .flatMap(({ values }) => values.map(({ recordId }) => recordId)),
  })
  return items
}

/** The land's transfer fee reckoned again, where the terms build on it. 家庭台账 */
function ledgerItems(reading: Reading): Item[] {
  const ledger = readLedger(reading)
  const settled = new Set(reading.settlement.clauses.flatMap(({ text }) => findAmounts(text).map(({ fen }) => fen)))
  if (!ledger || !(settled.has(ledger.dueFen) || settled.has(ledger.balanceFen))) return []
  const by = ledger.collectedBy ? `,由${reading.names.of(ledger.collectedBy)}代领` : ''
  const steps = ledger.steps.map(({ label, formula, value }, i) => `${label}${formula}=${value}${i === 0 ? by : ''}`)
  return [{ text: `流转费核算:${steps.join(';')}。`, label: 'calculation', refs: ledger.recordIds }]
}

/** Sums that two sides state alike, each in its own words. */
function statedByBoth({ facts, settlement }: Reading): Fact[] {
  const gone = new Set(settlement.superseded.map(({ key }) => key))
  const stated = facts.filter(
    ({ kind, stance, status, rank, key, value, speaker }) =>
      kind === 'amount' &&
      !gone.has(String(value)) &&
      stance === 'states' &&
      status === 'agreed' &&
      rank !== 'hearsay' &&
      key.length > 1 &&
      key !== '金额' &&
      speaker.kind === 'party',
  )
  return [...Map.groupBy(stated, ({ key, value }) => `${key}${value}`).values()]
    .filter((group) => new Set(group.map(({ speaker }) => speaker.partyId)).size > 1)
    .map((group) => group[0]!)
}

/** Articles as a document names them: each law once, then its articles. */
function namedArticles(articles: OfferedArticle[]): string {
  const laws = Map.groupBy(articles, ({ name }) => /《[^》]+》/.exec(name)![0])
  return [...laws].map(([law, group]) => law + group.map(({ name }) => name.slice(law.length)).join('、')).join('、')
}

/** When and how each clause is performed; asks for what neither clause nor record has. */
function performanceItems(wording: string[], clauses: Clause[], reading: Reading): Item[] {
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
    const days = [...new Set(own.map(({ dueOn, due }) => (dueOn ? `${dayInWords(dueOn)}前` : due)).filter(Boolean))]
    const settled = own.some((it) => it.settled)
    const when = settled
      ? '签订时已履行'
      : days.length > 0
        ? days.join('、')
        : lacksDay(text, at, others) && !later
          ? missing(`第${i + 1}条的履行期限`)
          : ''
    const pays = own.some(({ amountFen }) => amountFen !== undefined)
    const payee = pays
      ? reading.identities.find(({ partyId }) => partyId === own.find(({ creditorId }) => creditorId)?.creditorId)
      : undefined
    const method = own.find((it) => it.method)?.method
    const account = own.find((it) => it.account)?.account
    const known =
      payee?.accountTail && (!method || /转|打|汇|存/.test(method))
        ? `转入${payee.name}${payee.bank ? `${payee.bank}` : ''}账户(尾号${payee.accountTail})`
        : undefined
    const how =
      pays && !settled && !isTakenOff(text) && !paidNowhere(text, at, others)
        ? method
          ? `${wordFor(method)}${
              account
                ? ''
                : known
                  ? `,${known}`
                  : byBank(text, method) &&
                      !toldElsewhere(
                        others,
                        payee?.name,
                        reading.names.find(text).map(({ name }) => name),
                      ) &&
                      !paidElsewhere(own, others)
                    ? `,${missing(`第${i + 1}条的收款账户`)}`
                    : ''
            }`
          : (known ?? (lacksMethod(text, others) ? missing(`第${i + 1}条的支付方式`) : ''))
        : ''
    const parts = [when && `期限:${when}`, how && `方式:${how}`].filter(Boolean)
    if (parts.length > 0)
      items.push({
        text: `第${i + 1}条,${parts.join(';')}。`,
        label: 'template',
        refs: [...new Set([...clauses[i]!.recordIds, ...(known ? (payee?.recordIds ?? []) : [])])],
      })
  })
  for (const done of performedSince(reading, wording)) items.push(done)
  if (items.length === 0) items.push({ text: '按上列协议内容履行。', label: 'template', refs: ['form:agreement'] })
  return items
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
    others.some((other) => new RegExp(`${name}[^,;。]{0,8}(?:尾号|账号|支付宝|微信)`).test(other)),
  ) ||
  others.some(
    (other) =>
      /尾号\D{0,2}\d{4}/.test(other) && (payee ? other.includes(payee) : /上面|以上|上述|均|都|各/.test(other)),
  )

/** Paid through a bank, where somebody has to be told which account. */
const byBank = (text: string, method: string): boolean =>
  /^(?:银行转账|转账|转入|打入|打到|汇入|汇至|汇到|汇款|转至|存入|对公|转到|卡)/.test(method) &&
  !/微信|支付宝|原路|现金|抵|账号|\d{4}/.test(text.replaceAll(/\d{4}年|\d+(?:\.\d+)?元/g, ''))

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
export function performedSince(reading: Reading, wording: string[]): Item[] {
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
