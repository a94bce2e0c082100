import { sql } from 'kysely';
import type { SyncUser } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { normaliseEmail } from '../identity/email.domain.ts';
import { invalidValue } from './sync.ids.ts';
import { type Found, reference } from './sync.references.ts';
import { outcomes, type Result, refusedAmong, type SyncRules } from './sync.rules.ts';

export const userRules: SyncRules<SyncUser> = {
  names: ({ company }) => reference('company', company, '/company'),

  async write(tx, rows, found, now) {
    const employees = await employeesOutOfReach(tx, rows);
    const faults = rows.map((row) =>
      employees.has(row.externalId) ? new Problem(403, 'scope_missing') : faultOf(row, found),
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
    const adopted = await adopt(tx, values);
    const written = outcomes(rows, await upsert(tx, values, now));
    return written.map((outcome, index) =>
      outcome === 'unchanged' && adopted.has(rows[index]!.externalId) ? 'updated' : outcome,
    );
  },

  constraints: { users_email_key: invalidValue('/email', 'Somebody else has this address.') },
};

/** Ids of rows that are of employees, or would make some, for a key that may not. */
async function employeesOutOfReach(tx: Tx, rows: readonly SyncUser[]): Promise<Set<string>> {
  const named = rows.map(({ externalId, email, role }) => ({ externalId, email: normaliseEmail(email), role }));
  const { rows: found } = await sql<{ externalId: string }>`
    select r."externalId" from json_to_recordset(${JSON.stringify(named)}::json) r ("externalId" text, email text, role text)
    where not has_scope('staff') and (r.role = 'staff' or exists (
      select from users u where u.role = 'staff' and (u.external_id = r."externalId" or (u.external_id is null and u.email = r.email))
    ))
  `.execute(tx);
  return new Set(found.map(({ externalId }) => externalId));
}

/** What somebody is, their company is too. */
function faultOf({ email, role, company }: SyncUser, found: Found): Result | undefined {
  if (normaliseEmail(email) === null) return invalidValue('/email', 'Not an address mail could be sent to.');
  if (role === 'staff') return company == null ? undefined : invalidValue('/company', 'Staff have none.');
  if (company == null) return invalidValue('/company', 'Only staff have none.');
  return found.company.get(company)!.kind === role ? undefined : invalidValue('/role', 'Not what the company is.');
}

const RECORDSET = sql`r (
  "externalId" text, name text, email text, phone text, role text, "companyId" uuid, management boolean, "disabledAt" timestamptz
)`;

/** Whom the portal knew by their address before the ERP told of them; their ids there. */
async function adopt(tx: Tx, values: readonly object[]): Promise<Set<string>> {
  const { rows } = await sql<{ externalId: string }>`
    update users u set external_id = r."externalId" from json_to_recordset(${JSON.stringify(values)}::json) ${RECORDSET}
    where u.email = r.email and u.external_id is null and not exists (select from users o where o.external_id = r."externalId")
    returning r."externalId"
  `.execute(tx);
  return new Set(rows.map(({ externalId }) => externalId));
}

/** Another address has to be verified anew, and permissions are left behind with the company they were given for. */
async function upsert(
  tx: Tx,
  values: readonly object[],
  now: Date,
): Promise<{ externalId: string; created: boolean }[]> {
  const { rows } = await sql<{ externalId: string; created: boolean }>`
    insert into users as u (external_id, name, email, phone, role, company_id, management, disabled_at)
    select r."externalId", r.name, r.email, r.phone, r.role, r."companyId", r.management, r."disabledAt"
    from json_to_recordset(${JSON.stringify(values)}::json) ${RECORDSET} order by r."externalId"
    on conflict (external_id) do update set
      name = excluded.name, email = excluded.email, email_verified = u.email_verified and u.email = excluded.email, phone = excluded.phone,
      role = excluded.role, company_id = excluded.company_id, management = excluded.management,
      permissions = case when u.company_id is distinct from excluded.company_id then '{}' else u.permissions end,
      disabled_at = case when excluded.disabled_at is not null then coalesce(u.disabled_at, excluded.disabled_at) end, updated_at = ${now}
    where (u.name, u.email, u.phone, u.role, u.company_id, u.management, u.disabled_at is null) is distinct from
      (excluded.name, excluded.email, excluded.phone, excluded.role, excluded.company_id, excluded.management, excluded.disabled_at is null)
    -- A row that was there before has been locked by this transaction.
    returning u.external_id as "externalId", u.xmax = 0 as created
  `.execute(tx);
  return rows;
}
