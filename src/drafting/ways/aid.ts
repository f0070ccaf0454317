import type { Situation } from './situation.ts'

/** Whether legal aid may be asked for, and on what ground; the aid office decides. 法律援助 */
export type Aid = { may: boolean; grounds: { text: string; basis: string[] }[]; note: string }

const key = (article: number) => [`law:法律援助法#${article}`]
const violence = /家庭?暴力?|家暴|虐待|遗弃|告诫书|人身安全保护令/

/** Grounds of 法律援助法31 32 42 that the file itself shows; means and standing are for the aid office to check. */
export function aidOf({ reading, creditorId, labour }: Situation): Aid {
  const { file, identities, records } = reading
  const dispute = file.disputeType ?? ''
  const own = identities.find(({ partyId }) => partyId === creditorId)
  const said = [file.statement, ...records.map(({ text }) => text)].join('\n')
  const grounds: Aid['grounds'] = []
  const add = (fits: boolean, text: string, article: number) => {
    if (fits) grounds.push({ text, basis: key(article) })
  }
  if (own?.kind !== 'organization') {
    add(
      /^family\.(?:support_elder|child_support)$/.test(dispute),
      '请求给付赡养费、抚养费、扶养费,经济困难的可以申请',
      31,
    )
    add(labour, '请求确认劳动关系或者支付劳动报酬,经济困难的可以申请', 31)
    add(
      /^traffic\.(?:motor_injury|ebike_collision)$|^medical\.|^consumer\.food_safety$|^labor\.work_injury$/.test(
        dispute,
      ),
      '请求交通、医疗、食品药品、工伤事故人身损害赔偿,经济困难的可以申请',
      31,
    )
    add(/^environment\./.test(dispute), '请求环境污染、生态破坏损害赔偿,经济困难的可以申请', 31)
    add(
      file.redFlags.includes('dv') || (/^family\./.test(dispute) && violence.test(said)),
      '遭受虐待、遗弃或者家庭暴力的受害人主张权益,不看经济条件',
      32,
    )
    add(
      /^labor\.(?:migrant_wage|wage_arrears|work_injury)$/.test(dispute),
      '进城务工人员讨要劳动报酬或者工伤赔偿的,免予核查经济困难',
      42,
    )
    add(
      own?.age !== undefined && (own.age < 18 || own.age >= 60),
      '没有固定生活来源的未成年人、老年人,免予核查经济困难',
      42,
    )
  }
  return {
    may: grounds.length > 0,
    grounds,
    note:
      grounds.length > 0
        ? '是否符合由法律援助机构审查,带身份证和本材料到窗口申请'
        : '案卷里没有看到法定的援助事项,可以先到法律援助窗口免费咨询',
  }
}
