import { describe, expect, test } from 'vitest'
import { firm, party, people, read, said } from './records.test-suite.ts'

describe('which spelling is right', () => {
  const later = '2026-11-06T09:00:00+08:00'
  const named = (...texts: string[]) =>
    read(texts.map((text, i) => said(`r${i}`, '窗口', text, i ? { at: later } : {}))).names
  test.each([
    ['身份证:陈美鹃(她妹妹才叫陈美娟,在外地)。', '陈美鹃'],
    ['自己说叫陈美涓,看身份证是陈美娟,按证登记。', '陈美娟'],
    ['核身份证:陈美涓应为陈美娟,以证为准。', '陈美娟'],
    ['核身份证:陈美娟应为陈美涓,以证为准。', '陈美涓'],
    ['户口簿上的姓名是陈美娟,她姐姐叫陈美鹃。', '陈美娟'],
  ])('%s', (text, name) => {
    expect(named(text).of('a')).toBe(name)
  })
  test('what was said or written otherwise is set right; the name of kin is not', () => {
    expect(named('核身份证:陈美涓应为陈美娟,以证为准。').exact('陈美涓到场')).toBe('陈美娟到场')
    expect(named('身份证:陈美娟(她妹妹叫陈美鹃)。').exact('陈美鹃到场')).toBe('陈美鹃到场')
  })
  test('the letter a name has, beside the one it was put down with', () => {
    const { exact } = named('自报陈美涓,同来的还有妹妹。', '户口簿上是“婵娟”的娟,登记打成涓了。')
    expect(exact('陈美涓到场')).toBe('陈美娟到场')
  })
  test('a name miswritten in its surname is replaced whole', () => {
    const sides = [people[0]!, party('b', 'respondent', '邰志远')]
    const { names } = read([said('r', '窗口', '被申请人填的是“台志远”。')], sides)
    expect(names.exact('“台志远”没有来,志远来了')).toBe('“邰志远”没有来,邰志远来了')
    const other = read([said('r', '窗口', '孩子父亲叫章志远。')], sides)
    expect(other.names.exact('章志远代签')).toBe('章志远代签')
  })
  test('of brothers and sisters, the one whose letter is spelt out; who is named beside it is somebody else', () => {
    const sides = [party('a', 'applicant', '闻秀兰'), party('b', 'respondent', '闻秀峰')]
    const { names } = read(
      [
        said('r0', '窗口', '申请人闻秀兰,被申请人弟弟闻秀丰,照顾小弟闻秀清的事。'),
        said('r1', '网格员', '看了户口簿,弟弟是闻秀峰,山峰的峰,登记写错,已改。小弟闻秀清有残疾证。', {
          at: '2026-11-06T09:00:00+08:00',
        }),
      ],
      sides,
    )
    expect(names.exact('闻秀兰、闻秀丰、闻秀清都到了')).toBe('闻秀兰、闻秀峰、闻秀清都到了')
  })
  test('a name of two letters, told by the word its letter is in', () => {
    const sides = [people[0]!, party('b', 'respondent', '郝钧')]
    const records = [
      said('r1', '登记', '陈美娟、郝军两人合伙。'),
      said('r2', '郝钧 来电', '名字写错了,我是千钧一发的钧。', { at: later }),
    ]
    expect(read(records, sides).names.exact('陈美娟、郝军两人')).toBe('陈美娟、郝钧两人')
  })
  test('a branch of an insurer by its brand, another branch not; a hospital beside it as 医方', () => {
    const sides = [
      people[0]!,
      firm('h', 'respondent', '杭州江畔医院'),
      firm('i', 'third', '永泰财产保险股份有限公司城东支公司'),
    ]
    const { names } = read([], sides)
    expect(names.exact('永泰财险城东支公司到场')).toBe('永泰财产保险股份有限公司城东支公司到场')
    expect(names.find('永泰财险城西支公司到场')).toEqual([])
    expect(names.exact('医方赔偿,到医院检查')).toBe('杭州江畔医院赔偿,到医院检查')
  })
})
