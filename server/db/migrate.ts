import { readdir, readFile } from 'node:fs/promises';
import { CompiledQuery, type Kysely } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';

const FOLDER = new URL('./migrations/', import.meta.url);

/** The migrations as they are in the folder: one `.sql` file each, statements separated by blank lines. */
const files: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql'));
    const migrations = names.map(async (name): Promise<[string, Migration]> => {
      const statements = (await readFile(new URL(name, FOLDER), 'utf8'))
        .split(/\n\s*\n/)
        .filter((statement) => statement.trim());
      return [name.slice(0, -'.sql'.length), { up: (db) => runAll(db, statements) }];
    });
    return Object.fromEntries(await Promise.all(migrations));
  },
};

/** Brings the schema up to date. */
export async function migrate(db: Kysely<unknown>): Promise<void> {
  const { error } = await new Migrator({ db, provider: files }).migrateToLatest();
  if (error) throw error;
}

async function runAll(db: Kysely<unknown>, statements: string[]): Promise<void> {
  for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement));
}
