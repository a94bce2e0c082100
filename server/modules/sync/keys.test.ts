import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { exchangeHostToken } from '../../../src/contract/session.ts';
import { companyRow, createProgram, createSyncWorld } from '../../testing/sync-world.ts';

// Who may write rows and read changes: programs with a key, and nobody else.

const w = await createSyncWorld();

after(() => w.t.close());

const line = (row: object): string => `${JSON.stringify(row)}\n`;

test('only a key that was made for it writes (1, 11, 18, 58)', async () => {
  const user = await w.t.make.staff();
  const host = await w.t.make.host();
  await host.admit(user);
  const embed = await w.t.make.embedKey();
  const { body: access } = await w.t.call(exchangeHostToken, {
    body: { token: await host.signHostToken(user) },
  });
  const { authorization } = await createProgram(w.t);
  const tries: [who: string, headers: Record<string, string>][] = [
    ['nobody', {}],
    ['a session', {}],
    ['a host token', { authorization: `Bearer ${access.accessToken}` }],
    ['an embed key', { authorization: `Bearer ${embed.id}` }],
    ['a key as it is not', { authorization: `${authorization}x` }],
    ['another key', { authorization: `${authorization.slice(0, -2)}${authorization.endsWith('AA') ? 'BB' : 'AA'}` }],
    ['another scheme', { authorization: authorization.replace('Bearer', 'Basic') }],
    ['a key where none is read', { cookie: authorization.slice(7), 'x-api-key': authorization.slice(7) }],
  ];
  for (const [who, headers] of tries) {
    const client = (who === 'a session' ? await w.t.as(user) : w.t).with(headers);
    for (const [method, path] of [
      ['PUT', '/sync/companies'],
      ['PUT', '/sync/files'],
      ['GET', '/changes'],
    ] as const) {
      const response = await client.request(path, {
        method,
        headers: { 'content-type': 'application/x-ndjson' },
        ...(method === 'PUT' && { body: line(companyRow('X-1')) }),
      });
      assert.deepEqual(
        [response.status, ((await response.json()) as { code: string }).code],
        [401, 'unauthenticated'],
        who,
      );
    }
  }
  for (const path of ['/session', '/tickets', '/companies', '/staff'])
    assert.equal((await w.erp.request(path)).status, 401, path);
  const both = (await w.t.as(user)).with({ authorization });
  assert.equal((await both.request('/session')).status, 401, 'a key is no user, whatever cookie is with it');
  assert.deepEqual(await w.companyNames('X-'), []);
});

test('who tries keys has to wait, and who has one has not', async () => {
  const { client } = await createProgram(w.t, ['changes']);
  const wrong = w.t.with({ authorization: `Bearer etron_sk_${'x'.repeat(43)}` });
  let response = await wrong.request('/changes');
  for (let attempt = 0; response.status === 401; attempt++) {
    assert.ok(attempt < 100);
    response = await wrong.request('/changes');
  }
  assert.equal(response.status, 429);
  assert.ok(Number(response.headers.get('retry-after')) > 0);
  assert.equal((await client.request('/changes')).status, 200);
  await w.t.rows(sql`delete from rate_limits`);
});

test('a page in a browser gets no leave, wherever it is from (51)', async () => {
  const origin = 'https://onretail.example';
  await w.t.make.host({ origins: [origin] });
  const preflight = {
    origin,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'authorization',
  };
  for (const path of ['/sync/companies', '/sync/files', '/changes']) {
    const asked = await w.t.request(path, { method: 'OPTIONS', headers: preflight });
    assert.equal(asked.headers.get('access-control-allow-origin'), null, path);
  }
  const answered = await w.erp.request('/changes', { headers: { origin } });
  assert.deepEqual([answered.status, answered.headers.get('access-control-allow-origin')], [200, null]);
});
