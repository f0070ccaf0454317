import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addRecord, advanceCase, openCase } from '../cases/index.ts'
import { createApp } from '../http/index.ts'
import { getPassage, loadKnowledge } from '../knowledge/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { basisOfRule, confirmationBasis } from './basis.ts'
import { confirmDocument, draftDocument, precheck } from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
  await loadKnowledge(ctx)
})
afterAll(() => ctx.close())

const parties = [
  {
    role: 'applicant' as const,
    name: '林秋月',
    idNumber: '330104198209173310',
    phone: '13857112204',
    address: '杭州市钱塘区文海苑3幢1单元502室',
  },
  {
    role: 'respondent' as const,
    name: '周明华',
    idNumber: '330104197503120020',
    phone: '13606518830',
    address: '绍兴市柯桥区笛扬路8号',
  },
]
const open = (disputeType = 'neighbor.leak', more: object[] = []) =>
  openCase(ctx, {
    statement: '楼上漏水泡坏吊顶',
    disputeType,
    receivedAt: '2026-10-08',
    parties: [...parties, ...more] as typeof parties,
  })
const pays = '周明华于2026年12月31日前赔偿林秋月修复费用6500元,转账至林秋月建设银行尾号4417的账户'

/** A case whose agreement of these terms is signed on the day of the test. */
async function signed(terms = [pays], at: Partial<TestContext> = {}) {
  const then = { ...ctx, ...at }
  const file = await open()
  await addRecord(ctx, { caseId: file.id, at: '2026-11-05', by: '调解记录', text: '双方到场核对。' })
  const draft = await draftDocument(ctx, { caseId: file.id, form: 'agreement', terms })
  await confirmDocument(ctx, draft.id)
  for (const step of [
    { action: 'screen' },
    { action: 'assign', department: 'property_ptc' },
    { action: 'accept' },
    { action: 'mediate', mediator: '何调解' },
    { action: 'agree' },
    {
      action: 'sign',
      signatures: [
        ...file.parties.map(({ id }) => ({ who: id })),
        { who: 'mediator' },
        { who: 'recorder' },
        { who: 'seal' },
      ],
    },
  ])
    await advanceCase(then, { caseId: file.id, ...step } as Parameters<typeof advanceCase>[1])
  return file
}

test('each clause is judged by itself: can stand, must be changed, must go, with rule, reason, mend and basis', async () => {
  const file = await open()
  await draftDocument(ctx, {
    caseId: file.id,
    form: 'agreement',
    terms: [
      pays,
      '周明华尽快修好主卫防水',
      '602室房屋归林秋月所有',
      '双方自愿解除父女关系',
      '双方就本次漏水再无其他争议',
    ],
  })
  const { verdict, clauses, obstacles } = await precheck(ctx, { caseId: file.id })
  expect(clauses.map(({ verdict, kind }) => [verdict, kind])).toEqual([
    ['confirm', 'payment'],
    ['change', 'act'],
    ['change', 'other'],
    ['remove', 'other'],
    ['confirm', 'other'],
  ])
  expect(clauses[1]!.reasons).toContainEqual(
    expect.objectContaining({
      rule: 'D06',
      fix: expect.stringContaining('日期'),
      basis: [expect.stringContaining('#358')],
    }),
  )
  expect(clauses[3]!.reasons[0]).toMatchObject({
    rule: 'D09',
    basis: expect.arrayContaining([expect.stringContaining('#355')]),
  })
  expect(verdict).toBe('mend')
  expect(obstacles).toEqual(expect.arrayContaining(['协议书还没有签署盖章', '第2条须先改正', '第4条不能列入确认申请']))
})

test('in a labour dispute only what is paid can be confirmed', async () => {
  const file = await open('labor.wage_arrears')
  await draftDocument(ctx, {
    caseId: file.id,
    form: 'agreement',
    terms: [
      '周明华于2026年12月31日前支付林秋月工资6500元,转账至林秋月本人建设银行尾号4417的账户',
      '双方自2026年11月30日起不再有劳动关系',
    ],
  })
  const { clauses, courts } = await precheck(ctx, { caseId: file.id })
  expect(clauses.map(({ verdict }) => verdict)).toEqual(['confirm', 'remove'])
  expect(clauses[1]!.reasons).toContainEqual(expect.objectContaining({ rule: 'LABOUR', basis: basisOfRule.LABOUR }))
  expect(courts.map(({ ground }) => ground)).toEqual(['调解组织所在地'])
})

describe('the thirty days', () => {
  test.each([
    ['2026-11-23', 'green', 0],
    ['2026-12-12', 'green', 19],
    ['2026-12-13', 'yellow', 20],
    ['2026-12-19', 'yellow', 26],
    ['2026-12-20', 'red', 27],
    ['2026-12-23', 'red', 30],
    ['2026-12-24', 'expired', 31],
  ])('on %s an agreement of 23 November stands at %s', async (on, state, day) => {
    const file = await signed()
    const { countdown, verdict } = await precheck(
      { ...ctx, now: () => new Date(`${on}T09:00:00+08:00`) },
      { caseId: file.id },
    )
    expect(countdown).toMatchObject({ state, day, effectiveOn: '2026-11-23', lastOn: '2026-12-23' })
    expect(verdict).toBe(state === 'expired' ? 'unfit' : 'ready')
  })

  test('a last day on a weekend moves to the next working day; an application that runs or was granted is told', async () => {
    const file = await signed([pays], { now: () => new Date('2026-11-26T15:00:00+08:00') })
    // 26 November and thirty days is Saturday, 26 December.
    const at = (on: string) => precheck({ ...ctx, now: () => new Date(`${on}T09:00:00+08:00`) }, { caseId: file.id })
    expect((await at('2026-12-27')).countdown).toMatchObject({
      state: 'red',
      lastOn: '2026-12-28',
      daysLeft: 1,
      note: expect.stringContaining('顺延'),
    })
    expect((await at('2026-12-29')).countdown.state).toBe('expired')
    await advanceCase(ctx, { caseId: file.id, action: 'applyConfirmation' })
    expect((await at('2026-12-29')).countdown.state).toBe('applied')
    await advanceCase(ctx, { caseId: file.id, action: 'confirm' })
    expect((await at('2026-12-29')).countdown.state).toBe('confirmed')
  })

  test('before anybody signed no day runs', async () => {
    const file = await open()
    await draftDocument(ctx, { caseId: file.id, form: 'agreement', terms: [pays] })
    expect((await precheck(ctx, { caseId: file.id })).countdown.state).toBe('notStarted')
  })
})

test('the courts of the three places, the papers with what is there, and who applies', async () => {
  const file = await signed()
  const { courts, materials, applicants } = await precheck(ctx, { caseId: file.id })
  expect(courts.map(({ ground, court }) => [ground, court])).toEqual([
    ['当事人住所地', '杭州市钱塘区人民法院'],
    ['当事人住所地', '绍兴市柯桥区人民法院'],
    ['标的物所在地', '杭州市钱塘区人民法院'],
    ['调解组织所在地', '杭州市钱塘区人民法院'],
  ])
  const state = (name: string) => materials.find((it) => it.name === name)?.state
  expect(state('调解协议书')).toBe('there')
  expect(state('林秋月的身份证明')).toBe('there')
  expect(state('周明华的送达地址和电话')).toBe('there')
  expect(state('司法确认申请书')).toBe('missing')
  await draftDocument(ctx, { caseId: file.id, form: 'confirmation' })
  const after = await precheck(ctx, { caseId: file.id })
  expect(after.materials.find(({ name }) => name === '司法确认申请书')?.state).toBe('check')
  expect(applicants.names).toEqual(['林秋月', '周明华'])
})

test('who is not known, has no address, or acts without a mandate is asked for', async () => {
  const file = await openCase(ctx, {
    statement: '欠款',
    parties: [
      { role: 'applicant', name: '赵六' },
      { role: 'respondent', name: '钱七' },
      { role: 'agent', name: '何佳' },
    ],
  })
  await draftDocument(ctx, {
    caseId: file.id,
    form: 'agreement',
    terms: ['钱七于2026年12月31日前还赵六5000元,现金支付'],
  })
  const { materials, courts } = await precheck(ctx, { caseId: file.id })
  const missing = materials.filter(({ state }) => state === 'missing').map(({ name }) => name)
  expect(missing).toEqual(expect.arrayContaining(['赵六的身份证明', '钱七的送达地址和电话', '何佳的授权委托书']))
  expect(courts.filter(({ ground }) => ground === '当事人住所地').every(({ court }) => court === undefined)).toBe(true)
})

test('a case without an agreement is told so; another case’s document, another form and a citizen are refused', async () => {
  const [file, other] = [await open(), await open()]
  expect(await precheck(ctx, { caseId: file.id })).toMatchObject({ verdict: 'unfit', obstacles: ['还没有调解协议书'] })
  const foreign = await draftDocument(ctx, { caseId: other.id, form: 'agreement', terms: [pays] })
  const note = await draftDocument(ctx, { caseId: file.id, form: 'note' })
  await expect(precheck(ctx, { caseId: file.id, documentId: foreign.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(precheck(ctx, { caseId: file.id, documentId: note.id })).rejects.toMatchObject({ code: 'invalid' })
  await expect(precheck({ ...ctx, actor: testActor('citizen') }, { caseId: file.id })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const app = createApp({ tray: ctx, peer: () => 'test', ready: () => true })
  const get = async (path: string) =>
    (await app.request(`/api/v1/cases/${path}`, { headers: { host: 'localhost' } })).status
  expect(await get(`${other.id}/precheck?documentId=${foreign.id}`)).toBe(200)
  expect(await get(`${other.id}/precheck?x=1`)).toBe(400)
  expect(await get('case_nothing/precheck')).toBe(404)
})

test('every key the precheck names is an article the library has', async () => {
  const keys = new Set([...Object.values(basisOfRule).flat(), ...Object.values(confirmationBasis).flat()])
  for (const key of keys) expect((await getPassage(ctx, { key })).passage.key, key).toBeTruthy()
})
