import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/** The secret of an installation that configures none: made on the first start, and kept in the database. */
export function ownSecret(db: Database): Promise<string> {
  return db.system(async (tx) => {
    await sql`insert into secrets (name, value) values ('root', ${randomBytes(32).toString('base64url')}) on conflict do nothing`.execute(
      tx,
    );
    const { rows } = await sql<{ value: string }>`select value from secrets where name = 'root'`.execute(tx);
    return rows[0]!.value;
  });
}

/** What a key is used for. Whoever knows the key of one purpose knows nothing about the others. */
export type KeyPurpose = 'access-token' | 'contact-code' | 'proof-of-work' | 'signing-code';

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
