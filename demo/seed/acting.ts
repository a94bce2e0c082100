import { sql } from 'kysely';
import type { Deps } from '../../server/deps.ts';
import { createScope, type Scope } from '../../server/http/scope.ts';
import { findUserActor } from '../../server/modules/identity/actor.store.ts';
import type { UserActor } from '../../server/modules/identity/actor.ts';

// What the demo needs to let its people do something by the services of the portal.

/** From where they do it. */
export const CLIENT = { ipAddress: '192.0.2.17', userAgent: 'Mozilla/5.0', verifiedBy: 'Anmeldung im Portal' };

/** What somebody may do, by their id. */
export async function scopeOf({ db }: Deps, id: string): Promise<Scope<UserActor>> {
  const actor = await db.system((tx) => findUserActor(tx, id), 'read');
  if (!actor) throw new Error(`No user ${id}.`);
  return createScope(db, actor);
}

/** The same for what is long past: the database lets nobody answer an offer but now, except its owner. */
export async function pastScopeOf(deps: Deps, id: string): Promise<Scope<UserActor>> {
  const { actor } = await scopeOf(deps, id);
  return { actor, read: (work) => deps.db.system(work, 'read'), write: (work) => deps.db.system(work) };
}

/** Our id of a record of the ERP. */
export async function findRecord(
  { db }: Deps,
  table: 'orders' | 'invoices' | 'subscriptions',
  externalId: string,
): Promise<string> {
  const { rows } = await db.system(
    (tx) => sql<{ id: string }>`select id from ${sql.table(table)} where external_id = ${externalId}`.execute(tx),
    'read',
  );
  if (!rows[0]) throw new Error(`Nothing in ${table} is ${externalId}.`);
  return rows[0].id;
}
