import { describe, expect, test } from 'vitest'
import { openShelf } from '../../cli/shelf.ts'
import { laterModelOf } from '../later/reader.ts'
import type { CaseRecord, Party } from '../read.ts'
import { readNames } from '../reading/names.ts'
import { findSettlement } from './find.ts'
import { termModelOf } from './terms.ts'

const shelf = openShelf()
const models = { terms: termModelOf(shelf), later: laterModelOf(shelf) }
const parties: Party[] = [
  { id: 'a', role: 'applicant', name: '璩春燕', kind: 'person', details: {} },
  { id: 'b', role: 'respondent', name: '逯国平', kind: 'person', details: {} },
]
let nth = 0
const message = (at: string, by: string, text: string): CaseRecord => ({
  id: `r${++nth}`,
  at: `2026-${at}:00+08:00`,
  by,
  text,
  visibility: 'shared',
  createdAt: `2026-${at}:00+08:00`,
})
const settle = (records: CaseRecord[]) => findSettlement(models, records, readNames(parties, records))

const haggle = [
  message('09-01T09:00', '微信 璩春燕', '租房押金4800,你说扣就扣啊'),
  message('09-01T09:20', '微信 逯国平', '墙面要重刷的,最多退你2000'),
  message('09-01T09:25', '微信 璩春燕', '2000不行'),
  message('09-02T19:00', '微信 逯国平', '退你3600,9月20日前转给你'),
  message('09-02T19:10', '微信 璩春燕', '3600可以,打我工行卡尾号4419'),
  message('09-02T19:12', '微信 逯国平', '好的,9月20日前退3600元,打你工行卡尾号4419'),
]

test('messages of two sides are one talk, each term with the message it is from', () => {
  const { clauses } = settle(haggle)
  const text = clauses.map((it) => it.text).join('\n')
  expect(text).toMatch(/3600/)
  expect(text).toMatch(/4419/)
  expect(text).not.toMatch(/2000|4800/)
  expect(clauses.every(({ recordIds }) => haggle.slice(3).some(({ id }) => recordIds.includes(id)))).toBe(true)
})

test('a message that moves a day the other side says yes to is a change, read once', () => {
  const { clauses } = settle([
    ...haggle,
    message('09-03T08:00', '微信 逯国平', '工资晚发,改到9月25日行不行'),
    message('09-03T08:05', '微信 璩春燕', '可以,25日'),
  ])
  const text = clauses.map((it) => it.text).join('\n')
  expect(text).toMatch(/9月25日/)
  expect(text).not.toMatch(/9月20日/)
})

test('a note that tells of an agreement is no message among others', () => {
  const note = message(
    '09-04T16:00',
    '村里 调解员记',
    '两人都在屋里,谈拢了:逯国平退璩春燕押金3600元,9月20日前微信转。璩春燕9月12日前交还两把钥匙。',
  )
  const { clauses } = settle([...haggle, note, message('09-05T08:05', '微信 璩春燕', '好的,钥匙我12日送来')])
  expect(clauses.length).toBeGreaterThan(1)
  expect(clauses.every(({ recordIds }) => recordIds[0] === note.id)).toBe(true)
})

test('messages that come to nothing settle nothing', () => {
  const { clauses } = settle(haggle.slice(0, 3).concat(message('09-02T19:00', '微信 逯国平', '那就不谈了,去法院')))
  expect(clauses).toEqual([])
})

describe('a chat copied into several records', () => {
  const log = (at: string, ...lines: string[]) => message(at, '微信群 押金', lines.join('\n'))
  const logs = [
    log('09-01T09:00', '璩春燕:押金4800 都要退', '逯国平:墙面重刷 最多退2000', '璩春燕:2000不行'),
    log('09-02T19:00', '调解员老丁:各让一步 退3600', '(19:05)逯国平:可以 3600', '璩春燕:好 3600'),
    log('09-02T19:10', '老丁:哪天付', '逯国平:9月20日 微信转给你', '璩春燕:行 就这样'),
  ]
  const told = (records: CaseRecord[]) =>
    settle(records)
      .clauses.map(({ text }) => text)
      .join('\n')

  test('is one talk: what was settled in one stretch stands with what another adds', () => {
    expect(told(logs)).toMatch(/3600/)
    expect(told(logs)).toMatch(/9月20日/)
    expect(told(logs)).not.toMatch(/2000|4800/)
    const ids = logs.map(({ id }) => id)
    expect(settle(logs).clauses.every(({ recordIds }) => recordIds.every((id) => ids.includes(id)))).toBe(true)
  })

  test('a day that one asks to move and the other grants takes the place of the first', () => {
    const moved = log('09-03T08:00', '逯国平:工资晚发 9月25日转你行不行', '璩春燕:行吧 25日', '老丁:好 就这么定')
    expect(told([...logs, moved])).toMatch(/9月25日/)
    expect(told([...logs, moved])).not.toMatch(/9月20日/)
  })

  test('a request that is turned down changes nothing', () => {
    const asked = log(
      '09-03T08:00',
      '逯国平:工资晚发 9月25日转你行不行',
      '璩春燕:不行 说好的',
      '逯国平:好吧 那就9月20日',
    )
    expect(told([...logs, asked])).toMatch(/9月20日/)
    expect(told([...logs, asked])).not.toMatch(/9月25日/)
  })
})
