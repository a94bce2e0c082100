import { hkdfSync, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../db/database.ts';

/** The service's own secret: made on the first start and kept in the database, for installations that configure none. */
export function ownSecret(db: Database): Promise<string> {
  return db.system(async (tx) => {
    await sql`insert into secrets (name, value) values ('root', ${randomBytes(32).toString('base64url')}) on conflict do nothing`.execute(
      tx,
    );
    const { rows } = await sql<{ value: string }>`select value from secrets where name = 'root'`.execute(tx);
    return rows[0]!.value;
  });
}

/** What a key is for; keys of different purposes tell nothing about each other. */
export type KeyPurpose = 'access-token' | 'contact-code' | 'proof-of-work' | 'signing-code';

/** The key for one purpose, derived from the service's secret. */
export function deriveKey(secret: string, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `etron-portal/${purpose}`, 32));
}
