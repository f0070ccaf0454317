import { test } from 'vitest'
import { standingIn } from './standing.ts'
import { freshValues } from './amend.ts'
test('x', () => {
  const t = '双方同意改为阎素琴承担70%、褚文彬承担30%。'
  console.log(freshValues(t, { at: '2026-09-11T10:00:00+08:00' } as any, { talk: false }))
  console.log(standingIn([{ text: '阎素琴承担维修费60%,褚文彬承担40%,凭票据2026年10月10日前结算', at: '2026-09-11T10:00:00+08:00', recordIds: [], from: 'record' }]))
})
