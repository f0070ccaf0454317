import { describe, expect, test } from 'vitest'
import { party, read, said } from '../reading/records.test-suite.ts'

const parties = [
  party('a', 'applicant', '陈美娟', { idNumber: '330109198502114226' }),
  party('b', 'respondent', '周明华', { idNumber: '330109198305124417' }),
]
const clauses = (text: string) =>
  read([said('r', '调解室 对话记录', text)], parties).settlement.clauses.map((it) => it.text)
const end = '\n老裘:我念一遍,都对吧?\n陈、周:对。'

describe('a talk goes on from what was asked', () => {
  test('who owns up to a sum and says by when owes it, into her account', () => {
    const found = clauses(
      `老裘:先把钱讲清。\n周:我查了,是两个月,3600,我记错了。\n老裘:什么时候给?\n周:12月20号,打她卡上。\n陈:农行那张,尾号5521。以后每月10号前1800照旧。\n周:可以。${end}`,
    )
    expect(found[0]).toMatch(/^周明华付3600元\(两个月\),12月20号,打/)
    expect(found.join()).toContain('周明华以后每月10号前1800元照旧')
  })
  test('what is forbidden binds the one who grants it', () => {
    const found = clauses(
      `老裘:看女儿怎么排?\n周:每月第一个和第三个周六,早上9点接,晚上6点送回来。\n陈:可以。在小区门口接送。\n周:好。\n陈:开车带她不许抽烟。\n周:我保证。${end}`,
    )
    expect(found.join()).toContain('周明华开车带她不许抽烟')
  })
  test('the thing asked about stays with the answer; what is only named gives way to who pays it; an apology is done', () => {
    const found = clauses(
      '社工:陈阿姨你先讲。\n陈:晚上狗叫得凶。\n周:每晚10点到早上7点关在里屋,不放阳台。\n陈:电梯里要拴绳子。\n周:一定拴,绳子一米五以内。\n小邬:犬证?\n周:12月15号之前去办掉。\n陈:门垫298买的。\n周:网上同款180。\n陈:……180就180。\n周:行,180我赔。\n陈:还要讲一声对不起。\n周:阿姨,对不起,以前没当回事。\n陈:好,听到了。那我也不到群里发你们家了。\n小邬:就这几条,我写下来你们签。',
    )
    const all = found.join('|')
    expect(all).toMatch(/犬证:周明华12月15号之前去办掉/)
    expect(all).toMatch(/电梯里要拴绳子:一定拴/)
    expect(found.filter((it) => it.includes('180'))).toEqual(['门垫:180元周明华赔'])
    expect(all).toContain('已当场向陈美娟道歉')
    expect(all).not.toMatch(/对不起|你们/)
  })
  test('who takes upon themselves what was asked about', () => {
    const found = clauses(
      '老裘:药费586,周明华你认不认?\n周:认。\n老裘:手机屏260呢?\n陈:我扯的,我出。\n老裘:抵一抵,周明华净付326。\n周:现在就给。(数326元现金给陈美娟,陈点过收下)\n老裘:货架呢?\n两人:都不过地上那根白线。\n老裘:那这桩事就清了。\n两人:清了。',
    ).join('|')
    expect(found).toMatch(/手机屏260.*陈美娟出/)
    expect(found).toContain('货架:都不过地上那根白线')
    expect(found).toContain('相抵后周明华当场净付326元')
  })
})
