import { type CaseFile, readFacts } from '../../cases/index.ts'
import { openShelf } from '../../cli/shelf.ts'
import { composeAgreement } from '../forms/agreement.ts'
import type { Offered } from '../retrieve.ts'
import { verify } from '../verify.ts'

const onShelf = { shelf: openShelf() }

type Party = CaseFile['parties'][number]
export const person = (id: string, role: string, name: string, extra: Partial<Party> = {}): Party => ({
  id,
  role,
  name,
  kind: 'person',
  details: {},
  phone: '13857112204',
  address: '文海苑3幢1单元501室',
  ...extra,
})
export const sides = [
  person('p1', 'applicant', '林秋月', { idNumber: '330104198209173310' }),
  person('p2', 'respondent', '周明华', { idNumber: '330104197503120020', phone: '13606518830' }),
]
export const record = (text: string, at = '2026-11-05T09:00:00Z', by = '调解记录', extra = {}) => ({
  id: `rec_${at}`,
  at,
  by,
  text,
  visibility: 'shared' as const,
  createdAt: at,
  ...extra,
})
export const offered: Offered = {
  articles: [{ key: 'law:民法典#288', name: '《中华人民共和国民法典》第二百八十八条' }],
  beside: [],
  asOf: '2026-11-23',
  lpr: [{ effective: '2025-05-20', value: 3 }],
}

export const fileOf = (over: Partial<CaseFile> = {}): CaseFile => ({
  id: 'case_1',
  number: '（2026）钱综人调字第1号',
  receipt: 'HY',
  title: '纠纷',
  statement: '纠纷',
  disputeType: 'neighbor.leak',
  status: 'mediating',
  redFlags: [],
  receivedAt: '2026-10-08T01:00:00Z',
  version: 1,
  createdAt: '2026-10-08T01:00:00Z',
  updatedAt: '2026-11-05T09:00:00Z',
  parties: sides,
  actions: [],
  records: [record('纠纷经过。', '2026-10-08T01:00:00Z', '申请人林秋月', { party: 'p1' })],
  ...over,
})

/** Rules found in an agreement of these terms. */
export function found(terms: string[], over: Partial<CaseFile> = {}) {
  const reading = readFacts(onShelf, fileOf(over), 'shared')
  const content = composeAgreement({ reading, terms }, offered, '钱塘区综合人民调解委员会')
  return verify(onShelf, { content, reading, terms, offered })
}
export const rules = (terms: string[], over: Partial<CaseFile> = {}) => found(terms, over).map(({ rule }) => rule)

export const good = '周明华于2026年12月31日前赔偿林秋月修复费用6500元，转账至林秋月建设银行账户（尾号4417）。'

/** Rules found in an agreement into which a person wrote more: facts, closing words, the performance, other places to sign. */
export function rewritten(
  {
    terms = [good],
    places,
    ...written
  }: { terms?: string[]; places?: string[]; facts?: string; closing?: string; performance?: string },
  over: Partial<CaseFile> = {},
) {
  const reading = readFacts(onShelf, fileOf(over), 'shared')
  const content = composeAgreement({ reading, terms }, offered, '钱塘区综合人民调解委员会')
  const added = new Map(Object.entries(written))
  const sections = content.sections.map((it) => {
    const text = added.get(it.key)
    return text ? { ...it, items: [...it.items, { text, label: 'person' as const, refs: [] }] } : it
  })
  const signatures = places?.map((label, i) => ({ who: `place${i + 1}`, label })) ?? content.signatures
  return verify(onShelf, { content: { ...content, sections, signatures }, reading, terms, offered }).map(
    ({ rule }) => rule,
  )
}
