import { describe, expect, test } from 'vitest'
import { damage, type Later, leak, party, people, read, rows, termsAfter } from '../../testing/later.ts'

const family = [
  party('m', 'applicant', '龚桂兰'),
  party('x', 'respondent', '龚立新'),
  party('y', 'respondent', '龚立群'),
  party('z', 'respondent', '龚雅琴'),
]
const support =
  '1、龚立新、龚立群、龚雅琴从2026年10月起都在每月8日前给龚桂兰赡养费,龚立新400元,龚立群300元,龚雅琴300元,共1000元,转龚桂兰农业银行卡(尾号5512);\n2、龚立群每月探望龚桂兰两次。'
const wages = [party('a', 'applicant', '褚文彬'), party('c', 'applicant', '路长河'), party('b', 'respondent', '阎素琴')]
const two =
  '1、阎素琴付工钱:褚文彬7200元,路长河5400元,合计12600元;\n2、分两次付清,2026年10月31日前付一半,2026年11月30日前付另一半;\n3、逾期未付的,一次付清剩余全部,另付违约金5400元。'

/** Terms, what was said later, what then stands, what no longer does, and whose case it is. */
const cases: [what: string, terms: string, later: Later[], has: string[], hasNot: string[], parties?: typeof people][] =
  [
    [
      'the result of a reckoning goes where the slip stood, and what it reckons with stays',
      damage,
      [['更正说明', '核对时发现6800加900应为7700元,记录第1条把合计写成“7600元”是笔误,褚文彬、阎素琴都在电话里确认。']],
      ['修车费6800元', '误工费900元', '合计7700元'],
      ['核对', '笔误', '7600'],
    ],
    [
      'one slip beside an equal sum of another thing',
      '1、阎素琴赔褚文彬医药费2000元、误工费1500元,扣除已垫付的1500元,再付2500元,2026年9月30日前转账。',
      [['更正说明', '3500减1500应为2000元,第1条写成“再付2500元”系笔误,双方都认可再付2000元。']],
      ['医药费2000元', '误工费1500元', '已垫付的1500元', '再付2000元'],
      ['2500', '笔误'],
    ],
    [
      'one instalment split in two, the whole and 一次付清 elsewhere stay',
      `${rows}\n3、任何一期逾期的,一次付清剩余款项。`,
      [
        [
          '补充记录',
          '阎素琴年底周转不开,双方同意最后一笔7200元分成两次付,2026年12月15日前付3200元,2027年1月15日前付4000元,其余不变。',
        ],
      ],
      ['实付褚文彬21200元', '2026年12月15日前付3200元,2027年1月15日前付4000元', '2026年11月15日前7000元', '一次付清'],
      ['7200', '两次付清'],
    ],
    [
      'a whole payment split up',
      leak,
      [['补充记录', '双方同意赔偿款3600元改为两笔付:2026年10月20日前付1600元,2026年11月20日前付2000元。']],
      ['3600元', '2026年10月20日前付1600元,2026年11月20日前付2000元', '2026年10月8日前修好'],
      [],
    ],
    [
      'parts that do not come to the sum change nothing',
      rows,
      [['补充记录', '双方同意第二笔7000元改为两次付,2026年11月15日前付3000元,2026年12月1日前付3000元。']],
      ['2026年11月15日前7000元', '21200元'],
      ['3000元,2026年12月1日'],
    ],
    [
      'what each of two is to have, with halves and the whole',
      two,
      [
        [
          '补正',
          '考勤表重新核过,双方没有意见。更正:路长河应得5700元(两次各2850元),褚文彬仍是7200元(两次各3600元),合计12900元,日子不变。',
        ],
      ],
      ['褚文彬7200元(两次各3600元)', '路长河5700元(两次各2850元)', '合计12900元', '违约金5400元'],
      ['12600', '路长河5400'],
      wages,
    ],
    [
      'a whole that does not come out changes nothing',
      two,
      [['补正', '双方同意更正:路长河应得5700元,褚文彬应得7300元,合计12900元。']],
      ['路长河5400元', '褚文彬7200元', '合计12600元'],
      [],
      wages,
    ],
    [
      'shares of several changed at once, the whole told again',
      support,
      [
        [
          '第二次碰头记录',
          '三个子女商量好,每月的钱改成龚立新500元,龚雅琴200元,龚立群还是300元,总数还是1000元。龚桂兰同意。',
        ],
      ],
      ['龚立新500元', '龚立群300元', '龚雅琴200元', '共1000元'],
      ['400元'],
      family,
    ],
    [
      'the day of the clause that was named, not of another',
      leak,
      [['更正', '昨天第二条日期抄错了。签字那份上写的是2026年10月25日前,跟双方都核对过,以10月25日为准。']],
      ['2026年10月8日前修好', '2026年10月25日前转账'],
      ['10月20日'],
    ],
    [
      'a day for one of several, and what the others keep',
      support,
      [['补充调解记录', '龚雅琴15号才发工资,申请把自己的付款日改为每月18日前。龚桂兰和两个哥哥均同意,其余不变。']],
      ['每月8日前(龚雅琴为每月18日前)'],
      [],
      family,
    ],
    [
      'a day that one asks for himself in a chat',
      support,
      [
        ['龚立群 微信', '我运费要月中才结,8号给不出,能不能改到每月16号前'],
        ['龚桂兰 微信', '可以的'],
      ],
      ['每月8日前(龚立群为每月16'],
      [],
      family,
    ],
    [
      'a day of all is changed for all',
      support,
      [['补充调解记录', '双方一致同意付款日统一改为每月12日前,其余不变。']],
      ['每月12日前'],
      ['8日'],
      family,
    ],
    [
      'terms added',
      leak,
      [
        ['补充记录', '双方都到场。再加一条:阎素琴2026年11月30日前把楼道公用灯换新。其他照原来的。'],
        ['补充记录', '褚文彬说他还有梯子一把、水桶两只在楼上。阎素琴同意10月12日前送还,双方签字作为协议一部分。'],
      ],
      ['2026年11月30日前把楼道公用灯换新', '梯子一把、水桶两只', '10月12日前送还', '保修一年'],
      ['签字', '照原来'],
    ],
    [
      'what both settle further by changing what stands is a change',
      leak,
      [['补充记录', '双方又商量好,付款日改为2026年10月28日前,其余照旧。']],
      ['2026年10月28日前转账', '2026年10月8日前修好'],
      ['商量好', '10月20日'],
    ],
    [
      'a day for who owes alone, beside one who only stands surety',
      '1、龚立新欠龚桂兰借款30000元,2026年10月31日前还清;2、龚立群承担连带责任保证。',
      [
        ['龚立新 微信', '我月底结不到账,能不能改到11月15日前'],
        ['龚桂兰 微信', '可以'],
      ],
      ['2026年11月15日前还清'],
      ['10月31日', '龚立新为'],
      family,
    ],
    [
      'shares of another charge leave those that stand',
      support,
      [['补充记录', '龚桂兰住院,子女都同意护理费改由龚立新出800元,龚立群600元。']],
      ['龚立新400元', '龚立群300元'],
      [],
      family,
    ],
    [
      'two days moved on the telephone, asked by one and granted by the other',
      '1、阎素琴2026年10月31日前把脚手架拆完;\n2、阎素琴付褚文彬工钱6000元,分两笔,2026年11月10日前3000元,2026年12月10日前3000元,转账。',
      [
        [
          '电话记录',
          '阎素琴打来:工人要下月才到,拆架子想改到11月15日,头一笔也跟着晚点。\n当即打给褚文彬,褚说拆架11月15日可以,头一笔3000改11月25日,第二笔不动。\n再回阎素琴,她说好。',
        ],
      ],
      ['2026年11月15日前把脚手架拆完', '2026年11月25日前3000元', '2026年12月10日前3000元'],
      ['10月31日', '11月10日'],
    ],
    [
      'a later day that one asks for himself and who is owed grants',
      '1、龚立新付龚桂兰2400元,龚雅琴付龚桂兰1800元;\n2、两笔都在2026年10月12日前转到龚桂兰农业银行卡(尾号5512)。',
      [
        [
          '电话记录',
          '龚雅琴:我的钱要等定期到期,12号来不及,申请24号,10月24日前一定转。\n龚桂兰:雅琴那笔可以晚到24号,立新那笔还是12号。',
        ],
      ],
      ['2026年10月12日前(龚雅琴为2026年10月24日前)'],
      [],
      family,
    ],
    [
      'what only one wants added is no term',
      leak,
      [['补充记录', '褚文彬想再加一条:阎素琴11月30日前把楼道灯换新。阎素琴不同意。']],
      ['保修一年'],
      ['楼道灯'],
    ],
    [
      'an account in the place of a way of paying',
      damage,
      [['补充记录(双方)', '褚文彬的支付宝登不上,改为转到他本人建设银行卡,尾号4471,阎素琴同意。']],
      ['建设银行卡(尾号4471)', '2026年9月25日前付清'],
      ['支付宝'],
    ],
    [
      'what a count came to, in the clause about the thing',
      '1、阎素琴2026年10月8日前把开裂的窗户玻璃换掉,费用自己出;\n2、阎素琴赔褚文彬600元,当日付清。',
      [['褚文彬、阎素琴 现场复核', '两人一起点了,窗户玻璃一共7块,上次说的5块不准,以7块为准,双方签字。']],
      ['窗户玻璃7块', '600元'],
      ['5块', '复核'],
    ],
  ]

describe('what later words change, told outright', () => {
  test.each(cases)('%s', (_, terms, later, has, hasNot, parties = people) => {
    const text = termsAfter(terms, later, parties)
    for (const it of has) expect(text).toContain(it)
    for (const it of hasNot) expect(text).not.toContain(it)
  })

  test.each([
    [
      'a split that does not come out',
      rows,
      '双方同意第二笔7000元改为两次付,2026年11月15日前付3000元,12月1日前付3000元。',
      people,
    ],
    ['a whole that does not come out', two, '双方同意更正:路长河应得5700元,褚文彬应得7300元,合计12900元。', wages],
    ['an account of somebody else', damage, '双方同意改为转到褚文彬女儿建设银行卡,尾号4471。', people],
  ])('%s is left to a person', (_, terms, text, parties) => {
    const { settlement } = read(terms, [['补充记录', text]], parties)
    expect(settlement.unplaced.length + settlement.unconfirmed.length).toBeGreaterThan(0)
  })

  test('an account of somebody without a name is asked for, and the old way no longer stands', () => {
    const text = termsAfter(damage, [['补充记录', '双方同意改为转到褚文彬女儿建设银行卡,尾号4471。']])
    expect(text).toContain('【待补充:变更后的收款账户】')
    expect(text).not.toContain('支付宝')
  })
})
