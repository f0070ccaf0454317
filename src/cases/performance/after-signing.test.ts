import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestContext, testActor, testContext } from '../../testing/context.ts'
import { signedCase } from '../../testing/signed.ts'
import {
  accelerate,
  addProof,
  addRecord,
  advanceCase,
  attachToProof,
  changeObligation,
  closeReminder,
  getProofFile,
  getSchedule,
  getTimeline,
  listProofs,
  listReminders,
  recordDemand,
  scanObligations,
  voidProof,
} from '../index.ts'
import { lastDayOf, readAcceleration, takesHold } from './acceleration.ts'
import { nextOccurrence, occurrencesOf } from './occurrences.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

const on = (day: string) => ({ ...ctx, now: () => new Date(`${day}T10:00:00+08:00`) })
const events = async (caseId: string) => (await getTimeline(ctx, caseId)).map(({ event }) => event)
const three = [
  '周明华赔偿林秋月9000元,分三期支付:2026年12月31日前付3000元,2027年1月29日前付3000元,2027年2月26日前付3000元,银行转账至林秋月尾号4417的账户',
  '任何一期逾期超过10日的,剩余款项全部到期,林秋月有权要求周明华一次性付清',
]

describe('days on which something falls due', () => {
  const signed = '2026-11-23T10:00:00+08:00'
  test.each([
    ['付款于2026年12月底前', { dueOn: '2026-12-31' }, ['2026-12-31']],
    ['2026年12月付清', { dueOn: '2026-12' }, ['2026-12-31']],
    ['于本协议签订之日起10日内支付', { due: '签订之日' }, ['2026-12-03']],
    ['协议签订后7个工作日内支付', { due: '协议签订后7个工作日内' }, ['2026-12-02']],
    ['协议签订后两个月内支付', { due: '协议签订后两个月内' }, ['2027-01-23']],
    ['签字当日支付', { due: '签字当日' }, ['2026-11-23']],
  ])('%s', (act, due, days) => {
    expect(occurrencesOf({ act, ...due }, signed).map(({ dueOn }) => dueOn)).toEqual(days)
  })
  test('a day counted from an event still to come stays words', () => {
    expect(occurrencesOf({ act: '验收合格之日起5日内支付尾款3000元', due: '验收合格之日起5日内' }, signed)).toEqual([
      { due: '验收合格之日起5日内' },
    ])
  })
  test('a duty that comes back is spread out: to its end where it has one, a year ahead where it has none', () => {
    const ended = occurrencesOf(
      { act: '自2026年12月起每月20日前支付抚养费1500元,至2027年6月止', due: '每月20日' },
      signed,
    )
    expect(ended.map(({ dueOn }) => dueOn)).toEqual(
      [12, 1, 2, 3, 4, 5, 6].map((m) => `${m === 12 ? 2026 : 2027}-${String(m).padStart(2, '0')}-20`),
    )
    expect(ended.every(({ every }) => every === undefined)).toBe(true)
    const endless = occurrencesOf({ act: '每月31日前支付赡养费800元', due: '每月31日' }, signed)
    expect(endless).toHaveLength(12)
    expect(endless[3]).toMatchObject({ dueOn: '2027-02-28', every: 'month' })
    expect(nextOccurrence('2027-02-28', 'month', '每月31日')).toBe('2027-03-31')
    expect(
      occurrencesOf({ act: '每年12月31日前支付流转费2400元', due: '每年12月31日' }, signed).map(({ dueOn }) => dueOn),
    ).toEqual(['2026-12-31', '2027-12-31', '2028-12-31'])
  })
})

describe('the rest of a debt falls due only where the agreement says so', () => {
  test.each([
    ['任何一期逾期,未付款项立即全部到期', { automatic: true, missed: 1, graceDays: 0 }],
    ['被申请人未按期支付任意一期的,申请人有权要求其一次性付清剩余全部款项', { automatic: false, missed: 1 }],
    ['任何一次逾期七天以上,另一次立即到期', { automatic: true, graceDays: 7 }],
    ['连续两期没有按时归还的,曹某可以要求一次付清其余各期', { automatic: false, missed: 2 }],
    ['任何一期逾期超过10天,丁某有权要求一次性还清剩余款项', { automatic: false, graceDays: 10 }],
    [
      '任何一期逾期满十五日未付足的,其余各期视为同时到期,姜某可就全部未还本金申请支付令',
      { automatic: true, graceDays: 15 },
    ],
    ['连续两期未按时付款的,其余款项一并到期', { automatic: true, missed: 2 }],
    ['逾期超过15个工作日仍未付的,剩余款项全部到期并一次性支付', { graceDays: 15, working: true }],
  ])('%s', (clause, read) => {
    expect(readAcceleration(['甲付乙3000元', clause])).toMatchObject({ clause: 1, quote: clause, ...read })
  })
  test.each([
    '逾期未付的,两人可就全部未付款向人民法院申请支付令',
    '逾期付款的,按未付金额每日万分之三支付违约金',
    '双方就本次纠纷一次性了结,互不再追究',
    '余款5000元于2026年12月31日前一次性付清',
  ])('not by: %s', (clause) => {
    expect(readAcceleration([clause])).toBeUndefined()
  })
  test('it takes hold when the grace is over, counted from the next working day where the last one is a day off', () => {
    const clause = { clause: 1, quote: '', automatic: true, missed: 1, graceDays: 10, working: false }
    // 2026-12-05 is a Saturday.
    expect(lastDayOf('2026-12-05')).toBe('2026-12-07')
    const instalments = [
      { dueOn: '2026-12-05', open: true },
      { dueOn: '2027-01-05', open: true },
    ]
    expect(takesHold(clause, instalments, '2026-12-17')).toBeUndefined()
    expect(takesHold(clause, instalments, '2026-12-18')).toBe('2026-12-18')
    expect(takesHold({ ...clause, missed: 2 }, instalments, '2027-01-10')).toBeUndefined()
  })
})

test('instalments stand with what is paid, what is left and the running balance', async () => {
  const { caseId, parties } = await signedCase(ctx, { clauses: three })
  const before = await getSchedule(ctx, caseId)
  expect(before.items.map(({ state, leftFen, balanceFen, dueOn }) => [state, leftFen, balanceFen, dueOn])).toEqual([
    ['due', 300_000, 300_000, '2026-12-31'],
    ['due', 300_000, 600_000, '2027-01-29'],
    ['due', 300_000, 900_000, '2027-02-26'],
  ])
  expect(before.items[0]).toMatchObject({
    clause: 1,
    method: '银行转账(尾号4417)',
    proof: '转账回单或收款人签名的收条',
  })
  expect(before.acceleration).toMatchObject({ clause: 2, automatic: false, since: undefined })

  const later = on('2027-01-05')
  const [proof] = await addProof(later, {
    caseId,
    obligationId: before.items[0]!.id,
    amountFen: 100_000,
    doneOn: '2027-01-04',
    note: '回单尾号8821',
  })
  expect(proof).toMatchObject({ clause: 1, payer: '周明华', payee: '林秋月', amountFen: 100_000 })
  expect(
    (await getSchedule(later, caseId)).items.map(({ state, leftFen, balanceFen }) => [state, leftFen, balanceFen]),
  ).toEqual([
    ['overdue', 200_000, 200_000],
    ['due', 300_000, 500_000],
    ['due', 300_000, 800_000],
  ])
  // Without a named instalment what fell due first is paid first.
  const shares = await addProof(later, {
    caseId,
    amountFen: 400_000,
    doneOn: '2027-01-05',
    note: '转账',
    payer: '周父',
  })
  expect(shares.map(({ amountFen, payer }) => [amountFen, payer])).toEqual([
    [200_000, '周父'],
    [200_000, '周父'],
  ])
  const after = await getSchedule(later, caseId)
  expect(after.items.map(({ state }) => state)).toEqual(['paid', 'partPaid', 'due'])
  expect(after.totals).toEqual([
    {
      debtorId: parties[1]!.id,
      creditorId: parties[0]!.id,
      owedFen: 900_000,
      paidFen: 500_000,
      waivedFen: 0,
      leftFen: 400_000,
      overdueFen: 0,
    },
  ])
  expect((await events(caseId)).filter((event) => event === 'obligation.proved')).toHaveLength(2)
})

test('more than is owed is refused with what is left, and nothing is written', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  const { items } = await getSchedule(ctx, caseId)
  await expect(
    addProof(ctx, { caseId, obligationId: items[0]!.id, amountFen: 300_001, doneOn: '2026-11-23', note: '转账' }),
  ).rejects.toMatchObject({ code: 'precondition', details: { leftFen: 300_000, excessFen: 1 } })
  await expect(addProof(ctx, { caseId, amountFen: 900_001, doneOn: '2026-11-23', note: '转账' })).rejects.toMatchObject(
    {
      code: 'precondition',
      details: { leftFen: 900_000, excessFen: 1 },
    },
  )
  await expect(addProof(ctx, { caseId, amountFen: 1, doneOn: '2026-11-24', note: '明天' })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await listProofs(ctx, caseId)).toEqual([])
})

test('a receipt that was wrong is struck out, counts no longer, and stays to be seen', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  const [proof] = await addProof(ctx, { caseId, amountFen: 500_000, doneOn: '2026-11-23', note: '支票' })
  await voidProof(ctx, { receipt: proof!.receipt, reason: '支票退票' })
  expect((await getSchedule(ctx, caseId)).totals[0]).toMatchObject({ paidFen: 0, leftFen: 900_000 })
  expect((await listProofs(ctx, caseId)).map(({ voided }) => voided?.reason)).toEqual(['支票退票', '支票退票'])
  await expect(voidProof(ctx, { receipt: proof!.receipt, reason: '再来' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await events(caseId)).toContain('obligation.proofVoided')
})

test('a file of a receipt is what its first bytes say, is hashed, and comes back as it was', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  const [proof] = await addProof(ctx, { caseId, amountFen: 100, doneOn: '2026-11-23', note: '截图' })
  const receipt = proof!.receipt
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  const [held] = await attachToProof(ctx, { receipt, name: '../回单.png', bytes: png })
  expect(held!.files[0]).toMatchObject({ name: '.._回单.png', type: 'image/png', size: 11 })
  expect(held!.files[0]!.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect((await getProofFile(ctx, held!.files[0]!.id)).bytes).toEqual(png)
  await expect(
    attachToProof(ctx, { receipt, name: '假.png', bytes: new TextEncoder().encode('<script>') }),
  ).rejects.toMatchObject({ code: 'invalid' })
  expect(await events(caseId)).toContain('obligation.proofFiled')
})

test('what is due soon, today or overdue is raised once, however often the scan runs', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  const reminded = async () =>
    (await getTimeline(ctx, caseId))
      .filter(({ event }) => event === 'obligation.reminded')
      .map(({ details }) => details.kind)
  await scanObligations(on('2026-12-27'))
  expect(await reminded()).toEqual([])
  for (const day of ['2026-12-28', '2026-12-28', '2026-12-30']) await scanObligations(on(day))
  expect(await reminded()).toEqual(['soon'])
  await scanObligations(on('2026-12-31'))
  await scanObligations(on('2026-12-31'))
  expect(await reminded()).toEqual(['soon', 'today'])
  const [today] = await listReminders(on('2026-12-31'), { caseId })
  expect(today).toMatchObject({ kind: 'today', caseId, daysLeft: 0 })
  expect(today!.text).toBe('协议第1条还有3000元今天到期,请提醒并收取转账回单或收款人签名的收条')
  // 2027-01-01 to 03 are days off in any calendar: the last day moves past them.
  await scanObligations(on('2027-01-08'))
  expect(await reminded()).toEqual(['soon', 'today', 'overdue'])
  const items = await listReminders(on('2027-01-08'), { caseId })
  expect(items.map(({ kind }) => kind)).toEqual(['overdue'])
  await closeReminder(ctx, { id: items[0]!.id })
  expect(await listReminders(on('2027-01-08'), { caseId })).toEqual([])
  await expect(closeReminder(ctx, { id: items[0]!.id })).rejects.toMatchObject({ code: 'conflict' })
  await expect(closeReminder({ ...ctx, actor: testActor('lawyer') }, { id: items[0]!.id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await events(caseId)).toContain('reminder.closed')
})

test('a payment takes its reminder off the desk', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  await scanObligations(on('2027-01-08'))
  expect(await listReminders(on('2027-01-08'), { caseId })).toHaveLength(1)
  await addProof(on('2027-01-08'), { caseId, amountFen: 300_000, doneOn: '2027-01-08', note: '补付' })
  expect(await listReminders(on('2027-01-08'), { caseId })).toEqual([])
})

test('the creditor may ask for the whole rest once the clause has taken hold, not before, and never without a clause', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  await expect(accelerate(on('2027-01-05'), { caseId, reason: '未付' })).rejects.toMatchObject({ code: 'precondition' })
  await accelerate(on('2027-01-13'), { caseId, reason: '林秋月要求一次付清' })
  const { items, acceleration, totals } = await getSchedule(on('2027-01-14'), caseId)
  expect(items.map(({ state, dueOn }) => [state, dueOn])).toEqual([
    ['overdue', '2026-12-31'],
    ['overdue', '2027-01-13'],
    ['overdue', '2027-01-13'],
  ])
  expect(acceleration).toMatchObject({ takenOn: '2027-01-13' })
  expect(totals[0]!.overdueFen).toBe(900_000)
  expect(await events(caseId)).toContain('obligation.accelerated')
  const without = await signedCase(ctx, { clauses: three.slice(0, 1) })
  await expect(accelerate(on('2027-03-13'), { caseId: without.caseId, reason: '未付' })).rejects.toMatchObject({
    code: 'precondition',
  })
})

test('where the agreement says so by itself the scan brings the rest due, once', async () => {
  const { caseId } = await signedCase(ctx, { clauses: [three[0]!, '任何一期逾期,未付款项立即全部到期'] })
  const later = on('2027-01-10')
  expect((await scanObligations(later)).accelerated).toBe(1)
  expect((await scanObligations(later)).accelerated).toBe(0)
  expect((await getSchedule(later, caseId)).totals[0]!.overdueFen).toBe(900_000)
})

test('an endless duty goes on; the case is performed as far as it is due, and a duty let go for good ends', async () => {
  const { caseId } = await signedCase(ctx, {
    clauses: ['自2026年12月起,周明华于每月5日前支付林秋月赡养费800元,银行转账'],
    disputeType: 'family.support_elder',
  })
  expect((await getSchedule(ctx, caseId)).items).toHaveLength(12)
  await addProof(on('2026-12-04'), { caseId, amountFen: 80_000, doneOn: '2026-12-04', note: '转账' })
  const performed = await advanceCase(on('2026-12-10'), { caseId, action: 'fulfil' })
  expect(performed.status).toBe('performed')
  await scanObligations(on('2027-10-01'))
  const { items } = await getSchedule(on('2027-10-01'), caseId)
  expect(items.at(-1)!.dueOn! > '2027-12-31').toBe(true)
  expect(new Set(items.map(({ dueOn }) => dueOn)).size).toBe(items.length)
  await changeObligation(on('2027-10-01'), {
    obligationId: items.at(-1)!.id,
    waive: true,
    reason: '老人过世,双方确认不再支付',
  })
  const count = items.length
  await scanObligations(on('2028-06-01'))
  expect((await getSchedule(on('2028-06-01'), caseId)).items).toHaveLength(count)
})

test('both sides may put a day off or let a sum go; the timeline keeps from when to when', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  const { items } = await getSchedule(ctx, caseId)
  const [first, second] = items
  await changeObligation(ctx, { obligationId: first!.id, dueOn: '2027-01-15', reason: '双方电话同意展期' })
  await changeObligation(ctx, { obligationId: second!.id, waive: 100_000, reason: '林秋月免去1000元' })
  await expect(
    changeObligation(ctx, { obligationId: second!.id, waive: 200_001, reason: '多了' }),
  ).rejects.toMatchObject({ details: { leftFen: 200_000, excessFen: 1 } })
  await changeObligation(ctx, { obligationId: second!.id, waive: true, reason: '其余也免去' })
  const after = (await getSchedule(ctx, caseId)).items
  expect(after.map(({ state, dueOn, leftFen }) => [state, dueOn, leftFen])).toEqual([
    ['due', '2027-01-15', 300_000],
    ['waived', '2027-01-29', 0],
    ['due', '2027-02-26', 300_000],
  ])
  const rows = await getTimeline(ctx, caseId)
  expect(rows.find(({ event }) => event === 'obligation.postponed')?.details).toMatchObject({
    from: '2026-12-31',
    to: '2027-01-15',
  })
  expect(rows.filter(({ event }) => event === 'obligation.waived')).toHaveLength(2)
  const lawyer = { ...ctx, actor: testActor('lawyer') }
  await expect(
    changeObligation(lawyer, { obligationId: first!.id, waive: true, reason: '无权' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('a demand is kept while something is overdue', async () => {
  const { caseId, parties } = await signedCase(ctx, { clauses: three })
  const demand = { caseId, debtorId: parties[1]!.id, sentOn: '2026-11-23', method: '电话' }
  await expect(recordDemand(ctx, demand)).rejects.toMatchObject({ code: 'precondition' })
  const kept = await recordDemand(on('2027-01-10'), { ...demand, sentOn: '2027-01-10', method: '当面送达催告函' })
  expect(kept.obligationIds).toHaveLength(1)
  expect(await events(caseId)).toContain('obligation.demanded')
})

test('steps after signing are borne out by the schedule', async () => {
  const { caseId } = await signedCase(ctx, {
    clauses: ['周明华于2026年12月30日前赔偿林秋月3000元,现金', '周明华于2026年12月15日前重做主卫防水,做24小时闭水复验'],
  })
  const step = (action: 'perform' | 'breach' | 'fulfil' | 'followUp' | 'close', day: string) =>
    advanceCase(on(day), { caseId, action })
  await expect(step('fulfil', '2026-12-01')).rejects.toMatchObject({
    code: 'precondition',
    details: { needs: ['proofs', 'reason'] },
  })
  await step('perform', '2026-12-01')
  await expect(step('breach', '2026-12-15')).rejects.toMatchObject({ code: 'precondition' })
  await step('breach', '2026-12-16')
  await expect(step('perform', '2026-12-16')).rejects.toMatchObject({ code: 'precondition' })
  const { items } = await getSchedule(on('2026-12-16'), caseId)
  const act = items.find(({ amountFen }) => amountFen === undefined)!
  expect(act).toMatchObject({ state: 'overdue', proof: '验收(复验)记录,双方签名' })
  await addProof(on('2026-12-17'), {
    caseId,
    obligationId: act.id,
    doneOn: '2026-12-17',
    note: '闭水复验合格,双方签名',
  })
  await step('perform', '2026-12-18')
  await expect(step('fulfil', '2026-12-18')).rejects.toMatchObject({
    details: { open: [expect.objectContaining({ leftFen: 300_000 })] },
  })
  await addProof(on('2026-12-20'), { caseId, amountFen: 300_000, doneOn: '2026-12-20', note: '收条' })
  expect((await getSchedule(on('2026-12-20'), caseId)).items.map(({ state }) => state).toSorted()).toEqual([
    'done',
    'paid',
  ])
  await step('fulfil', '2026-12-21')
  await expect(step('followUp', '2026-12-21')).rejects.toMatchObject({
    code: 'precondition',
    details: { needs: ['followUp', 'reason'] },
  })
  await addRecord(on('2026-12-22'), { caseId, at: '2026-12-22', by: '回访记录', text: '双方都满意,没有新的矛盾。' })
  await step('followUp', '2026-12-22')
  expect((await step('close', '2026-12-22')).status).toBe('closed')
  await expect(
    addProof(on('2026-12-23'), { caseId, amountFen: 1, doneOn: '2026-12-23', note: '迟了' }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('those who may not keep records may not keep proofs or run the scan', async () => {
  const { caseId } = await signedCase(ctx, { clauses: three })
  const department = { ...ctx, actor: testActor('department') }
  await expect(
    addProof(department, { caseId, amountFen: 1, doneOn: '2026-11-23', note: '无权' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await expect(scanObligations(department)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listProofs({ ...ctx, actor: testActor('citizen') }, caseId)).rejects.toMatchObject({ code: 'forbidden' })
})
