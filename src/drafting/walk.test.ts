import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecord, advanceCase, listObligations, openCase } from '../cases/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { confirmDocument, documentFile, draftDocument, editDocument } from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

async function leakCase(settlement: string) {
  const file = await openCase(ctx, {
    statement: '楼上602漏水,我家502吊顶泡坏了,要赔9000元。',
    disputeType: 'neighbor.leak',
    receivedAt: '2026-10-08',
    parties: [
      {
        role: 'applicant',
        name: '林秋月',
        idNumber: '330104198209173310',
        phone: '13857112204',
        address: '文海苑3幢1单元502室',
      },
      {
        role: 'respondent',
        name: '周明华',
        idNumber: '330104197503120020',
        phone: '13606518830',
        address: '文海苑3幢1单元602室',
      },
    ],
  })
  await addRecord(ctx, { caseId: file.id, at: '2026-11-05', by: '调解记录', text: settlement })
  return file
}

const settlement =
  '双方到场。林秋月要求赔9000元。双方自愿达成如下协议:1.周明华于2026年11月30日前赔偿林秋月修复费用6500元,转账至林秋月建设银行尾号4417的账户;2.周明华于2026年12月15日前重做主卫防水,做24小时闭水复验。'

test('what was agreed becomes an agreement a person confirms, prints and signs, and its payments a schedule', async () => {
  const file = await leakCase(settlement)
  const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  expect(draft.findings.filter(({ level }) => level === 'block')).toEqual([])
  expect(draft.text).toContain('6500元（大写：陆仟伍佰元整）')
  expect(draft.text).not.toContain('9000')
  expect(draft.sources.every(({ sentence }) => draft.text.includes(sentence))).toBe(true)

  const confirmed = await confirmDocument(ctx, draft.id)
  expect(confirmed.status).toBe('confirmed')
  const word = await documentFile(ctx, draft.id, 'docx')
  expect(new TextDecoder().decode(word.bytes.slice(0, 2))).toBe('PK')

  for (const step of [
    { action: 'screen' },
    { action: 'assign', department: 'property_ptc' },
    { action: 'accept' },
    { action: 'mediate', mediator: '何调解' },
    { action: 'agree', documentId: draft.id },
  ] as const) {
    await advanceCase(ctx, { caseId: file.id, ...step })
  }
  await advanceCase(ctx, {
    caseId: file.id,
    action: 'sign',
    signatures: [
      ...file.parties.map(({ id }) => ({ who: id })),
      { who: 'mediator' },
      { who: 'recorder' },
      { who: 'seal', method: 'seal' },
    ],
  })
  const owed = await listObligations(ctx, file.id)
  expect(
    owed.map(({ amountFen, dueOn, debtorId, creditorId }) => ({ amountFen, dueOn, debtorId, creditorId })),
  ).toEqual([
    { amountFen: 650_000, dueOn: '2026-11-30', debtorId: file.parties[1]!.id, creditorId: file.parties[0]!.id },
    { amountFen: undefined, dueOn: '2026-12-15', debtorId: file.parties[1]!.id, creditorId: undefined },
  ])
})

test('a person may edit the text; what they wrote is theirs, is checked again, and blocks while it is wrong', async () => {
  const file = await leakCase(settlement)
  const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  const content = structuredClone(draft.content) as { sections: { key: string; items: { text: string }[] }[] }
  const clause = content.sections.find(({ key }) => key === 'terms')!.items[0]!
  clause.text = '周明华尽快赔偿林秋月修复费用6500元（大写：陆仟元整）。'
  const edited = await editDocument(ctx, { documentId: draft.id, content })
  expect(edited.version).toBe(2)
  expect(edited.sources.find(({ sentence }) => sentence === clause.text)?.label).toBe('person')
  expect(edited.findings.filter(({ level }) => level === 'block').map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['D05', 'D06']),
  )
  await expect(confirmDocument(ctx, draft.id)).rejects.toMatchObject({ code: 'conflict' })
})

test('the whole text may be sent back as words, and a heading keeps its lines', async () => {
  const file = await leakCase(settlement)
  const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  const edited = await editDocument(ctx, {
    documentId: draft.id,
    content: draft.text.replace('2026年11月30日', '2026年12月1日'),
  })
  expect(edited.text).toContain('周明华于2026年12月1日前赔偿')
  expect(edited.text.split('\n').length).toBe(draft.text.split('\n').length)
})

test('where nothing was agreed the draft says so and cannot be confirmed', async () => {
  const file = await leakCase('双方到场,未达成一致。林秋月要求赔9000元,周明华只愿出1000元。')
  const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  expect(draft.text).toContain('【待补充:协议内容】')
  expect(draft.text).not.toMatch(/9000|1000/)
  expect(draft.findings.map(({ rule }) => rule)).toContain('TERMS')
})

test('a term given with the request stands beside another payment of the same person, and in place of the same one', async () => {
  const file = await leakCase(settlement)
  const draft = async (term: string) => {
    const { content } = await draftDocument(ctx, { caseId: file.id, form: 'agreement', terms: [term] })
    const { sections } = content as { sections: { key: string; items: { text: string }[] }[] }
    return sections.find(({ key }) => key === 'terms')!.items.map(({ text }) => text)
  }
  const beside = await draft('周明华于2026年12月20日前归还林秋月借款2000元,现金')
  expect(beside.filter((text) => text.includes('6500元'))).toHaveLength(1)
  expect(beside.filter((text) => text.includes('2000元'))).toHaveLength(1)
  expect(beside.some((text) => text.includes('闭水复验'))).toBe(true)
  const instead = await draft('周明华一次性付给林秋月6500元,2026年12月1日前到账')
  expect(instead.filter((text) => text.includes('6500元'))).toHaveLength(1)
})
