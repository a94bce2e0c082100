import { sql } from 'kysely';
import type { SyncCompany, SyncPermissions, SyncUser } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import { Problem } from '../../http/problem.ts';
import { type ResolvedReferences, reference } from '../sync/sync.references.ts';
import { invalidValue, isInserted, outcomesOf, refusedAmong, type SyncRules } from '../sync/sync.rules.ts';
import { normaliseEmail } from './email.domain.ts';

/** How the ERP's companies are written: sales partners before the customers that refer to them. */
export const companySync: SyncRules<SyncCompany> = {
  references: ({ partner }) => reference('company', partner, '/partner'),
  goesFirst: ({ kind }) => kind === 'partner',

  async write(tx, rows, { company }) {
    const existing = await findExistingCompanies(tx, rows);
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
    return outcomesOf(rows, await upsertCompanies(tx, values));
  },
};

/** The companies that exist already, and whether users or customers refer to them, so that they have to keep their kind. */
async function findExistingCompanies(
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

async function upsertCompanies(tx: Tx, values: readonly object[]): Promise<{ externalId: string; created: boolean }[]> {
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

/** How users are written: staff, and the people of companies. */
export const userSync: SyncRules<SyncUser> = {
  references: ({ company }) => reference('company', company, '/company'),

  async write(tx, rows, found, now) {
    const outOfReach = await staffOutOfReach(tx, rows);
    const faults = rows.map((row) =>
      outOfReach.has(row.externalId) ? new Problem(403, 'scope_missing') : userFault(row, found),
    );
    const refused = refusedAmong(faults);
    if (refused) return refused;
    const values = rows.map(({ externalId, name, email, phone, company, role, management, disabled }) => ({
      externalId,
      name,
      email: normaliseEmail(email),
      phone: phone ?? null,
      role,
      companyId: company == null ? null : found.company.get(company)!.id,
      management: management ?? false,
      disabledAt: disabled ? now : null,
    }));
    const adopted = await linkKnownUsers(tx, values);
    const written = outcomesOf(rows, await upsertUsers(tx, values, now));
    return written.map((outcome, index) =>
      outcome === 'unchanged' && adopted.has(rows[index]!.externalId) ? 'updated' : outcome,
    );
  },

  constraints: { users_email_key: invalidValue('/email', 'Somebody else has this address.') },
};

/** For a key without the scope `staff`: ids of the rows that are about staff, or would make somebody staff. */
async function staffOutOfReach(tx: Tx, rows: readonly SyncUser[]): Promise<Set<string>> {
  const named = rows.map(({ externalId, email, role }) => ({ externalId, email: normaliseEmail(email), role }));
  const { rows: found } = await sql<{ externalId: string }>`
    select r."externalId" from json_to_recordset(${JSON.stringify(named)}::json) r ("externalId" text, email text, role text)
    where not has_scope('staff') and (r.role = 'staff' or exists (
      select from users u where u.role = 'staff' and (u.external_id = r."externalId" or (u.external_id is null and u.email = r.email))
    ))
  `.execute(tx);
  return new Set(found.map(({ externalId }) => externalId));
}

/** A user has the role of their company; staff have no company. */
function userFault({ email, role, company }: SyncUser, found: ResolvedReferences): Problem | undefined {
  if (normaliseEmail(email) === null) return invalidValue('/email', 'Not an address mail could be sent to.');
  if (role === 'staff') return company == null ? undefined : invalidValue('/company', 'Staff have none.');
  if (company == null) return invalidValue('/company', 'Only staff have none.');
  return found.company.get(company)!.kind === role ? undefined : invalidValue('/role', 'Not what the company is.');
}

const RECORDSET = sql`r (
  "externalId" text, name text, email text, phone text, role text, "companyId" uuid, management boolean, "disabledAt" timestamptz
)`;

/** Gives users whom the portal knew by their address already their id in the ERP, and returns those ids. */
async function linkKnownUsers(tx: Tx, values: readonly object[]): Promise<Set<string>> {
  const { rows } = await sql<{ externalId: string }>`
    update users u set external_id = r."externalId" from json_to_recordset(${JSON.stringify(values)}::json) ${RECORDSET}
    where u.email = r.email and u.external_id is null and not exists (select from users o where o.external_id = r."externalId")
    returning r."externalId"
  `.execute(tx);
  return new Set(rows.map(({ externalId }) => externalId));
}

/**
 * A new address is not verified, and permissions do not move with a user to another company. Name and telephone number are people's own to change
 * (`account.service.ts`), so they are taken over only where the ERP says something else than it said last.
 */
async function upsertUsers(
  tx: Tx,
  values: readonly object[],
  now: Date,
): Promise<{ externalId: string; created: boolean }[]> {
  const { rows } = await sql<{ externalId: string; created: boolean }>`
    insert into users as u (external_id, name, synced_name, email, phone, synced_phone, role, company_id, management, disabled_at)
    select r."externalId", r.name, r.name, r.email, r.phone, r.phone, r.role, r."companyId", r.management, r."disabledAt"
    from json_to_recordset(${JSON.stringify(values)}::json) ${RECORDSET} order by r."externalId"
    on conflict (external_id) do update set
      name = case when u.synced_name is distinct from excluded.synced_name then excluded.name else u.name end, synced_name = excluded.synced_name,
      phone = case when u.synced_phone is distinct from excluded.synced_phone then excluded.phone else u.phone end, synced_phone = excluded.synced_phone,
      email = excluded.email, email_verified = u.email_verified and u.email = excluded.email,
      role = excluded.role, company_id = excluded.company_id, management = excluded.management,
      permissions = case when u.company_id is distinct from excluded.company_id then '{}' else u.permissions end,
      disabled_at = case when excluded.disabled_at is not null then coalesce(u.disabled_at, excluded.disabled_at) end, updated_at = ${now}
    where (u.synced_name, u.email, u.synced_phone, u.role, u.company_id, u.management, u.disabled_at is null) is distinct from
      (excluded.synced_name, excluded.email, excluded.synced_phone, excluded.role, excluded.company_id, excluded.management, excluded.disabled_at is null)
    returning u.external_id as "externalId", ${isInserted('u')} as created
  `.execute(tx);
  return rows;
}

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
