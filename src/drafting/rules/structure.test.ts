import { describe, expect, test } from 'vitest'
import { fileOf, found, good, person, record, rules, sides } from './agreement.test-suite.ts'

const pay = '转账至林秋月建设银行账户（尾号4417）'

describe('sums and days', () => {
  test('a sum to be found out later is none, however it is paid', () => {
    expect(rules([`周明华应付的石料款数额，待双方核完磅单之后再算，于2026年12月31日前${pay}。`])).toContain('D05')
    expect(rules([`磅单对出来是多少，周明华就付多少，于2026年12月31日前${pay}。`])).toContain('D05')
    expect(rules([`周明华于2026年12月31日前付清石料款，数额8600元，${pay}。`])).not.toContain('D05')
  })
  test('what is left after a payment with a day needs a day of its own', () => {
    const first = '周明华赔偿林秋月共9000元：2026年12月10日前先付4000元'
    expect(rules([`${first}，余款5000元之后陆续付完，均${pay}。`])).toContain('D06')
    expect(rules([`${first}，余款5000元${pay}。`])).toContain('D06')
    expect(rules([`${first}，余款5000元于2027年1月10日前付清，均${pay}。`])).not.toContain('D06')
    expect(rules([`${first}，余款5000元林秋月自愿放弃，${pay}。`])).not.toContain('D06')
  })
  test('the way it was paid in is a way to pay it back', () => {
    expect(rules(['周明华于2026年12月10日前退还林秋月报名费1200元，按原付款渠道退回。'])).not.toContain('D07')
    expect(rules(['周明华于2026年12月10日前退还林秋月报名费1200元。'])).toContain('D07')
  })
  test('a share forfeited once is reckoned', () => {
    expect(rules([good, '逾期的，周明华一次性按欠付部分的百分之八向林秋月支付违约金。'])).not.toContain('D19')
    expect(rules([good, '逾期的，周明华一次性按欠付部分的百分之五十向林秋月支付违约金。'])).toContain('D19')
  })
})

describe('what is left out', () => {
  test('a matter that the agreement does not deal with breaks no rule', () => {
    expect(rules([good, '老人的监护事宜，本协议不予认定，由有关组织依法处理。'])).not.toContain('D09')
    expect(rules([good, '林秋月另一张存单的事不属于本次调解的内容。'])).not.toContain('D06')
  })
  test('that nobody was hurt waives nothing', () => {
    expect(rules([good, '这次刮擦没有造成人员受伤。'])).not.toContain('D14')
  })
})

describe('things and houses', () => {
  const told = (text: string) => ({ records: [record(text)] })
  test('goods for play are goods', () => {
    const terms = [`周明华于2026年12月10日前付清林秋月棋牌桌货款5200元，${pay}。`]
    expect(rules(terms, told('周明华买了林秋月店里棋牌桌四张，欠货款5200元。'))).not.toContain('D15')
    expect(rules(terms, told('5200元是打牌输给林秋月的。'))).toContain('D15')
  })
  test('a village house is let as others are; what was built without leave is not', () => {
    const terms = [`周明华于2026年12月10日前付清林秋月房租3300元，${pay}。`]
    expect(rules(terms, told('林秋月把自家宅基地上的东厢房租给周明华住，每月1100元。'))).not.toContain('D15')
    expect(rules(terms, told('林秋月把违法搭建的棚屋租给周明华住，每月1100元。'))).toContain('D15')
  })
})

describe('who and how much', () => {
  const company = person('p2', 'respondent', '杭州云杉保洁服务有限公司', {
    kind: 'organization',
    details: { creditCode: '91330100MA2ABC10XX' },
  })
  const refund = (name: string) => `${name}于2026年12月10日前退还林秋月保洁费900元，${pay}。`
  test('a company a letter off is another company', () => {
    const parties = [sides[0]!, company]
    expect(rules([refund('杭州云彬保洁服务有限公司')], { parties })).toContain('D04')
    expect(rules([refund('杭州云杉保洁服务有限公司')], { parties })).not.toContain('D04')
  })
  const slip = record(
    '林秋月交来银行流水：2026年3月2日转给周明华购车订金26500元，周明华看过认可。',
    undefined,
    '证据核验',
  )
  const back = (sum: string) => `周明华于2026年12月10日前返还林秋月已付的购车订金${sum}，${pay}。`
  test('a sum paid before is the one the papers show', () => {
    expect(rules([back('25600元')], { records: [slip] })).toContain('D23')
    expect(rules([back('26500元')], { records: [slip] })).not.toContain('D23')
  })
  test('a parent who signs for a child comes for no other party', () => {
    const child = person('p1', 'applicant', '林小满', { idNumber: '330104201709173317' })
    const talk = record(
      '林小满今年九岁，由其母亲柳青作为法定代理人到场。柳青代女儿与周明华谈妥赔900元，协议由柳青签字。',
    )
    const terms = [`周明华于2026年12月10日前赔偿林小满医疗费900元，转账至柳青建设银行账户（尾号4417）。`]
    expect(rules(terms, { parties: [child, sides[1]!], records: [talk] })).not.toContain('D02')
  })
  test('a will that is not free shows in several signs together', () => {
    const frail = '林秋月眼睛看不清，家里没有人陪，也没有人告诉她可以不签和总损失是多少。'
    const told = (text: string) => found([good], { records: [record(text)] }).filter(({ rule }) => rule === 'D17')
    expect(told(`${frail}周明华说不要这六千五就拉倒，她就同意了。`)).not.toEqual([])
    expect(told('林秋月眼睛看不清，由女儿逐条念给她听，她同意了。')).toEqual([])
  })
  test('all blame on one side and a fraction of the proven loss wants a look', () => {
    const loss = (blame: string) =>
      fileOf({
        records: [record(`认定书：周明华${blame}。医疗费、护理费合计38100元，有票据。`, undefined, '核算记录')],
      })
    const of = (blame: string) => found([good], { records: loss(blame).records }).map(({ rule }) => rule)
    expect(of('负全部责任')).toContain('D17')
    expect(of('负次要责任')).not.toContain('D17')
  })
})

test('a court is named after the place the text tells of', () => {
  const terms = [good, '双方自协议生效之日起三十日内，共同向仓库所在地的海宁市人民法院申请司法确认。']
  const lies = record('双方争议的仓库在海宁市许村镇。')
  expect(rules(terms, { records: [lies] })).toContain('D20')
  expect(rules([...terms, '仓库位于海宁市许村镇，周明华于2026年12月20日前交还钥匙。'], {})).not.toContain('D20')
})
