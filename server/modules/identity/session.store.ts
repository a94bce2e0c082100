import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** What logging in needs to know of a user. */
export interface LoginUser {
  id: string;
  email: string;
  emailVerified: boolean;
  companyId: string | null;
}

const loginUser = sql`id, email, email_verified as "emailVerified", company_id as "companyId"`;

/** The active user of an address with the hash of their password, if they have one. */
export async function findPasswordUser(tx: Tx, email: string): Promise<(LoginUser & { password: string }) | undefined> {
  const { rows } = await sql<LoginUser & { password: string }>`
    select ${loginUser}, (select a.password from accounts a where a.user_id = users.id and a.provider_id = 'credential') as password
    from users where email = ${email} and disabled_at is null
  `.execute(tx);
  return rows[0]?.password ? rows[0] : undefined;
}

/** Whether an active user has this address. */
export async function hasUser(tx: Tx, email: string): Promise<boolean> {
  const { rows } = await sql`select 1 from users where email = ${email} and disabled_at is null`.execute(tx);
  return rows.length > 0;
}

/** Notes that the active user of an address proved to own it. */
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

/** Keeps a mailed login link until it is used or expires. */
export async function insertLink(tx: Tx, tokenHash: string, email: string, expiresAt: Date): Promise<void> {
  await sql`insert into verifications (identifier, value, expires_at) values (${`link:${tokenHash}`}, ${email}, ${expiresAt})`.execute(
    tx,
  );
}

/** Uses up a login link; the address it was mailed to, or undefined when it was used before or is too old. */
export async function takeLink(tx: Tx, tokenHash: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ email: string }>`
    delete from verifications where identifier = ${`link:${tokenHash}`} and expires_at > ${now} returning value as email
  `.execute(tx);
  return rows[0]?.email;
}

export async function deleteExpiredSessions(tx: Tx, now: Date): Promise<void> {
  await sql`delete from sessions where expires_at < ${now}`.execute(tx);
}

export async function deleteExpiredLinks(tx: Tx, now: Date): Promise<void> {
  await sql`delete from verifications where expires_at < ${now}`.execute(tx);
}
