import type { Tx } from '../../db/database.ts';
import type { ApiWords } from '../../words/de.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { StoredDocument } from './documents.domain.ts';
import { emailOf } from './documents.store.ts';

/** What somebody is told about a document. */
export type DocumentMailKind = keyof ApiWords['mails']['document'];

export interface DocumentMailJob {
  kind: DocumentMailKind;
  email: string;
  documentId: string;
}

/** Has people told about a document, once the transaction has committed. */
export async function mailAbout(
  tx: Tx,
  documentId: string,
  kind: DocumentMailKind,
  recipients: readonly { email: string }[],
): Promise<void> {
  for (const email of new Set(recipients.map((recipient) => recipient.email)))
    await enqueue(tx, 'document-mail', { kind, email, documentId } satisfies DocumentMailJob);
}

/** Whom a document concerns: its signers and its author. */
export async function everybody(tx: Tx, { signers, createdBy }: StoredDocument): Promise<{ email: string }[]> {
  const author = await emailOf(tx, createdBy);
  return author === undefined ? signers : [...signers, { email: author }];
}
