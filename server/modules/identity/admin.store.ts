import { sql } from 'kysely';
import type { Role } from '../../../src/contract/session.ts';
import type { ApiScope } from '../../../src/contract/sync.limits.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import { replacePassword } from './account.store.ts';

// What an operator sets up with `server/admin.ts`. No operation of the API can do any of it.

/** Id of the company with this name. Throws Error when there is none, or more than one. */
async function companyId(tx: Tx, name: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from companies where name = ${name}`.execute(tx);
  if (rows.length !== 1)
    throw new Error(
      rows.length ? `More than one company is called "${name}".` : `There is no company called "${name}".`,
    );
  return (rows[0] as { id: string }).id;
}

export async function insertCompany(
  tx: Tx,
  { name, partner, isPartner }: { name: string; partner: string | undefined; isPartner: boolean },
): Promise<void> {
  const partnerId = partner === undefined ? null : await companyId(tx, partner);
  await sql`
    insert into companies (kind, name, name_key, partner_id) values (${isPartner ? 'partner' : 'customer'}, ${name}, ${fold(name)}, ${partnerId})
  `.execute(tx);
}

/** Inserts a user and returns their role, which follows from the company: a user without a company is staff. */
export async function insertUser(
  tx: Tx,
  user: { email: string; name: string; company: string | undefined; management: boolean },
): Promise<Role> {
  const id = user.company === undefined ? null : await companyId(tx, user.company);
  const { rows } = await sql<{ role: Role }>`
    insert into users (name, email, role, company_id, management)
    values (${user.name}, ${user.email}, coalesce((select kind from companies where id = ${id}), 'staff'), ${id}, ${user.management})
    returning role
  `.execute(tx);
  return (rows[0] as { role: Role }).role;
}

/** Sets a user's password, and ends what was begun with the old one. False when nobody has the address. */
export async function setPassword(tx: Tx, email: string, hash: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`select id from users where email = ${email}`.execute(tx);
  for (const { id } of rows) await replacePassword(tx, { userId: id, hash, now: new Date() });
  return rows.length > 0;
}

/** Inserts an embed key, or replaces its partner and origins. */
export async function putEmbedKey(tx: Tx, key: { id: string; partner: string; origins: string[] }): Promise<void> {
  await sql`
    insert into embed_keys (id, partner_id, origins) values (${key.id}, ${await companyId(tx, key.partner)}, ${key.origins}::text[])
    on conflict (id) do update set partner_id = excluded.partner_id, origins = excluded.origins
  `.execute(tx);
}

/** Keeps the hash of a new API key. False when a key has had this name before, even a revoked one, because the name stands for what it did. */
export async function insertApiKey(
  tx: Tx,
  key: { name: string; hash: string; scopes: readonly ApiScope[] },
): Promise<boolean> {
  const { rows } = await sql`
    insert into api_keys (name, hash, scopes) values (${key.name}, ${key.hash}, ${[...key.scopes]}::text[]) on conflict (name) do nothing returning 1
  `.execute(tx);
  return rows.length > 0;
}

/** Revokes an API key. False when there is no such key, or it is revoked already. */
export async function revokeApiKey(tx: Tx, name: string): Promise<boolean> {
  const { rows } = await sql`
    update api_keys set revoked_at = now() where name = ${name} and revoked_at is null returning 1
  `.execute(tx);
  return rows.length > 0;
}

/** Inserts a host application, or updates it, and adds a key that the host signs its tokens with. */
export async function putHost(
  tx: Tx,
  host: { issuer: string; name: string; origins: string[]; trustedForSigning: boolean; kid: string; jwk: object },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    insert into hosts (issuer, name, origins, trusted_for_signing)
    values (${host.issuer}, ${host.name}, ${host.origins}::text[], ${host.trustedForSigning})
    on conflict (issuer) do update
    set name = excluded.name, origins = excluded.origins, trusted_for_signing = excluded.trusted_for_signing returning id
  `.execute(tx);
  await sql`
    insert into host_keys (host_id, kid, jwk) values (${rows[0]?.id}, ${host.kid}, ${JSON.stringify(host.jwk)}::jsonb)
    on conflict (host_id, kid) do update set jwk = excluded.jwk, revoked_at = null
  `.execute(tx);
}

/** Links a host's id of a user to a user of ours. False when the host or the address is unknown. */
export async function putHostUser(tx: Tx, link: { issuer: string; subject: string; email: string }): Promise<boolean> {
  const { rows } = await sql`
    insert into host_users (host_id, subject, user_id)
    select h.id, ${link.subject}, u.id from hosts h, users u where h.issuer = ${link.issuer} and u.email = ${link.email}
    on conflict (host_id, subject) do update set user_id = excluded.user_id returning 1
  `.execute(tx);
  return rows.length > 0;
}
