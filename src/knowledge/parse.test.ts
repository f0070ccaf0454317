import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { corpusFolder, readTarball } from '../testing/corpus.ts'
import { clauses } from './articles.ts'
import { articleKey } from './cards.ts'
import { articleName } from './numerals.ts'
import { parseLaw } from './parse.ts'

const law = (body: string, header = '2018年1月1日 第一届全国人民代表大会第一次会议通过') =>
  parseLaw(`# 中华人民共和国试行法\n\n${header}\n\n<!-- INFO END -->\n\n${body}`, '试行法(2018-01-01).md')
const keys = (body: string) => law(body).articles.map((a) => a.key)

describe('article numbers', () => {
  it('are read back as they were written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 20 }), (no, sub) => {
        expect(articleKey(articleName(no, sub || undefined))).toBe(sub ? `${no}-${sub}` : `${no}`)
      }),
    )
  })
})

describe('the header', () => {
  it('gives title, issuer, rank and days', () => {
    const parsed = law(
      '第一条 甲。',
      '2008年1月1日 第一届全国人民代表大会常务委员会第一次会议通过\n\n2018年1月1日 修正',
    )
    expect(parsed).toMatchObject({
      title: '试行法',
      officialTitle: '中华人民共和国试行法',
      issuer: '全国人民代表大会常务委员会',
      authority: 'statute',
      adoptedOn: '2008-01-01',
      amendedOn: ['2018-01-01'],
      versionOn: '2018-01-01',
    })
  })

  it('names the effective day only where the text does; an amended wording does not inherit the first one', () => {
    expect(law('第一条 本法自2018年7月1日起施行。')).toMatchObject({
      effectiveOn: '2018-07-01',
      effectiveEstimated: false,
    })
    expect(law('第一条 本法自2008年7月1日起施行。')).toMatchObject({
      effectiveOn: '2018-01-01',
      effectiveEstimated: true,
    })
    expect(law('第一条 甲。', '2018年1月1日 通过\n\n2018年3月1日 施行')).toMatchObject({ effectiveOn: '2018-03-01' })
    expect(law('第一条 本条例自公布之日起施行。')).toMatchObject({
      effectiveOn: '2018-01-01',
      effectiveEstimated: false,
    })
  })

  it('is found without a marker, and a table of contents is not taken for chapters', () => {
    const text =
      '某某规定\n（2020年1月1日公布）\n目　录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。'
    const parsed = parseLaw(text, 'x.txt')
    expect(parsed.title).toBe('某某规定')
    expect(parsed.articles.map((a) => [a.key, a.heading])).toEqual([
      ['1', ['第一章 总则']],
      ['2', ['第二章 附则']],
    ])
  })
})

describe('articles', () => {
  it('keep the path of book, chapter and section, and forget a section when its chapter ends', () => {
    const parsed = law('## 第一编 总则\n### 第一章 甲\n#### 第一节 乙\n第一条 一。\n### 第二章 丙\n第二条 二。')
    expect(parsed.articles.map((a) => a.heading)).toEqual([
      ['第一编 总则', '第一章 甲', '第一节 乙'],
      ['第一编 总则', '第二章 丙'],
    ])
  })

  it('are found as headings, after a space inside the number, with a look-alike character and run together in one line', () => {
    expect(keys('## 第一条\n甲。\n第二 条乙。\n笫三条 丙。 第四条 丁。')).toEqual(['1', '2', '3', '4'])
  })

  it('carry 之一 in their key', () => {
    expect(keys('第二百五十三条 甲。\n第二百五十三条之一 乙。\n第二百五十三条之二 丙。\n第二百五十四条 丁。')).toEqual([
      '253',
      '253-1',
      '253-2',
      '254',
    ])
  })

  it('are not begun by a cross-reference or a quoted article at the head of a line', () => {
    expect(keys('第一条 甲。\n第二条规定的乙，依照前款。\n第九十九条 引文。\n第二条 乙。')).toEqual(['1', '2'])
  })

  it('of one number are both kept, and told', () => {
    const parsed = law('第一条 甲。\n第二条 乙。\n第二条 丙。')
    expect(parsed.articles.map((a) => a.key)).toEqual(['1', '2', '2(2)'])
    expect(parsed.warnings).toEqual(['第二条 出现两次'])
  })

  it('divide into clauses and points', () => {
    const [article] = law('第一条 有下列情形之一的：\n（一）甲；\n（二）乙。\n前款不适用于丙。').articles
    expect(clauses(article!)).toEqual([
      { text: '有下列情形之一的：', points: ['（一）甲；', '（二）乙。'] },
      { text: '前款不适用于丙。', points: [] },
    ])
  })

  it('are the items 一、二、 in a text without articles, and the whole text where there are none', () => {
    expect(keys('一、甲。\n续。\n二、乙。')).toEqual(['一', '二'])
    expect(keys('甲。\n乙。')).toEqual(['全文'])
  })

  it('lose no character of the body', () => {
    const line = fc.constantFrom(
      '第一条 甲。',
      '第二条 乙。',
      '第三条规定的丙。',
      '（一）丁；',
      '第五十条之一 戊。',
      '己。',
    )
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const { articles, preamble } = law(lines.join('\n'))
        const kept = [...preamble, ...articles.map((a) => a.text)].join('').replace(/\s/g, '')
        const bodies = lines.map((l) => l.replace(/^第[一二三五十]+条(之一)? /, '')).join('')
        for (const c of '甲乙丙丁戊己') expect(count(kept, c)).toBe(count(bodies, c))
      }),
    )
  })
})

describe('bad texts', () => {
  it('are refused with a reason', () => {
    expect(() => parseLaw('', '')).toThrow('没有标题')
    expect(() => parseLaw('# 某法\n<!-- INFO END -->\n', 'a.md')).toThrow('没有正文')
  })

  it('with byte-order mark, CRLF and control characters read the same', () => {
    const plain = law('第一条 甲。\n乙。').articles
    const noisy = parseLaw(
      '\uFEFF# 试行法\r\n<!-- INFO END -->\r\n第一条\u3000甲\u0007。\r\n\r\n乙。',
      '试行法.md',
    ).articles
    expect(noisy).toEqual(plain)
  })
})

describe.skipIf(!corpusFolder())('the public corpus', () => {
  it('parses to the last file, with the articles that its own numbering promises', () => {
    const files = readTarball(join(corpusFolder()!, 'laws.tar.gz'))
    const laws = [...files].map(([path, text]) => ({ path, ...parseLaw(text, path) }))
    expect(laws.length).toBe(files.size)
    expect(laws.reduce((n, l) => n + l.articles.length, 0)).toBeGreaterThan(82_000)
    const civil = laws.filter((l) => l.title === '民法典').flatMap((l) => l.articles)
    expect(new Set(civil.map((a) => a.key)).size).toBe(1260)
    const gaps = laws.filter(({ articles }) => {
      const numbers = articles.filter((a) => /^\d+$/.test(a.key)).map((a) => Number(a.key))
      return numbers.length > 0 && numbers.at(-1)! - numbers[0]! + 1 !== numbers.length
    })
    expect(gaps.map((l) => l.path)).toEqual([])
  })
})

function count(text: string, c: string): number {
  return text.split(c).length - 1
}
