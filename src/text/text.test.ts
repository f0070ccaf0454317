import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mention } from './index.ts'
import * as text from './index.ts'

const finders: [string, (raw: string) => Mention[]][] = [
  ['findAmounts', text.findAmounts],
  ['findPercents', text.findPercents],
  ['findQuantities', text.findQuantities],
  ['findIdentifiers', text.findIdentifiers],
  ['findDates', (raw) => text.findDates(raw, { asOf: '2026-11-23' })],
  ['findPeople', (raw) => text.findPeople(raw, { known: [{ id: 'party_1', name: '陈建国', aliases: ['阿国'] }] })],
  ['findOrganizations', text.findOrganizations],
  ['findRoles', text.findRoles],
  ['findAddresses', text.findAddresses],
  ['findPersonal', (raw) => text.findPersonal(raw)],
  ['sentences', text.sentences],
  ['clauses', text.clauses],
]

const pieces = fc.constantFrom(
  ...'一二三四五六七八九十百千万亿零两壹贰拾佰元块角分毛月日年号天前后内上下去今初正腊第陈王李张老小说的了不没被，。；：、（）“”()·￥¥%$@-~/ \n\t'.split(
    '',
  ),
  ...[
    '押金',
    '工资',
    '2026',
    '13800001111',
    '萧山区',
    '北干街道',
    '3幢2单元',
    '去年',
    '中秋',
    '农历',
    '个月',
    '百分之',
    '有限公司',
    '签订之日起',
    '\u200b',
    '\u0000',
    '👵🏻',
    '\ud83d',
    '１２',
    '還錢',
    '每月',
    '至今',
  ],
)
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(pieces, { maxLength: 40 }).map((p) => p.join('')),
)

test.each(finders)('%s never throws, and every quote is the raw slice of its span', (_, find) => {
  fc.assert(
    fc.property(noise, (raw) => {
      for (const mention of find(raw)) {
        expect(mention.end).toBeGreaterThan(mention.start)
        expect(raw.slice(mention.start, mention.end)).toBe(mention.quote)
      }
    }),
    { numRuns: 400 },
  )
})

test('spans that are masked never overlap', () => {
  fc.assert(
    fc.property(noise, (raw) => {
      const found = text.findPersonal(raw)
      for (let i = 1; i < found.length; i++) expect(found[i]!.start).toBeGreaterThanOrEqual(found[i - 1]!.end)
    }),
  )
})

test('the stance of any stretch of any text can be asked', () => {
  fc.assert(
    fc.property(noise, fc.nat(60), fc.nat(10), (raw, start, length) => {
      const stance = text.polarity(raw, { start, end: start + length })
      expect(['asserted', 'negated', 'hypothetical', 'past', 'reported']).toContain(stance.polarity)
    }),
  )
})

test('a folded text leads back into the raw one, never backwards', () => {
  fc.assert(
    fc.property(noise, (raw) => {
      for (const folded of [text.normalize(raw), text.foldDialect(raw)]) {
        let before = 0
        for (let i = 0; i <= folded.text.length; i++) {
          const at = folded.origin(i)
          expect(at).toBeGreaterThanOrEqual(before)
          expect(at).toBeLessThanOrEqual(raw.length)
          before = at
        }
      }
    }),
  )
})
