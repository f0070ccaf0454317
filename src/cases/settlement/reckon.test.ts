import { describe, expect, test } from 'vitest'
import { type Later, read, readRecords, record, termsAfter } from '../../testing/later.ts'

const bill =
  '1、阎素琴退褚文彬押金3000元、水电费余款260元,扣除墙面修补费800元,实退2460元,2026年10月10日前支付宝转账;\n2、褚文彬2026年9月30日前到村委会交还钥匙;\n3、逾期未付2460元的,另付违约金200元。'
const car =
  '1、阎素琴赔偿褚文彬车辆浙A7K12F修理费5200元、停运损失1200元,合计6400元;\n2、6400元分两期付:第一期3400元2026年10月15日前,第二期3000元2026年11月15日前,均转褚文彬农业银行尾号3381;\n3、阎素琴2026年9月25日前把浙A7K12F的钥匙交褚文彬;\n4、任何一期逾期,剩余一次付清。'
const loan =
  '1、阎素琴尚欠褚文彬借款本金30000元、利息2400元,共32400元;\n2、阎素琴自2026年10月起每月15日前还2700元,共12期,转褚文彬邮储银行尾号8045;\n3、双方无其他争议。'
const wages =
  '1、阎素琴欠褚文彬工资7月4800元、8月5100元,合计9900元,2026年9月28日前一次性付清,打到褚文彬招商银行尾号5520;\n2、工具箱2026年9月20日到工地取。'

/** Terms, what was said later, what then stands, what no longer does. */
const cases: [what: string, terms: string, later: Later[], has: string[], hasNot: string[]][] = [
  [
    'a part and the whole in a message without a word of change',
    bill,
    [
      ['阎素琴 短信', '墙面修补师傅只收了650,实退2610'],
      ['褚文彬 短信', '2610没错'],
    ],
    ['修补费650元', '实退2610元', '逾期未付2610元'],
    ['800元', '2460'],
  ],
  [
    'a part that is only called 那笔',
    bill,
    [
      ['阎素琴 短信', '那笔按650算,一共退2610'],
      ['褚文彬 短信', '收到,就这样'],
    ],
    ['修补费650元', '实退2610元'],
    ['800元', '2460'],
  ],
  [
    'parts, whole and the instalment that takes the difference, by a lawyer',
    car,
    [
      ['褚文彬的委托代理人律师高某 邮件', '修理费核定为5350元,合计6550元,多出的150元放在第二期,第二期相应改为3150元。'],
      ['阎素琴 微信', '看了邮件,没意见,按邮件的来'],
    ],
    ['修理费5350元', '合计6550元', '6550元分两期', '第二期3150元', '第一期3400元'],
    ['5200', '6400', '3000元', '150元放'],
  ],
  [
    'interest, whole and what is paid each month',
    loan,
    [
      ['阎素琴 微信', '利息算错了,应该是2040,总数32040,每月2670'],
      ['褚文彬 微信', '嗯对'],
    ],
    ['利息2040元', '共32040元', '每月15日前还2670元', '30000元'],
    ['2400', '32400', '2700'],
  ],
  [
    'an item called by its month',
    wages,
    [['调解员小陆 电话记录', '阎素琴提出8月工资应为4930元,合计9730元。经电话联系褚文彬,褚文彬无异议。']],
    ['7月4800元', '8月4930元', '合计9730元'],
    ['5100', '9900'],
  ],
  [
    'another reckoning in the answer is the one that counts',
    wages,
    [
      ['阎素琴 微信', '8月按4800算,合计9600'],
      ['褚文彬 微信', '请假就一天,8月4930,合计9730'],
      ['阎素琴 微信', '好吧,9730'],
    ],
    ['7月4800元', '8月4930元', '合计9730元'],
    ['9600', '5100'],
  ],
  [
    'one part alone: the whole follows, wherever it is said',
    car,
    [
      ['褚文彬 微信', '修理费发票是5350元,不是5200元'],
      ['阎素琴 微信', '认'],
    ],
    ['修理费5350元', '合计6550元', '6550元分两期'],
    ['5200', '6400'],
  ],
  [
    'how a whole is paid is no new reckoning of its parts',
    wages,
    [['调解员 备注', '双方商量后工资改为分两次付:9月28日前5000元,10月15日前4900元,其余不变。']],
    ['7月4800元、8月5100元', '合计9900元', '2026年10月15日前4900元', '尾号5520'],
    ['一次性付清'],
  ],
  [
    'asked which of two it is: nothing changes',
    bill,
    [
      ['褚文彬 微信', '实退是2460还是2500?'],
      ['阎素琴 微信', '2460对的'],
    ],
    ['实退2460元'],
    ['2500'],
  ],
  [
    'a new whole where another clause refers to the old one',
    bill,
    [['调解员 补记', '双方一致同意实退金额改为2400元,其他不变。']],
    ['实退2400元', '逾期未付2400元'],
    ['2460'],
  ],
]

describe('several sums in one breath', () => {
  test.each(cases)('%s', (_, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })

  test('with nobody’s yes they stand beside, at their clause', () => {
    const { settlement } = read(bill, [['阎素琴 短信', '墙面修补费改为650元,实退2610']])
    expect(settlement.unconfirmed).toMatchObject([{ text: '墙面修补费改为650元,实退2610', clause: 0 }])
    expect(settlement.clauses[0]!.text).toContain('2460元')
  })

  test('a whole that nobody reckoned out is told, and rows that no longer make it up', () => {
    const { recounted } = read(car, [
      ['褚文彬 微信', '修理费发票是5350元,不是5200元'],
      ['阎素琴 微信', '认'],
    ]).settlement
    expect(recounted.map(({ clause, was, now }) => [clause, was, now])).toEqual([
      [0, 640000, 655000],
      [1, 655000, undefined],
    ])
  })

  test('sums both agree on that do not add up are told', () => {
    const { recounted } = read(bill, [
      ['阎素琴 短信', '水电费算错了,是310,实退2500'],
      ['褚文彬 短信', '好'],
    ]).settlement
    expect(recounted.map(({ clause, was }) => [clause, was])).toEqual([[0, 250000]])
  })
})

describe('a record that mends a table', () => {
  const table =
    '在场:褚文彬|阎素琴\n货款|18000\n运费|600\n已付|5000\n尚欠|13600\n——怎么付——\n期次|日期|金额\n一|2026.10.20|7000\n二|2026.11.20|6600\n收款|褚文彬,建设银行尾号7712\n违约|任何一期迟十天,剩余一次付清\n两人看过无异议。'
  const clausesAfter = (later: Later[]) =>
    readRecords([
      record('2026-09-10T10:00:00', '调解记录', table),
      ...later.map(([by, text], i) => record(`2026-09-1${i + 1}T10:00:00`, by, text)),
    ])
      .settlement.clauses.map(({ text }) => text)
      .join('\n')

  test('rows of two cells and rows of three are two tables, all of them agreed', () => {
    const text = clausesAfter([])
    for (const words of ['18000元', '尚欠13600元', '7000元', '6600元', '尾号7712', '迟十天'])
      expect(text).toContain(words)
    expect(text).not.toContain('在场')
  })

  test.each<[string, Later[]]>([
    ['by a formal record', [['补正记录', '双方到场核对,运费应为800元,尚欠更正为13800元,第二期改为6800元,其余不变。']]],
    [
      'by messages',
      [
        ['褚文彬 短信', '运费漏了一趟200,运费800,一共还欠13800,第二期6800'],
        ['阎素琴 短信', '好,按13800'],
      ],
    ],
  ])('%s', (_, later) => {
    const text = clausesAfter(later)
    for (const words of ['运费800元', '尚欠13800元', '6800元', '7000元', '已付5000元']) expect(text).toContain(words)
    for (const words of ['13600', '6600', '600元,']) expect(text).not.toContain(`:${words}`)
    expect(text).not.toContain('13600')
  })
})
