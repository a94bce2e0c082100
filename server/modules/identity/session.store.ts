import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** What is needed of a user who logs in. */
export interface LoginUser {
  id: string;
  email: string;
  emailVerified: boolean;
  companyId: string | null;
}

const loginUser = sql`id, email, email_verified as "emailVerified", company_id as "companyId"`;

/** The active user of an address, with the hash of their password. Undefined for a user without a password. */
export async function findPasswordUser(tx: Tx, email: string): Promise<(LoginUser & { password: string }) | undefined> {
  const { rows } = await sql<LoginUser & { password: string }>`
    select ${loginUser}, (select a.password from accounts a where a.user_id = users.id and a.provider_id = 'credential') as password
    from users where email = ${email} and disabled_at is null
  `.execute(tx);
  return rows[0]?.password ? rows[0] : undefined;
}

/** The active user of an address. */
export async function findUser(tx: Tx, email: string): Promise<LoginUser | undefined> {
  const { rows } = await sql<LoginUser>`
    select ${loginUser} from users where email = ${email} and disabled_at is null
  `.execute(tx);
  return rows[0];
}

/** Notes that the active user of an address has proved to own it, and returns the user. */
export async function verifyEmail(tx: Tx, email: string, now: Date): Promise<LoginUser | undefined> {
  const { rows } = await sql<LoginUser>`
    update users set email_verified = true, updated_at = ${now} where email = ${email} and disabled_at is null returning ${loginUser}
  `.execute(tx);
  return rows[0];
}

export async function insertSession(
  tx: Tx,
  session: { userId: string; tokenHash: string; expiresAt: Date; ip: string; userAgent: string | null },
): Promise<void> {
  await sql`
    insert into sessions (user_id, token, expires_at, ip_address, user_agent)
    values (${session.userId}, ${session.tokenHash}, ${session.expiresAt}, ${session.ip}, ${session.userAgent})
  `.execute(tx);
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await sql`delete from sessions where token = ${tokenHash}`.execute(tx);
}

/** What a mailed link is for: to log in, or to set a new password. */
export type LinkPurpose = 'link' | 'password';

const identifier = (purpose: LinkPurpose, tokenHash: string): string => `${purpose}:${tokenHash}`;

/** Keeps a mailed link until it is used or expires. */
export async function insertLink(
  tx: Tx,
  link: { purpose: LinkPurpose; tokenHash: string; email: string; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into verifications (identifier, value, expires_at)
    values (${identifier(link.purpose, link.tokenHash)}, ${link.email}, ${link.expiresAt})
  `.execute(tx);
}

/** The address that a link which still works was mailed to. */
export async function findLink(
  tx: Tx,
  purpose: LinkPurpose,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ email: string }>`
    select value as email from verifications where identifier = ${identifier(purpose, tokenHash)} and expires_at > ${now}
  `.execute(tx);
  return rows[0]?.email;
}

/** Uses up a link, and returns the address it was mailed to. Undefined when it was used before, or has expired. */
export async function takeLink(
  tx: Tx,
  purpose: LinkPurpose,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ email: string }>`
    delete from verifications where identifier = ${identifier(purpose, tokenHash)} and expires_at > ${now} returning value as email
  `.execute(tx);
  return rows[0]?.email;
}

export async function deleteExpiredSessions(tx: Tx, now: Date): Promise<void> {
  await sql`delete from sessions where expires_at < ${now}`.execute(tx);
}

export async function deleteExpiredLinks(tx: Tx, now: Date): Promise<void> {
  await sql`delete from verifications where expires_at < ${now}`.execute(tx);
}

/** A host application, with the one of its keys that its token names. */
export interface HostWithKey {
  id: string;
  hs256Secret: string | null;
  /** Null when the key is unknown or revoked. */
  jwk: object | null;
}

/** The host with an issuer, and its key `kid`. */
export async function findHost(tx: Tx, issuer: string, kid: string | undefined): Promise<HostWithKey | undefined> {
  const { rows } = await sql<HostWithKey>`
    select h.id, h.hs256_secret as "hs256Secret", k.jwk
    from hosts h left join host_keys k on k.host_id = h.id and k.kid = ${kid ?? null} and k.revoked_at is null
    where h.issuer = ${issuer}
  `.execute(tx);
  return rows[0];
}

/** Marks the id of a host's token as used. False when it was used before. */
export async function spendHostToken(tx: Tx, hostId: string, jti: string, expiresAt: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into used_values (kind, value, expires_at) values (${`host-token:${hostId}`}, ${jti}, ${expiresAt}) on conflict do nothing returning 1
  `.execute(tx);
  return rows.length > 0;
}

/** The user that a host knows by the id `subject`. */
export async function findHostUser(
  tx: Tx,
  hostId: string,
  subject: string,
): Promise<(LoginUser & { disabled: boolean }) | undefined> {
  const { rows } = await sql<LoginUser & { disabled: boolean }>`
    select u.id, u.email, u.email_verified as "emailVerified", u.company_id as "companyId", u.disabled_at is not null as disabled
    from host_users hu join users u on u.id = hu.user_id
    where hu.host_id = ${hostId} and hu.subject = ${subject}
  `.execute(tx);
  return rows[0];
}

/** Origins of the pages of all hosts. */
export async function hostOrigins(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ origin: string }>`select distinct unnest(origins) as origin from hosts`.execute(tx);
  return rows.map((row) => row.origin);
}
