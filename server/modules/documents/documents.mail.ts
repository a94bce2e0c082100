import type { Tx } from '../../db/database.ts';
import type { Mail } from '../outbox/mailer.ts';
import { enqueue } from '../outbox/outbox.ts';
import type { StoredDocument } from './documents.domain.ts';
import { emailOf } from './documents.store.ts';

/** What somebody is told about a document. */
export type DocumentMailKind = 'request' | 'reminder' | 'signed' | 'ended' | 'message';

export interface DocumentMailJob {
  kind: DocumentMailKind;
  email: string;
  documentId: string;
}

const TEXTS: Record<DocumentMailKind, { subject: string; de: string; en: string }> = {
  request: {
    subject: 'Ein Dokument wartet auf Ihre Unterschrift / A document waits for your signature',
    de: 'ein Dokument wartet auf Ihre Unterschrift. Sie lesen und unterschreiben es im Kundenportal:',
    en: 'a document waits for your signature. You can read and sign it in the customer portal with the same link.',
  },
  reminder: {
    subject: 'Erinnerung: Ein Dokument wartet auf Ihre Unterschrift / Reminder: a document waits for your signature',
    de: 'ein Dokument wartet noch immer auf Ihre Unterschrift. Sie lesen und unterschreiben es im Kundenportal:',
    en: 'a document still waits for your signature. You can read and sign it in the customer portal with the same link.',
  },
  signed: {
    subject: 'Ein Dokument ist fertig unterschrieben / A document has been signed',
    de: 'ein Dokument ist von allen unterschrieben. Sie finden es im Kundenportal:',
    en: 'a document has been signed by everybody. You can find it in the customer portal with the same link.',
  },
  ended: {
    subject: 'Ein Dokument wird nicht unterschrieben / A document will not be signed',
    de: 'ein Dokument wurde abgelehnt, zurückgezogen oder ist abgelaufen. Warum, lesen Sie im Kundenportal:',
    en: 'a document was declined, withdrawn or has expired. You can read why in the customer portal with the same link.',
  },
  message: {
    subject: 'Neue Nachricht zu einem Dokument / New message about a document',
    de: 'zu einem Dokument gibt es eine neue Nachricht. Sie lesen sie im Kundenportal:',
    en: 'there is a new message about a document. You can read it in the customer portal with the same link.',
  },
};

/** Fixed text and a link, in both languages: the title and what somebody wrote are read in the portal, by whoever may. */
export function documentMail(kind: DocumentMailKind, link: string): Omit<Mail, 'to'> {
  const { subject, de, en } = TEXTS[kind];
  return { subject, paragraphs: ['Guten Tag,', de, link, 'Hello,', en] };
}

/** The code that a signer types in. */
export function codeMail(code: string, minutes: number): Omit<Mail, 'to'> {
  return {
    subject: 'Ihr Code zum Unterschreiben / Your code for signing',
    paragraphs: [
      'Guten Tag,',
      'mit diesem Code bestätigen Sie Ihre Unterschrift im Kundenportal:',
      code,
      `Der Code gilt ${minutes} Minuten. Geben Sie ihn niemandem weiter.`,
      'Hello,',
      `with this code you confirm your signature in the customer portal. It is valid for ${minutes} minutes. Do not give it to anybody.`,
    ],
  };
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
