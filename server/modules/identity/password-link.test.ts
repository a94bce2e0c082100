// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { redeemPasswordLink, requestPasswordLink, setPassword } from '../../../src/contract/account.ts';
import { createSession, getSession, redeemLink, requestLink } from '../../../src/contract/session.ts';
import { TEST_PASSWORD, type TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const MINUTE = 60 * 1000;
const NEW_PASSWORD = 'Regen auf altem Blech';
const own = { headers: { origin: 'https://portal.example' } };

let t: TestApp;
let anna: TestUser;

beforeEach(async () => {
  await t?.close();
  t = await createTestApp({ config: { proxyHops: 1 } });
  anna = await t.make.user({ name: 'Anna Huber', email: 'anna@example.com', emailVerified: false });
  await t.make.password(anna);
});

after(() => t.close());

const ask = (email: string) => t.call(requestPasswordLink, { body: { email, language: 'de' } });
const redeem = (token: string, password = NEW_PASSWORD) =>
  t.call(redeemPasswordLink, { body: { token, password } }, own);
const logIn = (password: string) => t.call(createSession, { body: { email: anna.email, password } }, own);

/** The token of a link that is mailed now. */
async function mailedToken(): Promise<string> {
  t.mails.length = 0;
  assert.equal((await ask(' ANNA@Example.com')).status, 202);
  await t.runJobs();
  assert.ok(t.mails.every(({ to }) => to === anna.email));
  const lines = t.mails.flatMap(({ paragraphs }) => paragraphs).join('\n');
  return /^https:\/\/portal\.example\/#\/password\/([\w-]{43})$/m.exec(lines)![1]!;
}

test('sets a new password once, logs in, and ends every other session', async () => {
  const before = await t.as(anna);
  const token = await mailedToken();
  const { status, body, headers } = await redeem(token);
  assert.equal(status, 200);
  assert.equal(body.id, anna.id);
  const cookie = headers.getSetCookie()[0]!.split(';')[0]!;
  assert.equal((await t.with({ cookie }).call(getSession)).status, 200);
  assert.equal((await before.call(getSession)).status, 401);
  assert.equal((await logIn(TEST_PASSWORD)).status, 401);
  assert.equal((await logIn(NEW_PASSWORD)).status, 200);
  const again = await redeem(token, 'Noch ein anderes Wort');
  assert.deepEqual([again.status, again.problem.code], [410, 'link_expired'], 'abuse 12');
  assert.equal((await logIn(NEW_PASSWORD)).status, 200);
  await t.runJobs();
  assert.match(t.mails.at(-1)!.subject, /wurde geändert/);
});

test('gives a first password to somebody who never had one', async () => {
  await t.rows(sql`delete from accounts`);
  assert.equal((await redeem(await mailedToken())).status, 200);
  assert.equal((await logIn(NEW_PASSWORD)).status, 200);
});

test('answers an unknown address alike, after the same work, and mails nothing (abuse 14)', async () => {
  const known = await ask('anna@example.com');
  const unknown = await ask('nobody@example.com');
  assert.deepEqual(
    [unknown.status, unknown.body, [...unknown.headers]],
    [known.status, known.body, [...known.headers]],
  );
  const rows = await t.rows(sql`select kind from outbox`);
  assert.deepEqual(rows, [{ kind: 'password-link' }, { kind: 'password-link' }], 'both leave the same job behind');
  await t.runJobs();
  assert.deepEqual(
    t.mails.map((mail) => mail.to),
    ['anna@example.com'],
  );
});

test('refuses an expired link, garbage, a disabled user’s, and a link of the other kind', async () => {
  const token = await mailedToken();
  for (const garbage of ['', 'abc', token.slice(1), `${token}x`, "' or 1=1 --"])
    assert.equal((await redeem(garbage)).problem.code, 'link_expired', garbage);
  assert.equal((await t.call(redeemLink, { body: { token } }, own)).status, 410, 'it is no login link');
  await t.call(requestLink, { body: { email: anna.email, language: 'de' } });
  await t.runJobs();
  const login = /#\/login\/([\w-]+)$/m.exec(t.mails.at(-1)!.paragraphs.join('\n'))![1]!;
  assert.equal((await redeem(login)).status, 410, 'and a login link sets no password');
  t.advance(60 * MINUTE + 1000);
  assert.equal((await redeem(token)).status, 410);
  const fresh = await mailedToken();
  await t.rows(sql`update users set disabled_at = now() where id = ${anna.id}`);
  assert.equal((await redeem(fresh)).status, 410);
  assert.equal((await logIn(TEST_PASSWORD)).status, 401);
});

test('keeps the link when the password is refused', async () => {
  const token = await mailedToken();
  for (const [password, code] of [
    ['kurz', 'too_short'],
    ['anna.huber@example.com', 'invalid_value'],
  ] as const) {
    const { status, problem } = await redeem(token, password);
    const [error] = problem.errors ?? [];
    assert.deepEqual([status, error?.field, error?.code], [422, '/password', code]);
  }
  assert.equal((await redeem(token)).status, 200);
});

test('works once even in parallel, and ends the other links', async () => {
  const [first, second] = [await mailedToken(), await mailedToken()];
  const statuses = await Promise.all(Array.from({ length: 3 }, async () => (await redeem(first)).status));
  assert.deepEqual(statuses.sort(), [200, 410, 410]);
  assert.equal((await redeem(second)).status, 410);
  const third = await mailedToken();
  const client = await t.as(anna);
  await client.call(setPassword, { body: { current: NEW_PASSWORD, password: 'Nebel über dem Weiher' } });
  assert.equal((await redeem(third)).status, 410, 'a new password by any way does');
});

test('is used up by no mail scanner, and redeemed by no foreign page (abuse 13)', async () => {
  const token = await mailedToken();
  for (const method of ['GET', 'HEAD'])
    assert.equal((await t.request(`/session/password-links/redemptions?token=${token}`, { method })).status, 404);
  const body = { token, password: NEW_PASSWORD };
  const foreign = await t.call(redeemPasswordLink, { body }, { headers: { origin: 'https://evil.example' } });
  assert.deepEqual([foreign.status, foreign.problem.code], [403, 'origin_forbidden']);
  assert.equal((await redeem(token)).status, 200);
});

test('keeps the token nowhere but in the mail', async () => {
  const token = await mailedToken();
  const rows = await t.rows(
    sql<{ text: string }>`select v::text as text from verifications v union all select o::text from outbox o`,
  );
  assert.equal(rows.length, 2);
  for (const { text } of rows) assert.ok(!text.includes(token));
});

test('mails an address three links an hour, and leaves it the other way in (abuse 66)', async () => {
  for (let mail = 0; mail < 3; mail++) assert.equal((await ask('anna@example.com')).status, 202);
  const { status, problem, headers } = await ask('ANNA@example.com');
  assert.deepEqual([status, problem.code], [429, 'rate_limited']);
  assert.ok(Number(headers.get('retry-after')) > 0);
  for (let mail = 0; mail < 3; mail++) await ask('nobody@example.com');
  assert.equal((await ask('nobody@example.com')).status, 429, 'known or not');
  assert.equal((await t.call(requestLink, { body: { email: anna.email, language: 'de' } })).status, 202);
  assert.equal((await logIn(TEST_PASSWORD)).status, 200);
});
