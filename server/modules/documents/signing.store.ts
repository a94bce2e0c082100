import { sql } from 'kysely';
import type { FieldValues } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';

/** Values that a signer has filled in. */
interface SignerValues {
  documentId: string;
  signerId: string;
  values: FieldValues;
}

/** Keeps values of a signer, replacing those of the same fields. */
export async function putValues(tx: Tx, { documentId, signerId, values }: SignerValues): Promise<void> {
  await sql`
    insert into document_values (field_id, document_id, signer_id, value)
    select key::uuid, ${documentId}::uuid, ${signerId}::uuid, value from jsonb_each(${JSON.stringify(values)}::jsonb)
    on conflict (field_id) do update set value = excluded.value
  `.execute(tx);
}

/** Keeps values of a signer, and no others. */
export async function replaceValues(tx: Tx, signerValues: SignerValues): Promise<void> {
  await sql`delete from document_values where signer_id = ${signerValues.signerId}::uuid`.execute(tx);
  await putValues(tx, signerValues);
}

interface SignatureRow extends SignerValues {
  shownSha256: string;
  resultSha256: string;
  /** How the signer was recognised, in the language that the server prints in. */
  verifiedBy: string;
  at: Date;
}

/** Inserts a signature, and notes that its signer has signed. */
export async function insertSignature(tx: Tx, signature: SignatureRow): Promise<void> {
  await sql`
    insert into document_signatures (signer_id, document_id, shown_sha256, result_sha256, signed_values, verified_by, signed_at)
    values (
      ${signature.signerId}::uuid, ${signature.documentId}::uuid, ${signature.shownSha256}, ${signature.resultSha256},
      ${JSON.stringify(signature.values)}::jsonb, ${signature.verifiedBy}, ${signature.at}
    )
  `.execute(tx);
  await endSigner(tx, signature.signerId, 'signed', signature.at);
}

export async function endSigner(tx: Tx, signerId: string, status: 'signed' | 'declined', at: Date): Promise<void> {
  await sql`update document_signers set status = ${status}, ended_at = ${at} where id = ${signerId}::uuid`.execute(tx);
}

/** Makes a document show another PDF, with one more signature, or sealed. */
export async function showSigned(
  tx: Tx,
  documentId: string,
  { sha256, size, sealed, at }: { sha256: string; size: number; sealed: boolean; at: Date },
): Promise<void> {
  await sql`
    update documents set sha256 = ${sha256}, size = ${size}, status = ${sealed ? 'signed' : 'waiting'},
      changed_at = case when ${sealed} then ${at} else changed_at end
    where id = ${documentId}::uuid
  `.execute(tx);
}

/** What a code is derived from: a signer, the PDF they were shown, and a salt that is new for each mail. */
export interface CodeSubject {
  signerId: string;
  sha256: string;
  salt: string;
}

/** Keeps what a new code is derived from. An earlier code is no longer valid. */
export async function putCode(
  tx: Tx,
  { signerId, sha256, salt, expiresAt }: CodeSubject & { expiresAt: Date },
): Promise<void> {
  await sql`
    insert into signing_codes (signer_id, sha256, salt, expires_at) values (${signerId}::uuid, ${sha256}, ${salt}, ${expiresAt})
    on conflict (signer_id) do update set sha256 = excluded.sha256, salt = excluded.salt, expires_at = excluded.expires_at, attempts = 0
  `.execute(tx);
}

/** What the valid code of a signer is derived from, and the address it is mailed to. */
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

/** Uses up one attempt, and returns what the code is derived from. Undefined without attempts left, or a valid code. */
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

/** Uses a code up. False when it was used before, or another one was mailed in the meantime. */
export async function spendCode(tx: Tx, { signerId, salt }: CodeSubject): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from signing_codes where signer_id = ${signerId}::uuid and salt = ${salt}
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function deleteCodes(tx: Tx, now: Date): Promise<void> {
  await sql`delete from signing_codes where expires_at < ${now}`.execute(tx);
}
