import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createMessage, getAttachment, type Upload } from '../../../src/contract/history.ts';
import { FILE_SIZE_MAX } from '../../../src/contract/limits.ts';
import { createTicket, getTicket } from '../../../src/contract/tickets.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
const DAY = 24 * 60 * 60 * 1000;

let t: TestApp;
let user: TestUser;
let customer: TestClient;

before(async () => {
  t = await createTestApp();
});

beforeEach(async () => {
  user = await t.make.user();
  customer = await t.as(user);
});

after(() => t.close());

const send = (client: TestClient, name: string, body: BodyInit, headers: Record<string, string> = {}) =>
  client.request(`/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });

async function uploaded(client: TestClient, name = 'Bon.txt', body: BodyInit = 'Summe 12,40'): Promise<Upload> {
  const response = await send(client, name, body);
  assert.equal(response.status, 201);
  return (await response.json()) as Upload;
}

async function refusal(response: Response): Promise<[number, string]> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  return [response.status, ((await response.json()) as { code: string }).code];
}

const ticketWith = (client: TestClient, attachments: string[]) =>
  client.call(createTicket, {
    body: {
      subject: 'Bondrucker',
      description: 'Er druckt nicht.',
      category: 'fault',
      priority: 'normal',
      attachments,
    },
  });

/** A PNG that says it is larger than it is. */
function pngOf(width: number, height: number): Buffer<ArrayBuffer> {
  const png = Buffer.from(PNG);
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

test('takes files in and gives them out as downloads that can do nothing', async () => {
  const upload = await uploaded(customer, '../Übersicht.png', PNG);
  assert.deepEqual({ ...upload, id: '' }, { id: '', name: 'Übersicht.png', size: PNG.length, type: 'image/png' });
  const { body: ticket } = await ticketWith(customer, [upload.id]);
  assert.deepEqual(ticket.attachments, [upload]);

  const response = await customer.request(`/attachments/${upload.id}`);
  assert.equal(response.status, 200);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), PNG);
  assert.match(
    response.headers.get('content-disposition') ?? '',
    /^attachment; .*filename\*=UTF-8''%C3%9Cbersicht\.png$/,
  );
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.match(response.headers.get('content-security-policy') ?? '', /^sandbox/);
  const again = await customer.request(`/attachments/${upload.id}`, {
    headers: { 'if-none-match': response.headers.get('etag') ?? '' },
  });
  assert.equal(again.status, 304);
});

test('refuses what is not what its name says, or of no allowed kind (abuse 36, 37)', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const html = '<!doctype html><script>alert(1)</script>';
  const bad: [name: string, body: BodyInit][] = [
    ['bild.svg', svg],
    ['bild.png', svg],
    ['notiz.txt', svg],
    ['seite.html', html],
    ['notiz.txt', ` \n${html}`],
    ['notiz.csv', `\ufeff<?xml version="1.0"?>${svg}`],
    ['bon.pdf', `${html}%PDF-1.7`],
    ['bild.gif', PNG],
    ['programm.exe', 'MZ'],
    ['ohne', 'x'],
    ['notiz.txt', 'a\0b'],
    ['notiz.txt', PNG],
  ];
  for (const [name, body] of bad)
    assert.deepEqual(await refusal(await send(customer, name, body)), [415, 'file_type_forbidden'], name);
});

test('a picture that is a script as well is a picture that is downloaded (abuse 37)', async () => {
  const gif = Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([1, 0, 1, 0, 0, 0, 0]),
    Buffer.from('/*"*/=1;alert(1)'),
  ]);
  const upload = await uploaded(customer, 'bild.gif', gif);
  const { headers } = await customer.request(`/attachments/${upload.id}`);
  assert.equal(headers.get('content-type'), 'image/gif');
  assert.match(headers.get('content-disposition') ?? '', /^attachment/);
});

test('keeps text of old tills', async () => {
  assert.equal(
    (await uploaded(customer, 'log.txt', Buffer.from([0x4b, 0xe4, 0x73, 0x65, 0x0d, 0x0a]))).type,
    'text/plain',
  );
});

test('refuses empty and endless files, with and without a declared length (abuse 42, 43)', async () => {
  assert.deepEqual(await refusal(await send(customer, 'leer.txt', '')), [422, 'file_empty']);
  assert.deepEqual(
    await refusal(await send(customer, 'gross.txt', 'x', { 'content-length': String(FILE_SIZE_MAX + 1) })),
    [413, 'payload_too_large'],
  );
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(stream) {
      sent += 1024 * 1024;
      stream.enqueue(Buffer.alloc(1024 * 1024, 'x'));
    },
  });
  assert.deepEqual(await refusal(await send(customer, 'gross.txt', endless)), [413, 'payload_too_large']);
  assert.ok(sent < FILE_SIZE_MAX + 8 * 1024 * 1024, 'reading ends with the limit');
});

test('refuses pictures that would fill the memory of whoever opens them (abuse 45)', async () => {
  assert.deepEqual(await refusal(await send(customer, 'bombe.png', pngOf(60_000, 60_000))), [422, 'image_too_large']);
  await uploaded(customer, 'foto.png', pngOf(8_000, 6_000));
});

test('refuses the 21st file (abuse 43)', async () => {
  const ids = Array.from({ length: 21 }, () => crypto.randomUUID());
  const { status, problem } = await ticketWith(customer, ids);
  assert.deepEqual([status, problem.errors?.[0]?.field, problem.errors?.[0]?.code], [422, '/attachments', 'too_many']);
});

test('attaches only one’s own uploads, and each once (abuse 22)', async () => {
  const stranger = await t.as(await t.make.user());
  const theirs = await uploaded(stranger);
  assert.equal((await ticketWith(customer, [theirs.id])).status, 404);
  const mine = await uploaded(customer);
  const { body: ticket } = await ticketWith(customer, [mine.id]);
  assert.equal((await ticketWith(customer, [mine.id])).status, 404);
  assert.equal((await ticketWith(customer, [crypto.randomUUID()])).status, 404);
  const colleague = await t.as(await t.make.user({ company: { id: user.companyId ?? '', name: '' } }));
  const params = { kind: 'ticket' as const, id: ticket.id };
  const own = await uploaded(customer);
  assert.equal(
    (await colleague.call(createMessage, { params, body: { body: 'Hier.', attachments: [own.id] } })).status,
    404,
  );
});

test('a foreign file answers like one that does not exist (abuse 16)', async () => {
  const upload = await uploaded(customer);
  await ticketWith(customer, [upload.id]);
  const stranger = await t.as(await t.make.user());
  const foreign = await stranger.call(getAttachment, { params: { id: upload.id } });
  const missing = await stranger.call(getAttachment, { params: { id: crypto.randomUUID() } });
  assert.deepEqual([foreign.status, foreign.problem], [missing.status, missing.problem]);
  assert.equal(foreign.status, 404);
  assert.equal((await t.call(getAttachment, { params: { id: upload.id } })).status, 401);
});

test('files of internal notes stay with staff (abuse 23)', async () => {
  const staff = await t.as(await t.make.staff());
  const { body: ticket } = await ticketWith(customer, []);
  const note = await uploaded(staff, 'intern.txt', 'Nur für uns.');
  const params = { kind: 'ticket' as const, id: ticket.id };
  await staff.call(createMessage, { params, body: { body: 'Siehe Datei.', attachments: [note.id], internal: true } });
  assert.equal((await customer.request(`/attachments/${note.id}`)).status, 404);
  assert.equal((await staff.request(`/attachments/${note.id}`)).status, 200);
  assert.deepEqual((await customer.call(getTicket, { params: { id: ticket.id } })).body.attachments, []);
});

test('the same request twice is one upload', async () => {
  const headers = { 'idempotency-key': 'upload-once' };
  const first = (await (await send(customer, 'a.txt', 'eins', headers)).json()) as Upload;
  const second = (await (await send(customer, 'a.txt', 'eins', headers)).json()) as Upload;
  assert.equal(first.id, second.id);
});

test('an upload through an embed key works with that key only', async () => {
  const origin = 'https://partner.example';
  const [key, other] = [await t.make.embedKey(), await t.make.embedKey()];
  const upload = (id: string) =>
    t.request(`/embeds/${id}/uploads?name=a.txt`, {
      method: 'POST',
      body: 'Text',
      headers: { origin, 'content-type': 'application/octet-stream', 'content-length': '4' },
    });
  const { id } = (await (await upload(key.id)).json()) as Upload;
  const { rows } = await t.deps.db.as({ embedKey: other.id, owner: `embed:${other.id}` }, (tx) =>
    sql<{
      count: number;
    }>`select attach_unseen_uploads(array[${id}]::uuid[], ${crypto.randomUUID()}::uuid) as count`.execute(tx),
  );
  assert.equal(rows[0]?.count, 0);
  assert.equal((await customer.request(`/attachments/${id}`)).status, 404, 'nobody else reads it');
});

test('forgets what nobody attached within a day, and its bytes', async () => {
  const stored = async () => {
    let count = 0;
    for await (const _ of t.deps.blobs.list()) count++;
    return count;
  };
  const before = await stored();
  const { id } = await uploaded(customer, 'verwaist.txt', 'verwaist');
  const kept = await uploaded(customer, 'bleibt.txt', 'bleibt');
  await ticketWith(customer, [kept.id]);
  t.advance(DAY + 60_000);
  await t.runCleanUps();
  assert.equal((await customer.request(`/attachments/${id}`)).status, 404);
  assert.equal((await customer.request(`/attachments/${kept.id}`)).status, 200);
  assert.ok((await stored()) <= before + 1, 'of two new files one stays');
});

/** Speaks clamd's INSTREAM; finds the EICAR test file, and does not take what begins with TOO LARGE. */
function startScanner(): Promise<{ server: Server; port: number }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (all.subarray(-4).equals(Buffer.alloc(4)))
        socket.end(
          all.includes(EICAR)
            ? 'stream: Eicar-Test FOUND\0'
            : all.includes('TOO LARGE')
              ? 'INSTREAM size limit exceeded. ERROR\0'
              : 'stream: OK\0',
        );
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as { port: number }).port }));
  });
}

test('asks the scanner; what it has not seen is held back (abuse 44)', async () => {
  const { server, port } = await startScanner();
  await t.close();
  t = await createTestApp({ config: { scanner: { host: '127.0.0.1', port } } });
  user = await t.make.user();
  customer = await t.as(user);
  assert.equal((await send(customer, 'gut.txt', 'gut')).status, 201);
  assert.deepEqual(await refusal(await send(customer, 'eicar.txt', EICAR)), [422, 'file_infected']);

  await new Promise((resolve) => server.close(resolve));
  const held = await send(customer, 'spaeter.txt', 'später');
  assert.equal(held.status, 202);
  const { id } = (await held.json()) as Upload;
  const infected = (await (await send(customer, 'eicar.txt', EICAR)).json()) as Upload;
  const { body: ticket } = await ticketWith(customer, [id, infected.id]);
  assert.equal(ticket.attachments.length, 2);
  assert.equal((await customer.request(`/attachments/${id}`)).status, 404);

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await t.runCleanUps();
  assert.equal((await customer.request(`/attachments/${id}`)).status, 200);
  const staff = await t.as(await t.make.staff());
  for (const client of [customer, staff]) {
    assert.equal((await client.request(`/attachments/${infected.id}`)).status, 404);
    const { body } = await client.call(getTicket, { params: { id: ticket.id } });
    assert.deepEqual(
      body.attachments.map((file) => file.id),
      [id],
      'what was found infected is for nobody',
    );
  }
  await new Promise((resolve) => server.close(resolve));
});

test('files the scanner does not take keep no others waiting', async () => {
  const { server, port } = await startScanner();
  await t.close();
  t = await createTestApp({ config: { scanner: { host: '127.0.0.1', port } } });
  customer = await t.as(await t.make.user());
  await new Promise((resolve) => server.close(resolve));
  const ids: string[] = [];
  for (const text of ['TOO LARGE 1', 'gut', 'TOO LARGE 2'])
    ids.push(((await (await send(customer, 'a.txt', text)).json()) as Upload).id);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await t.runCleanUps();
  const statuses = await Promise.all(ids.map(async (id) => (await customer.request(`/attachments/${id}`)).status));
  assert.deepEqual(statuses, [404, 200, 404]);
  await new Promise((resolve) => server.close(resolve));
});
