import { readdir, readFile } from 'node:fs/promises';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The migrations as they are in the folder: one `.sql` file each, in the order of their names. A file that was released is never edited. */
const files: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql'));
    const migrations = names.map(async (name): Promise<[string, Migration]> => {
      const text = await readFile(new URL(name, FOLDER), 'utf8');
      return [name.slice(0, -'.sql'.length), { up: async (db) => void (await script(text).execute(db)) }];
    });
    return Object.fromEntries(await Promise.all(migrations));
  },
};

/** Brings the schema up to date. */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  const { error } = await new Migrator({ db, provider: files }).migrateToLatest();
  if (error) throw error;
}

/**
 * Any number of statements as one. PostgreSQL itself finds out where each of them ends: a driver would need a parser of SQL for that, and
 * PGlite's `query` takes one statement only.
 */
export function script(text: string): RawBuilder<unknown> {
  return sql`do ${sql.lit(`begin execute ${quote(text)}; end`)}`;
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
