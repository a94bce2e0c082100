// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import type { Language } from '../../../src/contract/language.ts';
import { createSession, getSession, redeemLink, requestLink } from '../../../src/contract/session.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { hashPassword } from './password.ts';

const MINUTE = 60 * 1000;
const own = { headers: { origin: 'https://portal.example' } };

let t: TestApp;
let anna: TestUser;

beforeEach(async () => {
  await t?.close();
  t = await createTestApp();
  anna = await t.make.user({ name: 'Anna Huber', email: 'anna@example.com', emailVerified: false });
});

after(() => t.close());

const ask = (email: string, language: Language = 'de') => t.call(requestLink, { body: { email, language } });
const redeem = (token: string) => t.call(redeemLink, { body: { token } }, own);

/** The token in the newest mail. */
function mailedToken(): string {
  return /#\/login\/([\w-]+)$/m.exec(t.mails.at(-1)!.paragraphs.join('\n'))![1]!;
}

async function mailLink(email = 'anna@example.com'): Promise<string> {
  assert.equal((await ask(email)).status, 202);
  await t.runJobs();
  return mailedToken();
}

async function companyOf(ticketId: string) {
  const rows = await t.rows(sql<{ company: string | null; verified: boolean; creator: string | null }>`
      select company_id as company, contact_verified_at is not null as verified, created_by as creator from tickets where id = ${ticketId}
    `);
  return rows[0]!;
}

test('mails a link that logs in once, and verifies the address', async () => {
  const token = await mailLink(' Anna@EXAMPLE.com');
  const mail = t.mails[0]!;
  assert.equal(mail.to, 'anna@example.com');
  assert.match(mail.subject, /Anmeldelink/);
  assert.ok(mail.paragraphs.includes(`https://portal.example/#/login/${token}`));

  const { status, body, headers } = await redeem(token);
  assert.equal(status, 200);
  assert.equal(body.id, anna.id);
  const me = await t.with({ cookie: headers.getSetCookie()[0]!.split(';')[0]! }).call(getSession);
  assert.equal(me.status, 200);
  const rows = await t.rows(sql<{ v: boolean }>`select email_verified as v from users where id = ${anna.id}`);
  assert.equal(rows[0]!.v, true);

  const again = await redeem(token);
  assert.deepEqual([again.status, again.problem.code], [410, 'link_expired'], 'abuse 12');
  assert.equal(again.headers.get('set-cookie'), null);
});

test('writes in the language of the page', async () => {
  await ask('anna@example.com', 'en');
  await t.runJobs();
  assert.match(t.mails[0]!.subject, /login link/);
});

test('answers an unknown address alike, after the same work, and mails nothing (abuse 14)', async () => {
  const known = await ask('anna@example.com');
  const unknown = await ask('nobody@example.com');
  assert.equal(known.headers.get('content-length'), '0', 'by which clients know that there is nothing to parse');
  assert.deepEqual(
    [unknown.status, unknown.body, [...unknown.headers]],
    [known.status, known.body, [...known.headers]],
  );
  const rows = await t.rows(sql`select kind from outbox`);
  assert.equal(rows.length, 2, 'both leave the same job behind');
  await t.runJobs();
  assert.deepEqual(
    t.mails.map((mail) => mail.to),
    ['anna@example.com'],
  );
});

test('does not let a mail scanner use up the link (abuse 13)', async () => {
  const token = await mailLink();
  for (const method of ['GET', 'HEAD']) {
    const response = await t.request(`/session/links/redemptions?token=${token}`, { method });
    assert.equal(response.status, 404);
  }
  assert.equal((await redeem(token)).status, 200);
});

test('refuses an expired link, garbage, and a link of a user who was disabled (abuse 12)', async () => {
  const token = await mailLink();
  const late = await mailLink();
  for (const garbage of ['', 'abc', token.slice(1), `${token}x`, "' or 1=1 --"]) {
    const { status, problem } = await redeem(garbage);
    assert.deepEqual([status, problem.code], [410, 'link_expired'], garbage);
  }
  t.advance(15 * MINUTE + 1000);
  assert.equal((await redeem(late)).status, 410);

  const fresh = await mailLink();
  await t.rows(sql`update users set disabled_at = now() where id = ${anna.id}`);
  assert.equal((await redeem(fresh)).status, 410);
  await ask('anna@example.com');
  const before = t.mails.length;
  await t.runJobs();
  assert.equal(t.mails.length, before, 'no more mails either');
});

test('works once even in parallel', async () => {
  const token = await mailLink();
  const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await redeem(token)).status));
  assert.deepEqual(statuses.sort(), [200, ...Array(9).fill(410)]);
});

test('refuses to redeem for a foreign page', async () => {
  const token = await mailLink();
  const { status, problem } = await t.call(
    redeemLink,
    { body: { token } },
    { headers: { origin: 'https://evil.example' } },
  );
  assert.deepEqual([status, problem.code], [403, 'origin_forbidden']);
  assert.equal((await redeem(token)).status, 200, 'and the link is still good');
});

test('keeps the token nowhere but in the mail', async () => {
  const token = await mailLink();
  const rows = await t.rows(
    sql<{ text: string }>`select v::text as text from verifications v union all select o::text from outbox o`,
  );
  assert.equal(rows.length, 2);
  for (const { text } of rows) assert.ok(!text.includes(token));
});

test('mails a few links per address and quarter of an hour', async () => {
  for (let i = 0; i < 5; i++) assert.equal((await ask('anna@example.com')).status, 202);
  const { status, problem, headers } = await ask('ANNA@example.com');
  assert.deepEqual([status, problem.code], [429, 'rate_limited']);
  assert.ok(Number(headers.get('retry-after')) > 0);
  assert.equal((await ask('other@example.com')).status, 202);
});

test('lets nothing into the head of a mail (abuse 50)', async () => {
  for (const email of [
    'anna@example.com\r\nBcc: eve@example.com',
    'anna@example.com\nX: y',
    'anna@example.com,eve@example.com',
  ]) {
    const { status, problem } = await ask(email);
    assert.deepEqual([status, problem?.errors?.[0]?.field], [422, '/email'], email);
  }
  await t.runJobs();
  assert.deepEqual(t.mails, []);
});

test('claims the tickets that were filed with exactly the verified address (abuse 25)', async () => {
  const mine = await t.make.ticket({ company: null, email: 'anna@example.com' });
  const others = await Promise.all([
    t.make.ticket({ company: null, email: 'anna+1@example.com' }),
    t.make.ticket({ company: null, email: '\u0430nna@example.com' }),
    t.make.ticket({ company: null, email: 'a.nna@example.com' }),
    t.make.ticket({ company: null, email: 'anna@example.com.evil.com' }),
    t.make.ticket({ company: null, email: 'anna@example.com', quarantined: true }),
  ]);
  const owned = await t.make.ticket({ email: 'anna@example.com' });
  const { company: owner } = await companyOf(owned.id);

  await redeem(await mailLink());
  assert.deepEqual(await companyOf(mine.id), { company: anna.companyId, verified: true, creator: anna.id });
  for (const other of others) assert.equal((await companyOf(other.id)).company, null);
  assert.equal((await companyOf(owned.id)).company, owner, 'what belongs to a company stays there');
});

test('claims nothing at a password login with an unverified address (abuse 24)', async () => {
  const ticket = await t.make.ticket({ company: null, email: 'anna@example.com' });
  const hash = await hashPassword('Geheim-4711');
  await t.rows(
    sql`insert into accounts (user_id, account_id, provider_id, password) values (${anna.id}, ${anna.email}, 'credential', ${hash})`,
  );
  const logIn = () => t.call(createSession, { body: { email: 'anna@example.com', password: 'Geheim-4711' } }, own);
  assert.equal((await logIn()).status, 200);
  assert.equal((await companyOf(ticket.id)).company, null);

  await t.rows(sql`update users set email_verified = true where id = ${anna.id}`);
  assert.equal((await logIn()).status, 200);
  assert.equal((await companyOf(ticket.id)).company, anna.companyId);
});

test('verifies the address the link was mailed to, not one the user has since', async () => {
  const token = await mailLink();
  await t.rows(sql`update users set email = 'new@example.com' where id = ${anna.id}`);
  assert.equal((await redeem(token)).status, 410);
});
