import type { Account, ActiveSession } from '../../../src/contract/account.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import {
  deleteUserSession,
  deleteUserSessions,
  findAccount,
  findPassword,
  type StoredAccount,
  updateAccount,
  userSessions,
} from './account.store.ts';
import type { UserActor } from './actor.ts';
import { describeUserAgent } from './user-agent.ts';

/**
 * 403 `forbidden` unless the actor has logged in on the portal's own page. A host vouches for its users only as long as it is trusted; with a password or
 * another session it would have made for them, it could come back after that, and sign in their name.
 */
export function requireOwnLogin({ via }: UserActor): void {
  if (via !== 'session') throw new Problem(403, 'forbidden');
}

/** The actor's own account. */
export async function readAccount(deps: Deps, { actor, read }: Scope<UserActor>): Promise<Account> {
  return withPassword(deps, actor, await read((tx) => findAccount(tx, actor.id)));
}

/** Changes name, telephone number or language of the actor. */
export async function changeAccount(
  deps: Deps,
  { actor, write }: Scope<UserActor>,
  { phone, ...changes }: Partial<Pick<Account, 'name' | 'phone' | 'language'>>,
): Promise<Account> {
  const values = { ...changes, ...(phone !== undefined && { phone: phone || null }) };
  return withPassword(deps, actor, await write((tx) => updateAccount(tx, actor.id, values, deps.clock())));
}

async function withPassword({ db }: Deps, { id, via }: UserActor, stored: StoredAccount): Promise<Account> {
  const password = via === 'session' ? await db.system((tx) => findPassword(tx, id), 'read') : null;
  return { ...stored, hasPassword: password === null ? null : password !== undefined };
}

/** The actor's sessions. `tokenHash` is that of the session that asks. */
export async function listSessions(deps: Deps, actor: UserActor, tokenHash: string): Promise<ActiveSession[]> {
  requireOwnLogin(actor);
  const asked = { userId: actor.id, tokenHash, now: deps.clock() };
  const sessions = await deps.db.system((tx) => userSessions(tx, asked), 'read');
  return sessions.map(({ id, createdAt, usedAt, userAgent, current }) => ({
    id,
    createdAt: createdAt.toISOString(),
    usedAt: usedAt.toISOString(),
    ...describeUserAgent(userAgent),
    current,
  }));
}

/** Ends one of the actor's sessions. 404 for anybody else's. */
export async function endSession({ db }: Deps, actor: UserActor, id: string): Promise<void> {
  requireOwnLogin(actor);
  if (!(await db.system((tx) => deleteUserSession(tx, actor.id, id)))) throw notFound();
}

/** Ends all of the actor's sessions but the one that asks. */
export async function endOtherSessions({ db }: Deps, actor: UserActor, tokenHash: string): Promise<void> {
  requireOwnLogin(actor);
  await db.system((tx) => deleteUserSessions(tx, actor.id, tokenHash));
}
