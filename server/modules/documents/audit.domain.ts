import { createHash } from 'node:crypto';
import type { DocumentEventKind, DocumentStatus } from '../../../src/contract/documents.limits.ts';

/*
 * The audit trail of a document is a hash chain. The hash of an event is the SHA-256 of the hash before it and of everything about the event, so
 * that no event can be changed, added or removed afterwards without breaking all later hashes. Who did it is not part of the hash, but a
 * commitment to it is: SHA-256 of a random salt and the person. Erasing person and salt, as privacy law demands, leaves the chain intact.
 *
 *     hash(n) = SHA-256(hash(n − 1), n, document, kind, time, details, SHA-256(salt, person))
 *
 * The database computes the hashes (`append_document_event`); `isIntact` computes them again.
 */

/** An event as it is stored. Details and person are the exact texts that the hashes were computed from. */
export interface StoredEvent {
  sequence: number;
  kind: DocumentEventKind;
  at: Date;
  /** `at` to the microsecond, as PostgreSQL keeps it. */
  microseconds: number;
  /** JSON text. */
  details: string;
  commitment: string | null;
  hash: string;
  /** JSON text of the person, and the salt of the commitment. Null if the service itself acted, or the person was erased. */
  person: string | null;
  salt: string | null;
}

const GENESIS = '0'.repeat(64);

const sha256 = (lines: readonly (string | number)[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

type AuditedDocument = { id: string; status: DocumentStatus; sha256: string };

/**
 * Whether the trail is complete and unchanged: every hash follows from its event and the hash before it, every person matches its commitment,
 * and the trail of a signed document contains the sealing of the PDF that is shown.
 */
export function isIntact({ id, status, sha256: shown }: AuditedDocument, events: readonly StoredEvent[]): boolean {
  let previous = GENESIS;
  const chained = events.every((event, index) => {
    const { sequence, kind, microseconds, details, commitment, hash, person, salt } = event;
    const link = [previous, sequence, id, kind, microseconds, details, commitment ?? ''];
    previous = hash;
    return (
      sequence === index + 1 &&
      hash === sha256(link) &&
      (person === null || salt === null || commitment === sha256([salt, person]))
    );
  });
  return (
    chained &&
    (status !== 'signed' ||
      events.some(({ kind, details }) => kind === 'sealed' && JSON.parse(details).sha256 === shown))
  );
}
