import type { Language } from '../../../src/contract/language.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import { REQUESTED_MAILS } from '../mails/mail-matrix.ts';
import { enqueue } from '../outbox/outbox.ts';
import { requireOwnLogin } from './account.service.ts';
import { findPassword, knownAbout, replacePassword } from './account.store.ts';
import type { UserActor } from './actor.ts';
import { normaliseEmail } from './email.domain.ts';
import { mailPerson } from './mail-person.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { isEasyToGuess } from './password-strength.ts';
import { limit, refund } from './rate-limit.ts';
import { hashToken } from './secrets.ts';
import { createLinkToken, type Login, type LoginClient, startSession } from './session.service.ts';
import { findLink, findUser, takeLink, verifyEmail } from './session.store.ts';

/** Minutes a mailed link for a new password can be used. */
const LINK_MINUTES = 60;

/** Sets or changes the actor's password, and ends their other sessions. `tokenHash` is that of the session that asks. */
export async function setPassword(
  deps: Deps,
  actor: UserActor,
  { current, password }: { current?: string; password: string },
  tokenHash: string,
): Promise<void> {
  requireOwnLogin(actor);
  await requireCurrent(deps, actor, current, tokenHash);
  await deps.db.system((tx) => requireStrong(tx, actor.id, password), 'read');
  await replace(deps, actor, await hashPassword(password), tokenHash);
}

/** Removes the actor's password, and ends their other sessions. */
export async function removePassword(deps: Deps, actor: UserActor, current: string, tokenHash: string): Promise<void> {
  requireOwnLogin(actor);
  await requireCurrent(deps, actor, current, tokenHash);
  await replace(deps, actor, null, tokenHash);
}

/** 422 `password_wrong` unless `current` is the actor's password, or they have none. 429 after too many wrong ones in this session. */
async function requireCurrent(
  deps: Deps,
  { id }: UserActor,
  current: string | undefined,
  tokenHash: string,
): Promise<void> {
  const stored = await deps.db.system((tx) => findPassword(tx, id), 'read');
  if (stored === undefined) return;
  await limit(deps, 'password', tokenHash);
  if (current === undefined || !(await verifyPassword(current, stored))) throw new Problem(422, 'password_wrong');
  await refund(deps, 'password', tokenHash);
}

/** 422 for the field `/password` when it is easy to guess. */
async function requireStrong(tx: Tx, userId: string, password: string): Promise<void> {
  if (isEasyToGuess(password, await knownAbout(tx, userId)))
    throw invalidInput([{ field: '/password', code: 'invalid_value', message: 'Easy to guess.' }]);
}

async function replace(deps: Deps, { id, email }: UserActor, hash: string | null, tokenHash: string): Promise<void> {
  await deps.db.system(async (tx) => {
    await replacePassword(tx, { userId: id, hash, keptTokenHash: tokenHash, now: deps.clock() });
    await enqueue(tx, 'password-changed', { email } satisfies PasswordChangedJob);
  });
}

/** Has a link for a new password mailed if the address is known. Neither the answer nor its time tells whether it is. */
export async function mailPasswordLink(
  deps: Deps,
  body: { email: string; language: Language },
  ip: string,
): Promise<void> {
  const email = normaliseEmail(body.email);
  await limit(deps, 'password_link_ip', ip);
  await limit(deps, 'password_link', email ?? body.email);
  const job = { email: email ?? '', language: body.language } satisfies PasswordLinkJob;
  if (email !== null) await deps.db.system((tx) => enqueue(tx, 'password-link', job));
}

export interface PasswordLinkJob {
  /** Normalised. */
  email: string;
  language: Language;
}

/** The job that mails the link. */
export async function sendPasswordLink(deps: Deps, { email, language }: PasswordLinkJob): Promise<void> {
  const token = await createLinkToken(deps, 'password', email, LINK_MINUTES);
  if (token === undefined) return;
  const link = `${deps.config.publicUrl}/#/password/${token}`;
  await mailPerson(deps, email, ({ mails }) => REQUESTED_MAILS.passwordLink.write(mails, link, LINK_MINUTES), language);
}

/**
 * Sets the password of whoever a link was mailed to, ends all their sessions, and logs in: the link proves that the user owns the address, as a login link
 * does. A password that is refused leaves the link as it is.
 * @throws Problem 410 `link_expired`, 422 for the field `/password`
 */
export async function redeemPasswordLink(
  deps: Deps,
  { token, password }: { token: string; password: string },
  client: LoginClient,
): Promise<Login> {
  const tokenHash = hashToken(token);
  const now = deps.clock();
  await deps.db.system(async (tx) => {
    const email = await findLink(tx, 'password', tokenHash, now);
    const user = email === undefined ? undefined : await findUser(tx, email);
    if (!user) throw new Problem(410, 'link_expired');
    await requireStrong(tx, user.id, password);
  }, 'read');
  // Hashing takes a tenth of a second, which no transaction should last. Only whoever has a link can cause this work.
  const hash = await hashPassword(password);
  return deps.db.system(async (tx) => {
    const email = await takeLink(tx, 'password', tokenHash, now);
    const user = email === undefined ? undefined : await verifyEmail(tx, email, now);
    if (!user) throw new Problem(410, 'link_expired');
    await replacePassword(tx, { userId: user.id, hash, now });
    await enqueue(tx, 'password-changed', { email: user.email } satisfies PasswordChangedJob);
    return startSession(tx, deps, user, client);
  });
}

export interface PasswordChangedJob {
  email: string;
}

/** The job that tells somebody about their new password, in case it was not them. */
export const sendPasswordChanged = (deps: Deps, { email }: PasswordChangedJob): Promise<void> =>
  mailPerson(deps, email, ({ mails }) => REQUESTED_MAILS.passwordChanged.write(mails, `${deps.config.publicUrl}/#/`));
