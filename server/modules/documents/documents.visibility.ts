import { type RawBuilder, sql } from 'kysely';
import type { UserActor } from '../identity/actor.ts';

/** The documents `d` an actor sees: staff all of them; others those of their own company (a partner not its customers') once they were sent. */
export function visibleDocuments(actor: UserActor): RawBuilder<boolean> {
  return actor.role === 'staff' ? sql`true` : sql`(d.company_id = ${actor.company!.id}::uuid and d.status <> 'draft')`;
}
