import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';

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
