// One database: it uses none.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Problem } from '../http/problem.ts';
import { openBlobStore } from './blob-store.ts';

const directory = await mkdtemp(join(tmpdir(), 'etron-blobs-'));
const store = await openBlobStore(directory);

after(() => rm(directory, { recursive: true, force: true }));

async function* chunks(content: Uint8Array, size: number) {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size);
}

const limits = { maxBytes: 1024 * 1024 };
const left = () => readdir(join(directory, 'incoming'));

test('keeps what was written, under its SHA-256', async () => {
  const content = randomBytes(100_000);
  const written = await store.write(chunks(content, 7_777), limits);
  assert.equal(written.sha256, createHash('sha256').update(content).digest('hex'));
  assert.equal(written.size, content.length);
  assert.deepEqual(Buffer.from(written.head), content.subarray(0, 4_100));
  assert.equal(await store.has(written.sha256), true);
  assert.deepEqual(Buffer.from(await new Response(await store.read(written.sha256)).arrayBuffer()), content);
});

test('takes an empty file, and streams of the web', async () => {
  const written = await store.write(new Blob([]).stream(), limits);
  assert.deepEqual([written.size, written.head.length], [0, 0]);
});

test('refuses what is too large while it streams, and leaves nothing behind', async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 65_536;
      yield Buffer.alloc(65_536);
    }
  }
  await assert.rejects(
    store.write(endless(), limits),
    (error: Problem) => error instanceof Problem && error.status === 413,
  );
  assert.ok(read <= limits.maxBytes + 2 * 65_536);
  assert.deepEqual(await left(), []);
});

test('leaves nothing behind when the sender goes away', async () => {
  async function* broken() {
    yield Buffer.from('half');
    throw new Error('aborted');
  }
  await assert.rejects(store.write(broken(), limits), /aborted/);
  assert.deepEqual(await left(), []);
});

test('the same content from many at once is kept once', async () => {
  const content = randomBytes(50_000);
  const written = await Promise.all(Array.from({ length: 20 }, () => store.write(chunks(content, 9_999), limits)));
  const { sha256 } = written[0]!;
  assert.ok(written.every((blob) => blob.sha256 === sha256));
  assert.deepEqual(
    (await readdir(join(directory, sha256.slice(0, 2)))).filter((name) => name === sha256),
    [sha256],
  );
});

test('deletes, also what is not there', async () => {
  const { sha256 } = await store.write(chunks(Buffer.from('x'), 1), limits);
  const later = new Date(Date.now() + 1_000);
  await store.delete(sha256, later);
  await store.delete(sha256, later);
  assert.equal(await store.has(sha256), false);
});

test('a name that is no SHA-256 reaches no file', async () => {
  for (const name of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}\0`])
    await assert.rejects(async () => store.read(name), /Not a SHA-256/);
});

test('opening clears away what interrupted writes left, not what others are writing', async () => {
  const other = join(directory, 'other', 'incoming');
  await mkdir(other, { recursive: true });
  for (const name of ['abandoned', 'being written']) await writeFile(join(other, name), 'x');
  await utimes(join(other, 'abandoned'), new Date(0), new Date(0));
  await openBlobStore(join(directory, 'other'));
  assert.deepEqual(await readdir(other), ['being written']);
});

test('does not delete what was written again since somebody saw that nobody needs it', async () => {
  const content = Buffer.from('twice');
  const { sha256 } = await store.write(chunks(content, 10), limits);
  const path = join(directory, sha256.slice(0, 2), sha256);
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000);
  await utimes(path, yesterday, yesterday);
  const before = new Date(Date.now() - 60_000);
  await store.write(chunks(content, 10), limits);
  await store.delete(sha256, before);
  assert.equal(await store.has(sha256), true);
  await utimes(path, yesterday, yesterday);
  await store.delete(sha256, before);
  assert.equal(await store.has(sha256), false);
  assert.deepEqual(await left(), []);
});
