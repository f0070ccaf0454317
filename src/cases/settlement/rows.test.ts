import { expect, test } from 'vitest'
import { party, read, said } from '../reading/records.test-suite.ts'

const parties = [
  party('a', 'applicant', '林大勇'),
  party('b', 'respondent', '周明华'),
  party('c', 'respondent', '祝小满'),
]
const clauses = (text: string, by = '碰头 速记') =>
  read([said('r', by, text)], parties).settlement.clauses.map((it) => it.text)

test('lines right above, in which all own up to a sum or each has a share', () => {
  const found = clauses(
    '林 周 祝 + 调解员\n总数三家都认:26000(误工药费都算进去)\n周 15000  祝 7000  林自己担4000(没戴头盔)\n周:扣掉垫的6000 剩9000 12月20日前 打林卡\n祝:7000 12月10日前 打林卡\n周祝各管各的 不连带',
  ).join()
  expect(found).toContain('26000元')
  expect(found).toContain('15000元')
  expect(found).toMatch(/4000元/)
})
test('a row among rows, whatever it gives as its reason', () => {
  const found = clauses(
    '商量下来,三人一致同意:\n父亲存款96000元,先归还林大勇垫付的丧葬费6000元,余下90000元分配如下——\n  林大勇 40000元(因照料得多多分)\n  周明华 30000元(已扣借款5000元)\n  祝小满 20000元\n周明华保管存单,三人12月20日同到银行办理取款。\n老屋维持现状由周明华看管,任何一人不得出租。',
    '调解记录',
  )
  expect(found.join()).toMatch(/林大勇40000元.*周明华30000元.*祝小满20000元/)
})
test('what one side wants, or is turned down, is no row', () => {
  const found = clauses(
    '林大勇要求 40000元\n周明华 付18000元,12月10日前转账\n祝小满 50000元不同意\n祝小满 付7000元,12月20日前转账\n周明华 12月1日前拆掉棚子',
  ).join()
  expect(found).not.toMatch(/40000|50000/)
})
test('a list whose rows name what they are about, the first and the last of them too', () => {
  const found = clauses(
    '到:林大勇、周明华、祝小满。\n====谈成的====\n退款|周明华退林大勇21000元,其余9000元当这段时间的使用,不退\n怎么付|分3期,每期7000元,2026年12月起每月20日\n付到哪|林大勇工商银行,尾号8830\n房租|11月份3200元林大勇直接交给房东\n交店|12月31日林大勇把钥匙交还周明华\n租店协议|作废',
    '街道调委会 记录',
  ).join('|')
  expect(found).toMatch(/退林大勇21000元/)
  expect(found).toContain('租店协议:作废')
})
