import { describe, expect, test } from 'vitest'
import { type CaseFile, readFacts } from '../../cases/index.ts'
import { composeAgreement } from '../forms/agreement.ts'
import type { Offered } from '../retrieve.ts'
import { verify } from '../verify.ts'

type Party = CaseFile['parties'][number]
const person = (id: string, role: string, name: string, extra: Partial<Party> = {}): Party => ({
  id,
  role,
  name,
  kind: 'person',
  details: {},
  phone: '13857112204',
  address: '文海苑3幢1单元501室',
  ...extra,
})
const sides = [
  person('p1', 'applicant', '林秋月', { idNumber: '330104198209173310' }),
  person('p2', 'respondent', '周明华', { idNumber: '330104197503120020', phone: '13606518830' }),
]
const record = (text: string, at = '2026-11-05T09:00:00Z', by = '调解记录', extra = {}) => ({
  id: `rec_${at}`,
  at,
  by,
  text,
  visibility: 'shared' as const,
  createdAt: at,
  ...extra,
})
const offered: Offered = {
  articles: [{ key: 'law:民法典#288', name: '《中华人民共和国民法典》第二百八十八条' }],
  beside: [],
  asOf: '2026-11-23',
  lpr: [{ effective: '2025-05-20', value: 3 }],
}

const fileOf = (over: Partial<CaseFile> = {}): CaseFile => ({
  id: 'case_1',
  number: '（2026）钱综人调字第1号',
  receipt: 'HY',
  title: '纠纷',
  statement: '纠纷',
  disputeType: 'neighbor.leak',
  status: 'mediating',
  redFlags: [],
  receivedAt: '2026-10-08T01:00:00Z',
  version: 1,
  createdAt: '2026-10-08T01:00:00Z',
  updatedAt: '2026-11-05T09:00:00Z',
  parties: sides,
  actions: [],
  records: [record('纠纷经过。', '2026-10-08T01:00:00Z', '申请人林秋月', { party: 'p1' })],
  ...over,
})

/** Rules found in an agreement of these terms. */
function found(terms: string[], over: Partial<CaseFile> = {}) {
  const reading = readFacts(fileOf(over), 'shared')
  const content = composeAgreement({ reading, terms }, offered, '钱塘区综合人民调解委员会')
  return verify({ content, reading, terms, offered })
}
const rules = (terms: string[], over: Partial<CaseFile> = {}) => found(terms, over).map(({ rule }) => rule)

const good = '周明华于2026年12月31日前赔偿林秋月修复费用6500元，转账至林秋月建设银行账户（尾号4417）。'

test('an agreement in order has nothing that blocks', () => {
  expect(
    found([good, '周明华于2026年12月15日前重做主卫防水，完工后做24小时闭水复验。']).filter(
      ({ level }) => level === 'block',
    ),
  ).toEqual([])
})

/** Terms that break a rule, and terms near to them that do not. */
const wording: Record<string, { bad: string[]; fine: string[] }> = {
  D05: {
    bad: [
      '周明华于2026年12月31日前赔偿林秋月6500元（大写：陆仟元整），转账支付。',
      '周明华分两期支付林秋月6500元：2026年11月30日前支付3000元，2026年12月31日前支付3000元，转账支付。',
      '周明华于2026年12月31日前给予林秋月适当补偿，转账支付。',
      '周明华分五期支付林秋月10000元，自2026年12月起每月10日前支付1500元，微信转账。',
      '周明华赔偿林秋月材料费2000元、人工费3000元，合计6000元，于2026年12月31日前转账支付。',
      '周明华于2026年12月31日前支付林秋月若干费用，具体金额另行协商。',
    ],
    fine: [
      '周明华于2026年12月31日前赔偿林秋月6500元（大写：陆仟伍佰元整），转账支付。',
      '周明华分两期支付林秋月6500元：2026年11月30日前支付3000元，2026年12月31日前支付3500元，转账支付。',
      '周明华分五期支付林秋月10000元，自2026年12月起每月10日前支付2000元，微信转账。',
      '周明华赔偿林秋月材料费2000元、人工费3000元，合计5000元，于2026年12月31日前转账支付。',
    ],
  },
  D06: {
    bad: [
      '周明华尽快赔偿林秋月6500元，转账支付。',
      '周明华等有钱了再还林秋月6500元，现金支付。',
      '周明华赔偿林秋月6500元，转账支付。',
      '周明华适时修复主卫防水层，恢复原状。',
      '周明华过段时间退还林秋月押金500元，微信支付。',
      '周明华搬离房屋并交还钥匙。',
    ],
    fine: [
      good,
      '周明华于本协议签订之日起10日内支付林秋月6500元，转账支付。',
      '周明华当场支付林秋月500元，林秋月已收到。',
      '自2026年12月起，周明华每月10日前支付林秋月赡养费800元，转账支付。',
      '双方互不追究，林秋月不再主张其他费用。',
      '周明华遛狗时必须牵绳。',
    ],
  },
  D07: {
    bad: ['周明华于2026年12月31日前赔偿林秋月6500元。'],
    fine: [good, '周明华于2026年12月31日前以现金支付林秋月500元。'],
  },
  D08: {
    bad: [
      '等工程款到账后，周明华支付林秋月6500元，转账支付。',
      '周明华待房子卖出后支付林秋月6500元，转账支付。',
      '周明华在子女同意后支付林秋月6500元，转账支付。',
    ],
    fine: [good, '返工验收合格后3日内林秋月支付尾款6500元，转账支付。'],
  },
  D09: {
    bad: [
      '双方自愿离婚。',
      '双方解除婚姻关系。',
      '双方确认小明系周明华的亲生子，确认亲子关系。',
      '林秋月与周明华解除收养关系。',
      '孩子的监护权归林秋月。',
      '双方断绝父子关系。',
    ],
    fine: [
      '双方办理离婚登记后，周明华于2026年12月31日前支付林秋月6500元，转账支付。',
      '周明华每月10日前支付抚养费1500元，转入林秋月账户（尾号4417）。',
    ],
  },
  D10: {
    bad: ['文海苑房屋归林秋月所有。', '双方确认宅基地使用权归周明华。', '车位归周明华所有。', '确认商标权属于林秋月。'],
    fine: ['周明华于2026年12月31日前配合林秋月办理文海苑房屋的过户登记。', '押金500元归周明华所有。'],
  },
  D11: {
    bad: [
      '由周明华的父亲支付林秋月6500元，于2026年12月31日前转账。',
      '周明华以其父母名下的房屋抵给林秋月。',
      '由王小明于2026年12月31日前支付林秋月6500元，转账支付。',
    ],
    fine: [good, '由周明华于2026年12月31日前支付林秋月6500元，转账支付。', '由物业公司承担维修费用。'],
  },
  D13: {
    bad: [
      '周明华于2026年12月31日前归还林秋月借款6500元及利息，按年利率24%计息，转账支付。',
      '借款利息按月息2分计算，周明华于2026年12月31日前转账付清。',
      '逾期的利息计入本金，利滚利计算。',
    ],
    fine: [
      '周明华于2026年12月31日前归还林秋月借款6500元，利息按年利率6%计算，转账支付。',
      '借款按年利率12%计息，于2026年12月31日前转账付清。',
    ],
  },
  D14: {
    bad: [
      '林秋月不得报警，不得追究周明华刑事责任。',
      '今后发生任何伤亡周明华概不负责。',
      '林秋月放弃追究刑事责任。',
      '林秋月不得向任何部门举报、投诉。',
      '如有意外后果自负。',
    ],
    fine: ['林秋月不再就本次漏水主张其他民事赔偿。', '双方不得在网络发布不实言论。'],
  },
  D15: {
    bad: [
      '周明华于2026年12月31日前支付林秋月青春损失费20000元，转账支付。',
      '周明华归还林秋月赌债6500元。',
      '周明华支付封口费5000元。',
    ],
    fine: [good],
  },
  D16: {
    bad: [
      '林秋月放弃继承权，不再承担赡养义务。',
      '林秋月自愿放弃社会保险。',
      '周明华今后不再支付抚养费。',
      '单位以补贴代替社保，社保折现发放。',
      '林秋月放弃抚养费。',
    ],
    fine: [
      '周明华每月10日前支付赡养费800元，转入林秋月账户。',
      '林秋月自愿放弃利息。',
      '单位于2026年12月31日前为林秋月补缴社会保险。',
    ],
  },
  D18: {
    bad: [
      '不予追究周明华的刑事责任。',
      '双方确认林秋月本次受伤认定为工伤。',
      '公安机关对周明华免予行政处罚。',
      '双方确认林秋月构成十级伤残。',
    ],
    fine: [good, '本协议不影响行政机关依法处理。'],
  },
  D19: {
    bad: [
      `${good.slice(0, -1)}，逾期按日千分之三支付滞纳金。`,
      `${good.slice(0, -1)}，逾期支付违约金5000元。`,
      `${good.slice(0, -1)}，逾期双倍支付。`,
      `${good.slice(0, -1)}，逾期按每日1%支付违约金。`,
    ],
    fine: [`${good.slice(0, -1)}，逾期支付违约金500元。`, `${good.slice(0, -1)}，逾期的按日万分之二支付违约金。`],
  },
  D20: {
    bad: ['双方可在60日内向法院申请司法确认。', '林秋月可单方申请司法确认。', '双方在三个月内共同申请司法确认。'],
    fine: ['双方自协议生效之日起三十日内共同向杭州市钱塘区人民法院申请司法确认。', '双方可在30日内共同申请司法确认。'],
  },
  D21: { bad: ['双方同意公司破产清算后按比例受偿。'], fine: [good] },
  D24: {
    bad: ['周明华于2026年12月31日前当面道歉并赔偿林秋月6500元，转账支付。'],
    fine: ['周明华于2026年12月31日前当面向林秋月道歉。', good],
  },
  D26: {
    bad: [
      '周明华的妻子身份证号33010919580618004X，于2026年12月31日前代收。',
      '联系邻居李师傅13811112222处理修复，于2026年12月31日前完成。',
      '林秋月患有乙肝，周明华知悉。',
    ],
    fine: [good],
  },
}

describe.each(Object.entries(wording))('rule %s', (rule, { bad, fine }) => {
  test.each(bad)('finds the defect: %s', (term) => {
    expect(rules([term])).toContain(rule)
  })
  test.each(fine)('leaves in peace: %s', (term) => {
    expect(rules([term])).not.toContain(rule)
  })
})

test('D01: a place for a signature that is taken out is missed', () => {
  const reading = readFacts(fileOf(), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  const check = (signatures: typeof content.signatures) =>
    verify({ content: { ...content, signatures }, reading, terms: [good], offered }).map(({ rule }) => rule)
  expect(check(content.signatures)).not.toContain('D01')
  expect(check(content.signatures.filter(({ who }) => who !== 'p2'))).toContain('D01')
  expect(check(content.signatures.filter(({ who }) => who !== 'seal'))).toContain('D01')
  expect(check(content.signatures.filter(({ who }) => who !== 'mediator'))).toContain('D01')
})

test('D02: an agent needs a special mandate', () => {
  const agent = (mandate?: string) => [
    ...sides,
    person('p3', 'agent', '何佳', { idNumber: '330104199001232443', details: mandate ? { mandate } : {} }),
  ]
  expect(rules([good], { parties: agent() })).toContain('D02')
  expect(rules([good], { parties: agent('一般授权') })).toContain('D02')
  expect(rules([good], { parties: agent('特别授权,可代为签订调解协议') })).not.toContain('D02')
})

test('D03: a minor, or a person of doubtful capacity, acts through a representative', () => {
  const child = person('p1', 'applicant', '许诺', { idNumber: '330106201510193318' })
  const guardian = person('p3', 'guardian', '许晓东', { idNumber: '330106198602178428' })
  const term = '周明华于2026年12月31日前赔偿许诺6500元，转入许晓东账户（尾号4417）。'
  expect(rules([term], { parties: [child, sides[1]!] })).toContain('D03')
  expect(rules([term], { parties: [child, guardian, sides[1]!] })).not.toContain('D03')
  expect(rules([good], { records: [record('林秋月患精神分裂症，病情不稳定。')] })).toContain('D03')
  expect(rules([good], { records: [record('林秋月不是精神病，评估正常。')] })).not.toContain('D03')
})

test('D04: numbers that fail their check, parties named twice or on one number, names one letter off', () => {
  expect(rules([good], { parties: [{ ...sides[0]!, idNumber: '330104198209173311' }, sides[1]!] })).toContain('D04')
  expect(rules([good], { parties: [sides[0]!] })).toContain('D04')
  expect(rules([good], { parties: [sides[0]!, { ...sides[0]!, id: 'p9', role: 'respondent' }] })).toContain('D04')
  expect(rules([good.replace('周明华', '周朋华')])).toContain('D04')
  expect(rules([good])).not.toContain('D04')
})

test('D12: a large loan nobody can trace and nobody disputes goes to review', () => {
  const loan = { disputeType: 'contract.private_loan', statement: '表弟借了我300000元' }
  const term = '周明华于2026年12月31日前归还林秋月借款300000元，现金支付。'
  expect(rules([term], { ...loan, records: [record('林秋月说表弟周明华借了她30万现金，周明华都认。')] })).toContain(
    'D12',
  )
  expect(
    rules([term], { ...loan, records: [record('核对银行流水，林秋月于2025年3月2日转账30万元给周明华，有借条。')] }),
  ).not.toContain('D12')
})

test('D22: wages go to the worker, and who signs for a company has a mandate', () => {
  const labour = { disputeType: 'labor.wage_arrears' }
  expect(rules(['周明华于2026年12月31日前将工资6500元转入包工头李某的银行卡。'], labour)).toContain('D22')
  expect(rules(['周明华于2026年12月31日前将工资6500元转入林秋月本人银行卡（尾号4417）。'], labour)).not.toContain('D22')
})

test('D23: a value a record has corrected may not come back, nor one that no record has', () => {
  const records = [record('更正：账户尾号应为4471，不是4417。', '2026-11-06T09:00:00Z', '调解员')]
  const reading = readFacts(fileOf({ records }), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  expect(verify({ content, reading, terms: [good], offered }).filter(({ level }) => level === 'block')).toEqual([])
  const edited = {
    ...content,
    sections: content.sections.map((section) =>
      section.key === 'terms' ? { ...section, items: [{ text: good, label: 'person' as const, refs: [] }] } : section,
    ),
  }
  expect(verify({ content: edited, reading, terms: [], offered }).map(({ rule }) => rule)).toContain('D23')
  const invented = {
    ...content,
    sections: content.sections.map((section) =>
      section.key === 'facts'
        ? { ...section, items: [{ text: '周明华曾支付8888元。', label: 'model' as const, refs: [] }] }
        : section,
    ),
  }
  expect(verify({ content: invented, reading, terms: [good], offered })).toContainEqual(
    expect.objectContaining({ rule: 'D23', level: 'block' }),
  )
})

test('D25: money already paid is asked about', () => {
  const records = [record('周明华在11月1日已经垫付了2000元，林秋月认可。')]
  expect(rules([good], { records })).toContain('D25')
  expect(rules([`${good.slice(0, -1)}（已扣除垫付的2000元）。`], { records })).not.toContain('D25')
})

test('what was said in confidence blocks, and its figure is not repeated in the finding', () => {
  const records = [
    record('周明华私下说最多出8765元。', '2026-11-04T09:00:00Z', '背对背', { visibility: 'caucus', party: 'p2' }),
  ]
  const hits = found(['周明华于2026年12月31日前赔偿林秋月8765元，转账支付。'], { records }).filter(
    ({ rule }) => rule === 'CAUCUS',
  )
  expect(hits).toHaveLength(1)
  expect(JSON.stringify(hits)).not.toContain('8765')
})

test('an article nobody offered is stopped, one that was offered passes', () => {
  const reading = readFacts(fileOf(), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  const withBasis = (text: string) => ({
    ...content,
    sections: content.sections.map((section) =>
      section.key === 'basis' ? { ...section, items: [{ text, label: 'model' as const, refs: [] }] } : section,
    ),
  })
  const check = (text: string) =>
    verify({ content: withBasis(text), reading, terms: [good], offered }).filter(({ rule }) => rule === 'CITE')
  expect(check('依据《中华人民共和国民法典》第二百八十八条。')).toEqual([])
  expect(check('依据《中华人民共和国民法典》第二百八十八条、第九百九十九条。')).toMatchObject([{ level: 'block' }])
})
