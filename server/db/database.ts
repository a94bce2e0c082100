import type { Kysely } from 'kysely';

/** A transaction; stores run Kysely's `sql` templates on it. */
export type Tx = Kysely<unknown>;

/** Whom the database believes it works for; its row-level security decides by these. */
export interface Principal {
  userId?: string;
  embedKey?: string;
  /** Id of an API key. */
  apiKey?: string;
  /** Owner of idempotency keys: `user:<id>`, `embed:<key>` or `api:<id>`. */
  owner: string;
}

/** `read` promises to change nothing; on behalf of a principal the database holds it to that. Its end costs the caller no waiting. */
export type Access = 'read' | 'write';

/** One PostgreSQL dialect, embedded (PGlite) or a server. */
export interface Database {
  /** One transaction under row-level security, on behalf of a principal. */
  as<T>(principal: Principal, work: (tx: Tx) => Promise<T>, access?: Access): Promise<T>;
  /** One transaction as the owner, without row-level security: login, jobs, demo data. */
  system<T>(work: (tx: Tx) => Promise<T>, access?: Access): Promise<T>;
  /**
   * Calls `listener` with each payload of a NOTIFY channel until the returned function is called, and `missed` when payloads may have
   * been lost because the connection was.
   */
  listen(channel: string, listener: (payload: string) => void, missed?: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
