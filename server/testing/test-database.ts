import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import type { Database } from '../db/database.ts';
import { prepareDatabase } from '../db/embedded.ts';
import { openDatabase } from '../db/open-database.ts';

const MIGRATIONS = new URL('../db/migrations/', import.meta.url);
const CACHE = new URL('../../node_modules/.cache/etron/', import.meta.url);

const server = process.env['TEST_DATABASE_URL'];

/** Whether tests run on a PostgreSQL server. */
export const onServer = server !== undefined;

/** A fresh, migrated database: on the server `TEST_DATABASE_URL` names, otherwise embedded, in memory. */
export function openTestDatabase(): Promise<Database> {
  return server ? openOnServer(server) : openInMemory();
}

/** Restored from a file that is made once per state of the migrations, whichever test comes first. */
async function openInMemory(): Promise<Database> {
  const prepared = new URL(`${await version()}.tgz`, CACHE);
  if (!existsSync(prepared)) {
    await mkdir(CACHE, { recursive: true });
    await prepareDatabase(prepared.pathname);
  }
  return openDatabase({ prepared: prepared.pathname });
}

/** A copy of a template; close() drops it. */
async function openOnServer(server: string): Promise<Database> {
  const template = `etron_template_${await version()}`;
  const name = `etron_test_${randomUUID().replaceAll('-', '')}`;
  await connected(server, async (client) => {
    // Test files run in processes of their own; the first one makes the template, the others wait.
    await client.query('select pg_advisory_lock(7263)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) {
      await client.query(`create database ${template}_half`);
      await (await openDatabase({ url: databaseUrl(server, `${template}_half`) })).close();
      await client.query(`alter database ${template}_half rename to ${template}`);
    }
    // Copies the files instead of logging each of their pages: half the work for a server that does not wait for its disk.
    await client.query(`create database ${name} template ${template} strategy file_copy`);
  });
  const db = await openDatabase({ url: databaseUrl(server, name) });
  return {
    ...db,
    async close() {
      await db.close();
      await connected(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

async function connected(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, database: string): string {
  return server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`);
}

/** Names the state of the migrations. */
async function version(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(MIGRATIONS)).sort())
    hash.update(name).update(await readFile(new URL(name, MIGRATIONS)));
  return hash.digest('hex').slice(0, 16);
}
