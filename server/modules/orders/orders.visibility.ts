import { type RawBuilder, sql } from 'kysely';
import type { UserActor } from '../identity/actor.ts';

/** What permissions (text[]) show of the orders of one's own company: what was offered, whatever became of it, and what was ordered, however it came about. */
export const permittedOrders = (order: 'o' | 'r', permissions: RawBuilder<string[]>): RawBuilder<boolean> => {
  const column = (name: string) => sql.ref(`${order}.${name}`);
  return sql`((${column('offered')} and 'offers' = any(${permissions})) or (${column('ordered_at')} is not null and 'orders' = any(${permissions})))`;
};

/** The orders `o` an actor sees: staff all of them; others those of their own company (a partner not its customers') that they are permitted. */
export function visibleOrders({ role, company, permissions }: UserActor): RawBuilder<boolean> {
  if (role === 'staff') return sql`true`;
  return sql`(o.company_id = ${company!.id}::uuid and ${permittedOrders('o', sql`${permissions}::text[]`)})`;
}
