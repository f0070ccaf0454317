import { describe, expect, test } from 'vitest'
import { reckonedAloud } from './aloud.ts'
import { reckonedInProse } from './reckoned.ts'
import { turnsOf } from './turns.ts'

const told = (...lines: string[]) =>
  [...reckonedAloud(turnsOf(lines))]
    .sort(([a], [b]) => a - b)
    .map(([, { words, joins }]) => (joins ? `+${words}` : words))

describe('sums reckoned aloud', () => {
  test('what is taken off one after the other', () => {
    expect(told('调解员:那就是3000,扣水费120、玻璃260,退2620?', '沈:可以。')).toEqual([
      '计3000元,扣水费120元、玻璃260元,退2620元',
    ])
  })
  test('one says the parts, another what they come to', () => {
    const lines = ['沈:那一万三加一千二。', '调解员:一万四千二,是吧?', '沈:是。', '罗:好。']
    expect(told(...lines)).toEqual(['那13000元加1200元', '+14200元'])
    expect(told(lines[0]!, '调解员:一万四千五,是吧?', ...lines.slice(2))).toEqual([])
  })
  test('numerals in words, up to their last place', () => {
    expect(
      told('陆:好,两万三千五。', '严:树苗钱对半一千六百。', '陆:一千六百。', '严:那拢总两万五千一。', '陆:可以。'),
    ).toEqual(['23500元', '+树苗钱对半1600元', '+那拢总25100元'])
    expect(told('陆:十四棵,一百一棵。', '严:谷子两百三十斤。', '陆:拢总四百三。')).toEqual([])
  })
  test('of a step that was bargained over only the figure that the reckoning goes by', () => {
    expect(
      told('陆:定金两千六全退。', '严:扣四百。', '陆:四百多了,两百五。', '严:行,那退两千三百五。', '陆:好。'),
    ).toEqual(['定金2600元', '+减250元', '+那退2350元'])
  })
  test('a reckoning that does not hold is none', () => {
    expect(told('调解员:那就是3000,扣水费120、玻璃260,退2600?', '沈:可以。')).toEqual([])
  })
  test('one that is turned down is none', () => {
    expect(told('调解员:3000,扣水费120、玻璃260,退2620?', '沈:不行,玻璃不是我弄的。')).toEqual([])
  })
  test('it goes on from a sum to another', () => {
    expect(
      told(
        '调解员:1800-300=1500,没意见吧?',
        '罗:没意见。',
        '沈:还有钥匙押金200要退。',
        '罗:退,那一共1700。',
        '沈:好。',
      ),
    ).toEqual(['1800元-300元=1500元', '+还有钥匙押金200元要退', '+那一共1700元'])
  })
  test('rows of one voice before their total', () => {
    expect(told('会计:老孙家2450;', '会计:老钱家1550;', '会计:两家一共4000。', '孙:对的。')).toEqual([
      '老孙家2450元',
      '老钱家1550元',
      '两家一共4000元',
    ])
  })
  test('a share of a sum, and who owns up to one', () => {
    expect(told('店长:修车费2800我们认。', '店长:付七成,1960元。', '沈:可以。')).toContain('付七成,1960元')
    expect(told('罗:搬运费350我出。', '沈:好。')).toEqual(['搬运费350元我出'])
  })
  test('a claim or a day is no reckoning', () => {
    expect(told('沈:要求3000加误工500,一共3500。', '罗:没那么多。')).toEqual([])
    expect(told('罗:5月1号给800,6月1号给700。', '沈:好。')).toEqual([])
  })
  test('in prose only what a term speaks of again', () => {
    const lines = ['按实收24000算。', '还过的9000都算本金。', '还差15000。', '汤某对这15000元作保证。']
    const words = (isTerm: (i: number) => boolean) =>
      [...reckonedInProse(turnsOf(lines), isTerm).values()].map((it) => it.words)
    expect(words((i) => i === 3)).toEqual(['按实收24000元算', '还过的9000元都算本金', '还差15000元'])
    expect(words(() => false)).toEqual([])
  })
  test('what each side takes upon itself, where it makes up a sum said before', () => {
    const talk = ['会计:修理1300,材料900,总共2200。', '沈:我认1500。', '罗:那我们700。', '沈:好。']
    expect(told(...talk)).toEqual(['修理1300元,材料900元,总共2200元', '我认1500元', '那我们700元'])
    expect(told(talk[0]!, talk[1]!, '罗:那我们600。')).toEqual([])
    expect(told(talk[0]!, talk[1]!, talk[2]!, '沈:不行,太少。')).toEqual([])
  })
  describe('rows of which every step holds', () => {
    const rows = ['材料费 2400', '人工 1600', '共 4000', '罗某承担七成 = 2800', '减已付 800', '还付 2000']
    const words = (lines: string[], isTerm: (i: number) => boolean = () => false) =>
      [...reckonedInProse(turnsOf(lines), isTerm).values()].map((it) => it.words).join(',')
    const whole = '材料费 2400元,人工 1600元,共 4000元,罗某承担七成 = 2800元,减已付 800元,还付 2000元'
    test('where all say yes to them, or the instalments make up the last', () => {
      expect(words([...rows, '双方都同意照这个来。'])).toBe(whole)
      expect(words([...rows, '罗某7月3日付1200元,8月3日付800元。'], (i) => i === 6)).toBe(whole)
      expect(words(['+ 工资  5000元', '+ 加班费  700元', '－ 预支  600元', '＝ 实付  5100元', '双方同意。'])).toBe(
        '工资  5000元,加班费  700元,减预支  600元,实付  5100元',
      )
    })
    test('not where a step fails, nobody agrees, or one side asks for them', () => {
      expect(words([...rows.with(4, '减已付 700'), '双方都同意照这个来。'])).toBe('')
      expect(words([...rows, '罗某回去再想想。'])).toBe('')
      expect(words(['沈某主张:', ...rows, '双方都同意照这个来。'])).toBe('')
    })
    test('an equation whose end somebody says yes to, and its payment on the spot', () => {
      const lines = ['1900-400=1500元。', '沈:1500,行。', '罗:好,这就付。', '(罗某微信转沈某1500元,沈某点了收款)']
      expect(words(lines)).toBe(
        '1900-400=1500元,(罗某微信转沈某1500元,沈某点了收款)'.replace('1900-400', '1900元-400元'),
      )
      expect(words(lines.with(1, '沈:1500,不行。'))).toBe('')
      expect(words(lines.with(0, '1900-500=1500元。'))).toBe('')
    })
    test('the part that an offset of the terms needs', () => {
      const lines = ['店家认没看好车,赔车1500。', '沈某认欠停车费2100。', '两笔一抵,沈某补600。']
      expect(words(lines, (i) => i > 0)).toBe('店家认没看好车,赔车1500。')
      expect(words(lines.with(0, '店家说车值1400。'), (i) => i > 0)).toBe('')
    })
  })
})
