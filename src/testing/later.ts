import type { CaseFile, CaseRecord, Party } from '../cases/index.ts'
import { readFacts } from '../cases/index.ts'
import { openShelf } from '../cli/shelf.ts'

const shelf = openShelf()
export const party = (id: string, role: string, name: string, kind = 'person'): Party =>
  ({ id, role, name, kind, details: {} }) as Party
export const people = [party('a', 'applicant', '褚文彬'), party('b', 'respondent', '阎素琴')]
export const record = (at: string, by: string, text: string, party?: string): CaseRecord => ({
  id: `${by}${at}`,
  at: `${at}+08:00`,
  by,
  text,
  visibility: 'shared',
  party,
  createdAt: `${at}+08:00`,
})
const settled = (text: string) => record('2026-09-10T10:00:00', '调解记录', `双方自愿达成如下协议:\n${text}`)
export type Later = [by: string, text: string]
/** Reads records as they are. */
export const readRecords = (records: CaseRecord[], parties = people) => {
  const file = {
    id: 'c',
    redFlags: [],
    actions: [],
    statement: 's',
    parties,
    records,
    receivedAt: '2026-09-01T09:00:00+08:00',
    updatedAt: '2026-09-30T09:00:00+08:00',
  }
  return readFacts({ shelf }, file as unknown as CaseFile)
}
/** Reads a settlement and what came after it, one record a line. */
export const read = (terms: string, later: Later[], parties = people, before: CaseRecord[] = []) =>
  readRecords(
    [...before, settled(terms), ...later.map(([by, text], i) => record(`2026-09-1${i + 1}T10:00:00`, by, text))],
    parties,
  )
export const termsAfter = (terms: string, later: Later[], parties = people) =>
  read(terms, later, parties)
    .settlement.clauses.map(({ text }) => text)
    .join('\n')

export const rows =
  '1、阎素琴退褚文彬货款20000元,加上运费3000元,减去褚文彬已拉走的木料1800元,实付褚文彬21200元,分三次付:2026年10月15日前7000元,2026年11月15日前7000元,2026年12月15日前7200元,转褚文彬工商银行尾号6630;\n2、褚文彬2026年9月30日前把仓库钥匙交还阎素琴。'
export const visit =
  '1、褚文彬每月第二个星期六上午9点到澜悦社区门口接女儿,星期日18点送回,由奶奶陪同;\n2、褚文彬每月10日前付抚养费1200元,微信转账;\n3、双方不在孩子面前争吵。'
export const leak =
  '1、阎素琴2026年10月8日前修好卫生间防水,保修一年;\n2、阎素琴赔偿褚文彬吊顶损失3600元,2026年10月20日前转账到褚文彬建设银行(尾号2205);\n3、阎素琴在楼道张贴书面道歉;\n4、双方再无其他争议。'
export const damage =
  '1、阎素琴赔偿褚文彬修车费6800元、误工费900元,合计7700元,2026年9月25日前付清,支付宝转账;\n2、褚文彬收到钱后把行车记录仪的内存卡交阎素琴看一遍。'
