import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestContext, testContext } from '../testing/context.ts'
import { addRecord, getFacts, openCase } from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

const book = '户主俞水仙,流转面积4.2亩,单价每亩每年1000元,2022年至2025年四年合计16800元,均由沈建新代领。'

/** The ledger of a case with these records, as both sides may read it. */
async function ledgerOf(...records: [by: string, text: string, visibility?: 'shared' | 'caucus'][]) {
  const file = await openCase(ctx, {
    statement: '承包田的流转费都是老大领去的。',
    parties: [
      { role: 'applicant', name: '俞水仙' },
      { role: 'respondent', name: '沈建新' },
    ],
    disputeType: 'family.support_elder',
    receivedAt: '2026-08-03T09:00:00+08:00',
  })
  for (const [i, [by, text, visibility = 'shared']] of records.entries())
    await addRecord(ctx, {
      caseId: file.id,
      by,
      text,
      visibility,
      at: `2026-08-${11 + i}T09:00:00+08:00`,
      ...(visibility === 'caucus' && { party: file.parties[1]!.id }),
    })
  return { ledger: (await getFacts(ctx, file.id)).ledger, parties: file.parties }
}

test('area × price × years is what fell due, with who collected it; hearsay stands beside it', async () => {
  const { ledger, parties } = await ledgerOf(
    ['村干部口述', '流转费好像一亩一千二,都说老大领走了大概20000元,没看账。'],
    ['合作社 流转费台账', book],
  )
  expect(ledger).toMatchObject({
    areaMu: 4.2,
    years: 4,
    from: 2022,
    to: 2025,
    dueFen: 1_680_000,
    handedFen: 0,
    balanceFen: 1_680_000,
    collectedBy: parties[1]!.id,
  })
  expect(ledger?.conflicts).toMatchObject([{ amountFen: 2_000_000, by: '村干部口述' }])
})

test('what was taken off where it was settled is handed on; the rest is left', async () => {
  const { ledger } = await ledgerOf(
    ['合作社 流转费台账', book],
    [
      '调解记录',
      '经核实台账,沈建新代领流转费16800元,扣除其已垫付的住院费5300元,余11500元。双方达成如下协议:1.沈建新于2026年9月30日前返还俞水仙流转费11500元,转账。',
    ],
  )
  expect(ledger).toMatchObject({ dueFen: 1_680_000, handedFen: 530_000, balanceFen: 1_150_000 })
  expect(ledger?.steps.map(({ value }) => value)).toEqual(['16800元', '11500元'])
})

test('nothing is reckoned from hearsay, nor from what was said in confidence', async () => {
  expect((await ledgerOf(['邻居', '听说流转费一亩1000元,有4.2亩,2022年至2025年都没给。'])).ledger).toBeUndefined()
  expect((await ledgerOf(['背对背 流转费台账', book, 'caucus'])).ledger).toBeUndefined()
})

test('an area that a later record calls wrong bears no reckoning', async () => {
  const { ledger } = await ledgerOf(
    ['合作社 流转费台账', book],
    ['农经站 核面积', '经查权证为3.9亩,4.2亩系误把渠道算入。'],
  )
  expect(ledger?.areaMu).not.toBe(4.2)
})
