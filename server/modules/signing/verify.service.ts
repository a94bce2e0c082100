import { createHash } from 'node:crypto';
import type { Verification } from '../../../src/contract/documents.ts';
import { takePdf } from '../../blobs/pdfs.ts';
import type { Deps } from '../../deps.ts';
import { findSealed } from './verify.store.ts';

/** Whether we sealed a PDF and nobody changed a byte: its signature is valid and ours, covers the whole file, and we know its hash. */
export async function verifyPdf({ db, pdf }: Deps, bytes: Uint8Array): Promise<Verification> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const [{ fault }, sealed] = await Promise.all([
    takePdf(pdf.check(bytes)),
    db.system((tx) => findSealed(tx, sha256), 'read'),
  ]);
  return {
    valid: fault === null && sealed !== undefined,
    fault: fault ?? (sealed ? null : 'not_ours'),
    document: sealed ? { ...sealed, sealedAt: sealed.sealedAt.toISOString() } : null,
  };
}
