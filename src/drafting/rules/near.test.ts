import { describe, expect, test } from 'vitest'
import { fileOf, good, record, rules } from './agreement.test-suite.ts'

const loan = { disputeType: 'contract.private_loan' }
const told = (...texts: string[]) => ({
  records: texts.map((text, i) => record(text, `2026-11-0${i + 1}T09:00:00Z`)),
})
const lent = '周明华于2026年12月31日前归还林秋月借款本金60000元，转账支付'

describe('what is named only to be taken back', () => {
  test.each(['借条里写的月息三分，双方同意不再执行。', '原先讲的每月三分利息作废。'])(
    'D13 leaves in peace: %s',
    (text) => {
      expect(rules([`${lent}；${text}`], loan)).not.toContain('D13')
    },
  )
  test('D13: a rate that stands beside one taken back', () => {
    expect(rules([`${lent}；原先讲的月息五分作废，改按月息三分计息。`], loan)).toContain('D13')
  })
  test('D19: a penalty taken back is none, one that stands is', () => {
    const term = (rest: string) => [`${good.replace(/。$/, '')}；合同写的每日百分之二滞纳金，${rest}。`]
    expect(rules(term('双方同意作废'))).not.toContain('D19')
    expect(rules(term('逾期照收'))).toContain('D19')
  })
})

test('D13: a price for each ten thousand a day is a rate', () => {
  expect(rules([`${lent}，利息一万块一天八块。`], loan)).toContain('D13')
  expect(rules([`${lent}，利息一万块一天两块。`], loan)).not.toContain('D13')
})

test('D19: what an office fined is no penalty between the parties', () => {
  expect(rules([good, '城管对周明华开的罚款8000元由周明华自行缴纳。'])).not.toContain('D19')
  expect(rules([good, '周明华逾期不付的，另付违约金8000元。'])).toContain('D19')
})

test('D16: who pays less is not freed of the duty', () => {
  const support = '周明华自2026年12月起每月6日前支付林秋月赡养费900元，转账支付（尾号4417）。'
  expect(rules([support, '周明华暂时少付不等于免除赡养义务。'])).not.toContain('D16')
  expect(rules([support, '周明华以后免除赡养义务。'])).toContain('D16')
})

test('D11: the share of an absent heir may be left as it is', () => {
  const estate = told('母亲去世，留下存款90000元，子女有林秋月、周明华、林小妹三人，林小妹没有来。')
  const share = '周明华于2026年12月31日前将林秋月应得的母亲遗留存款30000元转入林秋月账户（尾号4417）'
  expect(rules([`${share}；林小妹的份额留存原账户不动。`], estate)).not.toContain('D11')
  expect(rules([`${share}，其余归周明华。`], estate)).toContain('D11')
})

test('D02: an heir who stays away sends nobody in his place', () => {
  const away = told(
    '林小妹没有参加调解，也没有委托别人。',
    '双方说定：周明华于2026年12月31日前赔偿林秋月6500元，转账。',
  )
  expect(rules([good], away)).not.toContain('D02')
})

test('D25: what one side paid for the other and is to be counted', () => {
  const paid = '2026年9月2日周明华已替林秋月向装修店交修补费2000元，收据在，应算在赔偿里。'
  expect(rules([good], told(paid))).toContain('D25')
})

test('D06: pains taken are no day, a last day is one', () => {
  const redone = '周明华抓紧把主卫防水重新做好，闭水24小时不渗漏为合格。'
  expect(rules([redone])).toContain('D06')
  expect(rules(['周明华争取尽快清理，至迟不超过2026年12月15日将堵在林秋月门前的木料清走。'])).not.toContain('D06')
})

test('D05: a part paid at once, the rest by the month', () => {
  const plan = (each: number) =>
    `周明华退还林秋月出资20000元：2026年11月30日前支付8000元；余款12000元分六期，自2026年12月起至2027年5月止，每月15日前支付${each}元，均转账支付。`
  expect(rules([plan(2000)])).not.toContain('D05')
  expect(rules([plan(2500)])).toContain('D05')
})

test('D23: months that both tell are no difference', () => {
  const settled = told('双方说定：周明华2026年12月28日前付林秋月2026年6月、7月工资13200元，转账。')
  const term = (day: number) =>
    `周明华于2026年12月${day}日前支付林秋月2026年6月、7月工资13200元，转入林秋月建设银行账户（尾号1322）。`
  expect(rules([term(28)], settled)).not.toContain('D23')
  expect(rules([term(20)], settled)).toContain('D23')
})

test('D13: an hour of the day is no rate', () => {
  expect(rules([good, '周明华自2026年12月1日起每日21时30分至次日7时不使用跑步机，免打扰林秋月休息。'])).not.toContain(
    'D13',
  )
})

test('D06: that the way of paying is open leaves the day certain', () => {
  expect(
    rules([good, '周明华于2026年12月28日前退还林秋月押金900元，现金还是转账、付到哪里以后再商量。']),
  ).not.toContain('D06')
  expect(rules([good, '周明华退还林秋月押金900元，什么时候付以后再商量，微信支付。'])).toContain('D06')
})

test('D04: a letter apart, and another person the records know', () => {
  const kin = told('补偿款由林秋月、林秋云两人各得，林秋云没来，她那份不动。')
  expect(rules([good, '林秋云的一份不在本次处理范围。'], kin)).not.toContain('D04')
  expect(rules([good, '林秋云不再主张其他费用。'])).toContain('D04')
})

describe('signs of a will that was not free', () => {
  test('D17: a dog shut in at night forces nobody', () => {
    expect(rules([good], told('双方说定：晚上把狗关在屋里，两人各自签了名。'))).not.toContain('D17')
    expect(rules([good], told('林秋月说她被关在屋里，签了才放她走。'))).toContain('D17')
  })
  test('D17: who cannot read and is told of nothing', () => {
    expect(rules([good], told('林秋月不识字，没人告诉她除了修补费还可以要租房的钱，她按了手印。'))).toContain('D17')
  })
})

test('D11: paid out of the purse of a cooperative that takes no part', () => {
  expect(
    rules(['周明华于2026年12月29日前从春江村股份经济合作社的租金中拨出6500元补偿给林秋月，转账支付（尾号4417）。']),
  ).toContain('D11')
})

test('D08: hung on the leave of others, both ends told', () => {
  const act = '周明华在2026年12月10日前把地锁拆除交还林秋月'
  expect(rules([good, `父母同意的，${act}；父母不同意的，另行商量。`])).toContain('D08')
  expect(rules([good, `${act}，周明华父母已经同意。`])).not.toContain('D08')
})

test('D25: what the record counts within the sum is not paid again', () => {
  const within = '双方核对确认：损失合计6500元，周明华事发当天已垫付1500元，该1500元包含在上述6500元之内。'
  expect(rules([good], told(within))).toContain('D25')
})

test('D15: a company is only called so', () => {
  const named = told('周明华是博彩广告有限公司的员工，欠林秋月修补款6500元。')
  const company = { ...fileOf().parties[1]!, id: 'p3', name: '博彩广告有限公司', kind: 'organization' as const }
  expect(rules([good], { ...named, parties: [...fileOf().parties, company] })).not.toContain('D15')
})

test('D02: kin who stay away send nobody in a party’s place; a name may begin with 由', () => {
  const away = told(
    '林秋月的父母在外地务工，没有到场也没有委托别人。',
    '双方说定：周明华于2026年12月31日前赔偿林秋月6500元，转账。',
  )
  expect(rules([good], away)).not.toContain('D02')
})

test('D05: parts named within a whole do not go beyond it', () => {
  const fee = (water: number) =>
    `周明华于2026年12月25日前向林秋月支付费用共计5400元，其中物业费4320元、公摊水电费${water}元，转入林秋月建设银行账户（尾号2251）。`
  expect(rules([fee(1180)])).toContain('D05')
  expect(rules([fee(1080)])).not.toContain('D05')
})

test('D08: but only with the leave of somebody else, and nothing without it', () => {
  expect(rules([`${good.replace(/。$/, '')}，但须周明华的哥哥写信同意，哥哥不同意的则不作数。`])).toContain('D08')
})

test('D19: the last day of each month is no rate by the day', () => {
  const text =
    '周明华自2026年10月起分三个月付清货款6000元（大写：陆仟元整），每月最后一日前付2000元，转账支付（尾号4417）。'
  expect(rules([text])).not.toContain('D19')
})

test('D08: paid out of a sale that may never come', () => {
  const out = '周明华在店转让出去、收到转让款后五日内退还林秋月6500元'
  expect(rules([`${out}，转账支付（尾号4417）。`])).toContain('D08')
  expect(rules([`${out}，最迟不超过2026年12月31日，转账支付（尾号4417）。`])).not.toContain('D08')
})

test('D11: a thing whose owner the records name', () => {
  const van = '周明华于2026年12月27日前将面包车一辆（车牌号浙A7K5P2）交付林秋月，抵偿欠款20000元。'
  const owner = (rest: string) => told(`行驶证上浙A7K5P2面包车的所有人是周明华的妹夫柯建明，${rest}。`)
  expect(rules([van], owner('柯建明没有参加调解，也没有书面同意'))).toContain('D11')
  expect(rules([van], owner('柯建明到场同意抵债'))).not.toContain('D11')
})

test('D25: what was paid is told in the clause, and paid again', () => {
  const fees = (again: number) =>
    `林秋月治疗费用共计11000元，其中3000元已由周明华垫付；周明华于2026年12月31日前再向林秋月支付${again}元，转入林秋月账户（尾号4417）。`
  expect(rules([fees(11000)])).toContain('D25')
  expect(rules([fees(8000)])).not.toContain('D25')
})
