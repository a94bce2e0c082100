import { type RawBuilder, sql } from 'kysely';
import type { TicketAccess } from '../../../src/contract/contacts.ts';
import type { Tx } from '../../db/database.ts';

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

interface NewLink {
  ticketId: string;
  email: string;
  hash: string;
  expiresAt: Date;
  /** The contact may confirm the address with it. */
  confirms: boolean;
}

/** Keeps a new link, and lets those before it that still open the ticket for the same address live as long. */
export async function insertLink(
  tx: Tx,
  { ticketId, email, hash, expiresAt, confirms }: NewLink,
  now: Date,
): Promise<void> {
  await sql`
    update ticket_links set expires_at = ${expiresAt}
    where ticket_id = ${ticketId}::uuid and email = ${email} and revoked_at is null and expires_at > ${now}
  `.execute(tx);
  await sql`
    insert into ticket_links (ticket_id, email, hash, expires_at, confirms)
    values (${ticketId}::uuid, ${email}, ${hash}, ${expiresAt}, ${confirms})
  `.execute(tx);
}

/** A link that confirms, and the ticket whose contact still has that address unconfirmed. */
const confirmable = (hash: string, now: Date) => sql`
  l.hash = ${hash} and l.confirms and l.revoked_at is null and l.expires_at > ${now}
  and t.id = l.ticket_id and t.contact_email = l.email and t.contact_verified_at is null and t.quarantined_at is null
`;

/** Whether the link with this hash opens its ticket only after its reader has confirmed the address. */
export async function awaitsConfirmation(tx: Tx, hash: string, now: Date): Promise<boolean> {
  const { rows } = await sql`select from ticket_links l, tickets t where ${confirmable(hash, now)}`.execute(tx);
  return rows.length > 0;
}

/** Confirms the contact's address by the link with this hash, if it is one for that. A link confirms once. */
export async function confirmByLink(tx: Tx, hash: string, now: Date): Promise<void> {
  await sql`
    with used as (
      update ticket_links l set confirms = false from tickets t where ${confirmable(hash, now)} returning t.id
    )
    update tickets t set contact_verified_at = ${now} from used where t.id = used.id
  `.execute(tx);
}

/** The contact of a ticket that was filed without an account, while nobody has confirmed the address. */
export interface UnconfirmedContact {
  email: string;
  number: string;
}

/** SQL condition: the ticket in the row `alias` has a contact whose address staff can have confirmed. */
export const hasUnconfirmedContact = (alias: string): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`(${column('created_by')} is null and ${column('contact_verified_at')} is null and ${column('quarantined_at')} is null)`;
};

export async function findUnconfirmedContact(tx: Tx, ticketId: string): Promise<UnconfirmedContact | undefined> {
  const { rows } = await sql<UnconfirmedContact>`
    select t.contact_email as email, t.number from tickets t where t.id = ${ticketId}::uuid and ${hasUnconfirmedContact('t')}
  `.execute(tx);
  return rows[0];
}

const isConfirmed = (email: string) =>
  sql`t.contact_email = ${email} and t.contact_verified_at is not null and t.quarantined_at is null`;

/** The number of a ticket if the address is its confirmed contact. */
export async function findNumberForContact(tx: Tx, ticketId: string, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select t.number from tickets t where t.id = ${ticketId}::uuid and ${isConfirmed(email)}
  `.execute(tx);
  return rows[0]?.number;
}

/** Id of the ticket with this number, or that it was merged into, whose confirmed contact has the address. */
export async function findConfirmedTicket(tx: Tx, number: string, email: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select t.id from tickets t
    where (t.number = ${number} or t.id = (select m.into_id from ticket_merges m where m.number = ${number})) and ${isConfirmed(email)}
  `.execute(tx);
  return rows[0]?.id;
}

export async function revokeLinks(tx: Tx, ticketId: string, now: Date): Promise<void> {
  await sql`update ticket_links set revoked_at = ${now} where ticket_id = ${ticketId}::uuid and revoked_at is null`.execute(
    tx,
  );
}

export async function deleteExpiredLinks(tx: Tx, now: Date): Promise<void> {
  await sql`delete from ticket_links where expires_at < ${now}`.execute(tx);
}
