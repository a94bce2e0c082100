import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** A host application, with the one of its keys that was asked for. */
export interface Host {
  id: string;
  hs256Secret: string | null;
  /** Null when the key is unknown or revoked. */
  jwk: object | null;
}

/** The host of an issuer, and its key `kid`. */
export async function findHost(tx: Tx, issuer: string, kid: string | undefined): Promise<Host | undefined> {
  const { rows } = await sql<Host>`
    select h.id, h.hs256_secret as "hs256Secret", k.jwk
    from hosts h left join host_keys k on k.host_id = h.id and k.kid = ${kid ?? null} and k.revoked_at is null
    where h.issuer = ${issuer}
  `.execute(tx);
  return rows[0];
}

/** Marks a token's id as used; false when it was used before. */
export async function spendHostToken(tx: Tx, hostId: string, jti: string, expiresAt: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into used_values (kind, value, expires_at) values (${`host-token:${hostId}`}, ${jti}, ${expiresAt}) on conflict do nothing returning 1
  `.execute(tx);
  return rows.length > 0;
}

/** The active user a host's subject is. */
export async function findHostUser(tx: Tx, hostId: string, subject: string) {
  const { rows } = await sql<{ id: string; email: string; emailVerified: boolean; companyId: string | null }>`
    select u.id, u.email, u.email_verified as "emailVerified", u.company_id as "companyId"
    from host_users hu join users u on u.id = hu.user_id
    where hu.host_id = ${hostId} and hu.subject = ${subject} and u.disabled_at is null
  `.execute(tx);
  return rows[0];
}

/** Browser origins of all hosts. */
export async function hostOrigins(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ origin: string }>`select distinct unnest(origins) as origin from hosts`.execute(tx);
  return rows.map((row) => row.origin);
}
