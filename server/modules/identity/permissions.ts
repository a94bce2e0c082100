import type { Permission } from '../../../src/contract/session.ts';
import { Problem } from '../../http/problem.ts';
import type { UserActor } from './actor.ts';

/** Staff see everything; everybody else needs one of these permissions. */
export const isPermitted = ({ role, permissions }: UserActor, ...anyOf: Permission[]): boolean =>
  role === 'staff' || anyOf.some((permission) => permissions.includes(permission));

/** 403 `permission_missing` for whoever has none of these permissions, before anything is said about what exists. */
export function requirePermission(actor: UserActor, ...anyOf: Permission[]): void {
  if (!isPermitted(actor, ...anyOf)) throw new Problem(403, 'permission_missing');
}

/** Whether the database refused permissions for somebody of a customer that has a sales partner; it alone knows for sure at that moment. */
export function isByPartner(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'permissions_by_partner';
}
