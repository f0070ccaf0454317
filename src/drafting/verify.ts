import { type Finding, findValues, narrow, type Reading, readFacts } from '../cases/index.ts'
import type { Context } from '../context.ts'
import { type Content, textOf } from './content.ts'
import type { Offered } from './retrieve.ts'
import { conditions } from './rules/conditions.ts'
import { counted } from './rules/counted.ts'
import { confirmation } from './rules/court.ts'
import { citations, confidences, corrected, grounded, neutrality, privacy, settlementState } from './rules/facts.ts'
import { misnumbered, misstated, otherwise } from './rules/figures.ts'
import { identity } from './rules/identity.ts'
import { unlawful } from './rules/limits.ts'
import { sham, usury } from './rules/loans.ts'
import { penalty, sums } from './rules/money.ts'
import { outsiders, paidToWorker } from './rules/outsiders.ts'
import { paidBefore } from './rules/paid.ts'
import { deadlines, methods, payers, placeholders, unenforceable } from './rules/performance.ts'
import { type ClauseModel, clauseModelOf, readClause, type Verdict } from './rules/reader.ts'
import { performed, products } from './rules/reckoning.ts'
import { inalienable, unfree, waivers } from './rules/rights.ts'
import type { Checked, CheckedClause, Rule } from './rules/rule.ts'
import { capacity, mandate, places } from './rules/signing.ts'
import { excluded, office, ownership, status } from './rules/status.ts'
import { toldOtherwise } from './rules/told-otherwise.ts'

/** Rules of domain.md section 5 for an agreement, in their order; then the gates of our own. */
const agreementRules: Rule[] = [
  places,
  mandate,
  capacity,
  identity,
  sums,
  products,
  performed,
  deadlines,
  methods,
  payers,
  conditions,
  status,
  ownership,
  outsiders,
  sham,
  usury,
  waivers,
  unlawful,
  inalienable,
  unfree,
  office,
  penalty,
  confirmation,
  excluded,
  paidToWorker,
  corrected,
  grounded,
  misnumbered,
  misstated,
  otherwise,
  toldOtherwise,
  unenforceable,
  paidBefore,
  counted,
  privacy,
  placeholders,
  settlementState,
  confidences,
  citations,
  neutrality,
]
/** What holds for every document that both sides may read. */
const everyForm: Rule[] = [grounded, corrected, confidences, privacy, citations, neutrality, placeholders]

export type Verify = { content: Content; reading: Reading; terms?: string[]; offered: Offered }

const names: Record<string, string> = {
  parties: '当事人',
  facts: '纠纷主要事实',
  performance: '履行方式、时限',
  basis: '依据',
  closing: '其他',
}

/** Checks a document as it stands, whoever wrote it, against its case. What it finds is data; nothing is changed. */
export function verify(
  { shelf }: Pick<Context, 'shelf'>,
  { content: written, reading, terms = [], offered }: Verify,
): Finding[] {
  const content = narrowed(written)
  const at = reading.settlement.clauses.at(-1)?.at ?? reading.file.updatedAt
  const place = (key: string, i: number): string => (key === 'terms' ? `协议内容第${i + 1}条` : (names[key] ?? key))
  const all = content.sections.flatMap(({ key, items }) =>
    items.map((item, i): CheckedClause & { key: string } => ({
      key,
      where: place(key, i),
      text: item.text,
      at,
      item,
    })),
  )
  const agreement = content.form === 'agreement' || content.form === 'oralAgreement'
  const checked: Checked = {
    content,
    text: narrow(textOf(content)),
    clauses: agreement ? all.filter(({ key }) => key === 'terms') : [],
    operative: agreement
      ? all.filter(
          ({ key, item }) =>
            key === 'terms' || (item.label === 'person' && (key === 'performance' || key === 'closing')),
        )
      : [],
    rest: agreement ? all.filter(({ key }) => key !== 'terms') : all,
    says: readerOf(clauseModelOf(shelf), reading),
    reading,
    terms,
    offered,
    confided: confidedValues(reading),
  }
  const findings = (agreement ? agreementRules : everyForm).flatMap((rule) => rule(checked))
  return [...new Map(findings.map((it) => [`${it.rule}|${it.where}|${it.message}`, it])).values()].toSorted(
    (a, b) => Number(b.level === 'block') - Number(a.level === 'block'),
  )
}

/** Asks the reader about a clause once, whatever rule wants to know. */
function readerOf(model: ClauseModel, { names }: Reading): Checked['says'] {
  const read = new Map<string, Verdict[]>()
  return (rule, { text, at }) => {
    const verdicts =
      read.get(text) ??
      readClause(
        model,
        text,
        at,
        names.find(text).map(({ raw }) => raw),
      )
    read.set(text, verdicts)
    return verdicts.find((it) => it.rule === rule)!
  }
}

/** The content with half-width signs, as the rules read it. */
const narrowed = (content: Content): Content => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    items: section.items.map((item) => ({ ...item, text: narrow(item.text) })),
  })),
  signatures: content.signatures.map(({ who, label }) => ({ who, label: narrow(label) })),
})

/** Sums that stand in caucus records and in no shared one. */
function confidedValues(reading: Reading): Set<string> {
  const values = (records: Reading['records']) =>
    records.flatMap(({ text, at }) =>
      findValues(narrow(text), at)
        .filter(({ kind }) => kind === 'amount')
        .map(({ key }) => key),
    )
  const open = new Set(values(reading.records))
  return new Set(
    values(reading.file.records.filter(({ visibility }) => visibility === 'caucus')).filter((key) => !open.has(key)),
  )
}

/** The case as both sides may read it, for a check of a text made earlier. */
export const readForCheck = (ctx: Pick<Context, 'shelf'>, file: Reading['file']): Reading =>
  readFacts(ctx, file, 'shared')
