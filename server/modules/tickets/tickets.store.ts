import { type RawBuilder, sql } from 'kysely';
import {
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketCategory,
  type TicketPriority,
  type TicketSource,
  type TicketStatus,
} from '../../../src/contract/tickets.limits.ts';
import type { NewTicket, TicketContact } from '../../../src/contract/tickets.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import { hasUnconfirmedContact } from '../contacts/ticket-link.store.ts';
import { attention } from '../history/attention.ts';
import type { Participant, UserActor } from '../identity/actor.ts';
import { staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';
import { isMailedToCustomers } from '../mails/mails.store.ts';
import { attachmentList } from '../uploads/uploads.store.ts';

// Status and priority are stored as their positions in these lists, so that the database can sort by them.

export const statusNumber = (status: TicketStatus): number => TICKET_STATUSES.indexOf(status);

const priorityNumber = (priority: TicketPriority): number => TICKET_PRIORITIES.indexOf(priority);

const array = (words: readonly string[]) => sql.raw(`array['${words.join("', '")}']`);
const statuses = array(TICKET_STATUSES);
const priorities = array(TICKET_PRIORITIES);

/** SQL of the word that a column of positions stands for. */
export const statusWordOf = (column: RawBuilder<number>) => sql<string>`(${statuses})[${column} + 1]`;

export const priorityWordOf = (column: RawBuilder<number>) => sql<string>`(${priorities})[${column} + 1]`;

/** SQL of TicketFiler, of a ticket `t`. */
export const filedBy = sql`case when t.filed_by_name is not null then json_build_object('name', t.filed_by_name, 'company', t.filed_by_company) end`;

/** What the form of a ticket contains, with or without a login. */
export type TicketContent = Omit<NewTicket, 'contact' | 'companyId'>;

/** A new ticket: what its form contains, and what the server adds. */
export interface NewTicketRow extends TicketContent {
  id: string;
  number: string;
  source: TicketSource;
  contact: TicketContact;
  /** Normalised. */
  contactEmail: string;
  contactVerifiedAt: Date | null;
  companyId: string | null;
  createdBy: string | null;
  embedKey: string | null;
  /** Whose guest has filed it, and who that is there. */
  guest: { host: string; subject: string } | null;
  quarantinedAt: Date | null;
  createdAt: Date;
}

/** The text that the search looks through, folded. Each part is a line of its own, so that no match spans two of them. */
export function searchText(number: string, subject: string, { name, company, email }: TicketContact): string {
  return [number, subject, name, company ?? '', email].map(fold).join('\n');
}

/** The number of a new ticket. Other transactions wait for theirs until this one ends, so that there are no gaps. */
export async function nextNumber(tx: Tx, now: Date): Promise<string> {
  const { rows } = await sql<{ number: string }>`select next_ticket_number(${now}) as number`.execute(tx);
  return rows[0]!.number;
}

/** Inserts a ticket. Without `returning`, because a form without a login may file a ticket but not see it. */
export async function insertTicket(tx: Tx, ticket: NewTicketRow): Promise<void> {
  await sql`
    insert into tickets (
      id, number, subject, subject_key, description, category, priority, source, context, contact, contact_email, contact_verified_at,
      company_id, created_by, embed_key, host_id, host_subject, search_text, quarantined_at, created_at, changed_at, changed_by
    ) values (
      ${ticket.id}, ${ticket.number}, ${ticket.subject}, ${fold(ticket.subject)}, ${ticket.description}, ${ticket.category},
      ${priorityNumber(ticket.priority)}, ${ticket.source}, ${JSON.stringify(ticket.context ?? {})}::jsonb, ${JSON.stringify(ticket.contact)}::jsonb,
      ${ticket.contactEmail}, ${ticket.contactVerifiedAt}, ${ticket.companyId}, ${ticket.createdBy}, ${ticket.embedKey},
      ${ticket.guest?.host ?? null}, ${ticket.guest?.subject ?? null},
      ${searchText(ticket.number, ticket.subject, ticket.contact)}, ${ticket.quarantinedAt}, ${ticket.createdAt}, ${ticket.createdAt}, ${ticket.createdBy}
    )
  `.execute(tx);
}

/** One ticket as JSON text of Ticket. Undefined when the actor does not see it. */
export async function ticketJson(tx: Tx, actor: Participant, id: string): Promise<string | undefined> {
  const forStaff = sql`, 'staff', json_build_object(
    'context', t.context, 'contactVerified', t.contact_verified_at is not null, 'quarantined', t.quarantined_at is not null, 'embedKey', t.embed_key,
    'host', host_name(t.host_id),
    'mailed', ${isMailedToCustomers('t')}, 'confirmable', ${hasUnconfirmedContact('t')},
    'linked', exists (select from ticket_links l where l.ticket_id = t.id and ticket_link_opens(l, t, now()))
  )`;
  const { rows } = await sql<{ json: string }>`
    select json_build_object(
      'id', t.id,
      'number', t.number,
      'subject', t.subject,
      'description', t.description,
      'category', t.category,
      'priority', ${priorityWordOf(sql.ref('t.priority'))},
      'status', ${statusWordOf(sql.ref('t.status'))},
      'source', t.source,
      'contact', t.contact,
      'company', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end,
      'assignee', case when u.id is not null then ${staffMember('u')} end,
      'filedBy', ${filedBy},
      'createdAt', t.created_at,
      'changedAt', t.changed_at,
      ${attention('ticket', 't', actor)},
      'attachments', ${attachmentList(sql`a.record_kind = 'ticket' and a.record_id = t.id and a.entry_id is null`)}
      ${actor.role === 'staff' ? forStaff : sql``}
    )::text as json
    from tickets t
      left join companies c on c.id = t.company_id
      left join users u on u.id = t.assignee_id
    where t.id = ${id}::uuid and ${isVisible('ticket', 't', actor)}
  `.execute(tx);
  return rows[0]?.json;
}

/** The id of the ticket that another one was merged into, as far as the actor sees it; the same id for every other. */
export async function mergedInto(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select into_id as id from ticket_merges where id = ${id}::uuid`.execute(
    tx,
  );
  return rows[0]?.id ?? id;
}

/** The parts of a ticket that can change. */
export interface TicketState {
  status: TicketStatus;
  priority: TicketPriority;
  category: TicketCategory;
  companyId: string | null;
  quarantinedAt: Date | null;
}

/** Locks a ticket until the transaction ends, and returns its state. Undefined when the actor does not see it. */
export async function lockTicket(tx: Tx, actor: Participant, id: string): Promise<TicketState | undefined> {
  const { rows } = await sql<TicketState>`
    select ${statusWordOf(sql.ref('t.status'))} as status, ${priorityWordOf(sql.ref('t.priority'))} as priority, t.category,
      t.company_id as "companyId", t.quarantined_at as "quarantinedAt"
    from tickets t where t.id = ${id}::uuid and ${isVisible('ticket', 't', actor)} for update
  `.execute(tx);
  return rows[0];
}

/** Writes a new state. `changed` says when and by whom, if customers can see that something has changed. */
export async function updateState(
  tx: Tx,
  id: string,
  state: TicketState,
  changed: { at: Date; by: string | null } | undefined,
): Promise<void> {
  await sql`
    update tickets set status = ${statusNumber(state.status)}, priority = ${priorityNumber(state.priority)}, category = ${state.category},
      company_id = ${state.companyId}::uuid, quarantined_at = ${state.quarantinedAt}
      ${changed ? sql`, changed_at = ${changed.at}, changed_by = ${changed.by}::uuid` : sql``}
    where id = ${id}::uuid
  `.execute(tx);
}

/** Assigns a ticket to an employee or to nobody, which customers see. */
export async function assignTicket(
  tx: Tx,
  actor: UserActor,
  id: string,
  employeeId: string | null,
  now: Date,
): Promise<void> {
  await sql`
    update tickets set assignee_id = ${employeeId}::uuid, changed_at = ${now}, changed_by = ${actor.id}::uuid where id = ${id}::uuid
  `.execute(tx);
}

/** A user who has proved to own their address. */
interface Claimant {
  id: string;
  /** Normalised. */
  email: string;
  companyId: string;
}

/**
 * Gives the tickets that a host's user has filed before the portal knew them to the user, and to the user's company if nobody's; except
 * suspected spam. The host vouches for the person, and not for their address.
 */
export async function claimGuestTickets(tx: Tx, { id, companyId }: Omit<Claimant, 'email'>): Promise<void> {
  await sql`
    update tickets t set company_id = coalesce(t.company_id, ${companyId}), created_by = ${id}
    from host_users hu
    where hu.user_id = ${id} and t.host_id = hu.host_id and t.host_subject = hu.subject and t.created_by is null and t.quarantined_at is null
  `.execute(tx);
}

/** Gives the tickets that were filed without a login, with exactly this address, to the user and their company; except suspected spam. */
export async function claimTickets(tx: Tx, { id, email, companyId }: Claimant, now: Date): Promise<void> {
  await sql`
    update tickets set company_id = ${companyId}, created_by = ${id}, contact_verified_at = coalesce(contact_verified_at, ${now})
    where company_id is null and contact_email = ${email} and quarantined_at is null
  `.execute(tx);
}
