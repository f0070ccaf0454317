/** Words the screens show for the contract's codes. */
export const statusWords: Record<string, string> = {
  draft: '草录',
  discarded: '已作废',
  registered: '已登记',
  screening: '研判中',
  emergency: '紧急处置',
  rejected: '不予受理',
  referred: '已转处',
  assigned: '已派单',
  returned: '已退单',
  accepted: '已受理',
  investigating: '调查中',
  mediating: '调解中',
  suspended: '中止',
  agreed_written: '书面协议待签',
  agreed_oral: '口头协议',
  effective: '协议生效',
  confirm_pending: '司法确认中',
  confirm_withdrawn: '撤回确认',
  confirmed: '已司法确认',
  confirm_dismissed: '确认被驳回',
  performing: '履行中',
  breached: '未履行',
  enforcement: '申请执行',
  payment_order: '支付令',
  performed: '履行完毕',
  followed_up: '已回访',
  terminated: '调解终止',
  withdrawn: '已撤回',
  litigation_guided: '诉讼引导',
  closed_no_mediation: '未调解结案',
  closed_no_performance: '执行未果结案',
  closed: '已结案',
  archived: '已归档',
}

export const actionWords: Record<string, string> = {
  register: '登记',
  discard: '废弃',
  screen: '研判',
  assign: '派单',
  accept: '受理',
  return: '退单',
  reject: '不予受理',
  refer: '转处',
  investigate: '开始调查',
  mediate: '开始调解',
  suspend: '中止',
  resume: '恢复调解',
  agree: '达成协议',
  sign: '签署',
  applyConfirmation: '申请司法确认',
  confirm: '法院确认',
  dismissConfirmation: '确认被驳回',
  withdrawConfirmation: '撤回确认',
  perform: '开始履行',
  breach: '逾期未履行',
  enforce: '申请执行',
  payOrder: '申请支付令',
  fulfil: '履行完毕',
  terminate: '终止调解',
  withdraw: '撤回',
  guideLitigation: '诉讼引导',
  followUp: '回访',
  close: '结案',
  archive: '归档',
  raiseEmergency: '紧急处置',
  clearEmergency: '解除紧急',
}

export const eventWords: Record<string, string> = {
  'case.opened': '登记案件',
  'case.advanced': '推进',
  'record.added': '添加记录',
  'document.drafted': '起草文书',
  'document.revised': '修改文书',
  'document.confirmed': '确认文书',
  'case.corrected': '更正登记',
  'case.merged': '并入一件重复登记',
  'case.mergedInto': '并入另一案件',
  'case.unmerged': '撤销并案',
  'case.mediatorChosen': '选定调解员',
}

export const flagWords: Record<string, string> = {
  imminent_danger: '现场危险',
  dv: '家庭暴力',
  minor: '未成年人',
  suicide: '轻生',
  violence_threat: '暴力威胁',
  group: '群体性',
  crime: '涉嫌犯罪',
  mental: '精神障碍',
  vulnerable: '弱势群体',
  fake_mediation: '虚假调解',
  asset_flight: '转移财产',
  in_process: '已在程序中',
  admin: '行政行为',
  time_bar: '时效',
  public_safety: '公共安全',
  media: '媒体舆情',
}

export const sourceWords: Record<string, string> = {
  law: '法条',
  agreement: '往期协议',
  playbook: '调解方案',
  statement: '当事人陈述',
  record: '调解记录',
  calculation: '计算',
  template: '文书格式',
  model: '模型措辞',
  person: '人工修改',
}

export const roleWords: Record<string, string> = {
  applicant: '申请人',
  respondent: '被申请人',
  third: '第三人',
  agent: '代理人',
  guardian: '监护人',
  witness: '见证人',
  guarantor: '保证人',
}
export const tierWords: Record<string, string> = { auto: '可自动派单', sample: '抽查', review: '转人工' }

export const dutyWords: Record<string, [string, string]> = {
  on_duty: ['在岗', 'green'],
  full: ['已约满', 'gold'],
  absent: ['缺岗', 'red'],
  off: ['不在班', 'default'],
  closed: ['窗口已下班', 'default'],
  unlisted: ['没有排班', 'default'],
}
export const partWords: Record<string, string> = { primary: '主办', supporting: '配合', escalation: '升级' }
export const dueWords: Record<string, string> = { soon: '快到期', today: '今天到期', overdue: '已逾期' }
export const halfWords: Record<string, string> = { am: '上午', pm: '下午' }
export const rosterWords: Record<string, string> = { shift: '常班', leave: '请假', extra: '临时加驻', swap: '换班' }
export const factorWords: Record<string, string> = {
  skillExact: '专长(这一类)',
  skillType: '专长(这一大类)',
  street: '街道',
  dialect: '方言',
  gender: '性别意愿',
  trained: '受训',
  visits: '上门',
  load: '手上有空',
  success: '谈成比例',
  sameVillage: '同村',
  sameEmployer: '同单位',
  earlierCase: '办过其案件',
}

const fieldWords: Record<string, string> = {
  reason: '理由',
  route: '去处',
  department: '部门',
  statement: '诉求与经过',
  name: '姓名',
  phone: '电话',
  receipt: '回执号',
  phoneTail: '手机后四位',
  into: '主案',
  items: '表里的一行',
  people: '人员',
  capacity: '容量',
  from: '开始日',
  to: '结束日',
}

/** A failure in words for people: codes inside a message are said by their names. */
export function plainly(error: unknown): string {
  const message = error instanceof Error ? error.message : '出了点问题,请再试一次'
  return message.replaceAll(
    /[a-zA-Z_]{3,}/g,
    (code) => statusWords[code] ?? actionWords[code] ?? fieldWords[code] ?? code,
  )
}

/** How long somebody has waited, in plain words. */
export function waited(since: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000))
  if (minutes < 1) return '刚到'
  if (minutes < 60) return `等了${minutes}分钟`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `等了${hours}小时` : `等了${Math.floor(hours / 24)}天`
}

/** 11月25日(周三)上午 */
export const slotWords = ({ on, half }: { on: string; half: string }) =>
  `${Number(on.slice(5, 7))}月${Number(on.slice(8))}日(周${'日一二三四五六'[new Date(`${on}T00:00:00Z`).getUTCDay()]})${halfWords[half]}`

export const when = (iso: string) =>
  new Date(iso).toLocaleString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
