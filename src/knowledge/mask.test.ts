import { expect, it } from 'vitest'
import { maskPersonal } from './mask.ts'

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
