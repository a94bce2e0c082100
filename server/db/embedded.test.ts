// One database: it starts the ones it is about itself.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import { prepareDatabase } from './embedded.ts';
import { openDatabase } from './open-database.ts';

const folder = await mkdtemp(join(tmpdir(), 'etron-embedded-'));
const prepared = join(folder, 'prepared.tgz');
await prepareDatabase(prepared, (db) => fill(db, 'prepared'));

after(() => rm(folder, { recursive: true, force: true }));

async function fill(db: Database, ...kinds: string[]): Promise<void> {
  await db.system((tx) =>
    sql`insert into outbox (kind, payload) select kind, '{}' from unnest(${kinds}::text[]) kind`.execute(tx),
  );
}

const kinds = async (db: Database): Promise<string[]> => {
  const { rows } = await db.system((tx) => sql<{ kind: string }>`select kind from outbox order by id`.execute(tx));
  return rows.map(({ kind }) => kind);
};

/** Opens a directory in a process of its own and runs `code` with the database. */
function inProcess(directory: string, code: string): ChildProcess {
  const script = `
    import { sql } from 'kysely';
    import { openDatabase } from ${JSON.stringify(new URL('./open-database.ts', import.meta.url).href)};
    const db = await openDatabase({ directory: ${JSON.stringify(directory)}, prepared: ${JSON.stringify(prepared)} });
    const say = (text) => process.stdout.write(text + '\\n');
    const insert = (tx, kind) => sql\`insert into outbox (kind, payload) values (\${kind}, '{}')\`.execute(tx);
    ${code}`;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('a directory starts from a prepared file, and keeps what is added', async () => {
  const directory = join(folder, 'fresh');
  const first = await openDatabase({ directory, prepared });
  await fill(first, 'added');
  await first.close();
  const second = await openDatabase({ directory, prepared });
  assert.deepEqual(await kinds(second), ['prepared', 'added']);
  await second.close();
});

test('a prepared file of an older state is brought up to date', async () => {
  const stale = join(folder, 'stale.tgz');
  await prepareDatabase(stale, async (db) => {
    await db.system(async (tx) => {
      await sql`drop schema public cascade`.execute(tx);
      await sql`create schema public`.execute(tx);
    });
  });
  const db = await openDatabase({ prepared: stale });
  assert.deepEqual(await kinds(db), []);
  await db.close();
});

test('a first start that was interrupted is done again', async () => {
  const directory = join(folder, 'interrupted');
  await (await openDatabase({ directory, prepared })).close();
  await rm(join(directory, 'complete'));
  await rm(join(directory, 'database', 'pg_wal'), { recursive: true });
  const db = await openDatabase({ directory, prepared });
  assert.deepEqual(await kinds(db), ['prepared']);
  await db.close();
});

test('a second process, and a second time in the same one, is refused', async () => {
  const directory = join(folder, 'locked');
  const owner = inProcess(directory, `say('open'); setInterval(() => {}, 1000);`);
  await once(createInterface(owner.stdout!), 'line');
  const refusal = (error: Error) => error.message.includes(directory) && error.message.includes(`pid ${owner.pid}`);
  await assert.rejects(openDatabase({ directory }), refusal);
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const db = await openDatabase({ directory });
  await assert.rejects(openDatabase({ directory }), new RegExp(`pid ${process.pid}`));
  await db.close();
  await (await openDatabase({ directory })).close();
});

test('kill -9 in a transaction: what was acknowledged stays, the rest never was, the lock is free', async () => {
  const directory = join(folder, 'killed');
  const owner = inProcess(
    directory,
    `for (let i = 0; i < 50; i++) {
      await db.system((tx) => insert(tx, 'row ' + i));
      say('row ' + i);
    }
    await db.system(async (tx) => {
      await insert(tx, 'half done');
      say('half done');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`,
  );
  const acknowledged: string[] = [];
  for await (const line of createInterface(owner.stdout!)) {
    if (line === 'half done') break;
    acknowledged.push(line);
  }
  owner.kill('SIGKILL');
  await once(owner, 'exit');
  const db = await openDatabase({ directory });
  assert.deepEqual(await kinds(db), ['prepared', ...acknowledged]);
  assert.equal(acknowledged.length, 50);
  await db.close();
});
