import { sql } from 'kysely';
import type { Account } from '../../../src/contract/account.ts';
import type { Tx } from '../../db/database.ts';

/** What a person's own row says, and whether they have a password. */
export type StoredAccount = Omit<Account, 'hasPassword'>;

const account = sql`
  u.name, u.phone, u.language, u.email,
  (select json_build_object('id', c.id, 'name', c.name) from companies c where c.id = u.company_id) as company
`;

export async function findAccount(tx: Tx, id: string): Promise<StoredAccount> {
  const { rows } = await sql<StoredAccount>`select ${account} from users u where u.id = ${id}`.execute(tx);
  return rows[0]!;
}

/** Changes what is given. A trigger tells the feed of a new name or telephone number. */
export async function updateAccount(
  tx: Tx,
  id: string,
  { name, phone, language }: Partial<Pick<Account, 'name' | 'phone' | 'language'>>,
  now: Date,
): Promise<StoredAccount> {
  await sql`
    update users u set name = coalesce(${name ?? null}, name), language = coalesce(${language ?? null}, language),
      phone = case when ${phone !== undefined} then ${phone ?? null}::text else phone end, updated_at = ${now}
    where id = ${id}
  `.execute(tx);
  return findAccount(tx, id);
}

// Sessions and passwords are out of reach of the role that requests run as, so their statements name the person themselves.

/** A session as it is stored. */
export interface StoredSession {
  id: string;
  createdAt: Date;
  usedAt: Date;
  userAgent: string | null;
  current: boolean;
}

/** The sessions of a user that have not expired, the last used first. */
export async function userSessions(
  tx: Tx,
  { userId, tokenHash, now }: { userId: string; tokenHash: string; now: Date },
): Promise<StoredSession[]> {
  const { rows } = await sql<StoredSession>`
    select id, created_at as "createdAt", updated_at as "usedAt", user_agent as "userAgent", token = ${tokenHash} as current
    from sessions where user_id = ${userId} and expires_at > ${now} order by token = ${tokenHash} desc, updated_at desc, id
  `.execute(tx);
  return rows;
}

/** Ends a session of a user. False when they have none with this id. */
export async function deleteUserSession(tx: Tx, userId: string, id: string): Promise<boolean> {
  const { rows } = await sql`delete from sessions where user_id = ${userId} and id = ${id}::uuid returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Ends all sessions of a user but the one that is kept. */
export async function deleteUserSessions(tx: Tx, userId: string, keptTokenHash?: string): Promise<void> {
  await sql`delete from sessions where user_id = ${userId} and token is distinct from ${keptTokenHash ?? null}`.execute(
    tx,
  );
}

/** The hash of a user's password; undefined without one. */
export async function findPassword(tx: Tx, userId: string): Promise<string | undefined> {
  const { rows } = await sql<{ password: string | null }>`
    select password from accounts where user_id = ${userId} and provider_id = 'credential'
  `.execute(tx);
  return rows[0]?.password ?? undefined;
}

/**
 * Sets a user's password, or removes it (null). What was begun with the old one ends: all sessions but the one that is kept, and mailed links for a new
 * password.
 */
export async function replacePassword(
  tx: Tx,
  { userId, hash, keptTokenHash, now }: { userId: string; hash: string | null; keptTokenHash?: string; now: Date },
): Promise<void> {
  if (hash === null)
    await sql`delete from accounts where user_id = ${userId} and provider_id = 'credential'`.execute(tx);
  else
    await sql`
      insert into accounts (user_id, account_id, provider_id, password) values (${userId}, ${userId}::uuid::text, 'credential', ${hash})
      on conflict (user_id, provider_id) do update set password = excluded.password, updated_at = ${now}
    `.execute(tx);
  await deleteUserSessions(tx, userId, keptTokenHash);
  await sql`
    delete from verifications where identifier like 'password:%' and value = (select email from users where id = ${userId})
  `.execute(tx);
}

/** What a password must not be made of: what is known about the user. */
export async function knownAbout(tx: Tx, userId: string): Promise<string[]> {
  const { rows } = await sql<{ known: string[] }>`
    select array_remove(array[u.name, u.email, u.phone, (select c.name from companies c where c.id = u.company_id)], null) as known
    from users u where u.id = ${userId}
  `.execute(tx);
  return rows[0]?.known ?? [];
}
