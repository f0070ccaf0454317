import { describe, expect, test } from 'vitest'
import { type Later, party, people, termsAfter } from '../../testing/later.ts'

const refund = [people[0]!, party('b', 'respondent', '杭州栖木装饰有限公司', 'organization')]

/** What was settled first, what was said later, what then stands, what no longer does. */
const cases: [what: string, parties: typeof people, terms: string, later: Later[], has: string[], hasNot: string[]][] =
  [
    [
      'a refund instead of a deed, in messages that end in a yes',
      refund,
      '1、不退钱,杭州栖木装饰有限公司把褚文彬订的衣柜换成同款新柜,2026年10月15日前送到。',
      [
        ['褚文彬 微信', '同款我去看了,颜色发黄,还是想退钱,换柜那条不算了行不行?'],
        ['杭州栖木装饰有限公司 微信', '问过老板,同意不换了,改退款,扣200元搬运费,退3600元。'],
        ['褚文彬 微信', '3600元可以。什么时候到账?'],
        ['杭州栖木装饰有限公司 微信', '10月28日前退到你微信。旧柜子我们10月28日前来拉走。'],
        ['褚文彬 微信', '好,就这样定。'],
        ['杭州栖木装饰有限公司 微信', '谢谢理解。'],
      ],
      ['3600元', '10月28日前'],
      ['10月15日'],
    ],
    [
      'a deed instead of a sum that is given up',
      people,
      '1、阎素琴赔褚文彬吊顶和墙面3200元,当天现金付1000元(已收),剩2200元2026年10月31日前微信转;\n2、双方再无其他争议。',
      [
        [
          '阎素琴 微信',
          '我手底下有油漆工,剩下那2200能不能别给钱,我叫师傅把吊顶换成新铝扣板、墙面铲了重刷,材料我包。之前给的1000不用退。',
        ],
        ['褚文彬 电话', '可以的,省得我自己找人。11月5日前要弄好,铝扣板颜色我挑。那2200就不要了。'],
        ['阎素琴 微信', '行,11月5日前完工。'],
      ],
      ['重刷', '11月5日前'],
      ['2200元', '10月31日'],
    ],
    [
      'nothing, where the other side has not said yes',
      refund,
      '1、杭州栖木装饰有限公司把褚文彬订的衣柜换成同款新柜,2026年10月15日前送到。',
      [
        ['褚文彬 微信', '还是想退钱,换柜那条不算了,退我3600元行不行?'],
        ['杭州栖木装饰有限公司 微信', '退不了,只能换。'],
      ],
      ['10月15日'],
      ['3600元'],
    ],
  ]

describe('a matter settled anew', () => {
  test.each(cases)('%s', (_, parties, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later, parties)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })
})
