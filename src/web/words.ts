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
  'agreement.published': '协议入先例库',
  'agreement.withdrawn': '协议撤出先例库',
  'agreement.understood': '当事人听懂了条款',
  'obligation.proved': '登记履行凭证',
  'obligation.proofFiled': '附上凭证文件',
  'obligation.proofVoided': '作废凭证',
  'obligation.reminded': '履行提醒',
  'obligation.postponed': '展期',
  'obligation.waived': '免除',
  'obligation.accelerated': '剩余款项全部到期',
  'obligation.demanded': '催告',
  'obligation.lengthened': '续列履行期',
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

/** The documents of a file, in its order. */
export const formWords: Record<string, string> = {
  cover: '卷宗封面',
  catalogue: '卷内目录',
  application: '人民调解申请书',
  registration: '受理登记表',
  notice: '权利义务告知书',
  identity: '身份证明、授权委托书',
  investigation: '调查记录',
  evidence: '证据材料',
  record: '调解记录',
  agreement: '人民调解协议书',
  oralAgreement: '口头协议登记表',
  performance: '履行凭证',
  followUp: '回访记录',
  confirmation: '司法确认申请书',
  termination: '终止调解告知书',
  note: '卷宗情况说明',
  backCover: '封底',
  dossier: '卷宗(合订)',
}

/** A word and the tone of its label. */
type Toned = Record<string, [string, string]>
export const documentStatusWords: Toned = {
  draft: ['草稿', 'gold'],
  confirmed: ['已确认', 'green'],
  signed: ['已签署', 'blue'],
  void: ['作废', 'red'],
}
export const placeWords: Toned = {
  there: ['已有', 'green'],
  draft: ['草稿', 'gold'],
  missing: ['缺', 'red'],
  later: ['到时再备', 'grey'],
  optional: ['按需', 'grey'],
  bound: ['装订时生成', 'blue'],
}
export const materialWords: Toned = {
  there: ['已备', 'green'],
  missing: ['缺', 'red'],
  check: ['待核对', 'gold'],
  notNeeded: ['不需要', 'grey'],
}
export const verdictWords: Toned = {
  confirm: ['可以确认', 'green'],
  change: ['须先改正', 'red'],
  remove: ['移出', 'red'],
  ready: ['可以提交', 'green'],
  mend: ['改好再提交', 'gold'],
  unfit: ['不能申请确认', 'red'],
}
export const countdownWords: Toned = {
  notStarted: ['还没开始', 'grey'],
  green: ['期限内', 'green'],
  yellow: ['抓紧', 'gold'],
  red: ['快到期', 'red'],
  expired: ['已过期', 'red'],
  applied: ['已提出申请', 'blue'],
  confirmed: ['法院已确认', 'green'],
}
export const clauseKindWords: Record<string, string> = { payment: '付款', act: '行为', other: '声明' }
export const owedWords: Toned = {
  due: ['未到期', 'grey'],
  partPaid: ['部分履行', 'gold'],
  paid: ['已付清', 'green'],
  done: ['已履行', 'green'],
  overdue: ['逾期', 'red'],
  waived: ['已免除', 'blue'],
}
export const reminderWords: Toned = {
  soon: ['即将到期', 'gold'],
  today: ['今天到期', 'orange'],
  overdue: ['逾期', 'red'],
}
export const fitWords: Toned = { best: ['最合适', 'green'], possible: ['也可以', 'blue'], no: ['现在不行', 'grey'] }
export const needWords: Toned = { yes: ['具备', 'green'], no: ['不具备', 'red'], ask: ['要核实', 'gold'] }
export const factWords: Toned = {
  agreed: ['双方一致', 'green'],
  disputed: ['有争议', 'red'],
  single: ['一方所述', 'grey'],
  corrected: ['已更正', 'orange'],
}
export const rankWords: Record<string, string> = { formal: '正式材料', statement: '陈述', hearsay: '听说' }
export const stanceWords: Record<string, string> = { states: '陈述', claims: '主张', offers: '提议', settles: '约定' }

/** 350050 → 3,500.50元 */
export const yuan = (fen: number) =>
  `${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: fen % 100 ? 2 : 0, maximumFractionDigits: 2 })}元`

/** 2026-11-10 → 2026年11月10日 */
export const day = (on: string) => {
  const [y, m, d] = on.split('-').map(Number)
  return d ? `${y}年${m}月${d}日` : m ? `${y}年${m}月` : on
}

/** 10月8日, in Beijing. */
export const dayAndMonth = (iso: string) =>
  new Date(iso).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' })

/** Today in Beijing, YYYY-MM-DD. */
export const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

/** How a day stands to today. */
export const daysAway = (n: number) => (n === 0 ? '就是今天' : n > 0 ? `还有${n}天` : `已过${-n}天`)

const numerals = '零一二三四五六七八九'
const chinese = (n: number): string => {
  const [thousands, hundreds, tens, ones] = String(n).padStart(4, '0').split('').map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const full = `${thousands ? `${numerals[thousands]}千` : ''}${hundreds ? `${numerals[hundreds]}百` : thousands && (tens || ones) ? '零' : ''}${
    tens ? `${numerals[tens]}十` : hundreds && ones ? '零' : ''
  }${ones ? numerals[ones] : ''}`
  return n < 20 ? full.replace(/^一十/, '十') : full
}

/** What a reference of the library is called: law:民法典#1165 → 《民法典》第一千一百六十五条 */
export function refWords(ref: string): string {
  const law = /^law:([^@#]+)(?:@[^#]*)?#(\d+)(?:-(\d+))?/.exec(ref)
  if (law) return `《${law[1]}》第${chinese(Number(law[2]))}条${law[3] ? `之${chinese(Number(law[3]))}` : ''}`
  if (ref.startsWith('agreement:')) return `往期协议 ${ref.slice(10)}`
  if (ref.startsWith('playbook:')) return '调解方案'
  return ref.replace(/^\w+:/, '')
}
