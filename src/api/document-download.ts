import { getDocumentFile, type SigningDocument } from '../contract/documents.ts';
import type { Client } from './client.ts';
import { download } from './download.ts';

/**
 * Hands the PDF a document shows to the browser's download; of a signed one the audit trail says so.
 * @throws ProblemError
 */
export const downloadDocument = (
  client: Client,
  { id, sha256, title }: Pick<SigningDocument, 'id' | 'sha256' | 'title'>,
): Promise<void> =>
  download(client, getDocumentFile, { params: { id, sha256 }, query: { download: true } }, `${fileName(title)}.pdf`);

/** A title as the name of a file: without what file systems refuse, and what turns the direction of text around. */
const fileName = (title: string): string => title.replace(/[\s\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, ' ').trim();
