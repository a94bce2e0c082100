import { sql } from 'kysely';
import type { DocumentEventKind } from '../../../src/contract/documents.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Client } from '../signing/client.ts';
import type { StoredEvent } from './audit.domain.ts';

export interface NewEvent {
  kind: DocumentEventKind;
  /** No personal data: it cannot be erased. */
  details?: Record<string, string>;
  at: Date;
  /** Absent for what the service does by itself. */
  client?: Client;
}

/** Writes events into a document's audit trail, in this order, in the name of whom the transaction is for. */
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

/** Which fields a signer has been seen to fill in, and what else they did since a moment. */
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

/** Erases who somebody was from every audit trail; how many events they are erased from. The chains still hold. */
export async function erasePerson(tx: Tx, email: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from document_event_people where user_id in (select id from users where email = ${email}) or person ->> 'email' = ${email}
  `.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
