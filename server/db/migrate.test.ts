import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { openTestDatabase } from '../testing/test-database.ts';
import { script } from './migrate.ts';

const db = await openTestDatabase();

after(() => db.close());

const run = (text: string) => db.system((tx) => script(text).execute(tx));

// Statements were told apart by blank lines, so that a function with one in its body was cut in two.
test('a migration is run whole, whatever its statements look like', async () => {
  await run(`
-- It's a comment; with an apostrophe and a semicolon.
create table migrated (id integer, note text default 'a; b

c ''quoted'' \\ backslash');
insert into migrated values (1);

create function twice(value integer) returns integer language plpgsql as $body$
declare
  result integer := 0;

begin
  -- $$ is no end of this.
  result := value + value;

  if result > 100 then raise exception 'too much; really'; end if;

  return result;
end
$body$;

do $$ begin
  insert into migrated (id) values (twice(21));

end $$;
insert into migrated (id) select id + 1 from migrated
`);
  const { rows } = await db.system((tx) =>
    sql<{ id: number; note: string }>`select id, note from migrated order by id`.execute(tx),
  );
  assert.deepEqual(
    rows.map(({ id }) => id),
    [1, 2, 42, 43],
  );
  assert.equal(rows[0]!.note, "a; b\n\nc 'quoted' \\ backslash");
});

test('a migration that fails leaves nothing behind, and says what is wrong', async () => {
  await assert.rejects(run('create table half_migrated (id integer); select nothing_like_this()'), /nothing_like_this/);
  const { rows } = await db.system((tx) => sql`select to_regclass('half_migrated') as found`.execute(tx));
  assert.deepEqual(rows, [{ found: null }]);
});

// Two branches may each add a migration with the next number. Databases that ran the one that is first by its name would refuse the other.
test('each migration has a number of its own', () => {
  const names = readdirSync(new URL('./migrations/', import.meta.url)).sort();
  assert.deepEqual(
    names.map((name) => name.slice(0, 5)),
    names.map((_, index) => `${String(index + 1).padStart(4, '0')}_`),
  );
});
