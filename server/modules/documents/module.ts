import { tellOfMessage } from '../history/records.ts';
import type { ServerModule } from '../module.ts';
import { cleanUpBy } from '../outbox/clean-up.ts';
import { registerDocuments } from './documents.routes.ts';
import { expireDocuments, remindSigners } from './documents.service.ts';
import { assignDocument, lockDocument } from './documents.store.ts';
import { deleteCodes } from './signing.store.ts';
import { type SigningCodeJob, sendSigningCode } from './signing-code.ts';

export const documentsModule: ServerModule = {
  routes: registerDocuments,
  jobs: (deps) => ({
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
      onMessage: (tx, actor, id, now) => tellOfMessage(tx, actor, { kind: 'document', id }, now),
      assign: (tx, _, id, employeeId) => assignDocument(tx, id, employeeId),
    },
  },
};
