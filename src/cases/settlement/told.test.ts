import { describe, expect, test } from 'vitest'
import { provenSentences } from '../proven.ts'
import type { CaseRecord } from '../read.ts'
import { findCorrections, settleCorrections } from '../reading/corrections.ts'
import { at, firm, party, read, said } from '../reading/records.test-suite.ts'
import { amend } from './amend.ts'
import type { Clause } from './find.ts'
import { asClause } from './wording.ts'

describe('who acts for a company', () => {
  const parties = [party('a', 'applicant', '陈美娟'), firm('b', 'respondent', '杭州绿帆物业服务有限公司', '关大海')]
  test.each([
    ['调解笔录', '物业由客服主管丁一鸣(授权书在卷)参加。', '丁一鸣'],
    ['调解笔录', '绿帆公司委派项目经理 苗春雨 到场,委托书已核。', '苗春雨'],
    ['绿帆 孟祥云(法务,委托书已交,可签协议)', '同意面谈。', '孟祥云'],
    ['绿帆公司 顾律师 邮件', '附意见书一份。顾北辰,特别授权。', '顾北辰'],
    ['调解记录', '甲方:陈美娟 乙方:绿帆公司(项目经理 阎一山,授权书编号J-12)', '阎一山'],
  ])('%s: %s', (by, text, agent) => {
    expect(read([said('r', by, text)], parties).identities[1]).toMatchObject({ agent, legalRepresentative: '关大海' })
  })
  test.each(['绿帆由法定代表人关大海来。', '关大海本人到场,特别授权不需要。', '陈美娟,特别授权不用。'])(
    'nobody is made an agent by «%s»',
    (text) => {
      expect(read([said('r', '调解记录', text)], parties).identities[1]?.agent).toBeUndefined()
    },
  )
  test('of two companies, the one named before', () => {
    const two = [firm('a', 'applicant', '杭州宏远五金有限公司'), firm('b', 'respondent', '浙江迅捷家具有限公司')]
    const { identities } = read(
      [said('r', '迅捷 财务', '对账。'), said('s', '笔录', '宏远江一帆到场、迅捷代理人麦冬青(特别授权)到场。')],
      two,
    )
    expect(identities.map(({ agent }) => agent)).toEqual([undefined, '麦冬青'])
  })
})

describe('who acts for a child', () => {
  const child = party('a', 'applicant', '林小禾', { idNumber: '330109201705124223' })
  const other = party('b', 'respondent', '周明华')
  test.each([
    ['来人林建,林小禾父亲、法定代理人,证件已核。', '林建', '父亲'],
    ['林小禾的妈妈吴秋月(法定代理人)到场。', '吴秋月', '母亲'],
    ['来人林建,伤者林小禾(9岁)父。', '林建', '父亲'],
    ['林小禾由其外婆邓玉珍代为参加。', '邓玉珍', '外婆'],
    ['林小禾读小学。来的是孩子妈妈吴秋月。吴秋月作为法定代理人来谈。', '吴秋月', '母亲'],
  ])('%s', (text, name, relation) => {
    expect(read([said('r', '登记', text)], [child, other]).identities[0]?.guardian).toEqual({ name, relation })
  })
  test('is told by the registration too, and of what kin by the records', () => {
    const told = { ...child, details: { guardian: '林建' } }
    const { identities } = read([said('r', '登记', '来人林建,林小禾父亲、法定代理人。')], [told, other])
    expect(identities[0]?.guardian).toEqual({ name: '林建', relation: '父亲' })
    const kin = { ...child, details: { guardian: '邓玉珍', guardianRelation: '外婆' } }
    expect(read([], [kin, other]).identities[0]?.guardian).toEqual({ name: '邓玉珍', relation: '外婆' })
    const both = { ...child, details: { guardian: '邓玉珍(外婆)' } }
    expect(read([], [both, other]).identities[0]?.guardian).toEqual({ name: '邓玉珍', relation: '外婆' })
    expect(
      read([], [child, { ...other, details: { guardian: '邓玉珍', birth: '1980-05-01' } }]).identities[1]?.guardian,
    ).toBeUndefined()
  })
  test('孩子妈妈 of two children is nobody in particular', () => {
    const second = party('c', 'respondent', '林小麦', { idNumber: '330109201805124220' })
    const { identities } = read([said('r', '登记', '来的是孩子妈妈吴秋月。')], [child, second])
    expect(identities.map(({ guardian }) => guardian)).toEqual([undefined, undefined])
  })
  test('a grown-up has none', () => {
    const { identities } = read([said('r', '登记', '周明华的妈妈吴秋月陪同。')], [child, other])
    expect(identities[1]?.guardian).toBeUndefined()
  })
  test('a clause that names the guardian says whose', () => {
    const reading = read([said('r', '登记', '林小禾的妈妈吴秋月(法定代理人)到场。')], [child, other])
    expect(asClause('由吴秋月负担800元', at, reading)).toContain('吴秋月(林小禾的法定代理人)负担800元')
  })
})

test.each([
  ['收款卡:中国银行 6217****0628,陈美娟本人的', '0628'],
  ['我的农行卡号6228 4800 1234 5670 628', '0628'],
  ['邮储银行6217991234560628', '0628'],
  ['身份证330109********0628,电话138****0628', undefined],
])('the end of an account: %s', (text, tail) => {
  const people = [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')]
  const { identities } = read([said('r', '微信 陈美娟', text, { party: 'a' })], people)
  expect(identities[0]?.accountTail).toBe(tail)
})

test.each([
  [
    '周明华和陈美娟一起还林建900元,林建找哪个要都行',
    '周明华和陈美娟共同还林建900元(大写:玖佰元整),林建可以向其中任何一人要求全部清偿',
  ],
  ['周明华、陈美娟两人一道赔林建900元', '周明华、陈美娟两人共同赔林建900元(大写:玖佰元整)'],
  ['周明华把两笔一起还给林建', '周明华把两笔一起还给林建'],
])('several who owe one debt: %s', (text, clause) => {
  const people = [
    party('a', 'applicant', '林建'),
    party('b', 'respondent', '周明华'),
    party('c', 'respondent', '陈美娟'),
  ]
  expect(asClause(text, at, read([], people))).toBe(clause)
})

test.each([
  ['周 12.8前 转林建', '周明华2026年12月8日前 转林建'],
  ['林建收钱后,陈不再拦施工', '林建收钱后,陈美娟不再拦施工'],
  ['路不再封', '路不再封'],
  ['章每月来一次', '章每月来一次'],
])('the surname alone, as notes in shorthand call a party: %s', (text, clause) => {
  const people = [
    party('a', 'applicant', '林建'),
    party('b', 'respondent', '周明华'),
    party('c', 'respondent', '陈美娟'),
  ]
  expect(asClause(text, at, read([], [...people, party('d', 'third', '路遥远')]))).toBe(clause)
})

describe('other names for a party', () => {
  const [chen, zhou] = [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')]
  test.each([
    ['周明华(绰号大头)在场', '大头答应补种', '周明华答应补种'],
    ['阿贵就是周明华', '阿贵12月清走', '周明华12月清走'],
    ['周明华,人称老炮,住隔壁', '老炮把墙拆了', '周明华把墙拆了'],
  ])('a nickname told in a record: %s', (told, clause, exact) => {
    expect(read([said('r', '登记', told)], [chen, zhou]).names.exact(clause)).toBe(exact)
  })
  test.each([
    ['甲(陈美娟)乙(周明华)', '乙退甲押金', '周明华退陈美娟押金'],
    ['甲方陈美娟,乙方周明华', '甲方收到后,乙方搬走', '陈美娟收到后,周明华搬走'],
    ['甲:陈美娟 乙:周明华', '钱由乙打到甲卡里', '钱由周明华打到陈美娟卡里'],
  ])('甲乙: %s', (told, clause, exact) => {
    expect(read([said('r', '笔录', told)], [chen, zhou]).names.exact(clause)).toBe(exact)
  })
  test('without such a list 甲 is a letter', () => {
    expect(read([said('r', '笔录', '室内甲醛超标')], [chen, zhou]).names.exact('甲醛检测由乙级机构做')).toBe(
      '甲醛检测由乙级机构做',
    )
  })
  const family = [
    party('m', 'applicant', '柳桂英', { idNumber: '330121194502033826' }),
    party('s', 'respondent', '纪长河', { idNumber: '330121197009183718' }),
    party('t', 'respondent', '纪长江', { idNumber: '330121197307053751' }),
  ]
  test.each([
    ['每月给娘400元', '每月给柳桂英400元'],
    ['老太太的药费两家分', '柳桂英的药费两家分'],
    ['轮流陪老太太去医院', '轮流陪柳桂英去医院'],
  ])('the mother of brothers: %s', (text, exact) => {
    expect(read([], family).names.exact(text)).toBe(exact)
  })
  test('娘 of strangers is nobody of the case', () => {
    expect(read([], [family[0]!, zhou]).names.exact('每月给娘400元')).toBe('每月给娘400元')
  })
  test.each([
    ['她自己去医院', '柳桂英自己去医院'],
    ['款退给她', '款退给柳桂英'],
    ['纪长河先付,由她签收', '纪长河先付,由她签收'],
  ])('the only woman: %s', (text, clause) => {
    const people = [family[0]!, family[1]!]
    expect(asClause(text, at, read([], people))).toBe(clause)
  })
  test.each([
    ['柳桂英已拿到6万,余下纪长河12月1日前打到她存折', '纪长河2026年12月1日前打到柳桂英存折'],
    ['纪长河退纪长江100元,打到他卡上', '打到纪长江卡上'],
    ['纪长江先收,剩下的纪长河打到他微信', '纪长河打到纪长江微信'],
  ])('whose account: %s', (text, clause) => {
    expect(asClause(text, at, read([], family))).toContain(clause)
  })
  test.each([
    ['柳家担七成700元', '柳桂英一方担七成'],
    ['纪家担三成300元', '纪家担三成'],
    ['送回柳家村里', '送回柳家村里'],
  ])('whose family: %s', (text, clause) => {
    expect(asClause(text, at, read([], family))).toContain(clause)
  })
  test.each([
    ['柳桂英每月第二个周末来吧,别的没了', '柳桂英每月第二个周末来'],
    ['12月5日前修好,纪长江你来看', '纪长江来看'],
    ['12月5日,12月5日晚上纪长河来道歉', '2026年12月5日晚上纪长河来道歉'],
    ['(纪长河当场付现金700元,柳桂英点过)', '纪长河当场付现金700元(大写:柒佰元整),柳桂英点过'],
  ])('talk told as a document tells it: %s', (text, clause) => {
    const words = asClause(text, at, read([], family))
    expect(words).toContain(clause)
    expect(words).not.toMatch(/吧|没了|你|12月5日,/)
  })
  test('a miswritten surname before the given name', () => {
    expect(read([], [party('a', 'applicant', '褚梦瑶'), zhou]).names.exact('诸梦瑶被撞倒')).toBe('褚梦瑶被撞倒')
  })
  test('a company called by its first three letters, as it signs', () => {
    const parties = [chen, firm('b', 'respondent', '杭州乐翻天亲子乐园有限公司')]
    expect(read([said('r', '乐翻天 店长', '可以')], parties).names.exact('乐翻天付清')).toBe(
      '杭州乐翻天亲子乐园有限公司付清',
    )
  })
  test.each(['腾飞 财务', '腾飞'])('a company called by its first two letters, as %s signs', (by) => {
    const parties = [chen, firm('b', 'respondent', '浙江腾飞智造有限公司')]
    expect(read([said('r', by, '可以')], parties).names.exact('腾飞付清')).toBe('浙江腾飞智造有限公司付清')
  })
})

describe('corrections of bare figures', () => {
  const pairs = (text: string) => {
    const records = [said('r', '调解员 勘误', text)]
    return settleCorrections(findCorrections(records), records).map(({ wrong, right }) => [wrong?.key, right.key])
  }
  test.each([
    ['笔录"3180.50"系笔误,应为3108.50元', ['318050', '310850']],
    ['合计52000元,不是55000', ['5500000', '5200000']],
    ['对账函写明应付73600元。之前口述76300系口误', ['7630000', '7360000']],
  ])('%s', (text, pair) => {
    expect(pairs(text)).toContainEqual(pair)
  })
  test.each(['不是1203,是1202室', '尾号1203写错,应为1302'])('%s is no money', (text) => {
    expect(pairs(text).every(([, right]) => Number(right) < 10_000)).toBe(true)
  })
  test('the mediator’s later correction stands in the clause', () => {
    const reading = read(
      [
        said('r', '调解记录', '达成协议如下:1、周明华退陈美娟3180.50元,2026年11月20日前付清。'),
        said('s', '调解员 勘误', '昨天重打一遍,"3180.50"系笔误,应为3108.50元,双方都认。', {
          at: '2026-11-06T09:00:00+08:00',
        }),
      ],
      [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')],
    )
    expect(asClause('周明华退陈美娟3180.50元', at, reading)).toContain('3108.50元')
  })
})

describe('what happened', () => {
  const parties = [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')]
  const later = '2026-11-09T09:00:00+08:00'
  const facts = (records: CaseRecord[]) =>
    provenSentences(read(records, parties))
      .map(({ text }) => text)
      .join('\n')
  const first = said('0', '登记', '来反映。')
  test.each([
    [
      '村会计 口头',
      '登记的租金一年2310,三年合计6930。',
      '村会计 更正',
      '底册翻到了,我记错了,是一年2130,三年6390。',
      '6930',
    ],
    ['物业 结算单', '水费核定为1875元。', '物业 复核', '更正:水费是1785元,前面录错。', '1875'],
    ['派出所 接警记录', '花盆系802掉落(待核)。', '派出所 更正', '经监控,从801掉落。', '802'],
  ])('what its own voice took back is not told: %s', (by, text, again, mend, wrong) => {
    expect(facts([first, said('r', by, text), said('s', again, mend, { at: later })])).not.toContain(wrong)
  })
  test.each(['陈美娟讲存款有93000元。', '有人讲隔壁赔了45000元。', '初看是总管漏,先报维修。'])(
    'hearsay and first looks: %s',
    (text) => {
      expect(facts([first, said('r', '社区登记', text)])).toBe('')
    },
  )
  test('a total that stands alone stays with what it adds up', () => {
    const settles = said('s', '调解记录', '达成协议:周明华赔陈美娟1960元,2026年11月20日前付清。', { at: later })
    expect(facts([first, said('r', '维修票', '玻璃1480元;拖车480元。共1960元。'), settles])).toContain('共1960元')
  })
  test('a paper both sides put their names to, and the numbers a term is reckoned from', () => {
    const settles = said('s', '调解记录', '达成协议:双方确认9600-600=9000元为欠款,周明华2026年11月20日前付清。', {
      at: later,
    })
    const told = facts([first, said('r', '对账单 双方盖章', '截至9月底周明华应付陈美娟9600元。'), settles])
    expect(told).toContain('9600元')
  })
  test('a talk written line by line is no finding', () => {
    const talk = '陈美娟:我要一万。\n周明华:最多六千。\n陈美娟:那不行。\n经核对,押金收据为5000元,双方确认。'
    expect(facts([first, said('r', '调解记录', talk)])).toBe('经核对,押金收据为5000元,双方确认')
  })
})

describe('the words of a clause', () => {
  const reading = read([], [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')])
  test.each([
    ['大意如下:合同不再履行', '合同不再履行'],
    ['内容是这样的:押金不退', '押金不退'],
    ['周明华道个歉', '周明华道歉'],
    ['赔陈美娟修复费', '周明华赔陈美娟修复费'],
    ['退还给周明华钥匙', '陈美娟退还给周明华钥匙'],
    ['退押金', '退押金'],
    ['陈美娟保修一年。周明华:前面的我不管。', '陈美娟保修一年'],
  ])('%s', (text, clause) => {
    expect(asClause(text, at, reading)).toBe(clause)
  })
  test.each([
    ['11月30日前周明华到村口交钥匙', '村口太远,交接地点改到居委会一楼', '11月30日前周明华到居委会一楼交钥匙'],
    ['每周六到校门口接孩子', '校门口停不了车,接送的地方换到社区中心。', '每周六到社区中心接孩子'],
    ['东西在仓库领取', '领取地点变更为门卫室,其余照旧', '东西在门卫室领取'],
  ])('a place that moves: %s', (text, change, after) => {
    const clauses: Clause[] = [{ text, recordIds: ['r'], at, from: 'record' }]
    amend(clauses, change, said('s', '调解员', change))
    expect(clauses.map((it) => it.text)).toEqual([after])
  })
})
