import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/**
 * Makes this process the only one that uses a directory, until the returned function is called.
 *
 * The lock is the one that SQLite takes on a file: fcntl on Unix, LockFileEx on Windows. Node has no call for these, but it has SQLite built
 * in. The operating system releases the lock when the process ends, however that happens, so there are no stale locks to judge. It also holds
 * between containers that share the directory, which process ids and abstract sockets do not.
 * @throws Error that names the process which has the directory.
 */
export function lockDirectory(directory: string): () => void {
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
