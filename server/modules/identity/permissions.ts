import type { Permission } from '../../../src/contract/session.ts';
import { Problem } from '../../http/problem.ts';
import type { Participant, UserActor } from './actor.ts';

/** Whether the actor has one of these permissions. Staff need none. */
export const isPermitted = ({ role, permissions }: UserActor, ...anyOf: Permission[]): boolean =>
  role === 'staff' || anyOf.some((permission) => permissions.includes(permission));

/** 403 `permission_missing` unless the actor has one of these permissions. Call it before anything is said about what exists. */
export function requirePermission(actor: UserActor, ...anyOf: Permission[]): void {
  if (!isPermitted(actor, ...anyOf)) throw new Problem(403, 'permission_missing');
}

/** 403 `forbidden` unless the actor is staff. */
export function requireStaff({ role }: Participant): void {
  if (role !== 'staff') throw new Problem(403, 'forbidden');
}

/** Whether the page the actor is on is trusted with signatures: one of our own, or one of a host that was declared trustworthy. */
export const isTrusted = ({ host }: UserActor): boolean => host === null || host.trustedForSigning;

/** 403 `signing_not_trusted` on a page that is not trusted with signatures. */
export function requireTrust(actor: UserActor): void {
  if (!isTrusted(actor)) throw new Problem(403, 'signing_not_trusted');
}
