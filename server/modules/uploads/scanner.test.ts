// One database: it uses none.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { scan } from './scanner.ts';

/** A file that never ends, and when it was closed. */
function endlessFile() {
  const { promise: closed, resolve: cancel } = Promise.withResolvers<unknown>();
  const content = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.enqueue(Buffer.alloc(64 * 1024)),
    cancel,
  });
  return { content, closed };
}

// Each upload while the scanner was away left a file open, until the server could open no more.
test('closes the file when there is no scanner, or none that listens to the end', { timeout: 10_000 }, async () => {
  const impatient = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('INSTREAM size limit exceeded. ERROR\0', () => socket.destroy()));
  });
  const port = await new Promise<number>((resolve) => {
    impatient.listen(0, '127.0.0.1', () => resolve((impatient.address() as { port: number }).port));
  });
  const cut = endlessFile();
  assert.equal(await scan({ host: '127.0.0.1', port }, cut.content), 'unavailable');
  await new Promise((resolve) => impatient.close(resolve));
  const refused = endlessFile();
  assert.equal(await scan({ host: '127.0.0.1', port }, refused.content), 'unavailable');
  await Promise.all([cut.closed, refused.closed]);
});
