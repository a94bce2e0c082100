import { type RawBuilder, sql } from 'kysely';
import type { UserActor } from '../identity/actor.ts';
import { visibleCompanies } from '../identity/visibility.ts';

/** The tickets `t` an actor sees. Those held back as suspected spam exist for staff only. */
export function visibleTickets(actor: UserActor): RawBuilder<boolean> {
  const companies = visibleCompanies(actor);
  return companies === 'all' ? sql`true` : sql`(t.company_id = any(${companies}) and t.quarantined_at is null)`;
}
