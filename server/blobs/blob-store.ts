import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { tooLarge } from '../http/body.ts';

/** Size of `head` in bytes: enough to tell the type of a file. */
const HEAD_SIZE = 4_100;

/** Age in milliseconds at which a file that is still incoming has no writer any more. */
const ABANDONED_AGE = 24 * 60 * 60 * 1000;

export interface WrittenBlob {
  /** Names the blob. Hexadecimal. */
  sha256: string;
  size: number;
  /** The first bytes of the file. */
  head: Uint8Array;
}

/** Stores files by the SHA-256 of their content. */
export interface BlobStore {
  /** Stores a file. When this resolves, the file survives a power cut. Throws 413 `payload_too_large` beyond `maxBytes`. */
  write(
    content: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
    limits: { maxBytes: number },
  ): Promise<WrittenBlob>;
  /** Reads a blob, or its bytes from `start` to `end`, both included. */
  read(sha256: string, range?: { start: number; end: number }): ReadableStream<Uint8Array>;
  has(sha256: string): Promise<boolean>;
  /** Size in bytes of a blob that exists. */
  size(sha256: string): Promise<number>;
  /** Deletes a blob if it exists, unless it was written (again) since `before`. */
  delete(sha256: string, before: Date): Promise<void>;
  /** Lists all blobs, in no particular order. */
  list(): AsyncIterable<{ sha256: string; writtenAt: Date }>;
}

/** Opens a store in a directory. A blob is the file `<directory>/ab/abcdef…`, named by its hash. */
export async function openBlobStore(directory: string): Promise<BlobStore> {
  const incoming = join(directory, 'incoming');
  await mkdir(incoming, { recursive: true });
  await removeAbandoned(incoming);

  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256.');
    return join(directory, sha256.slice(0, 2), sha256);
  };

  return {
    async write(content, { maxBytes }) {
      const half = join(incoming, randomUUID());
      try {
        const written = await writeDurably(half, content, maxBytes);
        const path = pathOf(written.sha256);
        const folder = dirname(path);
        if ((await mkdir(folder, { recursive: true })) !== undefined) await sync(directory);
        // If the blob exists already, this replaces it by the same content.
        await rename(half, path);
        await sync(folder);
        return written;
      } catch (error) {
        await rm(half, { force: true });
        throw error;
      }
    },
    read: (sha256, range) => Readable.toWeb(createReadStream(pathOf(sha256), range)) as ReadableStream<Uint8Array>,
    has: async (sha256) => existsSync(pathOf(sha256)),
    size: async (sha256) => (await stat(pathOf(sha256))).size,
    async delete(sha256, before) {
      const path = pathOf(sha256);
      const isOld = async (file: string) => (await stat(file)).mtime < before;
      const aside = join(incoming, randomUUID());
      try {
        if (!(await isOld(path))) return;
        await rename(path, aside);
        // Checked again here, because no writer can replace the file in this place.
        if (!(await isOld(aside))) await rename(aside, path);
        else await unlink(aside);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    },
    async *list() {
      for (const folder of await readdir(directory)) {
        if (!/^[0-9a-f]{2}$/.test(folder)) continue;
        for (const sha256 of await readdir(join(directory, folder))) {
          yield { sha256, writtenAt: (await stat(join(directory, folder, sha256))).mtime };
        }
      }
    },
  };
}

/** Removes what interrupted writes left behind. It goes by age, because another process may be writing here. */
async function removeAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const { mtimeMs } = await stat(path);
    if (mtimeMs < Date.now() - ABANDONED_AGE) await rm(path, { force: true });
  }
}

async function writeDurably(path: string, content: AsyncIterable<Uint8Array>, maxBytes: number): Promise<WrittenBlob> {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let size = 0;
  const file = await open(path, 'wx');
  try {
    for await (const chunk of content) {
      if (size < HEAD_SIZE) head.push(chunk);
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size, head: Buffer.concat(head).subarray(0, HEAD_SIZE) };
}

async function sync(folder: string): Promise<void> {
  // Windows cannot open a directory, and makes names durable by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
