import { describe, expect, test } from 'vitest'
import { good, person, record, rewritten, rules, sides } from './agreement.test-suite.ts'

const pay = '转账至林秋月建设银行账户（尾号4417）'
const company = person('p2', 'respondent', '杭州远帆家具有限公司', {
  kind: 'organization',
  details: { creditCode: '91330100MA2ABC10XX', legalRepresentative: '沈默' },
})
const withCompany = (text: string) => ({ parties: [sides[0]!, company], records: [record(text)] })
const told = (text: string) => ({ records: [record(text)] })

describe('places to sign', () => {
  const rest = ['人民调解员（签名）', '记录人（签名）', '钱塘区综合人民调解委员会（印章）']
  test.each([
    [['申请人林秋月（签名）', '被申请人周明华（出差在外，未签）'], true],
    [['申请人林秋月（签名）', '被申请人周明华（以后有空来签）'], true],
    [['申请人（签名、按指印）', '被申请人（签名、按指印）'], false],
    [['申请人（签名、按指印）'], true],
  ])('%s', (places, wrong) => {
    expect(rewritten({ places: [...places, ...rest] }).includes('D01')).toBe(wrong)
  })
})

describe('who came and what the papers call them', () => {
  const name = '杭州远帆家具有限公司'
  const term = `${name}于2026年12月31日前退还林秋月货款3200元，${pay}。`
  test('a name with a word more or less is not the registered one', () => {
    const facts = '2026年6月林秋月向杭州远帆家具制造有限公司订购衣柜。'
    expect(rewritten({ terms: [term], facts }, withCompany('双方到场。'))).toContain('D04')
    expect(
      rewritten({ terms: [term], facts }, withCompany('衣柜由另一家杭州远帆家具制造有限公司生产。')),
    ).not.toContain('D04')
  })
  test('what the licence says decides', () => {
    expect(rules([term], withCompany('营业执照上是个体工商户，字号为“钱塘区远帆木作坊”，经营者沈默。'))).toContain(
      'D04',
    )
    expect(rules([term], withCompany(`查登记系统，没有“${name}”这家企业。`))).toContain('D04')
    expect(rules([term], withCompany(`营业执照名称为“${name}”，与登记表一致。`))).not.toContain('D04')
    expect(rules([term], withCompany('合同上的公司名称是“杭州海帆木业有限公司”。'))).not.toContain('D04')
  })
  test('who only sits by needs no mandate', () => {
    expect(rules([good], told('林秋月、周明华到场。林秋月的同事陪着来，没有委托手续，在旁边旁听。'))).not.toContain(
      'D02',
    )
    expect(rules([good], told('周明华没来，他表哥到场代为签字，没有委托手续。'))).toContain('D02')
  })
  test('a guardian a court named acts by law', () => {
    const judged = '林秋月系智力残疾，法院判决认定其为限制民事行为能力人，指定哥哥林秋生为监护人。'
    expect(rules([good], told(`${judged}林秋生作为林秋月的法定代理人到场并签名。`))).not.toContain('D03')
    expect(rules([good], told(`${judged}林秋生没有到场，林秋月自己按了指印。`))).toContain('D03')
  })
})

describe('conditions', () => {
  test.each([
    [`周明华在客户把设备款打来到账后十日内支付林秋月8000元，${pay}。`, true],
    [`周明华收到开发商工程款后支付林秋月8000元，${pay}。`, true],
    [`周明华收到开发商工程款后支付林秋月8000元，最迟不晚于2026年12月31日，${pay}。`, false],
    [`周明华的女儿愿意的，周明华于2026年12月31日前退林秋月8000元，${pay}；女儿不愿意的，不退。`, true],
    [`周明华每月10日前付林秋月500元，${pay}；当月没有结余的，该月不付。`, true],
    [`房东要是不同意，周明华也不退林秋月的定金8000元，${pay}。`, true],
    [
      `林秋月于2026年12月10日前交还钥匙；林秋月逾期不交还的，周明华不退押金。周明华于2026年12月31日前退押金8000元，${pay}。`,
      false,
    ],
  ])('%s', (term, wrong) => {
    expect(rules([term]).includes('D08')).toBe(wrong)
  })
})

test('what only tells of a payment hangs on nothing', () => {
  expect(rules([`周明华付林秋月退伙款43000元，于2026年12月31日前${pay}。`])).not.toContain('D08')
})

describe('what belongs to whom', () => {
  test('a house given in everyday words is a title all the same', () => {
    expect(rules([good, '文东村老宅的前半间以后就是林秋月的，后半间就是周明华的。'])).toContain('D10')
    expect(rules([good, '文东村老宅的租金以后都归林秋月。'])).not.toContain('D10')
  })
  test('a body that is no party is not made to pay', () => {
    expect(rules([`由文东村股份经济合作社从集体分红里拨付林秋月2000元，于2026年12月31日前${pay}。`])).toContain('D11')
    expect(
      rules([`由文东村股份经济合作社从集体分红里拨付林秋月2000元，于2026年12月31日前${pay}。`], {
        parties: [sides[0]!, { ...company, name: '文东村股份经济合作社' }],
      }),
    ).not.toContain('D11')
  })
  test('a sister whom nobody asked is an heir', () => {
    const over = {
      parties: [person('p1', 'applicant', '沙大江', sides[0]), person('p2', 'respondent', '沙大河', sides[1])].map(
        (it, i) => ({ ...it, id: `p${i + 1}`, name: ['沙大江', '沙大河'][i]! }),
      ),
      disputeType: 'family.inheritance',
      records: [record('父亲去世，还有个妹妹沙大溪嫁在外地，没有来，也没有委托人。')],
    }
    const term = '父亲存款20000元由沙大江、沙大河平分，沙大河于2026年12月31日前转账支付沙大江10000元。'
    expect(rules([term], over)).toContain('D11')
  })
  test('wages go to no firm but the worker', () => {
    const labor = { ...withCompany('公司法定代表人沈默到场。'), disputeType: 'labor.wage_arrears' }
    const term = (to: string) =>
      `杭州远帆家具有限公司于2026年12月31日前支付林秋月工资7000元，转入${to}建设银行账户（尾号4417）。`
    expect(rules([term('钱塘区大顺劳务服务部（经营者盛大顺）')], labor)).toContain('D22')
    expect(rules([term('林秋月本人')], labor)).not.toContain('D22')
    expect(rules([term('林秋月'), '公司此前误付到包工头账户的款项由公司自行追回。'], labor)).not.toContain('D22')
  })
})

describe('courts', () => {
  const ask = (court: string) => `双方自本协议生效之日起三十日内共同向${court}申请司法确认。`
  const closing = (text: string, at = '') => rewritten({ closing: text }, at ? told(at) : {})
  test('where a thing happened or a lawyer works makes no court', () => {
    expect(closing(ask('宁波市鄞州区人民法院'), '事故发生在宁波市鄞州区中山东路。')).toContain('D20')
    expect(
      rewritten({
        terms: [good, '周明华于2026年12月20日前修好位于宁波市鄞州区的房屋外墙，做到不渗水。'],
        closing: ask('宁波市鄞州区人民法院'),
      }),
    ).not.toContain('D20')
  })
  test('an intermediate court is asked for by few', () => {
    expect(closing(ask('宁波市中级人民法院'))).toContain('D20')
  })
  test('the court that asked for the mediation is the court', () => {
    const asked = '宁波市鄞州区人民法院于2026年10月9日邀请本会调解。'
    expect(closing(ask('宁波市鄞州区人民法院'), asked)).not.toContain('D20')
    expect(closing(ask('宁波市海曙区人民法院'), asked)).toContain('D20')
  })
  test('any time is no time', () => {
    expect(closing('双方什么时候想申请司法确认都行，到时候一起去法院。')).toContain('D20')
  })
})

describe('facts told otherwise than recorded', () => {
  const facts = (text: string, recorded: string) => rewritten({ facts: text }, told(recorded)).includes('D23')
  test('who is to blame', () => {
    const found = '交警认定周明华负全部责任，林秋月无责任。'
    expect(facts('交警认定林秋月负主要责任，周明华负次要责任。', found)).toBe(true)
    expect(facts('交警认定周明华负全部责任。', found)).toBe(false)
  })
  test('for which months', () => {
    const found = '核对考勤，周明华没有发林秋月6月、7月的工钱，5月的已经发了。'
    expect(facts('周明华欠林秋月5月、6月、7月工钱。', found)).toBe(true)
    expect(facts('周明华欠林秋月6月、7月工钱。', found)).toBe(false)
  })
  test('a name without a record, and one that only runs into a word', () => {
    expect(facts('货由周明华的仓管员汤伯良签收。', '货由仓管员司春生签收。')).toBe(true)
    expect(facts('林秋月称漏水从六月开始。', '林秋月讲漏水从六月开始。')).toBe(false)
  })
  test('bills added up', () => {
    const bills = '票据三张：310元、450元、240元，双方核对无误。'
    expect(facts('医药费三张票据合计1000元。', bills)).toBe(false)
    expect(facts('医药费三张票据合计1090元。', bills)).toBe(true)
  })
  test('the number of an order is nobody’s', () => {
    expect(
      rewritten({ facts: '订单编号770260518330045128，林秋月确认收货。' }, told('订单编号770260518330045128。')),
    ).not.toContain('D26')
  })
})
