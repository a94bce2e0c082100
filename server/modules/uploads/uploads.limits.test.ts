// One database: limits are decided above the SQL, and rate-limit.test.ts runs what they count with on both.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { FILE_SIZE_MAX, FILES_MAX } from '../../../src/contract/limits.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

let t: TestApp;

// Each test has an app of its own: they all come from one address, whose uploads are counted together.
beforeEach(async () => {
  t = await createTestApp();
});

afterEach(() => t.close());

/** Sends a file, with headers that may say something else about its length. */
const send = (client: Pick<TestClient, 'request'>, path: string, headers: Record<string, string>) =>
  client.request(`${path}?name=a.txt`, {
    method: 'POST',
    body: 'Text',
    headers: { 'content-type': 'application/octet-stream', ...headers },
  });

// Nothing but their number was limited: without work to prove, 2,000 files of 25 MB an hour.
test('uploads are counted in megabytes, as declared or as many as there may be; the largest ticket passes', async () => {
  const [origin, { id: key }] = ['https://partner.example', await t.make.embedKey()];
  const byForm = (headers: Record<string, string>) => send(t, `/embeds/${key}/uploads`, { origin, ...headers });
  const customer = await t.as(await t.make.user());
  const byUser = (headers: Record<string, string>) => send(customer, '/uploads', headers);
  const full = { 'content-length': String(FILE_SIZE_MAX) };
  for (let i = 0; i < FILES_MAX; i++) {
    for (const upload of [byForm, byUser]) assert.equal((await upload(full)).status, 201);
  }
  for (let i = 0; i < 20; i++) assert.equal((await byForm({})).status, 201);
  const [last, tooMuch] = [await byUser({ 'content-length': '4' }), await byForm({ 'content-length': '4' })];
  const { code } = (await tooMuch.json()) as { code: string };
  assert.deepEqual([last.status, tooMuch.status, code], [201, 429, 'rate_limited']);
  assert.ok(Number(tooMuch.headers.get('retry-after')) > 0);
  let taken = 0;
  while ((await byUser({})).status === 201) taken++;
  assert.equal(taken, (5_000 - 25 * FILES_MAX - 25) / 25);
  assert.equal((await send(await t.as(await t.make.user()), '/uploads', {})).status, 201, 'others go on');
});

test('small uploads through an embed key are limited by their number', async () => {
  const { id } = await t.make.embedKey();
  const headers = { origin: 'https://partner.example', 'content-length': '4' };
  const statuses = new Set<number>();
  for (let i = 0; i < 300 && !statuses.has(429); i++)
    statuses.add((await send(t, `/embeds/${id}/uploads`, headers)).status);
  assert.deepEqual([...statuses], [201, 429]);
});
