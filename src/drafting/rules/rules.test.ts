import { expect, test } from 'vitest'
import { readFacts } from '../../cases/index.ts'
import { openShelf } from '../../cli/shelf.ts'
import { composeAgreement } from '../forms/agreement.ts'
import { verify } from '../verify.ts'
import { fileOf, found, good, offered, person, record, rules, sides } from './agreement.test-suite.ts'

const onShelf = { shelf: openShelf() }

test('D01: a place for a signature that is taken out is missed', () => {
  const reading = readFacts(onShelf, fileOf(), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  const check = (signatures: typeof content.signatures) =>
    verify(onShelf, { content: { ...content, signatures }, reading, terms: [good], offered }).map(({ rule }) => rule)
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

test('D11: an heir the case names and who takes no part is missed', () => {
  const told = (text: string) => ({ records: [record(text)] })
  const term = '父亲遗留存款90000元由林秋月、周明华平分，周明华于2026年12月31日前转账45000元给林秋月。'
  expect(rules([term], told('被继承人有子女三人：林秋月、周明华、林小妹，林小妹在国外。'))).toContain('D11')
  expect(rules([term], told('被继承人有子女三人：林秋月、周明华、林小妹，林小妹已公证放弃继承。'))).not.toContain('D11')
})

test('D13: a principal written above what was handed over is interest kept back', () => {
  const loan = (text: string) => ({ disputeType: 'contract.private_loan', records: [record(text)] })
  const told = '借条写100000元，当日实际转账90000元，预先扣下利息10000元。'
  const owed = (sum: string) => [`周明华于2026年12月31日前归还林秋月借款本金${sum}，转账支付。`]
  expect(rules(owed('100000元'), loan(told))).toContain('D13')
  expect(rules(owed('90000元'), loan(told))).not.toContain('D13')
})

test('D15: a gambling debt is told by the records, whatever the agreement calls it', () => {
  const term = ['周明华于2026年12月31日前归还林秋月15000元，转账支付。']
  expect(rules(term, { records: [record('欠条上的15000元是打牌输掉的。')] })).toContain('D15')
  expect(rules(term, { records: [record('15000元是买农机借的，与打牌无关。')] })).not.toContain('D15')
})

test('D17: pressure told in a record, or far less than a formal record proves owed, is shown to a person', () => {
  const term = ['周明华于2026年12月31日前支付林秋月工资6000元，转账支付。']
  expect(rules(term, { records: [record('他们把我堵在仓库里，说不签字别想出门，我才签的。')] })).toContain('D17')
  expect(rules(term, { records: [record('调解员单独询问，没有人逼迫，双方自愿签字。')] })).not.toContain('D17')
  const book = (sum: string) => ({
    records: [record(`经核对，共欠林秋月工资${sum}。`, '2026-11-05T09:00:00Z', '工资台账')],
  })
  expect(rules(term, book('48000元'))).toContain('D17')
  expect(rules(term, book('6200元'))).not.toContain('D17')
})

test('D22: wages go to the worker, and who signs for a company has a mandate', () => {
  const labour = { disputeType: 'labor.wage_arrears' }
  expect(rules(['周明华于2026年12月31日前将工资6500元转入包工头李某的银行卡。'], labour)).toContain('D22')
  expect(rules(['周明华于2026年12月31日前将工资6500元转入林秋月本人银行卡（尾号4417）。'], labour)).not.toContain('D22')
})

test('D23: a value a record has corrected may not come back, nor one that no record has', () => {
  const records = [record('更正：账户尾号应为4471，不是4417。', '2026-11-06T09:00:00Z', '调解员')]
  const reading = readFacts(onShelf, fileOf({ records }), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  expect(
    verify(onShelf, { content, reading, terms: [good], offered }).filter(({ level }) => level === 'block'),
  ).toEqual([])
  const edited = {
    ...content,
    sections: content.sections.map((section) =>
      section.key === 'terms' ? { ...section, items: [{ text: good, label: 'person' as const, refs: [] }] } : section,
    ),
  }
  expect(verify(onShelf, { content: edited, reading, terms: [], offered }).map(({ rule }) => rule)).toContain('D23')
  const invented = {
    ...content,
    sections: content.sections.map((section) =>
      section.key === 'facts'
        ? { ...section, items: [{ text: '周明华曾支付8888元。', label: 'model' as const, refs: [] }] }
        : section,
    ),
  }
  expect(verify(onShelf, { content: invented, reading, terms: [good], offered })).toContainEqual(
    expect.objectContaining({ rule: 'D23', level: 'block' }),
  )
})

test('D25: money already paid is asked about', () => {
  const records = [record('周明华在11月1日已经垫付了2000元，林秋月认可。')]
  expect(rules([good], { records })).toContain('D25')
  expect(rules([`${good.slice(0, -1)}（已扣除垫付的2000元）。`], { records })).not.toContain('D25')
})

test('D25: who bears the taxes of a transfer is asked for', () => {
  const moved = '周明华于2026年12月31日前配合林秋月办理房屋过户登记手续'
  expect(rules([`${moved}。`])).toContain('D25')
  expect(rules([`${moved}，契税由林秋月承担。`])).not.toContain('D25')
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
  const reading = readFacts(onShelf, fileOf(), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  const withBasis = (text: string) => ({
    ...content,
    sections: content.sections.map((section) =>
      section.key === 'basis' ? { ...section, items: [{ text, label: 'model' as const, refs: [] }] } : section,
    ),
  })
  const check = (text: string) =>
    verify(onShelf, { content: withBasis(text), reading, terms: [good], offered }).filter(({ rule }) => rule === 'CITE')
  expect(check('依据《中华人民共和国民法典》第二百八十八条。')).toEqual([])
  expect(check('依据《中华人民共和国民法典》第二百八十八条、第九百九十九条。')).toMatchObject([{ level: 'block' }])
})

test('who pays is asked where no clause of a record tells it, and only there', () => {
  const three = [...sides, person('p3', 'third', '程秋水', { idNumber: '330104198802143321' })]
  const asked = (text: string) =>
    found([], { parties: three, records: [record(`经调解,双方自愿达成如下协议:\n${text}`)] }).filter(
      ({ message }) => message.startsWith('没有写明付款人') || message.startsWith('没有写明由谁付款'),
    ).length
  expect(asked('1、修门费900元,2026年12月20日前付清,现金。\n2、程秋水不再堵门。')).toBe(1)
  expect(asked('1、周明华赔林秋月修门费900元,2026年12月20日前付清,现金。\n2、程秋水不再堵门。')).toBe(0)
  expect(asked('1、周明华赔林秋月修门费900元。\n2、2026年12月20日前付500元,2027年1月20日前付400元,现金。')).toBe(0)
})
