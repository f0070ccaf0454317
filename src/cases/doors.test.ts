import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cases } from '../db/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import {
  addRecord,
  advanceCase,
  asSeenBy,
  findDuplicates,
  getCase,
  getCaseFile,
  getFacts,
  getProgress,
  getTimeline,
  listDocuments,
  matchCase,
  mergeCase,
  type OpenCase,
  openCase,
  saveDraft,
  unmergeCase,
  visibleTo,
} from './index.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

const people = (applicant: string, respondent: string): OpenCase['parties'] => [
  { role: 'applicant', name: applicant, phone: '13800001234' },
  { role: 'respondent', name: respondent },
]
const open = (more: Partial<OpenCase> = {}, judged = {}) =>
  openCase(
    ctx,
    {
      statement: '楼上卫生间漏水,我家吊顶泡坏了',
      parties: people('章小满', '周立波'),
      disputeType: 'neighbor.leak',
      ...more,
    },
    judged,
  )
const step = (caseId: string, action: string, more: object = {}) =>
  advanceCase(ctx, { caseId, action, ...more } as Parameters<typeof advanceCase>[1])
const screened = async (more: Partial<OpenCase> = {}) => {
  const { id } = await open(more)
  await step(id, 'screen')
  return id
}

describe('giving a case to a department', () => {
  test('takes the half-day under way, or books the next one, and says so', async () => {
    const now = await step(await screened(), 'assign', { department: 'court' })
    expect(now).toMatchObject({ status: 'assigned', booking: { department: 'court', on: '2026-11-23', half: 'am' } })
    expect(now.duty?.state).toBe('on_duty')
    const later = await step(await screened(), 'assign', { department: 'medical_ptc' })
    expect(later.booking).toEqual({ department: 'medical_ptc', on: '2026-11-25', half: 'am' })
    expect(later.duty).toMatchObject({ state: 'off' })
    const [, , assigned] = await getTimeline(ctx, later.id)
    expect(assigned).toMatchObject({
      event: 'case.advanced',
      details: { department: 'medical_ptc', duty: { state: 'off', slot: { on: '2026-11-25', half: 'am' } } },
    })
  })

  test('a full half-day is passed over, and refused where it is asked for by name', async () => {
    const slot = { on: '2026-11-25', half: 'am' }
    for (let i = 0; i < 4; i++) await step(await screened(), 'assign', { department: 'health', slot })
    const id = await screened()
    await expect(step(id, 'assign', { department: 'health', slot })).rejects.toMatchObject({ code: 'conflict' })
    expect((await getCase(ctx, id)).status).toBe('screening')
    expect((await step(id, 'assign', { department: 'health' })).booking).toMatchObject({ on: '2026-12-02' })
    await expect(
      step(await screened(), 'assign', { department: 'health', slot: { on: '2026-11-24', half: 'am' } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(step(await screened(), 'assign', { department: 'nowhere' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('a return frees the place and keeps its reason; the second goes to the comprehensive committee', async () => {
    const id = await screened()
    await step(id, 'assign', { department: 'fire' })
    await expect(step(id, 'return')).rejects.toMatchObject({ code: 'precondition' })
    const back = await step(id, 'return', { reason: '不是消防的事', reasonCode: 'not_ours' })
    expect(back).toMatchObject({ status: 'returned' })
    expect(back.booking).toBeUndefined()
    await step(id, 'assign', { department: 'market' })
    const escalated = await step(id, 'return', { reason: 'overload' })
    expect(escalated).toMatchObject({
      status: 'assigned',
      departmentCode: 'comprehensive',
      booking: { department: 'comprehensive' },
      duty: { department: 'comprehensive' },
    })
    const returns = (await getTimeline(ctx, id)).filter(({ details }) => details.action === 'return')
    expect(returns.map(({ details }) => [details.reasonCode, details.returns, details.escalated])).toEqual([
      ['not_ours', 1, undefined],
      ['overload', 2, true],
    ])
    // What the last door gives back, a person decides.
    expect((await step(id, 'return', { reason: '材料不足' })).status).toBe('returned')
    await expect(
      advanceCase({ ...ctx, actor: testActor('citizen') }, { caseId: id, action: 'assign', department: 'fire' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('duplicates', () => {
  test('the same two sides and matter within 90 days are offered with reasons; another quarrel of one side is not', async () => {
    const parties = people('邱小芳', '应大勇')
    const first = await open({ parties })
    const again = await open({ parties, statement: '楼上应大勇家卫生间漏水,吊顶泡坏了一直不修' })
    const crossed = await open({ parties: people('应大勇', '邱小芳') })
    const other = await open({
      parties: people('邱小芳', '高山公司'),
      statement: '公司不发工资',
      disputeType: 'labor.wage_arrears',
    })
    const long = await open({ parties, receivedAt: '2026-07-01' })
    const found = await findDuplicates(ctx, first.id)
    expect(found.map(({ caseId }) => caseId).toSorted()).toEqual([again.id, crossed.id].toSorted())
    expect(found.find(({ caseId }) => caseId === again.id)!.reasons).toEqual(
      expect.arrayContaining(['申请人电话相同', '对方姓名相同', '同一类纠纷']),
    )
    expect(found.find(({ caseId }) => caseId === crossed.id)!.reasons).toContain('对方也来登记过')
    for (const { id } of [other, long]) expect(found.some(({ caseId }) => caseId === id)).toBe(false)
    await expect(findDuplicates({ ...ctx, actor: testActor('citizen') }, first.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('merging', () => {
  const pair = async () => {
    const kept = await open({ parties: people('施阿根', '倪美芳') })
    const merged = await open(
      {
        parties: [...people('倪美芳', '施阿根'), { role: 'third', name: '江畔物业公司', kind: 'organization' }],
      },
      { redFlags: ['group'], danger: 1 },
    )
    return { kept, merged }
  }

  test('the kept case reads records, parties and documents of the merged one, each confidence for its own person only', async () => {
    const { kept, merged } = await pair()
    const [ni, , firm] = merged.parties
    const secret = await addRecord(ctx, {
      caseId: merged.id,
      at: '2026-11-20',
      by: '倪美芳',
      text: '其实我最多肯赔两千',
      visibility: 'caucus',
      party: ni!.id,
    })
    const own = await addRecord(ctx, {
      caseId: merged.id,
      at: '2026-11-21',
      by: '物业',
      text: '我们怕担责',
      visibility: 'caucus',
      party: firm!.id,
    })
    await saveDraft(ctx, {
      caseId: merged.id,
      form: 'record',
      number: '1',
      text: '笔录',
      content: {},
      sources: [],
      findings: [],
      engine: { kind: 'builtin' },
    })
    const after = await mergeCase(ctx, { caseId: merged.id, into: kept.id, reason: '同一漏水' })
    expect(after.merged).toEqual([{ id: merged.id, number: merged.number }])
    expect(after.parties.map(({ name }) => name)).toEqual(['施阿根', '倪美芳', '江畔物业公司'])
    expect(after).toMatchObject({ redFlags: ['group'], danger: 1 })
    const { records } = await getCaseFile(ctx, kept.id)
    const seen = (audience: string) => visibleTo(records, audience).map(({ id }) => id)
    const [shi, niKept] = kept.parties
    expect(seen('mediator')).toEqual(expect.arrayContaining([secret.id, own.id]))
    expect(seen(niKept!.id)).toContain(secret.id)
    expect(seen(firm!.id)).toContain(own.id)
    for (const audience of ['shared', shi!.id]) {
      expect(seen(audience)).not.toContain(secret.id)
      expect(seen(audience)).not.toContain(own.id)
    }
    expect(JSON.stringify(await getFacts(ctx, kept.id, shi!.id))).not.toContain('两千')
    expect((await listDocuments(ctx, kept.id)).map(({ caseId }) => caseId)).toEqual([merged.id])
    expect(await getCase(ctx, merged.id)).toMatchObject({ status: 'discarded', mergedInto: kept.id, actions: [] })
    expect((await getTimeline(ctx, merged.id)).at(-1)).toMatchObject({
      event: 'case.mergedInto',
      details: { into: kept.id },
    })
    expect((await getTimeline(ctx, kept.id)).at(-1)).toMatchObject({
      event: 'case.merged',
      details: { caseId: merged.id },
    })
    await expect(addRecord(ctx, { caseId: merged.id, at: '2026-11-21', by: '甲', text: '话' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await getProgress(ctx, { receipt: merged.receipt, phoneTail: '1234' })).toMatchObject({
      status: 'registered',
    })
  })

  test('is undone whole, and refused to itself, twice, in chains, after an agreement, and to those without the right', async () => {
    const { kept, merged } = await pair()
    await step(merged.id, 'screen')
    await mergeCase(ctx, { caseId: merged.id, into: kept.id, reason: '重复' })
    const refused = (caseId: string, into: string, code: string, as: TestContext = ctx) =>
      expect(mergeCase(as, { caseId, into, reason: '重复' })).rejects.toMatchObject({ code })
    const third = await open()
    await refused(kept.id, kept.id, 'invalid')
    await refused(merged.id, kept.id, 'conflict')
    await refused(kept.id, third.id, 'conflict')
    await refused(third.id, merged.id, 'conflict')
    await refused(third.id, 'case_nothing', 'not_found')
    await refused(third.id, kept.id, 'forbidden', { ...ctx, actor: testActor('department') })
    await ctx.db.update(cases).set({ status: 'performing' }).where(eq(cases.id, third.id))
    await refused(third.id, kept.id, 'conflict')
    expect(await unmergeCase(ctx, { caseId: merged.id, reason: '不是同一件' })).toMatchObject({ status: 'screening' })
    expect((await getCase(ctx, kept.id)).merged).toBeUndefined()
    expect((await getTimeline(ctx, kept.id)).at(-1)?.event).toBe('case.unmerged')
    await expect(unmergeCase(ctx, { caseId: merged.id, reason: '再拆' })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('teams', () => {
  test('three are offered with reasons; the parties’ own choice is set and recorded whatever its score', async () => {
    const { id } = await open({ street: '下沙街道' })
    const { matches, chosen } = await matchCase(ctx, { caseId: id, gender: 'female' })
    expect(matches).toHaveLength(3)
    expect(matches[0]!.score).toBeGreaterThanOrEqual(matches[2]!.score)
    for (const { for: reasons } of matches) expect(reasons.length).toBeGreaterThan(0)
    expect(chosen).toBeUndefined()
    const choice = { team: 'traffic_desk', mediator: '高志明', by: '双方' }
    expect((await matchCase(ctx, { caseId: id, choice })).chosen).toMatchObject(choice)
    expect(await getCase(ctx, id)).toMatchObject({ mediator: '高志明', teamCode: 'traffic_desk' })
    expect((await getTimeline(ctx, id)).at(-1)).toMatchObject({ event: 'case.mediatorChosen', details: { by: '双方' } })
    await expect(matchCase(ctx, { caseId: id, choice: { ...choice, mediator: '无此人' } })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(matchCase({ ...ctx, actor: testActor('lawyer') }, { caseId: id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('a choice of a near relative, or of an untrained team in a case of violence at home, is refused and nothing is written', async () => {
    const { id } = await open({ parties: people('沈国良', '赵六') }, { redFlags: ['dv'], danger: 0 })
    const choose = (team: string, mediator: string) =>
      matchCase(ctx, { caseId: id, choice: { team, mediator, by: '申请人' } })
    await expect(choose('wansao', '沈桂芬')).rejects.toMatchObject({ code: 'conflict', details: { rule: 'avoidance' } })
    await expect(choose('songge', '宋立强')).rejects.toMatchObject({ code: 'conflict', details: { rule: 'trained' } })
    expect((await getTimeline(ctx, id)).map(({ event }) => event)).toEqual(['case.opened'])
    expect((await choose('wansao', '郁丽萍')).chosen).toMatchObject({ mediator: '郁丽萍' })
  })

  test('an earlier case with a party counts against the mediator', async () => {
    const parties = people('冯小冬', '卫小秋')
    const first = await open({ parties })
    await matchCase(ctx, { caseId: first.id, choice: { team: 'hejiehui', mediator: '孔雪娟', by: '双方' } })
    const { id } = await open({ parties, street: '新湾街道' })
    const { matches } = await matchCase(ctx, { caseId: id, street: '新湾街道' })
    const met = matches.find(({ mediator }) => mediator.name === '孔雪娟')
    expect(met === undefined || met.against.some((words) => words.includes('以前办过'))).toBe(true)
    expect(matches[0]!.mediator.name).not.toBe('孔雪娟')
  })
})

test('in a case of violence at home no side reads another’s address or number, in fields or in words', async () => {
  const { id, parties } = await open(
    {
      statement: '他打我,我搬到下沙街道海棠苑7幢502室了,手机13911112222',
      parties: [
        { role: 'applicant', name: '章小满', phone: '13911112222', address: '下沙街道海棠苑7幢502室' },
        { role: 'respondent', name: '周立波', phone: '13800005555', address: '白杨街道云水苑1幢101室' },
      ],
    },
    { redFlags: ['dv'], danger: 0 },
  )
  const [she, he] = parties
  const secrets = /13911112222|7幢502/
  for (const audience of ['shared', he!.id]) {
    expect(JSON.stringify(await getFacts(ctx, id, audience))).not.toMatch(secrets)
    expect(JSON.stringify(asSeenBy(await getCaseFile(ctx, id), audience))).not.toMatch(secrets)
  }
  expect(JSON.stringify(await getFacts(ctx, id, she!.id))).toMatch(secrets)
  expect(JSON.stringify(await getFacts(ctx, id, she!.id))).not.toContain('13800005555')
  expect(JSON.stringify(await getFacts(ctx, id, 'mediator'))).toMatch(secrets)
})
