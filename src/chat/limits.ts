import { type Period, periods, unlimited } from '../calculators/index.ts'

/** The period people must not miss, by kind of dispute; a kind's own before its type's, 民法典188 for all others. */
const kinds: Record<string, (keyof typeof periods | keyof typeof unlimited)[]> = {
  labor: ['labor'],
  'labor.wage_arrears': ['laborWages'],
  'labor.migrant_wage': ['laborWages'],
  'labor.work_injury': ['workInjuryPersonal', 'labor'],
  'family.support_elder': ['support'],
  'family.child_support': ['support'],
  'land.transfer_fee': ['ruralArbitration'],
  'land.boundary': ['ruralArbitration'],
  'property_mgmt.committee': ['ownersRevocation'],
  'consumer.product_quality': ['product'],
  neighbor: ['cessation', 'general'],
}

/** Time limits to be told with a registration or a referral, in plain words with their articles. */
export function limitWords(subtype: string): string[] {
  const chosen = kinds[subtype] ?? kinds[subtype.split('.')[0]!] ?? ['general']
  const words = chosen.map((kind) => {
    if (kind in unlimited) return `${unlimited[kind as keyof typeof unlimited]}不受诉讼时效限制(民法典第一百九十六条)`
    const { title, months, days, startWords, remark }: Period = periods[kind as keyof typeof periods]
    const length = months ? (months % 12 === 0 ? `${months / 12}年` : `${months}个月`) : `${days}日`
    return `${title}:${startWords}起${length}${remark ? `(${remark})` : ''}`
  })
  // 行政复议法20
  if (/^(?:expropriation|other\.admin_complaint)/.test(subtype))
    words.push('对行政决定不服:知道决定之日起60日内申请行政复议')
  return words
}
