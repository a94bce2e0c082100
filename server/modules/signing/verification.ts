import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Verification } from '../../../src/contract/documents.ts';
import { mapPdfErrors } from '../../blobs/pdfs.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { type AuditedDocument, isIntact, listEvents } from '../documents/audit-trail.ts';

/**
 * Whether we sealed a PDF and nobody changed a byte: its signature is valid and ours, covers the whole file, and we know its hash.
 *
 * Triggers keep everybody from changing what was signed, but not a superuser who switches them off (`session_replication_role = replica`). So a file is
 * also looked for by the hash that was stored with the signature; where both hashes, or the audit trail, do not agree, the record is named as altered.
 */
export async function verifyPdf({ db, pdf }: Deps, bytes: Uint8Array): Promise<Verification> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const [{ fault: fileFault }, sealed] = await Promise.all([
    mapPdfErrors(pdf.check(bytes)),
    db.system((tx) => findSealed(tx, sha256), 'read'),
  ]);
  const fault = fileFault ?? (sealed ? (sealed.altered ? 'record_altered' : null) : 'not_ours');
  if (!sealed || fileFault) return { valid: false, fault, document: null };
  const { title, sealedAt, signers } = sealed;
  return { valid: fault === null, fault, document: { title, sealedAt: sealedAt.toISOString(), signers } };
}

interface SealedRecord {
  title: string;
  sealedAt: Date;
  /** Names of those who signed. */
  signers: string[];
  /** What the database says of it does not fit together. */
  altered: boolean;
}

/** The signed document or accepted offer whose PDF has this hash, or had it when it was signed. */
async function findSealed(tx: Tx, sha256: string): Promise<SealedRecord | undefined> {
  const { rows } = await sql<SealedRecord & { document: AuditedDocument | null }>`
    select d.title, d.changed_at as "sealedAt", (
      select json_agg(u.name order by s.turn, s.role) from document_signers s join users u on u.id = s.user_id where s.document_id = d.id
    ) as signers, d.sha256 <> ${sha256} or d.status <> 'signed'
        or not exists (select from document_signatures s where s.document_id = d.id and s.result_sha256 = ${sha256}) as altered,
      json_build_object('id', d.id, 'status', d.status, 'sha256', d.sha256) as document
    from documents d where d.id in (
      select id from documents where sha256 = ${sha256}
      union select document_id from document_signatures where result_sha256 = ${sha256}
    )
    union all
    select o.title, a.at, json_build_array(a.name), a.result_sha256 <> ${sha256} or o.pdf_sha256 <> ${sha256}, null
    from orders o join order_answers a on a.order_id = o.id and a.kind = 'accepted'
    where o.id in (
      select id from orders where pdf_sha256 = ${sha256}
      union select order_id from order_answers where result_sha256 = ${sha256}
    )
  `.execute(tx);
  const [found] = rows;
  if (!found) return undefined;
  const { document, ...record } = found;
  const broken = document !== null && !isIntact(document, await listEvents(tx, document.id));
  return { ...record, altered: record.altered || broken };
}
