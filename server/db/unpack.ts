import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const BLOCK = 512;
const DIRECTORY = '5';

/**
 * Unpacks a file of `prepareDatabase`, a compressed tar, into a new directory. PGlite can do it too, but through the file system of its
 * WebAssembly, which takes four times as long. Synchronous, because nothing else runs before the database is open.
 */
export function unpack(file: string, directory: string): void {
  const tar = gunzipSync(readFileSync(file));
  mkdirSync(directory, { recursive: true });
  for (let start = 0; start < tar.length && tar[start] !== 0; ) {
    const header = tar.subarray(start, start + BLOCK);
    const path = join(directory, text(header, 0, 100));
    const size = Number.parseInt(text(header, 124, 12), 8);
    const content = start + BLOCK;
    if (text(header, 156, 1) === DIRECTORY) mkdirSync(path, { recursive: true, mode: 0o700 });
    else writeFileSync(path, tar.subarray(content, content + size), { mode: 0o600 });
    start = content + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function text(header: Buffer, start: number, length: number): string {
  const field = header.toString('utf8', start, start + length);
  return field.slice(0, field.indexOf('\0') >>> 0).trim();
}
