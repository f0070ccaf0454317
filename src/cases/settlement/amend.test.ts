import { describe, expect, test } from 'vitest'
import { damage, type Later, leak, rows, termsAfter, visit } from '../../testing/later.ts'

/** Terms, what was said later, what then stands, what no longer does. */
const cases: [what: string, terms: string, later: Later[], has: string[], hasNot: string[]][] = [
  [
    'derived sums in a chat, each in its place',
    rows,
    [
      [
        '微信 对账群',
        '阎素琴:9月2日你还拉走一车板子 400 单子在\n褚文彬:是有 那拉走的就是2200\n阎素琴:那给你的就20800 最后一笔6800\n褚文彬:👌',
      ],
    ],
    ['木料2200元', '实付褚文彬20800元', '12月15日前6800元', '10月15日前7000元'],
    ['1800', '21200', '7200'],
  ],
  [
    'one new day for the two payments of those who are named',
    '1、阎素琴付褚文彬货款13200元,2026年9月20日前转褚文彬工商银行尾号6630;\n2、褚文彬付阎素琴仓租900元,2026年9月20日前转阎素琴建设银行尾号2205;\n3、阎素琴2026年9月30日前交还钥匙。',
    [['电话记录', '阎素琴说存款要到期,要求把给褚文彬、阎素琴的两笔改成2026年9月25日前。褚文彬同意改,其他不动。']],
    ['13200元,2026年9月25日前', '900元,2026年9月25日前', '9月30日前交还钥匙'],
    ['9月20日'],
  ],
  [
    'the first instalment, with the whole and the others unchanged',
    rows,
    [['三方群', '褚文彬:第一次能不能改成8000 最后少给1000\n阎素琴:可以 第一次8000 最后一次6200\n褚文彬:好的']],
    ['10月15日前8000元', '12月15日前6200元', '21200元'],
    ['7200'],
  ],
  [
    'the day of one instalment by its number, whatever the reason',
    rows,
    [['电话记录', '阎素琴说第一笔要等9月28号结到账,请求第一笔推到2026年10月25日,金额不变。褚文彬同意,其余两笔照旧。']],
    ['2026年10月25日前7000元', '2026年11月15日前7000元'],
    ['10月15日', '9月28'],
  ],
  [
    'the middle one by its number',
    rows,
    [['调解员 补记', '双方一致同意第二期改为2026年11月30日前付。']],
    ['2026年11月30日前7000元', '2026年10月15日前'],
    ['11月15日'],
  ],
  [
    'the last one by its name',
    rows,
    [['调解员 补记', '经双方协商,尾款改到2027年1月10日前付清,其他不变。']],
    ['2027年1月10日', '10月15日前7000'],
    ['12月15日'],
  ],
  [
    'a time of day proposed by one and accepted by the other',
    visit,
    [
      ['阎素琴 微信', '星期天18点太晚了,第二天要上学,改17点行不行'],
      ['褚文彬 微信', '可以'],
    ],
    ['星期日17点送回', '上午9点'],
    ['18点'],
  ],
  [
    'a time of day with its half, in a mediator’s note',
    visit,
    [['调解员 备注', '双方电话里商量好,接孩子由上午9点改为上午9点半,其他照旧。']],
    ['上午9点半', '18点送回'],
    ['9点到'],
  ],
  [
    'a bare day stays in its month',
    leak,
    [
      ['阎素琴 短信', '20号发不出工资,付款改到28号行吗'],
      ['褚文彬 短信', '好的,没问题'],
    ],
    ['2026年10月28日前转账', '10月8日前修好'],
    ['20日'],
  ],
  [
    'the day of one deed leaves that of another',
    leak,
    [['调解员 备注', '双方同意防水修好的日子推迟到2026年10月18日,其他不变。']],
    ['2026年10月18日前修好', '2026年10月20日前转账'],
    ['10月8日'],
  ],
  [
    'an account that was closed, everywhere',
    leak,
    [
      ['褚文彬 微信', '尾号2205那张卡挂失了\n新卡建设银行尾号9914'],
      ['调解员 备注', '已电话告知阎素琴,同意按新卡转。'],
    ],
    ['尾号9914'],
    ['2205'],
  ],
  [
    'an account in a mediator’s record',
    leak,
    [['补充记录', '双方到场,收款账户由尾号2205变更为尾号3378,其他内容不变。']],
    ['尾号3378', '3600元'],
    ['2205'],
  ],
  [
    'a place of handing over',
    visit,
    [
      ['阎素琴 微信', '门口在修路,接孩子的地点改到社区服务中心吧'],
      ['褚文彬 微信', '行'],
    ],
    ['社区服务中心'],
    ['澜悦社区门口'],
  ],
  [
    'a person who comes along',
    visit,
    [['调解员 备注', '双方都同意陪同的人由奶奶改为姑姑,其他不变。']],
    ['由姑姑陪同'],
    ['奶奶'],
  ],
  [
    'one item taken back by its number',
    leak,
    [['补充记录', '双方一致同意第三条取消,其他条款不变。']],
    ['3600元', '保修一年'],
    ['道歉'],
  ],
  [
    'one item taken back by its words',
    leak,
    [
      ['褚文彬 微信', '张贴道歉那条就不用了吧,邻居都晓得了'],
      ['阎素琴 微信', '好的,谢谢'],
    ],
    ['3600元'],
    ['道歉'],
  ],
  [
    'another final sum in a short later record',
    leak,
    [['调解员 补记', '双方最后定3200元,其他不变。']],
    ['3200元', '2026年10月20日', '尾号2205', '防水'],
    ['3600'],
  ],
  [
    'talked over again: sum and day, the rest stays',
    leak,
    [['调解记录', '今天重新谈过,双方同意赔偿改成3000元,2026年9月25日前付。']],
    ['3000元', '2026年9月25日', '防水', '道歉'],
    ['3600', '10月20日'],
  ],
  [
    'all at once instead of in rows',
    rows,
    [['调解记录', '双方今天重新协商,改成一次性付20500元,2026年9月30日前付清。']],
    ['20500元', '2026年9月30日前', '尾号6630', '钥匙'],
    ['21200', '7200', '11月15日'],
  ],
  [
    'an old sum named with the new one',
    leak,
    [['调解员 更正', '赔偿金额由3600元改为3550元,双方均同意。']],
    ['3550元'],
    ['3600'],
  ],
  [
    'the sum denied before the right one',
    leak,
    [['微信群', '褚文彬:吊顶是3500,不是3600,我加错了\n阎素琴:对的']],
    ['3500元'],
    ['3600'],
  ],
  [
    'how long somebody answers for the work',
    leak,
    [
      ['褚文彬 微信', '保修一年短了点,改成两年好不好'],
      ['阎素琴 微信', '可以'],
    ],
    ['保修两年'],
    ['一年'],
  ],
  [
    'a part, its own whole and the whole of all in one breath',
    '1、阎素琴付褚文彬材料款,明细:木料1700元,油漆2700元,合计4400元;\n2、连同运费800元,总数5200元,2026年10月20日前转账。',
    [['补记', '木料由1700元改为1500元,材料合计4200元,总数5000元。已电话告知阎素琴,同意。其他不变。']],
    ['木料1500元', '合计4200元', '总数5000元', '油漆2700元'],
    ['1700', '4400', '5200'],
  ],
  [
    'the whole changes and the rows do not say how: they are kept',
    rows,
    [['调解员 补记', '双方同意实付改为21000元,其他不变。']],
    ['实付褚文彬21000元', '7000元', '7200元'],
    ['21200'],
  ],
  [
    'one day changed twice in one breath moves no other',
    leak,
    [['电话记录', '阎素琴:付款日能不能推到10月26日?当即打褚文彬,褚文彬同意,付款日改为10月26日前。']],
    ['2026年10月26日前转账', '2026年10月8日前修好'],
    ['20日'],
  ],
  [
    'the old words of an item in a list of sums, and the whole in the same breath',
    damage,
    [
      ['阎素琴 微信', '修车费发票开出来是6500,那合计7400,9月25号前照付'],
      ['褚文彬 微信', '嗯,对的'],
    ],
    ['修车费6500元', '合计7400元', '9月25日'],
    ['6800', '7700'],
  ],
  [
    'a sum given up within a clause',
    damage,
    [['调解员 补记', '双方同意误工费那900元不要了,合计改为6800元。']],
    ['合计6800元', '修车费6800元'],
    ['900元', '7700'],
  ],
  [
    'one clause told anew',
    damage,
    [
      [
        '调解记录',
        '双方再次到场,一致同意变更原协议第一条:阎素琴赔偿褚文彬合计7000元,其中2026年9月20日前付3500元,2026年10月20日前付3500元;第二条不变。',
      ],
    ],
    ['合计7000元', '10月20日前付3500元', '内存卡'],
    ['7700', '6800', '9月25日'],
  ],
  [
    'the bank goes with the number of its card',
    leak,
    [['调解员 电话回访', '褚文彬说卡换了,现在用邮政储蓄银行尾号7719,已告知阎素琴,阎素琴说知道了。']],
    ['邮政储蓄银行(尾号7719)'],
    ['2205', '建设银行'],
  ],
  [
    'a weekday that comes back',
    visit,
    [
      ['阎素琴 微信', '星期天我要加班,改星期一送回行不行'],
      ['褚文彬 微信', '可以'],
    ],
    ['星期一18点送回', '第二个星期六'],
    ['星期日'],
  ],
  [
    'a further term beside the others',
    leak,
    [['补充协议', '双方约定补充:修防水期间阎素琴每天打扫楼道。']],
    ['打扫楼道', '3600元', '道歉'],
    [],
  ],
  [
    'a word about an earlier reading of both clauses names the clause by number',
    leak,
    [['补充协议', '双方约定:协议第二条的3600元改为3300元,第一条的期限改为2026年10月12日。']],
    ['3300元', '2026年10月12日前修好'],
    ['3600', '10月8日'],
  ],
]

describe('a change finds its place', () => {
  test.each(cases)('%s', (_, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })
})
