import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRecord, confirmVersion, getTimeline, openCase } from '../cases/index.ts'
import { loadKnowledge, searchKnowledge } from '../knowledge/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { signedCase } from '../testing/signed.ts'
import { comparePrecedents, draftDocument, previewPublication, publishAgreement, withdrawPublication } from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
  await loadKnowledge(ctx)
})
afterAll(() => ctx.close())
const leak = {
  statement: '楼上卫生间漏水,我家吊顶和墙面泡坏,要求修好并赔偿。',
  clauses: ['周明华于2026年12月31日前赔偿林秋月3000元'],
}

describe('a draft beside past agreements', () => {
  test('what like agreements regulate and the draft does not is asked, with the key and words of the clause', async () => {
    const { documentId } = await signedCase(ctx, leak)
    const { precedents, missing, clauses } = await comparePrecedents(ctx, documentId)
    expect(clauses).toEqual([expect.objectContaining({ n: 1, matters: expect.arrayContaining(['payment']) })])
    expect(precedents.slice(0, 2).every(({ subtypes }) => subtypes.includes('neighbor.leak'))).toBe(true)
    for (const matter of ['repair', 'acceptance']) {
      const gap = missing.find((it) => it.matter === matter)!
      expect(gap.regulate).toBeGreaterThanOrEqual(2)
      expect(gap.examples[0]!.key).toMatch(/^agreement:.+#\d+$/)
      expect(precedents.flatMap(({ clauses }) => clauses).find(({ key }) => key === gap.examples[0]!.key)!.text).toBe(
        gap.examples[0]!.text,
      )
    }
    expect(missing.map(({ matter }) => matter)).not.toContain('payment')
  })
  test('a clause of the draft stands beside the one that regulates the same, and is no longer asked for', async () => {
    const { documentId } = await signedCase(ctx, {
      ...leak,
      clauses: [
        ...leak.clauses,
        '周明华于2026年12月15日前重做卫生间防水,完工后蓄水48小时不渗水为合格',
        '十二个月内同一部位再漏的,周明华免费返修',
      ],
    })
    const { precedents, missing } = await comparePrecedents(ctx, documentId)
    const asked = missing.map(({ matter }) => matter)
    for (const matter of ['repair', 'acceptance', 'warranty']) expect(asked).not.toContain(matter)
    const rework = precedents.flatMap(({ clauses }) => clauses).find(({ text }) => text.includes('蓄水48小时'))!
    expect(rework.beside).toBe(2)
  })
  test('only an agreement is compared, by who may read the case', async () => {
    const file = await openCase(ctx, {
      statement: '漏水',
      disputeType: 'neighbor.leak',
      parties: [
        { role: 'applicant', name: '林秋月' },
        { role: 'respondent', name: '周明华' },
      ],
    })
    const draft = await draftDocument(ctx, { caseId: file.id, form: 'notice' })
    await expect(comparePrecedents(ctx, draft.id)).rejects.toMatchObject({ code: 'precondition' })
    await expect(comparePrecedents({ ...ctx, actor: testActor('citizen') }, draft.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('an agreement of ours joins the library', () => {
  const found = async (q: string) => (await searchKnowledge(ctx, { q, kinds: ['agreement'], limit: 20 })).hits
  const named = {
    statement: '楼上漏水,天花板长了蓝绿色的霉斑。',
    clauses: [
      '周明华于2026年12月31日前请阿卡迪亚师傅来文海苑3幢1单元502室铲除林秋月家天花板上的蓝绿色霉斑,电话13606518830',
      '周明华赔偿林秋月3000元,汇入林秋月尾号4417的账户',
    ],
  }

  test('only after a person has read the masked text; then it can be found at once, and taken out again', async () => {
    const { documentId, caseId } = await signedCase(ctx, named)
    const preview = await previewPublication(ctx, documentId)
    const text = [preview.facts, ...preview.terms].join('\n')
    expect(text).not.toMatch(/周明华|林秋月|13606518830|4417|文海苑|502|330104/)
    expect(text).toContain('周某于2026年12月31日前')
    expect(text).toContain('3000元')
    expect(preview).toMatchObject({ subtype: 'neighbor.leak', consentFor: [], key: undefined })
    await expect(publishAgreement(ctx, { documentId, hash: 'another text' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await found('天花板蓝绿色霉斑铲除')).some(({ text }) => text.includes('蓝绿色霉斑'))).toBe(false)

    const { key } = await publishAgreement(ctx, { documentId, hash: preview.hash })
    expect(key).toMatch(/^agreement:2026-leak-p\d+$/)
    expect((await found('天花板蓝绿色霉斑铲除'))[0]).toMatchObject({ key: `${key}#1`, text: preview.terms[0] })
    await expect(publishAgreement(ctx, { documentId, hash: preview.hash })).rejects.toMatchObject({ code: 'conflict' })
    await loadKnowledge(ctx)
    expect((await found('天花板蓝绿色霉斑铲除'))[0]!.key).toBe(`${key}#1`)

    await withdrawPublication(ctx, { documentId, reason: '当事人不愿意了' })
    expect((await found('天花板蓝绿色霉斑铲除')).some(({ text }) => text.includes('蓝绿色霉斑'))).toBe(false)
    const again = await publishAgreement(ctx, { documentId, hash: preview.hash })
    expect(again.key).toBeTruthy()
    const events = (await getTimeline(ctx, caseId)).map(({ event }) => event)
    expect(events.filter((event) => event.startsWith('agreement.'))).toEqual([
      'agreement.published',
      'agreement.withdrawn',
      'agreement.published',
    ])
  })

  test('two of one case type get two keys, and a person without the right gets neither preview nor say', async () => {
    const [one, two] = [await signedCase(ctx, named), await signedCase(ctx, named)]
    const keys = []
    for (const { documentId } of [one, two])
      keys.push(
        (await publishAgreement(ctx, { documentId, hash: (await previewPublication(ctx, documentId)).hash })).key,
      )
    expect(new Set(keys).size).toBe(2)
    const mediator = { ...ctx, actor: testActor('mediator') }
    await expect(previewPublication(mediator, one.documentId)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(publishAgreement(mediator, { documentId: one.documentId, hash: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test.each([
    ['medical', { disputeType: 'medical.treatment', statement: '手术后感染' }],
    ['violence', { disputeType: 'family.divorce_property', statement: '丈夫家暴,要求分割财产' }],
    ['minor', { disputeType: 'damage.child_injury', statement: '孩子在学校摔伤' }],
  ])('%s: not without the consent of every party', async (reason, about) => {
    const { documentId, parties } = await signedCase(ctx, {
      ...about,
      clauses: ['周明华于2026年12月31日前赔偿林秋月3000元'],
    })
    const { hash, consentFor } = await previewPublication(ctx, documentId)
    expect(consentFor).toContain(reason)
    const [one, other] = parties.map(({ id }) => id)
    await expect(publishAgreement(ctx, { documentId, hash })).rejects.toMatchObject({
      code: 'precondition',
      details: { needs: ['consent'] },
    })
    await expect(
      publishAgreement(ctx, { documentId, hash, consent: { parties: [one!], note: '书面' } }),
    ).rejects.toMatchObject({ details: { missing: [other] } })
    const kept = await publishAgreement(ctx, {
      documentId,
      hash,
      consent: { parties: [one!, other!], note: '双方书面同意,附卷' },
    })
    expect(kept.key).toBeTruthy()
  })

  test('the abuse of a child never becomes a precedent, whoever agrees', async () => {
    const { documentId } = await signedCase(ctx, {
      disputeType: 'damage.child_injury',
      statement: '老师猥亵学生',
      clauses: ['周明华于2026年12月31日前赔偿林秋月3000元'],
    })
    await expect(previewPublication(ctx, documentId)).rejects.toMatchObject({
      code: 'precondition',
      details: { rule: 'never' },
    })
  })

  test('a draft does not join', async () => {
    const file = await openCase(ctx, {
      statement: '漏水',
      disputeType: 'neighbor.leak',
      receivedAt: '2026-10-08',
      parties: [
        { role: 'applicant', name: '林秋月' },
        { role: 'respondent', name: '周明华' },
      ],
    })
    await addRecord(ctx, {
      caseId: file.id,
      at: '2026-11-05',
      by: '调解记录',
      text: '双方达成协议:周明华于2026年11月30日前赔偿林秋月6500元,微信转账。',
    })
    const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement' })
    await expect(previewPublication(ctx, draft.id)).rejects.toMatchObject({ code: 'precondition' })
    await confirmVersion(ctx, { documentId: draft.id, findings: [] })
    const { facts, terms } = await previewPublication(ctx, draft.id)
    expect([facts, ...terms].join()).not.toMatch(/周明华|林秋月/)
  })
})
