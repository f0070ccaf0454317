/** States of a case, domain.md 3.1. 状态 */
export const statuses = [
  'draft',
  'discarded',
  'registered',
  'screening',
  'emergency',
  'rejected',
  'referred',
  'assigned',
  'returned',
  'accepted',
  'investigating',
  'mediating',
  'suspended',
  'agreed_written',
  'agreed_oral',
  'effective',
  'confirm_pending',
  'confirm_withdrawn',
  'confirmed',
  'confirm_dismissed',
  'performing',
  'breached',
  'enforcement',
  'payment_order',
  'performed',
  'followed_up',
  'terminated',
  'withdrawn',
  'litigation_guided',
  'closed_no_mediation',
  'closed_no_performance',
  'closed',
  'archived',
] as const
export type Status = (typeof statuses)[number]

/** Steps a person takes with a case, api.md. 动作 */
export const actions = [
  'register',
  'discard',
  'screen',
  'assign',
  'accept',
  'return',
  'reject',
  'refer',
  'investigate',
  'mediate',
  'suspend',
  'resume',
  'agree',
  'sign',
  'applyConfirmation',
  'confirm',
  'dismissConfirmation',
  'withdrawConfirmation',
  'perform',
  'breach',
  'enforce',
  'payOrder',
  'fulfil',
  'terminate',
  'withdraw',
  'guideLitigation',
  'followUp',
  'close',
  'archive',
  'raiseEmergency',
  'clearEmergency',
] as const
export type Action = (typeof actions)[number]

export type Step = { action: Action; from: readonly Status[]; to: Status; needs: readonly string[] }

const step = (action: Action, from: readonly Status[], to: Status, needs: readonly string[] = []): Step => ({
  action,
  from,
  to,
  needs,
})

/** Nothing happens to a case in these any more, except its archiving. */
export const finished: readonly Status[] = [
  'discarded',
  'closed',
  'closed_no_mediation',
  'closed_no_performance',
  'archived',
]
const live = statuses.filter((status) => !finished.includes(status))

/** Every step that domain.md 3.1 allows, with the fields a caller must send. The first row that fits is the one meant. */
export const steps: readonly Step[] = [
  step('register', ['draft'], 'registered'),
  step('discard', ['draft'], 'discarded', ['reason']),
  step('screen', ['registered', 'rejected', 'referred'], 'screening'),
  step('assign', ['screening', 'returned'], 'assigned', ['department']),
  step('reject', ['screening'], 'rejected', ['reason', 'route']),
  step('refer', ['screening', 'emergency'], 'referred', ['department']),
  step('return', ['assigned'], 'returned', ['reason']),
  step('accept', ['assigned'], 'accepted'),
  step('investigate', ['accepted'], 'investigating'),
  step('mediate', ['accepted', 'investigating', 'agreed_written', 'confirm_dismissed'], 'mediating'),
  step('suspend', ['investigating', 'mediating'], 'suspended', ['reason']),
  step('resume', ['suspended'], 'mediating'),
  step('agree', ['mediating'], 'agreed_written'),
  step('agree', ['mediating'], 'agreed_oral', ['oral']),
  step('sign', ['agreed_written'], 'effective', ['signatures']),
  step('applyConfirmation', ['effective'], 'confirm_pending'),
  step('confirm', ['confirm_pending'], 'confirmed'),
  step('dismissConfirmation', ['confirm_pending'], 'confirm_dismissed', ['reason']),
  step('withdrawConfirmation', ['confirm_pending'], 'confirm_withdrawn'),
  step('perform', ['effective', 'agreed_oral', 'confirmed', 'confirm_withdrawn', 'breached'], 'performing'),
  step(
    'fulfil',
    ['effective', 'agreed_oral', 'confirm_withdrawn', 'performing', 'enforcement', 'payment_order'],
    'performed',
  ),
  step('breach', ['performing'], 'breached'),
  step('enforce', ['confirmed', 'breached'], 'enforcement'),
  step('payOrder', ['breached'], 'payment_order'),
  step('terminate', ['accepted', 'mediating', 'suspended'], 'terminated', ['reason']),
  step('withdraw', ['accepted', 'mediating'], 'withdrawn'),
  step('guideLitigation', ['terminated', 'breached', 'confirm_dismissed', 'payment_order'], 'litigation_guided'),
  step('followUp', ['performed'], 'followed_up'),
  step('close', ['followed_up'], 'closed'),
  step('close', ['rejected', 'referred', 'withdrawn', 'litigation_guided'], 'closed_no_mediation'),
  step('close', ['enforcement'], 'closed_no_performance'),
  step('archive', ['closed', 'closed_no_mediation', 'closed_no_performance'], 'archived'),
  step(
    'raiseEmergency',
    live.filter((status) => status !== 'emergency'),
    'emergency',
    ['reason'],
  ),
]

/** What may be done with a case now. `clearEmergency` goes back to the state that was interrupted. */
export function stepsFrom(status: Status, interrupted?: Status | null): Step[] {
  const next = steps.filter(({ from }) => from.includes(status))
  if (status === 'emergency' && interrupted) next.push(step('clearEmergency', ['emergency'], interrupted))
  return next
}

/** Why a department gives a case back, domain.md F2④. 退单原因 */
export const returnReasons = {
  not_ours: '不属于本部门职责',
  wrong_type: '纠纷类型判错',
  other_district: '不在本辖区',
  in_process: '已由法院、仲裁、公安或行政机关受理',
  unreachable: '联系不上当事人',
  unwilling: '当事人不同意由本部门调解',
  avoidance: '有利害关系,须回避',
  lacking: '材料不足,无法受理',
  overload: '办理能力不足',
  other: '其他',
} as const
export type ReturnReason = keyof typeof returnReasons

/** 出口统计码 a status leads to; a later turn to court does not undo an agreement (domain.md 3.1). */
export function outcomeOf(action: Action, to: Status): string | undefined {
  if (to === 'effective') return 'agreed_written'
  if (to === 'agreed_oral') return 'agreed_oral'
  if (action === 'terminate') return 'terminated'
  if (action === 'withdraw') return 'withdrawn'
  if (action === 'reject') return 'rejected'
  if (action === 'refer') return 'transferred'
  return undefined
}
