import {
  asClause,
  asClauses,
  beijingDay,
  type Clause,
  datesInFull,
  dayInWords,
  disputedTopics,
  type Fact,
  findAmounts,
  mended,
  narrow,
  pairsOf,
  provenSentences,
  type Reading,
  readLedger,
  yuanOf,
} from '../../cases/index.ts'
import type { Content, Item, Section } from '../content.ts'
import type { Gathered } from '../gather.ts'
import { missing } from '../placeholder.ts'
import type { Offered, OfferedArticle } from '../retrieve.ts'
import { partyItems, signaturesOf } from './parties.ts'
import { performanceItems } from './performance.ts'

/** The agreement's clauses: explicit terms first, then what the records say was agreed and no term speaks of. */
export function agreedClauses({ reading, terms }: Pick<Gathered, 'reading' | 'terms'>): Clause[] {
  const { settlement, file, names, records } = reading
  // 7月10日 in a term is told as the last record would tell it, however late the agreement is drawn up.
  const last = records.reduce((latest, { at }) => (at > latest ? at : latest), '')
  const given = terms.map(
    (text): Clause => ({
      text: narrow(text)
        .replace(/^\s*(?:\d{1,2}[.、)]|[一二三四五六七八九十]+、)\s*/, '')
        .replace(/[。;\s]+$/, ''),
      recordIds: [],
      at: last || file.updatedAt,
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
  const { file, identities } = reading
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
  const { topics, recordIds } = disputedTopics(reading)
  const sides = [...new Set([applicant, respondent].filter(Boolean))]
  const who = sides.length === 2 && !sides.join().includes('、') ? sides.join('与') : '各方'
  items.push({
    text:
      topics.length > 0
        ? `争议事项:${who}对${topics.join('、')}有不同意见,经调解以下列协议内容一并解决。`
        : '争议事项:各方就责任承担及履行问题有不同意见,经调解以下列协议内容一并解决。',
    label: 'template',
    refs: recordIds,
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
