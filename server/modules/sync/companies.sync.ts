import { sql } from 'kysely';
import type { SyncCompany } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/fold.ts';
import { invalidValue } from './sync.ids.ts';
import { reference } from './sync.references.ts';
import { outcomes, type Result, refusedAmong, type SyncRules } from './sync.rules.ts';

/** Partners are there before their customers. */
export const companyRules: SyncRules<SyncCompany> = {
  names: ({ partner }) => reference('company', partner, '/partner'),
  isNamed: ({ kind }) => kind === 'partner',

  async write(tx, rows, { company }) {
    const bound = await findBound(tx, rows);
    const named = new Set(rows.map(({ partner }) => partner));
    const faults = rows.map(({ externalId, kind, partner }): Result | undefined => {
      if (kind === 'partner' && partner != null) return invalidValue('/partner', 'A partner has none.');
      if (partner != null && (company.get(partner)!.kind !== 'partner' || partner === externalId))
        return invalidValue('/partner', 'Not a partner.');
      const leaves = bound.get(externalId);
      if (leaves !== undefined && leaves.kind !== kind && (leaves.bound || named.has(externalId)))
        return invalidValue('/kind', 'Has users or customers of its kind.');
      return undefined;
    });
    const refused = refusedAmong(faults);
    if (refused) return refused;
    const values = rows.map(({ externalId, kind, name, partner }) => ({
      externalId,
      kind,
      name,
      nameKey: fold(name),
      partnerId: partner == null ? null : company.get(partner)!.id,
    }));
    return outcomes(rows, await upsert(tx, values));
  },
};

/** Companies that are there, and whether they have to stay of their kind. */
async function findBound(
  tx: Tx,
  rows: readonly SyncCompany[],
): Promise<Map<string, { kind: SyncCompany['kind']; bound: boolean }>> {
  const { rows: found } = await sql<{ externalId: string; kind: SyncCompany['kind']; bound: boolean }>`
    select c.external_id as "externalId", c.kind,
      exists (select from users u where u.company_id = c.id) or exists (select from companies p where p.partner_id = c.id) as bound
    from companies c where c.external_id = any(${rows.map(({ externalId }) => externalId)}::text[])
  `.execute(tx);
  return new Map(found.map((row) => [row.externalId, row]));
}

async function upsert(tx: Tx, values: readonly object[]): Promise<{ externalId: string; created: boolean }[]> {
  const { rows } = await sql<{ externalId: string; created: boolean }>`
    insert into companies as c (external_id, kind, name, name_key, partner_id)
    select r."externalId", r.kind, r.name, r."nameKey", r."partnerId"
    from json_to_recordset(${JSON.stringify(values)}::json) r ("externalId" text, kind text, name text, "nameKey" text, "partnerId" uuid)
    order by r."externalId"
    on conflict (external_id) do update set kind = excluded.kind, name = excluded.name, name_key = excluded.name_key, partner_id = excluded.partner_id
    where (c.kind, c.name, c.name_key, c.partner_id) is distinct from (excluded.kind, excluded.name, excluded.name_key, excluded.partner_id)
    -- A row that was there before has been locked by this transaction.
    returning c.external_id as "externalId", c.xmax = 0 as created
  `.execute(tx);
  return rows;
}
