import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import type { Database } from '../../server/db/database.ts';
import { idOf } from '../seed/random.ts';
import { EMBED_KEY } from '../seed/rows.ts';

const ISSUER = 'https://onretail.example';
const HOST_ID = idOf('host/onretail');
/** People of the onRetail look-alike, by what its address calls them. The portal knows the first; of the second it knows what onRetail says. */
const PEOPLE: Record<string, { sub: string; name?: string; email?: string; instance?: string }> = {
  maria: { sub: 'hollerbach/1' },
  jonas: {
    sub: 'sonnblick/7',
    name: 'Jonas Aigner',
    email: 'jonas.aigner@sonnblick-lend.example',
    instance: 'sonnblick-lend',
  },
};
const KNOWN = PEOPLE['maria']!.sub;
const USER_ID = idOf('user/maria.hollerbach@baeckerei-hollerbach.example');

/** What onRetail's backend does: signs a short token for its user whenever the page asks for one. */
export interface HostBackend {
  signToken(person: string): Promise<string> | undefined;
}

/** Makes the second origin known to the portal: its host key, fresh for each start, and where the embed key may be used. */
export async function connectHost(
  db: Database,
  origins: readonly string[],
  portalOrigin: string,
): Promise<HostBackend> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const kid = randomUUID();
  const jwk = JSON.stringify(await exportJWK(publicKey));
  await db.system(async (tx) => {
    await sql`
      insert into hosts (id, issuer, name, origins) values (${HOST_ID}, ${ISSUER}, 'ETRON onRetail', ${origins}::text[])
      on conflict (issuer) do update set origins = excluded.origins
    `.execute(tx);
    await sql`delete from host_keys where host_id = ${HOST_ID}`.execute(tx);
    await sql`insert into host_keys (host_id, kid, jwk) values (${HOST_ID}, ${kid}, ${jwk}::jsonb)`.execute(tx);
    await sql`
      insert into host_users (host_id, subject, user_id) select ${HOST_ID}, ${KNOWN}, id from users where id = ${USER_ID}
      on conflict do nothing
    `.execute(tx);
    await sql`update embed_keys set origins = ${origins}::text[] where id = ${EMBED_KEY}`.execute(tx);
    // The forms for everybody, on onRetail's page and beside the portal's login.
    await sql`
      insert into embed_keys (id, partner_id, origins)
      select form.id, partner_id, form.origins from embed_keys k,
        (values ('onretail-page', ${origins}::text[]), ('portal-page', array[${portalOrigin}]::text[])) form (id, origins)
      where k.id = ${EMBED_KEY}
      on conflict (id) do update set origins = excluded.origins
    `.execute(tx);
  });
  return {
    signToken: (person) =>
      PEOPLE[person] &&
      new SignJWT({ ...PEOPLE[person] })
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(ISSUER)
        .setAudience('etron-portal')
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1 minute')
        .sign(privateKey),
  };
}

/** The route the onRetail page gets its tokens from. In a real application, its own login stands before it. */
export const tokenRoute = (app: Hono, host: HostBackend): Hono =>
  app.post('/onretail/token', async (c) => {
    const token = await host.signToken(c.req.query('person') ?? '');
    return token === undefined ? c.text('Nobody is logged in.', 401) : c.text(token);
  });
