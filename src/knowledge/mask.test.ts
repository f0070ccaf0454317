import { expect, it } from 'vitest'
import { maskKnown, maskPersonal, type Veil } from './mask.ts'

it('takes names, numbers and addresses out of an agreement, everywhere they stand', () => {
  const masked = maskPersonal(
    '申请人：陈小鱼，女，身份证号110101199003078515，电话13800138000，住址：某区某路八号二单元301室。\n' +
      '被申请人：陈大海。\n协议内容：陈大海三日内付陈小鱼五百元，汇入卡号6222021234567890128。',
  )
  for (const secret of ['陈小鱼', '陈大海', '110101199003078515', '13800138000', '二单元', '6222021234567890128'])
    expect(masked).not.toContain(secret)
  expect(masked).toMatch(/陈某2?三日内付陈某2?五百元/)
})

it('keeps apart two people of one surname, and leaves amounts and days alone', () => {
  const masked = maskPersonal('甲方：王一明\n乙方：王二亮\n1. 王一明于2026年3月1日前付王二亮1200元。')
  expect(masked).toContain('2026年3月1日前')
  expect(masked).toContain('1200元')
  expect(new Set(masked.match(/王某2?/g)).size).toBe(2)
})

const called =
  (...names: [string, string][]) =>
  (text: string): Veil[] =>
    names.flatMap(([name, veil]) =>
      [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({ start: index, end: index + name.length, veil })),
    )

it('veils known parties, kin, rooms, roads and numbers, and leaves every sum and day as it was', () => {
  const masked = maskKnown(
    '周明华于2026年12月31日前赔偿林秋月交通费86元(大写:捌拾陆元整)、3000元,汇入尾号4417的账户;1103浴缸溢水由周明华修好;孩子周小满由林秋月抚养;被继承人周根法名下存款归林秋月;在文渊北路右转;电话13606518830。',
    called(['周明华', '周某'], ['林秋月', '林某']),
  )
  expect(masked).not.toMatch(/周明华|林秋月|周小满|周根法|4417|1103|文渊北|13606518830/)
  for (const kept of [
    '周某于2026年12月31日前赔偿林某交通费86元(大写:捌拾陆元整)、3000元',
    '孩子由林某抚养',
    '被继承人周某名下',
  ])
    expect(masked).toContain(kept)
})
