import { sql } from 'kysely';
import type { Language } from '../../../src/contract/language.ts';
import type { Tx } from '../../db/database.ts';
import type { ContactActor } from '../identity/actor.ts';

const SHOWN_MAX = 100;

/** Stores a request, unless the address has one that is not settled. */
export async function insertAccessRequest(
  tx: Tx,
  { ticket, email, name }: ContactActor,
  language: Language,
  now: Date,
): Promise<void> {
  await sql`
    insert into access_requests (ticket_id, email, name, language, created_at)
    values (${ticket}::uuid, ${email}, ${name}, ${language}, ${now}) on conflict do nothing
  `.execute(tx);
}

/** The requests that are not settled, oldest first, as JSON text of a list of AccessRequest. */
export async function accessRequestsJson(tx: Tx): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    select json_build_object('items', coalesce(json_agg(json_build_object(
      'id', r.id, 'name', r.name, 'email', r.email, 'companyName', t.contact ->> 'company',
      'ticket', json_build_object('id', t.id, 'number', t.number, 'subject', t.subject),
      'company', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end,
      'createdAt', r.created_at
    ) order by r.created_at, r.id), '[]'))::text as json
    from (select * from access_requests where settled_at is null order by created_at, id limit ${SHOWN_MAX}) r
      join tickets t on t.id = r.ticket_id left join companies c on c.id = t.company_id
  `.execute(tx);
  return rows[0]!.json;
}

/** Makes the account a request is for, unless somebody has the address already. A user has the role of their company. */
export async function insertAccount(tx: Tx, request: string, companyId: string): Promise<void> {
  await sql`
    insert into users (name, email, role, company_id)
    select r.name, r.email, c.kind, c.id from access_requests r, companies c
    where r.id = ${request}::uuid and r.settled_at is null and c.id = ${companyId}::uuid
    on conflict do nothing
  `.execute(tx);
}

/** Settles a request that was not, and returns to whom an answer goes, in which language. */
export async function settleAccessRequest(
  tx: Tx,
  id: string,
  now: Date,
): Promise<{ email: string; language: Language } | undefined> {
  const { rows } = await sql<{ email: string; language: Language }>`
    update access_requests set settled_at = ${now} where id = ${id}::uuid and settled_at is null returning email, language
  `.execute(tx);
  return rows[0];
}
