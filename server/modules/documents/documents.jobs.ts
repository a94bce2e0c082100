import type { Deps } from '../../deps.ts';
import { type CleanUp, cleanUpBy } from '../outbox/clean-up.ts';
import type { JobHandlers } from '../outbox/outbox.ts';
import { expireDocuments, remindSigners } from './documents.ending.ts';
import { type DocumentMailJob, documentMail } from './documents.mail.ts';
import { deleteCodes } from './signing-code.store.ts';
import { type SigningCodeJob, sendSigningCode } from './signing-code.ts';

/** What documents do after commit. */
export function documentJobs(deps: Deps): JobHandlers {
  const { mailer, config } = deps;
  return {
    'document-mail': ({ kind, email, documentId }: DocumentMailJob) =>
      mailer.send({ to: email, ...documentMail(kind, `${config.publicUrl}/#/documents/${documentId}`) }),
    'signing-code': (job: SigningCodeJob) => sendSigningCode(deps, job),
  };
}

/** What time does to documents. */
export const DOCUMENT_CLEAN_UPS: Record<string, CleanUp> = {
  document_expiry: expireDocuments,
  document_reminders: remindSigners,
  signing_codes: cleanUpBy(deleteCodes),
};
