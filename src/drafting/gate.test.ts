import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, openCase } from '../cases/index.ts'
import { importKnowledge, loadKnowledge } from '../knowledge/index.ts'
import { type TestContext, testContext } from '../testing/context.ts'
import { confirmDocument, draftDocument, editDocument } from './index.ts'

const official = `# 中华人民共和国人民调解法

2010年8月28日 第十一届全国人民代表大会常务委员会第十六次会议通过

<!-- INFO END -->

第一条 本条是测试用的一句话。

第二条 经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。
`

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
  await loadKnowledge(ctx)
  const bytes = new TextEncoder().encode(official)
  await importKnowledge(ctx, { files: [{ name: '人民调解法(2010-08-28).md', bytes }] })
})
afterAll(() => ctx.close())

/** A draft that could be confirmed, with one more sentence among what it rests on. */
async function draftResting(sentence: string, receivedAt = '2026-10-08') {
  const file = await openCase(ctx, {
    statement: '楼上602漏水,我家502吊顶泡坏了。',
    disputeType: 'neighbor.leak',
    receivedAt,
    parties: [
      { role: 'applicant', name: '林秋月', idNumber: '330104198209173310', address: '文海苑3幢1单元502室' },
      { role: 'respondent', name: '周明华', idNumber: '330104197503120020', address: '文海苑3幢1单元602室' },
    ],
  })
  const text =
    '双方到场。双方自愿达成如下协议:周明华于2026年11月30日前赔偿林秋月修复费用6500元,转账至林秋月建设银行尾号4417的账户。'
  await addRecord(ctx, { caseId: file.id, at: '2026-11-05', by: '调解记录', text })
  const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
  const content = structuredClone(draft.content) as { sections: { key: string; items: { text: string }[] }[] }
  content.sections.find(({ key }) => key === 'basis')!.items.push({ text: sentence })
  return editDocument(ctx, { documentId: draft.id, content })
}

describe('a citation in a draft', () => {
  it.each([
    ['of a law that is not there', '依据《邻里和睦促进法》第三条。'],
    ['of an article that is not there', '依据《民法典》第一千三百条。'],
    ['of a law that was repealed', '依据《合同法》第六十条。'],
    [
      'of words the law does not say',
      '《人民调解法》第二条规定：“经人民调解委员会调解达成的调解协议，具有强制执行力，当事人应当按照约定履行。”',
    ],
  ])('%s keeps it from being confirmed', async (_, sentence) => {
    const draft = await draftResting(sentence)
    const blocking = draft.findings.filter(({ level }) => level === 'block')
    expect(blocking.map(({ rule }) => rule)).toEqual(['CITE'])
    await expect(confirmDocument(ctx, draft.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('of a law not yet in force on the day of the case keeps it from being confirmed', async () => {
    const draft = await draftResting('参照预付式消费解释第十四条。', '2025-03-20')
    expect(draft.findings.filter(({ level, rule }) => level === 'block' && rule === 'CITE')).toHaveLength(1)
    await expect(confirmDocument(ctx, draft.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it.each([
    ['in the words of the law', '《人民调解法》第二条：“经人民调解委员会调解达成的调解协议，具有法律约束力”。'],
    ['of a law whose text is not held', '依据《民法典》第五百零九条第一款。'],
    ['of a contract', '双方租赁合同第八条另有约定。'],
  ])('%s does not', async (_, sentence) => {
    const draft = await draftResting(sentence)
    expect(draft.findings.filter(({ level }) => level === 'block')).toEqual([])
    expect((await confirmDocument(ctx, draft.id)).status).toBe('confirmed')
  })
})
