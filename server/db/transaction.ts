import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Access, Principal, Tx } from './database.ts';

/** Runs one statement of a transaction. */
export type Execute = (
  text: string,
  parameters: readonly unknown[],
) => Promise<{ rows: unknown[]; affected: number | undefined }>;

/**
 * Begins a request: the settings row-level security decides by, then the role it applies to. Local to the transaction, because
 * connections are shared. Gives no rows.
 */
export const SETTINGS = 'select assume($1, $2, $3, $4, $5)';

/** The parameters of SETTINGS. */
export function settingsOf({ userId = '', embedKey = '', apiKey = '', owner }: Principal, access: Access): string[] {
  return [userId, embedKey, apiKey, owner, String(access === 'read')];
}

/** A transaction that is already open on a driver, for Kysely's `sql`. It refuses statements after `close`. */
export function openTransaction(execute: Execute): { tx: Tx; close(): void } {
  const connection = new OpenConnection(execute);
  return { tx: new Kysely<unknown>({ dialect: new OpenDialect(connection) }), close: () => connection.close() };
}

/** Kysely's view of the one connection a transaction is open on. */
class OpenConnection implements DatabaseConnection {
  #execute: Execute | undefined;

  constructor(execute: Execute) {
    this.#execute = execute;
  }

  // A statement that outlives its transaction would run in somebody else's.
  close(): void {
    this.#execute = undefined;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (!this.#execute) throw new Error('The transaction has ended; await every statement inside it.');
    const { rows, affected } = await this.#execute(sql, parameters);
    return affected === undefined ? { rows: rows as R[] } : { rows: rows as R[], numAffectedRows: BigInt(affected) };
  }

  streamQuery(): never {
    throw new Error('Results are read as a whole.');
  }
}

class OpenDialect implements Dialect {
  readonly #connection: OpenConnection;

  constructor(connection: OpenConnection) {
    this.#connection = connection;
  }

  createDriver(): Driver {
    return {
      init: async () => {},
      acquireConnection: async () => this.#connection,
      releaseConnection: async () => {},
      destroy: async () => {},
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
    };
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }
}

async function refuse(): Promise<never> {
  throw new Error('A transaction is open already.');
}
