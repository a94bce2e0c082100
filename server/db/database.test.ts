import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openTestDatabase } from '../testing/test-database.ts';
import type { Tx } from './database.ts';

const db = await openTestDatabase();

after(() => db.close());

const insert = (tx: Tx, kind: string) => sql`insert into outbox (kind, payload) values (${kind}, '{}')`.execute(tx);
const count = async (kind: string) =>
  (await db.system((tx) => sql`select 1 from outbox where kind = ${kind}`.execute(tx), 'read')).rows.length;

test('values are read alike by both drivers', async () => {
  const { rows } = await db.system((tx) =>
    sql`select 9007199254740991::bigint as bigint, 1.50::numeric as numeric, date '2026-03-29' as date, timestamptz '2026-03-29 02:30+02' as moment,
      array[1, null]::bigint[] as bigints, array[date '2026-03-29'] as dates, array['a', null] as texts, '{"a": [1]}'::json as json,
      '{"a": 1}'::jsonb as jsonb, true as boolean, null as nothing, current_setting('timezone') as zone`.execute(tx),
  );
  assert.deepEqual(rows, [
    {
      bigint: 9007199254740991,
      numeric: '1.50',
      date: '2026-03-29',
      moment: new Date('2026-03-29T00:30:00Z'),
      bigints: [1, null],
      dates: ['2026-03-29'],
      texts: ['a', null],
      json: { a: [1] },
      jsonb: { a: 1 },
      boolean: true,
      nothing: null,
      zone: 'UTC',
    },
  ]);
});

test('values are written alike by both drivers', async () => {
  const moment = new Date('2026-03-29T00:30:00.123Z');
  const { rows } = await db.system((tx) =>
    sql`select ${moment}::timestamptz as moment, ${['a', '"{,}']}::text[] as texts, ${'2026-03-29'}::date as date, ${null}::text as nothing, ${'Łukasz 😀'}::text as text`.execute(
      tx,
    ),
  );
  assert.deepEqual(rows, [{ moment, texts: ['a', '"{,}'], date: '2026-03-29', nothing: null, text: 'Łukasz 😀' }]);
});

test('statements that change rows say how many', async () => {
  await db.system(async (tx) => {
    assert.equal((await insert(tx, 'counted')).numAffectedRows, 1n);
    assert.equal((await sql`delete from outbox where kind = 'counted'`.execute(tx)).numAffectedRows, 1n);
    assert.equal((await sql`delete from outbox where kind = 'counted'`.execute(tx)).numAffectedRows, 0n);
  });
});

test('a transaction that fails leaves nothing behind', async () => {
  const failing = db.system(async (tx) => {
    await insert(tx, 'failed');
    throw new Error('no');
  });
  await assert.rejects(failing, /^Error: no$/);
  assert.equal(await count('failed'), 0);
});

test('a transaction one of whose statements failed is never reported as done', async () => {
  const swallowing = db.system(async (tx) => {
    await insert(tx, 'swallowed');
    await sql`select 1 / 0`.execute(tx).catch(() => {});
  });
  await assert.rejects(swallowing, /rolled back/);
  assert.equal(await count('swallowed'), 0);
});

test('an unknown principal gets the reason, not the consequence', async () => {
  await assert.rejects(
    db.as({ userId: 'no uuid', owner: 'x' }, (tx) =>
      sql`select * from tickets where false and id is null or current_user_id() is null`.execute(tx),
    ),
    /invalid input syntax for type uuid/,
  );
});

test('statements do not run after their transaction has ended', async () => {
  let leaked: Tx | undefined;
  await db.system(async (tx) => {
    leaked = tx;
    await sql`select 1`.execute(tx);
  });
  await assert.rejects(insert(leaked!, 'leaked'), /transaction has ended/);
});

test('parallel transactions do not mix', async () => {
  const work = Array.from({ length: 60 }, (_, index) =>
    db
      .system(async (tx) => {
        await sql`select set_config('test.name', ${String(index)}, true)`.execute(tx);
        await sleep(Math.random() * 3);
        const { rows } = await sql<{ name: string }>`select current_setting('test.name') as name`.execute(tx);
        assert.equal(rows[0]!.name, String(index));
        await insert(tx, 'parallel');
        if (index % 3 === 0) throw new Error('back');
      })
      .catch((error: Error) => assert.equal(error.message, 'back')),
  );
  await Promise.all(work);
  assert.equal(await count('parallel'), 40);
});

test('statements of one transaction may be sent together', async () => {
  const sums = await db.system((tx) =>
    Promise.all(
      Array.from({ length: 20 }, (_, index) => sql<{ sum: number }>`select ${index}::int + 1 as sum`.execute(tx)),
    ),
  );
  assert.deepEqual(
    sums.map(({ rows }) => rows[0]!.sum),
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
});

test('listeners hear of what was committed, and only that', async () => {
  const heard: string[] = [];
  const events = new EventTarget();
  const stop = await db.listen('test_channel', (payload) => {
    heard.push(payload);
    events.dispatchEvent(new Event(payload));
  });
  const notify = (payload: string) => (tx: Tx) => sql`select pg_notify('test_channel', ${payload})`.execute(tx);
  await assert.rejects(
    db.system(async (tx) => {
      await notify('rolled back')(tx);
      throw new Error('no');
    }),
  );
  const arrived = once(events as never, 'committed');
  await db.system(notify('committed'));
  await arrived;
  await stop();
  await db.system(notify('unheard'));
  assert.deepEqual(heard, ['committed']);
});
