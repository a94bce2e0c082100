import { type RawBuilder, sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from './actor.ts';

/** `'all'`, or an SQL expression of type uuid[]: write `company_id = any(${companies})`; the database evaluates it once per query. */
export type VisibleCompanies = 'all' | RawBuilder<string[]>;

/**
 * The companies whose records an actor sees: staff all, a partner its own and its customers', a customer its own. Row-level security
 * checks again with `my_companies()`.
 */
export function visibleCompanies(actor: UserActor): VisibleCompanies {
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
  actor: UserActor,
  companies: VisibleCompanies = visibleCompanies(actor),
): RawBuilder<boolean> {
  return predicate(kind, alias, {
    // A literal, so that the planner leaves out what does not matter for employees, and finds indexes for everybody else.
    seesAll: sql.lit(actor.role === 'staff'),
    company: sql`${actor.company?.id ?? null}::uuid`,
    companies: companies === 'all' ? sql`null` : companies,
    permissions: sql`${actor.permissions}::text[]`,
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
  });
}

/** Which of these users see a record at this moment, and which of them are staff. For transactions of the system. */
export async function viewersOf(
  tx: Tx,
  { kind, id }: { kind: RecordKind; id: string },
  users: readonly string[],
): Promise<{ id: string; staff: boolean }[]> {
  const { rows } = await sql<{ id: string; staff: boolean }>`
    select u.id, u.role = 'staff' as staff from users u, ${sql.table(`${kind}s`)} r
    where r.id = ${id}::uuid and u.id = any(${users}::uuid[]) and u.disabled_at is null and ${isVisibleTo('u', kind, 'r')}
  `.execute(tx);
  return rows;
}

interface Rights {
  seesAll: RawBuilder<unknown>;
  company: RawBuilder<unknown>;
  companies: RawBuilder<unknown>;
  permissions: RawBuilder<unknown>;
}

function predicate(
  kind: RecordKind,
  alias: string,
  { seesAll, company, companies, permissions }: Rights,
): RawBuilder<boolean> {
  return sql`${sql.raw(`${kind}_is_visible`)}(${sql.ref(alias)}, ${seesAll}, ${company}, ${companies}, ${permissions})`;
}
