import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAmounts } from './amounts.ts'
import { formatAmount, formatCapitals } from './numerals.ts'

test.each([
  ['押金五百块，他只肯退100', [50_000, 10_000]],
  ['欠我1.2万', [1_200_000]],
  ['货款8,500元', [850_000]],
  ['¥500', [50_000]],
  ['赔我两千五就行', [250_000]],
  ['彩礼给了十八万八', [18_800_000]],
  ['３０００元', [300_000]],
  ['三块五', [350]],
  ['出了500块墙砖钱', [50_000]],
  ['给100块瓷砖费', [10_000]],
  ['换两张地板花了200块', [20_000]],
  ['三块五毛', [350]],
  ['12元5角3分', [1253]],
  ['5毛钱', [50]],
  ['壹万贰仟叁佰肆拾伍元零伍分', [1_234_505]],
  ['3.5万元', [3_500_000]],
  ['欠了5000，3000元是利息', [500_000, 300_000]],
  ['工资3万6没发', [3_600_000]],
  ['月薪8000', [800_000]],
  ['他要我赔两千', [200_000]],
  ['給了我兩萬塊錢', [2_000_000]],
  ['人民币叁仟元整', [300_000]],
  ['借款本金10万元，已还2万', [10_000_000, 2_000_000]],
  ['微信转账 2,000.00 元', [200_000]],
  ['说好的8千一个月，实际给6千5', [800_000, 650_000]],
  ['房租5千5一个季度', [550_000]],
  ['共计:18600', [1_860_000]],
  ['支付宝转账 8888.88', [888_888]],
  ['每小时25，加班1.5倍', [2500]],
  ['分5期，每期五千', [500_000]],
  ['损失费1000块不能少，我最多500', [100_000, 50_000]],
  ['他要一万，后来谈到五千', [1_000_000, 500_000]],
  ['干了45天，总共13500', [1_350_000]],
  ['一个月5200,欠我三个月', [520_000]],
  ['工资是7800不是8000，合同写着', [780_000, 800_000]],
  ['押金两次，一次8000一次4000', [800_000, 400_000]],
  ['对,2000收到过的', [200_000]],
  ['2000那个我忘记了', [200_000]],
  ['我最多每月出500', [50_000]],
  ['每个月给孩子1500', [150_000]],
  ['保险和我们差四万谈不拢', [4_000_000]],
  ['减去8月预支的1500', [150_000]],
  ['3000RMB', [300_000]],
  ['先给五千,三千明年清明', [500_000, 300_000]],
  ['买电池花了5块', [500]],
  ['三金5万多，彩礼28.8万', [5_000_000, 28_800_000]],
  ['十来万', [10_000_000]],
  ['2025年3月到5月工资没发', []],
])('%s', (text, fen) => {
  expect(findAmounts(text).map((a) => a.fen)).toEqual(fen)
})

test.each([
  '2026年3月5日',
  '3号楼2单元',
  '第3条',
  '电话13800001111',
  '3楼302室',
  '98.5平方米',
  '来了300人',
  '承担30%的责任',
  '两块玻璃碎了',
  '把客厅11块空鼓瓷砖敲掉重铺',
  '换了36块预制板',
  '备用电池2块在他那里',
  '手表1块还给她',
  '厨房西墙空鼓瓷砖12块铲除重贴',
  '复敲一遍,空鼓一共13块',
  '我跟他一块去',
  '从5月到8月',
  '2026元旦',
  '单元门坏了',
  '三角债',
  '3万公里',
  '5分钟',
  '等了两个小时',
  '72岁',
  '(2026)浙0114民初123号',
  '第一千零一夜',
  '千万不要',
  '万一他不来',
  '播放三千次',
  '5000字',
  '三百六十五天',
  '成千上万的人',
  '编号500',
  '楼号说错了,不是502,是501',
  '视频已经三万点击',
  '20万美元',
])('%s holds no amount', (text) => {
  expect(findAmounts(text)).toEqual([])
})

test.each([
  ['500-600元', 50_000, 60_000],
  ['赔3-5万', 3_000_000, 5_000_000],
  ['500元到600元', 50_000, 60_000],
  ['三四百块', 30_000, 40_000],
  ['三五百块', 30_000, 50_000],
  ['大概要两三千', 200_000, 300_000],
  ['一万到一万五', 1_000_000, 1_500_000],
  ['每月3000-4000', 300_000, 400_000],
  ['赔了十几万', 11_000_000, 19_000_000],
])('%s is a range', (text, fromFen, toFen) => {
  expect(findAmounts(text).map((a) => a.range)).toEqual([{ fromFen, toFen }])
})

test.each([
  ['大概三千来块', 300_000],
  ['一千两百块左右', 120_000],
  ['约5000元', 500_000],
  ['1万余元', 1_000_000],
])('%s is approximate', (text, fen) => {
  expect(findAmounts(text)).toMatchObject([{ fen, approx: true }])
})

test('a few thousand is money without a sum', () => {
  expect(findAmounts('好几千块')).toMatchObject([{ kind: 'money', approx: true }])
  expect(findAmounts('好几千块')[0]!.fen).toBeUndefined()
})

test.each([
  ['每月工资6000元', 'perMonth', 600_000],
  ['房租2500一个月', 'perMonth', 250_000],
  ['每个月4500', 'perMonth', 450_000],
  ['100块一天', 'perDay', 10_000],
  ['物业费2.5元/平方米·月', 'perSquareMetreMonth', 250],
  ['每亩每年800元', 'perMuYear', 80_000],
  ['800元/亩', 'perMu', 80_000],
  ['时薪20元', 'perHour', 2000],
  ['20元/小时', 'perHour', 2000],
  ['一次性付5000元', 'total', 500_000],
  ['每月10日前付1000元', 'perMonth', 100_000],
  ['1200/月', 'perMonth', 120_000],
  ['说好八百一亩', 'perMu', 80_000],
  ['一年租金3万', 'perYear', 3_000_000],
  ['一人500', 'perPerson', 50_000],
] as const)('%s is %s', (text, unit, fen) => {
  expect(findAmounts(text)).toMatchObject([{ unit, fen }])
})

test('months of wages are counted in months', () => {
  expect(findAmounts('拖欠3个月工资')).toMatchObject([{ kind: 'months', months: 3 }])
  expect(findAmounts('半年工资')).toMatchObject([{ kind: 'months', months: 6 }])
  expect(findAmounts('一年零两个月的工资')).toMatchObject([{ kind: 'months', months: 14 }])
  // 5月工资 is May's.
  expect(findAmounts('5月工资')).toEqual([])
  expect(findAmounts('付两个半月的房租')).toMatchObject([{ kind: 'months', months: 2.5 }])
})

test('capitals beside digits are one amount, which says when they differ', () => {
  const [same, ...none] = findAmounts('共计人民币12,000.00元（大写：壹万贰仟元整）。')
  expect(none).toEqual([])
  expect(same).toMatchObject({ fen: 1_200_000, upper: true, quote: '人民币12,000.00元（大写：壹万贰仟元整）' })
  expect(same!.mismatch).toBeUndefined()
  expect(findAmounts('人民币伍佰元整(¥600.00)')).toMatchObject([
    { fen: 50_000, mismatch: { capitalsFen: 50_000, digitsFen: 60_000 } },
  ])
})

/** Up to ten thousand times a hundred million yuan and beyond, round sums among them. */
const sums = fc.oneof(
  fc.integer({ min: 1, max: 999_999_999_99 }),
  fc.integer({ min: 1, max: 10 ** 15 }),
  fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 11 })).map(([n, zeros]) => n * 10 ** zeros),
)

test('a sum of 万亿 in capitals is the sum in digits', () => {
  expect(findAmounts('1,000,000,000,000元(大写:壹万亿元整)')).toMatchObject([{ fen: 10 ** 14 }])
  expect(findAmounts('1,000,000,000,000元(大写:壹万亿元整)')[0]!.mismatch).toBeUndefined()
})

test('any sum reads back from its digits and from its capitals', () => {
  fc.assert(
    fc.property(sums, (fen) => {
      expect(findAmounts(`应付${formatAmount(fen)}。`).map((a) => a.fen)).toEqual([fen])
      expect(findAmounts(`人民币${formatCapitals(fen)}。`).map((a) => a.fen)).toEqual([fen])
      const both = findAmounts(`${formatAmount(fen)}（大写：${formatCapitals(fen)}）`)
      expect(both).toHaveLength(1)
      expect(both[0]!.mismatch).toBeUndefined()
    }),
  )
})
