import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openShelf } from '../cli/shelf.ts'
import { foldDialect } from '../text/index.ts'
import { ruled, stretchesOf } from './dangers.ts'
import { flagCodes } from './flags.ts'
import { findMeanings, lexiconOf, meaningNames } from './meanings.ts'
import { findRedFlags } from './redflags.ts'

const shelf = openShelf()
const lexicon = lexiconOf(shelf)
const meant = (text: string) => findMeanings(lexicon, text).map(({ concept }) => concept)
const codes = (text: string) => [...new Set(ruled(shelf, foldDialect(text).text).map(({ code }) => code))]

describe('meanings', () => {
  test('the longest word at a place wins: a call is no blow, a price is no leap', () => {
    expect(meant('他打我')).toContain('blow')
    expect(meant('他打电话给我')).not.toContain('blow')
    expect(meant('想跳楼')).toContain('leap')
    expect(meant('跳楼价甩卖')).not.toContain('leap')
  })

  test('are told alone and in pairs, in their order, where they stand near', () => {
    const names = meaningNames(findMeanings(lexicon, '老公喝了酒打我'))
    expect(names).toContain('meaning:partner>blow')
    expect(names).toContain('meaning:drink>blow')
    expect(names).not.toContain('meaning:blow>partner')
    const far = meaningNames(findMeanings(lexicon, `老公${'无关的话'.repeat(10)}打我`))
    expect(far).not.toContain('meaning:partner>blow')
  })

  test('every word is in one list only', () => {
    const words = [...lexicon.words.keys()]
    expect(new Set(words).size).toBe(words.length)
    expect(words.filter((word) => word.trim() !== word || word === '')).toEqual([])
  })
})

describe('rules', () => {
  test.each([
    ['他正拿着菜刀冲进来', 'imminent_danger'],
    ['我妈喝了农药', 'imminent_danger'],
    ['我不想活了,遗书也写好了', 'suicide'],
    ['老公又打我,掐我脖子', 'dv'],
    ['他放话说要弄死我全家', 'violence_threat'],
    ['孩子才9岁', 'minor'],
    ['老板跑路了,设备都搬空', 'asset_flight'],
    ['我不服这个处罚决定书', 'admin'],
    ['两边都同意,盖个章就行,没有流水', 'fake_mediation'],
  ])('%s → %s', (text, code) => {
    expect(codes(text)).toContain(code)
  })

  test('a film, a figure of speech and what is long over raise none that stops', () => {
    for (const text of ['昨天看电影有人跳楼', '这价格是跳楼价', '小时候我爸打我,早就过去了', '气死我了,打官司也要告他'])
      expect(codes(text).filter((code) => ['suicide', 'dv', 'imminent_danger'].includes(code))).toEqual([])
  })

  test('each danger has a sign, and what is found lies in the text', () => {
    expect(flagCodes.filter((code) => !lexicon.signs.some((sign) => sign.code === code))).toEqual([])
    const pieces = ['老公', '打我', '菜刀', '冲进来', '不想活', '遗书', '。', ',', '房租', '没有', '电影', '😀', 'A1']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (words) => {
        const text = words.join('')
        for (const { start, end } of ruled(shelf, text)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
        for (const { start, end } of stretchesOf(text)) expect(text.slice(start, end).length).toBeGreaterThan(0)
      }),
      { seed: 7, numRuns: 200 },
    )
  })
})

describe('a denial of suicide', () => {
  const raised = (text: string) => findRedFlags(shelf, text).map(({ code }) => code)
  test('is not asked about', () => {
    expect(raised('我不会自杀的,你放心')).not.toContain('suicide')
  })
  test.each(['我没死成,药吃少了', '上个月自杀没成,手上还有疤', '我不会自杀的,就是遗书写好了放在枕头底下'])(
    'is none, where somebody tried or makes ready: %s',
    (text) => {
      expect(raised(text)).toContain('suicide')
    },
  )
})
