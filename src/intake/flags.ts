/** What a danger does to the talk: halts it, holds it until a person has looked, sends part of it elsewhere, or goes beside it. */
export type Stop = 'stop' | 'pause' | 'refer' | 'assess' | 'parallel'

/** The dangers of domain.md 7, most urgent first: what is done, and whether mediation goes on. 红旗 */
export const flags = {
  imminent_danger: {
    action: '请立即拨打110(急救120、火警119),先到安全的地方;值班长1分钟内接管,暂停其他问话',
    stop: 'stop',
  },
  suicide: {
    action: '不要挂断,请身边人陪着;拨打110或120,心理援助热线12356;值班长接管,30分钟内见面,24小时回访',
    stop: 'stop',
  },
  dv: {
    action: '单独询问当事人,不与对方同场;告知可报警110、告诫书、人身安全保护令(72小时,紧急24小时);妇联陪护、法律援助',
    stop: 'stop',
  },
  violence_threat: {
    action: '记下原话,报公安研判和综合调解委员会;安排安保,双方分开时段到场',
    stop: 'assess',
  },
  minor: {
    action: '涉未成年人:法定代理人到场,信息从严保密;涉性侵、虐待立即报公安和民政;校园事件会同学校和教育部门',
    stop: 'assess',
  },
  crime: {
    action: '可能涉嫌犯罪:固定证据,移送公安;刑事部分不能私了,民事赔偿在公安知情下可以调解',
    stop: 'refer',
  },
  group: {
    action: '群体性事项:报综合调解委员会、属地街道和主管部门;推选代表,可集体调解、逐人签字',
    stop: 'parallel',
  },
  mental: {
    action: '联系近亲属和社区;签协议前先确认行为能力,必要时由监护人到场',
    stop: 'pause',
  },
  fake_mediation: {
    action: '疑似虚假调解:暂停出具协议,报主管核查资金和往来',
    stop: 'stop',
  },
  asset_flight: {
    action: '对方可能转移财产:提示诉前保全或仲裁,公安、人社联动,锁定证据',
    stop: 'parallel',
  },
  public_safety: {
    action: '公共安全隐患:消防、住建、市场监管或卫健先行处置',
    stop: 'pause',
  },
  in_process: {
    action: '已在法院、仲裁、公安或行政程序中:核对案号,转回原机关或取得其委托',
    stop: 'refer',
  },
  admin: {
    action: '不服行政行为:转行政复议(一般60日内)、行政诉讼或信访,不作人民调解',
    stop: 'refer',
  },
  time_bar: {
    action: '时效可能将近或已过:今天登记留痕,同时告知仲裁、起诉的期限',
    stop: 'parallel',
  },
  vulnerable: {
    action: '放慢速度,需要时代书、见证、手语或法律援助;协议签字前请本人复述确认',
    stop: 'parallel',
  },
  media: {
    action: '告知保密义务,报主管;不劝删帖、不威胁',
    stop: 'parallel',
  },
} as const satisfies Record<string, { action: string; stop: Stop }>

export type FlagCode = keyof typeof flags

/** Dangers to life, which must not be missed: raised in doubt too, for a person to ask and look. */
const lives = {
  imminent_danger: '可能有眼前的危险:先问现在是否安全、要不要报警,再谈别的;由工作人员看过',
  suicide: '可能有轻生的念头:先单独问一句、听他说,不要绕开;由工作人员看过',
  dv: '可能有家庭暴力:单独问一句有没有动过手、怕不怕回家;问清以前住址电话不给对方;由工作人员看过',
} as const satisfies Partial<Record<FlagCode, string>>
export type Lifesaving = keyof typeof lives
export const lifeAtStake = Object.keys(lives) as Lifesaving[]

/** A danger raised in doubt: it does not stop the flow, somebody asks and looks. */
export const inDoubt = (code: Lifesaving) => ({ action: lives[code], stop: 'assess' }) as const

/** Whether a flag is raised in doubt only, where its code would stop the flow. */
export const isDoubt = ({ code, stop }: { code: FlagCode; stop: Stop }): boolean =>
  stop === 'assess' && flags[code].stop === 'stop'

export const flagCodes = Object.keys(flags) as FlagCode[]
