import { Problem } from '../../http/problem.ts';
import type { UserActor } from '../identity/actor.ts';

/** Whether the actor may sign on the page they are on. */
export const isTrusted = ({ host }: UserActor): boolean => host === null || host.trustedForSigning;

/** 403 `signing_not_trusted` on a page that is not. */
export function requireTrust(actor: UserActor): void {
  if (!isTrusted(actor)) throw new Problem(403, 'signing_not_trusted');
}
