import { articles } from './laws.ts'

/** How a period of time runs out: months or days, whether it can be interrupted or suspended, and the most it can ever be. */
export type Period = {
  title: string
  months?: number
  days?: number
  /** Limitation (时效) bends to events; a fixed period (除斥期间、保证期间) does not. */
  bends: boolean
  /** After suspension: at least six months more (民法典194), or just the rest (劳动争议调解仲裁法27). */
  afterSuspension?: 'sixMonths' | 'rest'
  /** The most, in months from the day of the event. */
  mostMonths?: number
  startWords: string
  basis: string[]
  remark?: string
}

const general = {
  months: 36,
  bends: true,
  afterSuspension: 'sixMonths',
  mostMonths: 240,
} as const

/** Every period the centre tells people about, by kind (domain: limitation and fixed periods). */
export const periods = {
  general: {
    ...general,
    title: '普通诉讼时效',
    startWords: '知道或应当知道权利受损及义务人之日',
    basis: articles('civilCode', 188, 194, 195),
  },
  instalments: {
    ...general,
    title: '分期履行债务',
    startWords: '最后一期履行期限届满之日',
    basis: articles('civilCode', 188, 189, 194, 195),
  },
  product: {
    ...general,
    title: '产品缺陷损害',
    startWords: '知道或应当知道权益受损之日',
    basis: [...articles('civilCode', 188), ...articles('productQuality', 45)],
    remark: '产品质量法第四十五条写二年,与民法典三年并存†,本表按三年提示;以二年内主张最稳妥',
  },
  labor: {
    title: '劳动仲裁时效',
    months: 12,
    bends: true,
    afterSuspension: 'rest',
    startWords: '知道或应当知道权利被侵害之日',
    basis: articles('laborArbitration', 27),
  },
  laborWages: {
    title: '拖欠劳动报酬',
    months: 12,
    bends: true,
    afterSuspension: 'rest',
    startWords: '劳动关系终止之日',
    basis: articles('laborArbitration', 27),
    remark: '劳动关系存续期间拖欠报酬不受一年限制',
  },
  workInjuryEmployer: {
    title: '工伤认定(单位申请)',
    days: 30,
    bends: false,
    startWords: '事故发生或职业病诊断之日',
    basis: articles('workInjury', 17),
    remark: '特殊情况经社保行政部门同意可以延长;逾期的,期间待遇由单位负担',
  },
  workInjuryPersonal: {
    title: '工伤认定(职工、近亲属、工会申请)',
    months: 12,
    bends: false,
    startWords: '事故发生或职业病诊断之日',
    basis: articles('workInjury', 17),
  },
  ruralArbitration: {
    title: '农村土地承包仲裁时效',
    months: 24,
    bends: true,
    afterSuspension: 'sixMonths',
    startWords: '知道或应当知道权利被侵害之日',
    basis: articles('ruralArbitration', 18),
  },
  guarantee: {
    title: '保证期间(没有约定)',
    months: 6,
    bends: false,
    startWords: '主债务履行期限届满之日',
    basis: articles('civilCode', 692),
    remark: '保证期间不中止、不中断、不延长',
  },
  revocation: {
    title: '撤销权',
    months: 12,
    bends: false,
    mostMonths: 60,
    startWords: '知道或应当知道撤销事由之日(胁迫的为行为终止之日)',
    basis: articles('civilCode', 152),
  },
  revocationMistake: {
    title: '撤销权(重大误解)',
    days: 90,
    bends: false,
    mostMonths: 60,
    startWords: '知道或应当知道撤销事由之日',
    basis: articles('civilCode', 152),
  },
  ownersRevocation: {
    title: '业主撤销权',
    months: 12,
    bends: false,
    startWords: '知道或应当知道业主大会、业委会作出决定之日',
    basis: articles('ownership', 12),
  },
  execution: {
    title: '申请执行',
    months: 24,
    bends: true,
    afterSuspension: 'sixMonths',
    startWords: '履行期间最后一日(分期履行的为最后一期)',
    basis: articles('civilProcedure', 250),
  },
  confirmation: {
    title: '共同申请司法确认',
    days: 30,
    bends: false,
    startWords: '调解协议生效之日',
    basis: [...articles('mediation', 33), ...articles('civilProcedure', 205)],
  },
} as const satisfies Record<string, Period>

/** Claims that never lapse (民法典196). */
export const unlimited = {
  support: '赡养费、抚养费、扶养费',
  cessation: '停止侵害、排除妨碍、消除危险',
  realEstate: '不动产物权和登记的动产物权返还财产',
} as const
