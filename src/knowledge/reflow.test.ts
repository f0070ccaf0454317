import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLaw } from './parse.ts'
import { reflow } from './reflow.ts'

/** Breaks paragraphs as a page of so many characters does, first lines indented by two. */
function broken(paragraphs: readonly string[], width: number): string {
  return paragraphs
    .flatMap((p) => {
      const lines = [p.slice(0, width - 2)]
      for (let at = width - 2; at < p.length; at += width) lines.push(p.slice(at, at + width))
      return lines
    })
    .join('\n')
}
const clause = '用人单位自用工之日起超过一个月不满一年未与劳动者订立书面劳动合同的，应当向劳动者每月支付二倍的工资。'

describe('a text broken to a page', () => {
  it('gets its paragraphs back, whatever the width', () => {
    const paragraph = fc
      .integer({ min: 8, max: 200 })
      .map((n) => `${clause.replace('。', '，').repeat(5).slice(0, n)}完。`)
    fc.assert(
      fc.property(
        fc.array(paragraph, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 20, max: 40 }),
        (ps, width) => {
          const articles = [clause, ...ps].map((p, i) => `第${'一二三四五六七八九十'[i]}条 ${p}`)
          expect(reflow(broken(articles, width))).toBe(articles.join('\n'))
        },
      ),
    )
  })

  it('keeps chapters, points and clauses apart, takes references for none, and drops the numbers of pages', () => {
    const page = [
      '第二章 订立合同',
      '第十条 有下列情形之一的，按照前款的规定支付一次性的补助金，标',
      '准由本级人民政府规定，并向社会公布，不得低于上一年度的标准，并依照',
      '第十一条第二款的规定执行：',
      '- 3 -',
      '（一）伤残的；',
      '（二）死亡的。',
      '本条自 2022 年 5 月 1 日起执行。',
    ].join('\n')
    expect(reflow(page).split('\n')).toEqual([
      '第二章 订立合同',
      '第十条 有下列情形之一的，按照前款的规定支付一次性的补助金，标准由本级人民政府规定，并向社会公布，不得低于上一年度的标准，并依照第十一条第二款的规定执行：',
      '（一）伤残的；',
      '（二）死亡的。',
      '本条自2022年5月1日起执行。',
    ])
  })

  it('is read as a law with a title of several lines and the day in its name', () => {
    const text = reflow(
      [
        '最高人民法院关于审理用水纠纷案件适用法律若干问题的解',
        '释',
        '（2022年2月15日最高人民法院审判委员会第1864次会议通过）',
        '第一条 谁漏水谁修，修理以前先关总阀门，楼上楼下都要让一让，别让',
        '水继续往下漏。',
        '第二条 本解释自2022年5月1日起施行。',
      ].join('\n'),
    )
    expect(parseLaw(text, '用水解释_20220424.pdf')).toMatchObject({
      title: '最高人民法院关于审理用水纠纷案件适用法律若干问题的解释',
      versionOn: '2022-04-24',
      effectiveOn: '2022-05-01',
      effectiveEstimated: false,
    })
  })
})
