import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Principal, Tx } from './database.ts';
import { openListener } from './listener.ts';
import { migrate } from './migrate.ts';
import { querySettled } from './settled-query.ts';
import { openTransaction, SETTINGS, settingsOf } from './transaction.ts';
import { pgTypes } from './types.ts';

const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 60_000;

/**
 * How connections are set up. Lists are built to cost the same whatever their parameters are, so a plan made once is as good as one made each
 * time, and making one takes longer than a page. Compiling plans to machine code never pays.
 */
export const SESSION = '-c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off';

/** Opens a database on a PostgreSQL server. */
export async function openPostgres(
  url: string,
  { connections = 10 }: { connections?: number | undefined },
): Promise<Database> {
  const config = { connectionString: url, types: pgTypes, keepAlive: true, connectionTimeoutMillis: CONNECT_TIMEOUT };
  const pool = new pg.Pool({
    ...config,
    max: connections,
    pipeline: true,
    // A connection knows the plans of its statements by heart; a new one has to learn them.
    idleTimeoutMillis: IDLE_TIMEOUT,
    options: SESSION,
    onConnect: prepareSettings,
  });
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
    as: (principal, work, access = 'write') =>
      access === 'read' ? read(pool, work, principal) : write(pool, work, principal),
    system: (work, access = 'write') => (access === 'read' ? read(pool, work) : write(pool, work)),
    listen: (channel, onPayload, onMissed) => listener.listen(channel, onPayload, onMissed),
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

/**
 * For reading, each statement is a transaction of its own, under the principal's settings: under READ COMMITTED each has a snapshot of its
 * own either way.
 */
async function read<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>, principal?: Principal): Promise<T> {
  const client = await pool.connect();
  const settings = principal && { name: SETTINGS_NAME, values: settingsOf(principal, 'read') };
  const { tx, close } = openTransaction(async (text, parameters) => {
    const query = prepared(text, parameters);
    return outcome(await (settings ? querySettled(client, settings, query) : client.query(query)));
  });
  try {
    return await work(tx);
  } finally {
    close();
    client.release();
  }
}

/**
 * The statements are sent without waiting for the answers to the ones before: `begin`, the settings and the first statement of the work
 * cost one round trip. That is safe because a failure of one makes the server refuse the following until the rollback.
 */
async function write<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>, principal?: Principal): Promise<T> {
  const client = await pool.connect();
  const { tx, close } = openTransaction(async (text, parameters) =>
    outcome(await client.query(prepared(text, parameters))),
  );
  const started = Promise.all([
    client.query('begin'),
    principal && client.query(prepared(SETTINGS, settingsOf(principal, 'write'))),
  ]);
  started.catch(() => {});
  try {
    const result = await work(tx);
    close();
    await started;
    await commit(client);
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

function outcome({ rows, rowCount, command }: pg.QueryResult) {
  return { rows, affected: command === 'SELECT' ? undefined : (rowCount ?? undefined) };
}

/** Names the first statement on each connection, so that those who read need not ask whether it is known there. */
async function prepareSettings(client: pg.ClientBase): Promise<void> {
  await client.query(prepared(SETTINGS, settingsOf({ owner: '' }, 'read')));
}

const SETTINGS_NAME = 'settings';
const statementNames = new Map([[SETTINGS, SETTINGS_NAME]]);
const STATEMENTS_MAX = 1_000;

/** A statement each connection prepares once, as long as there are not too many different ones. */
function prepared(text: string, parameters: readonly unknown[]): pg.QueryConfig {
  const name = nameOf(text);
  return { text, values: parameters as unknown[], ...(name !== undefined && { name }) };
}

function nameOf(text: string): string | undefined {
  let name = statementNames.get(text);
  if (name === undefined && statementNames.size < STATEMENTS_MAX) {
    name = `s${statementNames.size}`;
    statementNames.set(text, name);
  }
  return name;
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
