// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createSession, deleteSession, getSession } from '../../../src/contract/session.ts';
import { TEST_PASSWORD, type TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { hashPassword } from './password.ts';

const DAY = 24 * 60 * 60 * 1000;
const password = TEST_PASSWORD;
const own = { headers: { origin: 'https://portal.example' } };

let t: TestApp;
let anna: TestUser;

beforeEach(async () => {
  await t?.close();
  t = await createTestApp({ config: { proxyHops: 1 } });
  anna = await t.make.user({ name: 'Anna Huber', email: 'anna@example.com', permissions: ['offers'] });
  await t.make.password(anna);
});

after(() => t.close());

function logIn(email: string, secret = password, headers: Record<string, string> = {}) {
  return t.call(createSession, { body: { email, password: secret } }, { headers: { ...own.headers, ...headers } });
}

const cookieOf = (headers: Headers) => headers.getSetCookie()[0]!.split(';')[0]!;

test('logs in with e-mail and password, however the address is written', async () => {
  const { status, body, headers } = await logIn('  ANNA@Example.com ');
  assert.equal(status, 200);
  assert.equal(body.name, 'Anna Huber');
  assert.deepEqual(body.permissions, ['offers']);
  assert.equal(body.company?.id, anna.companyId);
  assert.match(
    headers.getSetCookie()[0]!,
    /^__Host-etron=[\w-]{43}; Max-Age=1209600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );

  const me = await t.with({ cookie: cookieOf(headers) }).call(getSession);
  assert.deepEqual(me.body, body);
});

test('keeps no token that would log in whoever reads the database', async () => {
  const token = cookieOf((await logIn('anna@example.com')).headers).split('=')[1]!;
  const rows = await t.rows(sql<{ token: string }>`select token from sessions`);
  assert.equal(rows.length, 1);
  assert.notEqual(rows[0]!.token, token);
  const stolen = await t.with({ cookie: `__Host-etron=${rows[0]!.token}` }).call(getSession);
  assert.equal(stolen.status, 401);
});

test('gives an unknown address and a wrong password the same answer after the same work (abuse 14)', async () => {
  const hash = await hashPassword(password);
  await t.deps.db.system((tx) => sql`update accounts set password = ${hash}`.execute(tx));
  const times: Record<string, number[]> = { known: [], unknown: [] };
  const answers = new Set<string>();
  for (let i = 0; i < 5; i++) {
    for (const [kind, email] of [
      ['known', 'anna@example.com'],
      ['unknown', 'nobody@example.com'],
    ] as const) {
      const start = performance.now();
      const { status, problem, headers } = await logIn(email, 'wrong');
      times[kind]!.push(performance.now() - start);
      answers.add(JSON.stringify({ status, problem, headers: [...headers] }));
    }
  }
  assert.equal(answers.size, 1, [...answers].join('\n'));
  assert.match([...answers][0]!, /invalid_credentials/);
  // The hash takes a hundred times as long as everything else, so leaving it out would show by far, whatever else the machine does.
  const ratio = Math.min(...times['known']!) / Math.min(...times['unknown']!);
  assert.ok(ratio > 0.2 && ratio < 5, `${ratio}`);
});

test('refuses the sixth attempt, right or wrong, for one account from one address; known or not', async () => {
  for (const email of ['anna@example.com', 'nobody@example.com']) {
    for (let i = 0; i < 5; i++) assert.equal((await logIn(email, 'wrong')).status, 401);
    const { status, problem, headers } = await logIn(email);
    assert.equal(status, 429);
    assert.equal(problem.code, 'rate_limited');
    assert.ok(Number(headers.get('retry-after')) > 800 && Number(headers.get('retry-after')) <= 900);
  }
  const elsewhere = await logIn('anna@example.com', password, { 'x-forwarded-for': '10.9.9.9' });
  assert.equal(elsewhere.status, 200);
  const claimed = await logIn('anna@example.com', password, { 'x-forwarded-for': '10.9.9.9, unknown' });
  assert.equal(claimed.status, 429, 'what the client claims to be does not count (abuse 11)');
});

test('does not count right passwords', async () => {
  for (let i = 0; i < 7; i++) assert.equal((await logIn('anna@example.com')).status, 200);
});

test('refuses parallel guessing as well', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async () => (await logIn('anna@example.com', 'wrong')).status),
  );
  assert.equal(statuses.filter((status) => status === 401).length, 5);
  assert.equal(statuses.filter((status) => status === 429).length, 15);
});

test('rotates the session at login and ends it at logout', async () => {
  const first = cookieOf((await logIn('anna@example.com')).headers);
  const second = cookieOf((await logIn('anna@example.com', password, { cookie: first })).headers);
  assert.notEqual(first, second);
  assert.equal((await t.with({ cookie: first }).call(getSession)).status, 401);

  const out = await t.with({ cookie: second, ...own.headers }).call(deleteSession);
  assert.equal(out.status, 204);
  assert.match(out.headers.getSetCookie()[0]!, /^__Host-etron=; Max-Age=0; /);
  assert.equal((await t.with({ cookie: second }).call(getSession)).status, 401);
  assert.equal((await t.with(own.headers).call(deleteSession)).status, 204, 'nothing to end');
});

test('lets a session live 14 days after its last use', async () => {
  const cookie = cookieOf((await logIn('anna@example.com')).headers);
  for (let i = 0; i < 3; i++) {
    t.advance(13 * DAY);
    const { status, headers } = await t.with({ cookie }).call(getSession);
    assert.equal(status, 200);
    assert.equal(cookieOf(headers), cookie, 'the cookie lives on as well');
  }
  t.advance(14 * DAY + 1000);
  assert.equal((await t.with({ cookie }).call(getSession)).status, 401);
  await t.runCleanUps();
  const rows = await t.rows(sql`select from sessions`);
  assert.equal(rows.length, 0);
});

test('shuts out a disabled user at once, and for good', async () => {
  const cookie = cookieOf((await logIn('anna@example.com')).headers);
  const set = (value: Date | null) => t.rows(sql`update users set disabled_at = ${value} where id = ${anna.id}`);
  await set(new Date());
  assert.equal((await t.with({ cookie }).call(getSession)).status, 401);
  assert.equal((await logIn('anna@example.com')).problem.code, 'invalid_credentials');
  await set(null);
  assert.equal((await t.with({ cookie }).call(getSession)).status, 401, 'the old session does not come back');
});

test('reads rights from the database on each request', async () => {
  const client = await t.as(anna);
  await t.rows(sql`update users set permissions = '{invoices}', management = true where id = ${anna.id}`);
  const { body } = await client.call(getSession);
  assert.deepEqual([body.permissions, body.management], [['invoices'], true]);
});

test('answers a missing, made-up or foreign login with 401 (abuse 1, 11)', async () => {
  for (const headers of [
    {},
    { cookie: '__Host-etron=' },
    { cookie: '__Host-etron=abc' },
    { cookie: "__Host-etron=' or 1=1 --" },
    { cookie: 'etron=abc' },
    { authorization: 'Bearer' },
    { authorization: 'Basic YW5uYTpiZXJ0YQ==' },
    { 'x-remote-user': 'anna@example.com', 'x-forwarded-user': 'anna@example.com' },
  ] as Record<string, string>[]) {
    const { status, problem, headers: answer } = await t.with(headers).call(getSession);
    assert.deepEqual([status, problem.code], [401, 'unauthenticated'], JSON.stringify(headers));
    assert.equal(answer.get('www-authenticate'), 'Bearer');
  }
});

test('refuses logins and logouts that a foreign page sends', async () => {
  const cookie = cookieOf((await logIn('anna@example.com')).headers);
  for (const headers of [
    {},
    { origin: 'null' },
    { origin: 'https://portal.example.evil' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://portal.example' },
    { origin: 'https://portal.example:8443' },
    { origin: 'https://sub.portal.example', 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    const body = { email: 'anna@example.com', password };
    const login = await t.call(createSession, { body }, { headers });
    assert.deepEqual([login.status, login.problem.code], [403, 'origin_forbidden'], JSON.stringify(headers));
    assert.equal(login.headers.get('set-cookie'), null);
    const logout = await t.with({ cookie }).call(deleteSession, {}, { headers });
    assert.equal(logout.status, 403);
  }
  const { status } = await t.with({ cookie }).call(deleteSession, {}, { headers: { 'sec-fetch-site': 'same-origin' } });
  assert.equal(status, 204);
});

test('names the fields of a wrong request', async () => {
  const { status, problem } = await t.call(
    createSession,
    { body: { email: 'anna', password: '', role: 'staff' } as never },
    own,
  );
  assert.equal(status, 422);
  assert.deepEqual(problem.errors?.map(({ field, code }) => `${field} ${code}`).sort(), [
    '/email invalid_format',
    '/password required',
    '/role unknown_field',
  ]);
});
