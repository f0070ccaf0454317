import type { Role } from '../context.ts'

/** Who may do what: one readable table. 权限表 */
export const permissions = {
  'intake.assess': ['citizen', 'intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'chat.talk': ['citizen', 'intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'chat.takeOver': ['intake', 'mediator', 'supervisor', 'admin'],
  'knowledge.read': ['citizen', 'intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'knowledge.import': ['admin'],
  'calculator.run': ['citizen', 'intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'case.open': ['citizen', 'intake', 'mediator', 'supervisor', 'admin'],
  'case.read': ['intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'case.record': ['intake', 'mediator', 'supervisor', 'admin'],
  'case.advance': ['intake', 'mediator', 'department', 'supervisor', 'admin'],
  'case.correct': ['intake', 'mediator', 'supervisor', 'admin'],
  'case.merge': ['intake', 'mediator', 'supervisor', 'admin'],
  'case.match': ['intake', 'mediator', 'supervisor', 'admin'],
  'case.progress': ['citizen', 'intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'desk.read': ['intake', 'mediator', 'supervisor', 'admin'],
  'corrections.export': ['supervisor', 'admin'],
  'document.draft': ['mediator', 'lawyer', 'supervisor', 'admin'],
  'document.confirm': ['mediator', 'supervisor', 'admin'],
  'template.read': ['intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'template.edit': ['admin'],
  'directory.read': ['intake', 'mediator', 'lawyer', 'department', 'supervisor', 'admin'],
  'directory.edit': ['supervisor', 'admin'],
  /** Words of a caucus (背对背): for who mediates and who answers for it. */
  'case.confidence': ['mediator', 'supervisor', 'admin'],
  'library.publish': ['supervisor', 'admin'],
  'job.read': ['admin'],
  'job.run': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions
