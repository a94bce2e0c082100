import { sql } from 'kysely';
import type { SyncPermissions } from '../../../src/contract/sync.ts';
import { Problem } from '../../http/problem.ts';
import { reference } from '../sync/sync.references.ts';
import { outcomesOf, refusedAmong, type SyncRules } from '../sync/sync.rules.ts';

const byPartner = (): Problem => new Problem(409, 'permission_by_partner');

/** How the permissions of users are written. They belong to users of companies that buy directly; others have a sales partner. */
export const permissionSync: SyncRules<SyncPermissions> = {
  references: ({ externalId }) => reference('user', externalId, '/externalId'),

  async write(tx, rows, { user }, now) {
    const faults = rows.map(({ externalId, permissions }) =>
      permissions.length > 0 && user.get(externalId)!.byPartner ? byPartner() : undefined,
    );
    const refused = refusedAmong(faults);
    if (refused) return refused;
    const { rows: written } = await sql<{ externalId: string; created: boolean }>`
      update users u set permissions = r.permissions, updated_at = ${now}
      from json_to_recordset(${JSON.stringify(rows)}::json) r ("externalId" text, permissions text[])
      where u.external_id = r."externalId" and not (u.permissions <@ r.permissions and u.permissions @> r.permissions)
      returning u.external_id as "externalId", false as created
    `.execute(tx);
    return outcomesOf(rows, written);
  },

  // The company may have got a sales partner after the check above.
  constraints: { permissions_by_partner: byPartner() },
};
