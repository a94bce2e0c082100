import type { AuditBlock, AuditPage } from '../../pdf/pdf.ts';
import { WORDS } from '../../words/words.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import { type PageFormat, row, signedRows } from '../signing/page-format.ts';
import type { StoredEvent } from './audit-trail.ts';
import type { StoredDocument, StoredSigner } from './documents.domain.ts';

/** The signature that completes a document. */
interface LastSignature {
  signer: StoredSigner;
  client: ClientEvidence;
  at: Date;
}

type Person = ClientEvidence & { name: string; email: string };

/** The pages that are appended when everybody has signed: who signed when, how they were known, and what happened before. */
export function auditPage(
  document: StoredDocument,
  events: readonly StoredEvent[],
  last: LastSignature,
  format: PageFormat,
): AuditPage {
  const { language, moment } = format;
  const { auditTrail: words, evidence, seal } = format.words;
  const erased: ClientEvidence = { verifiedBy: WORDS[language].knownBy.erased, ipAddress: null, userAgent: null };
  const parsedEvents = events.map(({ kind, at, details, person }) => ({
    kind,
    at,
    details: JSON.parse(details) as Record<string, string>,
    person: person === null ? undefined : (JSON.parse(person) as Person),
  }));
  const signature = ({ id, name, role, email }: StoredSigner): AuditBlock[] => {
    const signed = parsedEvents.find(({ kind, details }) => kind === 'signed' && details['signer'] === id);
    const client = (id === last.signer.id ? last.client : signed?.person) ?? erased;
    const at = id === last.signer.id ? last.at : signed!.at;
    return [{ kind: 'strong', text: name, aside: role }, ...signedRows(format, { at, email, client })];
  };
  return {
    language,
    kind: words.kind,
    title: document.title,
    reference: document.id,
    reason: words.reason,
    blocks: [
      row(words.documentId, document.id),
      row(words.originalSha256, document.originalSha256),
      row(words.lastSha256, document.sha256),
      { kind: 'heading', text: words.signatures(document.signers.length) },
      ...document.signers.flatMap(signature),
      { kind: 'heading', text: words.events },
      ...parsedEvents.map(({ kind, at, details, person }) =>
        row(moment(at), words.event(kind, details['field'], person?.name)),
      ),
      row(moment(last.at), words.event('signed', undefined, last.signer.name)),
      { kind: 'heading', text: evidence },
      row(words.chainHead, events.at(-1)!.hash),
      { kind: 'paragraph', text: `${words.chain} ${seal}` },
    ],
  };
}
