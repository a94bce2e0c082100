import { sql } from 'kysely';
import type { SyncCompany } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/fold.ts';
import { reference } from '../sync/sync.references.ts';
import { invalidValue, isInserted, outcomesOf, refusedAmong, type SyncRules } from '../sync/sync.rules.ts';

/** How the ERP's companies are written: sales partners before the customers that refer to them. */
export const companySync: SyncRules<SyncCompany> = {
  references: ({ partner }) => reference('company', partner, '/partner'),
  goesFirst: ({ kind }) => kind === 'partner',

  async write(tx, rows, { company }) {
    const existing = await findExisting(tx, rows);
    const named = new Set(rows.map(({ partner }) => partner));
    const faults = rows.map(({ externalId, kind, partner }) => {
      if (kind === 'partner' && partner != null) return invalidValue('/partner', 'A partner has none.');
      if (partner != null && (company.get(partner)!.kind !== 'partner' || partner === externalId))
        return invalidValue('/partner', 'Not a partner.');
      const before = existing.get(externalId);
      if (before !== undefined && before.kind !== kind && (before.isReferenced || named.has(externalId)))
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
    return outcomesOf(rows, await upsert(tx, values));
  },
};

/** The companies that exist already, and whether users or customers refer to them, so that they have to keep their kind. */
async function findExisting(
  tx: Tx,
  rows: readonly SyncCompany[],
): Promise<Map<string, { kind: SyncCompany['kind']; isReferenced: boolean }>> {
  const { rows: found } = await sql<{ externalId: string; kind: SyncCompany['kind']; isReferenced: boolean }>`
    select c.external_id as "externalId", c.kind,
      exists (select from users u where u.company_id = c.id) or exists (select from companies p where p.partner_id = c.id) as "isReferenced"
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
    returning c.external_id as "externalId", ${isInserted('c')} as created
  `.execute(tx);
  return rows;
}
