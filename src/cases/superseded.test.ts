import { describe, expect, test } from 'vitest'
import { leak, party, people, read, record } from '../testing/later.ts'
import { provenSentences } from './proven.ts'
import type { CaseRecord } from './read.ts'

describe('what later records put out of force among the facts', () => {
  const at = (day: string, by: string, text: string) => record(`2026-09-0${day}T10:00:00`, by, text)
  const told = (before: CaseRecord[], terms = leak, parties = people) =>
    provenSentences(read(terms, [], parties, before))
      .map(({ text }) => text)
      .join()

  test('a superseded value is told no more among the facts', () => {
    const reading = read(leak, [['调解员 更正', '赔偿金额由3600元改为3550元,双方均同意。']], people, [
      record('2026-09-03T10:00:00', '物业勘验记录', '吊顶受损面积6平,双方确认修复费用3600元。卧室门框未见水渍。'),
    ])
    const told = provenSentences(reading).map(({ text }) => text)
    expect(told.join()).not.toContain('3600')
  })

  test('a reckoning its own author annulled', () => {
    const text = told([
      at('2', '会计 老温 第一次结果', '经核对,阎素琴应担材料款4650元。'),
      at('3', '会计 老温 更正', '前次漏算一张单子,阎素琴应担材料款应为3600元。前面那份作废。'),
    ])
    expect(text).not.toContain('4650')
  })

  test('a count that was then taken down', () => {
    const terms = '1、阎素琴按6张照片赔偿褚文彬3600元,2026年10月20日前转账;\n2、阎素琴删除上述6张照片。'
    const text = told(
      [at('2', '市监所 比对记录', '公证截图9张中,3张为他人所拍。褚文彬看后说:“三张是我记错了,去掉。”')],
      terms,
    )
    expect(text).not.toContain('9张')
  })

  test('a count that was looked at again, and a sum of which a bill was taken out', () => {
    const terms = '1、阎素琴2026年10月8日前换新厨房空鼓砖11片;\n2、阎素琴赔偿褚文彬损失46000元,2026年10月20日前转账。'
    const text = told(
      [
        at('2', '验房师 现场记录', '厨房空鼓砖:粉笔圈出14片。主卫闭水12小时,门槛石外侧见水渍。'),
        at('3', '票据清单 初算', '医疗误工等合计 48600'),
        at('4', '验房师 复核', '逐片再敲,确定空鼓11片。双方签字认可。'),
        at('5', '调解员 记', '一张2600的发票重复放了两份,去掉一份,损失46000。'),
      ],
      terms,
    )
    expect(text).not.toContain('14片')
    expect(text).not.toContain('48600')
    expect(text).toContain('46000')
  })

  test('a misspelling that a record declares one, where the case bears the right name', () => {
    const before = [
      at('1', '受理笔录', '登记。'),
      at('2', '现场勘验记录', '楼上住户阎素勤家卫生间地漏周边渗水,双方在场看过。'),
      at('3', '更正', '经核身份证,应为阎素琴,前面写的“阎素勤”系笔误。'),
    ]
    const { names } = read(leak, [], people, before)
    expect(names.exact('阎素勤家卫生间')).toBe('阎素琴家卫生间')
  })

  test('a company first written down with a wrong letter keeps the name of its licence', () => {
    const company = [
      party('a', 'applicant', '褚文彬'),
      party('b', 'respondent', '杭州蓝桥洗衣服务有限公司', 'organization'),
    ]
    const { names } = read('1、杭州蓝桥洗衣服务有限公司退褚文彬300元。\n2、双方再无争议。', [], company, [
      at('1', '受理窗口', '被申请人登记为“杭州兰桥洗衣服务有限公司”,下午查执照,是蓝色的蓝,已改。'),
    ])
    expect(names.of('b')).toBe('杭州蓝桥洗衣服务有限公司')
  })
})
