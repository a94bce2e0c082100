import { sql } from 'kysely';
import type { TicketAccess } from '../../../src/contract/contacts.ts';
import type { Tx } from '../../db/database.ts';
import { isVisibleTo } from '../identity/visibility.ts';

/** What the link with this hash opens, and its id. Undefined when it opens nothing (any more). */
export async function findAccess(
  tx: Tx,
  hash: string,
  now: Date,
): Promise<({ link: string } & Pick<TicketAccess, 'ticketId' | 'contact' | 'account'>) | undefined> {
  const { rows } = await sql<{ link: string } & Pick<TicketAccess, 'ticketId' | 'contact' | 'account'>>`
    select l.id as link, t.id as "ticketId", json_build_object('name', t.contact ->> 'name', 'email', l.email) as contact,
      case
        when exists (select from users u where u.email = l.email and u.disabled_at is null) then 'exists'
        when exists (select from access_requests r where r.email = l.email and r.settled_at is null) then 'requested'
        else 'none'
      end as account
    from ticket_links l join tickets t on t.id = l.ticket_id
    where l.hash = ${hash} and ticket_link_opens(l, t, ${now}) and t.quarantined_at is null
  `.execute(tx);
  return rows[0];
}

/** Keeps a new link, and lets those before it that still open the ticket for the same address live as long. */
export async function insertLink(
  tx: Tx,
  { ticketId, email, hash, expiresAt }: { ticketId: string; email: string; hash: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await sql`
    update ticket_links set expires_at = ${expiresAt}
    where ticket_id = ${ticketId}::uuid and email = ${email} and revoked_at is null and expires_at > ${now}
  `.execute(tx);
  await sql`
    insert into ticket_links (ticket_id, email, hash, expires_at) values (${ticketId}::uuid, ${email}, ${hash}, ${expiresAt})
  `.execute(tx);
}

const isConfirmed = (email: string) =>
  sql`t.contact_email = ${email} and t.contact_verified_at is not null and t.quarantined_at is null`;

/** Whether the address is the confirmed contact of a ticket. */
export async function isConfirmedContact(tx: Tx, ticketId: string, email: string): Promise<boolean> {
  const { rows } = await sql`select from tickets t where t.id = ${ticketId}::uuid and ${isConfirmed(email)}`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Id of the ticket with this number, or that it was merged into, whose confirmed contact has the address. */
export async function findConfirmedTicket(tx: Tx, number: string, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select t.id from tickets t
    where (t.number = ${number} or t.id = (select m.into_id from ticket_merges m where m.number = ${number})) and ${isConfirmed(email)}
  `.execute(tx);
  return rows[0]?.id;
}

/** Whether an active user has the address and sees the ticket in the portal. */
export async function seesByAccount(tx: Tx, ticketId: string, email: string): Promise<boolean> {
  const { rows } = await sql`
    select from tickets t join users u on u.email = ${email}
    where t.id = ${ticketId}::uuid and u.disabled_at is null and ${isVisibleTo('u', 'ticket', 't')}
  `.execute(tx);
  return rows.length > 0;
}

export async function revokeLinks(tx: Tx, ticketId: string, now: Date): Promise<void> {
  await sql`update ticket_links set revoked_at = ${now} where ticket_id = ${ticketId}::uuid and revoked_at is null`.execute(
    tx,
  );
}

export async function deleteExpiredLinks(tx: Tx, now: Date): Promise<void> {
  await sql`delete from ticket_links where expires_at < ${now}`.execute(tx);
}
