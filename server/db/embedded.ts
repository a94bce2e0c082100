import { existsSync, openAsBlob } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect } from 'kysely';
import type { Access, Database, Principal, Tx } from './database.ts';
import { lockDirectory } from './lock.ts';
import { migrate } from './migrate.ts';
import { openTransaction, SETTINGS, settingsOf } from './transaction.ts';
import { parsers } from './types.ts';
import { unpack } from './unpack.ts';

interface Options {
  directory?: string | undefined;
  prepared?: string | undefined;
}

/** Opens the embedded database, in `<directory>/database` or in memory. Transactions run one after the other. */
export async function openEmbedded({ directory, prepared }: Options): Promise<Database> {
  const unlock = directory === undefined ? () => {} : lockDirectory(directory);
  try {
    const pglite = await (directory === undefined ? start({ prepared }) : openDirectory(directory, prepared));
    return embedded(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Writes a file that new embedded databases can start from: migrated, and filled by `fill`. */
export async function prepareDatabase(file: string, fill?: (db: Database) => Promise<void>): Promise<void> {
  const pglite = await start({});
  const db = embedded(pglite, () => {});
  try {
    await fill?.(db);
    // Two thirds of the files, and nobody makes a second database in here.
    await pglite.exec('update pg_database set datistemplate = false');
    for (const name of ['template0', 'template1']) await pglite.exec(`drop database if exists ${name}`);
    await pglite.exec('vacuum analyze');
    const dump = await pglite.dumpDataDir('gzip');
    const half = `${file}.${process.pid}`;
    await writeFile(half, Buffer.from(await dump.arrayBuffer()));
    await rename(half, file);
  } finally {
    await db.close();
  }
}

/** The marker is written when a new database is complete; what an interrupted first start left behind is thrown away. */
async function openDirectory(directory: string, prepared: string | undefined): Promise<PGlite> {
  const dataDir = join(directory, 'database');
  const marker = join(directory, 'complete');
  if (existsSync(marker)) return start({ dataDir });
  await rm(dataDir, { recursive: true, force: true });
  if (prepared !== undefined) unpack(prepared, dataDir);
  const pglite = await start({ dataDir });
  await writeFile(marker, '');
  return pglite;
}

/**
 * Keeps V8 from optimising WebAssembly. Optimised, PostgreSQL is a quarter faster, but the compiler takes 500 MB and twice the time of a
 * start for it. Both have to be set before PGlite is compiled.
 */
function compileOnce(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

async function start({ dataDir, prepared }: { dataDir?: string; prepared?: string | undefined }): Promise<PGlite> {
  compileOnce();
  const pglite = await PGlite.create({
    ...(dataDir !== undefined && { dataDir }),
    ...(prepared !== undefined && { loadDataDir: await openAsBlob(prepared, { type: 'application/x-gzip' }) }),
    extensions: { pg_trgm },
    parsers,
  });
  try {
    await migrate(new Kysely({ dialect: new PGliteDialect({ pglite }) }));
  } catch (error) {
    await pglite.close();
    throw error;
  }
  return pglite;
}

function embedded(pglite: PGlite, unlock: () => void): Database {
  return {
    as: (principal, work, access) => transact(pglite, work, access, principal),
    system: (work, access) => transact(pglite, work, access),
    listen: (channel, onPayload) => pglite.listen(channel, onPayload),
    async close() {
      await pglite.close();
      unlock();
    },
  };
}

function transact<T>(
  pglite: PGlite,
  work: (tx: Tx) => Promise<T>,
  access: Access = 'write',
  principal?: Principal,
): Promise<T> {
  return pglite.transaction(async (open) => {
    if (principal) await open.query(SETTINGS, settingsOf(principal, access));
    const { tx, close } = openTransaction(async (text, parameters) => {
      const { rows, affectedRows, command } = await open.query(text, [...parameters]);
      return { rows, affected: command === 'SELECT' ? undefined : affectedRows };
    });
    try {
      return await work(tx);
    } finally {
      close();
    }
  });
}
