import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRecord, getFacts, openCase } from '../../cases/index.ts'
import type { Context } from '../../context.ts'
import { type TestContext, testContext } from '../../testing/context.ts'
import { caseDossier, documentFile, draftDocument, forms } from '../index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

/** A case whose respondent has told the mediator, and only the mediator, of 8765 yuan and of a sister named 周晓燕. */
async function confidedCase() {
  const file = await openCase(ctx, {
    statement: '楼上漏水,我家501吊顶泡坏了,要求赔9000元。',
    disputeType: 'neighbor.leak',
    receivedAt: '2026-10-08',
    parties: [
      {
        role: 'applicant',
        name: '林秋月',
        idNumber: '330104198209173310',
        phone: '13857112204',
        address: '文海苑3幢1单元501室',
      },
      {
        role: 'respondent',
        name: '周明华',
        idNumber: '330104197503120020',
        phone: '13606518830',
        address: '文海苑3幢1单元601室',
      },
    ],
  })
  const respondent = file.parties[1]!.id
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-10-12',
    by: '物业闭水试验记录',
    text: '10月11日对601室主卫做闭水试验,501室吊顶滴水。参加人:林秋月、周明华。',
  })
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-10-20',
    by: '调解员(背对背)',
    text: '周明华私下说最多出8765元,钱要向姐姐周晓燕借。',
    visibility: 'caucus',
    party: respondent,
  })
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-05',
    by: '调解记录',
    text: '地点:文海社区。双方达成协议:周明华于2026年11月30日前赔偿林秋月6500元,转账至建设银行尾号4417的账户。',
  })
  return { file, respondent }
}

test('every form of the official file is filled, with a source for every line, and nothing said in confidence', async () => {
  const { file } = await confidedCase()
  for (const form of forms) {
    const document = await draftDocument(ctx, { caseId: file.id, form })
    expect(document.text, form).not.toMatch(/8765|周晓燕/)
    expect(JSON.stringify(document.content), form).not.toMatch(/8765|周晓燕/)
    expect(
      document.sources.every(({ sentence }) => document.text.includes(sentence)),
      form,
    ).toBe(true)
    for (const format of ['md', 'html', 'docx'] as const) {
      const { bytes } = await documentFile(ctx, document.id, format)
      const words =
        format === 'docx'
          ? new TextDecoder().decode(unzipSync(bytes)['word/document.xml'])
          : new TextDecoder().decode(bytes)
      expect(words, `${form}.${format}`).not.toMatch(/8765|周晓燕/)
      expect(words, `${form}.${format}`).toContain(document.number)
    }
  }
  const whole = new TextDecoder().decode(
    unzipSync((await caseDossier(ctx, file.id, 'docx')).bytes)['word/document.xml'],
  )
  expect(whole).not.toMatch(/8765|周晓燕/)
  expect([...whole.matchAll(/w:name="document\d+"/g)]).toHaveLength(forms.length)
  const zip = unzipSync((await caseDossier(ctx, file.id, 'zip')).bytes)
  expect(Object.keys(zip)).toHaveLength(forms.length + 1)
})

test('the fact table keeps a confidence to whom it belongs and to the mediator', async () => {
  const { file, respondent } = await confidedCase()
  const said = async (audience: string) => JSON.stringify(await getFacts(ctx, file.id, audience))
  expect(await said('shared')).not.toContain('8765')
  expect(await said(file.parties[0]!.id)).not.toContain('8765')
  expect(await said(respondent)).toContain('8765')
  expect(await said('mediator')).toContain('8765')
})

test('a file that lacks a document says which', async () => {
  const { file } = await confidedCase()
  const catalogue = await draftDocument(ctx, { caseId: file.id, form: 'catalogue' })
  expect(catalogue.text).toContain('尚缺：人民调解申请书或人民调解受理登记表')
  const zip = unzipSync((await caseDossier(ctx, file.id, 'zip')).bytes)
  expect(new TextDecoder().decode(zip['完整性.txt'])).toContain('权利义务告知书')
})

test('a template that asks for an unknown field, or is no Word file, is refused with the reason', async () => {
  const { file } = await confidedCase()
  const note = await draftDocument(ctx, { caseId: file.id, form: 'note' })
  const swapped = (bytes: Uint8Array): Context => ({ ...ctx, shelf: { ...ctx.shelf, bytes: () => bytes } })
  const { Document, Packer, Paragraph } = await import('docx')
  const foreign = await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph('{title} {secretField}')] }] }),
  )
  await expect(documentFile(swapped(new Uint8Array(foreign)), note.id, 'docx')).rejects.toMatchObject({
    code: 'precondition',
    details: { fields: ['secretField'] },
  })
  await expect(documentFile(swapped(new Uint8Array([1, 2, 3])), note.id, 'docx')).rejects.toMatchObject({
    code: 'precondition',
  })
})

test('several who are paid on cards of their own are each paid on the account they told', async () => {
  const file = await openCase(ctx, {
    statement: '三家的地租没给。',
    disputeType: 'land.transfer_fee',
    receivedAt: '2026-10-08',
    parties: [
      { role: 'applicant', name: '林秋月' },
      { role: 'applicant', name: '周明华' },
      { role: 'respondent', name: '杭州望江家庭农场', kind: 'organization' },
    ],
  })
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-01',
    by: '窗口',
    text: '两家都报了农商银行卡:林秋月尾号6104,周明华尾号3857。',
  })
  const settle = { caseId: file.id, at: '2026-11-05', by: '调解记录' }
  await addRecord(ctx, {
    ...settle,
    text: '双方达成协议:望江农场付林秋月4410元、周明华3675元,2026年11月25日前打到两人各自的卡上。',
  })
  const { text } = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  expect(text).toContain('转入林秋月农商银行账户（尾号6104）、周明华账户（尾号3857）')
  expect(text).not.toContain('收款账户】')
})
