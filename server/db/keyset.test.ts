import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Problem } from '../http/problem.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import { type PageQuery, pageJson, type SortColumn } from './keyset.ts';

const db = await openTestDatabase();

const SORTS: Record<string, SortColumn> = {
  day: { column: sql`t.day`, type: 'date' },
  name: { column: sql`t.name`, type: 'text' },
  moment: { column: sql`t.moment`, type: 'timestamptz' },
  amount: { column: sql`t.amount`, type: 'numeric' },
};

before(() =>
  db.system((tx) =>
    sql`
      create table things as select
        gen_random_uuid() as id, n, timestamptz 'epoch' + n % 6 * interval '1 day 1 microsecond' as moment, date '2026-01-01' + n % 7 as day, 'Ding "' || n % 5 || '" ü' as name, ((n % 3 - 1) / 100.0)::numeric(14, 2) as amount
      from generate_series(1, 40) n
    `.execute(tx),
  ),
);

after(() => db.close());

const page = (sort: string, changes: Partial<PageQuery> = {}) =>
  db.system(async (tx): Promise<{ items: number[]; cursor: string | null }> => {
    const list: PageQuery = {
      order: `things ${sort} ${changes.direction ?? 'desc'}`,
      sort: SORTS[sort]!,
      direction: 'desc',
      id: sql`t.id`,
      from: sql`things t`,
      conditions: [sql`t.n <= 33`],
      item: sql`to_json(t.n)`,
      limit: 8,
      cursor: undefined,
      ...changes,
    };
    return JSON.parse(await pageJson(tx, list));
  }, 'read');

async function all(sort: string, direction: 'asc' | 'desc'): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page(sort, { direction, cursor });
    assert.ok(items.length > 0);
    found.push(...items);
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe('a list, page by page', () => {
  for (const sort of Object.keys(SORTS))
    for (const direction of ['asc', 'desc'] as const)
      test(`holds each row once, in the order of ${sort} ${direction}`, async () => {
        const { column } = SORTS[sort]!;
        const { rows } = await db.system((tx) =>
          sql<{ n: number }>`
            select n from things t where n <= 33 order by ${column} ${sql.raw(direction)}, id ${sql.raw(direction)}
          `.execute(tx),
        );
        assert.deepEqual(
          await all(sort, direction),
          rows.map(({ n }) => n),
        );
      });

  test('ends where nothing follows', async () => {
    assert.equal((await page('day', { limit: 33 })).cursor, null);
    assert.deepEqual(await page('day', { conditions: [sql`false`] }), { items: [], cursor: null });
  });
});

test('a cursor of another list or order, or none at all, is refused', async () => {
  const { cursor } = await page('day');
  const [order, , id] = JSON.parse(Buffer.from(cursor!, 'base64url').toString());
  const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  for (const wrong of [
    (await page('name')).cursor!,
    (await page('day', { direction: 'asc' })).cursor!,
    '',
    'x',
    made(order),
    made(order, '2026-13-01', id),
    made(order, '0000-01-01', id),
    made(order, '2026-02-31', id),
    made(order, 5, id),
    made(order, '2026-01-01', 'x'),
    Buffer.from('{}').toString('base64url'),
  ])
    await assert.rejects(page('day', { cursor: wrong }), (error: Problem) => {
      assert.deepEqual([error.status, error.options.errors?.[0]?.field], [422, '?cursor'], wrong);
      return true;
    });
  const name = JSON.parse(Buffer.from((await page('name')).cursor!, 'base64url').toString())[0];
  for (const wrong of [made(name, 'a\0', id), made(name, '\ud800', id)])
    await assert.rejects(page('name', { cursor: wrong }), { status: 422 });
  const moment = JSON.parse(Buffer.from((await page('moment')).cursor!, 'base64url').toString())[0];
  for (const wrong of [
    'now',
    '0000-01-01 00:00:00+00',
    '2026-02-31 00:00:00+00',
    '2026-01-01 24:00:00+00',
    '2026-01-01 00:00:00+99',
  ])
    await assert.rejects(page('moment', { cursor: made(moment, wrong, id) }), { status: 422 });
  const amount = JSON.parse(Buffer.from((await page('amount')).cursor!, 'base64url').toString())[0];
  for (const wrong of ['NaN', '1e5', '1'.repeat(30)])
    await assert.rejects(page('amount', { cursor: made(amount, wrong, id) }), { status: 422 });
});
