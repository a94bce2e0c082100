// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, test } from 'node:test';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { sql } from 'kysely';
import { exchangeHostToken, getSession } from '../../../src/contract/session.ts';
import type { TestHost, TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { deriveKey } from './secrets.ts';

let t: TestApp;
let host: TestHost;
let anna: TestUser;

beforeEach(async () => {
  await t?.close();
  t = await createTestApp();
  host = await t.make.host();
  anna = await t.make.user({ name: 'Anna Huber', email: 'anna@example.com' });
  await host.admit(anna);
});

after(() => t.close());

const exchange = (token: string) => t.call(exchangeHostToken, { body: { token } });
const me = (accessToken: string) => t.with({ authorization: `Bearer ${accessToken}` }).call(getSession);
const now = () => Math.floor(t.deps.clock().getTime() / 1000);
const claims = (more: JWTPayload = {}) => ({
  iss: host.issuer,
  aud: 'etron-portal',
  sub: anna.id,
  jti: crypto.randomUUID(),
  iat: now(),
  exp: now() + 60,
  ...more,
});

async function refused(token: string, why: string): Promise<void> {
  const { status, problem } = await exchange(token);
  const expected = {
    type: 'https://portal.etron.at/problems/unauthenticated',
    title: 'Unauthorized',
    status: 401,
    code: 'unauthenticated',
  };
  assert.deepEqual([status, problem], [401, expected], why);
}

test('exchanges a host token for an access token of ten minutes', async () => {
  const { status, body } = await exchange(await host.signHostToken(anna));
  assert.equal(status, 200);
  assert.equal(body.expiresIn, 600);
  const { status: allowed, body: who, headers } = await me(body.accessToken);
  assert.equal(allowed, 200);
  assert.equal(who.id, anna.id);
  assert.equal(headers.get('set-cookie'), null);

  t.advance(9 * 60_000);
  assert.equal((await me(body.accessToken)).status, 200);
  t.advance(61_000);
  assert.equal((await me(body.accessToken)).status, 401, 'abuse 2');
});

test('takes rights and company from the database, whatever the token says', async () => {
  const other = await t.make.company();
  const token = await host.signHostToken(anna, { role: 'staff', company: other.id, permissions: ['invoices'] });
  const { body } = await exchange(token);
  const { body: who } = await me(body.accessToken);
  assert.deepEqual([who.role, who.company?.id, who.permissions], ['customer', anna.companyId, []]);
});

test('ends the access with the user, and with the host knowing them', async () => {
  const { body } = await exchange(await host.signHostToken(anna));
  await t.rows(sql`delete from host_users where user_id = ${anna.id}`);
  assert.equal((await me(body.accessToken)).status, 401);
  await host.admit(anna);
  assert.equal((await me(body.accessToken)).status, 200);
  await t.rows(sql`update users set disabled_at = now() where id = ${anna.id}`);
  assert.equal((await me(body.accessToken)).status, 401);
  await refused(await host.signHostToken(anna), 'disabled');
});

test('takes each token once, in parallel too', async () => {
  const token = await host.signHostToken(anna);
  const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await exchange(token)).status));
  assert.deepEqual(statuses.sort(), [200, 401, 401, 401, 401]);
});

test('refuses alg none (abuse 3)', async () => {
  await refused(new UnsecuredJWT(claims()).encode(), 'alg none');
  const [, payload] = (await host.signHostToken(anna)).split('.');
  for (const alg of ['none', 'None', 'NONE']) {
    const header = Buffer.from(JSON.stringify({ alg, kid: host.kid })).toString('base64url');
    await refused(`${header}.${payload}.`, alg);
  }
});

test('refuses HS256 signed with our copy of the public key (abuse 4)', async () => {
  const rows = await t.rows(sql<{ jwk: JWK }>`select jwk from host_keys`);
  const { jwk } = rows[0]!;
  const pem = await exportSPKI((await importJWK(jwk, 'ES256')) as CryptoKey);
  for (const secret of [JSON.stringify(jwk), pem, jwk.x!]) {
    const header = { alg: 'HS256', kid: host.kid };
    await refused(
      await new SignJWT(claims()).setProtectedHeader(header).sign(new TextEncoder().encode(secret)),
      secret,
    );
  }
});

test('takes HS256 only where the host has the legacy secret, and then with that secret', async () => {
  const secret = 's'.repeat(32);
  const sign = (key: string) =>
    new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(key));
  await refused(await sign(secret), 'switch is off');
  await t.rows(sql`update hosts set hs256_secret = ${secret}`);
  assert.equal((await exchange(await sign(secret))).status, 200);
  await refused(await sign('x'.repeat(32)), 'wrong secret');
  assert.equal((await exchange(await host.signHostToken(anna))).status, 200, 'its keys still work');
});

test('takes EdDSA', async () => {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA');
  const jwk = JSON.stringify(await exportJWK(publicKey));
  await t.rows(sql`insert into host_keys (host_id, kid, jwk) values (${host.id}, 'ed', ${jwk}::jsonb)`);
  const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: 'ed' }).sign(privateKey);
  assert.equal((await exchange(token)).status, 200);
  const mixed = await new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: host.kid }).sign(privateKey);
  await refused(mixed, 'a key of another kind');
});

test('refuses wrong audience, issuer and type (abuse 5)', async () => {
  await refused(await host.signHostToken(anna, { aud: 'etron' }), 'aud');
  await refused(await host.signHostToken(anna, { aud: [] }), 'aud empty');
  await refused(await host.signHostToken(anna, { iss: 'https://unknown.example' }), 'iss');
  await refused(await host.signHostToken(anna, { iss: (await t.make.host()).issuer }), 'iss of another host');
  for (const typ of ['at+jwt', 'jwt', 'JOSE', ''])
    await refused(await host.signHostToken(anna, {}, { typ }), `typ ${typ}`);
  assert.equal((await exchange(await host.signHostToken(anna, {}, { typ: undefined }))).status, 200);
});

test('refuses tokens from the future, expired ones and ones that live too long (abuse 2, 6, 8)', async () => {
  const at = (iat: number, exp: number) => host.signHostToken(anna, { iat: now() + iat, exp: now() + exp });
  await refused(await at(40, 100), 'from the future');
  await refused(await at(-100, -40), 'expired');
  await refused(await at(0, 601), 'lives too long');
  await refused(await at(60, 0), 'ends before it begins');
  await refused(await host.signHostToken(anna, { nbf: now() + 100 }), 'not yet');
  assert.equal((await exchange(await at(20, 600))).status, 200, 'clocks may differ a little');
});

test('refuses tokens without sub, jti, iat, exp, aud or iss (abuse 7)', async () => {
  for (const name of ['sub', 'jti', 'iat', 'exp', 'aud', 'iss']) {
    await refused(await host.signHostToken(anna, { [name]: undefined }), name);
  }
  for (const value of ['', 'x'.repeat(256), 'a\0b', 7, {}]) {
    await refused(await host.signHostToken(anna, { jti: value as string }), `jti ${String(value)}`);
    await refused(await host.signHostToken(anna, { sub: value as string }), `sub ${String(value)}`);
  }
  for (const value of ['1', {}, 1e308])
    await refused(await host.signHostToken(anna, { exp: value as number }), `exp ${value}`);
});

test('never looks at a key in the header, and fetches nothing (abuse 9)', async () => {
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched += 1;
    response.end('{"keys":[]}');
  }).listen(0);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  for (const header of [
    { jwk },
    { jwk, kid: 'new' },
    { jku: url, kid: 'new' },
    { x5u: url },
    { jku: url, kid: host.kid },
  ]) {
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256', ...header }).sign(privateKey);
    await refused(token, JSON.stringify(header));
  }
  server.close();
  assert.equal(fetched, 0);
});

test('refuses a revoked key, and another host with our kid (abuse 10)', async () => {
  await t.rows(sql`update host_keys set revoked_at = now()`);
  await refused(await host.signHostToken(anna), 'revoked');
  const other = await t.make.host();
  await refused(await other.signHostToken(anna), 'a subject the host does not have');
  await refused(await other.signHostToken(anna, { iss: host.issuer }), 'signed by another host');
});

test('refuses what is no token at all', async () => {
  const good = await host.signHostToken(anna);
  const [header, payload, signature] = good.split('.');
  for (const token of [
    '',
    'a',
    'a.b.c',
    '...',
    `${header}.${payload}`,
    `${header}.${payload}.`,
    `${good}.x`,
    `${header}.${payload}.${signature!.slice(2)}`,
  ]) {
    await refused(token, token);
  }
  await refused(
    good.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`),
    'changed payload',
  );
  assert.equal((await exchange(`a.${'x'.repeat(9000)}.c`)).status, 422);
});

test('is no access token itself, nor is an access token a host token', async () => {
  const token = await host.signHostToken(anna);
  assert.equal((await me(token)).status, 401);
  const { body } = await exchange(token);
  await refused(body.accessToken, 'access token');
});

test('refuses access tokens that are not ours', async () => {
  const sign = (secret: Uint8Array, typ: string) =>
    new SignJWT({ host: host.id })
      .setProtectedHeader({ alg: 'HS256', typ })
      .setSubject(anna.id)
      .setExpirationTime('5m')
      .sign(secret);
  const guesses = ['', 'secret', t.deps.config.secret].map((text) => new TextEncoder().encode(text || ' '));
  for (const secret of guesses) assert.equal((await me(await sign(secret, 'at+jwt'))).status, 401);
  const key = deriveKey(t.deps.config.secret, 'access-token');
  assert.equal((await me(await sign(key, 'at+jwt'))).status, 200);
  assert.equal((await me(await sign(key, 'JWT'))).status, 401, 'another type');
  assert.equal(
    (await me(new UnsecuredJWT({ host: host.id }).setSubject(anna.id).setExpirationTime('5m').encode())).status,
    401,
  );
});

test('claims tickets of the verified address', async () => {
  const ticket = await t.make.ticket({ company: null, email: anna.email });
  await exchange(await host.signHostToken(anna));
  const rows = await t.rows(sql<{ c: string }>`select company_id as c from tickets where id = ${ticket.id}`);
  assert.equal(rows[0]!.c, anna.companyId);
});
