import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Verification } from '../../../src/contract/documents.ts';
import { mapPdfErrors } from '../../blobs/pdfs.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';

/** Whether we sealed a PDF and nobody changed a byte: its signature is valid and ours, covers the whole file, and we know its hash. */
export async function verifyPdf({ db, pdf }: Deps, bytes: Uint8Array): Promise<Verification> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const [{ fault }, sealed] = await Promise.all([
    mapPdfErrors(pdf.check(bytes)),
    db.system((tx) => findSealed(tx, sha256), 'read'),
  ]);
  return {
    valid: fault === null && sealed !== undefined,
    fault: fault ?? (sealed ? null : 'not_ours'),
    document: sealed ? { ...sealed, sealedAt: sealed.sealedAt.toISOString() } : null,
  };
}

interface SealedRecord {
  title: string;
  sealedAt: Date;
  /** Names of those who signed. */
  signers: string[];
}

/** The signed document or accepted offer whose PDF has this hash. */
async function findSealed(tx: Tx, sha256: string): Promise<SealedRecord | undefined> {
  const { rows } = await sql<SealedRecord>`
    select d.title, d.changed_at as "sealedAt", (
      select json_agg(u.name order by s.turn, s.role) from document_signers s join users u on u.id = s.user_id where s.document_id = d.id
    ) as signers
    from documents d where d.sha256 = ${sha256} and d.status = 'signed'
    union all
    select o.title, a.at, json_build_array(a.name) from order_answers a join orders o on o.id = a.order_id where a.result_sha256 = ${sha256}
  `.execute(tx);
  return rows[0];
}
