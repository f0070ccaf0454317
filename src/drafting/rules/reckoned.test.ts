import { describe, expect, test } from 'vitest'
import { findAmounts } from '../../text/index.ts'
import { good, record, rewritten, rules } from './agreement.test-suite.ts'

const pay = '转账至林秋月建设银行账户（尾号4417）'
const by = '周明华于2026年12月31日前'
const told = (text: string) => ({ records: [record(text, '2026-11-01T09:00:00Z', '核对记录')] })

describe('a price times a number', () => {
  test.each([
    [`${by}向林秋月支付橘子款，按320斤、每斤6元计算，共2190元，${pay}。`, true],
    [`${by}向林秋月支付橘子款，按320斤、每斤6元计算，共1920元，${pay}。`, false],
    [`${by}向林秋月支付护理费，每天150元，12天共1600元，${pay}。`, true],
    [`${by}向林秋月支付护理费，每天150元，12天优惠后共1600元，${pay}。`, false],
    [`${by}向林秋月支付四个月租金，每月2000元，合计8000元，${pay}。`, false],
  ])('%s', (term, wrong) => {
    expect(rules([term]).includes('D05')).toBe(wrong)
  })
  test('in the facts it is told wrong', () => {
    const found = (text: string) => rewritten({ facts: text }, told(text)).includes('D23')
    expect(found('林秋月每月工资4600元，周明华欠付三个月，双方核对共12800元。')).toBe(true)
    expect(found('林秋月每月工资4600元，周明华欠付三个月，双方核对共13800元。')).toBe(false)
  })
})

describe('parts and wholes', () => {
  test('parts that follow in half-sentences of their own may not go beyond the whole', () => {
    const shared = (sum: number) =>
      `${by}向林秋月、林秋水共支付30000元，其中（一）转入林秋月账户（尾号4417）18000元，转入林秋水账户（尾号4418）${sum}元。`
    expect(rules([shared(16000)])).toContain('D05')
    expect(rules([shared(12000)])).not.toContain('D05')
  })
  test('the performance names the sums of the terms', () => {
    const performance = (sum: string) => rewritten({ performance: `周明华于2026年12月31日前一次转账${sum}。` })
    expect(performance('5600元')).toContain('D05')
    expect(performance('6500元')).not.toContain('D05')
  })
  test('the price of a month is no part of a total, nor what is only named to say which', () => {
    expect(rules([`${by}支付林秋月租金6000元，另付同期每月100元的保洁费300元，合计6300元，${pay}。`])).not.toContain(
      'D05',
    )
    expect(rules([`货款以核对的5000元为准，${by}支付林秋月货款5000元、运费400元，合计5400元，${pay}。`])).not.toContain(
      'D05',
    )
  })
  test('what a share is reckoned by is no rest without a day', () => {
    expect(rules([`${by}支付林秋月分红9000元，按净利润30000元的三成计算，${pay}。`])).not.toContain('D06')
  })
  test('一分未付 is no cent', () => {
    expect(findAmounts('货款8200元一分未付').map(({ fen }) => fen)).toEqual([820_000])
    expect(findAmounts('12元5角3分').map(({ fen }) => fen)).toEqual([1253])
  })
})

describe('what is counted once', () => {
  test.each([
    [
      'less what is taken off',
      `周明华应退林秋月课费8000元，扣除已上课时费1500元后，${by}退还7500元，${pay}。`,
      '',
      true,
    ],
    [
      'right after what is taken off',
      `周明华应退林秋月课费8000元，扣除已上课时费1500元后，${by}退还6500元，${pay}。`,
      '',
      false,
    ],
    [
      'taken off what was left already',
      `周明华尚应还林秋月5000元，再减去2026年6月1日已还的2000元，${by}归还3000元，${pay}。`,
      '周明华借款7000元，2026年6月1日已还2000元，还应还5000元，双方认可。',
      true,
    ],
    [
      'agreed to come off, and paid all the same',
      `${by}支付林秋月石材款16000元，${pay}。`,
      '双方对账石材款总额16000元，破损的三块值1800元，双方同意1800元从石材款里扣掉。',
      true,
    ],
    [
      'agreed to come off, and off',
      `${by}支付林秋月石材款14200元，${pay}。`,
      '双方对账石材款总额16000元，破损的三块值1800元，双方同意1800元从石材款里扣掉。',
      false,
    ],
    [
      'paid for other goods',
      `${by}支付林秋月石材款16000元，${pay}。`,
      '周明华2026年5月付过林秋月3000元，双方确认付的是另一批沙子，与本次石材款无关。',
      false,
    ],
    [
      'netted by who told what is left',
      `${by}支付林秋月石材款16000元，${pay}。`,
      '周明华提交回单，已付林秋月3000元；双方核对后认可尚欠16000元。',
      false,
    ],
    [
      'wages made good since',
      `${by}支付林秋月工钱12000元，${pay}。`,
      '周明华欠林秋月工钱12000元，9月2日周明华已补发了4000元，林秋月认可收到。',
      true,
    ],
  ])('%s', (name, term, facts, wrong) => {
    expect(
      (facts
        ? rewritten({ terms: [term], facts }, name.startsWith('agreed') ? {} : told(facts))
        : rules([term])
      ).includes('D25'),
    ).toBe(wrong)
  })
  test('a part of a sum is not paid again beside it', () => {
    const whole = `${by}赔偿林秋月医药费、营养费合计5200元，${pay}。`
    expect(rules([whole, `${by}另付林秋月上述营养费1200元，${pay}。`])).toContain('D25')
    expect(rules([whole, `${by}另付林秋月搬运费300元，${pay}。`])).not.toContain('D25')
  })
  test('a deposit that was set off is not given back', () => {
    const off = '林秋月欠周明华的水电费2000元用林秋月交的押金2000元抵掉，双方不再结算。'
    const back = (sum: string) => `${by}退还林秋月押金${sum}，${pay}。`
    const facts = '林秋月入住时交押金5000元。'
    expect(rewritten({ terms: [off, back('5000元')], facts }, told(facts))).toContain('D25')
    expect(rewritten({ terms: [off, back('3000元')], facts }, told(facts))).not.toContain('D25')
  })
})

describe('what a loan costs', () => {
  const loan = {
    disputeType: 'contract.private_loan',
    records: [record('周明华2025年10月1日向林秋月借20000元，转账交付，用一年。')],
  }
  test('all that is paid beside the principal is reckoned', () => {
    const term = (fee: number) => `${by}归还林秋月借款20000元，另付服务费${fee}元，${pay}。`
    expect(rules([term(5000)], loan)).toContain('D13')
    expect(rules([term(600)], loan)).not.toContain('D13')
  })
})

describe('penalties without a debt to measure them', () => {
  test('for one slip, a month of wages is much', () => {
    const promise = '周明华每晚十点以后不在室内弹琴。'
    const penalty = (sum: string) => `周明华违反约定的，每发生一次向林秋月支付违约金${sum}，发生后三日内付清。`
    expect(rules([promise, penalty('30000元')])).toContain('D19')
    expect(rules([promise, penalty('200元')])).not.toContain('D19')
  })
  test('for a day in a house, the rent tells', () => {
    const leave = '周明华于2026年12月10日前搬离并交还钥匙。'
    const facts = '双方确认每月租金3000元，租期已满。'
    const penalty = (sum: string) => `周明华到期不搬的，每拖一天付林秋月违约金${sum}。`
    expect(rewritten({ terms: [leave, penalty('800元')], facts }, told(facts))).toContain('D19')
    expect(rewritten({ terms: [leave, penalty('120元')], facts }, told(facts))).not.toContain('D19')
  })
  test('a rate that is named and forgiven in the next half-sentence is none', () => {
    expect(rules([good, '原合同按日千分之五计算的违约金，林秋月全部免除。'])).not.toContain('D19')
  })
})
