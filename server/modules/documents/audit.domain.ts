import { createHash } from 'node:crypto';
import type { DocumentEventKind, DocumentStatus } from '../../../src/contract/documents.limits.ts';

/** An event as it is stored: texts are what the hashes are over. */
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
  /** JSON text of the person and its salt; null for the service itself, and where it was erased. */
  person: string | null;
  salt: string | null;
}

const GENESIS = '0'.repeat(64);

const sha256 = (lines: readonly (string | number)[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

type Audited = { id: string; status: DocumentStatus; sha256: string };

/**
 * Whether nothing was changed, added or taken out: every hash follows from its event and the hash before it, who is named is who it was, and
 * of a sealed document the end is there. The database computes the same in `append_document_event`.
 */
export function isIntact({ id, status, sha256: shown }: Audited, events: readonly StoredEvent[]): boolean {
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
