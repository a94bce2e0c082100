import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { SYNC_BATCH } from '../../../src/contract/sync.limits.ts';
import type { SyncMessage } from '../../../src/contract/sync.ts';
import { startServer } from '../../server.ts';
import { companyRow, createProgram, createSyncWorld, messagesOf, type Program } from '../../testing/sync-world.ts';

// Rows are written while they come in, however slowly, and however the request ends.

const w = await createSyncWorld();

after(() => w.t.close());

const line = (row: object): string => `${JSON.stringify(row)}\n`;

/** A program that speaks HTTP, and sends a piece at a time. */
async function connect(
  address: string,
  { authorization }: Program,
): Promise<{ sending: ClientRequest; answer: Promise<IncomingMessage> }> {
  const sending = request(`${address}/api/v1/sync/companies`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/x-ndjson' },
  });
  const answer = once(sending, 'response').then(([response]) => response as IncomingMessage);
  sending.flushHeaders();
  return { sending, answer };
}

/** Messages as they come. */
async function* messagesFrom(answer: IncomingMessage): AsyncGenerator<SyncMessage> {
  let rest = '';
  for await (const chunk of answer) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop()!;
    yield* messagesOf(lines.map((text) => `${text}\n`).join(''));
  }
}

const batchOf = (prefix: string, from: number, count = SYNC_BATCH): string =>
  Array.from({ length: count }, (_, index) =>
    line(companyRow(`${prefix}-${String(from + index).padStart(5, '0')}`)),
  ).join('');

test('rows stream: each batch is written and told of while the next ones have not been sent', {
  timeout: 60_000,
}, async () => {
  const server = await startServer(w.t.deps, { host: '127.0.0.1', port: 0 });
  try {
    const { sending, answer } = await connect(server.address, await createProgram(w.t));
    const messages = messagesFrom(await answer);
    for (let batch = 1; batch <= 6; batch++) {
      sending.write(batchOf('ST', batch * SYNC_BATCH));
      assert.deepEqual((await messages.next()).value, {
        type: 'progress',
        ...{ done: batch * SYNC_BATCH, created: batch * SYNC_BATCH, updated: 0, unchanged: 0, failed: 0 },
      });
      assert.equal((await w.companyNames('ST')).length, batch * SYNC_BATCH);
    }
    // Nothing of it is kept, however long it is: less than half of it is ever in memory, however late that is tidied up.
    const megabyte = Buffer.alloc(1_000_000, 'x');
    const before = process.memoryUsage().rss;
    let most = 0;
    for (let sent = 0; sent < 300; sent++) {
      if (!sending.write(megabyte)) await once(sending, 'drain');
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    sending.end(`\n${batchOf('ST', 9_000, 1)}`);
    const last: SyncMessage[] = [];
    for await (const message of messages) last.push(message);
    assert.deepEqual(
      last.map((message) => (message.type === 'failure' ? message.code : message.type)),
      ['payload_too_large', 'progress', 'end'],
    );
    assert.ok(most < 150_000_000, `took ${most / 1e6} MB`);
  } finally {
    await server.stop();
  }
});

test('who goes away ends the work after the batch that is being written', { timeout: 60_000 }, async () => {
  const server = await startServer(w.t.deps, { host: '127.0.0.1', port: 0 });
  try {
    const { sending, answer } = await connect(server.address, await createProgram(w.t));
    sending.on('error', () => {});
    const messages = messagesFrom(await answer);
    sending.write(batchOf('GO', 0) + batchOf('GO', SYNC_BATCH, 10));
    await messages.next();
    sending.destroy();
    await messages.next().catch(() => {});
    await sleep(300);
    assert.equal((await w.companyNames('GO')).length, SYNC_BATCH);
  } finally {
    await server.stop();
  }
  // Who sent everything and does not read on.
  const response = await w.sendText('companies', batchOf('GB', 0, 20 * SYNC_BATCH));
  const reader = response.body!.getReader();
  await reader.read();
  await reader.cancel();
  await sleep(300);
  assert.equal((await w.companyNames('GB')).length, SYNC_BATCH);
});

test('a body that does not come to its end in time is cut off', { timeout: 30_000 }, async () => {
  const hurried = await startServer(w.t.deps, { host: '127.0.0.1', port: 0, timeoutFactor: 0.002 });
  try {
    const { sending, answer } = await connect(hurried.address, await createProgram(w.t));
    sending.on('error', () => {});
    const messages = messagesFrom(await answer);
    sending.write(batchOf('SL', 0) + batchOf('SL', SYNC_BATCH, 1));
    assert.equal((await messages.next()).value?.type, 'progress');
    await assert.rejects(messages.next());
    assert.equal((await w.companyNames('SL')).length, SYNC_BATCH);
  } finally {
    await hurried.stop();
  }
});

test('a key that is revoked meanwhile writes no further batch, and there is no end', async () => {
  const { client, authorization } = await createProgram(w.t, ['companies']);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const answered = w.sendText('companies', readable, client);
  void writer.write(Buffer.from(batchOf('RE', 0)));
  const reader = (await answered).body!.getReader();
  assert.match(new TextDecoder().decode((await reader.read()).value), /"progress"/);
  await w.t.rows(sql`update api_keys set revoked_at = now() where scopes = array['companies']`);
  void writer.write(Buffer.from(batchOf('RE', SYNC_BATCH))).catch(() => {});
  assert.deepEqual(await reader.read(), { done: true, value: undefined });
  assert.equal((await w.companyNames('RE')).length, SYNC_BATCH);
  assert.equal((await w.t.with({ authorization }).request('/changes')).status, 401);
});
