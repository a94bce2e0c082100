// One database: it starts the ones it is about itself.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'hono';
import { sql } from 'kysely';
import pg from 'pg';
import { errorResponder } from '../http/error-responder.ts';
import { createLogger } from '../log.ts';
import { startPostgres } from '../testing/postgres.ts';
import type { Database } from './database.ts';
import { openDatabase } from './open-database.ts';
import { queryWithSettings } from './postgres.ts';
import { ASSUME_PRINCIPAL, principalParameters } from './transaction.ts';

const server = await startPostgres();

after(() => server.stop());

const kinds = async (db: Database) => {
  const { rows } = await db.system((tx) => sql<{ kind: string }>`select kind from outbox`.execute(tx));
  return new Set(rows.map((row) => row.kind));
};

test('restarted under load: nothing acknowledged is lost, and it goes on', async () => {
  const db = await openDatabase({ url: server.url, connections: 5 });
  const acknowledged: string[] = [];
  let missed = 0;
  let heard = 0;
  let failures = 0;
  let running = true;
  await db.listen(
    'test_load',
    () => void heard++,
    () => void missed++,
  );
  const load = Array.from({ length: 8 }, async () => {
    while (running) {
      const kind = randomUUID();
      const insert = db.as({ owner: 'load' }, (tx) =>
        sql`insert into outbox (kind, payload) values (${kind}, '{}')`.execute(tx),
      );
      await insert.then(
        () => void acknowledged.push(kind),
        () => {
          failures += 1;
          return sleep(20);
        },
      );
    }
  });
  await sleep(300);
  await server.restart();
  const before = acknowledged.length;
  await sleep(700);
  running = false;
  await Promise.all(load);

  const kept = await kinds(db);
  assert.ok(acknowledged.every((kind) => kept.has(kind)));
  assert.ok(before > 0 && acknowledged.length > before, 'work goes on');
  assert.ok(failures > 0, 'the restart was felt');
  assert.equal(missed, 1, 'listeners are told that they may have missed something');
  await db.system((tx) => sql`notify test_load`.execute(tx));
  await sleep(100);
  assert.equal(heard, 1);
  await db.close();
});

test('what a request reads ends in time, and the connection goes on', async () => {
  const db = await openDatabase({ url: server.url, connections: 1 });
  const limit = async (access: 'read' | 'write') => {
    const { rows } = await db.as(
      { owner: 'x' },
      (tx) => sql<{ limit: string }>`select current_setting('statement_timeout') as limit`.execute(tx),
      access,
    );
    return rows[0]!.limit;
  };
  const slow = db.as({ owner: 'x' }, (tx) => sql`select pg_sleep(120)`.execute(tx), 'read');
  await assert.rejects(slow, (error: Error) => {
    const { status, headers } = errorResponder(createLogger(() => {}))(error, {
      req: { method: 'GET', path: '/' },
    } as Context);
    assert.deepEqual([status, headers.get('retry-after')], [503, '2']);
    return true;
  });
  assert.deepEqual([await limit('read'), await limit('write')], ['10s', '0']);
  await db.close();
});

test('an owner that is no superuser will do', async () => {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('create role etron_owner login createrole');
  await admin.query('create database owned owner etron_owner');
  await admin.end();
  const url = server.url.replace('postgres@/postgres', 'etron_owner@/owned');
  const db = await openDatabase({ url });
  const { rows } = await db.as({ owner: 'x' }, (tx) => sql<{ name: string }>`select current_user as name`.execute(tx));
  assert.equal(rows[0]!.name, 'etron_app');
  await assert.rejects(
    db.as({ owner: 'x' }, (tx) => sql`create temporary table tickets ()`.execute(tx)),
    /permission denied to create temporary tables/,
  );
  await db.close();
});

test('nor need the role own the database, if it may create in it', async () => {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('create role etron_guest login createrole');
  await admin.query('create database guested');
  await admin.query('grant create on database guested to etron_guest');
  await admin.end();
  const guested = server.url.replace('/postgres?', '/guested?');
  const owner = new pg.Client({ connectionString: guested });
  await owner.connect();
  await owner.query('grant create on schema public to etron_guest');
  await owner.query('grant etron_app to etron_guest with admin option');
  await owner.end();
  const db = await openDatabase({ url: guested.replace('postgres@', 'etron_guest@') });
  await db.close();
});

test('a server that cannot be reached is an error, not a wait without end', async () => {
  await assert.rejects(openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' }), /ECONNREFUSED/);
});

test('pg is as queryWithSettings needs it', async () => {
  const hint = (what: string) =>
    `This version of pg ${what}: adapt queryWithSettings in postgres.ts, or give it up (see there).`;
  const { devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const { version } = JSON.parse(await readFile('node_modules/pg/package.json', 'utf8'));
  assert.equal(devDependencies.pg, version, 'The version of pg is not pinned in package.json.');

  const db = await openDatabase({ url: server.url, connections: 1 });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query({ name: 'assume', text: ASSUME_PRINCIPAL, values: principalParameters({ owner: '' }, 'read') });
  const read = (text: string, owner: string, userId = '') =>
    queryWithSettings(
      client,
      { name: 'assume', values: principalParameters({ owner, userId }, 'read') },
      { text, name: text, values: [] },
    );
  const ask = `select current_setting('etron.actor') as owner, current_user as role`;

  let ends = 0;
  const { connection } = client as unknown as { connection: EventEmitter };
  connection.on('readyForQuery', () => void ends++);
  for (const owner of ['first', 'second']) {
    const { rows } = await read(ask, owner).catch((error: Error) =>
      assert.fail(hint(`cannot do it: ${error.message}`)),
    );
    assert.deepEqual(rows, [{ owner, role: 'etron_app' }], hint('mixes up settings and results'));
  }
  assert.equal(ends, 2, hint('ends the settings and the statement apart, so that they are two transactions'));
  const after = await client.query(ask);
  assert.deepEqual(after.rows, [{ owner: '', role: 'postgres' }], hint('lets the settings outlive their statement'));

  await assert.rejects(read('select 1 / 0', 'x'), /division by zero/, hint('loses the error of a statement'));
  await assert.rejects(read(ask, 'x', 'no uuid'), /type uuid/, hint('loses the error of the settings'));
  assert.deepEqual((await read(ask, 'third')).rows, [{ owner: 'third', role: 'etron_app' }], hint('stops at an error'));
  await client.end();
  await db.close();
});
