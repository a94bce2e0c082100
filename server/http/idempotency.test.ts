import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import * as z from 'zod';
import type { Operation } from '../../src/contract/operation.ts';
import { createTestApp } from '../testing/test-app.ts';
import { binder } from './bind.ts';
import { Problem } from './problem.ts';
import { RawJson } from './raw-json.ts';

type Create = Operation<{ body: { title: string } }, { number: number; title: string }>;
const create: Create = { method: 'POST', path: '/test' };
const createRaw: Create = { method: 'POST', path: '/test/raw' };
const createTwo: Operation<object, { first: number; second: number }> = { method: 'POST', path: '/test/two' };

let worked = 0;
let failures = 0;

const app = await createTestApp();
const bind = binder(app.api, 'user', 'Test');
const options = { output: z.any(), summary: 'Test' };
const body = z.strictObject({ title: z.string() });
bind(create, { ...options, body }, ({ scope, input }) =>
  scope.write(async (tx) => {
    if (failures > 0) {
      failures -= 1;
      throw new Problem(409, 'invalid_transition');
    }
    await sql`insert into outbox (kind, payload) values ('test', '{}')`.execute(tx);
    await sql`select pg_sleep(0.05)`.execute(tx);
    worked += 1;
    return { number: worked, title: input.body.title };
  }),
);
bind(createRaw, { ...options, body }, ({ scope }) =>
  scope.write(async (tx): Promise<RawJson> => {
    worked += 1;
    const { rows } = await sql<{
      json: string;
    }>`select '{"b": 1.50, "a": [' || ${worked}::int || ']}' as json`.execute(tx);
    return new RawJson(rows[0]!.json);
  }),
);
bind(createTwo, options, async ({ scope }) => ({
  first: await scope.write(async () => ++worked),
  second: await scope.write(async () => ++worked),
}));
const someone = await app.as(await app.make.user());

after(() => app.close());

const jobs = async () => (await app.rows(sql`select 1 from outbox`)).length;

test('100 parallel requests with one key: the work is done once, all get the same answer', async () => {
  const [key, before] = [randomUUID(), worked];
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => someone.call(create, { body: { title: 'Kassa' } }, { key })),
  );
  assert.equal(worked, before + 1);
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, { number: worked, title: 'Kassa' }]);
  assert.equal(await jobs(), 1);
});

test('another body, address or method under the same key is refused', async () => {
  const key = randomUUID();
  await someone.call(create, { body: { title: 'first' } }, { key });
  for (const again of [
    someone.call(create, { body: { title: 'second' } }, { key }),
    someone.call(createRaw, { body: { title: 'first' } }, { key }),
  ]) {
    const { status, problem } = await again;
    assert.deepEqual([status, problem.code], [422, 'idempotency_key_reused']);
  }
});

test('the same key of somebody else is another key', async () => {
  const [key, before] = [randomUUID(), worked];
  const other = await app.as(await app.make.user());
  await someone.call(create, { body: { title: 'mine' } }, { key });
  const { body } = await other.call(create, { body: { title: 'theirs' } }, { key });
  assert.equal(body.title, 'theirs');
  assert.equal(worked, before + 2);
});

test('work that failed is not remembered', async () => {
  const key = randomUUID();
  failures = 1;
  assert.equal((await someone.call(create, { body: { title: 'x' } }, { key })).status, 409);
  assert.equal((await someone.call(create, { body: { title: 'x' } }, { key })).status, 200);
});

test('JSON PostgreSQL built comes back to the letter', async () => {
  const key = randomUUID();
  const send = async () =>
    (
      await someone.request('/test/raw', { method: 'POST', json: { title: 'x' }, headers: { 'idempotency-key': key } })
    ).text();
  const first = await send();
  assert.equal(first, `{"b": 1.50, "a": [${worked}]}`);
  assert.equal(await send(), first);
});

test('two writes of one request are remembered each', async () => {
  const key = randomUUID();
  const { body } = await someone.call(createTwo, {}, { key });
  assert.equal(body.second, body.first + 1);
  assert.deepEqual((await someone.call(createTwo, {}, { key })).body, body);
});

test('keys are forgotten after 48 hours', async () => {
  const [key, before] = [randomUUID(), worked];
  await someone.call(create, { body: { title: 'x' } }, { key });
  app.advance(47 * 60 * 60 * 1000);
  await app.runCleanUps();
  await someone.call(create, { body: { title: 'x' } }, { key });
  assert.equal(worked, before + 1);
  app.advance(2 * 60 * 60 * 1000);
  await app.runCleanUps();
  await someone.call(create, { body: { title: 'x' } }, { key });
  assert.equal(worked, before + 2);
});
