import { sql } from 'kysely';
import type { DocumentEventKind } from '../../../src/contract/documents.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { ClientEvidence } from '../signing/evidence.ts';
import type { StoredEvent } from './audit.domain.ts';

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
