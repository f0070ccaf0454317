import { mentionAt, normalize } from './normalize.ts'
import type { Mention } from './span.ts'

/** Someone spoken of by what they are in the dispute, not by name: 甲方, 房东, 楼上, 老板. 身份称呼 */
export type RoleMention = Mention & { role: Role }

export type Role =
  | 'applicant'
  | 'respondent'
  | 'partyA'
  | 'partyB'
  | 'partyC'
  | 'upstairs'
  | 'downstairs'
  | 'neighbour'
  | 'landlord'
  | 'tenant'
  | 'employer'
  | 'contractor'
  | 'worker'
  | 'propertyManager'
  | 'owner'
  | 'merchant'
  | 'consumer'
  | 'lender'
  | 'borrower'
  | 'guarantor'
  | 'spouse'
  | 'child'
  | 'parent'
  | 'sibling'
  | 'mediator'

const ROLES: [Role, string][] = [
  ['respondent', '被申请人|对方当事人|对方|被告|被投诉人'],
  ['applicant', '申请人|原告|投诉人|来访人'],
  ['partyA', '甲方'],
  ['partyB', '乙方'],
  ['partyC', '丙方'],
  ['upstairs', '楼上(?:邻居|住户|业主|那家|人家)?'],
  ['downstairs', '楼下(?:邻居|住户|业主|那家|人家)?'],
  ['neighbour', '邻居|邻舍|隔壁(?:邻居|邻舍|那家|人家)?|对门'],
  ['landlord', '房东|出租人|二房东'],
  ['tenant', '租客|租户|房客|承租人'],
  ['contractor', '包工头|总包|分包|班组长|工头'],
  ['employer', '老板娘?|用人单位|雇主|东家'],
  ['worker', '工友|民工|工人|员工|职工|劳动者|雇员'],
  ['propertyManager', '物业(?:公司|经理|管家)?'],
  ['owner', '业主|车主|户主'],
  ['merchant', '商家|店家|卖家|经营者|店老板|店主'],
  ['consumer', '消费者|顾客|买家'],
  ['lender', '出借人|债权人'],
  ['borrower', '借款人|债务人'],
  ['guarantor', '担保人|保证人'],
  ['spouse', '丈夫|老公|老倌|妻子|老婆|配偶|爱人|前夫|前妻'],
  ['child', '(?:大|小|二|三)?(?:儿子|女儿|倪子|囡)|子女|儿女'],
  ['parent', '父母|父亲|母亲|爸爸|妈妈|爹娘|爷娘|老爹|老娘|姆妈|阿爹'],
  ['sibling', '兄弟|姐妹|哥哥|弟弟|姐姐|妹妹'],
  ['mediator', '调解员|主持人'],
]
const PATTERN = new RegExp(ROLES.map(([, words]) => `(${words})`).join('|'), 'gu')

/** Finds the words by which people call each other in a dispute. */
export function findRoles(raw: string): RoleMention[] {
  const n = normalize(raw)
  const found: RoleMention[] = []
  for (const m of n.text.matchAll(PATTERN)) {
    const index = m.slice(1).findIndex(Boolean)
    // 物业费, 楼上漏水: a fee and a place are nobody.
    if (/^(?:物业|楼[上下])$/.test(m[0]) && /^[费合管服]/.test(n.text.slice(m.index + m[0].length))) continue
    found.push({ ...mentionAt(n, m.index, m.index + m[0].length), role: ROLES[index]![0] })
  }
  return found
}
