import { sql } from 'kysely';
import type { SyncPermissions } from '../../../src/contract/sync.ts';
import { Problem } from '../../http/problem.ts';
import { reference } from './sync.references.ts';
import { outcomes, type Result, refusedAmong, type SyncRules } from './sync.rules.ts';

const byPartner = (): Problem => new Problem(409, 'permission_by_partner');

export const permissionRules: SyncRules<SyncPermissions> = {
  names: ({ externalId }) => reference('user', externalId, '/externalId'),

  async write(tx, rows, { user }, now) {
    const faults = rows.map(({ externalId, permissions }): Result | undefined =>
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
    return outcomes(rows, written);
  },

  // A partner that comes at this very moment.
  constraints: { permissions_by_partner: byPartner() },
};
