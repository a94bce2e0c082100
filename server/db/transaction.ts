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

/** Runs one statement of a transaction. `affected` is the number of changed rows, undefined for statements that only read. */
type Execute = (
  text: string,
  parameters: readonly unknown[],
) => Promise<{ rows: unknown[]; affected: number | undefined }>;

/**
 * The first statement of a request's transaction. It sets what row-level security decides by, and then changes to the role that it applies
 * to. All of it ends with the transaction, because other requests use the same connection afterwards. Returns no rows.
 */
export const ASSUME_PRINCIPAL = 'select assume($1, $2, $3, $4, $5, $6, $7)';

/** The parameters of `ASSUME_PRINCIPAL`. */
export function principalParameters(
  { userId = '', embedKey = '', apiKey = '', ticketLink = '', guest, owner }: Principal,
  access: Access,
): string[] {
  return [userId, embedKey, apiKey, ticketLink, guest ? JSON.stringify(guest) : '', owner, String(access === 'read')];
}

/**
 * Makes a Kysely instance for a transaction that the driver has opened already. After `close` it refuses statements: one that was not
 * awaited would otherwise run in the transaction of somebody else.
 */
export function openTransaction(execute: Execute): { tx: Tx; close(): void } {
  const connection = new OpenConnection(execute);
  return { tx: new Kysely<unknown>({ dialect: new OpenDialect(connection) }), close: () => connection.close() };
}

class OpenConnection implements DatabaseConnection {
  #execute: Execute | undefined;

  constructor(execute: Execute) {
    this.#execute = execute;
  }

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

/** PostgreSQL on one connection, whose transaction is not Kysely's to begin or to end. */
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
