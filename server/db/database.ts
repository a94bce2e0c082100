import type { Kysely } from 'kysely';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';

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

export interface DatabaseOptions {
  /** Connection string of a PostgreSQL server, version 15 or newer. Without it the database is embedded. */
  url?: string | undefined;
  /** Where the embedded database keeps its files; without it, it lives in memory. */
  directory?: string | undefined;
  /** A file of `prepareDatabase` a new embedded database starts from. */
  prepared?: string | undefined;
  /** Connections to the server, at most. */
  connections?: number | undefined;
}

/** Opens the database and brings its schema up to date. */
export function openDatabase({ url, ...options }: DatabaseOptions): Promise<Database> {
  return url ? openPostgres(url, options) : openEmbedded(options);
}
