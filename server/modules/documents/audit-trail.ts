import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DocumentEventKind, DocumentStatus } from '../../../src/contract/documents.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { ClientEvidence } from '../signing/evidence.ts';

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

export type AuditedDocument = { id: string; status: DocumentStatus; sha256: string };

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

export interface NewEvent {
  kind: DocumentEventKind;
  /** Without personal data, because details cannot be erased. */
  details?: Record<string, string>;
  at: Date;
  /** Absent for what the service does on its own. */
  client?: ClientEvidence;
}

/** Appends events to the audit trail of a document, in this order, in the name of the transaction's actor. */
export async function appendEvents(tx: Tx, documentId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const list = events.map(({ kind, details = {}, at, client }) => ({ kind, details, at, client }));
  await sql`
    select append_document_event(${documentId}::uuid, e.value ->> 'kind', (e.value ->> 'at')::timestamptz, e.value -> 'details', e.value -> 'client')
    from json_array_elements(${JSON.stringify(list)}::json) with ordinality e(value, position) order by e.position
  `.execute(tx);
}

/** The audit trail of a document. */
export async function listEvents(tx: Tx, documentId: string): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select e.sequence, e.kind, e.at, (extract(epoch from e.at) * 1000000)::bigint as microseconds, e.details::text, e.commitment, e.hash,
      p.person::text, p.salt
    from document_events e left join document_event_people p on p.document_id = e.document_id and p.sequence = e.sequence
    where e.document_id = ${documentId}::uuid order by e.sequence
  `.execute(tx);
  return rows;
}

/** The events of a signer: their kinds, the fields they filled in, and whether they happened after `since`. */
export async function signerEvents(
  tx: Tx,
  documentId: string,
  signerId: string,
  since: Date,
): Promise<{ kind: DocumentEventKind; field: string | null; recent: boolean }[]> {
  const { rows } = await sql<{ kind: DocumentEventKind; field: string | null; recent: boolean }>`
    select kind, details ->> 'field' as field, at > ${since} as recent from document_events
    where document_id = ${documentId}::uuid and details ->> 'signer' = ${signerId}
  `.execute(tx);
  return rows;
}

/** Erases a person from all audit trails, and returns from how many events. The hash chains stay intact. */
export async function erasePerson(tx: Tx, email: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from document_event_people where user_id in (select id from users where email = ${email}) or person ->> 'email' = ${email}
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
