import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { SYNC_BATCH, SYNC_ERRORS_MAX, SYNC_FAILURES_MAX, SYNC_ROW_MAX } from '../../../src/contract/sync.limits.ts';
import { companyRow, createSyncWorld, messagesOf, summaryOf } from '../../testing/sync-world.ts';

// How rows come in and what is said about them, whatever they are.

const w = await createSyncWorld();

after(() => w.t.close());

const line = (row: object): string => `${JSON.stringify(row)}\n`;

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
  assert.deepEqual(await w.companyNames('L-'), ['Mit BOM', 'Mit CR', 'x', 'Ohne Zeilenende']);
  assert.deepEqual(messagesOf(await (await w.sendText('companies', '')).text()), [
    { type: 'end', done: 0, created: 0, updated: 0, unchanged: 0, failed: 0 },
  ]);
});

test('of two rows with one id the later one has the last word', async () => {
  const result = await w.sync('companies', companyRow('D-1', 'Früher'), companyRow('D-2'), companyRow('D-1', 'Später'));
  assert.deepEqual([result.created, result.updated], [2, 1]);
  assert.deepEqual(await w.companyNames('D-1'), ['Später']);
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

test('a kind there is not, and a body that is said to be something else', async () => {
  assert.equal((await w.sendText('tickets' as never, '')).status, 404);
  for (const type of ['application/json', 'text/plain', 'application/x-ndjson-seq']) {
    const response = await w.erp.request('/sync/companies', {
      method: 'PUT',
      body: line(companyRow('X-2')),
      headers: { 'content-type': type },
    });
    assert.equal(response.status, 415, type);
  }
  assert.deepEqual(await w.companyNames('X-'), []);
});

test('what a failed row wrote is not there, and its batch is', async () => {
  await w.sync('companies', companyRow('F-0'));
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
  const result = await w.sync('companies', companyRow('S-1'), companyRow('S-2', 'Überraschung'), companyRow('S-3'));
  assert.deepEqual([result.created, result.failures], [2, [{ line: 2, externalId: 'S-2', code: 'internal' }]]);
  assert.equal((w.t.errors.pop() as { constraint: string }).constraint, 'surprise');
  await w.t.rows(sql`alter table companies drop constraint surprise`);
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
