import PizZip from 'pizzip'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addProof, addRecord, advanceCase, getSchedule, openCase } from '../../cases/index.ts'
import { getPassage, loadKnowledge } from '../../knowledge/index.ts'
import { type TestContext, testActor, testContext } from '../../testing/context.ts'
import { signedCase } from '../../testing/signed.ts'
import { draftDocument, routes, type WayOut, wayOut, wayOutFile } from '../index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())
const on = (day: string) => ({ ...ctx, now: () => new Date(`${day}T10:00:00+08:00`) })
const fitOf = (pack: WayOut, route: string) => pack.routes.find((it) => it.route === route)!.fit
const pay = '周明华于2026年12月30日前赔偿林秋月3000元,银行转账至林秋月尾号4417的账户'
const rework = '周明华于2026年12月15日前重做主卫防水'
const twice = '周明华赔偿林秋月6000元,分两期支付:2026年12月30日前付3000元,2027年6月30日前付3000元,转账'
const confirmed = async (caseId: string) => {
  await advanceCase(ctx, { caseId, action: 'applyConfirmation' })
  await advanceCase(ctx, { caseId, action: 'confirm' })
}

describe('which way fits', () => {
  test('while nothing is overdue and thirty days are not over: confirmation, together', async () => {
    const { caseId } = await signedCase(ctx, { clauses: [pay] })
    const pack = await wayOut(ctx, { caseId })
    expect(pack).toMatchObject({ route: 'confirmation', fits: true, fee: { words: '不收费', amountFen: 0 } })
    // Signed on 2026-11-23: the thirtieth day is 2026-12-23, a Wednesday.
    expect(pack.limits[0]).toMatchObject({ fromOn: '2026-11-23', lastDay: '2026-12-23', daysLeft: 30 })
    expect(fitOf(await wayOut(on('2026-12-23'), { caseId }), 'confirmation')).toBe('best')
    expect(fitOf(await wayOut(on('2026-12-24'), { caseId }), 'confirmation')).toBe('no')
  })
  test('a sum of money that is due: payment order, with what is left of it', async () => {
    const { caseId } = await signedCase(ctx, { clauses: [pay] })
    await addProof(on('2026-12-29'), { caseId, amountFen: 100_000, doneOn: '2026-12-29', note: '回单' })
    const pack = await wayOut(on('2027-02-01'), { caseId })
    expect(pack).toMatchObject({ route: 'paymentOrder', fits: true, claimFen: 200_000 })
    // 诉讼费用交纳办法14: a third of the 50 yuan for up to ten thousand.
    expect(pack.fee.amountFen).toBe(1667)
    expect(pack.notice).toContain('协议第1条3000元（2026年12月30日到期，已逾期33天），已付1000元，还欠2000元')
    expect(pack.text).toContain('支付2000元（大写：贰仟元整）')
    expect(fitOf(pack, 'suit')).toBe('possible')
    expect(fitOf(pack, 'enforcement')).toBe('no')
    expect(pack.limits[0]).toMatchObject({ fromOn: '2026-12-30', lastDay: '2029-12-31' })
  })
  test('work not done as well: suit, for a payment order only gets money', async () => {
    const { caseId } = await signedCase(ctx, { clauses: [pay, rework] })
    const pack = await wayOut(on('2027-02-01'), { caseId })
    expect(pack.route).toBe('suit')
    expect(fitOf(pack, 'paymentOrder')).toBe('possible')
    expect(pack.text).toContain('请求事项：履行协议第2条')
  })
  test('no payment order while the creditor still owes something in return', async () => {
    const { caseId, parties } = await signedCase(ctx, {
      clauses: [pay, '林秋月于2027年12月31日前归还周明华热水器一台'],
    })
    expect((await getSchedule(ctx, caseId)).items.some(({ debtorId }) => debtorId === parties[0]!.id)).toBe(true)
    expect(fitOf(await wayOut(on('2027-02-01'), { caseId }), 'paymentOrder')).toBe('no')
  })
  test('confirmed and overdue: enforcement, two years from the last instalment', async () => {
    const { caseId } = await signedCase(ctx, { clauses: [twice] })
    await confirmed(caseId)
    const pack = await wayOut(on('2027-02-01'), { caseId })
    expect(pack.route).toBe('enforcement')
    // The last instalment is due 2027-06-30; 2029-06-30 is a Saturday.
    expect(pack.limits[0]).toMatchObject({
      fromOn: '2027-06-30',
      lastDay: '2029-07-02',
      basis: expect.arrayContaining(['law:民事诉讼法#250']),
    })
    expect(pack.evidence.find(({ name }) => name === '司法确认裁定书')).toMatchObject({ must: true, held: [] })
    expect(pack.text).toContain('裁定书文号【待补充:裁定书文号】')
    for (const route of ['suit', 'paymentOrder', 'confirmation'] as const) expect(fitOf(pack, route)).toBe('no')
    await expect(wayOut(on('2026-12-01'), { caseId })).resolves.toMatchObject({ route: 'enforcement', fits: false })
  })
  const workers = [
    { role: 'applicant' as const, name: '马志强', phone: '13500001001', address: '临江街道集体宿舍' },
    {
      role: 'respondent' as const,
      name: '杭州启明电子有限公司',
      kind: 'organization' as const,
      address: '临江工业园区经七路6号',
    },
  ]
  test('labour: arbitration first; on an agreement about pay a payment order may also be asked for (劳调16)', async () => {
    const { caseId } = await signedCase(ctx, {
      clauses: ['杭州启明电子有限公司于2026年12月15日前支付马志强工资7480元,转账'],
      disputeType: 'labor.wage_arrears',
      parties: workers,
    })
    const pack = await wayOut(on('2027-01-10'), { caseId })
    expect(pack.route).toBe('laborArbitration')
    expect(pack.where.map(({ code }) => code)).toEqual(['hr_social', 'legal_aid'])
    expect(pack.limits[0]).toMatchObject({ fromOn: '2026-11-23', lastDay: '2027-11-23' })
    expect(fitOf(pack, 'paymentOrder')).toBe('possible')
    expect(pack.routes.find(({ route }) => route === 'paymentOrder')!.basis).toContain('law:劳动争议调解仲裁法#16')
    expect(fitOf(pack, 'suit')).toBe('possible')
    expect(pack.aid.grounds.map(({ basis }) => basis[0])).toEqual(['law:法律援助法#31', 'law:法律援助法#42'])
  })
  test('a dispute over dismissal that found no agreement goes to arbitration, not to court', async () => {
    const file = await openCase(ctx, {
      statement: '公司把我辞退了',
      disputeType: 'labor.dismissal',
      receivedAt: '2026-11-01',
      parties: workers,
    })
    const pack = await wayOut(ctx, { caseId: file.id })
    expect(pack.route).toBe('laborArbitration')
    expect(fitOf(pack, 'suit')).toBe('no')
    expect(pack.limits.find(({ what }) => what.includes('十五日没有谈成'))).toMatchObject({ lastDay: '2026-11-16' })
  })
  test('what was not settled goes to court; a decision of an authority goes to review', async () => {
    const open = (disputeType: string) =>
      openCase(ctx, {
        statement: '谈不拢',
        disputeType,
        receivedAt: '2026-11-02',
        parties: [
          { role: 'applicant', name: '林秋月' },
          { role: 'respondent', name: '周明华' },
        ],
      })
    const suit = await wayOut(ctx, { caseId: (await open('neighbor.leak')).id })
    expect(suit.route).toBe('suit')
    expect(suit.notice).toContain('没有达成协议')
    expect(suit.limits[0]).toMatchObject({ fromOn: '2026-11-02', lastDay: '2029-11-02' })
    expect((await wayOut(ctx, { caseId: (await open('other.admin_complaint')).id })).route).toBe('adminReview')
    expect(fitOf(await wayOut(ctx, { caseId: (await open('land.transfer_fee')).id }), 'ruralArbitration')).toBe(
      'possible',
    )
  })
})

test('every way can be asked for, names only articles the library holds, and has a Word file', async () => {
  await loadKnowledge(ctx)
  const { caseId } = await signedCase(ctx, { clauses: [pay] })
  const keys = new Set<string>()
  for (const route of routes) {
    const pack = await wayOut(on('2027-02-01'), { caseId, route })
    expect(pack.route).toBe(route)
    for (const { basis } of [...pack.routes, ...pack.limits]) for (const key of basis) keys.add(key)
    const { bytes } = await wayOutFile(on('2027-02-01'), { caseId, route }, 'docx')
    const words = new PizZip(bytes)
      .file('word/document.xml')!
      .asText()
      .replaceAll(/<[^>]+>/g, '')
    expect(words).toContain(pack.title.replace('共同', ''))
    const markdown = new TextDecoder().decode((await wayOutFile(ctx, { caseId, route }, 'md')).bytes)
    expect(markdown).toContain('## 三、期限')
  }
  for (const key of keys) await expect(getPassage(ctx, { key }), key).resolves.toBeTruthy()
})

test('what the file does not hold is asked for, and a number of the other side is not handed over', async () => {
  const file = await openCase(ctx, {
    statement: '欠钱不还',
    disputeType: 'contract.private_loan',
    receivedAt: '2026-11-02',
    parties: [
      { role: 'applicant', name: '林秋月' },
      { role: 'respondent', name: '周明华', idNumber: '330104197503120020', phone: '13606518830' },
    ],
  })
  const { text, where } = await wayOut(ctx, { caseId: file.id })
  for (const words of ['【待补充:林秋月的居民身份证号】', '【待补充:周明华的住址】', '【待补充:请求事项和金额】'])
    expect(text).toContain(words)
  expect(text).not.toMatch(/330104197503120020|13606518830/)
  expect(where[0]!.phone).toMatch(/待补充/)
})

test('where there was violence the pack does not tell where the other side lives', async () => {
  const file = await openCase(ctx, {
    statement: '丈夫家暴,我搬出来了,要求支付抚养费',
    disputeType: 'family.child_support',
    receivedAt: '2026-11-02',
    parties: [
      { role: 'applicant', name: '林秋月', address: '云水苑9幢' },
      { role: 'respondent', name: '周明华', address: '文海苑3幢' },
    ],
  })
  const his = await wayOut(ctx, { caseId: file.id, party: file.parties[1]!.id })
  expect(his.text).not.toContain('云水苑')
  expect(his.text).toContain('因人身安全不予提供')
  const hers = await wayOut(ctx, { caseId: file.id })
  expect(hers.aid.grounds.some(({ basis }) => basis[0] === 'law:法律援助法#32')).toBe(true)
})

test('words of a caucus never come into a pack', async () => {
  const file = await openCase(ctx, {
    statement: '漏水',
    disputeType: 'neighbor.leak',
    parties: [
      { role: 'applicant', name: '林秋月' },
      { role: 'respondent', name: '周明华' },
    ],
  })
  await addRecord(ctx, {
    caseId: file.id,
    at: '2026-11-20',
    by: '背对背',
    text: '私下说最多出8765元',
    visibility: 'caucus',
    party: file.parties[1]!.id,
  })
  for (const route of routes)
    expect(JSON.stringify(await wayOut(ctx, { caseId: file.id, route }))).not.toContain('8765')
})

test('a pack is for who may read the case, and for a party of it', async () => {
  const { caseId } = await signedCase(ctx, { clauses: [pay] })
  await expect(wayOut({ ...ctx, actor: testActor('citizen') }, { caseId })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(wayOut(ctx, { caseId, party: 'party_elsewhere' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(wayOut(ctx, { caseId: 'case_nothing' })).rejects.toMatchObject({ code: 'not_found' })
})

test('receipts and the schedule stand in the form for proofs of performance and in the follow-up', async () => {
  const { caseId } = await signedCase(ctx, { clauses: [twice] })
  await addProof(on('2026-12-29'), {
    caseId,
    amountFen: 100_000,
    doneOn: '2026-12-29',
    note: '回单尾号8821',
    payer: '周父',
  })
  const later = on('2027-01-04')
  const receipts = await draftDocument(later, { caseId, form: 'performance' })
  for (const words of [
    '付款人：周父',
    '收款人：林秋月',
    '金额：1000元（大写：壹仟元整）',
    '实际收款日期：2026年12月29日',
    '对应条款：协议第1条',
    '凭证：回单尾号8821',
  ])
    expect(receipts.text).toContain(words)
  expect(receipts.sources.filter(({ label }) => label === 'record').every(({ refs }) => refs.length > 0)).toBe(true)
  const visit = await draftDocument(later, { caseId, form: 'followUp' })
  expect(visit.text).toContain('第1条（周明华）3000元，2026年12月30日到期：逾期5天，已付1000元，还有2000元')
  expect(visit.text).toContain('未到期，已付0元，还有3000元')
})
