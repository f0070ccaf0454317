import { describe, expect, test } from 'vitest'
import { leak, people, read, record } from '../testing/later.ts'
import { provenSentences } from './proven.ts'

const at = (day: number, by: string, text: string) => record(`2026-09-0${day}T10:00:00`, by, text)
const told = (...before: ReturnType<typeof at>[]) =>
  provenSentences(read(leak, [], people, [at(1, '登记', '登记。'), ...before]))
    .map(({ text }) => text)
    .join()

describe('figures of the facts that were put right', () => {
  test.each([
    ['现场测量记录', '次卧墙面受潮宽约65公分。', '房管所 复测记录', '次卧墙面受潮宽58厘米,以本次复测为准。', '65'],
    ['物业现场记录', '吊顶扣板起鼓,用笔圈出9片。', '物业 复核记录', '逐块再敲,吊顶扣板起鼓的是7片。', '9片'],
    [
      '对账记录',
      '截至8-31 水费每户摊 1860。',
      '会计 说明',
      '上表把一张单子记了两遍,重算水费每户摊1740,前面那个数划掉。',
      '1860',
    ],
    ['台账登记', '吊顶面积7.5㎡。', '更正说明', '前面那个7.5㎡看颠倒了,是5.7㎡。', '7.5'],
  ])('%s: %s', (by, first, later, right, gone) => {
    expect(told(at(2, by, first))).toContain(gone)
    expect(told(at(2, by, first), at(3, later, right))).not.toContain(gone)
  })

  test('a figure of another thing, or of a test to come, puts nothing right', () => {
    const first = at(2, '闭水试验记录', '卫生间闭水48小时,吊顶有2处滴水。')
    expect(told(first, at(3, '物业 复核记录', '复核厨房,水管漏点5处。'))).toContain('2处')
    expect(told(first, at(3, '车位 更正', '车位租期应为24小时。'))).toContain('48小时')
  })

  test('a sum that turned out to be for something else', () => {
    expect(told(at(2, '核对记录', '双方看了手机,确认那700元是当面付清的。'))).toContain('700')
    expect(told(at(2, '核对记录', '双方看了手机,确认那700元其实是代买菜的钱。'))).not.toContain('700')
  })

  test('what one demands on the telephone is no fact', () => {
    expect(told(at(2, '电话记录 褚文彬', '油漆那块要扣900元。'))).not.toContain('900')
  })
})
