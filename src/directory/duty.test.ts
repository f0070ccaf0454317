import { afterAll, beforeAll, expect, test } from 'vitest'
import { timeline } from '../db/index.ts'
import { type TestContext, testActor, testContext } from '../testing/context.ts'
import { getTable, onDuty, putTable, rosterOn } from './index.ts'
import { sittingAt } from './roster.ts'
import { RosterRow } from './tables.ts'

let ctx: TestContext
beforeAll(async () => {
  ctx = await testContext()
})
afterAll(() => ctx.close())

const rows = (...more: object[]) =>
  [
    { departments: ['market'], days: [1, 2, 3, 4, 5], halves: ['am', 'pm'], capacity: 8 },
    { departments: ['fire'], days: [5], halves: ['pm'], capacity: 4, people: ['甲', '乙'] },
    ...more,
  ].map((row) => RosterRow.parse(row))
const sits = (department: string, on: string, half: 'am' | 'pm', ...more: object[]) =>
  sittingAt(rows(...more), department, on, half)

test('the ordinary week holds on working days, not on holidays', () => {
  expect(sits('market', '2026-11-23', 'am').sitting?.capacity).toBe(8)
  expect(sits('fire', '2026-11-23', 'pm').sitting).toBeUndefined()
  expect(sits('fire', '2026-11-27', 'pm').sitting?.people).toEqual(['甲', '乙'])
  expect(sits('market', '2026-10-01', 'am').sitting).toBeUndefined()
  expect(sits('market', '2026-11-21', 'am').sitting).toBeUndefined()
})

test('on a Saturday worked in lieu those sit who sit every day', () => {
  expect(sits('market', '2026-10-10', 'am').sitting?.capacity).toBe(8)
  expect(sits('fire', '2026-10-10', 'pm').sitting).toBeUndefined()
})

test('leave of a department leaves the shift unmanned and says why; of one person only that person is missing', () => {
  const leave = {
    kind: 'leave',
    departments: ['market'],
    from: '2026-11-23',
    to: '2026-11-24',
    halves: ['am'],
    reason: '开会',
  }
  expect(sits('market', '2026-11-23', 'am', leave).absence).toEqual({ reason: '开会' })
  expect(sits('market', '2026-11-23', 'pm', leave).sitting).toBeDefined()
  const person = { kind: 'leave', departments: ['fire'], from: '2026-11-27', to: '2026-11-27', person: '甲' }
  expect(sits('fire', '2026-11-27', 'pm', person).sitting?.people).toEqual(['乙'])
  expect(sits('fire', '2026-11-27', 'pm', person, { ...person, person: '乙' }).absence).toBeDefined()
})

test('extra duty adds a sitting, a Saturday too; a swap moves one, and the other department takes over', () => {
  const extra = {
    kind: 'extra',
    departments: ['fire'],
    from: '2026-11-28',
    to: '2026-11-28',
    halves: ['am'],
    capacity: 3,
  }
  expect(sits('fire', '2026-11-28', 'am', extra).sitting?.capacity).toBe(3)
  const swap = {
    kind: 'swap',
    departments: ['fire', 'market'],
    give: { on: '2026-11-27', half: 'pm' },
    take: { on: '2026-11-23', half: 'am' },
  }
  expect(sits('fire', '2026-11-27', 'pm', swap)).toEqual({ absence: { reason: '换班' } })
  expect(sits('fire', '2026-11-23', 'am', swap).sitting?.capacity).toBe(4)
  expect(sits('market', '2026-11-23', 'am', swap).absence).toEqual({ reason: '换班' })
  expect(sits('market', '2026-11-27', 'pm', swap).sitting?.capacity).toBe(8)
})

test('on duty now, or when next: by the half-day, the closed window, and the roster', async () => {
  expect(await onDuty(ctx, 'police')).toMatchObject({ state: 'on_duty', now: { on: '2026-11-23', half: 'am' } })
  const medical = await onDuty(ctx, 'medical_ptc')
  expect(medical).toMatchObject({ state: 'off', next: { on: '2026-11-25', half: 'am' } })
  expect(medical.words).toContain('11月25日(周三)上午')
  const night = await onDuty(ctx, 'police', new Date('2026-11-27T20:00:00+08:00'))
  expect(night).toMatchObject({ state: 'closed', next: { on: '2026-11-30', half: 'am' } })
  await expect(onDuty({ ...ctx, actor: testActor('citizen') }, 'police')).rejects.toMatchObject({ code: 'forbidden' })
})

test('leave put over the roster is kept, honoured and told as a gap; a wrong row is refused whole', async () => {
  const { items, version } = await getTable(ctx, 'roster')
  const leave = {
    kind: 'leave',
    departments: ['police'],
    from: '2026-11-23',
    to: '2026-11-23',
    halves: ['am'],
    reason: '出警',
  }
  await putTable(ctx, 'roster', { items: [...items, leave], ifVersion: version })
  expect(await onDuty(ctx, 'police')).toMatchObject({ state: 'absent', reason: '出警', next: { half: 'pm' } })
  const day = await rosterOn(ctx, { departments: 'police,court' })
  expect(day.gaps).toEqual([{ department: 'police', name: '公安派出所', half: 'am', reason: '出警', soon: true }])
  expect(day.departments.map(({ state }) => state)).toEqual(['absent', 'on_duty'])
  expect(day.sittings.some(({ department, half, present }) => department === 'court' && half === 'am' && present)).toBe(
    true,
  )
  for (const wrong of [
    { ...leave, from: '2026-11-24' },
    { ...leave, kind: 'holiday' },
    { ...leave, departments: [] },
    { departments: ['police'], days: [8], halves: ['am'], capacity: 1 },
  ])
    await expect(putTable(ctx, 'roster', { items: [wrong] })).rejects.toThrow()
  expect((await getTable(ctx, 'roster')).items).toHaveLength(items.length + 1)
  await expect(rosterOn(ctx, { departments: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await ctx.db.select().from(timeline)).toEqual([])
})
