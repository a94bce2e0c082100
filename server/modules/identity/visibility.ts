import { type RawBuilder, sql } from 'kysely';
import type { UserActor } from './actor.ts';

/** `'all'`, or an SQL expression of type uuid[]: write `company_id = any(${companies})`; the database evaluates it once per query. */
export type VisibleCompanies = 'all' | RawBuilder<string[]>;

/**
 * The companies whose records an actor sees: staff all, a partner its own and its customers', a customer its own. The only place that
 * decides it; row-level security checks again with `my_companies()`.
 */
export function visibleCompanies(actor: UserActor): VisibleCompanies {
  if (actor.role === 'staff') return 'all';
  const company = actor.company!.id;
  if (actor.role === 'customer') return sql`array[${company}]::uuid[]`;
  return sql`array(select id from companies where id = ${company}::uuid or partner_id = ${company}::uuid)`;
}
