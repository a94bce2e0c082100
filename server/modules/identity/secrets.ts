import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/** The secret of an installation that configures none: made on the first start, and kept in the database. */
export function installationSecret(db: Database): Promise<string> {
  return db.system(async (tx) => {
    await sql`insert into secrets (name, value) values ('root', ${randomBytes(32).toString('base64url')}) on conflict do nothing`.execute(
      tx,
    );
    const { rows } = await sql<{ value: string }>`select value from secrets where name = 'root'`.execute(tx);
    return rows[0]!.value;
  });
}

/** What a key is used for. Whoever knows the key of one purpose knows nothing about the others. */
type KeyPurpose = 'access-token' | 'contact-code' | 'proof-of-work' | 'signing-code';

/** The key for one purpose, derived from the secret. */
export function deriveKey(secret: string, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `etron-portal/${purpose}`, 32));
}

/** Six digits to be mailed and typed in. They are derived from what they confirm, so that the code itself is kept nowhere. */
export function mailedCode(secret: string, purpose: 'contact-code' | 'signing-code', subject: string): string {
  const digest = createHmac('sha256', deriveKey(secret, purpose)).update(subject).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Compares a code that somebody typed in, in constant time. */
export function isMailedCode(code: string, expected: string): boolean {
  const [given, wanted] = [Buffer.from(code), Buffer.from(expected)];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** A secret that nobody can guess, for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token, so that whoever reads the database cannot log in with it. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A new API key. The prefix tells people, and programs that look for leaked secrets, what it is. */
export const newApiKey = (): string => `etron_sk_${newToken()}`;

/** The API key in an `Authorization` header; undefined for anything else. */
export const readApiKey = (authorization: string | null): string | undefined =>
  authorization === null ? undefined : /^Bearer (etron_sk_[\w-]{43})$/i.exec(authorization)?.[1];

/** Whether a text looks like the public id of an embed key. Anything else need not be looked up in the database. */
export const isEmbedKeyShaped = (key: string): boolean => /^[\w-]{1,100}$/.test(key);
