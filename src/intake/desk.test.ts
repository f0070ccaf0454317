import { afterAll, beforeAll, expect, test } from 'vitest'
import { advanceCase, getCase, getTimeline, listCorrections } from '../cases/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { correctCase, exportCorrections, getDesk, registerCase, suggestDoors, takeStep } from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

const register = (statement: string, more: object = {}) =>
  registerCase(ctx, {
    statement,
    parties: [
      { role: 'applicant', name: '章小满', phone: '13800001234' },
      { role: 'respondent', name: '周立波' },
    ],
    ...more,
  })
const as = (role: Parameters<typeof testActor>[0]) => ({ ...ctx, actor: testActor(role) })

test('a registration keeps its dangers and how sure its kind is; a sure kind is set, an unsure one left to a person', async () => {
  const leak = await register('楼上卫生间漏水,把我家客厅吊顶泡坏了,要他赔钱')
  expect(leak).toMatchObject({ disputeType: 'neighbor.leak', tier: 'auto', redFlags: [] })
  expect(leak.danger).toBeUndefined()
  const violent = await register('老公喝了酒就打我,昨天又掐我脖子,我要离婚')
  expect(violent).toMatchObject({ danger: 0, tier: 'review' })
  expect(violent.redFlags).toContain('dv')
  expect((await register('邻居吵')).disputeType).toBeUndefined()
  expect((await getTimeline(ctx, violent.id))[0]!.details).toMatchObject({ danger: 0, tier: 'review' })
  const again = await register('楼上卫生间漏水,吊顶泡坏了,找他他不理')
  expect(again.duplicates.map(({ caseId }) => caseId)).toContain(leak.id)
  // A resident is told of nobody else's registration.
  const stranger = await registerCase(as('citizen'), {
    statement: '楼上卫生间漏水,吊顶泡坏了',
    parties: [{ role: 'applicant', name: '章小满', phone: '13800001234' }],
  })
  expect(stranger.duplicates).toEqual([])
})

test('the desk puts danger first, then what a person must judge, then the oldest, page by page', async () => {
  await register('正在打架,他拿着刀,快来人')
  const { queue, counts, roster, corrected } = await getDesk(ctx, { limit: 200 })
  const places = queue.items.map(({ danger, tier, receivedAt }) => [
    danger,
    { review: 0, sample: 1, auto: 2 }[tier!],
    receivedAt,
  ])
  expect(places).toEqual(places.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)))
  expect(queue.items[0]!.danger).toBe(0)
  expect(counts).toMatchObject({
    waiting: queue.items.length,
    danger: queue.items.filter(({ danger }) => danger < 2).length,
  })
  expect(roster.sittings.length).toBeGreaterThan(0)
  expect(corrected).toMatchObject({ corrected: 0, share: 0 })
  const paged: string[] = []
  for (let cursor: string | undefined, i = 0; i === 0 || cursor; i++) {
    const page = await getDesk(ctx, { limit: 2, cursor })
    paged.push(...page.queue.items.map(({ id }) => id))
    cursor = page.queue.next
  }
  expect(paged).toEqual(queue.items.map(({ id }) => id))
  await expect(getDesk(ctx, { cursor: 'abc' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(getDesk(as('citizen'))).rejects.toMatchObject({ code: 'forbidden' })
})

test('a correction keeps before, after, who and why; the statement becomes a training pair without personal data', async () => {
  const { id, parties } = await register('我叫章小满,电话13800001234,物业不修水管,楼上周立波家的水漏到我家')
  const change = (field: string, after: unknown, more: object = {}) =>
    correctCase(ctx, { caseId: id, field, after, reason: '听录音后更正', ...more } as Parameters<typeof correctCase>[1])
  const { disputeType: before, assessed } = await getCase(ctx, id)
  const to = assessed!.subtype === 'neighbor.leak' ? 'property_mgmt.service' : 'neighbor.leak'
  await change('disputeType', to)
  await change('department', 'property_ptc')
  await change('phone', '13900001111', { party: parties[0]!.id })
  await change('statement', '楼上漏水,物业也没来修')
  expect(await getCase(ctx, id)).toMatchObject({
    disputeType: to,
    departmentCode: 'property_ptc',
    statement: '楼上漏水,物业也没来修',
    parties: [{ phone: '13900001111' }, {}],
  })
  const kept = await listCorrections(ctx, id)
  expect(kept.map(({ field }) => field).toSorted()).toEqual(['department', 'disputeType', 'phone', 'statement'])
  expect(kept.find(({ field }) => field === 'phone')).toMatchObject({
    before: '13800001234',
    after: '13900001111',
    by: 'admin',
    reason: '听录音后更正',
  })
  const rows = (await getTimeline(ctx, id)).filter(({ event }) => event === 'case.corrected')
  expect(rows.map(({ details }) => details.field)).toEqual(['disputeType', 'department', 'phone', 'statement'])
  expect(rows[0]!.details).toMatchObject({ before: before ?? null, after: to })
  expect(JSON.stringify(rows)).not.toMatch(/1390000|13800001234|没来修/)
  const lines = await exportCorrections(ctx)
  expect(lines).toMatch(new RegExp(`^${to}\\t.*漏到我家\\n$`))
  expect(lines).not.toMatch(/章小满|周立波|13800001234/)
  await expect(exportCorrections(as('intake'))).rejects.toMatchObject({ code: 'forbidden' })
  const { corrected } = await getDesk(ctx)
  expect(corrected).toMatchObject({ corrected: 1, share: Math.round((1 / corrected.cases) * 1000) / 1000 })
})

test('a correction to a code that is not there, to the same value, of a stranger, or by a resident changes nothing', async () => {
  const { id } = await register('楼上卫生间漏水,把我家客厅吊顶泡坏了')
  const rows = (await getTimeline(ctx, id)).length
  for (const [field, after, code, more] of [
    ['disputeType', 'neighbor.dragon', 'invalid'],
    ['department', 'nowhere', 'invalid'],
    ['redFlags', ['boring'], 'invalid'],
    ['title', '', 'invalid'],
    ['phone', '139', 'invalid'],
    ['phone', '139', 'not_found', { party: 'party_x' }],
    ['disputeType', 'neighbor.leak', 'conflict'],
    ['name', null, 'invalid'],
  ] as const)
    await expect(
      correctCase(ctx, { caseId: id, field, after, reason: 'x', ...more } as Parameters<typeof correctCase>[1]),
    ).rejects.toMatchObject({ code })
  await expect(
    correctCase(as('citizen'), { caseId: id, field: 'title', after: '新', reason: 'x' }),
  ).rejects.toMatchObject({ code: 'forbidden' })
  expect((await getTimeline(ctx, id)).length).toBe(rows)
})

test('putting down what the assessment had said is no correction', async () => {
  const { id, disputeType, assessed } = await register('邻居吵')
  expect(disputeType).toBeUndefined()
  const before = (await getDesk(ctx)).corrected.corrected
  await correctCase(ctx, { caseId: id, field: 'disputeType', after: assessed!.subtype, reason: '受理台确认' })
  expect((await getDesk(ctx)).corrected.corrected).toBe(before)
  await correctCase(ctx, { caseId: id, field: 'disputeType', after: 'business.partnership', reason: '听错了' })
  expect((await getDesk(ctx)).corrected.corrected).toBe(before + 1)
})

test('a clerk who adds a danger moves the case up', async () => {
  const { id } = await register('楼上卫生间漏水,把我家客厅吊顶泡坏了')
  await correctCase(ctx, { caseId: id, field: 'redFlags', after: ['suicide'], reason: '当面说不想活了' })
  expect(await getCase(ctx, id)).toMatchObject({ danger: 0, redFlags: ['suicide'] })
})

test('a step without a department is refused with the doors that fit and who sits there', async () => {
  const { id } = await register('楼上卫生间漏水,把我家客厅吊顶泡坏了')
  await advanceCase(ctx, { caseId: id, action: 'screen' })
  const refusal = await takeStep(ctx, { caseId: id, action: 'assign' }).catch((error) => error)
  expect(refusal).toMatchObject({ code: 'precondition', details: { needs: ['department'] } })
  expect(refusal.details.suggested[0]).toMatchObject({ code: 'property_ptc', part: 'primary', duty: '物调委现在在岗' })
  const { doors, conditions } = await suggestDoors(ctx, id)
  expect(doors.map(({ part }) => part)).toEqual(['primary', 'supporting', 'supporting', 'escalation'])
  for (const { hours, address, bring, duty } of doors)
    expect([hours, address, bring, duty.words].every(Boolean)).toBe(true)
  expect(conditions[0]).toEqual({ if: '非物业小区', department: 'village_ptc' })
  await expect(suggestDoors(as('citizen'), id)).rejects.toMatchObject({ code: 'forbidden' })
})
