import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { sql } from 'kysely';
import type { Database } from '../../server/db/database.ts';
import { idOf } from '../seed/random.ts';
import { EMBED_KEY } from '../seed/rows.ts';

const ISSUER = 'https://onretail.example';
const HOST_ID = idOf('host/onretail');
/** Who is logged in to the onRetail look-alike, as onRetail knows her. */
const SUBJECT = 'hollerbach/1';
const USER_ID = idOf('user/maria.hollerbach@baeckerei-hollerbach.example');

/** What onRetail's backend does: signs a short token for its user whenever the page asks for one. */
export interface HostBackend {
  signToken(): Promise<string>;
}

/** Makes the second origin known to the portal: its host key, fresh for each start, and where the embed key may be used. */
export async function connectHost(db: Database, origins: readonly string[]): Promise<HostBackend> {
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
      insert into host_users (host_id, subject, user_id) select ${HOST_ID}, ${SUBJECT}, id from users where id = ${USER_ID}
      on conflict do nothing
    `.execute(tx);
    await sql`update embed_keys set origins = ${origins}::text[] where id = ${EMBED_KEY}`.execute(tx);
  });
  return {
    signToken: () =>
      new SignJWT()
        .setProtectedHeader({ alg: 'ES256', kid })
        .setIssuer(ISSUER)
        .setAudience('etron-portal')
        .setSubject(SUBJECT)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime('1 minute')
        .sign(privateKey),
  };
}

/** The route the onRetail page gets its tokens from. In a real application, its own login stands before it. */
export const tokenRoute = (app: Hono, host: HostBackend): Hono =>
  app.post('/onretail/token', async (c) => c.text(await host.signToken()));
