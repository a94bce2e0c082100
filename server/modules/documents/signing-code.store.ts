import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { CodeSubject } from './signing-code.domain.ts';

/** Keeps what a new code is derived from; the one before is worth nothing any more. */
export async function putCode(
  tx: Tx,
  { signerId, sha256, salt, expiresAt }: CodeSubject & { expiresAt: Date },
): Promise<void> {
  await sql`
    insert into signing_codes (signer_id, sha256, salt, expires_at) values (${signerId}::uuid, ${sha256}, ${salt}, ${expiresAt})
    on conflict (signer_id) do update set sha256 = excluded.sha256, salt = excluded.salt, expires_at = excluded.expires_at, attempts = 0
  `.execute(tx);
}

/** The code of a signer as long as it is good, and where it is mailed to. */
export async function findCode(
  tx: Tx,
  signerId: string,
  now: Date,
): Promise<(CodeSubject & { email: string }) | undefined> {
  const { rows } = await sql<CodeSubject & { email: string }>`
    select c.signer_id as "signerId", c.sha256, c.salt, u.email
    from signing_codes c join document_signers s on s.id = c.signer_id join users u on u.id = s.user_id
    where c.signer_id = ${signerId}::uuid and c.expires_at > ${now} and u.disabled_at is null
  `.execute(tx);
  return rows[0];
}

/** Uses up one attempt; what the code is derived from while there are attempts left. */
export async function takeAttempt(
  tx: Tx,
  attempt: { signerId: string; sha256: string; now: Date; attempts: number },
): Promise<CodeSubject | undefined> {
  const { rows } = await sql<CodeSubject>`
    update signing_codes set attempts = attempts + 1
    where signer_id = ${attempt.signerId}::uuid and sha256 = ${attempt.sha256} and expires_at > ${attempt.now} and attempts < ${attempt.attempts}
    returning signer_id as "signerId", sha256, salt
  `.execute(tx);
  return rows[0];
}

/** Uses a code up; false when it was used, or another one was mailed since. */
export async function spendCode(tx: Tx, { signerId, salt }: CodeSubject): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from signing_codes where signer_id = ${signerId}::uuid and salt = ${salt}
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function deleteCodes(tx: Tx, now: Date): Promise<void> {
  await sql`delete from signing_codes where expires_at < ${now}`.execute(tx);
}
