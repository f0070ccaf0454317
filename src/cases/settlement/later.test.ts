import { describe, expect, test } from 'vitest'
import { type Later, leak, party, people, termsAfter } from '../../testing/later.ts'

const firm = [people[0]!, party('b', 'respondent', '杭州栖木装饰有限公司', 'organization')]
const tiles =
  '1、杭州栖木装饰有限公司2026年10月8日前返工卧室空鼓墙砖7块,更换开裂地板12片;\n2、杭州栖木装饰有限公司付褚文彬误工补偿1200元,2026年10月20日前转褚文彬工商银行尾号6630;\n3、褚文彬收到后再无争议。'

/** Terms, who they are of, what was said later, what then stands, what no longer does. */
const cases: [what: string, parties: typeof people, terms: string, later: Later[], has: string[], hasNot: string[]][] =
  [
    [
      'what a meeting of both tells outright holds, though nobody is said to agree',
      people,
      leak,
      [['补充调解笔录', '褚文彬、阎素琴又来一次,卫生间防水改到2026年10月18日前修好。']],
      ['2026年10月18日前修好'],
      ['10月8日'],
    ],
    [
      'what was written down in the home of one is not his word alone',
      people,
      leak,
      [
        [
          '褚文彬家 碰头记录',
          '人都到齐。卫生间防水改到2026年10月18日前修好;褚文彬建行卡换了,新卡尾号5571。都按了手印。',
        ],
      ],
      ['2026年10月18日前修好', '5571'],
      ['10月8日', '2205'],
    ],
    [
      'who came for a company stands behind it for the company',
      firm,
      tiles,
      [
        ['调解笔录', '到场:褚文彬;公司委托代理人邝一帆(授权委托书附卷)。'],
        ['补充说明', '褚文彬的工行卡丢了,新卡尾号5571,以新卡为准。邝一帆看过卡,同意。'],
      ],
      ['5571'],
      ['6630'],
    ],
    [
      'a count of pieces by its unit, with the sum and the day of the same breath',
      firm,
      tiles,
      [
        ['现场复验单', '卫生间又敲出空鼓3块,褚文彬、邝一帆(公司委托代理人)两人签字,以10块为准。'],
        ['调解补充笔录', '经协商:10块都换;返工完成日推到10月18日;误工补偿由公司加到1500元。其余照旧。'],
      ],
      ['墙砖10块', '2026年10月18日前', '误工补偿1500元', '地板12片', '10月20日'],
      ['7块', '1200', '10元', '10月8日'],
    ],
  ]

describe('what a later record changes', () => {
  test.each(cases)('%s', (_, parties, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later, parties)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })
})
