import { sql } from 'kysely';
import type { Deps } from '../../server/deps.ts';
import { createScope, type Scope } from '../../server/http/scope.ts';
import { findUserActor } from '../../server/modules/identity/actor.store.ts';
import type { UserActor } from '../../server/modules/identity/actor.ts';

// Lets people of the demo act through the services of the portal.

/** The device they use, as the audit trail of documents records it. */
export const DEVICE = { ipAddress: '192.0.2.17', userAgent: 'Mozilla/5.0', verifiedBy: 'Anmeldung im Portal' };

/** The scope of a user, by their id. */
export async function scopeOf({ db }: Deps, id: string): Promise<Scope<UserActor>> {
  const actor = await db.system((tx) => findUserActor(tx, id), 'read');
  if (!actor) throw new Error(`No user ${id}.`);
  return createScope(db, actor);
}

/** The scope of a user for an act in the past. The policies of the database let users answer an offer only at the present time, so this one bypasses them. */
export async function pastScopeOf(deps: Deps, id: string): Promise<Scope<UserActor>> {
  const { actor } = await scopeOf(deps, id);
  return { actor, read: (work) => deps.db.system(work, 'read'), write: (work) => deps.db.system(work) };
}

/** The portal's id of a record, by its id in the ERP. */
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
