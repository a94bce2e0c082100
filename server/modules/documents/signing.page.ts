import type { AuditBlock, AuditPage } from '../../pdf/pdf.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { momentText, row, SEAL_TEXT, whoRows } from '../signing/page.ts';
import type { StoredEvent } from './audit.domain.ts';
import type { StoredDocument, StoredSigner } from './documents.domain.ts';
import { eventText } from './documents.words.ts';

/** The signature that completes a document. */
export interface LastSignature {
  signer: StoredSigner;
  client: ClientEvidence;
  at: Date;
}

type Person = ClientEvidence & { name: string; email: string };

/** The page that is appended when everybody has signed: who, when, known by what, and what happened before. */
export function auditPage(document: StoredDocument, events: readonly StoredEvent[], last: LastSignature): AuditPage {
  const told = events.map(({ kind, at, details, person }) => ({
    kind,
    at,
    details: JSON.parse(details) as Record<string, string>,
    person: person === null ? undefined : (JSON.parse(person) as Person),
  }));
  const signature = ({ id, name, role, email }: StoredSigner): AuditBlock[] => {
    const signed = told.find(({ kind, details }) => kind === 'signed' && details['signer'] === id);
    const client = (id === last.signer.id ? last.client : signed?.person) ?? ERASED;
    const at = id === last.signer.id ? last.at : signed!.at;
    return [
      { kind: 'strong', text: name, aside: role },
      row('Unterschrieben am', momentText(at)),
      row('E-Mail', email),
      ...whoRows(client),
    ];
  };
  return {
    kind: 'Signaturprotokoll',
    title: document.title,
    reference: document.id,
    reason: 'Dokument abgeschlossen',
    blocks: [
      row('Dokument-ID', document.id),
      row('SHA-256 des Originals', document.originalSha256),
      row('SHA-256 des zuletzt unterschriebenen Dokuments', document.sha256),
      { kind: 'heading', text: document.signers.length === 1 ? 'Unterschrift' : 'Unterschriften' },
      ...document.signers.flatMap(signature),
      { kind: 'heading', text: 'Ablauf' },
      ...told.map(({ kind, at, details, person }) =>
        row(momentText(at), eventText(kind, details['field'], person?.name)),
      ),
      row(momentText(last.at), eventText('signed', undefined, last.signer.name)),
      { kind: 'heading', text: 'Nachweis' },
      row('Kopf der Ereigniskette', events.at(-1)!.hash),
      { kind: 'paragraph', text: `${CHAIN_TEXT} ${SEAL_TEXT}` },
    ],
  };
}

const CHAIN_TEXT =
  'Jedes Ereignis enthält den SHA-256-Wert des vorigen; der Kopf der Kette belegt daher den ganzen Ablauf.';

const ERASED: ClientEvidence = { verifiedBy: 'gelöscht', ipAddress: null, userAgent: null };
