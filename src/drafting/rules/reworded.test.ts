import { describe, expect, test } from 'vitest'
import { good, person, record, rules, sides } from './agreement.test-suite.ts'

// The same defects in other words, and what is near to them and none.

const paid = good.replace(/。$/, '')

/** Terms that break a rule, and terms near to them that do not. */
const reworded: Record<string, { bad: string[]; fine: string[] }> = {
  D06: {
    bad: [
      '周明华于年底有闲钱时还林秋月6500元，转账支付（尾号4417）。',
      '周明华把漏水的软管换成不锈钢管，工料由周明华出。',
      '周明华把楼梯转角松脱的扶手更换为同款不锈钢扶手，费用由周明华承担，质保两年。',
      '周明华拆除伸到公共走道的花架，拆除费用自理。',
      '周明华归还林秋月借款8000元，分四次还清，每次2000元，微信支付。',
    ],
    fine: [
      '周明华于2026年12月5日前把松脱的扶手更换为同款不锈钢扶手，费用由周明华承担，质保两年。',
      '周明华归还林秋月借款8000元，分四次还清，每个月还2000元，自2026年12月起每月10日前微信支付。',
    ],
  },
  D13: {
    bad: [
      '周明华于2026年12月31日前归还林秋月借款本金20000元，利息每月700元，转账支付（尾号4417）。',
      '周明华于2026年12月31日前归还林秋月借款本金20000元，利息按一分六算，转账支付（尾号4417）。',
    ],
    fine: [
      '周明华于2026年12月31日前归还林秋月借款本金20000元，利息每月100元，转账支付（尾号4417）。',
      '周明华于2026年12月31日前归还林秋月借款本金20000元，利息按五厘算，转账支付（尾号4417）。',
    ],
  },
  D19: {
    bad: [
      `${paid}；迟付一天，就按未付款的2%另加滞纳金。`,
      `${paid}；逾期的，另付相当于欠款一半的违约金。`,
      `${paid}；没有按期付清的，按欠款的三倍支付。`,
      `${paid}；逾期部分按一天八十元罚款。`,
      `${paid}；不按期付清，欠款翻倍。`,
      `${paid}；到期不付的，周明华按13000元支付。`,
    ],
    fine: [
      `${paid}；迟付一天，就按未付款的万分之一另加滞纳金。`,
      `${paid}；晚付一天，加付1元。`,
      '周明华于2026年12月1日前赔偿林秋月6500元，转账支付（尾号4417）。',
    ],
  },
  D20: {
    bad: ['本协议签字后即可申请强制执行，不必再办司法确认。', '双方自协议生效之日起三个月内共同申请司法确认。'],
    fine: [
      '经司法确认后，一方不履行的，另一方可以申请强制执行；双方自协议生效之日起三十日内共同申请司法确认。',
      '林秋月宣告放弃其余请求，不再到法院起诉。',
    ],
  },
  D05: {
    bad: ['周明华于2026年12月31日前赔偿林秋月损失，具体数目等算清了再定，转账支付。'],
    fine: ['周明华于2026年12月31日前退还林秋月2000元，数目双方算清无误，转账支付。'],
  },
  D04: {
    bad: ['周明华于2026年12月31日前付给林秋月6500元，转入林求月建设银行账户（尾号4417）。'],
    fine: ['周明华于2026年12月31日前付给林秋月6500元，转入林秋月建设银行账户（尾号4417）。'],
  },
}

describe.each(Object.entries(reworded))('rule %s in other words', (rule, { bad, fine }) => {
  test.each(bad)('finds the defect: %s', (term) => {
    expect(rules([good, term])).toContain(rule)
  })
  test.each(fine)('leaves in peace: %s', (term) => {
    expect(rules([good, term])).not.toContain(rule)
  })
})

describe('what the records tell', () => {
  const told = (text: string, over = {}) => rules([good], { records: [record(text)], ...over })
  const company = [
    sides[0]!,
    person('p2', 'respondent', '杭州江畔家政有限公司', {
      kind: 'organization',
      details: { legalRepresentative: '容刚' },
    }),
  ]
  const wage = [sides[0]!, { ...company[1]! }]

  test('D02: who was only at work is no agent, who came and signed is one', () => {
    expect(told('林秋月由领班丘小满带去上户，丘小满提出由他代领，公司没有同意。', { parties: company })).not.toContain(
      'D02',
    )
    expect(told('公司领班丘小满到场谈定，没有带委托书，在协议上签了名。', { parties: company })).toContain('D02')
    expect(told('周明华的儿子周航来签的字，周明华本人没有到，也没有写过委托。')).toContain('D02')
  })
  test('D03: a failing mind has many names; one of the kin is no party', () => {
    expect(told('周明华查出重度认知障碍，出门找不到家。')).toContain('D03')
    expect(told('周明华的母亲有认知障碍，由他照看。')).not.toContain('D03')
  })
  test('D22: vouchers are no pay, and a spouse, a hand that passes it on or a labour firm is not the worker', () => {
    const pay = (term: string) => rules([term], { disputeType: 'labor.wage', parties: wage })
    expect(pay('公司于2026年12月31日前以提货券支付林秋月工资6500元。')).toContain('D22')
    expect(pay('公司于2026年12月31日前支付工资6500元，打到林秋月丈夫齐武的卡上（尾号2211）。')).toContain('D22')
    expect(pay('公司于2026年12月31日前把工资6500元现金交由丘小满转交林秋月。')).toContain('D22')
    expect(pay('公司于2026年12月31日前支付工资6500元，打到林秋月本人的卡上（尾号4417）。')).not.toContain('D22')
  })
  test('D25: who says that it came did not pay it; what was spoken of and left open is not settled', () => {
    const owed = '双方说定周明华2026年12月31日前付6500元，已付的1500元算不算在里面没有讲。'
    expect(told(`对账：周明华7月3日已转账支付1500元，林秋月认可收到。${owed}`)).toContain('D25')
    expect(told('核对：林秋月承认周明华已用现金还过1500元。')).toContain('D25')
    expect(told('核对：林秋月付过检查费1500元，票据在案。')).not.toContain('D25')
  })
  test('D11: an heir told of only as a sister is missed, unless she gave up her share', () => {
    const estate = ['父亲遗留的存款由林秋月、林秋生各得一半，林秋生于2026年12月31日前转账支付林秋月6500元。']
    const kin = [sides[0]!, person('p2', 'respondent', '林秋生', { idNumber: '330104197503120020' })]
    const heirs = (text: string) =>
      rules(estate, { parties: kin, disputeType: 'family.inheritance', records: [record(text)] })
    const family = '父亲已去世，子女有林秋月、林秋生，还有妹妹林秋红。'
    expect(heirs(`${family}林秋红在外地，没有通知她，她没有放弃过。`)).toContain('D11')
    expect(heirs(`${family}林秋红书面放弃继承。`)).not.toContain('D11')
  })
  test('D16: support kept beside an estate given up is kept', () => {
    const term = '林秋月放弃父亲遗产的继承，对母亲的赡养义务不因此减少，每月10日前付母亲600元。'
    expect(rules([term])).not.toContain('D16')
  })
  test('D26: of what kind a school is says not which', () => {
    expect(told('女儿在读公办小学，学费票据双方核对无误。')).not.toContain('D26')
  })
})
