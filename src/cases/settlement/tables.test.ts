import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CaseRecord, Party } from '../read.ts'
import { readNames } from '../reading/names.ts'
import { narrow } from '../reading/sentences.ts'
import { retotal } from './recount.ts'
import { takeTables } from './tables.ts'

const people = ['庞小满', '裘阿大', '缪春生']
const parties: Party[] = [
  ...people.map(
    (name, i): Party => ({ id: `p${i}`, role: i > 0 ? 'respondent' : 'applicant', name, kind: 'person', details: {} }),
  ),
  { id: 'o', role: 'respondent', name: '杭州远禾农业有限公司', kind: 'organization', details: {} },
]
const take = (raw: string) => {
  const text = narrow(raw)
  const record: CaseRecord = {
    id: 'r',
    at: '2026-11-12T10:00:00+08:00',
    by: '调解记录',
    text,
    visibility: 'shared',
    createdAt: '2026-11-12T10:00:00+08:00',
  }
  return takeTables(text, readNames(parties, [record]))
}
const rows = (raw: string) => take(raw).tables.flatMap((table) => table.rows.map(({ text }) => text))

describe('a table of a record as clauses', () => {
  const told: [string, string, string[]][] = [
    [
      'bars, with areas, years and cards',
      '户名|亩数|2024年欠|2025年欠|合计|收款一卡通尾号\n庞小满|3.6|900|1,800|2700|0312\n裘阿大|2|0（已清）|1000|1000|4471\n合计|5.6|900|2800|3700|',
      [
        '庞小满:面积3.6亩,2024年欠900元,2025年欠1800元,合计2700元,收款一卡通尾号0312',
        '裘阿大:面积2亩,2024年欠0元(已清),2025年欠1000元,合计1000元,收款一卡通尾号4471',
        '以上合计3700元',
      ],
    ],
    [
      'single spaces, a line of the total below',
      '姓名 天数 单价 应得 已支 尚欠 收款（本人卡）\n庞小满 30 300 9000 2000 7000 农业银行尾号0312\n裘阿大 20 280 5600 1000 4600 建行4471\n合计尚欠11600元。',
      [
        '庞小满:30天,单价300元/天,应得9000元,已支2000元,尚欠7000元,收款(本人卡)农业银行尾号0312',
        '裘阿大:20天,单价280元/天,应得5600元,已支1000元,尚欠4600元,收款(本人卡)建行尾号4471',
        '以上尚欠合计11600元',
      ],
    ],
    [
      'Markdown, units in the head',
      '| 序号 | 姓名 | 面积（㎡） | 补偿（元） |\n|---|:--:|---|---|\n| 1 | 庞小满 | 88.5 | 12000 |\n| 2 | 裘阿大 | 60 | 8000 |',
      ['庞小满:面积88.5㎡,补偿12000元', '裘阿大:面积60㎡,补偿8000元'],
    ],
    [
      'who, what and when',
      '谁｜做什么｜什么时候\n裘阿大｜赔玻璃420元｜2026年11月20日前\n庞小满｜删掉差评｜当天',
      ['裘阿大赔玻璃420元,2026年11月20日前付', '庞小满:删掉差评,当天'],
    ],
    [
      'tabs and days behind sums',
      '姓名\t金额\t付款时间\n庞小满\t3000\t2026年12月31日前\n裘阿大\t1.5万\t2027-01-15前',
      ['庞小满:3000元,2026年12月31日前付', '裘阿大:1.5万元,2027-01-15前付'],
    ],
    [
      'days before sums',
      '期次|日期|金额\n第一期|2026年12月31日前|5000\n第二期|2027年1月31日前|4000',
      ['第一期于2026年12月31日前付5000元', '第二期于2027年1月31日前付4000元'],
    ],
    [
      'days in the head',
      '姓名|2026年12月31日前|2027年6月30日前\n庞小满|25000|40000\n裘阿大|20000|20000',
      [
        '庞小满:2026年12月31日前付25000元,2027年6月30日前付40000元',
        '裘阿大:2026年12月31日前付20000元,2027年6月30日前付20000元',
      ],
    ],
    [
      'matters and what was settled',
      '事项|约定\n防水|裘阿大重做,2026年12月1日前完工\n质保|一年\n误工费|不同意',
      ['防水:裘阿大重做,2026年12月1日前完工', '质保:一年'],
    ],
    [
      'when and how the one sum is paid',
      '事项|约定\n赔偿金额|6200\n付款时间|2026年12月18日前\n付款方式|转入工行尾号7763\n误工|14天',
      ['赔偿金额6200元,2026年12月18日前付,转入工行尾号7763', '误工14天'],
    ],
    ['rows that were not agreed', '项目|金额|同意（是/否）\n修门|800|是\n误工费|500|否\n精神损失|1000|', ['修门800元']],
    [
      'each side’s own answer',
      '事项|庞小满|裘阿大\n拆雨棚|√|√\n赔礼道歉|√|×\n清运垃圾300元|同意|同意',
      ['拆雨棚', '清运垃圾300元'],
    ],
    [
      'claims beside what was settled',
      '项目|申请人主张|商定\n医疗费|5000|3500\n误工费|2000|1200\n合计|7000|4700',
      ['医疗费3500元,误工费1200元,合计4700元'],
    ],
    [
      'columns that are people',
      '|庞小满|裘阿大\n2024年欠|900|0\n2025年欠|1800|1000\n合计|2700|1000',
      ['庞小满:2024年欠900元,2025年欠1800元,合计2700元', '裘阿大:2024年欠0元,2025年欠1000元,合计1000元'],
    ],
    [
      'a unit in a column of its own',
      '品名|数量|单位|单价|金额\n瓷砖|23|块|40|920\n地砖|10|块|60|600',
      ['瓷砖:数量23块,单价40元/块,920元', '地砖:数量10块,单价60元/块,600元'],
    ],
    [
      'a total that its rows do not make up',
      '姓名|金额\n庞小满|3000\n裘阿大|2000\n合计|6000',
      ['庞小满:3000元', '裘阿大:2000元', '3000元、2000元,合计6000元'],
    ],
    ['a total over a row left out', '项目|金额|是否同意\n修门|800|√\n误工费|500|×\n合计|1300|', ['修门800元']],
    ['days that add up to days', '姓名|上旬|下旬天数|合计\n庞小满|8|9|17', ['庞小满:上旬8,下旬天数9天,合计17']],
    [
      'years that add up to money',
      '姓名|2024年度|2025年度|合计|卡号\n庞小满|900|1800|2700|6228480012345670312',
      ['庞小满:2024年度900元,2025年度1800元,合计2700元,卡号6228480012345670312'],
    ],
    [
      'wide gaps in the head and single ones in a row',
      '户名  面积  金额  信用社折子尾号\n庞小满 6.1  4270元  0312\n裘阿大  2.4  1680元  4471\n合计 8.5  5950元',
      ['庞小满:面积6.1,4270元,信用社折子尾号0312', '裘阿大:面积2.4,1680元,信用社折子尾号4471', '以上合计5950元'],
    ],
    [
      'an item and its figure parted by a dash',
      '项目——金额\n修门——800元\n误工——600元\n小计——1400元\n减:预付——500元\n还付——900元',
      ['修门800元,误工600元,合计1400元,减:预付500元,还付900元'],
    ],
  ]
  test.each(told)('%s', (_, raw, wanted) => {
    expect(rows(raw)).toEqual(wanted)
  })

  test('finishes the sentence above it with what each gets, reckoned or not', () => {
    const { text, tables } = take(
      '定下来,卖房款90000元这样分:\n庞小满 40000元\n裘阿大 30000元,扣借走的5000元,拿25000元\n缪春生 20000元\n月底前转账。',
    )
    expect(tables).toEqual([])
    expect(text).toBe(
      '定下来,卖房款90000元这样分:庞小满40000元,裘阿大30000元(扣借走的5000元,拿25000元),缪春生20000元。\n月底前转账。',
    )
    // What is said line by line is no row.
    expect(take('——先付1200元\n——剩下的——年底').tables).toEqual([])
  })

  test('leaves the talk around it where it was', () => {
    const { text, tables } = take(
      '庞小满、裘阿大到场。\n约定如下:\n姓名|金额\n庞小满|3000\n裘阿大|2000\n都在2026年12月1日前付。',
    )
    expect(text).toBe('庞小满、裘阿大到场。\n约定如下:\n都在2026年12月1日前付。')
    expect(tables[0]).toMatchObject({ lead: '约定如下:' })
    expect(text.slice(0, tables[0]!.at)).toMatch(/约定如下:$/)
  })

  test('finishes a sentence that names the whole with its instalments', () => {
    const { text, tables } = take(
      '余款9000元按下表支付:\n期次 | 日期 | 金额\n第1期 | 2026年12月31日前 | 5000\n第2期 | 2027年1月31日前 | 4000\n逾期的一次付清。',
    )
    expect(tables).toEqual([])
    expect(text).toBe(
      '余款9000元按下表支付:第1期于2026年12月31日前付5000元,第2期于2027年1月31日前付4000元;\n逾期的一次付清。',
    )
  })

  test.each([
    [
      '裘阿大 | 2026年12月31日前 25000 | 2027年6月30日前 40000\n缪春生 | 2027年2月5日前 20000 | 当天现金',
      '裘阿大:2026年12月31日前付25000元,2027年6月30日前付40000元\n缪春生:2027年2月5日前付20000元,当天现金',
    ],
    ['补偿金 25480\n未休年假 1338\n合计 26818（税前）', '补偿金25480元,未休年假1338元,合计26818元(税前)'],
    ['来了两个人 说话很冲\n我劝了一下', '来了两个人 说话很冲\n我劝了一下'],
  ])('puts rows without a head into words: %s', (raw, wanted) => {
    expect(take(raw)).toEqual({ text: wanted, tables: [] })
  })

  test('moves its totals when a row is changed later, unless the total was told too', () => {
    const table = () =>
      take('户名|2024年欠|2025年欠|合计\n庞小满|700|2700|3400\n裘阿大|0|2250|2250\n合计|700|4950|5650').tables[0]!.rows
    const moved = table()
    moved[0]!.text = moved[0]!.text.replace('700元', '500元')
    retotal(moved)
    expect(moved.map(({ text }) => text)).toEqual([
      '庞小满:2024年欠500元,2025年欠2700元,合计3200元',
      '裘阿大:2024年欠0元,2025年欠2250元,合计2250元',
      '以上合计5450元',
    ])
    const stated = table()
    stated[0]!.text = stated[0]!.text.replace('合计3400元', '合计3000元')
    retotal(stated)
    expect(stated.at(-1)!.text).toBe('以上合计5250元')
    expect(stated[0]!.text).toContain('合计3000元')
  })

  test('loses no value and glues none to another', () => {
    const heads = ['天数', '单价', '应得', '尚欠', '面积(亩)', '收款卡尾号', '已支', '户号', '数量']
    const table = fc
      .record({
        head: fc.uniqueArray(fc.constantFrom(...heads), { minLength: 2, maxLength: 7 }),
        by: fc.constantFrom('|', ' | ', '\t', '｜', '  '),
        seed: fc.array(fc.array(fc.integer({ min: 1000, max: 9899 }), { minLength: 7, maxLength: 7 }), {
          minLength: 1,
          maxLength: 3,
        }),
      })
      .map(({ head, by, seed }) => ({
        values: seed.map((row) => row.slice(0, head.length)),
        raw: [['姓名', ...head], ...seed.map((row, i) => [people[i]!, ...row.slice(0, head.length)])]
          .map((row) => row.join(by))
          .join('\n'),
      }))
    fc.assert(
      fc.property(table, ({ values, raw }) => {
        const said = rows(raw)
        expect(said).toHaveLength(values.length)
        said.forEach((text, i) => {
          expect(text.startsWith(`${people[i]}:`)).toBe(true)
          expect(text.match(/\d+/g)).toEqual(values[i]!.map(String))
          expect(text).not.toMatch(/[|\t]/)
        })
      }),
    )
  })
})

test('what is taken off behind a total is no part of it, and stands behind it', () => {
  expect(
    rows(
      '调解结果:\n项目   金额\n补助金   30000元\n工资差额   8400元\n合计   38400元\n减借支   5000元\n实付   33400元',
    ),
  ).toEqual(['补助金30000元,工资差额8400元,合计38400元,减借支5000元,实付33400元'])
})
