import type { AuditPage } from '../../pdf/pdf.ts';
import type { Client } from '../signing/client.ts';
import type { StoredEvent } from './audit.domain.ts';
import type { Signer, StoredDocument } from './documents.domain.ts';
import { eventText } from './documents.words.ts';

/** The signature that completes a document. */
export interface LastSignature {
  signer: Signer;
  client: Client;
  at: Date;
}

type Person = Client & { name: string; email: string };

/** The page that is appended when everybody has signed: who, when, known by what, and what happened before. */
export function auditPage(document: StoredDocument, events: readonly StoredEvent[], last: LastSignature): AuditPage {
  const told = events.map(({ kind, at, details, person }) => ({
    kind,
    at,
    details: JSON.parse(details) as Record<string, string>,
    person: person === null ? undefined : (JSON.parse(person) as Person),
  }));
  return {
    title: document.title,
    documentId: document.id,
    originalSha256: document.originalSha256,
    shownSha256: document.sha256,
    head: events.at(-1)!.hash,
    signers: document.signers.map((signer) => {
      const signed = told.find(({ kind, details }) => kind === 'signed' && details['signer'] === signer.id);
      const { verifiedBy, ipAddress, userAgent } =
        (signer.id === last.signer.id ? last.client : signed?.person) ?? ERASED;
      const signedAt = signer.id === last.signer.id ? last.at : signed!.at;
      const { name, email, role } = signer;
      return { name, email, role, signedAt: signedAt.toISOString(), verifiedBy, ipAddress, userAgent };
    }),
    events: [
      ...told.map(({ kind, at, details, person }) => ({
        at: at.toISOString(),
        text: eventText(kind, details['field'], person?.name),
      })),
      { at: last.at.toISOString(), text: eventText('signed', undefined, last.signer.name) },
    ],
  };
}

const ERASED: Client = { verifiedBy: 'gelöscht', ipAddress: null, userAgent: null };
