import { getDocumentFile, type SigningDocument } from '../contract/documents.ts';
import type { Client } from './client.ts';
import { download, fileName } from './download.ts';

/**
 * Hands the PDF a document shows to the browser's download; of a signed one the audit trail says so.
 * @throws ProblemError
 */
export const downloadDocument = (
  client: Client,
  { id, sha256, title }: Pick<SigningDocument, 'id' | 'sha256' | 'title'>,
): Promise<void> =>
  download(client, getDocumentFile, { params: { id, sha256 }, query: { download: true } }, `${fileName(title)}.pdf`);
