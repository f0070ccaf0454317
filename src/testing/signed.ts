import {
  advanceCase,
  confirmVersion,
  getCaseFile,
  type Obligation,
  openCase,
  readFacts,
  readObligations,
  saveDraft,
} from '../cases/index.ts'
import type { Context } from '../context.ts'

export type Signing = {
  clauses: string[]
  disputeType?: string
  statement?: string
  receivedAt?: string
  parties?: Parameters<typeof openCase>[1]['parties']
}

const people: Signing['parties'] = [
  {
    role: 'applicant',
    name: '林秋月',
    phone: '13857112204',
    address: '文海苑3幢1单元502室',
    idNumber: '330104198209173310',
  },
  {
    role: 'respondent',
    name: '周明华',
    phone: '13606518830',
    address: '文海苑3幢1单元602室',
    idNumber: '330104197503120020',
  },
]

/** A case with an agreement of these clauses, confirmed and signed today: what every test of the time after signing begins with. */
export async function signedCase(ctx: Context, signing: Signing) {
  const file = await openCase(ctx, {
    statement: signing.statement ?? '楼上漏水,吊顶泡坏了。',
    disputeType: signing.disputeType ?? 'neighbor.leak',
    receivedAt: signing.receivedAt ?? '2026-10-08',
    parties: signing.parties ?? people!,
  })
  const { names } = readFacts(ctx, await getCaseFile(ctx, file.id))
  const obligations: Obligation[] = readObligations(signing.clauses, ctx.now().toISOString(), names)
  const items = signing.clauses.map((text) => ({ text: `${text}。`, label: 'person', refs: [] }))
  const sections = [{ key: 'terms', heading: '达成如下协议', numbered: true, items }]
  const content = {
    form: 'agreement',
    title: '人民调解协议书',
    number: file.number,
    committee: '',
    sections,
    signatures: [],
    date: '',
  }
  const draft = await saveDraft(ctx, {
    caseId: file.id,
    form: 'agreement',
    number: file.number,
    text: signing.clauses.map((text, i) => `${i + 1}、${text}。`).join('\n'),
    content: { ...content, obligations },
    sources: items.map(({ text }) => ({ sentence: text, label: 'person' as const, refs: [] })),
    findings: [],
    engine: { kind: 'builtin' },
  })
  await confirmVersion(ctx, { documentId: draft.id, findings: [] })
  for (const step of [
    { action: 'screen' },
    { action: 'assign', department: 'property_ptc' },
    { action: 'accept' },
    { action: 'mediate', mediator: '何调解' },
    { action: 'agree', documentId: draft.id },
  ] as const)
    await advanceCase(ctx, { caseId: file.id, ...step })
  const signatures = [...file.parties.map(({ id }) => ({ who: id })), { who: 'mediator' }, { who: 'seal' }]
  const signed = await advanceCase(ctx, { caseId: file.id, action: 'sign', signatures })
  return { caseId: file.id, documentId: draft.id, file: signed, parties: file.parties }
}
