/** The seventeen documents of the official file (domain.md section 4), in its order. 卷宗文书 */
export const forms = [
  'cover',
  'catalogue',
  'application',
  'registration',
  'notice',
  'identity',
  'investigation',
  'evidence',
  'record',
  'agreement',
  'oralAgreement',
  'performance',
  'followUp',
  'confirmation',
  'termination',
  'note',
  'backCover',
] as const
export type Form = (typeof forms)[number]

/** What each document is called. */
export const formNames: Record<Form, string> = {
  cover: '卷宗封面',
  catalogue: '卷内目录',
  application: '人民调解申请书',
  registration: '人民调解受理登记表',
  notice: '当事人权利义务告知书',
  identity: '当事人身份证明、授权委托书',
  investigation: '人民调解调查记录',
  evidence: '证据材料',
  record: '人民调解记录',
  agreement: '人民调解协议书',
  oralAgreement: '人民调解口头协议登记表',
  performance: '履行凭证',
  followUp: '人民调解回访记录',
  confirmation: '司法确认申请书',
  termination: '终止调解告知书',
  note: '卷宗情况说明',
  backCover: '封底',
}
