import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { ApiKeyActor, ContactActor, EmbedActor, GuestActor, UserActor } from './actor.ts';

const userActor = (via: UserActor['via']) => sql`
  'user' as kind, u.id, u.name, u.email, u.email_verified as "emailVerified", u.phone, u.role, u.management, u.permissions,
  case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as company,
  (select json_build_object('id', p.id, 'name', p.name) from companies p where p.id = c.partner_id) as partner, ${via}::text as via
`;

/** The user a valid session belongs to, and when it expires. */
export async function findSessionActor(
  tx: Tx,
  tokenHash: string,
  now: Date,
): Promise<{ actor: UserActor; expiresAt: Date } | undefined> {
  const { rows } = await sql<UserActor & { expiresAt: Date }>`
    select ${userActor('session')}, null as host, s.expires_at as "expiresAt"
    from sessions s join users u on u.id = s.user_id left join companies c on c.id = u.company_id
    where s.token = ${tokenHash} and s.expires_at > ${now} and u.disabled_at is null
  `.execute(tx);
  if (!rows[0]) return undefined;
  const { expiresAt, ...actor } = rows[0];
  return { actor, expiresAt };
}

/** A user by their id, as if they were logged in on the portal's own page. */
export async function findUserActor(tx: Tx, id: string): Promise<UserActor | undefined> {
  const { rows } = await sql<UserActor>`
    select ${userActor('session')}, null as host from users u left join companies c on c.id = u.company_id where u.id = ${id}
  `.execute(tx);
  return rows[0];
}

export async function prolongSession(tx: Tx, tokenHash: string, expiresAt: Date, now: Date): Promise<void> {
  await sql`update sessions set expires_at = ${expiresAt}, updated_at = ${now} where token = ${tokenHash}`.execute(tx);
}

/** The user of a host's access token. Undefined once the host does not know the user any more. */
export async function findHostActor(tx: Tx, userId: string, hostId: string): Promise<UserActor | undefined> {
  const { rows } = await sql<UserActor>`
    select ${userActor('host')}, json_build_object('name', h.name, 'trustedForSigning', h.trusted_for_signing) as host
    from hosts h cross join users u left join companies c on c.id = u.company_id
    where h.id = ${hostId} and u.id = ${userId} and u.disabled_at is null
      and exists (select from host_users hu where hu.host_id = h.id and hu.user_id = u.id)
  `.execute(tx);
  return rows[0];
}

/** Whom a host vouches for in a token of its own. */
export type HostClaims = Pick<GuestActor, 'subject' | 'name' | 'email' | 'phone' | 'instance'>;

/** The guest of a host. Undefined once the host is unknown, or the portal knows the host's user. */
export async function findGuestActor(tx: Tx, host: string, claims: HostClaims): Promise<GuestActor | undefined> {
  const { rows } = await sql<Pick<GuestActor, 'company'>>`
    select case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end as company
    from hosts h left join companies c on c.id = company_of_instance(${claims.instance})
    where h.id = ${host} and not exists (select from host_users hu where hu.host_id = h.id and hu.subject = ${claims.subject})
  `.execute(tx);
  return rows[0] && { kind: 'guest', host, ...claims, ...rows[0] };
}

/** The contact whom a mailed link lets in, by the id of the link. Undefined once it does not open its ticket any more. */
export async function findContactActor(tx: Tx, link: string, now: Date): Promise<ContactActor | undefined> {
  const { rows } = await sql<Pick<ContactActor, 'link' | 'ticket' | 'name' | 'email'>>`
    select l.id as link, t.id as ticket, t.contact ->> 'name' as name, l.email
    from ticket_links l join tickets t on t.id = l.ticket_id
    where l.id = ${link}::uuid and ticket_link_opens(l, t, ${now}) and t.quarantined_at is null
  `.execute(tx);
  return rows[0] && { kind: 'contact', id: null, role: 'contact', permissions: [], ...rows[0] };
}

/** The program of an API key that is not revoked. */
export async function findApiKey(tx: Tx, keyHash: string): Promise<ApiKeyActor | undefined> {
  const { rows } = await sql<ApiKeyActor>`
    select 'key' as kind, id, name, scopes from api_keys where hash = ${keyHash} and revoked_at is null
  `.execute(tx);
  return rows[0];
}

/** The actor of a valid embed key, and the origins of the pages the key is for. */
export async function findEmbedKey(tx: Tx, key: string): Promise<{ actor: EmbedActor; origins: string[] } | undefined> {
  const { rows } = await sql<{ partner: EmbedActor['partner']; ticketsPerHour: number; origins: string[] }>`
    select json_build_object('id', c.id, 'name', c.name) as partner, k.tickets_per_hour as "ticketsPerHour", k.origins
    from embed_keys k join companies c on c.id = k.partner_id
    where k.id = ${key} and k.revoked_at is null
  `.execute(tx);
  const row = rows[0];
  return (
    row && {
      actor: { kind: 'embed', key, partner: row.partner, ticketsPerHour: row.ticketsPerHour },
      origins: row.origins,
    }
  );
}
