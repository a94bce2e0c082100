import type { Language } from '../../../src/contract/language.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { ContactActor, UserActor } from '../identity/actor.ts';
import { requireCompany } from '../identity/directory.service.ts';
import { requireStaff } from '../identity/permissions.ts';
import type { LoginLinkJob } from '../identity/session.service.ts';
import { enqueue } from '../outbox/outbox.ts';
import { accessRequestsJson, insertAccessRequest, insertAccount, settleAccessRequest } from './access-request.store.ts';

/** Stores the wish of a contact to have an account, unless the same address has asked already. */
export function requestAccess(
  { clock }: Deps,
  { actor, write }: Scope<ContactActor>,
  language: Language,
): Promise<void> {
  return write((tx) => insertAccessRequest(tx, actor, language, clock()));
}

/** The requests that nobody has settled. 403 unless staff. */
export async function listAccessRequests({ actor, read }: Scope<UserActor>): Promise<RawJson> {
  requireStaff(actor);
  return new RawJson(await read(accessRequestsJson));
}

/**
 * Makes the account somebody asked for, as one of this company, and mails them a link to log in. Whoever has got an account in the meantime
 * keeps it as it is, and gets the mail. By logging in they confirm the address once more, and the tickets of that address become theirs.
 * @throws Problem 404 when there is no such request, and for everybody but staff; 422 for the field `/companyId`
 */
export function grantAccess(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  companyId: string,
): Promise<void> {
  requireSettler(actor);
  return write(async (tx) => {
    await requireCompany(tx, actor, companyId);
    await insertAccount(tx, id, companyId);
    const request = await settleAccessRequest(tx, id, clock());
    if (!request) throw notFound();
    await enqueue(tx, 'login-link', request satisfies LoginLinkJob);
  });
}

/** Settles a request without an account. 404 as `grantAccess`. */
export function dismissAccessRequest({ clock }: Deps, { actor, write }: Scope<UserActor>, id: string): Promise<void> {
  requireSettler(actor);
  return write(async (tx) => {
    if (!(await settleAccessRequest(tx, id, clock()))) throw notFound();
  });
}

/** 404 unless the actor is staff: to everybody else, requests do not exist. */
function requireSettler({ role }: UserActor): void {
  if (role !== 'staff') throw notFound();
}
