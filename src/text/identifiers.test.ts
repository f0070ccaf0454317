import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditCodeHolds, idCardHolds, luhnHolds } from './checksums.ts'
import { findIdentifiers } from './identifiers.ts'
import { findPersonal } from './personal.ts'

test.each([
  ['身份证11010519491231002X', 'idCard', '11010519491231002X'],
  ['证号 110105 19491231 002X', 'idCard', '11010519491231002X'],
  ['１１０１０５１９４９１２３１００２Ｘ', 'idCard', '11010519491231002X'],
  ['身份证110105491231002', 'idCard', '110105491231002'],
  ['１３８００００１１１１', 'mobile', '13800001111'],
  ['电话138 0000 1111', 'mobile', '13800001111'],
  ['手机+86 138-0000-1111', 'mobile', '8613800001111'],
  ['幺三八零零零零幺幺幺幺', 'mobile', '13800001111'],
  ['138\u200b0000\u200b1111', 'mobile', '13800001111'],
  ['0571-82651234', 'landline', '057182651234'],
  ['电话82345678', 'landline', '82345678'],
  ['身份证33012119800101123', 'idCard', '33012119800101123'],
  ['6222021234567890123', 'bankCard', '6222021234567890123'],
  ['抖音号 abc_123', 'account', 'abc_123'],
  ['座机82651234', 'landline', '82651234'],
  ['卡号4111111111111111', 'bankCard', '4111111111111111'],
  ['6222 0202 0011 2233 445', 'bankCard', '6222020200112233445'],
  ['浙A12345', 'plate', '浙A12345'],
  ['浙A·D12345', 'plate', '浙AD12345'],
  ['电动车车牌 萧山A12345', 'plate', '萧山A12345'],
  ['邮箱abc.d@163.com', 'email', 'abc.d@163.com'],
  ['微信号：wxid_abc123', 'wechat', 'wxid_abc123'],
  ['QQ:12345678', 'qq', '12345678'],
  ['护照E12345678', 'passport', 'E12345678'],
  ['(2026)浙0114民初123号', 'caseNumber', '(2026)浙0114民初123号'],
  ['浙杭萧劳人仲案(2026)123号', 'caseNumber', '浙杭萧劳人仲案(2026)123号'],
  ['浙(2020)萧山区不动产权第0012345号', 'propertyCert', '浙(2020)萧山区不动产权第0012345号'],
  ['30.1234, 120.5678', 'coordinates', '30.1234,120.5678'],
  ['工号 A1023', 'employeeNo', 'A1023'],
  ['住院号：0012345', 'medicalRecord', '0012345'],
  ['社保号123456789', 'socialSecurity', '123456789'],
  ['IMEI 490154203237518', 'imei', '490154203237518'],
  ['CA1234航班', 'flight', 'CA1234'],
])('%s holds a %s', (text, kind, value) => {
  expect(findIdentifiers(text).map((m) => [m.kind, m.value])).toEqual([[kind, value]])
})

test.each(['2026-03-05 500元', '押金8500元', '98.5平方米', '3幢2单元501室', '2026年3月5日', '12,345,678.90元'])(
  '%s holds no identifier',
  (text) => {
    expect(findIdentifiers(text)).toEqual([])
  },
)

test('check digits are verified, and a false one is reported, not dropped', () => {
  expect(idCardHolds('11010519491231002X')).toBe(true)
  expect(idCardHolds('110105194912310021')).toBe(false)
  expect(luhnHolds('4111111111111111')).toBe(true)
  expect(creditCodeHolds('91350100M000100Y43')).toBe(true)
  expect(creditCodeHolds('91350100M000100Y44')).toBe(false)
  expect(findIdentifiers('身份证110105194912310021')).toMatchObject([{ kind: 'idCard', checksum: false }])
})

test('a mobile number is found wherever it stands and however it is spaced', () => {
  const digit = fc.constantFrom(...'0123456789')
  const number = fc.tuple(fc.constantFrom(...'3456789'), fc.array(digit, { minLength: 9, maxLength: 9 }))
  const sep = fc.constantFrom('', ' ', '-')
  fc.assert(
    fc.property(number, sep, ([second, rest], s) => {
      const plain = `1${second}${rest.join('')}`
      const spaced = `${plain.slice(0, 3)}${s}${plain.slice(3, 7)}${s}${plain.slice(7)}`
      expect(findIdentifiers(`打我电话${spaced}，谢谢`).map((m) => m.value)).toEqual([plain])
    }),
  )
})

test('what is personal is masked; titles, streets and amounts stay', () => {
  const text = '陈老伯（电话13800001111）住萧山区北干街道湘湖家园3幢2单元501室，押金500元。'
  expect(findPersonal(text).map((m) => [m.kind, m.quote])).toEqual([
    ['姓名', '陈'],
    ['电话', '13800001111'],
    ['地址', '3幢2单元501室'],
  ])
})

test('a child is not found by school and class', () => {
  expect(findPersonal('在湘湖小学三年级二班读书').map((m) => [m.kind, m.quote])).toEqual([
    ['学校', '湘湖小学'],
    ['班级', '三年级二班'],
  ])
  expect(findPersonal('在浙江大学门口摆摊')).toEqual([])
})
