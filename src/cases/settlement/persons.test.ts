import { describe, expect, test } from 'vitest'
import { at, party, read, said } from '../reading/records.test-suite.ts'
import { asClause } from './wording.ts'

// Who a pronoun of a clause means: a wrong person is worse than a pronoun.
describe('whose account, and who wants to', () => {
  const woman = party('a', 'applicant', '陈美娟', { idNumber: '330109198502114226' })
  const man = party('b', 'respondent', '周明华', { idNumber: '330109198305124417' })
  const { names } = read([], [woman, man])
  const written = (text: string) => asClause(text, at, { names, corrections: [] })

  test('a man pays to her: the only woman of the case, who is not spoken of', () => {
    expect(written('周明华12月20日,打她卡上')).toBe('周明华2026年12月20日,打陈美娟卡上')
  })
  test('who pays behind a comma is not who is paid', () => {
    const { names: both } = read([], [party('a', 'applicant', '林大勇'), party('b', 'respondent', '周明华')])
    expect(asClause('周明华12月20日付清,打他卡上', at, { names: both, corrections: [] })).toContain('打林大勇卡上')
  })
  test('who turned something down is not who pays', () => {
    const { names: both } = read([], [party('a', 'applicant', '林大勇'), party('b', 'respondent', '周明华')])
    const text = '周明华的800元想转给林大勇儿子,林大勇不要,转他自己邮储银行尾号0871的卡'
    expect(asClause(text, at, { names: both, corrections: [] })).toContain('转林大勇自己邮储银行')
  })
  test('somebody told of by what they are is no party', () => {
    expect(written('新租客说他愿意接着用那台冰箱')).toBe('新租客说他愿意接着用那台冰箱')
    expect(written('周明华说好了,他来修')).toContain('周明华来修')
  })
})

test('孩子他妈 with a verb behind it names nobody', () => {
  const child = party('a', 'applicant', '林小禾', { idNumber: '330109201705124223' })
  const { identities } = read(
    [said('r', '电话 周明华', '我跟孩子他妈商量,赔是要赔的。')],
    [child, party('b', 'respondent', '周明华')],
  )
  expect(identities[0]?.guardian).toBeUndefined()
})
