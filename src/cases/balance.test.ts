import { expect, test } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { balanceOf } from './balance.ts'
import { readFacts } from './facts.ts'
import type { CaseFile } from './read.ts'

const onShelf = { shelf: openShelf() }

const party = (id: string, role: string, name: string) => ({ id, role, kind: 'person' as const, name, details: {} })
const record = (
  id: string,
  by: string,
  party: string | undefined,
  text: string,
  visibility: 'shared' | 'caucus' = 'shared',
) => ({
  id,
  at: `2026-11-0${id.slice(1)}T09:00:00Z`,
  by,
  text,
  visibility,
  party,
  createdAt: '2026-11-09T09:00:00Z',
})
const file = {
  id: 'case_1',
  number: '（2026）钱综人调字第1号',
  title: '',
  statement: '',
  disputeType: 'neighbor.leak',
  redFlags: [],
  receivedAt: '2026-11-01T01:00:00Z',
  createdAt: '2026-11-01T01:00:00Z',
  updatedAt: '2026-11-09T09:00:00Z',
  parties: [party('p1', 'applicant', '林秋月'), party('p2', 'respondent', '周明华')],
  records: [
    record('r1', '林秋月', 'p1', '卫生间漏水把卧室吊顶泡坏了。木地板也翘起来三块。'),
    record('r2', '周明华', 'p2', '去年刚做过防水层。漏水可能是外墙裂缝渗进来的。'),
    record('r3', '周明华', 'p2', '我心里最多愿意出八千七百元。', 'caucus'),
  ],
} as unknown as CaseFile
const reading = readFacts(onShelf, file, 'shared')
const weigh = (...texts: string[]) =>
  balanceOf(
    reading,
    texts.map((text, i) => ({ where: `第${i + 1}段`, text })),
  )
const both = [
  '林秋月表示,卫生间漏水泡坏了卧室吊顶,木地板翘起三块。',
  '周明华表示,去年做过防水层,漏水可能是外墙裂缝渗入。',
]

test('what both sides said is found in other words, and the text keeps the balance', () => {
  const { parties, lean, loaded } = weigh(...both)
  expect(parties.map(({ covered, omitted, share }) => [covered, omitted, share])).toEqual([
    [2, 0, 1],
    [2, 0, 1],
  ])
  expect(parties[1]!.statements[0]).toMatchObject({ recordId: 'r2', covered: true, line: both[1] })
  expect([lean, loaded]).toEqual([undefined, []])
})

test('a text that tells one side only leans to it, and says what it left out', () => {
  const { parties, lean } = weigh(both[0]!)
  expect(parties[1]).toMatchObject({ covered: 0, omitted: 2, share: 0 })
  expect(lean).toMatchObject({ toward: 'applicant', names: '林秋月', why: [expect.stringContaining('周明华')] })
  expect(weigh(both[1]!).lean?.toward).toBe('respondent')
})

test('that both name a party or the same thing does not make them say the same', () => {
  expect(weigh('林秋月与周明华因漏水发生纠纷。').parties.map(({ covered }) => covered)).toEqual([0, 0])
})

test.each([
  ['周明华无理取闹,不肯配合。', '无理取闹', '推断动机'],
  ['周明华狡辩说不是他家漏的。', '狡辩', '不可信'],
  ['显然是周明华家漏的。', '显然', '结论'],
  ['周明华竟然不开门。', '竟然', '情绪'],
  ['周明华是个老赖。', '老赖', '人格'],
])('a word that takes sides is marked with its reason, its party and what to write: %s', (text, word, reason) => {
  const [found] = weigh(...both, text).loaded
  expect(found).toMatchObject({
    word,
    where: '第3段',
    about: 'p2',
    name: '周明华',
    reason: expect.stringContaining(reason),
  })
  expect(found!.suggestion).not.toBe('')
  expect(weigh(...both, text).lean?.toward).toBe('applicant')
})

test('words of law and of the form are no loaded words, a quotation is told as one', () => {
  expect(weigh('双方没有恶意串通。').loaded).toEqual([])
  expect(balanceOf(reading, [{ where: '承诺', text: '公然', printed: true }]).loaded).toEqual([])
  expect(weigh('林秋月称“周明华是老赖”。').loaded[0]?.reason).toContain('原话')
})

test('what was said in confidence is nobody’s statement here', () => {
  expect(JSON.stringify(weigh(...both))).not.toContain('八千七百')
})

test('a loaded word inside a party’s own name leans to nobody', () => {
  const firm = { ...party('p2', 'respondent', '杭州居然美家装饰有限公司'), kind: 'organization' as const }
  const named = readFacts(onShelf, { ...file, parties: [party('p1', 'applicant', '陈美娟'), firm], records: [] })
  const words = (text: string) => balanceOf(named, [{ where: 'x', text }]).loaded.map(({ word }) => word)
  expect(words('杭州居然美家装饰有限公司修好地板')).toEqual([])
  expect(words('杭州居然美家装饰有限公司居然不修')).toEqual(['居然'])
})
