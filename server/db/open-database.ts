import type { Database } from './database.ts';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';

interface DatabaseOptions {
  /** Connection string of a PostgreSQL server, version 15 or newer. Without it, the database is embedded. */
  url?: string | undefined;
  /** Directory for the files of the embedded database. Without it, they are kept in memory. */
  directory?: string | undefined;
  /** File that a new embedded database starts from, as `prepareDatabase` writes it. */
  prepared?: string | undefined;
  /** Maximum number of connections to the server. */
  connections?: number | undefined;
}

/** Opens the database and brings its schema up to date. */
export function openDatabase({ url, ...options }: DatabaseOptions): Promise<Database> {
  return url ? openPostgres(url, options) : openEmbedded(options);
}
