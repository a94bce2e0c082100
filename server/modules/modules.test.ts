import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openTestDatabase } from '../testing/test-database.ts';
import { combine, KINDS } from './modules.ts';

const db = await openTestDatabase();

after(() => db.close());

/** Hashes of what was shown, which is not a file. */
const NO_FILES = ['orders.sha256', 'order_answers.shown_sha256', 'signing_codes.sha256'];

test('every column that refers to a file is known, so that no clean-up deletes the file', async () => {
  const { rows } = await db.system((tx) =>
    sql<{ column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
      where table_schema = 'public' and (column_name like '%sha256' or column_name = 'image')
    `.execute(tx),
  );
  assert.deepEqual(rows.map(({ column }) => column).sort(), [...KINDS.fileColumns, ...NO_FILES].sort());
});

test('what two modules bring, or none, keeps the server from starting', () => {
  assert.deepEqual(combine<{ a: number; b: number }>([{ a: 1 }, undefined, { b: 2 }], ['a', 'b']), { a: 1, b: 2 });
  assert.throws(() => combine([{ a: 1 }, { a: 1 }]), /Two modules bring "a"/);
  assert.throws(() => combine<{ a: number; b: number }>([{ a: 1 }], ['a', 'b']), /No module brings "b"/);
});
