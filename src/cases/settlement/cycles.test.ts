import { describe, expect, test } from 'vitest'
import { type Later, leak, read, rows, termsAfter, visit } from '../../testing/later.ts'
import { findCycles } from './cycles.ts'

test.each<[string, string[]]>([
  ['每月第一个和第三个周末', ['n:1,3:周末']],
  ['第二第四个礼拜', ['n:2,4:']],
  ['每月最后一个星期天', ['n:-1:周日']],
  ['每周二、周四下午', ['w:二,四']],
  ['每个月5号前打1500', ['m:5']],
  ['每月底结一次', ['m:底']],
  ['每季度付一次', ['f:一季']],
  ['隔周接一次', ['f:二周']],
  ['第一周先试用,两周内付清', []],
  ['2026年9月5日前', []],
])('%s comes back as %j', (text, keys) => {
  expect(findCycles(text).map(({ key }) => key)).toEqual(keys)
})

const meet =
  '1、褚文彬每周二、周四下午五点到幼儿园接孩子,周末由阎素琴照顾;\n2、褚文彬每月5日前付抚养费1500元,打到阎素琴工商银行尾号6630;\n3、寒暑假各半。'
const bill =
  '1、阎素琴退褚文彬押金2460元,2026年10月10日前支付宝转账;\n2、褚文彬2026年9月30日前到村委会交还钥匙;\n3、双方再无其他争议。'
const loan = '1、阎素琴自2026年10月起每月15日前还褚文彬2700元,共12期,转褚文彬邮储银行尾号8045;\n2、双方无其他争议。'

/** Terms, what was said later, what then stands, what no longer does. */
const cases: [what: string, terms: string, later: Later[], has: string[], hasNot: string[]][] = [
  [
    'days of the week, asked for and granted',
    meet,
    [
      ['褚文彬 微信', '下周起我上夜班,改成每周三、周五接行不行'],
      ['阎素琴 微信', '行,就这么改'],
    ],
    ['每周三、周五下午五点', '每月5日前'],
    ['周二', '周四'],
  ],
  [
    'one day of a list',
    meet,
    [
      ['褚文彬 微信', '周四的改成周五可以吗'],
      ['阎素琴 微信', '👌'],
    ],
    ['每周二、周五下午五点'],
    ['周四'],
  ],
  [
    'the day of each month, in a record',
    meet,
    [['调解员 补记', '双方商定抚养费由每月5日前改为每月10日前支付,抚养费金额不变。']],
    ['每月10日前付抚养费1500元'],
    ['5日前'],
  ],
  [
    'a bare day where only a day of each month stands',
    loan,
    [
      ['阎素琴 微信', '我工资20号发,每月15号改20号吧'],
      ['褚文彬 微信', '行'],
    ],
    ['自2026年10月起每月20号前还'],
    ['15日'],
  ],
  [
    'the weekends of a month',
    visit,
    [['调解员 备注', '双方商量好,每月第二个星期六改为第一个和第三个星期六接,其他照旧。']],
    ['每月第一个和第三个星期六上午9点', '每月10日前'],
    ['第二个'],
  ],
  [
    'half an hour later than what stands',
    meet,
    [
      ['褚文彬 微信', '五点下不了班,晚半个钟头接行吗'],
      ['阎素琴 微信', '可以的'],
    ],
    ['下午五点半到幼儿园'],
    ['五点到'],
  ],
  [
    'an instalment half a month later',
    rows,
    [
      ['褚文彬 微信', '第二笔想推迟半个月'],
      ['阎素琴 微信', '同意'],
    ],
    ['2026年11月30日前7000元', '2026年10月15日前'],
    ['11月15日'],
  ],
  [
    'a week later, by what is done',
    leak,
    [
      ['阎素琴 微信', '师傅排不开,修防水往后推一周行不行'],
      ['褚文彬 微信', '行'],
    ],
    ['2026年10月15日前修好', '2026年10月20日前转账'],
    ['10月8日'],
  ],
  [
    'how it is paid',
    bill,
    [
      ['褚文彬 微信', '支付宝我不用了,改成微信转吧'],
      ['阎素琴 微信', '好的'],
    ],
    ['2026年10月10日前微信转账'],
    ['支付宝'],
  ],
  [
    'cash instead of a card that was closed',
    meet,
    [
      ['阎素琴 微信', '卡注销了,抚养费改现金给我'],
      ['褚文彬 微信', '可以'],
    ],
    ['抚养费1500元,现金支付'],
    ['6630', '工商银行'],
  ],
  [
    'where something is handed over',
    bill,
    [
      ['褚文彬 微信', '村委会那天没人,钥匙改到物业办公室交'],
      ['阎素琴 微信', '行'],
    ],
    ['到物业办公室交还钥匙'],
    ['村委会'],
  ],
  [
    'nothing of it where the other side says no, or nothing',
    meet,
    [
      ['褚文彬 微信', '改成每周三接可以吗'],
      ['阎素琴 微信', '不行,周三我要加班'],
      ['阎素琴 微信', '抚养费改到每月1号付'],
    ],
    ['每周二、周四', '每月5日前'],
    ['周三', '1号'],
  ],
]

describe('what comes back, how much later, how and where', () => {
  test.each(cases)('%s', (_, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })

  test('a new pattern that one side announces is found', () => {
    const { settlement } = read(meet, [['褚文彬 微信', '改成每周三接,跟她讲好了']])
    expect(settlement.unconfirmed.map(({ text }) => text)).toEqual(['改成每周三接,跟她讲好了'])
  })
})
