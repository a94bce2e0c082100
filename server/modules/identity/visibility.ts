import { type RawBuilder, sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Participant } from './actor.ts';

/** `'all'`, or an SQL expression of type uuid[]: write `company_id = any(${companies})`; the database evaluates it once per query. */
export type VisibleCompanies = 'all' | RawBuilder<string[]>;

/**
 * The companies whose records an actor sees: staff all, a partner its own and its customers', a customer its own, the contact of a ticket
 * none. Row-level security checks again with `my_companies()`.
 */
export function visibleCompanies(actor: Participant): VisibleCompanies {
  if (actor.role === 'contact') return sql`array[]::uuid[]`;
  if (actor.role === 'staff') return 'all';
  const company = actor.company!.id;
  if (actor.role === 'customer') return sql`array[${company}]::uuid[]`;
  return sql`array(select id from companies where id = ${company}::uuid or partner_id = ${company}::uuid)`;
}

/**
 * SQL condition: the actor sees the record of a kind in the row `alias`. Which records that are is decided by the database's function of
 * the kind, `ticket_is_visible` and so on; row-level security checks again with the rights the database knows the actor to have.
 * @param companies The actor's companies, for a query that has narrowed them down already.
 */
export function isVisible(
  kind: RecordKind,
  alias: string,
  actor: Participant,
  companies: VisibleCompanies = visibleCompanies(actor),
): RawBuilder<boolean> {
  return predicate(kind, alias, {
    // A literal, so that the planner leaves out what does not matter for employees, and finds indexes for everybody else.
    seesAll: sql.lit(actor.role === 'staff'),
    company: sql`${actor.kind === 'contact' ? null : (actor.company?.id ?? null)}::uuid`,
    companies: companies === 'all' ? sql`null` : companies,
    permissions: sql`${actor.permissions}::text[]`,
    // For users again a literal, which the planner leaves out.
    contactOf: actor.kind === 'contact' ? sql`${actor.ticket}::uuid` : sql`null`,
  });
}

/** The same for the user in the row `user`, with the rights they have at this moment. */
export function isVisibleTo(user: string, kind: RecordKind, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${user}.${name}`);
  return predicate(kind, alias, {
    seesAll: sql`${column('role')} = 'staff'`,
    company: column('company_id'),
    companies: sql`array(select c.company_id from user_companies c where c.user_id = ${column('id')})`,
    permissions: column('permissions'),
    contactOf: sql`null`,
  });
}

/** The id by which `viewersOf` knows somebody: of the user, or of the link through which a contact came. */
export const viewerId = (actor: Participant): string => (actor.kind === 'contact' ? actor.link : actor.id);

/** Which of these viewers see a record at the moment `now`, and which of them are staff. For transactions of the system. */
export async function viewersOf(
  tx: Tx,
  { kind, id }: { kind: RecordKind; id: string },
  viewers: readonly string[],
  now: Date,
): Promise<{ id: string; staff: boolean }[]> {
  const contacts = sql`
    union all
    select l.id, false from ticket_links l join tickets t on t.id = l.ticket_id
    where t.id = ${id}::uuid and l.id = any(${viewers}::uuid[]) and ticket_link_opens(l, t, ${now}) and t.quarantined_at is null
  `;
  const { rows } = await sql<{ id: string; staff: boolean }>`
    select u.id, u.role = 'staff' as staff from users u, ${sql.table(`${kind}s`)} r
    where r.id = ${id}::uuid and u.id = any(${viewers}::uuid[]) and u.disabled_at is null and ${isVisibleTo('u', kind, 'r')}
    ${kind === 'ticket' ? contacts : sql``}
  `.execute(tx);
  return rows;
}

interface Rights {
  seesAll: RawBuilder<unknown>;
  company: RawBuilder<unknown>;
  companies: RawBuilder<unknown>;
  permissions: RawBuilder<unknown>;
  /** The ticket whose contact somebody is. */
  contactOf: RawBuilder<unknown>;
}

function predicate(
  kind: RecordKind,
  alias: string,
  { seesAll, company, companies, permissions, contactOf }: Rights,
): RawBuilder<boolean> {
  const ofContact = kind === 'ticket' ? sql`, ${contactOf}` : sql``;
  return sql`${sql.raw(`${kind}_is_visible`)}(${sql.ref(alias)}, ${seesAll}, ${company}, ${companies}, ${permissions}${ofContact})`;
}
