import { describe, expect, test } from 'vitest'
import { damage, type Later, leak, read, rows, termsAfter, visit } from '../../testing/later.ts'

/** Terms, what was said later, what then stands, what no longer does. */
const cases: [what: string, terms: string, later: Later[], has: string[], hasNot: string[]][] = [
  [
    'another value in the answer is the one that counts',
    visit,
    [['微信群', '阎素琴:送回改到16点可以吗\n褚文彬:太早了,改17点半吧\n阎素琴:行,17点半']],
    ['17点半送回'],
    ['18点', '16点'],
  ],
  [
    'a change that is refused leaves everything',
    visit,
    [
      ['阎素琴 微信', '抚养费改成1500元可以吗'],
      ['褚文彬 微信', '不行,按协议来'],
    ],
    ['抚养费1200元'],
    ['1500'],
  ],
  [
    'a change refused in the mediator’s own record',
    leak,
    [['电话记录', '阎素琴提出赔偿改为3000元,褚文彬不同意,仍按原来的写。']],
    ['3600元'],
    ['3000'],
  ],
  [
    'first refused, taken up after all',
    leak,
    [['调解员 电话记录', '阎素琴请求付款推迟到2026年10月31日,褚文彬先不同意,后来同意了。']],
    ['2026年10月31日前转账'],
    ['10月20日'],
  ],
  [
    'a mediator’s reckoning that both answer',
    rows,
    [
      [
        '调解群',
        '阎素琴:运费单子找到了,少算200,应该是3200\n褚文彬:看到了,认\n调解员小陆:那实付就是21400,最后一笔7400,其他不变。@褚文彬 @阎素琴\n褚文彬:收到\n阎素琴:收到',
      ],
    ],
    ['运费3200元', '实付褚文彬21400元', '12月15日前7400元'],
    ['3000元', '21200', '7200'],
  ],
  [
    'a payment told is no change',
    rows,
    [
      ['阎素琴 微信', '今天先转了7000,还剩14200'],
      ['褚文彬 微信', '收到'],
    ],
    ['21200元', '10月15日前7000元', '7200元'],
    ['14200'],
  ],
  [
    'a chat about other things changes nothing',
    leak,
    [['微信群', '褚文彬:物业费要交2600,你那边交了没\n阎素琴:好的,我下午去\n褚文彬:👌']],
    ['3600元', '2026年10月20日'],
    ['2600'],
  ],
  [
    'a condition is no acceptance',
    leak,
    [
      ['阎素琴 微信', '付款改到11月20日可以吗'],
      ['褚文彬 微信', '可以是可以,不过要加利息,我再想想'],
    ],
    ['2026年10月20日'],
    ['11月20日'],
  ],
  [
    'a sum said before is said again',
    leak,
    [['微信群', '褚文彬:那就3600,20号前\n阎素琴:好的,照3600']],
    ['3600元', '2026年10月20日', '10月8日'],
    [],
  ],
  [
    'what one side’s agent asks for and the other accepts',
    leak,
    [['阎素琴 补电', '月底封账,20号赶不出来,请求赔偿款改到10月27日。已电话征得褚文彬同意。']],
    ['2026年10月27日'],
    ['10月20日', '封账', '9月30日'],
  ],
  [
    'a bare offer, a bare answer, a yes',
    damage,
    [
      ['阎素琴 微信', '7200行不行'],
      ['褚文彬 微信', '7500'],
      ['阎素琴 微信', '好,7500'],
    ],
    ['合计7500元'],
    ['7700', '7200'],
  ],
  [
    'an answer with another day is the one that counts once it is accepted',
    rows,
    [
      ['阎素琴 微信', '第一笔拖到11月10号行不行'],
      ['褚文彬 微信', '最多到10月25号'],
      ['阎素琴 微信', '好,10月25号'],
    ],
    ['2026年10月25日前7000元', '2026年11月15日前7000元'],
    ['11月10', '10月15日'],
  ],
  [
    'a yes that repeats the day',
    rows,
    [
      ['阎素琴 微信', '第二笔能不能拖到11月25号'],
      ['褚文彬 微信', '那就11月25号,别再拖了'],
    ],
    ['2026年11月25日前7000元'],
    ['11月15日'],
  ],
  [
    'a yes with a warning is a yes',
    rows,
    [
      ['褚文彬 微信', '第一笔推到10月20号'],
      ['阎素琴 微信', '行,不能再拖了'],
    ],
    ['2026年10月20日前7000元'],
    ['10月15日'],
  ],
  [
    'a yes with a condition, and a yes to that',
    damage,
    [
      ['阎素琴 短信', '误工费按650算,合计7450'],
      ['褚文彬 短信', '7450可以,但要9月20号前付'],
      ['阎素琴 短信', '行'],
    ],
    ['误工费650元', '合计7450元', '2026年9月20日前付清'],
    ['900元', '7700', '9月25日'],
  ],
  [
    'a mediator’s proposal that both confirm',
    damage,
    [
      ['调解员小陆 短信(发双方)', '核对票据,误工费应为650元,合计7450元,请两位确认。'],
      ['褚文彬 短信', '确认'],
      ['阎素琴 短信', '确认,没问题'],
    ],
    ['误工费650元', '合计7450元'],
    ['900元', '7700'],
  ],
  [
    'a clause only pointed back to is told anew',
    leak,
    [['调解笔录 补正', '第(3)项记错,双方说的不是楼道。该项改为:阎素琴在业主群里书面道歉,保留三天。双方核对后签字。']],
    ['业主群里书面道歉', '3600元'],
    ['楼道张贴'],
  ],
  [
    'words in quotation marks as they stand',
    leak,
    [['更正笔录', '笔录第2条“吊顶损失3600元”更正为“吊顶损失3500元”,删去第3条中“书面”二字。双方签字确认。']],
    ['吊顶损失3500元', '张贴道歉'],
    ['3600', '书面'],
  ],
  [
    'the day of a formal record that says what it is not',
    leak,
    [['补正说明', '记录有误:修好防水的日期应为2026年10月12日,非10月8日。双方已核对。']],
    ['2026年10月12日前修好'],
    ['10月8日'],
  ],
  [
    'the number of a plate, everywhere',
    '1、阎素琴赔偿褚文彬浙A7K12F修理费5200元,2026年10月15日前微信转账;\n2、阎素琴2026年9月25日前把浙A7K12F的钥匙交褚文彬。',
    [
      ['褚文彬 微信', '车牌写错了,是浙A7K21F,不是浙A7K12F'],
      ['阎素琴 微信', '对'],
    ],
    ['浙A7K21F修理费', '浙A7K21F的钥匙'],
    ['7K12'],
  ],
  [
    'shares of two sides',
    '1、维修费由阎素琴承担60%、褚文彬承担40%,凭票2026年10月10日前结算;\n2、阎素琴2026年9月30日前搬走杂物。',
    [['调解员 补记', '双方同意改为阎素琴承担70%、褚文彬承担30%。']],
    ['阎素琴承担70%、褚文彬承担30%', '搬走杂物'],
    ['60%', '40%'],
  ],
]

describe('what is agreed after the settlement', () => {
  test.each(cases)('%s', (_, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })

  test('a change with no answer stands beside, and nothing else changes', () => {
    const { settlement } = read(leak, [['阎素琴 微信', '付款改到11月20日可以吗']])
    expect(settlement.unconfirmed.map(({ text }) => text)).toEqual(['付款改到11月20日可以吗'])
    expect(settlement.clauses.map(({ text }) => text).join()).toContain('10月20日')
  })

  test('what a party names otherwise in passing is found once the other side agrees', () => {
    const { settlement } = read(damage, [
      ['阎素琴 微信', '误工费说好给650的'],
      ['褚文彬 微信', '嗯'],
    ])
    expect(settlement.unplaced).toMatchObject([{ text: '误工费说好给650的', clause: 0 }])
    expect(settlement.clauses[0]!.text).toContain('900元')
  })

  test('a copy sent to the other side does not speak for it', () => {
    const { settlement } = read(leak, [['阎素琴 邮件(抄送褚文彬、调解员)', '付款改到11月20日']])
    expect(settlement.unconfirmed).toHaveLength(1)
  })

  test('a refused change is not unconfirmed either', () => {
    const { settlement } = read(leak, [
      ['阎素琴 微信', '付款改到11月20日可以吗'],
      ['褚文彬 微信', '不行'],
    ])
    expect(settlement.unconfirmed).toEqual([])
  })

  test('the changed clause names the record that changed it', () => {
    const { settlement } = read(leak, [['调解员 更正', '赔偿金额由3600元改为3550元,双方均同意。']])
    expect(settlement.clauses.find(({ text }) => text.includes('3550'))!.recordIds).toHaveLength(2)
    expect(settlement.superseded.map(({ key }) => key)).toEqual(['360000'])
  })

  test.each([
    [
      'two new days for one old one: the whole stays and is paid in parts',
      '25号前先付4000,余下的10月10日付,可不可以?',
      damage,
      ['合计7700元', '9月25日前先付4000元', '10月10日付'],
    ],
    [
      'one’s own share where each of several owes: beside what holds for the others',
      '我失业了,每月给300行不行',
      '1、阎素琴、褚文彬每人每月付水费500元;\n2、双方每季度对账一次。',
      ['每人每月付水费500元', '阎素琴每月给300元'],
    ],
  ])('%s, and a finding tells so', (_, asked, terms, has) => {
    const { settlement } = read(terms, [['微信群', `阎素琴:${asked}\n褚文彬:可以`]])
    const text = settlement.clauses.map((it) => it.text).join()
    for (const words of has) expect(text).toContain(words)
    expect(settlement.rewritten.map(({ was }) => was)).toHaveLength(1)
  })
})
