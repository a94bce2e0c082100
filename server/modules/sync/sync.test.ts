import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { exchangeHostToken } from '../../../src/contract/session.ts';
import { SYNC_BATCH, SYNC_ERRORS_MAX, SYNC_FAILURES_MAX, SYNC_ROW_MAX } from '../../../src/contract/sync.limits.ts';
import type { SyncCompany, SyncMessage } from '../../../src/contract/sync.ts';
import { startServer } from '../../server.ts';
import {
  createProgram,
  createSyncWorld,
  messagesOf,
  type Program,
  type SyncWorld,
  summaryOf,
} from '../../testing/sync-world.ts';

// How rows come in and what is said about them, whatever they are.

let w: SyncWorld;

before(async () => {
  w = await createSyncWorld();
});

after(() => w.t.close());

const company = (externalId: string, name = 'Firma'): SyncCompany => ({ externalId, kind: 'customer', name });
const line = (row: object): string => `${JSON.stringify(row)}\n`;
const companies = async (prefix: string): Promise<string[]> =>
  (
    await w.t.rows<{ name: string }>(
      sql`select name from companies where external_id like ${`${prefix}%`} order by external_id`,
    )
  ).map(({ name }) => name);

test('a line that is no row is said so, and the others are taken (48, 49)', async () => {
  const lines: [line: string | Buffer, fault?: string][] = [
    ['\ufeff{"externalId":"L-1","kind":"customer","name":"Mit BOM"}'],
    [''],
    ['   '],
    ['{"externalId":"L-2","kind":"customer","name":"Mit CR"}\r'],
    ['{"externalId":"L-3"', 'malformed_json'],
    [Buffer.from([0x22, 0xff, 0x22]), 'malformed_json'],
    ['null', 'invalid_input '],
    ['[]', 'invalid_input '],
    ['7', 'invalid_input '],
    ['{"kind":"customer","name":"x"}', 'invalid_input /externalId required'],
    ['{"externalId":4,"kind":"customer","name":"x"}', 'invalid_input /externalId invalid_value'],
    ['{"externalId":"L-4","kind":"customer","name":"x","__proto__":{"a":1}}', 'invalid_input /__proto__ unknown_field'],
    ['{"externalId":"L-5","kind":"customer","name":"a\\u0000b"}', 'invalid_input /name invalid_value'],
    ['{"externalId":"L-6","kind":"customer","name":"a\\ud800b"}', 'invalid_input /name invalid_value'],
    ['{"externalId":"L-7","kind":"customer","name":"a\\nb"}', 'invalid_input /name invalid_value'],
    [`{"externalId":"${'x'.repeat(201)}","kind":"customer","name":"x"}`, 'invalid_input /externalId too_long'],
    [`{"externalId":"L-8","kind":"customer","name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'invalid_input'],
    [`{"externalId":"L-9","name":"${'x'.repeat(SYNC_ROW_MAX)}"}`, 'payload_too_large'],
    [`{"externalId":"L-A'); drop table companies; --","kind":"customer","name":"x"}`],
    ['{"externalId":"L-B","kind":"customer","name":"Ohne Zeilenende"}'],
  ];
  const body = Buffer.concat(
    lines.flatMap(([text], index) => [Buffer.from(text), Buffer.from(index + 1 < lines.length ? '\n' : '')]),
  );
  const { failures, ...progress } = summaryOf(messagesOf(await (await w.sendText('companies', body)).text()));
  const expected = lines.flatMap(([, fault], index) => (fault === undefined ? [] : [[index + 1, fault]]));
  assert.deepEqual(
    failures.map(({ line: number, code, errors }) => [
      number,
      [code, ...(errors ?? []).map((error) => `${error.field} ${error.code}`)]
        .join(' ')
        .replace(/^invalid_input {2}.*/, 'invalid_input '),
    ]),
    expected,
  );
  assert.equal(failures.find(({ code }) => code === 'payload_too_large')!.externalId, null);
  assert.equal(failures.find(({ line: number }) => number === 12)!.externalId, 'L-4');
  assert.deepEqual(progress, { done: 18, created: 4, updated: 0, unchanged: 0, failed: 14 });
  assert.deepEqual(await companies('L-'), ['Mit BOM', 'Mit CR', 'x', 'Ohne Zeilenende']);
  assert.deepEqual(messagesOf(await (await w.sendText('companies', '')).text()), [
    { type: 'end', done: 0, created: 0, updated: 0, unchanged: 0, failed: 0 },
  ]);
});

test('of two rows with one id the later one has the last word', async () => {
  const result = await w.sync('companies', company('D-1', 'Früher'), company('D-2'), company('D-1', 'Später'));
  assert.deepEqual([result.created, result.updated], [2, 1]);
  assert.deepEqual(await companies('D-1'), ['Später']);
});

test('lines that are all wrong keep nobody waiting, and come to an end (three chunks of them blocked everything for seconds)', async () => {
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 1);
  const response = await w.sendText('orders', '{}\n'.repeat(SYNC_FAILURES_MAX + 2 * SYNC_BATCH));
  const messages = messagesOf(await response.text());
  clearInterval(others);
  assert.ok(turns >= 5, `others had ${turns} turns`);
  const failures = messages.filter((message) => message.type === 'failure');
  assert.equal(failures.length, SYNC_FAILURES_MAX);
  assert.ok(failures.every(({ errors }) => errors?.length === SYNC_ERRORS_MAX));
  assert.match(failures.at(-1)!.detail!, /no further row is read/);
  assert.deepEqual(messages.at(-1), {
    type: 'progress',
    done: SYNC_FAILURES_MAX,
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: SYNC_FAILURES_MAX,
  });
});

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
        ...(method === 'PUT' && { body: line(company('X-1')) }),
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
  assert.deepEqual(await companies('X-'), []);
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

test('a kind there is not, and a body that is said to be something else', async () => {
  assert.equal((await w.sendText('tickets' as never, '')).status, 404);
  for (const type of ['application/json', 'text/plain', 'application/x-ndjson-seq']) {
    const response = await w.erp.request('/sync/companies', {
      method: 'PUT',
      body: line(company('X-2')),
      headers: { 'content-type': type },
    });
    assert.equal(response.status, 415, type);
  }
  assert.deepEqual(await companies('X-'), []);
});

test('what a failed row wrote is not there, and its batch is', async () => {
  await w.sync('companies', company('F-0'));
  const people = Array.from({ length: 20 }, (_, index) => ({
    externalId: `FU-${String(index).padStart(2, '0')}`,
    name: 'Person',
    email: `fu${index === 7 ? 6 : index}@example.com`,
    role: 'customer' as const,
    company: index === 9 ? 'F-404' : 'F-0',
  }));
  const { created, failures } = await w.sync('users', ...people);
  assert.equal(created, 18);
  assert.deepEqual(
    failures.map(({ line: number, errors }) => [number, errors?.[0]?.field]),
    [
      [8, '/email'],
      [10, '/company'],
    ],
  );
  const again = await w.sync('users', ...people);
  assert.deepEqual([again.created, again.unchanged, again.failed], [0, 18, 2]);
});

test('a row the database refuses for a reason nobody thought of keeps no other from being taken', async () => {
  await w.t.rows(sql`alter table companies add constraint surprise check (name <> 'Überraschung')`);
  const result = await w.sync('companies', company('S-1'), company('S-2', 'Überraschung'), company('S-3'));
  assert.deepEqual([result.created, result.failures], [2, [{ line: 2, externalId: 'S-2', code: 'internal' }]]);
  assert.equal((w.t.errors.pop() as { constraint: string }).constraint, 'surprise');
  await w.t.rows(sql`alter table companies drop constraint surprise`);
});

/** A program that speaks HTTP, and sends a piece at a time. */
async function connect(
  address: string,
  { authorization }: Program,
): Promise<{ sending: ClientRequest; answer: Promise<IncomingMessage> }> {
  const sending = request(`${address}/api/v1/sync/companies`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
  });
  const answer = once(sending, 'response').then(([response]) => response as IncomingMessage);
  sending.flushHeaders();
  return { sending, answer };
}

/** Messages as they come. */
async function* messagesFrom(answer: IncomingMessage): AsyncGenerator<SyncMessage> {
  let rest = '';
  for await (const chunk of answer) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop()!;
    yield* messagesOf(lines.map((text) => `${text}\n`).join(''));
  }
}

const batchOf = (prefix: string, from: number, count = SYNC_BATCH): string =>
  Array.from({ length: count }, (_, index) => line(company(`${prefix}-${String(from + index).padStart(5, '0')}`))).join(
    '',
  );

test('rows stream: each batch is written and told of while the next ones have not been sent', {
  timeout: 60_000,
}, async () => {
  const server = await startServer(w.t.deps, { host: '127.0.0.1', port: 0 });
  try {
    const { sending, answer } = await connect(server.address, await createProgram(w.t));
    const messages = messagesFrom(await answer);
    for (let batch = 1; batch <= 6; batch++) {
      sending.write(batchOf('ST', batch * SYNC_BATCH));
      assert.deepEqual((await messages.next()).value, {
        type: 'progress',
        ...{ done: batch * SYNC_BATCH, created: batch * SYNC_BATCH, updated: 0, unchanged: 0, failed: 0 },
      });
      assert.equal((await companies('ST')).length, batch * SYNC_BATCH);
    }
    // Nothing of it is kept, however long it is.
    const before = process.memoryUsage().rss;
    let most = 0;
    for (let megabyte = 0; megabyte < 150; megabyte++) {
      if (!sending.write(Buffer.alloc(1_000_000, 'x'))) await once(sending, 'drain');
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    sending.end(`\n${batchOf('ST', 9_000, 1)}`);
    const last: SyncMessage[] = [];
    for await (const message of messages) last.push(message);
    assert.deepEqual(
      last.map((message) => (message.type === 'failure' ? message.code : message.type)),
      ['payload_too_large', 'progress', 'end'],
    );
    assert.ok(most < 100_000_000, `took ${most / 1e6} MB`);
  } finally {
    await server.stop();
  }
});

test('who goes away ends the work after the batch that is being written', { timeout: 60_000 }, async () => {
  const server = await startServer(w.t.deps, { host: '127.0.0.1', port: 0 });
  try {
    const { sending, answer } = await connect(server.address, await createProgram(w.t));
    sending.on('error', () => {});
    const messages = messagesFrom(await answer);
    sending.write(batchOf('GO', 0) + batchOf('GO', SYNC_BATCH, 10));
    await messages.next();
    sending.destroy();
    await messages.next().catch(() => {});
    await sleep(300);
    assert.equal((await companies('GO')).length, SYNC_BATCH);
  } finally {
    await server.stop();
  }
  // Who sent everything and does not read on.
  const response = await w.sendText('companies', batchOf('GB', 0, 20 * SYNC_BATCH));
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  await sleep(300);
  assert.equal((await companies('GB')).length, SYNC_BATCH);
});

test('a body that does not come to its end in time is cut off', { timeout: 30_000 }, async () => {
  const hurried = await startServer(w.t.deps, { host: '127.0.0.1', port: 0, timeoutFactor: 0.002 });
  try {
    const { sending, answer } = await connect(hurried.address, await createProgram(w.t));
    sending.on('error', () => {});
    const messages = messagesFrom(await answer);
    sending.write(batchOf('SL', 0) + batchOf('SL', SYNC_BATCH, 1));
    assert.equal((await messages.next()).value?.type, 'progress');
    await assert.rejects(messages.next());
    assert.equal((await companies('SL')).length, SYNC_BATCH);
  } finally {
    await hurried.stop();
  }
});

test('a key that is revoked meanwhile writes no further batch, and there is no end', async () => {
  const { client, authorization } = await createProgram(w.t, ['companies']);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const answered = w.sendText('companies', readable, client);
  void writer.write(Buffer.from(batchOf('RE', 0)));
  const reader = (await answered).body!.getReader();
  assert.match(new TextDecoder().decode((await reader.read()).value), /"progress"/);
  await w.t.rows(sql`update api_keys set revoked_at = now() where scopes = array['companies']`);
  void writer.write(Buffer.from(batchOf('RE', SYNC_BATCH))).catch(() => {});
  assert.deepEqual(await reader.read(), { done: true, value: undefined });
  assert.equal((await companies('RE')).length, SYNC_BATCH);
  assert.equal((await w.t.with({ authorization }).request('/changes')).status, 401);
});

test('the API’s description says what rows look like, and what may be left out', async () => {
  const description = (await (await w.t.request('/openapi.json')).json()) as {
    paths: Record<
      string,
      {
        put: {
          security: object[];
          requestBody: { content: Record<string, { schema: { anyOf: { required: string[] }[] } }> };
        };
      }
    >;
  };
  const { security, requestBody } = description.paths['/sync/{kind}']!.put;
  assert.deepEqual(security, [{ apiKey: [] }]);
  const rows = requestBody.content['application/x-ndjson']!.schema.anyOf;
  assert.equal(rows.length, 8);
  assert.deepEqual(rows[0]!.required, ['externalId', 'kind', 'name']);
});
