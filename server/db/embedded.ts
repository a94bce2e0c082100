import { existsSync, mkdirSync, openAsBlob, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect } from 'kysely';
import type { Access, Database, Principal, Tx } from './database.ts';
import { migrate } from './migrate.ts';
import { ASSUME_PRINCIPAL, openTransaction, principalParameters } from './transaction.ts';
import { parsers } from './value-parsers.ts';

interface Options {
  directory?: string | undefined;
  prepared?: string | undefined;
}

/** Opens the embedded database, in `<directory>/database` or in memory. Its transactions run one after the other. */
export async function openEmbedded({ directory, prepared }: Options): Promise<Database> {
  const unlock = directory === undefined ? () => {} : lockDirectory(directory);
  try {
    const pglite = await (directory === undefined ? start({ prepared }) : openDirectory(directory, prepared));
    return toDatabase(pglite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Writes a file that new embedded databases can start from: migrated, and filled by `fill`. */
export async function prepareDatabase(file: string, fill?: (db: Database) => Promise<void>): Promise<void> {
  const pglite = await start({});
  const db = toDatabase(pglite, () => {});
  try {
    await fill?.(db);
    // The template databases are two thirds of the files, and nobody creates a second database in here.
    await pglite.exec('update pg_database set datistemplate = false');
    for (const name of ['template0', 'template1']) await pglite.exec(`drop database if exists ${name}`);
    await pglite.exec('vacuum analyze');
    const dump = await pglite.dumpDataDir('gzip');
    const incomplete = `${file}.${process.pid}`;
    await writeFile(incomplete, Buffer.from(await dump.arrayBuffer()));
    await rename(incomplete, file);
  } finally {
    await db.close();
  }
}

/**
 * The file `complete` is written when a new database is. Without it, what is there was left behind by a first start that was interrupted,
 * and is thrown away.
 */
async function openDirectory(directory: string, prepared: string | undefined): Promise<PGlite> {
  const dataDir = join(directory, 'database');
  const complete = join(directory, 'complete');
  if (existsSync(complete)) return start({ dataDir });
  await rm(dataDir, { recursive: true, force: true });
  if (prepared !== undefined) unpackTar(prepared, dataDir);
  const pglite = await start({ dataDir });
  await writeFile(complete, '');
  return pglite;
}

/**
 * Keeps V8 from optimising WebAssembly. Optimised, PostgreSQL is a quarter faster, but the compiler takes 500 MB and twice the time of a
 * start for it. The flags only count for what is compiled after they are set.
 */
function keepWasmUnoptimised(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}

async function start({ dataDir, prepared }: { dataDir?: string; prepared?: string | undefined }): Promise<PGlite> {
  keepWasmUnoptimised();
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

function toDatabase(pglite: PGlite, unlock: () => void): Database {
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
  return pglite.transaction(async (transaction) => {
    if (principal) await transaction.query(ASSUME_PRINCIPAL, principalParameters(principal, access));
    const { tx, close } = openTransaction(async (text, parameters) => {
      const { rows, affectedRows, command } = await transaction.query(text, [...parameters]);
      return { rows, affected: command === 'SELECT' ? undefined : affectedRows };
    });
    try {
      return await work(tx);
    } finally {
      close();
    }
  });
}

const TAR_BLOCK = 512;
const TAR_DIRECTORY = '5';

/**
 * Unpacks a file of `prepareDatabase`, a compressed tar, into a new directory. PGlite can do it too, but goes through the file system of its
 * WebAssembly, which takes four times as long. It is synchronous, because nothing else runs before the database is open.
 */
function unpackTar(file: string, directory: string): void {
  const tar = gunzipSync(readFileSync(file));
  mkdirSync(directory, { recursive: true });
  for (let start = 0; start < tar.length && tar[start] !== 0; ) {
    const header = tar.subarray(start, start + TAR_BLOCK);
    const path = join(directory, tarText(header, 0, 100));
    const size = Number.parseInt(tarText(header, 124, 12), 8);
    const content = start + TAR_BLOCK;
    if (tarText(header, 156, 1) === TAR_DIRECTORY) mkdirSync(path, { recursive: true, mode: 0o700 });
    else writeFileSync(path, tar.subarray(content, content + size), { mode: 0o600 });
    start = content + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
}

/** Text of a header's field, which ends with the first NUL. */
function tarText(header: Buffer, start: number, length: number): string {
  const field = header.toString('utf8', start, start + length);
  return field.slice(0, field.indexOf('\0') >>> 0).trim();
}

const SQLITE_BUSY = 5;

/**
 * Makes this process the only one that uses a directory, until the returned function is called.
 *
 * The lock is the one that SQLite takes on a file: fcntl on Unix, LockFileEx on Windows. Node has no call for these, but it has SQLite built
 * in. The operating system releases the lock when the process ends, however that happens, so there are no stale locks to judge. It also holds
 * between containers that share the directory, which process ids and abstract sockets do not.
 * @throws Error that names the process which has the directory.
 */
function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = realpathSync(directory);
  const ownerFile = join(path, 'lock.pid');
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    throw new Error(
      `${path} is in use by another process (pid ${readOwner(ownerFile)}). Stop that one first, or use another directory.`,
    );
  }
  writeFileSync(ownerFile, String(process.pid));
  return () => lock.close();
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
