import { describe, expect, test } from 'vitest'
import { people, read, record } from '../testing/later.ts'
import { provenSentences } from './proven.ts'
import type { CaseRecord } from './read.ts'
import { noFact, withoutLabels, writtenOtherwise } from './unfit.ts'

const terms = '1、阎素琴赔偿褚文彬3600元,2026年10月20日前转账。\n2、双方再无其他争议。'
const at = (day: number, by: string, text: string, partyId?: string): CaseRecord => ({
  ...record(`2026-09-0${day}T10:00:00`, by, text),
  ...(partyId && { party: partyId }),
})
const told = (...before: CaseRecord[]) =>
  provenSentences(read(terms, [], people, [at(1, '申请人褚文彬', '申请调解。'), ...before]))
    .map(({ text }) => text)
    .join(';')

describe('what is told otherwise elsewhere', () => {
  test('a door number that the certificate gives otherwise, in the sentence behind', () => {
    const facts = told(
      at(2, '窗口登记', '褚文彬住海棠里12幢702,2020年入住。不动产权证书写的是21幢702,他报错了。漏水2026年8月2日起。'),
    )
    expect(facts).not.toContain('12幢')
    expect(facts).toContain('漏水2026年8月2日起')
  })
  test('a door number that nobody mends stays', () => {
    expect(told(at(2, '窗口登记', '褚文彬的车棚在海棠里12幢东侧,2020年搭的。'))).toContain('12幢')
  })
  test('a name in quotation marks that somebody else gives rightly', () => {
    const facts = told(
      at(2, '登记', '店名“海棠里7号水果铺”,门口堆了六筐西瓜。'),
      at(3, '社区 老褚', '没有这家店,是“海棠里17号水果铺”。'),
    )
    expect(facts).not.toContain('7号')
  })
  test('what somebody wrote his name like, beside his papers', () => {
    expect(writtenOtherwise('店主自己签的是“毕宝泉”,看身份证是毕保泉')).toBe(false)
    expect(writtenOtherwise('店主登记时写的是“毕宝泉”,看身份证是毕保泉')).toBe(true)
    expect(writtenOtherwise('店主叫“毕宝泉”,身份证是郎秀英代拿的')).toBe(false)
  })
})

describe('what is no fact', () => {
  test('hearsay of a bystander, whatever its sums come to', () => {
    expect(told(at(2, '隔壁老郝 来坐坐', '前年阎素琴也赔过我3600元,墙角同样的事。'))).toBe('')
  })
  test('what somebody counted in his own hand', () => {
    expect(told(at(2, '阎素琴手写工天单', '褚文彬 27天×300 借支500\n一共8100元', 'b'))).toBe('')
  })
  test('a pronoun with nobody before it', () => {
    const facts = told(at(2, '窗口登记', '三轮车登记在她名下。阎素琴的车库2026年3月起归她自己用。'))
    expect(facts).not.toContain('三轮车')
    expect(facts).toContain('车库')
  })
  test('illness of the mind, of the body, a telephone number', () => {
    const facts = told(at(2, '窗口登记', '褚文彬81岁,脑子糊涂,耳背。水管2026年8月2日爆裂。联系人 138 0013 8000。'))
    expect(facts).not.toMatch(/糊涂|耳背|138/)
    expect(facts).toContain('水管2026年8月2日爆裂')
  })
  const note = at(2, '调解记录', '')
  test.each([
    '户名 工天 单价 应得 借支',
    '褚文彬 41 300 12300 6000',
    '地锁 | 280元 | 抵扣',
    '退3600 → 微信',
    '看合同2份、收据5张',
    '褚文彬、阎素琴和双方父亲到',
    '每月开销两百左右',
    '那一半在66000到70000之间',
    '双方情绪平和,意见统一',
    '1568-330=1238元',
    '海棠里经纪部 毕保泉 8月25日',
  ])('%s', (text) => {
    expect(noFact(text, note)).toBe(true)
  })
  test.each(['2026年8月2日 褚文彬转阎素琴 3600元', '合计 7300 ÷2 = 3650', '褚文彬、阎素琴2026年8月2日到交警队处理'])(
    'but: %s',
    (text) => {
      expect(noFact(text, note)).toBe(false)
    },
  )
  test('a label goes, what stands behind it stays', () => {
    expect(withoutLabels('[图片]维修单:换外屏,320元')).toBe('维修单:换外屏,320元')
    expect(withoutLabels('【海棠里公司 结算确认】')).toBe('')
  })
})
