import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from './server.ts';
import { createTestApp } from './testing/test-app.ts';

const app = await createTestApp();
const server = await startServer(app.deps, { host: '127.0.0.1', port: 0 });

after(async () => {
  await server.stop();
  await app.close();
});

const health = () => fetch(`${server.address}/api/v1/health`);

/** Milliseconds that the median of 40 requests takes. */
async function median(): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < 40; request++) {
    const start = performance.now();
    assert.equal((await health()).status, 200);
    times.push(performance.now() - start);
    await sleep(10);
  }
  return times.sort((a, b) => a - b)[20]!;
}

async function open(text: string, { address } = server): Promise<Socket> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

test('answers, and says nothing about itself', async () => {
  const response = await health();
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: 'ok' });
  assert.equal(response.headers.get('x-powered-by'), null);
  assert.equal(response.headers.get('server'), null);
});

test('500 slow connections do not hinder others (60)', async () => {
  const alone = await median();
  const slow = await Promise.all(
    Array.from({ length: 500 }, (_, index) =>
      open(
        index % 2 === 0
          ? 'GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: '
          : 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: slow-request\r\nContent-Length: 1000\r\n\r\n{',
      ),
    ),
  );
  const dripping = setInterval(() => slow.forEach((socket) => socket.write('a')), 200);
  const hindered = await median();
  clearInterval(dripping);
  for (const socket of slow) socket.destroy();
  assert.ok(hindered < 50 + 3 * alone, `took ${hindered} ms, and ${alone} ms without them`);
});

test('who never comes to the end of the headers is cut off (60)', { timeout: 60_000 }, async () => {
  const hurried = await startServer(app.deps, { host: '127.0.0.1', port: 0, timeoutFactor: 0.05 });
  try {
    const start = performance.now();
    const socket = await open('GET /api/v1/health HTTP/1.1\r\nHost: x\r\nX-Slow: ', hurried);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    // Not `end`: on a busy machine the connection may be reset, because the server closes it before it has read everything.
    await new Promise((resolve) => socket.once('close', resolve));
    assert.match(answer, /^HTTP\/1\.1 408 /);
    assert.ok(performance.now() - start < 12_000, 'after 0.5 s for headers, not the 15 s for a body');
  } finally {
    await hurried.stop();
  }
});

test('garbage on the line is refused, and ends only itself', async () => {
  for (const text of [
    '\x16\x03\x01\x02\x00',
    'GET / HTTP/9.9\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
  ]) {
    const socket = await open(text);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    assert.match(String(answer), /^HTTP\/1\.1 4\d\d /);
    socket.destroy();
  }
  assert.equal((await health()).status, 200);
});

test('a request that goes away is no error', async () => {
  const socket = await open(
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: gone-away\r\nContent-Length: 100\r\n\r\n{',
  );
  await sleep(50);
  socket.destroy();
  await sleep(50);
  assert.deepEqual(app.errors, []);
});

test('a port that is in use is named', async () => {
  const port = Number(new URL(server.address).port);
  await assert.rejects(startServer(app.deps, { host: '127.0.0.1', port }), new RegExp(`Port ${port} .* is in use`));
});

test('the API page is served from our own origin', async () => {
  const page = await fetch(`${server.address}/api/docs`);
  assert.match(page.headers.get('content-security-policy')!, /default-src 'none'; script-src 'self'/);
  const links = [...(await page.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(
    (match) => new URL(match[1]!, page.url),
  );
  assert.equal(links.length, 3);
  for (const link of links) {
    assert.equal(link.origin, server.address);
    assert.equal((await fetch(link)).status, 200, link.href);
  }
});
