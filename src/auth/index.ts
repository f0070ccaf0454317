// In: a Context with its actor. Out: nothing, or `forbidden`.
import type { Context, Role } from '../context.ts'
import { AppError } from '../errors.ts'
import { type Permission, permissions } from './roles.ts'

export { type Permission, permissions } from './roles.ts'

/** Whether the actor's role has a permission. */
export const may = ({ actor }: Pick<Context, 'actor'>, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(actor.role)

/** Throws `forbidden` where the actor's role lacks a permission. */
export function requireRole(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  if (!may(ctx, permission)) throw new AppError('forbidden', '您没有做这件事的权限', { permission })
}
