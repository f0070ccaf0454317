import { describe, expect, test } from 'vitest'
import { at, read } from '../reading/records.test-suite.ts'
import { owedSums, readSums } from '../reading/sums.ts'
import { methodOf } from './duties.ts'
import { isTakenOff, lacksDay, lacksMethod, paidByOthers, paidNowhere } from './lacks.ts'
import { readObligations } from './obligations.ts'

describe('clauses that need no day of their own', () => {
  test.each([
    '屋面防水重做后两年内,同一处再渗水的,周明华免费修好',
    '门窗质保两年,自验收之日起算',
    '更换的压缩机保修一年,保修期内出现故障由周明华负责更换',
    '延期的违约金800元从尾款里扣',
  ])('%s', (text) => {
    expect(lacksDay(text, at)).toBe(false)
    expect(lacksMethod(text)).toBe(false)
  })
  test.each([
    ['周明华退陈美娟押金3948元', '一共退5598元,11月20日前转账'],
    ['周明华退陈美娟车位租金1500元', '陈美娟应交3120元,与上款1500元相抵后再交1620元,11月30日前缴清'],
    ['交强险内赔32500元', '上款中10000元付周明华,其余22500元付陈美娟,均在12月30日前付清'],
  ])('what another clause sums up or sets off, and dates: %s', (text, other) => {
    expect(lacksDay(text, at, [other])).toBe(false)
    expect(lacksDay(text, at, ['周明华12月1日前清走杂物'])).toBe(true)
  })
  test('rows of a table whose people are paid by a day told of them together', () => {
    const rows = ['苗小满:应发5200元,扣预支0元,实付5200元', '江小禾:应发4100元,扣预支300元,实付3800元']
    const total = '以上实付合计9000元'
    const how = '怎么付:苗、江两人12月10日一次付清'
    const others = (text: string, paid = how) => [...rows, total, paid].filter((other) => other !== text)
    for (const text of [...rows, total]) expect(lacksDay(text, at, others(text))).toBe(false)
    const one = '怎么付:苗小满12月10日一次付清'
    expect(lacksDay(rows[0]!, at, others(rows[0]!, one))).toBe(false)
    for (const text of [rows[1]!, total]) expect(lacksDay(text, at, others(text, one))).toBe(true)
  })
  test('what somebody has done later at their own cost', () => {
    expect(lacksDay('后续的修复由陈美娟自己另找门诊,费用自理', at)).toBe(false)
    expect(lacksDay('后续的修复由周明华做', at)).toBe(true)
  })
  test('a share that another clause pays is not paid twice', () => {
    const share = '租金余6000元两人平分,每人3000元'
    expect(paidNowhere(share, at, ['周明华付陈美娟3000元,2026年12月1日前转账'])).toBe(true)
    expect(paidNowhere(share, at, ['周明华付陈美娟2000元,2026年12月1日前转账'])).toBe(false)
  })
  test('a day that is said and is none', () => {
    expect(lacksDay('陈美娟把檐沟落水管改到自己院里,有空就弄', at)).toBe(true)
    expect(lacksDay('周明华尽快修好围墙,最迟12月1日', at)).toBe(false)
  })
  test.each([
    ['头一笔2026年12月15日还3500元,2027年1月开始到4月,每月15日还2000元,四个月还完', 11_500],
    ['2026年12月15日付3500元,2027年1月起每月15日付2000元,共4期', 11_500],
  ])('what is paid again and again, counted by its months: %s', (plan, whole) => {
    expect(lacksDay(`周明华还陈美娟${whole}元`, at, [plan])).toBe(false)
    expect(lacksDay(`周明华还陈美娟${whole + 500}元`, at, [plan])).toBe(true)
  })
  test('what was spent until a day is not due on it', () => {
    const [sum] = readObligations(
      ['周明华11月30日前赔偿陈美娟截至2026年9月15日已经发生的医疗费28240元'],
      at,
      read([]).names,
    )
    expect(sum).toMatchObject({ dueOn: '2026-11-30' })
  })
  test('a reckoning, where another clause dates one of its shares', () => {
    const text = '修复费一共6000元,陈美娟承担2000元,周明华承担4000元'
    expect(lacksDay(text, at, ['周明华于2026年12月1日前付4000元'])).toBe(false)
    expect(lacksDay('周明华赔偿陈美娟4000元', at, ['陈美娟于2026年12月1日前付700元'])).toBe(true)
  })
})

describe('steps of a reckoning', () => {
  test.each([
    ['合计8600元,已付2100元,还剩6500元', ['2500元还周明华,4000元给陈美娟,12月8日前到账']],
    [
      '周明华出9000元,陈美娟出4000元',
      ['周明华已经付掉的2000元扣除,还差7000元,12月8日前付', '陈美娟给过1000元,还差3000元,12月20日前付'],
    ],
    ['租金按7300元算,篱笆折1200元给陈美娟', ['押金2000元也抵进去,两样抵掉还差4100元,陈美娟12月8日前转']],
    [
      '货款9800元,付了2000元,剩7800元',
      ['7800元扣退货1300元,剩6500元', '6500元周明华分两次,12月8日前3000元,12月28日前3500元'],
    ],
    ['车款5200元减掉使用费700元,退4500元', ['今天已经转1500元到陈美娟卡上', '还有3000元,过户那天转到同一张卡']],
    ['周明华赔4100元,陈美娟赔600元', ['两人都在签字后七天内付清,微信转给程秋水']],
    ['周明华退押金1400元', ['12月8日前微信原路退给陈美娟']],
    ['花桩少了两根,进价90元,同意按90元扣', []],
    ['11月的租金跟旧账2600元一道付', ['旧账2600元12月8日前付']],
    ['周明华收到货48小时内退6000元到支付宝', []],
    ['周明华当面赔礼,已赔;陈美娟也说了声对不起', []],
    ['过道恢复原样,两家都不堆柴', []],
    ['发票:配件费900元和1200元红字,周明华12月8日前开给陈美娟', []],
    ['退4200元,余28节作废', ['分两次,每次一半:12月8日退2100元;12月28日再退2100元']],
  ])('need no day of their own: %s', (text, others) => {
    expect(lacksDay(text, at, others)).toBe(false)
  })
  test.each([
    ['合计8600元,已付2100元,还剩6500元', ['周明华12月8日前付4000元']],
    ['周明华出9000元', ['陈美娟给过1000元,还差3000元,12月20日前付']],
    ['周明华和陈美娟一起付2600元', []],
    ['货款9800元,付了2000元,剩7800元', ['7800元扣退货1300元,剩6500元']],
    ['周明华恢复过道原样', []],
    ['周明华赔4100元', ['手机380周明华今天现金给']],
    ['周明华赔4100元', ['两个摊位由市场12月8日前画线,各在各线内']],
  ])('need one where nothing pays them off: %s', (text, others) => {
    expect(lacksDay(text, at, others)).toBe(true)
  })
  test('nor a way of paying, where the clauses that pay them off tell it', () => {
    const parts = ['2000元今天当场转了', '12月8日前微信再付3000元']
    expect(paidByOthers('转让费6000元扣1000元,净退5000元', at, parts)).toBe(true)
    expect(paidByOthers('转让费6000元扣1000元,净退5000元', at, ['12月8日前微信付2000元'])).toBe(false)
  })
  test.each([
    ['货款4000元,折800元给周明华', [400_000, 80_000]],
    ['货款4000元打八折,收3200元', [320_000]],
    ['押金2000元也抵进去,抵掉还差4100元', [410_000]],
    ['实交7200元,单价150元,退4200元', [420_000]],
  ])('what is owed: %s', (text, fen) => {
    expect(owedSums(readSums(text, at), text).map((it) => it.fen)).toEqual(fen)
  })
})

describe('what asks for no day of its own', () => {
  test.each([
    ['周明华退药费1200元', ['两样加起来2000元,12月15日前付给陈美娟', '周明华另补800元']],
    ['周明华退伙款9000元', ['柜子抵1000元,周明华实付8000元:12月5日前5000元,1月5日前3000元']],
    ['还欠6000元', ['周明华分3期还,每期2000元,每月15日前付']],
    ['余下的周明华再付900元', ['余款由周明华尽快付清']],
    ['货商的870元周明华去还,跟陈美娟不搭界', []],
    ['付清以前机器不搬走', []],
    ['那天把钥匙交给陈美娟', []],
    ['周明华当面道歉,已经道了', []],
    ['周明华向陈美娟道歉(已道歉)', []],
    ['以前垫的600元不用陈美娟退', []],
    ['押金900元以后房东退下来也是陈美娟的', []],
    ['车损险那1500元周明华自己去报,行驶证复印件给陈美娟', []],
    ['搬运时碰坏电梯、墙面的,周明华负责修好', []],
    ['周明华把花架拆掉,门口的砖搬走', ['上面这几样12月8日前都要弄好']],
  ])('%s', (text, others) => {
    expect(lacksDay(text, at, others)).toBe(false)
  })
  test.each([['周明华退药费1200元'], ['周明华当面向陈美娟道歉'], ['余款由周明华尽快付清']])(
    '%s asks for one',
    (text) => {
      expect(lacksDay(text, at, ['周明华搬走柜子'])).toBe(true)
    },
  )
  test('what is done by a day of its own does not date what is paid', () => {
    expect(lacksDay('周明华赔陈美娟900元', at, ['上面这几样12月8日前都要弄好'])).toBe(true)
  })
  test('what closes the matter is paid all the same, whatever is not knocked off', () => {
    const paid = readObligations(
      ['周明华交3000元了结,12月15日前交清', '下半年的900元,12月20日前交,不打折'],
      at,
      read([]).names,
    )
    expect(paid.map(({ amountFen, dueOn }) => [amountFen, dueOn])).toEqual([
      [300_000, '2026-12-15'],
      [90_000, '2026-12-20'],
    ])
  })
  test.each([
    '陈美娟收款后五日内开具8000元的发票给周明华',
    '另外500元给代金券,12月10日前发',
    '摊位押金900元以后市场退了归周明华;欠货商的款由周明华去付',
  ])('no payment: %s', (text) => {
    expect(lacksMethod(text)).toBe(false)
  })
})

describe('a day that another clause tells', () => {
  const now = '2026-11-05T09:00:00+08:00'
  test('for all that is paid', () => {
    expect(lacksDay('沈某出5000元,罗某出3000元', now, [])).toBe(true)
    expect(lacksDay('沈某出5000元,罗某出3000元', now, ['两人都在签字后五天内付清,转账'])).toBe(false)
  })
  test('for what is left of a sum that was paid in part', () => {
    const shares = '罗某赔9000元'
    expect(lacksDay(shares, now, ['已付的算进去:罗某付过2000元', '罗某剩7000元,11月底前付'])).toBe(false)
    expect(lacksDay(shares, now, ['已付的算进去:罗某付过2000元', '罗某剩6000元,11月底前付'])).toBe(true)
  })
  test('for what was taken on the spot', () => {
    expect(lacksDay('罗某微信转给沈某900元,沈某点了收款', now)).toBe(false)
    expect(lacksDay('罗某微信转给沈某900元,沈某收到后还钥匙', now)).toBe(true)
  })
  test('for what an offset leaves', () => {
    expect(lacksDay('店家赔车1500元', now, ['沈某认欠2100元', '两笔一抵,沈某补600元,11月20日前付'])).toBe(false)
    expect(lacksDay('店家赔车1400元', now, ['沈某认欠2100元', '两笔一抵,沈某补600元,11月20日前付'])).toBe(true)
  })
})

test('what is left after something is set off is paid, and by the way its own half says', () => {
  const half = '陈美娟应付的物业费1200元从赔款中抵扣,抵扣后物业公司实付2300元,12月20日前银行转账给陈美娟'
  expect(isTakenOff(half)).toBe(false)
  expect(methodOf(half)).toBe('银行转账')
  expect(isTakenOff('违约金300元从尾款里扣')).toBe(true)
})

test('an equation, an act told as done, and what goes along with another parcel need no day of their own', () => {
  const rest = ['周明华5200元,12月5日前转账', '周明华12月10日前把U盘快递给陈美娟']
  expect(lacksDay('修车7000元－保险已付1800元＝5200元', at, rest)).toBe(false)
  expect(lacksDay('周明华当面给陈美娟赔礼道歉,已做', at, rest)).toBe(false)
  expect(lacksDay('施救费300元周明华当时已经付掉,不再分摊', at, rest)).toBe(false)
  expect(lacksDay('周明华写一封道歉信,跟U盘一道寄', at, rest)).toBe(false)
  expect(lacksDay('修车7000元－保险已付1800元＝5200元', at)).toBe(true)
})

describe('what a reckoning ends at', () => {
  const instalments = '周明华2026年11月30日前2000元,2026年12月31日前1480元'
  test('instalments of another clause pay it', () => {
    const text = '40节平摊,用掉12节,剩3600元,扣教材120元,退3480元'
    expect(lacksDay(text, at, [instalments])).toBe(false)
    expect(lacksDay(text, at, ['周明华12月1日前清走杂物'])).toBe(true)
  })
  test('what is set off is none of it: the rest wants its day, unless another clause has one', () => {
    const text = '三年的分红共5400元,先领的500元要抵掉,周明华实际再付陈美娟4900元'
    expect(lacksDay(text, at, ['哪天付没讲'])).toBe(true)
    expect(lacksDay(text, at, ['2026年12月1日前周明华付清'])).toBe(false)
  })
  test('the clause with the day takes something off', () => {
    const rest = '话筒600元从里面扣,净付31800元,2026年12月20日前转卡'
    expect(lacksDay('经济补偿30000元', at, ['未休年休假2400元', rest])).toBe(false)
  })
  test('a total without a day beside the rest with one', () => {
    const others = ['合起来5200元,扣掉已付1200元,再付4000元', '剩4000元2026年12月10日前微信转']
    expect(lacksDay('医疗费3900元全赔', at, others)).toBe(false)
    expect(lacksDay('医疗费3900元全赔', at, others.slice(0, 1))).toBe(true)
  })
  test.each(['柜子、钥匙已交回', '周明华200元现在转,支付宝', '术后修复的效果与周明华无关'])(
    'done, done at once, or no duty: %s',
    (text) => {
      expect(lacksDay(text, at)).toBe(false)
    },
  )
  test('cash that is brought on the day another clause gives', () => {
    expect(lacksDay('赔150元,给现金', at, ['2026年11月27日晚上周明华拿到陈美娟家'])).toBe(false)
  })
  test('what stays, and what something waits for, is no payment', () => {
    const text = '周明华退陈美娟25000元,其余15000元当磨损,不退'
    expect(lacksDay(text, at, ['分5期,每期5000元,2026年12月起每月20日'])).toBe(false)
    expect(lacksMethod('周明华收到9000元后3天内把模具送到厂里')).toBe(false)
    expect(lacksMethod('押金8400元直接转成周明华的押金')).toBe(false)
  })
  test('先行清偿 is a payment with its day', () => {
    const pays = '由周明华先行清偿,2026年12月18日前转入以上四人本人卡'
    expect(lacksDay('陈美娟:应得9600元,实付9600元', at, [pays])).toBe(false)
  })
})
