import { mailPerson } from '../identity/mail-person.ts';
import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { registerDocuments } from './documents.routes.ts';
import { type DocumentMailJob, expireDocuments, onDocumentMessage, remindSigners } from './documents.service.ts';
import { assignDocument, lockDocument } from './documents.store.ts';
import { deleteCodes } from './signing.store.ts';
import { type SigningCodeJob, sendSigningCode } from './signing-code.ts';

export const documentsModule: ServerModule = {
  routes: registerDocuments,
  jobs: (deps) => ({
    'document-mail': ({ kind, email, documentId }: DocumentMailJob) =>
      mailPerson(deps, email, ({ mails }) =>
        mails.document[kind](`${deps.config.publicUrl}/#/documents/${documentId}`),
      ),
    'signing-code': (job: SigningCodeJob) => sendSigningCode(deps, job),
  }),
  cleanUps: () => ({
    document_expiry: expireDocuments,
    document_reminders: remindSigners,
    signing_codes: cleanUpBy(deleteCodes),
  }),
  fileColumns: [
    'documents.original_sha256',
    'documents.sha256',
    'document_signatures.shown_sha256',
    'document_signatures.result_sha256',
  ],
  records: {
    document: {
      lock: (tx, _, id) => lockDocument(tx, id),
      onMessage: onDocumentMessage,
      assign: (tx, _, id, employeeId) => assignDocument(tx, id, employeeId),
    },
  },
};
