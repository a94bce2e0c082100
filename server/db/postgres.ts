import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Principal, Tx } from './database.ts';
import { openListener } from './listener.ts';
import { migrate } from './migrate.ts';
import { ASSUME_PRINCIPAL, openTransaction, principalParameters } from './transaction.ts';
import { pgTypes } from './value-parsers.ts';

/** In milliseconds, as all durations here. */
const CONNECT_TIMEOUT = 10_000;
const IDLE_TIMEOUT = 60_000;

/**
 * Options every connection starts with. Lists are built to cost the same whatever their parameters are, so a plan that is made once is as
 * good as one that is made each time, and making it takes longer than reading a page. Compiling plans to machine code never pays off.
 */
export const SESSION_OPTIONS = '-c timezone=UTC -c plan_cache_mode=force_generic_plan -c jit=off';

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
    // A connection has the plans of its statements in memory, so it is worth keeping for a while.
    idleTimeoutMillis: IDLE_TIMEOUT,
    options: SESSION_OPTIONS,
    onConnect: prepareAssume,
  });
  // The loss of a connection shows in the statement that needed it, and idle connections are replaced. An error without a listener would
  // end the process.
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
 * Work that reads needs no transaction around all of it: under READ COMMITTED each statement has its own snapshot anyway. So each one is a
 * transaction of its own, on behalf of the principal.
 */
async function read<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>, principal?: Principal): Promise<T> {
  const client = await pool.connect();
  const settings = principal && { name: ASSUME_NAME, values: principalParameters(principal, 'read') };
  const { tx, close } = openTransaction(async (text, parameters) => {
    const query = prepared(text, parameters);
    return toResult(await (settings ? queryWithSettings(client, settings, query) : client.query(query)));
  });
  try {
    return await work(tx);
  } finally {
    close();
    client.release();
  }
}

/**
 * Sends statements without waiting for the answers to those before: `begin`, the principal and the first statement of the work take one
 * round trip. This is safe, because after a statement that failed the server refuses all others until the rollback.
 */
async function write<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>, principal?: Principal): Promise<T> {
  const client = await pool.connect();
  const { tx, close } = openTransaction(async (text, parameters) =>
    toResult(await client.query(prepared(text, parameters))),
  );
  const started = Promise.all([
    client.query('begin'),
    principal && client.query(prepared(ASSUME_PRINCIPAL, principalParameters(principal, 'write'))),
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
    // If the start has failed, that is the reason why the statements of the work were refused, and is thrown here.
    await started;
    throw error;
  }
}

function toResult({ rows, rowCount, command }: pg.QueryResult) {
  return { rows, affected: command === 'SELECT' ? undefined : (rowCount ?? undefined) };
}

/** Prepares `ASSUME_PRINCIPAL` on a new connection, because `queryWithSettings` only binds it. */
async function prepareAssume(client: pg.ClientBase): Promise<void> {
  await client.query(prepared(ASSUME_PRINCIPAL, principalParameters({ owner: '' }, 'read')));
}

const ASSUME_NAME = 'assume';
const statementNames = new Map([[ASSUME_PRINCIPAL, ASSUME_NAME]]);
const STATEMENTS_MAX = 1_000;

/** A statement that each connection prepares once. Beyond `STATEMENTS_MAX` different ones, further statements are not prepared. */
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

/** Ends a failed transaction. A connection that cannot even do that is not used again. */
async function rollback(client: pg.PoolClient): Promise<void> {
  const failure = await client.query('rollback').then(
    () => undefined,
    (error: Error) => error,
  );
  client.release(failure);
}

/** Migrates on a connection of its own, because the lock of the migrator belongs to a session. */
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

interface Settings {
  /** Name of the statement that makes the settings. The connection has prepared it already, and it returns no rows. */
  name: string;
  values: string[];
}

/**
 * Runs one statement under settings that hold for this statement only, in a single message. PostgreSQL treats everything before a Sync as
 * one transaction, and settings that are local to a transaction end with it. So no `begin` and no `commit` is needed, and a failure leaves
 * no transaction open.
 *
 * `pg` has no call for this: the public way is four statements in a pipeline, which takes a tenth of a millisecond of processor time more
 * for every read. So this puts two protocol messages in front of those that `pg.Query` sends. It depends on how `pg` works inside: the
 * version is pinned in package.json, and postgres.test.ts says what has changed when an update breaks it.
 */
export function queryWithSettings(
  client: pg.ClientBase,
  settings: Settings,
  config: pg.QueryConfig,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    // There is a result for each statement before the Sync, so the first one is that of the settings.
    const done = (error: Error | undefined, results: pg.QueryResult[]) =>
      error ? reject(error) : resolve(results.at(-1)!);
    const query = new pg.Query(config, done as unknown as ConstructorParameters<typeof pg.Query>[1]);
    const submit = query.submit.bind(query);
    query.submit = (connection) => {
      connection.stream.cork();
      connection.bind({ statement: settings.name, values: settings.values }, true);
      connection.execute({}, true);
      const refused = submit(connection);
      connection.stream.uncork();
      return refused;
    };
    client.query(query);
  });
}
