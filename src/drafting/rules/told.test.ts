import { describe, expect, test } from 'vitest'
import { type CaseFile, readFacts } from '../../cases/index.ts'
import { openShelf } from '../../cli/shelf.ts'
import { composeAgreement } from '../forms/agreement.ts'
import { verify } from '../verify.ts'
import { fileOf, good, offered, person, record, rules, sides } from './agreement.test-suite.ts'

const onShelf = { shelf: openShelf() }
const company = person('p2', 'respondent', '杭州恒信服饰有限公司', {
  kind: 'organization',
  details: { creditCode: '91330100MA2ABC10X1', legalRepresentative: '沈默' },
})
const told = (text: string, over: Partial<CaseFile> = {}) => ({ records: [record(text)], ...over })

/** Rules found in an agreement whose facts or closing a person wrote. */
function edited(section: 'facts' | 'closing', text: string, over: Partial<CaseFile> = {}) {
  const reading = readFacts(onShelf, fileOf(over), 'shared')
  const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
  const sections = content.sections.map((it) =>
    it.key === section ? { ...it, items: [...it.items, { text, label: 'person' as const, refs: [] }] } : it,
  )
  return verify(onShelf, { content: { ...content, sections }, reading, terms: [good], offered }).map(({ rule }) => rule)
}

describe('who signed and by what right', () => {
  /** The party line and the place of the company, and what D02 says of whoever came for it. */
  const draftOf = (text: string) => {
    const reading = readFacts(onShelf, fileOf(told(text, { parties: [sides[0]!, company] })), 'shared')
    const content = composeAgreement({ reading, terms: [good] }, offered, '钱塘区综合人民调解委员会')
    const found = verify(onShelf, { content, reading, terms: [good], offered })
    return {
      line: content.sections[0]!.items.map((it) => it.text).find((it) => it.includes(company.name)),
      place: content.signatures.map(({ label }) => label).find((it) => it.includes(company.name)),
      levels: found.filter(({ rule }) => rule === 'D02').map(({ level }) => level),
    }
  }
  test.each([
    ['恒信公司法务丁小满到场，特别授权，可代为签协议。', '委托代理人丁小满', '委托代理人丁小满', []],
    ['恒信公司法务丁小满到场，授权委托书在卷。', '委托代理人丁小满', '委托代理人丁小满', ['warn']],
    ['恒信公司法务丁小满到场，一般授权。', '委托代理人丁小满', undefined, ['block']],
    ['恒信公司来的是法务丁小满，授权委托书没带。', '待补充:丁小满代为参加调解的授权委托书', undefined, ['block']],
  ])('only a mandate on file that may reach so far lets one sign: %s', (text, line, place, levels) => {
    const draft = draftOf(text)
    expect(draft.line).toContain(line)
    if (place) expect(draft.place).toContain(place)
    else expect(draft.place).not.toContain('丁小满')
    expect(draft.levels).toEqual(levels)
  })
  test.each([
    '周明华没有来，来的是他表弟，问起委托书，说没带。最后由表弟签了周明华的名字。',
    '周明华的妻子到场，授权委托书上只写代为参加调解，没有写可以代签。',
    '代理人持一般代理的委托书到场，权限不包括代为和解，仍在协议上签了字。',
  ])('D02: %s', (text) => {
    expect(rules([good], told(text))).toContain('D02')
  })
  test.each([
    '10月8日周明华的弟弟先来，没有委托书，当天没有签。10月12日周明华本人到场，看过后签名。',
    '周明华的儿子持授权委托书到场，权限为代为承认、变更、和解并签署调解协议，已核对。',
    '林秋月由妹妹陪同，妹妹没有代签，林秋月亲笔签名。',
  ])('D02 leaves in peace: %s', (text) => {
    expect(rules([good], told(text))).not.toContain('D02')
  })
  test.each([
    '公司来的是仓库保管员小孙，没有授权委托书，他以公司名义签了字。',
    '车间主任到场，问他有没有公司的委托手续，他说没有，说签了再补。',
    '公司派前台到会，介绍信只写明前来了解情况，她在协议上签了名。',
  ])('D22: %s', (text) => {
    const over = told(text, { disputeType: 'labor.wage_arrears', parties: [sides[0]!, company] })
    const term = '杭州恒信服饰有限公司于2026年12月31日前支付林秋月工资6500元，转入林秋月本人银行卡（尾号4417）。'
    expect(rules([term], over)).toContain('D22')
  })
})

describe('papers that say otherwise', () => {
  test.each([
    '当场查看周明华身份证原件，证号为330104197503120039。',
    '核对户口簿，周明华的公民身份号码是330104197603120023。',
    '证件核验：林秋月330104198209173329，与登记核对。',
  ])('D04: %s', (text) => {
    expect(rules([good], told(text))).toContain('D04')
  })
  test('D04: the number on the papers is the registered one', () => {
    expect(rules([good], told('身份证原件已看，周明华证号330104197503120020，与登记一致。'))).not.toContain('D04')
  })
})

describe('facts a person writes beside the records', () => {
  const seen = told('现场勘验：漏水的是周明华家602室，2026年8月11日报修，吊顶损失双方认可2900元，见证人方金海。')
  test.each([
    '2026年8月11日，周明华家702室漏水，吊顶受损。',
    '吊顶损失经双方认可为9200元。',
    '周明华家漏水，方金河在场见证。',
  ])('D23: %s', (text) => {
    expect(edited('facts', text, seen)).toContain('D23')
  })
  test.each([
    '2026年8月11日，周明华家602室漏水，林秋月家吊顶损失2900元。',
    '双方认可吊顶损失2900元，平均每人承担1450元。',
  ])('D23 leaves in peace: %s', (text) => {
    expect(edited('facts', text, seen)).not.toContain('D23')
  })
})

describe('confirmation, wherever it stands', () => {
  test.each([
    '双方应在协议生效后四十五日内共同向杭州市钱塘区人民法院申请司法确认。',
    '由林秋月一个人到杭州市钱塘区人民法院办理司法确认，周明华不用到场。',
    '双方自协议生效之日起三十日内共同向南京市鼓楼区人民法院申请司法确认。',
    '本协议生效后二十五个工作日内双方共同申请司法确认。',
  ])('D20: %s', (text) => {
    expect(edited('closing', text)).toContain('D20')
  })
  test('D20: both, in time, at a court of the place', () => {
    expect(edited('closing', '双方自本协议生效之日起二十日内一同向杭州市钱塘区人民法院申请司法确认。')).not.toContain(
      'D20',
    )
  })
})

describe('debts and what became of them', () => {
  const loan = { disputeType: 'contract.private_loan' }
  const owed = ['周明华于2026年12月31日前归还林秋月借款300000元，转账至林秋月账户（尾号4417）。']
  test.each([
    '周明华是林秋月的表姐夫，当场全部承认，没有借条，也拿不出银行转账。',
    '公司只有一张打印的借条，没有转账，账上也没有入账，双方都说没有争议。',
    '林秋月说分多次拿现金给的，时间讲不出，没有取款记录，周明华一口承认，只要求尽快办确认。',
  ])('D12: %s', (text) => {
    expect(rules(owed, told(text, loan))).toContain('D12')
  })
  test.each([
    '银行回单显示2025年3月2日林秋月转账300000元给周明华，有借条，约定一年还清。二人是表兄妹。',
    '核对流水，2024年起林秋月分三次汇给周明华共300000元，周明华对利息有异议。',
  ])('D12 leaves in peace: %s', (text) => {
    expect(rules(owed, told(text, loan))).not.toContain('D12')
  })
  test.each([
    ['50000元', '借条写50000元。当天到账46000元，4000元是先收的利息。'],
    ['20000元', '林秋月承认借20000元时扣下1500元作头两个月利息，周明华实际拿到18500元。'],
    ['100000元', '流水显示只转给周明华92000元，另8000元林秋月说是预先扣的利息。'],
  ])('D13: %s where less was handed over', (sum, text) => {
    const term = `周明华于2026年12月31日前归还林秋月借款本金${sum}，转账至林秋月账户（尾号4417）。`
    expect(rules([term], told(text, loan))).toContain('D13')
  })
  test('D13: interest in money or by the ten thousand is a rate all the same', () => {
    const lent = (rest: string) => [`周明华于2026年12月31日前归还林秋月借款本金60000元${rest}，转账支付。`]
    expect(rules(lent('，并付2025年10月1日至2026年9月30日的利息12000元'), loan)).toContain('D13')
    expect(rules(lent('，利息每万元每月200元'), loan)).toContain('D13')
    expect(rules(lent('，并付2025年10月1日至2026年9月30日的利息6000元'), loan)).not.toContain('D13')
  })
  test.each([
    '周明华8月拿旧机器抵给林秋月，作价2000元，林秋月签收认可。',
    '修理费票据合计6500元，周明华事发当天交了押金1000元，收据在，林秋月承认。',
    '周明华已付的1500元有转账记录，双方都认可。',
  ])('D25: what was handed over already is not left out: %s', (text) => {
    expect(rules([good], told(text))).toContain('D25')
  })
  test.each([
    '检测费1800元是林秋月先付的，这钱谁出双方没有谈。',
    '鉴定费2400元由林秋月垫着，周明华说费用以后再讲。',
    '为查漏花了检修费600元，协议里没有写由谁负担。',
  ])('D25: a cost nobody bears: %s', (text) => {
    expect(rules([good], told(text))).toContain('D25')
  })
})

test('D11: the other children of the dead are missed, the dead and the parties are not', () => {
  const term = '老宅补偿款90000元由林秋月、周明华各得45000元，周明华于2026年12月31日前转账给林秋月（尾号4417）。'
  expect(rules([term], told('产权人是已去世的母亲，子女有林秋月、周明华、林小妹三人，林小妹没有来。'))).toContain('D11')
  expect(rules([term], told('产权人是已去世的母亲，子女只有林秋月、周明华二人，均到场。'))).not.toContain('D11')
})
