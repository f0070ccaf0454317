import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder, readTarball } from '../testing/corpus.ts'
import { parseNumeral } from '../text/index.ts'
import { articleKey, type CardFile, parseCards } from './cards.ts'
import { NUMERAL } from './numerals.ts'
import { type ParsedLaw, parseLaw } from './parse.ts'

const LAWS = resolve(import.meta.dirname, '../../knowledge/laws')
const LONGEST_COPY = 20

const files = existsSync(LAWS) ? readdirSync(LAWS).filter((f) => f.endsWith('.md')) : []
const folder = corpusFolder()

describe('reading a card file', () => {
  const file = [
    '---',
    'title: 民法典',
    'effective: 2021-01-01',
    '---',
    '',
    '## 第一千一百六十五条',
    'gist: 有过错、造成损害的要担责；法律推定有过错而自己说不清的，同样担责。',
    'lay: 谁弄坏谁赔；是他不小心弄的',
    'for: [neighbor.leak, damages.injury]',
    '',
    '## 第二百五十三条之一',
    'gist: 试',
    'unverified: true',
  ].join('\n')

  it('gives each card its key, its gist, its lay words and its subtypes', () => {
    const { law, cards } = parseCards(file)
    expect(law).toMatchObject({ title: '民法典', effective: '2021-01-01' })
    expect(cards[0]).toMatchObject({
      article: '1165',
      lay: ['谁弄坏谁赔', '是他不小心弄的'],
      for: ['neighbor.leak', 'damages.injury'],
    })
    expect(cards[1]).toMatchObject({ article: '253-1', unverified: true, lay: [] })
  })

  it('refuses a card without a gist, an unknown line, a heading that is no article, and a second card of one article', () => {
    expect(() => parseCards('---\ntitle: 某法\n---\n## 第一条\nlay: 甲')).toThrow('缺 gist')
    expect(() => parseCards('---\ntitle: 某法\n---\n## 第一条\ngist: 甲\n随手一行')).toThrow('读不懂')
    expect(() => parseCards('---\ntitle: 某法\n---\n## 第一章\ngist: 甲')).toThrow('不是第N条')
    expect(() => parseCards('---\ntitle: 某法\n---\n## 第一条\ngist: 甲\n## 第一条\ngist: 乙')).toThrow('两张')
  })

  it('reads article numbers in Chinese and in digits', () => {
    expect(articleKey('第十条')).toBe('10')
    expect(articleKey('第76条')).toBe('76')
    expect(articleKey('三、')).toBe('三')
    expect(articleKey('第三章')).toBeUndefined()
  })
})

describe.skipIf(files.length === 0)('the cards in knowledge/laws', () => {
  it.each(files)('%s can be read', (name) => {
    expect(parseCards(read(name)).cards.length).toBeGreaterThan(0)
  })

  it('hold one card an article, also where a title is spread over several files', () => {
    const keys = files.flatMap((f) => parseCards(read(f)).cards.map((c) => `${c.law}#${c.article}`))
    expect(keys.filter((k, i) => keys.indexOf(k) < i)).toEqual([])
  })
})

describe.skipIf(!folder || files.length === 0)('the cards against the official texts', () => {
  const laws = folder ? newestVersions(readTarball(join(folder, 'laws.tar.gz'))) : new Map<string, ParsedLaw[]>()

  it.each(files)('%s: law and article exist, figures stand in the gist, nothing is copied', (name) => {
    expect(parseCards(read(name)).cards.flatMap((card) => complaints(card, laws))).toEqual([])
  })
})

function read(name: string): string {
  return readFileSync(join(LAWS, name), 'utf8')
}

/** Title → the files of its newest version (a code is kept in several). */
function newestVersions(corpus: Map<string, string>): Map<string, ParsedLaw[]> {
  const out = new Map<string, ParsedLaw[]>()
  for (const [path, text] of corpus) {
    const law = parseLaw(text, path)
    const held = out.get(law.title)
    const newer = (law.versionOn ?? '').localeCompare(held?.[0]?.versionOn ?? '')
    if (!held || (newer > 0 && !law.part)) out.set(law.title, [law])
    else if (law.part) held.push(law)
  }
  return out
}

function complaints(card: CardFile['cards'][number], laws: Map<string, ParsedLaw[]>): string[] {
  if (card.unverified) return []
  const at = `${card.law}${card.no}`
  const versions = laws.get(card.law)
  if (!versions) return [`${at}: 语料里没有这部法`]
  const article = versions.flatMap((l) => l.articles).find((a) => a.key === card.article)
  if (!article) return [`${at}: 语料里没有这一条`]
  const said = quantities(card.gist)
  const out = [...quantities(article.text)].filter((q) => !said.has(q)).map((q) => `${at}: 要旨缺数字 ${q}`)
  for (const own of [card.gist, ...card.lay]) {
    const run = copiedRun(own, article.text)
    if (run) out.push(`${at}: 抄了原文 ${LONGEST_COPY} 字以上「${run}」`)
  }
  return out
}

function copiedRun(own: string, official: string): string | undefined {
  const a = own.replace(/\s/g, '')
  const b = official.replace(/\s/g, '')
  for (let i = 0; i + LONGEST_COPY <= a.length; i++) {
    const run = a.slice(i, i + LONGEST_COPY)
    if (b.includes(run)) return run
  }
  return undefined
}

const N = `(?:${NUMERAL.replace('零', '零两')}|\\d+(?:\\.\\d+)?)`
const UNIT = '周岁|岁|工作日|日|天|个月|月|周|年|元|倍|人|名|次|小时|分钟|平方米|公里|米|%|％'
const SAME: Record<string, string> = { 周岁: '岁', 天: '日', 月: '个月', 名: '人', '％': '%' }

/** Every figure with its unit, in one spelling: 30日, 2/3, 50%, 1000元, 2021-01-01. */
function quantities(text: string): Set<string> {
  const out = new Set<string>()
  const value = (s: string) => (/^[\d.]+$/.test(s) ? Number(s) : (parseNumeral(s) ?? 0))
  const rest = text
    .replace(/[\s,，](?=\d{3}\b)/g, '')
    .replace(/第(?:[一二三四五六七八九十百千零〇]+|\d+)[条款项章节编、至和]/g, '|')
    .replace(new RegExp(`(${N})年(${N})月(${N})日`, 'g'), (_, y, m, d) => {
      out.add([value(y), value(m), value(d)].join('-'))
      return '|'
    })
    .replace(new RegExp(`百分之(${N})(?:点(${N}))?`, 'g'), (_, n, f) => {
      out.add(`${value(n)}${f ? `.${value(f)}` : ''}%`)
      return '|'
    })
    .replace(new RegExp(`(${N})分之(${N})`, 'g'), (_, d, n) => {
      out.add(`${value(n)}/${value(d)}`)
      return '|'
    })
    .replace(/(\d+)\/(\d+)/g, (_, n, d) => {
      out.add(`${n}/${d}`)
      return '|'
    })
  const measured = new RegExp(`(?:(${N})(?:至|到|-|—|–|~|～|、|或))?(${N})(多|余)?([万亿]*)(${UNIT})(?!性)`, 'g')
  for (const m of rest.matchAll(measured)) {
    const unit = SAME[m[5]!] ?? m[5]!
    const scale = m[4] === '万' ? 10_000 : m[4] === '亿' ? 100_000_000 : 1
    for (const n of [m[1], m[2]]) {
      if (n === undefined) continue
      const amount = value(n) * scale
      // 一人, 一次 and a bare 一日 in 「之日」 are words, not figures.
      if (amount === 1 && /人|次/.test(unit)) continue
      out.add(`${amount}${unit}`)
    }
  }
  return out
}
