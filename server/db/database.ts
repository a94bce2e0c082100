import type { Kysely } from 'kysely';

/** A transaction; stores run Kysely's `sql` templates on it. */
export type Tx = Kysely<unknown>;

/** Whom the database believes it works for; its row-level security decides by these. */
export interface Principal {
  userId?: string;
  embedKey?: string;
  /** Owner of idempotency keys: `user:<id>` or `embed:<key>`. */
  owner: string;
}

/** One PostgreSQL dialect, embedded (PGlite) or a server. */
export interface Database {
  /** One transaction under row-level security, on behalf of a principal. */
  as<T>(principal: Principal, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction as the owner, without row-level security: login, jobs, demo data. */
  system<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Calls `listener` with each payload of a NOTIFY channel until the returned function is called. */
  listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
