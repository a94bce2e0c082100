import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, mock, test } from 'node:test';
import { sql } from 'kysely';
import { createMessage, createTimeEntry, streamChanges } from '../../../src/contract/history.ts';
import { deleteSession } from '../../../src/contract/session.ts';
import { updateTicket } from '../../../src/contract/tickets.ts';
import type { Database } from '../../db/database.ts';
import { EventStream, streams } from '../../testing/event-stream.ts';
import type { TestTicket, TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { createLiveHub } from './live.hub.ts';

let t: TestApp;
let user: TestUser;
let customer: TestClient;
let staff: TestClient;
let ticket: TestTicket;

before(async () => {
  t = await createTestApp();
});

beforeEach(async () => {
  user = await t.make.user();
  customer = await t.as(user);
  staff = await t.as(await t.make.staff());
  ticket = await t.make.ticket({ createdBy: user, status: 'in_progress' });
});

afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.cancel();
});

after(() => t.close());

const params = () => ({ kind: 'ticket' as const, id: ticket.id });
const path = () => `/records/ticket/${ticket.id}/changes`;
async function open(client: TestClient): Promise<EventStream> {
  const response = await client.request(path());
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  return new EventStream(response.body);
}

test('tells everybody who looks at a record of its changes', async () => {
  const [one, other] = [await open(customer), await open(staff)];
  await staff.call(createMessage, { params: params(), body: { body: 'Wir sehen es uns an.' } });
  for (const stream of [one, other]) assert.deepEqual(JSON.parse(await stream.next()), params());
  await staff.call(createTimeEntry, { params: params(), body: { date: '2026-11-24', minutes: 25, text: 'Analyse' } });
  while ((await one.next(300)) !== 'nothing');
  await staff.call(updateTicket, { params: { id: ticket.id }, body: { status: 'waiting' } });
  assert.deepEqual(JSON.parse(await one.next()), params());
});

test('whoever comes just after a change is told of it: they may have read the record before', async () => {
  await staff.call(createMessage, { params: params(), body: { body: 'Kunde ist verärgert.', internal: true } });
  assert.deepEqual(JSON.parse(await (await open(staff)).next()), params());
  assert.equal(await (await open(customer)).next(300), 'nothing');
  await staff.call(createMessage, { params: params(), body: { body: 'Wir sehen es uns an.' } });
  const late = await open(customer);
  assert.deepEqual(JSON.parse(await late.next()), params());
  while ((await late.next(300)) !== 'nothing');
});

test('an internal note is told to staff only (abuse 23)', async () => {
  const [theirs, ours] = [await open(customer), await open(staff)];
  await staff.call(createMessage, { params: params(), body: { body: 'Kunde ist verärgert.', internal: true } });
  assert.deepEqual(JSON.parse(await ours.next()), params());
  assert.equal(await theirs.next(300), 'nothing');
});

test('an id in capital letters is the same record', async () => {
  const response = await customer.request(path().replace(ticket.id, ticket.id.toUpperCase()));
  const stream = new EventStream(response.body);
  await staff.call(createMessage, { params: params(), body: { body: 'Erledigt.' } });
  assert.deepEqual(JSON.parse(await stream.next()), params());
});

test('a foreign record answers like one that does not exist (abuse 20)', async () => {
  const stranger = await t.as(await t.make.user());
  const foreign = await stranger.call(streamChanges, { params: params() });
  const missing = await stranger.call(streamChanges, { params: { kind: 'ticket', id: crypto.randomUUID() } });
  assert.deepEqual([foreign.status, foreign.problem], [missing.status, missing.problem]);
  assert.equal(foreign.status, 404);
  assert.equal((await t.request(path())).status, 401);
});

test('closes the stream of whoever lost the right, without a last event (abuse 20)', async () => {
  const employee = await t.make.staff();
  const [stream, ours] = [await open(customer), await open(await t.as(employee))];
  const other = await t.make.company();
  await t.rows(sql`update users set disabled_at = now() where id = ${employee.id}::uuid`);
  await t.rows(
    sql`update tickets set company_id = ${other.id}::uuid, changed_at = now() where id = ${ticket.id}::uuid`,
  );
  assert.deepEqual([await stream.next(), await ours.next()], ['closed', 'closed']);
});

test('looks at rights and logins again without a change', async () => {
  let loggedIn = true;
  const hub = createLiveHub(t.deps);
  const open = async () =>
    new EventStream(await hub.open(params(), { viewer: user.id, staff: false, isLoggedIn: async () => loggedIn }));
  const [first, second] = [await open(), await open()];
  await hub.heartbeat();
  assert.equal(await first.next(100), 'nothing');
  loggedIn = false;
  await hub.heartbeat();
  for (const stream of [first, second]) assert.equal(await stream.next(), 'closed');
  loggedIn = true;
  const third = await open();
  await t.rows(sql`update users set disabled_at = now() where id = ${user.id}::uuid`);
  await hub.heartbeat();
  assert.equal(await third.next(), 'closed');
});

test('closes the stream of a login that ended, and of an employee who left', async () => {
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const employee = await t.make.staff();
    const [theirs, ours, kept] = [await open(customer), await open(await t.as(employee)), await open(staff)];
    await customer.call(deleteSession);
    await t.rows(sql`update users set disabled_at = now() where id = ${employee.id}::uuid`);
    mock.timers.tick(25_000);
    for (const stream of [theirs, ours]) assert.equal(await stream.next(), 'closed');
    assert.equal(await kept.next(100), 'nothing');
  } finally {
    mock.timers.reset();
  }
});

test('gives up a listener who does not read', async () => {
  const hub = createLiveHub(t.deps);
  const listener = { viewer: user.id, staff: false, isLoggedIn: async () => true };
  const deaf = await hub.open(params(), listener);
  const reader = new EventStream(await hub.open(params(), listener));
  for (let i = 0; i < 110; i++) {
    await hub.heartbeat();
    // Reads until there is nothing left.
    if (i % 50 === 0) assert.equal(await reader.next(20), 'nothing');
  }
  let waiting = 0;
  for await (const _ of deaf) waiting++;
  assert.ok(waiting <= 102, `${waiting} messages were kept, and the stream ends`);
  assert.equal(await reader.next(20), 'nothing');
});

test('keeps whoever comes while the rights of the others are looked up, and tells them too', async () => {
  const colleague = await t.make.staff();
  const lookUp = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const db: Database = {
    ...t.deps.db,
    async system(work, access) {
      const viewers = await t.deps.db.system(work, access);
      begun.resolve();
      await lookUp.promise;
      return viewers;
    },
  };
  const hub = createLiveHub({ ...t.deps, db });
  const open = async (viewer: string) =>
    new EventStream(await hub.open(params(), { viewer, staff: true, isLoggedIn: async () => true }));
  await open(user.id);
  await staff.call(createMessage, { params: params(), body: { body: 'Wir sehen es uns an.' } });
  await begun.promise;
  const late = await open(colleague.id);
  lookUp.resolve();
  assert.deepEqual(JSON.parse(await late.next()), params());
});

test('one user has twenty streams at most (abuse 61)', async () => {
  for (let i = 0; i < 20; i++) await open(customer);
  const { status, problem, headers } = await customer.call(streamChanges, { params: params() });
  assert.deepEqual([status, problem.code], [429, 'too_many_listeners']);
  assert.ok(headers.get('retry-after'));
  await open(staff);
  await streams[0]?.cancel();
  await open(customer);
});
