import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Access, Database, Principal, Tx } from './database.ts';
import { openListener } from './listener.ts';
import { migrate } from './migrate.ts';
import { openTransaction, SETTINGS, settingsOf } from './transaction.ts';
import { pgTypes } from './types.ts';

const CONNECT_TIMEOUT = 10_000;

/** Opens a database on a PostgreSQL server. */
export async function openPostgres(
  url: string,
  { connections = 10 }: { connections?: number | undefined },
): Promise<Database> {
  const config = { connectionString: url, types: pgTypes, keepAlive: true, connectionTimeoutMillis: CONNECT_TIMEOUT };
  const pool = new pg.Pool({ ...config, max: connections, pipeline: true, options: '-c timezone=UTC' });
  // A lost connection shows in the statement that needed it; idle ones are replaced. Without a listener Node would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));

  try {
    await migrateServer(config);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const listener = openListener(config);

  return {
    as: (principal, work, access) => transact(pool, work, access, principal),
    system: (work, access) => transact(pool, work, access),
    listen: (channel, onPayload, onMissed) => listener.listen(channel, onPayload, onMissed),
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

/**
 * The statements are sent without waiting for the answers to the ones before: `begin`, the settings and the first statement of the work
 * cost one round trip. That is safe because a failure of one makes the server refuse the following until the rollback.
 */
async function transact<T>(
  pool: pg.Pool,
  work: (tx: Tx) => Promise<T>,
  access: Access = 'write',
  principal?: Principal,
): Promise<T> {
  if (access === 'read' && !principal) return readOnce(pool, work);
  const client = await pool.connect();
  const { tx, close } = openTransaction((text, parameters) => execute(client, text, parameters));
  const started = Promise.all([
    client.query(access === 'read' ? 'begin read only' : 'begin'),
    principal && client.query(prepared(SETTINGS, settingsOf(principal))),
  ]);
  started.catch(() => {});
  try {
    const result = await work(tx);
    close();
    await started;
    const committed = commit(client);
    if (access === 'write') await committed;
    else committed.catch(() => {});
    client.release();
    return result;
  } catch (error) {
    close();
    await rollback(client);
    // The reason why the work's statements were refused, when that is where it began.
    await started;
    throw error;
  }
}

/**
 * Without settings that would have to end, `begin` and `commit` do nothing for reading: under READ COMMITTED each statement has a snapshot of
 * its own either way. Who is logged in is read like this on every request.
 */
async function readOnce<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const { tx, close } = openTransaction((text, parameters) => execute(client, text, parameters));
  try {
    return await work(tx);
  } finally {
    close();
    client.release();
  }
}

async function execute(client: pg.PoolClient, text: string, parameters: readonly unknown[]) {
  const { rows, rowCount, command } = await client.query(prepared(text, parameters));
  return { rows, affected: command === 'SELECT' ? undefined : (rowCount ?? undefined) };
}

const statementNames = new Map<string, string>();
const STATEMENTS_MAX = 1_000;

/** A statement each connection prepares once, as long as there are not too many different ones. */
function prepared(text: string, parameters: readonly unknown[]): pg.QueryConfig {
  const query = { text, values: parameters as unknown[] };
  let name = statementNames.get(text);
  if (name === undefined) {
    if (statementNames.size >= STATEMENTS_MAX) return query;
    name = `s${statementNames.size}`;
    statementNames.set(text, name);
  }
  return { ...query, name };
}

async function commit(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  if (command === 'ROLLBACK') throw new Error('The transaction was rolled back: one of its statements had failed.');
}

/** Ends a failed transaction; a connection that cannot even do that is thrown away. */
async function rollback(client: pg.PoolClient): Promise<void> {
  const failure = await client.query('rollback').then(
    () => undefined,
    (error: Error) => error,
  );
  client.release(failure);
}

/** On a connection of its own: the migrator's lock belongs to a session. */
async function migrateServer(config: pg.PoolConfig): Promise<void> {
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', () => {});
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}
