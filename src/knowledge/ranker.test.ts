import { describe, expect, it } from 'vitest'
import { openAsked } from './asked.ts'
import { Bm25Builder } from './bm25.ts'
import { featureNames, features } from './features.ts'
import { fuse } from './fusion.ts'
import type { Candidate, Row } from './gather.ts'
import { openRanker } from './ranker.ts'

const common = { total: 100, of: () => 5 }
const silent = openAsked({ vectors: '', gold: [], places: [] })(undefined)

function candidate(item: string, text: string, words: number, meaning: number, lay?: string[]): Candidate {
  const row: Row = {
    id: Number(item),
    segment: 'law',
    key: `law:某法#${item}`,
    versionId: null,
    law: '某法',
    article: `第${item}条`,
    item,
    ordinal: Number(item) * 100,
    title: '某法',
    heading: ['第一章 总则'],
    text,
    lay: [],
    subtypes: [],
    authority: 5,
    effectiveOn: null,
    repealedOn: null,
    staleOn: null,
  }
  const card = lay ? { ...row, segment: 'card' as const, text: '要旨', lay } : undefined
  return { kind: 'law', passage: row, card, official: { words, meaning }, own: { words: 0, meaning: 0 }, score: 0 }
}

const column = (rows: Float32Array, name: (typeof featureNames)[number], i: number) =>
  rows[i * featureNames.length + featureNames.indexOf(name)]!

describe('fusion', () => {
  it('puts first what both words and meaning find, and needs neither to be there', () => {
    const both = candidate('1', '', 9, 0.8)
    const [first] = fuse([candidate('2', '', 9, 0.1), both, candidate('3', '', 0, 0.8)])
    expect(first).toBe(both)
    expect(fuse([candidate('1', '', 3, 0), candidate('2', '', 5, 0)]).map((c) => c.passage!.item)).toEqual(['2', '1'])
    expect(fuse([])).toEqual([])
  })
})

describe('features', () => {
  it('see how much of the question an article and its lay words cover', () => {
    const rows = features(
      '漏水赔偿',
      [candidate('1', '漏水应当赔偿', 1, 0.5, ['漏水赔偿']), candidate('9', '借钱', 1, 0.5)],
      common,
      {},
      silent,
    )
    expect(column(rows, 'coveredText', 0)).toBeGreaterThan(0.5)
    expect(column(rows, 'coveredLay', 0)).toBeCloseTo(1)
    expect(column(rows, 'coveredText', 1)).toBe(0)
    expect(column(rows, 'run', 0)).toBe(2)
  })

  it('see good neighbours in the same law', () => {
    const candidates = fuse([candidate('1', '', 9, 0.9), candidate('2', '', 1, 0.2), candidate('50', '', 1, 0.2)])
    const rows = features('问', candidates, common, {}, silent)
    const at = (item: string) => candidates.findIndex((c) => c.passage!.item === item)
    expect(column(rows, 'beside', at('2'))).toBeGreaterThan(column(rows, 'beside', at('50')))
  })

  it('hold no number that is none, whatever the question', () => {
    const rows = features('', [candidate('全文', '', 0, 0)], { total: 0, of: () => undefined }, {}, silent)
    expect([...rows].every(Number.isFinite)).toBe(true)
  })
})

describe('the ranker', () => {
  const stump = { feature: [3, -1, -1], threshold: [0.5, 0, 0], left: [1, 0, 0], right: [2, 0, 0], value: [0, -1, 2] }
  const model = {
    features: [...featureNames],
    trees: [stump, stump],
    priors: {},
    calibration: [1, 0] as [number, number],
    asked: { vectors: '', gold: [], places: [] },
  }

  it('sums its trees into a chance', () => {
    const chances = openRanker(model)('问', [candidate('1', '', 0, 0.9), candidate('2', '', 0, 0.1)], common, undefined)
    expect(chances[0]).toBeGreaterThan(chances[1]!)
    expect([...chances].every((p) => p > 0 && p < 1)).toBe(true)
  })

  it('refuses a model of other features', () => {
    expect(() => openRanker({ ...model, features: ['words'] })).toThrow('other features')
  })
})

describe('questions asked before', () => {
  const row = (at: number) => Uint8Array.from({ length: 256 }, (_, i) => (i === at ? 127 : 0))
  const place = (article: string) => ({ article, chapter: '某法/第一章', law: '某法' })
  const table = {
    vectors: Buffer.from(Uint8Array.from([...row(0), ...row(1)])).toString('base64'),
    gold: [[0], [1]],
    places: [place('某法#1'), place('某法#2')],
  }

  it('speak for the article that answered the one most alike, a little for its chapter and law', () => {
    const asked = openAsked(table)(Float32Array.from({ length: 256 }, (_, i) => (i === 0 ? 0.8 : i === 1 ? 0.6 : 0)))
    const [first, second, other] = ['1', '2', '9'].map((item) => asked(place(`某法#${item}`)))
    expect(first![0]).toBeCloseTo(0.8)
    expect(second![0]).toBeCloseTo(0.6)
    expect(other).toEqual([0, expect.closeTo(0.8), expect.closeTo(0.8), 0, expect.closeTo(0.8)])
    expect(first![3]).toBeGreaterThan(second![3]!)
    expect(asked({ article: '乙法#1', chapter: '乙法/', law: '乙法' }).slice(0, 4)).toEqual([0, 0, 0, 0])
  })
})

describe('BM25', () => {
  it('weighs rare terms and short texts higher, and the title most', () => {
    const builder = new Bm25Builder()
    const add = (id: number, title: string, text: string) => builder.add(id, { title, heading: [], text })
    add(1, '甲法', '漏水要修')
    add(2, '乙法', `漏水${'无关的话'.repeat(30)}`)
    add(3, '漏水法', '另有规定')
    add(4, '丁法', '借钱要还')
    const leak = [...builder.postings()].find((p) => p.term === '漏水')!
    const weight = (id: number) => leak.weights[leak.ids.indexOf(id)]!
    expect(weight(1)).toBeGreaterThan(weight(2))
    expect(weight(3)).toBeGreaterThan(weight(1))
    expect(leak.ids).not.toContain(4)
  })
})
