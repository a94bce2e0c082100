// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { exchangeHostToken, getSession } from '../../../src/contract/session.ts';
import { createTestApp } from '../../testing/test-app.ts';

const t = await createTestApp();
await t.make.host({ origins: ['https://onretail.example'] });
await t.make.host({ origins: ['https://till.example', 'https://till.example:8443'] });

after(() => t.close());

const allowed = async (origin: string) =>
  (await t.call(getSession, {}, { headers: { origin } })).headers.get('access-control-allow-origin');

test('lets the pages of all hosts read answers, errors included, but never with the cookie', async () => {
  for (const origin of ['https://onretail.example', 'https://till.example', 'https://till.example:8443']) {
    const { status, headers } = await t.call(getSession, {}, { headers: { origin } });
    assert.equal(status, 401);
    assert.equal(headers.get('access-control-allow-origin'), origin);
    assert.equal(headers.get('access-control-allow-credentials'), null);
    assert.match(headers.get('access-control-expose-headers')!, /Retry-After/);
    assert.match(headers.get('vary')!, /Origin/);
  }
  const invalid = await t.call(
    exchangeHostToken,
    { body: {} as never },
    { headers: { origin: 'https://till.example' } },
  );
  assert.equal(invalid.status, 422);
  assert.equal(invalid.headers.get('access-control-allow-origin'), 'https://till.example');
});

test('tells everybody else’s browser nothing', async () => {
  for (const origin of ['null', 'https://evil.example', 'https://onretail.example.evil', 'http://onretail.example']) {
    assert.equal(await allowed(origin), null, origin);
  }
  const preflight = await t.request('/tickets', {
    method: 'OPTIONS',
    headers: {
      origin: 'https://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  });
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
});

test('answers preflights so that browsers keep the answer', async () => {
  const { headers } = await t.request('/tickets', {
    method: 'OPTIONS',
    headers: {
      origin: 'https://onretail.example',
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization',
    },
  });
  assert.equal(headers.get('access-control-allow-origin'), 'https://onretail.example');
  assert.match(headers.get('access-control-allow-methods')!, /PATCH/);
  assert.match(headers.get('access-control-allow-headers')!, /Authorization/);
  assert.equal(headers.get('access-control-max-age'), '7200');
});

test('follows changes of the hosts within seconds', async () => {
  await t.rows(sql`update hosts set origins = '{https://new.example}' where origins[1] = 'https://onretail.example'`);
  t.advance(5_000);
  assert.equal(await allowed('https://new.example'), 'https://new.example');
  assert.equal(await allowed('https://onretail.example'), null);
});
