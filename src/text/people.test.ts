import { expect, test } from 'vitest'
import { findPeople } from './people.ts'

const known = [
  { id: 'party_1', name: '陈建国' },
  { id: 'party_2', name: '王芳' },
  { id: 'party_3', name: '程小雨' },
]
const quotes = (text: string) => findPeople(text).map((p) => p.quote)

test.each([
  ['我叫陈建国，住在北干街道', ['陈建国']],
  ['于是张某和李阿姨去找周老板', ['张某', '李阿姨', '周老板']],
  ['周末我和何丽萍常去万达', ['何丽萍']],
  ['项目经理徐志强说高空抛物', ['徐志强']],
  ['陈老伯的大儿子陈大强不肯出钱', ['陈老伯', '陈大强']],
  ['申请人：沈阿大，男，1950年生', ['沈阿大']],
  ['甲方（出租人）：俞国华', ['俞国华']],
  ['被申请人：高峰', ['高峰']],
  ['房东欧阳明把押金扣了', ['欧阳明']],
  ['证人阿迪力·买买提', ['阿迪力·买买提']],
  ['陈XX和李某某', ['陈XX', '李某某']],
  ['楼下周先生投诉', ['周先生']],
  ['他和刘洋去派出所', ['刘洋']],
  ['老王同意赔两千', ['老王']],
  ['小程说已经退了', ['小程']],
  ['张三欠李四三千元', ['张三', '李四']],
  ['沈丽娟、沈丽华两姐妹', ['沈丽娟', '沈丽华']],
  ['何某向吴某借款', ['何某', '吴某']],
  ['记录人：马红', ['马红']],
  ['金阿姨', ['金阿姨']],
  ['任先生', ['任先生']],
])('%s names %j', (text, names) => {
  expect(quotes(text)).toEqual(names)
})

test.each([
  '高兴不起来，方便的时候，向前走，金额五百元',
  '任何时候程度安全',
  '罗马柱，马路上，时间，康复',
  '水管漏水，马上修',
  '万一不行，钱不还，成本高',
  '孙子读书，何时还，周边的人',
  '黄金首饰、马桶、石膏板',
  '白天常年关门，江边文书',
  '由来国庆支付，夏天温度高',
  '谢谢，许多人都在范围内，余额不足',
  '应当向他要，连续三年，平时安装',
  '路过的全部车位，单元门',
  '程序不对，于是不同意',
])('%s names nobody', (text) => {
  expect(quotes(text)).toEqual([])
})

test('a name once labelled is found wherever the text says it again', () => {
  expect(quotes('申请人：高峰，男。调解中高峰提出三点。')).toEqual(['高峰', '高峰'])
})

test('a surname said alone is a surname', () => {
  expect(findPeople('老板姓周')).toMatchObject([{ name: '周', surname: '周' }])
})

test('known parties are recognised by name, by spaced name, and by a surname that only one of them has', () => {
  expect(findPeople('陈建国没来', { known })).toMatchObject([{ known: 'party_1', knownBy: 'name', confidence: 1 }])
  expect(findPeople('陈 建国没来', { known })).toMatchObject([{ known: 'party_1' }])
  expect(findPeople('陈老伯没来', { known })).toMatchObject([{ known: 'party_1', knownBy: 'surname', title: '老伯' }])
  expect(findPeople('小程也不管', { known })).toMatchObject([{ known: 'party_3', knownBy: 'surname' }])
  const brothers = [...known, { id: 'party_4', name: '陈建军' }]
  expect(findPeople('陈老伯没来', { known: brothers })[0]!.known).toBeUndefined()
})

test('who is called by a calling is not taken for a party of that surname', () => {
  expect(findPeople('王师傅下周一来修', { known })[0]!.known).toBeUndefined()
})

test('a name with one character of like sound or shape is a variant of the known one, a brother is not', () => {
  expect(findPeople('陈健国说没收到', { known })).toMatchObject([{ name: '陈健国', variantOf: 'party_1' }])
  expect(findPeople('王方承认了', { known })).toMatchObject([{ name: '王方', variantOf: 'party_2' }])
  expect(findPeople('陈建民说没收到', { known })).toMatchObject([{ name: '陈建民' }])
  expect(findPeople('陈建民说没收到', { known })[0]!.variantOf).toBeUndefined()
})

test('the role before a name is told', () => {
  expect(findPeople('被申请人：陈大强')[0]!.role).toBe('被申请人')
  expect(findPeople('大儿子陈大强')[0]!.role).toBe('大儿子')
  expect(findPeople('我叫陈大强')[0]!.role).toBeUndefined()
})
