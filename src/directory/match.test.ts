import { expect, test } from 'vitest'
import { type Experience, type Matter, rankTeams, weights } from './match.ts'
import { Team } from './tables.ts'

const team = (code: string, more: object = {}) =>
  Team.parse({
    code,
    name: code,
    skills: ['neighbor'],
    streets: ['下沙'],
    dialects: [],
    women: true,
    visits: true,
    trained: [],
    capacity: 5,
    members: [{ name: `${code}甲`, gender: 'male', dialects: ['普通话'] }],
    assumed: false,
    ...more,
  })
const matter = (more: Partial<Matter> = {}): Matter => ({
  subtype: 'neighbor.leak',
  street: '下沙街道',
  dialects: [],
  dangers: [],
  parties: [{ id: 'p1', name: '陈桂英', kind: 'person', address: '下沙街道东城村3组' }],
  ...more,
})
const fresh = (): Experience => ({ open: 0, finished: 0, agreed: 0, met: new Set() })

test('skill, street, dialect, gender, load and success count, each with its reason', () => {
  const exact = team('exact', { skills: ['neighbor.leak'] })
  const other = team('other', { skills: ['labor'], streets: ['临江'] })
  const { ranked } = rankTeams(matter(), [other, exact], fresh)
  expect(ranked.map((it) => it.team.code)).toEqual(['exact', 'other'])
  expect(ranked[0]!.for).toEqual(expect.arrayContaining(['专长正是这类纠纷', '熟悉下沙街道']))
  expect(ranked[1]!.against).toEqual(expect.arrayContaining(['不是队伍的专长', '平时不在下沙街道']))
  expect(ranked[0]!.score).toBe(ranked[0]!.parts.reduce((sum, { points }) => sum + points, 0))
  const busy = rankTeams(matter(), [exact], () => ({ ...fresh(), open: 6 })).ranked[0]!
  expect(busy.score).toBe(ranked[0]!.score - weights.load)
  expect(busy.against).toContain('手上的案件已满')
})

test('near relatives and interest shut out; one village, one employer and an earlier case count against', () => {
  const member = { name: '沈桂芬', gender: 'female', dialects: [] }
  const of = (more: object) => team('t', { members: [{ ...member, ...more }] })
  expect(rankTeams(matter(), [of({ relatives: ['陈桂英'] })], fresh)).toMatchObject({
    ranked: [],
    avoided: [{ mediator: '沈桂芬', reason: '当事人陈桂英是其近亲属' }],
  })
  const firm = matter({ parties: [{ id: 'p2', name: '江畔物业公司', kind: 'organization' }] })
  expect(rankTeams(firm, [of({ employer: '江畔物业公司' })], fresh).ranked).toEqual([])
  const near = rankTeams(matter(), [of({ village: '东城村' })], () => ({ ...fresh(), met: new Set(['陈桂英']) }))
    .ranked[0]!
  expect(near.against).toEqual(expect.arrayContaining(['与陈桂英同在东城村', '以前办过陈桂英的案件']))
})

test.each(['dv', 'minor'])('%s needs a trained woman: a team without one is out, a man is not sent alone', (danger) => {
  const woman = { name: '郁丽萍', gender: 'female', dialects: [] }
  const man = { name: '高志明', gender: 'male', dialects: ['萧山话'] }
  const untrained = team('untrained', { members: [woman] })
  const men = team('men', { trained: [danger], members: [man] })
  const mixed = team('mixed', { trained: [danger], members: [man, woman] })
  const { ranked, avoided } = rankTeams(
    matter({ dangers: [danger], dialects: ['萧山话'] }),
    [untrained, men, mixed],
    fresh,
  )
  expect(ranked.map((it) => it.team.code)).toEqual(['mixed'])
  expect(ranked[0]).toMatchObject({ mediator: { name: '高志明' }, companion: '郁丽萍' })
  expect(avoided.map((it) => it.team)).toEqual(['untrained', 'men'])
})
