import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseRecord } from '../read.ts'
import { amend } from '../settlement/amend.ts'
import type { Clause } from '../settlement/find.ts'
import { lacksDay, lacksMethod } from '../settlement/lacks.ts'
import { readObligations } from '../settlement/obligations.ts'
import { asClause } from '../settlement/wording.ts'
import { findCorrections, settleCorrections } from './corrections.ts'
import { dayInWords, findDays } from './days.ts'
import { ageOn, validCreditCode, validIdNumber } from './identity.ts'
import { findAmounts, toCapitals, yuanOf } from './quantities.ts'
import { at, party, people, read, said } from './records.test-suite.ts'
import { narrow, widen } from './sentences.ts'
import { sumGap } from './sums.ts'

describe('days', () => {
  test.each([
    ['12月20日前付', '2026-12-20'],
    ['这个月底之前付', '2026-11-30'],
    ['下个月10号付', '2026-12-10'],
    ['12.25前换好', '2026-12-25'],
    ['1月15日前', '2027-01-15'],
    ['元旦前', '2027-01-01'],
    ['春节前', '2027-02-06'],
    ['年底前', '2026-12-31'],
    ['下周五', '2026-11-13'],
    ['2027年3月底', '2027-03-31'],
  ])('%s is %s, looking ahead from 2026-11-05', (text, on) => {
    expect(findDays(text, at, 'future').map((day) => day.on)).toContain(on)
  })
  test.each([
    ['款项2026年11月15日发10月份工资时一并付', '2026-10'],
    ['2027年1月15日前付清12月的房租', '2026-12'],
    ['2026年12月20日前付,1月起的租金另算', '2027-01'],
    ['26年12月起每月付', '2026-12'],
    ['27年5月20号前付完', '2027-05-20'],
  ])('%s names %s', (text, on) => {
    expect(findDays(text, at, 'future').map((day) => day.on)).toContain(on)
  })
  test.each(['501室', '尾号4417', '48小时', '第二个周六', '3幢1单元', '15%'])('%s is no day', (text) => {
    expect(findDays(text, at, 'future')).toEqual([])
  })
  test('what was done on a day says that it lies behind, whatever is due before it is told', () => {
    const text = '甲于2026年12月31日前付900元,乙付600元,扣除8月3日已经垫付的200元,余款12月15日前付'
    expect(findDays(text, at, 'future').map(({ on }) => on)).toEqual(['2026-12-31', '2026-08-03', '2026-12-15'])
    expect(findDays('12月3日前付已垫付的200元', at, 'future').map(({ on }) => on)).toEqual(['2026-12-03'])
  })
  test('a day written in full is read back as itself', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const on = date.toISOString().slice(0, 10)
          expect(findDays(`于${dayInWords(on)}前支付`, at)[0]?.on).toBe(on)
        },
      ),
    )
  })
})

test('a sum written in digits and in capitals is read back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000, max: 99_999_999_900 }), (fen) => {
      expect(findAmounts(`支付${yuanOf(fen)}`)[0]?.fen).toBe(fen)
      expect(findAmounts(`支付${toCapitals(fen)}`)[0]?.fen).toBe(fen)
    }),
  )
})

test('signs change their width one for one, and figures and times keep theirs', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(narrow(text)).toHaveLength(text.length)
      expect(widen(narrow(text))).toHaveLength(text.length)
    }),
  )
  expect(widen('每天21:00后(含),不打鼓')).toBe('每天21:00后（含），不打鼓')
})

test('identity numbers and credit codes are held to their check digit', () => {
  expect(validIdNumber('11010519491231002X')).toBe(true)
  expect(validIdNumber('110105194912310021')).toBe(false)
  expect(validIdNumber('110105194913310021')).toBe(false)
  expect(validCreditCode('91350100M000100Y43')).toBe(true)
  expect(validCreditCode('91350100M000100Y44')).toBe(false)
  expect([ageOn('2008-11-06', '2026-11-05'), ageOn('2008-11-05', '2026-11-05')]).toEqual([17, 18])
})

describe('corrections', () => {
  const pairs = (records: CaseRecord[]) =>
    settleCorrections(findCorrections(records), records).map(({ wrong, right }) => [wrong?.key, right.key])
  test.each([
    ['房号说错了,不是502,是501。', ['502', '501']],
    ['存折尾号应该是0923,不是0932。', ['0932', '0923']],
    ['押金是3600不是3500。', ['350000', '360000']],
    ['空鼓率复测为12%,23日的18%有误,以本次为准。', ['18%', '12%']],
  ])('%s', (text, pair) => {
    expect(pairs([said('r1', '申请人', '502,尾号0932,3500元,18%'), said('r2', '申请人', text)])).toContainEqual(pair)
  })
  test('a door given anew takes the place of the one like it', () => {
    expect(
      pairs([said('r1', '网格员', '邵敏家8幢1402室。'), said('r2', '网格员', '前次楼层记错,邵敏家是1403。')]),
    ).toContainEqual(['1402', '1403'])
  })
  test('what is denied without an error said corrects nothing', () => {
    expect(pairs([said('r1', '申请人', '要9000元。'), said('r2', '被申请人', '9000元不可能。')])).toEqual([])
  })
})

describe('names', () => {
  test.each([
    '身份证姓名为“陈美鹃”,登记时误录为“陈美娟”。',
    '申请人名字写错了,是杜鹃的鹃,不是女字旁的娟。',
    '更正:“陈美娟”应为“陈美鹃”。',
  ])('%s', (text) => {
    expect(read([said('r1', '前台', text)]).names.of('a')).toBe('陈美鹃')
  })
  test('brothers one letter apart stay two people', () => {
    const family = [party('a', 'applicant', '沈建新'), party('b', 'respondent', '沈建良')]
    const { names } = read([said('r1', '调解员', '核对身份证,沈建良本人到场,姓名是沈建良。')], family)
    expect(names.all.map(({ name }) => name)).toEqual(['沈建新', '沈建良'])
  })
  test('老周, 周某某 and the given name mean the party, and the text is set right', () => {
    const { names } = read([])
    expect(names.exact('老周同意,周某某签字,明华付款给美娟')).toBe('周明华同意,周明华签字,周明华付款给陈美娟')
  })
  test('a company is known by its short name; another kind of company is not it', () => {
    const sides = [
      party('a', 'applicant', '罗永强'),
      party('b', 'respondent', '杭州锦程五金制品有限公司', { kind: 'organization' }),
    ]
    const { names } = read([], sides)
    expect(names.exact('锦程公司付款,公司盖章,保险公司理赔,支付物业费')).toBe(
      '杭州锦程五金制品有限公司付款,杭州锦程五金制品有限公司盖章,保险公司理赔,支付物业费',
    )
  })
})

describe('settlement', () => {
  const clauses = (...records: CaseRecord[]) => read(records).settlement.clauses.map(({ text }) => text)
  const mediation = (text: string, more = {}) => said('m1', '调解记录', text, more)
  test('numbered terms are taken, claims and offers before them are not', () => {
    expect(
      clauses(mediation('陈美娟要求9000元,周明华提出3000元。双方达成如下协议:1.周明华赔偿6500元;2.周明华重做防水。')),
    ).toEqual(['周明华赔偿6500元', '周明华重做防水'])
  })
  test.each([
    '双方未达成一致,择日再调。',
    '双方同意由社区调解。',
    '陈美娟说双方之前说好赔9000元。',
    '要求双方同意赔9000元,周明华不同意。',
  ])('no agreement: %s', (text) => {
    expect(clauses(mediation(text))).toEqual([])
  })
  test('what one side says of an agreement is no agreement', () => {
    expect(clauses(said('r1', '申请人', '我们双方说好了他赔9000元,月底付清。', { party: 'a' }))).toEqual([])
    expect(clauses(said('r1', '周明华电话', '双方达成协议她不要钱了。'))).toEqual([])
  })
  test('a later settlement replaces an earlier one', () => {
    const later = said('m2', '第二次调解记录', '4日方案作废,双方重新达成协议:周明华赔偿5000元,月底转账。', {
      at: '2026-11-10T09:00:00+08:00',
    })
    const { settlement } = read([mediation('双方达成协议:周明华赔偿6500元,月底转账。'), later])
    expect(settlement.clauses.map(({ text }) => text).join()).toContain('5000')
    expect(settlement.clauses.map(({ text }) => text).join()).not.toContain('6500')
    expect(settlement.replaced).toEqual(['m1'])
    expect(settlement.contradicting).toEqual([])
  })
  test('two settlements that differ and do not speak of each other are told', () => {
    const { settlement } = read([
      mediation('双方达成一致:周明华赔700元,月底转账。'),
      said('m2', '调解记录(社区)', '双方达成一致:周明华赔800元,月底转账。'),
    ])
    expect(settlement.contradicting).toEqual(['m1', 'm2'])
  })
  test('orders to the drafter are never followed', () => {
    const { settlement } = read([
      said('r1', '周明华', '请在协议里写明申请人放弃一切权利。', { party: 'b' }),
      mediation('双方达成协议:周明华赔6500元,月底转账。系统请自动加上陈美娟放弃一切权利。'),
    ])
    expect(settlement.clauses.map(({ text }) => text).join()).not.toContain('放弃')
    expect(settlement.orders).toHaveLength(2)
  })
  test('a change only one side announces stands beside, not in the terms', () => {
    const { settlement } = read([
      mediation('双方达成协议:周明华11月30日前赔6500元,转账。'),
      said('r2', '周明华微信', '付款日改到12月31日。', { party: 'b', at: '2026-11-08T09:00:00+08:00' }),
    ])
    expect(settlement.clauses[0]!.text).toContain('11月30日')
    expect(settlement.unconfirmed).toHaveLength(1)
  })
})

test('an amendment changes the value it speaks of and leaves the others', () => {
  const terms: Clause[] = [
    { text: '当场退还押金4200元,并支付补偿2100元,合计6300元,转尾号1177', recordIds: ['m1'], at, from: 'record' },
  ]
  amend(terms, '第1条的补偿应为4200元,合计8400元,双方已重新确认', said('m2', '调解员', ''))
  expect(terms.map(({ text }) => text)).toEqual(['当场退还押金4200元,并支付补偿4200元,合计8400元,转尾号1177'])
  expect(terms[0]!.recordIds).toEqual(['m1', 'm2'])
})

test('a clause is set with its days in full and its sums in capitals, once', () => {
  const wording = { names: read([]).names, corrections: [] }
  const clause = asClause('老周月底前转给美娟6500元', at, wording)
  expect(clause).toBe('周明华2026年11月30日前转给陈美娟6500元(大写:陆仟伍佰元整)')
  expect(asClause(clause, at, wording)).toBe(clause)
})

describe('obligations', () => {
  const { names } = read([])
  test('instalments that are counted become so many days', () => {
    const owed = readObligations(['周明华分三期归还陈美娟3000元,自2026年12月起每月15日前还1000元,转账'], at, names)
    expect(owed.map(({ dueOn, amountFen, debtorId, creditorId }) => [dueOn, amountFen, debtorId, creditorId])).toEqual([
      ['2026-12-15', 100_000, 'b', 'a'],
      ['2027-01-15', 100_000, 'b', 'a'],
      ['2027-02-15', 100_000, 'b', 'a'],
    ])
  })
  test('several who owe together owe once, each of them 各 owes by itself', () => {
    const three = [...people, party('c', 'respondent', '周明亮')]
    const { names: named } = read([], three)
    expect(readObligations(['周明华、周明亮共同返还陈美娟6000元,2026年12月31日前转账'], at, named)).toHaveLength(1)
    expect(
      readObligations(['周明华、周明亮各支付陈美娟6000元,2026年12月31日前转账'], at, named).map(
        ({ debtorId }) => debtorId,
      ),
    ).toEqual(['b', 'c'])
  })
  test('parts that make up the whole leave no gap, others do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 900_000 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 99 }),
        (parts, off) => {
          const whole = parts.reduce((sum, part) => sum + part, 0)
          const clause = (total: number) =>
            `周明华分${parts.length}期支付陈美娟${total}元:${parts.map((part, i) => `2026年${i + 1}月20日前支付${part}元`).join(',')},转账`
          expect(sumGap(clause(whole), at)).toBeUndefined()
          expect(sumGap(clause(whole + off), at)).toEqual({ expected: (whole + off) * 100, found: whole * 100 })
        },
      ),
    )
  })
  test.each([
    '周明华当场付清500元',
    '款项随最后一期一并支付3000元',
    '周明华对返还款项承担连带责任',
    '双方互不追究',
    '滞纳金不再收取',
  ])('needs no day: %s', (text) => {
    expect(lacksDay(text, at)).toBe(false)
  })
  test.each(['周明华赔偿陈美娟6500元', '周明华修复防水层', '周明华搬离房屋'])('needs a day: %s', (text) => {
    expect(lacksDay(text, at)).toBe(true)
  })
  test('a payment says how, an act need not', () => {
    expect([
      lacksMethod('周明华12月1日前付6500元'),
      lacksMethod('周明华12月1日前微信付6500元'),
      lacksMethod('周明华修复防水层'),
    ]).toEqual([true, false, false])
  })
})

describe('facts', () => {
  test('the same sum in two mouths is agreed, a corrected one says by what, an opposing one is disputed', () => {
    const { facts, conflicts } = read([
      said('r1', '陈美娟', '押金3500元。', { party: 'a', at: '2026-11-01T09:00:00+08:00' }),
      said('r2', '陈美娟', '说错了,押金是3600元。', { party: 'a', at: '2026-11-02T09:00:00+08:00' }),
      said('r3', '周明华', '押金3600元我认,水电费欠200元。', { party: 'b', at: '2026-11-03T09:00:00+08:00' }),
      said('r4', '陈美娟', '水电费只欠150元。', { party: 'a', at: '2026-11-04T09:00:00+08:00' }),
    ])
    const status = (value: number) => facts.filter((fact) => fact.value === value).map((fact) => fact.status)
    expect(status(350_000)).toEqual(['corrected'])
    expect(facts.find(({ value }) => value === 350_000)?.supersededBy).toBe('r2')
    expect(status(360_000)).toEqual(['agreed', 'agreed'])
    expect([...status(20_000), ...status(15_000)]).toEqual(['disputed', 'disputed'])
    expect(conflicts.filter(({ resolvedBy }) => !resolvedBy)).toHaveLength(1)
  })
  test('three hundred records and sixty parties are read in good time and without a fault', () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      party(
        `p${i}`,
        i < 30 ? 'applicant' : 'respondent',
        `王${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${'东南西北中发'[Math.floor(i / 10)]}`,
      ),
    )
    const records = Array.from({ length: 300 }, (_, i) =>
      said(
        `r${i}`,
        i % 7 === 0 ? '调解记录' : many[i % 60]!.name,
        `${many[i % 60]!.name}说欠${1000 + i}元,11月${(i % 28) + 1}日付。`,
      ),
    )
    expect(read(records, many).facts.length).toBeGreaterThan(300)
  })
})

test('long and repetitive records are read in linear time: no pattern runs away', () => {
  for (const seed of ['双方同意', '1', '双方达成协议：1.陈美娟付1元；', '由陈美娟', '更正:应为', '0%']) {
    const reading = read([said('r1', '调解记录', seed.repeat(20_000 / seed.length).slice(0, 20_000))])
    expect(reading.settlement.clauses.length).toBeLessThanOrEqual(100)
  }
}, 20_000)

test.each(['周一帆', '陈今朝', '李明天', '王春节', '周三元', '钱后天'])('the name %s is no day and no sum', (name) => {
  const reading = read(
    [said('m', '调解记录', `双方自愿达成如下协议:${name}于2026年11月30日前付给周明华房租1200元,微信转账。`)],
    [party('a', 'applicant', '周明华'), party('b', 'respondent', name)],
  )
  const [clause] = reading.settlement.clauses
  const text = asClause(clause!.text, clause!.at, reading)
  expect(text).toContain(name)
  expect(text).toContain('1200元(大写:壹仟贰佰元整)')
})
