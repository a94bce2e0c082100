// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import {
  endOtherSessions,
  endSession,
  getAccount,
  listSessions,
  removePassword,
  setPassword,
  updateAccount,
} from '../../../src/contract/account.ts';
import { createMessage } from '../../../src/contract/history.ts';
import { createSession, exchangeHostToken, getSession } from '../../../src/contract/session.ts';
import { TEST_PASSWORD, type TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const MINUTE = 60 * 1000;
const NEW_PASSWORD = 'Regen auf altem Blech';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

let t: TestApp;
let anna: TestUser;
let client: TestClient;

beforeEach(async () => {
  await t?.close();
  t = await createTestApp();
  anna = await t.make.user({ name: 'Anna Huber', email: 'anna@example.com' });
  client = await t.as(anna);
});

after(() => t.close());

const page = () => t.with({ origin: 'https://portal.example' });

/** Logs in as somebody does who has a browser. */
async function logIn(userAgent = FIREFOX, password = TEST_PASSWORD): Promise<TestClient> {
  const { headers, status } = await page().call(
    createSession,
    { body: { email: anna.email, password } },
    { headers: { 'user-agent': userAgent } },
  );
  assert.equal(status, 200);
  return page().with({ cookie: headers.getSetCookie()[0]!.split(';')[0]! });
}

/** Somebody who comes by the page of a host application that knows them. */
async function byHost(user: TestUser): Promise<TestClient> {
  const host = await t.make.host();
  await host.admit(user);
  const { body } = await t.call(exchangeHostToken, { body: { token: await host.signHostToken(user) } });
  return t.with({ authorization: `Bearer ${body.accessToken}` });
}

const statusOf = async (of: TestClient) => (await of.call(getSession)).status;

test('shows people their own account', async () => {
  const { status, body } = await client.call(getAccount);
  assert.equal(status, 200);
  assert.deepEqual(
    { ...body, company: body.company?.id },
    {
      name: 'Anna Huber',
      phone: null,
      language: null,
      email: 'anna@example.com',
      company: anna.companyId,
      hasPassword: false,
    },
  );
  await t.make.password(anna);
  assert.equal((await client.call(getAccount)).body.hasPassword, true);
  const staff = await t.as(await t.make.staff());
  assert.equal((await staff.call(getAccount)).body.company, null);
});

test('changes what is named, and nothing else', async () => {
  const changed = await client.call(updateAccount, {
    body: { name: '  Anna Huber-Maier ', phone: '+43 1 23', language: 'en' },
  });
  assert.deepEqual(
    [changed.status, changed.body.name, changed.body.phone, changed.body.language],
    [200, 'Anna Huber-Maier', '+43 1 23', 'en'],
  );
  assert.equal((await client.call(updateAccount, { body: {} })).body.phone, '+43 1 23');
  assert.equal((await client.call(updateAccount, { body: { phone: null } })).body.phone, null);
  const me = await client.call(getSession);
  assert.deepEqual([me.body.name, me.body.phone, me.body.email], ['Anna Huber-Maier', null, 'anna@example.com']);
});

test('refuses what is no name, and what is not one’s own to change (abuse 21, 48, 50)', async () => {
  for (const [body, wrong] of [
    [{ name: ' ' }, '/name required'],
    [{ name: 'x'.repeat(201) }, '/name too_long'],
    [{ name: 'Anna\r\nBcc: eve@example.com' }, '/name invalid_value'],
    [{ name: 'Anna\u0000' }, '/name invalid_value'],
    [{ phone: '1'.repeat(51) }, '/phone too_long'],
    [{ language: 'xx' }, '/language invalid_value'],
    [{ email: 'eve@example.com' }, '/email unknown_field'],
    [{ company: 'x' }, '/company unknown_field'],
    [{ management: true }, '/management unknown_field'],
    [{ permissions: ['offers'] }, '/permissions unknown_field'],
  ] as const) {
    const { status, problem } = await client.call(updateAccount, { body: body as object });
    assert.deepEqual(
      [status, problem.errors?.map(({ field, code }) => `${field} ${code}`)],
      [422, [wrong]],
      JSON.stringify(body),
    );
  }
  const foreign = await client.call(
    updateAccount,
    { body: { name: 'Eve' } },
    { headers: { origin: 'https://x.example' } },
  );
  assert.equal(foreign.problem.code, 'origin_forbidden');
});

test('writes to people in their own language, and to others in each', async () => {
  const staff = await t.as(await t.make.staff());
  const answer = async () => {
    const ticket = await t.make.ticket({ createdBy: anna, email: anna.email });
    await t.rows(sql`update tickets set contact_verified_at = now() where id = ${ticket.id}`);
    await staff.call(createMessage, { params: { kind: 'ticket', id: ticket.id }, body: { body: 'x' } });
    await t.runJobs();
    return t.mails.at(-1)!.paragraphs.filter((text) => /^(Guten Tag|Hello),$/.test(text));
  };
  assert.deepEqual(await answer(), ['Guten Tag,', 'Hello,']);
  await client.call(updateAccount, { body: { language: 'en' } });
  assert.deepEqual(await answer(), ['Hello,']);
});

test('sets a first password, tells of it by mail, and ends the other sessions', async () => {
  const other = await t.as(anna);
  assert.equal((await client.call(setPassword, { body: { password: NEW_PASSWORD } })).status, 204);
  assert.equal(await statusOf(client), 200);
  assert.equal(await statusOf(other), 401);
  await logIn(FIREFOX, NEW_PASSWORD);
  await t.runJobs();
  assert.deepEqual(
    t.mails.map(({ to, subject }) => [to, /Passwort/.test(subject)]),
    [[anna.email, true]],
  );
});

test('changes a password only with the current one, and never keeps either as it is', async () => {
  await t.make.password(anna);
  for (const current of [undefined, 'wrong', NEW_PASSWORD]) {
    const body = { password: NEW_PASSWORD, ...(current && { current }) };
    const { status, problem } = await client.call(setPassword, { body });
    assert.deepEqual([status, problem.code], [422, 'password_wrong']);
  }
  await logIn();
  assert.equal(
    (await client.call(setPassword, { body: { current: TEST_PASSWORD, password: NEW_PASSWORD } })).status,
    204,
  );
  const old = await page().call(createSession, { body: { email: anna.email, password: TEST_PASSWORD } });
  assert.equal(old.status, 401);
  await logIn(FIREFOX, NEW_PASSWORD);
  const rows = await t.rows(
    sql<{
      text: string;
    }>`select a::text as text from accounts a union all select i::text from idempotency_keys i union all select o::text from outbox o`,
  );
  for (const { text } of rows) assert.ok(!text.includes(NEW_PASSWORD) && !text.includes(TEST_PASSWORD));
});

test('asks for length and not for kinds of characters, and refuses what is guessed first', async () => {
  for (const [password, code] of [
    ['Kurz-4711!', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['aaaaaaaaaaaaaaaaaa', 'invalid_value'],
    ['Anna Huber Anna Huber', 'invalid_value'],
    ['anna@example.com', 'invalid_value'],
  ] as const) {
    const { status, problem } = await client.call(setPassword, { body: { password } });
    const [error] = problem.errors ?? [];
    assert.deepEqual([status, error?.field, error?.code], [422, '/password', code], password);
  }
  assert.equal((await client.call(setPassword, { body: { password: 'nur lauter kleine worte' } })).status, 204);
});

test('removes a password with the current one; mailed links still log in', async () => {
  await t.make.password(anna);
  const other = await logIn();
  const wrong = await client.call(removePassword, { body: { current: 'wrong' } });
  assert.deepEqual([wrong.status, wrong.problem.code], [422, 'password_wrong']);
  assert.equal((await client.call(removePassword, { body: { current: TEST_PASSWORD } })).status, 204);
  assert.equal(await statusOf(other), 401);
  assert.equal((await client.call(getAccount)).body.hasPassword, false);
  const login = await page().call(createSession, { body: { email: anna.email, password: TEST_PASSWORD } });
  assert.equal(login.status, 401);
});

test('lets nobody guess the current password, and locks the owner out of nothing', async () => {
  await t.make.password(anna);
  const owner = await logIn();
  const guess = (current: string) => client.call(setPassword, { body: { current, password: NEW_PASSWORD } });
  for (let attempt = 0; attempt < 5; attempt++) assert.equal((await guess(`wrong ${attempt}`)).status, 422);
  for (const current of ['wrong', TEST_PASSWORD]) {
    const { status, headers } = await guess(current);
    assert.equal(status, 429);
    assert.ok(Number(headers.get('retry-after')) > 0);
  }
  assert.equal((await client.call(removePassword, { body: { current: TEST_PASSWORD } })).status, 429);
  assert.equal(await statusOf(client), 200, 'the session goes on');
  await logIn();
  const change = await owner.call(setPassword, { body: { current: TEST_PASSWORD, password: NEW_PASSWORD } });
  assert.equal(change.status, 204, 'and the owner ends it from another one');
  assert.equal(await statusOf(client), 401);
});

test('lists the own sessions by browser and system, the present one first', async () => {
  await t.make.password(anna);
  await t.as(await t.make.user());
  const phone = await logIn(SAFARI);
  t.advance(MINUTE);
  await logIn(FIREFOX);
  const { items } = (await phone.call(listSessions)).body;
  const [first, ...others] = items.map(({ browser, system, current }) => `${browser} ${system} ${current}`);
  assert.equal(first, 'Safari iPhone true');
  assert.deepEqual(others.sort(), ['Firefox Linux false', 'null null false']);
  t.advance(15 * 24 * 60 * MINUTE);
  const fresh = await logIn();
  assert.equal((await fresh.call(listSessions)).body.items.length, 1, 'none that has expired');
});

test('ends one session, or all others, and nobody else’s (abuse 15)', async () => {
  await t.make.password(anna);
  const eve = await t.as(await t.make.user());
  const [first, second] = [await logIn(SAFARI), await logIn(FIREFOX)];
  const { items } = (await client.call(listSessions)).body;
  const { id } = items.find(({ system }) => system === 'iPhone')!;
  for (const foreign of [id, crypto.randomUUID(), 'x'])
    assert.equal((await eve.call(endSession, { params: { id: foreign } })).status, 404);
  assert.equal(await statusOf(first), 200);
  assert.equal((await client.call(endSession, { params: { id } })).status, 204);
  assert.equal(await statusOf(first), 401);
  assert.equal(await statusOf(second), 200);
  assert.equal((await client.call(endSession, { params: { id } })).status, 404);
  assert.equal((await client.call(endOtherSessions)).status, 204);
  assert.deepEqual([await statusOf(client), await statusOf(second), await statusOf(eve)], [200, 401, 200]);
});

test('lets a host’s page show and change the profile, but give nobody a password or a session', async () => {
  const embedded = await byHost(anna);
  assert.equal((await embedded.call(getAccount)).body.hasPassword, null);
  assert.equal((await embedded.call(updateAccount, { body: { phone: '1' } })).status, 200);
  const refused = [
    await embedded.call(setPassword, { body: { password: NEW_PASSWORD } }),
    await embedded.call(removePassword, { body: { current: TEST_PASSWORD } }),
    await embedded.call(listSessions),
    await embedded.call(endSession, { params: { id: crypto.randomUUID() } }),
    await embedded.call(endOtherSessions),
  ];
  for (const { status, problem } of refused) assert.deepEqual([status, problem.code], [403, 'forbidden']);
  const unknown = await t.call(exchangeHostToken, {
    body: { token: await (await t.make.host()).signHostToken({ id: 'stranger' }) },
  });
  assert.equal(unknown.status, 401, 'whom the portal does not know gets that far by no host');
  assert.equal(await statusOf(client), 200);
});
