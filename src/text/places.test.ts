import { expect, test } from 'vitest'
import { findAddresses } from './addresses.ts'
import { findOrganizations } from './organizations.ts'
import { findRoles } from './roles.ts'

test.each([
  [
    '我住在浙江省杭州市萧山区北干街道湘湖家园3幢2单元501室',
    '浙江省杭州市萧山区北干街道湘湖家园3幢2单元501室',
    '浙江省杭州市萧山区北干街道湘湖家园',
  ],
  ['萧山区城厢街道育才路123号漏水', '萧山区城厢街道育才路123号', '萧山区城厢街道'],
  [
    '住址：宁围街道宁安社区金色江南小区8-2-1201',
    '宁围街道宁安社区金色江南小区8-2-1201',
    '宁围街道宁安社区金色江南小区',
  ],
  ['3幢2单元501室漏水', '3幢2单元501室', undefined],
  ['欢潭村5组12号', '欢潭村5组12号', '欢潭村'],
  ['住在湖滨花园12幢302', '湖滨花园12幢302', '湖滨花园'],
  ['楼上602一直滴水', '602', undefined],
  ['文三路 90 号的房子', '文三路 90 号', undefined],
  ['下沙街道6号大街260号', '下沙街道6号大街260号', '下沙街道'],
  ['蜀山街道知章村傅家墙15号', '蜀山街道知章村傅家墙15号', '蜀山街道知章村'],
  ['滨盛路1509号天恒大厦1201室', '滨盛路1509号天恒大厦1201室', undefined],
  ['西兴街道固陵新苑三区8幢602室', '西兴街道固陵新苑三区8幢602室', '西兴街道固陵新苑三区'],
  ['3栋A座1502', '3栋A座1502', undefined],
  ['市心中路88弄3号', '市心中路88弄3号', undefined],
])('%s is a dwelling', (text, quote, coarse) => {
  expect(findAddresses(text)).toMatchObject([{ quote, exact: true }])
  expect(findAddresses(text)[0]!.coarse).toBe(coarse)
})

test.each(['北干街道', '瓜沥镇航民村', '杭州市萧山区', '河南省周口市'])('%s names no single house', (text) => {
  expect(findAddresses(text)).toMatchObject([{ quote: text, coarse: text, exact: false }])
})

test.each(['工作三年了', '老板在路上', '这个小区', '一号楼', '第三组', '超市买的', '农村老家', '8-2是他说的'])(
  '%s is no address',
  (text) => {
    expect(findAddresses(text)).toEqual([])
  },
)

test.each([
  ['杭州绿城物业服务有限公司不修', '杭州绿城物业服务有限公司', 'property'],
  ['我在萧山某某制衣厂上班', '萧山某某制衣厂', 'company'],
  ['向萧山区人民法院起诉', '萧山区人民法院', 'court'],
  ['报了城厢派出所', '城厢派出所', 'police'],
  ['中国人民财产保险股份有限公司杭州分公司', '中国人民财产保险股份有限公司杭州分公司', 'company'],
  ['均转入程雨薇杭州银行账户', '杭州银行', 'bank'],
  ['存入俞水仙农商银行', '农商银行', 'bank'],
  ['转至萧山农商银行', '萧山农商银行', 'bank'],
  ['欢潭村股份经济合作社', '欢潭村股份经济合作社', 'village'],
  ['在阿里巴巴（中国）有限公司工作', '阿里巴巴（中国）有限公司', 'company'],
  ['付到陈建国农业银行卡', '农业银行', 'bank'],
  ['杭州阿强电动车行的押金', '杭州阿强电动车行', 'shop'],
] as const)('%s names an organization', (text, name, kind) => {
  expect(findOrganizations(text)).toMatchObject([{ name, kind, generic: false }])
})

test.each([
  ['找村委会和物业都没用', ['村委会', '物业']],
  ['那家健身房跑路了', ['健身房']],
  ['公司不给钱', ['公司']],
])('%s speaks of organizations in general', (text, names) => {
  expect(findOrganizations(text).map((o) => o.name)).toEqual(names)
  expect(findOrganizations(text).every((o) => o.generic)).toBe(true)
})

test.each(['小店关门', '去店里退', '局里的人', '结局不好'])('%s names no organization', (text) => {
  expect(findOrganizations(text)).toEqual([])
})

test('people are spoken of by their part in the dispute', () => {
  expect(findRoles('甲方和房东，楼上不肯，物业费，被申请人').map((r) => r.role)).toEqual([
    'partyA',
    'landlord',
    'upstairs',
    'respondent',
  ])
})
