import { getDocumentFile, type SigningDocument } from '../contract/documents.ts';
import type { Client } from './client.ts';
import { download, fileName } from './download.ts';

/**
 * Downloads the PDF that a document shows. For a signed document, the audit trail records it.
 * @throws ProblemError
 */
export const downloadDocument = (
  client: Client,
  { id, sha256, title }: Pick<SigningDocument, 'id' | 'sha256' | 'title'>,
): Promise<void> =>
  download(client, getDocumentFile, { params: { id, sha256 }, query: { download: true } }, `${fileName(title)}.pdf`);
