import { type RawBuilder, sql } from 'kysely';
import type { Permission } from '../../../src/contract/session.ts';
import type { Tx } from '../../db/database.ts';
import type { VisibleCompanies } from './visibility.ts';

const COMPANIES_MAX = 100;

/** JSON of StaffMember from a row of `users`, for the queries of every module. */
export function staffMember(alias: string): RawBuilder<unknown> {
  const u = (column: string) => sql.ref(`${alias}.${column}`);
  return sql`json_build_object(
    'id', ${u('id')}, 'name', ${u('name')}, 'email', ${u('email')}, 'phone', ${u('phone')}, 'picture', ${picturePath(alias)}
  )`;
}

/** Path of an employee's portrait below the base path of the API; null without a portrait. */
export function picturePath(alias: string): RawBuilder<string | null> {
  return sql`case when ${sql.ref(`${alias}.image`)} is not null then '/staff/' || ${sql.ref(`${alias}.id`)} || '/picture' end`;
}

/** All employees who are not disabled, as JSON text of StaffList. */
export async function staffJson(tx: Tx): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    select json_build_object('items', coalesce(json_agg(${staffMember('u')} order by u.name, u.id), '[]'))::text as json
    from users u where u.role = 'staff' and u.disabled_at is null
  `.execute(tx);
  return rows[0]!.json;
}

/** The first companies by name whose folded name contains `search`, as JSON text of CompanyList. */
export async function companiesJson(tx: Tx, visible: VisibleCompanies, search: string): Promise<string> {
  const scope = visible === 'all' ? sql`true` : sql`id = any(${visible})`;
  const { rows } = await sql<{ json: string }>`
    select json_build_object('items', coalesce(json_agg(json_build_object('id', id, 'name', name) order by name_key, id), '[]'))::text as json
    from (
      select id, name, name_key from companies where ${scope} and strpos(name_key, ${search}) > 0 order by name_key, id limit ${COMPANIES_MAX}
    ) c
  `.execute(tx);
  return rows[0]!.json;
}

const companyUser = sql`json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'management', u.management, 'permissions', u.permissions)`;

/** Whether there is such a company among the visible ones. */
export async function companyExists(tx: Tx, visible: VisibleCompanies, id: string): Promise<boolean> {
  const scope = visible === 'all' ? sql`true` : sql`id = any(${visible})`;
  const { rows } = await sql`select from companies where id = ${id}::uuid and ${scope}`.execute(tx);
  return rows.length > 0;
}

/** Whether there is such a user of a visible company. Staff belong to no company. */
export async function companyUserExists(tx: Tx, visible: VisibleCompanies, id: string): Promise<boolean> {
  const scope = visible === 'all' ? sql`u.company_id is not null` : sql`u.company_id = any(${visible})`;
  const { rows } =
    await sql`select from users u where u.id = ${id}::uuid and u.disabled_at is null and ${scope}`.execute(tx);
  return rows.length > 0;
}

/** The users of a company as JSON text of CompanyUsers. Undefined unless the company is visible. */
export async function companyUsersJson(tx: Tx, visible: VisibleCompanies, id: string): Promise<string | undefined> {
  const scope = visible === 'all' ? sql`true` : sql`c.id = any(${visible})`;
  const { rows } = await sql<{ json: string }>`
    select json_build_object('items', (
      select coalesce(json_agg(${companyUser} order by u.name, u.id), '[]')
      from users u where u.company_id = c.id and u.disabled_at is null
    ), 'partner', (select json_build_object('id', p.id, 'name', p.name) from companies p where p.id = c.partner_id))::text as json
    from companies c where c.id = ${id}::uuid and ${scope}
  `.execute(tx);
  return rows[0]?.json;
}

/** Replaces the permissions of a user, and returns the user as JSON text of CompanyUser. */
export async function updatePermissions(tx: Tx, id: string, permissions: Permission[], now: Date): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    update users u set permissions = ${permissions}::text[], updated_at = ${now} where u.id = ${id}::uuid returning (${companyUser})::text as json
  `.execute(tx);
  return rows[0]!.json;
}

/** SHA-256 of an employee's portrait. */
export async function staffPicture(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{
    image: string;
  }>`select image from users where id = ${id} and role = 'staff' and image is not null`.execute(tx);
  return rows[0]?.image;
}
