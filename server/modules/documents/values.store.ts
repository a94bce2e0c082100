import { sql } from 'kysely';
import type { FieldValues } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';

interface Draft {
  documentId: string;
  signerId: string;
  values: FieldValues;
}

/** Keeps values of a signer in place of those of the same fields. */
export async function putValues(tx: Tx, { documentId, signerId, values }: Draft): Promise<void> {
  await sql`
    insert into document_values (field_id, document_id, signer_id, value)
    select key::uuid, ${documentId}::uuid, ${signerId}::uuid, value from jsonb_each(${JSON.stringify(values)}::jsonb)
    on conflict (field_id) do update set value = excluded.value
  `.execute(tx);
}

/** The same, and nothing else stays. */
export async function replaceValues(tx: Tx, draft: Draft): Promise<void> {
  await sql`delete from document_values where signer_id = ${draft.signerId}::uuid`.execute(tx);
  await putValues(tx, draft);
}

export interface SignatureRow extends Draft {
  shownSha256: string;
  resultSha256: string;
  /** In German: it is printed. */
  verifiedBy: string;
  at: Date;
}

/** Writes a signature down, and that its signer has signed. */
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

/** The document shows another PDF from now on: with one more signature, or sealed. */
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
