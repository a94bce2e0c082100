import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../http/problem.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { limit, refund } from './rate-limit.ts';

let t: TestApp;

before(async () => {
  t = await createTestApp();
});

after(() => t.close());

/** Seconds to wait, or 0 when it is allowed. */
async function use(key: string, points?: number): Promise<number> {
  try {
    await limit(t.deps, 'embed_ticket', key, { points });
    return 0;
  } catch (error) {
    assert.ok(error instanceof Problem && error.status === 429 && error.code === 'rate_limited', String(error));
    return Number(error.options.headers?.['Retry-After']);
  }
}

test('lets exactly so many of 100 parallel ones through (abuse 55)', async () => {
  const waits = await Promise.all(Array.from({ length: 100 }, () => use('a')));
  assert.equal(waits.filter((wait) => wait === 0).length, 20);
  for (const wait of waits.filter((seconds) => seconds > 0)) assert.ok(wait > 3500 && wait <= 3600, `${wait}`);
});

test('counts each key by itself, and by its own plan', async () => {
  for (let i = 0; i < 3; i++) assert.equal(await use('b', 3), 0);
  assert.ok((await use('b', 3)) > 0);
  assert.equal(await use('c', 3), 0);
});

test('counts several uses at once', async () => {
  await limit(t.deps, 'embed_ticket', 'several', { uses: 19 });
  await assert.rejects(limit(t.deps, 'embed_ticket', 'several', { uses: 2 }), Problem);
});

test('takes back what does not count', async () => {
  for (let i = 0; i < 10; i++) {
    assert.equal(await use('d', 3), 0);
    await refund(t.deps, 'embed_ticket', 'd');
  }
});

test('allows again when the time is over, and forgets', async () => {
  for (let i = 0; i < 4; i++) await use('e', 3);
  mock.timers.enable({ apis: ['Date'], now: Date.now() + 3600_000 + 1000 });
  try {
    assert.equal(await use('e', 3), 0);
    mock.timers.setTime(Date.now() + 3600_000 + 1000);
    await t.runCleanUps();
  } finally {
    mock.timers.reset();
  }
  const { rows } = await t.deps.db.system((tx) => sql`select from rate_limits`.execute(tx));
  assert.equal(rows.length, 0);
});

test('keeps no address in the table', async () => {
  await limit(t.deps, 'link', 'anna@example.com');
  await limit(t.deps, 'link', 'x'.repeat(1000));
  const { rows } = await t.deps.db.system((tx) => sql<{ key: string }>`select key from rate_limits`.execute(tx));
  assert.equal(rows.length, 2);
  for (const { key } of rows) assert.match(key, /^link:[\w-]{43}$/);
});
