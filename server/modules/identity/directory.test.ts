import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { getStaffPicture, listCompanies, listStaff } from '../../../src/contract/session.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp } from '../../testing/test-app.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const t = await createTestApp();
const partner = await t.make.partner({ name: 'Kassen Müller' });
const customer = await t.make.company({ name: 'Bäckerei Österreicher', partner });
await t.make.company({ name: 'Café Fremd' });
const berta = await t.make.staff({ name: 'Berta Bauer' });
const paul = await t.make.user({ role: 'partner', company: partner });
const carla = await t.make.user({ company: customer });

after(() => t.close());

async function companies(user: TestUser, search?: string) {
  const { body } = await (await t.as(user)).call(listCompanies, { query: search === undefined ? {} : { search } });
  return body.items.map((company) => company.name);
}

async function setPicture(bytes: Uint8Array<ArrayBuffer>, id = berta.id) {
  const { sha256 } = await t.deps.blobs.write(new Blob([bytes]).stream(), { maxBytes: 10_000 });
  await t.rows(sql`update users set image = ${sha256} where id = ${id}`);
}

test('lists the companies an actor sees, by their German order', async () => {
  assert.deepEqual(await companies(berta), ['Bäckerei Österreicher', 'Café Fremd', 'Kassen Müller']);
  assert.deepEqual(await companies(paul), ['Bäckerei Österreicher', 'Kassen Müller']);
  assert.deepEqual(await companies(carla), ['Bäckerei Österreicher']);
});

test('searches them without regard to accents, and never beyond what is visible (abuse 19)', async () => {
  assert.deepEqual(await companies(berta, 'oster'), ['Bäckerei Österreicher']);
  assert.deepEqual(await companies(berta, 'CAFÉ'), ['Café Fremd']);
  assert.deepEqual(await companies(paul, 'Fremd'), []);
  assert.deepEqual(await companies(berta, '%'), []);
  assert.deepEqual(await companies(berta, "' or 1=1 --"), []);
  const tooLong = await (await t.as(berta)).call(listCompanies, { query: { search: 'x'.repeat(201) } });
  const { field, code } = tooLong.problem.errors![0]!;
  assert.deepEqual([tooLong.status, field, code], [422, '?search', 'too_long']);
});

test('lists employees at work to employees only (abuse 18)', async () => {
  const gone = await t.make.staff({ name: 'Gerda Gegangen' });
  await t.rows(sql`update users set disabled_at = now() where id = ${gone.id}`);
  const { body } = await (await t.as(berta)).call(listStaff);
  assert.deepEqual(
    body.items.map(({ name, picture }) => [name, picture]),
    [['Berta Bauer', null]],
  );
  for (const user of [paul, carla]) {
    const { status, problem } = await (await t.as(user)).call(listStaff);
    assert.deepEqual([status, problem.code], [403, 'forbidden']);
  }
  assert.equal((await t.call(listStaff)).status, 401);
});

test('shows an employee’s portrait to everybody, as an inert image that may be cached', async () => {
  await setPicture(PNG);
  const { body } = await (await t.as(berta)).call(listStaff);
  const path = body.items[0]!.picture!;
  assert.equal(path, `/staff/${berta.id}/picture`);
  const response = await t.request(path);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'image/png');
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.match(response.headers.get('cache-control')!, /public/);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), PNG);

  const again = await t.request(path, { headers: { 'if-none-match': response.headers.get('etag')! } });
  assert.equal(again.status, 304);
});

test('shows no portrait of others, and nothing that is no image (abuse 36)', async () => {
  await setPicture(PNG, carla.id);
  for (const id of [carla.id, crypto.randomUUID(), 'x', '../../etc/passwd']) {
    const { status, problem } = await t.call(getStaffPicture, { params: { id } });
    assert.deepEqual([status, problem.code], [404, 'not_found'], id);
  }
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<html><script>alert(1)</script>',
    'GIF89a',
  ]) {
    await setPicture(Buffer.from(text));
    assert.equal((await t.request(`/staff/${berta.id}/picture`)).status, 404, text);
  }
});
