import type { Language } from '../../../src/contract/language.ts';
import type { AccessToken, Me } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { REQUESTED_MAILS } from '../mails/mail-matrix.ts';
import { enqueue } from '../outbox/outbox.ts';
import { claimGuestTickets, claimTickets } from '../tickets/tickets.store.ts';
import { ACCESS_TOKEN_LIFETIME, signAccessToken } from './access-token.ts';
import { findSessionActor } from './actor.store.ts';
import type { UserActor } from './actor.ts';
import { normaliseEmail } from './email.domain.ts';
import { redeemHostToken } from './host-token.ts';
import { mailPerson } from './mail-person.ts';
import { verifyPassword } from './password.ts';
import { limit, refund } from './rate-limit.ts';
import { hashToken, newToken } from './secrets.ts';
import {
  deleteSession,
  findPasswordUser,
  findUser,
  insertLink,
  insertSession,
  type LinkPurpose,
  type LoginUser,
  takeLink,
  verifyEmail,
} from './session.store.ts';
import { SESSION_LIFETIME } from './session-cookie.ts';

/** Minutes a mailed link can be used. */
const LINK_MINUTES = 15;

/** The browser with which somebody logs in. */
export interface LoginClient {
  ip: string;
  userAgent: string | null;
  /** Token of the session that the new one replaces. */
  sessionToken: string | undefined;
}

/** A new session: the token for the cookie, and the user it belongs to. */
export interface Login {
  token: string;
  me: Me;
}

/**
 * Login with e-mail and password. An unknown address and a wrong password get the same 401 after the same time, and after too many attempts
 * the same 429, so that nobody learns which addresses have an account.
 */
export async function logIn(
  deps: Deps,
  { email, password }: { email: string; password: string },
  client: LoginClient,
): Promise<Login> {
  const address = normaliseEmail(email);
  const account = `${address ?? email} ${client.ip}`;
  await limit(deps, 'login_ip', client.ip);
  await limit(deps, 'login', account);
  const user = address === null ? undefined : await deps.db.system((tx) => findPasswordUser(tx, address), 'read');
  const right = await verifyPassword(password, user?.password);
  if (!user || !right) throw new Problem(401, 'invalid_credentials');
  await refund(deps, 'login', account);
  await refund(deps, 'login_ip', client.ip);
  return deps.db.system((tx) => startSession(tx, deps, user, client));
}

/** Has a login link mailed if the address is known. Neither the answer nor its time tells whether it is. */
export async function mailLink(deps: Deps, body: { email: string; language: Language }, ip: string): Promise<void> {
  const email = normaliseEmail(body.email);
  await limit(deps, 'link_ip', ip);
  await limit(deps, 'link', email ?? body.email);
  if (email !== null)
    await deps.db.system((tx) => enqueue(tx, 'login-link', { email, language: body.language } satisfies LoginLinkJob));
}

export interface LoginLinkJob {
  /** Normalised. */
  email: string;
  language: Language;
}

/**
 * Makes the token of a link for whoever has the address; undefined when nobody has it. Jobs that mail a link call this, and no request does: asking
 * for a link then takes the same time for every address, and nothing but the mail ever holds the token.
 */
export function createLinkToken(
  { clock, db }: Deps,
  purpose: LinkPurpose,
  email: string,
  minutes: number,
): Promise<string | undefined> {
  const token = newToken();
  const expiresAt = new Date(clock().getTime() + minutes * 60_000);
  return db.system(async (tx) => {
    if (!(await findUser(tx, email))) return undefined;
    await insertLink(tx, { purpose, tokenHash: hashToken(token), email, expiresAt });
    return token;
  });
}

/** The job that mails a login link. */
export async function sendLoginLink(deps: Deps, { email, language }: LoginLinkJob): Promise<void> {
  const token = await createLinkToken(deps, 'link', email, LINK_MINUTES);
  if (token === undefined) return;
  // Behind `#`, the token reaches no server's log, and no mail scanner can use it up.
  const link = `${deps.config.publicUrl}/#/login/${token}`;
  await mailPerson(deps, email, ({ mails }) => REQUESTED_MAILS.loginLink.write(mails, link, LINK_MINUTES), language);
}

/** Login with the token of a mailed link, which proves that the user owns the address. 410 `link_expired` */
export function redeemLink(deps: Deps, token: string, client: LoginClient): Promise<Login> {
  const now = deps.clock();
  return deps.db.system(async (tx) => {
    const email = await takeLink(tx, 'link', hashToken(token), now);
    const user = email === undefined ? undefined : await verifyEmail(tx, email, now);
    if (!user) throw new Problem(410, 'link_expired');
    return startSession(tx, deps, user, client);
  });
}

/** Ends the session of a cookie if there is one. */
export async function logOut(deps: Deps, sessionToken: string | undefined): Promise<void> {
  if (sessionToken) await deps.db.system((tx) => deleteSession(tx, hashToken(sessionToken)));
}

/** An access token for the user or the guest a host vouches for. */
export async function exchangeHostToken(deps: Deps, hostToken: string): Promise<AccessToken> {
  const person = await redeemHostToken(deps, hostToken);
  const { hostId } = person;
  if ('guest' in person)
    return { accessToken: signAccessToken(deps, person), expiresIn: ACCESS_TOKEN_LIFETIME, guest: true };
  const { user } = person;
  await deps.db.system((tx) => claimAnonymousTickets(tx, user, deps.clock()));
  return { accessToken: signAccessToken(deps, { userId: user.id, hostId }), expiresIn: ACCESS_TOKEN_LIFETIME };
}

/** What users are told about themselves. */
export function toMe({ id, name, email, phone, role, management, permissions, company, partner }: UserActor): Me {
  return { id, name, email, phone, role, management, permissions, company, partner };
}

/** Begins a session of a user who has proved who they are. 401 when the user was disabled meanwhile. */
export async function startSession(tx: Tx, deps: Deps, user: LoginUser, client: LoginClient): Promise<Login> {
  const now = deps.clock();
  const token = newToken();
  const tokenHash = hashToken(token);
  if (client.sessionToken) await deleteSession(tx, hashToken(client.sessionToken));
  const expiresAt = new Date(now.getTime() + SESSION_LIFETIME * 1000);
  await insertSession(tx, { userId: user.id, tokenHash, expiresAt, ip: client.ip, userAgent: client.userAgent });
  await claimAnonymousTickets(tx, user, now);
  const session = await findSessionActor(tx, tokenHash, now);
  // The user was disabled after the password was checked.
  if (!session) throw new Problem(401, 'invalid_credentials');
  return { token, me: toMe(session.actor) };
}

/**
 * Gives the company the tickets that a user who logs in has filed without an account: with their address, if they have proved to own it, or as
 * the guest of a host that knows them.
 */
async function claimAnonymousTickets(
  tx: Tx,
  { id, email, emailVerified, companyId }: LoginUser,
  now: Date,
): Promise<void> {
  if (companyId === null) return;
  if (emailVerified) await claimTickets(tx, { id, email, companyId }, now);
  await claimGuestTickets(tx, { id, companyId });
}
