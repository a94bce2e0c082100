import type { DocumentStatus, SignerStatus } from '../contract/documents.limits.ts';
import { dictionary } from './locale.ts';

const STATUSES_DE: Record<DocumentStatus, string> = {
  draft: 'Entwurf',
  waiting: 'Wartet auf Unterschrift',
  signed: 'Unterschrieben',
  declined: 'Abgelehnt',
  expired: 'Abgelaufen',
  cancelled: 'Zurückgezogen',
};
const STATUSES_EN: Record<DocumentStatus, string> = {
  draft: 'Draft',
  waiting: 'Waiting for signature',
  signed: 'Signed',
  declined: 'Declined',
  expired: 'Expired',
  cancelled: 'Withdrawn',
};
const SIGNERS_DE: Record<SignerStatus, string> = {
  waiting: 'Ausständig',
  signed: 'Unterschrieben',
  declined: 'Abgelehnt',
};
const SIGNERS_EN: Record<SignerStatus, string> = { waiting: 'Pending', signed: 'Signed', declined: 'Declined' };

/** Names of the states of documents and of their signers. */
export const documentWords = dictionary(
  'documents',
  { status: STATUSES_DE, signer: SIGNERS_DE },
  { status: STATUSES_EN, signer: SIGNERS_EN },
);
