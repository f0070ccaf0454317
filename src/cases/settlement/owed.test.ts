import { describe, expect, test } from 'vitest'
import { findDays } from '../reading/days.ts'
import { findAmounts } from '../reading/quantities.ts'
import { at, party, read } from '../reading/records.test-suite.ts'
import { owedSums, readSums, sumGap } from '../reading/sums.ts'
import { lacksDay, lacksMethod } from './lacks.ts'
import { readObligations } from './obligations.ts'
import { asClause } from './wording.ts'

describe('days and sums', () => {
  test.each([
    ['每月第一个星期六接,星期天送回', []],
    ['幼儿园周六不开门', []],
    ['每周三视频,周日下午带出去', []],
  ])('days that come back: %s', (text, days) => {
    expect(findDays(text, at, 'future').flatMap(({ on }) => on ?? [])).toEqual(days)
  })
  test.each([
    ['3号微信付掉500元', '2026-11-03'],
    ['2号已付800元', '2026-11-02'],
    ['28号现金交了200元', '2026-10-28'],
  ])('a day behind: %s', (text, on) => {
    expect(findDays(text, at, 'future')[0]?.on).toBe(on)
  })
  test.each([
    ['12-15前给', '2026-12-15'],
    ['01-20之前付', '2027-01-20'],
    ['12.20一把清', '2026-12-20'],
    ['1.5结清', '2027-01-05'],
  ])('%s', (text, on) => {
    expect(findDays(text, at, 'future')[0]?.on).toBe(on)
  })
  test('a chain of days before a sum', () => {
    expect(findDays('12/1、1/1、2/1前各付500元', at, 'future').map(({ on }) => on)).toEqual([
      '2026-12-01',
      '2027-01-01',
      '2027-02-01',
    ])
  })
  test.each(['验收后5日内付', '收齐材料后15个工作日内付', '办好过户手续后三天里付'])(
    'from when a term runs: %s',
    (text) => {
      expect(findDays(text, at, 'future')[0]?.raw).toMatch(/^(?:验收|收齐材料|办好过户手续)后/)
    },
  )
  test.each(['三天里面搬走', '验收好十天里付', '七天里头删掉'])('%s is a term', (text) => {
    expect(findDays(text, at, 'future')[0]?.kind).toBe('term')
  })
  test.each([
    ['2200×3=6600元', [660_000]],
    ['5000+800-212.5-100元', [10_000]],
    ['500-800元', [80_000]],
    ['作价¥18,000,归陈美娟', [1_800_000]],
    ['共12,500元,分两次', [1_250_000]],
    ['退51节,每节课时费120元', [12_000]],
    ['剩12课时', []],
    ['付 ①12-10前 4309 ②1-10前 4309', [430_900, 430_900]],
  ])('%s', (text, fen) => {
    expect(findAmounts(text).map((it) => it.fen)).toEqual(fen)
  })
  test.each([
    ['租金2400元一年由大户付', '2400元(大写:贰仟肆佰元整)一年'],
    ['每次80元一次', '80元(大写:捌拾元整)一次'],
    ['按900元/亩', '900元/亩'],
    ['陈美娟先付一千,余下月底付', '先付1000元(大写:壹仟元整),'],
  ])('what a sum is for one of stays: %s', (text, clause) => {
    expect(asClause(text, at, read([], [party('a', 'applicant', '陈美娟')]))).toContain(clause)
  })
})

describe('what is owed, and when', () => {
  const { names } = read([], [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')])
  const owed = (...clauses: string[]) =>
    readObligations(clauses, at, names).map(({ amountFen, dueOn, due }) => [amountFen && amountFen / 100, dueOn ?? due])
  test.each([
    [['周明华退陈美娟6960元,扣260元,退6700元,12月1日前付'], [[6700, '2026-12-01']]],
    [['工钱18000元,减返工2600元,陈美娟付周明华15400元,12月1日前付'], [[15400, '2026-12-01']]],
    [
      ['补助1500元+差额300元+护理费200元=2000元,扣借款500元,周明华实付陈美娟1500元,12月1日前付'],
      [[1500, '2026-12-01']],
    ],
    [['周明华赔陈美娟900元', '周明华12月8日前打陈美娟工资卡'], [[900, '2026-12-08']]],
    [['物业费4000元打八折,陈美娟付周明华3200元,12月1日前付'], [[3200, '2026-12-01']]],
    [['周明华赔陈美娟3240元,11月30日前付清'], [[3240, '2026-11-30']]],
    [['周明华还陈美娟1000元,现金,12月1日前'], [[1000, '2026-12-01']]],
    [
      ['周明华分三次付陈美娟:12月1日前100元、12月11日前200元、12月21日前300元'],
      [
        [100, '2026-12-01'],
        [200, '2026-12-11'],
        [300, '2026-12-21'],
      ],
    ],
    [
      ['周明华12月1日前、1月1日前各付陈美娟500元'],
      [
        [500, '2026-12-01'],
        [500, '2027-01-01'],
      ],
    ],
    [['周明华赔陈美娟900元', '两笔都在12月8日前转到陈美娟账户'], [[900, '2026-12-08']]],
    [['周明华12月1日前归还陈美娟2025年7月1日所借本金5000元'], [[5000, '2026-12-01']]],
    [['余款800元12月31日前打陈美娟农商行卡'], [[800, '2026-12-31']]],
  ])('%j', (clauses, sums) => {
    expect(owed(...clauses)).toEqual(sums)
  })
  test('what was handed over on its own day is done, whatever is due later', () => {
    const text = '周明华赔陈美娟900元,其中400元已于2026年11月5日现场现金付给陈美娟,余款500元2026年12月1日前付'
    expect(readObligations([text], at, names).map(({ amountFen, settled }) => [amountFen, settled])).toEqual([
      [40_000, true],
      [50_000, false],
    ])
  })
  test('from when a term runs is no day to pay by', () => {
    const [owes] = readObligations(['签协议之日(11月5日)起十日内周明华转陈美娟900元'], at, names)
    expect([owes?.dueOn, owes?.due]).toEqual([undefined, '十日内'])
  })
  test('as many days as instalments', () => {
    const text = '周明华分三期付陈美娟,每期500元:12月1日、1月1日、2月1日'
    expect(owed(text)).toEqual([
      [500, '2026-12-01'],
      [500, '2027-01-01'],
      [500, '2027-02-01'],
    ])
    expect(sumGap(text, at)).toBeUndefined()
  })
  test.each([
    ['周明华退陈美娟30000元,12月10日付10000元,1月10日付15000元', 25_000],
    ['周明华欠陈美娟30000元:12月10日转10000元、1月10日转15000元', 25_000],
    ['周明华退陈美娟30000元(大写:叁万元整),12月10日付10000元(大写:壹万元整),1月10日付15000元', 25_000],
    ['周明华退陈美娟30000元,12月10日付10000元,1月10日付5000元,余款10000元2月10日付', 25_000],
    ['周明华退陈美娟30000元,12月10日付10000元,余款15000元1月10日付', 25_000],
    ['周明华退陈美娟30000元,12月10日付10000元,1月10日付20000元', undefined],
    ['周明华退陈美娟30000元,12月10日付10000元,余款20000元1月10日付', undefined],
    ['周明华退陈美娟30000元,12月10日付10000元,1月10日付15000元,余款2月10日付清', undefined],
    ['周明华退陈美娟30000元,每月10日付1000元,1月10日付15000元', undefined],
    ['周明华退陈美娟30000元,12月10日、1月10日各付10000元,2月10日付5000元', undefined],
    ['周明华退陈美娟30000元,12月10日付10000元,1月10日另付利息1500元', undefined],
    ['周明华退陈美娟共计30000元:第一笔10000元12月10日前付;余款自2027年1月起每月20日前付2500元,共六期', 25_000],
    ['周明华退陈美娟共计30000元:第一笔15000元12月10日前付;余款自2027年1月起每月20日前付2500元,共六期', undefined],
  ])('days that do not pay off the sum before them: %s', (text, found) => {
    expect(sumGap(text, at)).toEqual(found && { expected: 3_000_000, found: found * 100 })
  })
  test.each([
    '1299元的净化器归陈美娟,不用还',
    '还有480元陈美娟自己认了',
    '余下300元由陈美娟自行承担',
    '周明华每个星期去看一次',
    '租金1680元一年由大户付',
    '安置房交付前陈美娟住周明华家',
    '外面欠的2400元货款周明华自己付',
    '存款里扣掉陈美娟垫付的药费2600元,剩12000元三人平分',
    '周明华赔陈美娟120元,已微信转',
  ])('needs no day: %s', (text) => {
    expect(lacksDay(text, at)).toBe(false)
  })
  test.each(['1299元的净化器归陈美娟,不用还', '还有480元陈美娟自己认了', '打陈美娟农行卡6129,退5万元'])(
    'needs no way of paying: %s',
    (text) => {
      expect(lacksMethod(text)).toBe(false)
    },
  )
  test.each(['周明华赔陈美娟900元', '周明华退还押金2000元'])('still needs a day: %s', (text) => {
    expect(lacksDay(text, at)).toBe(true)
  })
  test.each([
    '11月5日现金付清350元',
    '周明华赔陈美娟120元,已微信转',
    '押金800元周明华已经退了',
    '周明华11月3日微信付了350元',
    '11月5日周明华当面给了陈美娟350元',
  ])('done already: %s', (text) => {
    expect(readObligations([text], at, names)[0]?.settled).toBe(true)
  })
})

describe('a clause in full', () => {
  const { names, corrections } = read([])
  const clause = (text: string) => asClause(text, at, { names, corrections })
  test.each([
    ['流转费周明华每年12月底前付', '每年12月底前'],
    ['周明华退陈美娟4月—9月的租金1800元', '4月—9月'],
    ['3至5月的工资周明华11月30日前付清', '3至5月'],
    ['周六上午九点接,礼拜天下午五点送回', '礼拜天下午五点'],
  ])('what comes back or spans months is no day of one year: %s', (text, kept) => {
    expect(clause(text)).toContain(kept)
  })
  test('sums and days that follow on each other keep all their letters', () => {
    expect(clause('周明华给陈美娟 13200元 11月20日前 转农行')).toContain('2026年11月20日前')
  })
})

describe('told once for several', () => {
  test.each([
    ['押金300元退还,另退租金800元', ['周明华当场付清两项合计1100元']],
    ['周明华退租金1500元', ['周明华退水费200元', '周明华实退1700元,12月8日前']],
    [
      '保险公司赔5000元;复印费40元由周明华承担',
      ['周明华垫付的抵掉40元', '付陈美娟4000元,付周明华1000元,12月8日前到账'],
    ],
    ['收据原件在第二笔款到账时交还陈美娟', ['周明华12月8日前付陈美娟900元']],
    ['陈美娟交物业费900元', ['物业费900元陈美娟说过几天付']],
    ['剩下600元退给陈美娟,钥匙交好那天付', ['周明华12月8日前交还钥匙']],
  ])('the day stands elsewhere: %s', (text, others) => {
    expect(lacksDay(text, at, others)).toBe(false)
  })
  test.each([
    ['凭发票由周明华承担,最多5000元', []],
    ['供应商9600元周明华12月8日前付清', []],
    ['工料费700元周明华付给木作店', []],
  ])('how it is paid is no matter of the agreement: %s', (text) => {
    expect(lacksMethod(text as string)).toBe(false)
  })
  test('a day told before the sums counts for them, what is done on a day to come is not done', () => {
    const { names } = read([], [party('a', 'applicant', '陈美娟'), party('b', 'respondent', '周明华')])
    const owed = (...clauses: string[]) => readObligations(clauses, at, names)
    expect(owed('周明华的钱12月8日前转陈美娟工行卡,尾号6671', '周明华再付2402元').at(-1)).toMatchObject({
      dueOn: '2026-12-08',
      method: expect.stringMatching(/卡|尾号/),
    })
    expect(owed('周明华收到全部照片当天付清800元')[0]?.settled).toBe(false)
    expect(owed('周明华已扫码付2000元,剩2680元12月8日前转到陈美娟账户')[0]?.method).toBe('转到')
  })
  test.each([
    ['每年的租金都在当年6月30日前付', '当年6月30日前'],
    ['7、8月工资', '7、8月工资'],
    ['补2024、2025两年租金', '2024、2025两年'],
  ])('%s', (text, words) => {
    expect(asClause(text, at, read([], [party('a', 'applicant', '陈美娟')]))).toContain(words)
  })
})

describe('who owes the rest', () => {
  const { names } = read([])
  test.each([
    '周明华退陈美娟货款8000元,当场转了3000元,陈美娟手机上看到到账,还有5000元在2026年12月20日前转到陈美娟建设银行卡(尾号8126)',
    '周明华赔陈美娟8000元,陈美娟已收到3000元,剩下5000元2026年12月20日前打到陈美娟农商银行账户',
  ])('%s', (clause) => {
    const rest = readObligations([clause], at, names).find(({ amountFen }) => amountFen === 500_000)
    expect([rest?.debtorId, rest?.creditorId, rest?.dueOn]).toEqual(['b', 'a', '2026-12-20'])
  })
  test('the other way round, where the other side owes', () => {
    const [rest] = readObligations(['周明华取走旧柜子,陈美娟2026年12月20日前把5000元转到周明华的卡上'], at, names)
    expect([rest?.debtorId, rest?.creditorId]).toEqual(['a', 'b'])
  })
})

describe('what is done and what is open', () => {
  const { names } = read([])
  const owed = (...clauses: string[]) =>
    readObligations(clauses, at, names).map(({ amountFen, dueOn, settled }) => [amountFen, dueOn, settled])
  test('the part that is open keeps its day', () => {
    expect(owed('周明华赔陈美娟3500元。当场微信转账2000元,陈美娟确认收到;剩下1500元12月10日前转给陈美娟')).toEqual([
      [150000, '2026-12-10', false],
    ])
  })
  test.each(['周明华当场拿现金给了陈美娟800元,陈美娟点过', '周明华当场微信转陈美娟800元,陈美娟收到'])('%s', (text) => {
    expect(owed(text)).toEqual([[80000, undefined, true]])
  })
  test('who pays by a day to come has not paid, whatever else is done on the spot', () => {
    expect(owed('周明华12月3日前刷卡付清800元,陈美娟当场开发票')[0]).toEqual([80000, '2026-12-03', false])
  })
  test('halves on two days', () => {
    expect(owed('周明华付陈美娟6000元', '分两次付,12月5日前付一半,1月5日前付另一半,都打到陈美娟卡尾号4411')).toEqual([
      [300000, '2026-12-05', false],
      [300000, '2027-01-05', false],
    ])
  })
})

describe('whose account is meant', () => {
  const three = read(
    [],
    [party('a', 'applicant', '汤水根'), party('b', 'applicant', '戚连福'), party('c', 'respondent', '周明华')],
  ).names
  test('the one named in the same stretch', () => {
    expect(
      asClause('汤水根的打到他农商银行卡尾号4411,戚连福的打到他农商银行卡尾号0937', at, {
        names: three,
        corrections: [],
      }),
    ).toBe('汤水根的打到汤水根农商银行卡尾号4411,戚连福的打到戚连福农商银行卡尾号0937')
  })
  test('nobody where three could be meant', () => {
    expect(asClause('周明华12月5日前打到他卡上', at, { names: three, corrections: [] })).toContain('打到他卡上')
  })
  test('bills that come in each month are settled at its end', () => {
    const wording = { names: three, corrections: [] }
    expect(asClause('药费三人平摊,凭发票,月底结', at, wording)).toBe('药费三人平摊,凭发票,月底结')
    expect(asClause('从今年12月起每月5号前付', at, wording)).toBe('从2026年12月起每月5日前付')
  })
})

test('a reckoning goes on from a share of the whole', () => {
  const text = '材料2400元,人工1600元,共4000元,承担七成=2800元,减已付800元,还付2000元'
  expect(owedSums(readSums(text, at), text).map(({ fen }) => fen)).toEqual([200000])
})
