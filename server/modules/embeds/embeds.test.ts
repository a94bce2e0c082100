import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { confirmContact, getChallenge } from '../../../src/contract/embeds.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createContactCode } from './contact-code.ts';

const origin = 'https://partner.example';

let t: TestApp;
let key: string;

beforeEach(async () => {
  await t?.close();
  t = await createTestApp();
  key = (await t.make.embedKey({ origins: [origin, 'https://shop.partner.example:8443'] })).id;
});

after(() => t.close());

const challenge = (headers: Record<string, string>, params = { key }) => t.call(getChallenge, { params }, { headers });

test('gives a challenge to the pages of the key, and lets their browsers read it', async () => {
  for (const page of [origin, 'https://shop.partner.example:8443']) {
    const { status, body, headers } = await challenge({ origin: page });
    assert.equal(status, 200);
    assert.equal(body.parameters.data.embedKey, key);
    assert.equal(headers.get('access-control-allow-origin'), page);
    assert.equal(headers.get('access-control-allow-credentials'), null);
    assert.match(headers.get('vary') ?? '', /Origin/);
    assert.equal(headers.get('cache-control'), 'no-store');
  }
});

test('refuses every other origin on the server, whatever the browser does (abuse 51, 53)', async () => {
  const foreign = [
    'null',
    '',
    'https://partner.example.evil',
    'https://evil-partner.example',
    'http://partner.example',
    'https://partner.example:444',
    'https://partner.example/',
    'https://PARTNER.example',
    'https://sub.partner.example',
    'https://partner.example, https://evil.example',
    'https://portal.example',
    'partner.example',
    '*',
  ];
  for (const page of foreign) {
    const { status, problem, headers } = await challenge({ origin: page });
    assert.deepEqual([status, problem.code], [403, 'origin_forbidden'], page);
    assert.equal(headers.get('access-control-allow-origin'), null, page);
  }
  assert.equal((await challenge({})).status, 403, 'no page at all');
  assert.equal((await challenge({ referer: `${origin}/kontakt` })).status, 403);
  assert.equal((await challenge({ 'sec-fetch-site': 'same-origin' })).status, 403, 'our own pages are not on the list');
});

test('works on our own page when that is on the list, where browsers leave Origin out of a GET', async () => {
  const own = (await t.make.embedKey({ origins: ['https://portal.example'] })).id;
  assert.equal((await challenge({ 'sec-fetch-site': 'same-origin' }, { key: own })).status, 200);
  assert.equal((await challenge({ 'sec-fetch-site': 'same-site' }, { key: own })).status, 403);
});

test('refuses an unknown or revoked key', async () => {
  await t.deps.db.system((tx) => sql`update embed_keys set revoked_at = now() where id = ${key}`.execute(tx));
  for (const id of [key, 'ek_unknown', '__proto__', "' or 1=1", 'x'.repeat(200), 'a\0b']) {
    const { status, problem } = await challenge({ origin }, { key: id });
    assert.deepEqual([status, problem.code], [401, 'unauthenticated'], id);
  }
});

test('answers preflights for the key’s pages only', async () => {
  const ask = (page: string) =>
    t.request(`/embeds/${key}/tickets`, {
      method: 'OPTIONS',
      headers: { origin: page, 'access-control-request-method': 'POST' },
    });
  const allowed = await ask(origin);
  assert.equal(allowed.headers.get('access-control-allow-origin'), origin);
  assert.match(allowed.headers.get('access-control-allow-headers')!, /Idempotency-Key/i);
  assert.ok(Number(allowed.headers.get('access-control-max-age')) > 0);
  assert.equal((await ask('https://evil.example')).headers.get('access-control-allow-origin'), null);
});

test('is no login: private routes answer 401 (abuse 58)', async () => {
  for (const authorization of [`Bearer ${key}`, key, `Embed ${key}`]) {
    for (const path of ['/session', '/staff', '/companies']) {
      const { status } = await t.request(path, { headers: { authorization, origin } });
      assert.equal(status, 401, `${path} ${authorization}`);
    }
  }
});

test('hands out so many challenges to one address', async () => {
  const statuses = await Promise.all(Array.from({ length: 305 }, async () => (await challenge({ origin })).status));
  assert.equal(statuses.filter((status) => status === 200).length, 300);
  assert.equal(statuses.filter((status) => status === 429).length, 5);
});

/** Files a ticket as the form does, up to the mail with the code. */
async function fileTicket(email = 'erika@example.com', language: 'de' | 'en' = 'de') {
  const ticket = await t.make.ticket({
    company: null,
    email,
    embedKey: { id: key },
    subject: 'Gratis-Pillen auf https://evil.example',
  });
  const job = { ticketId: ticket.id, email, number: ticket.number, language };
  await t.deps.db.as({ embedKey: key, owner: `embed:${key}` }, (tx) => createContactCode(tx, t.deps, job));
  await t.runJobs();
  return ticket;
}

const confirm = (number: string, code: string, embedKey = key) =>
  t.call(confirmContact, { params: { key: embedKey }, body: { number, code } }, { headers: { origin } });

const mailedCode = () => t.mails.at(-1)!.paragraphs.find((text) => /^\d{6}$/.test(text))!;

const isVerified = async (id: string) =>
  (
    await t.deps.db.system((tx) =>
      sql<{ v: boolean }>`select contact_verified_at is not null as v from tickets where id = ${id}`.execute(tx),
    )
  ).rows[0]!.v;

test('confirms the contact’s address with the mailed code', async () => {
  const ticket = await fileTicket();
  const wrong = await confirm(ticket.number, mailedCode() === '000000' ? '000001' : '000000');
  assert.deepEqual([wrong.status, wrong.problem.code], [422, 'code_invalid']);
  assert.equal(await isVerified(ticket.id), false);
  assert.equal((await confirm(ticket.number, mailedCode())).status, 204);
  assert.equal(await isVerified(ticket.id), true);
  assert.equal((await confirm(ticket.number, mailedCode())).status, 204, 'the answer may have been lost');
});

test('mails nothing a visitor wrote, in the language of the page (abuse 56)', async () => {
  const ticket = await fileTicket('opfer@example.com');
  await fileTicket('victim@example.com', 'en');
  const [german, english] = t.mails;
  assert.equal(german!.to, 'opfer@example.com');
  assert.match(german!.subject, new RegExp(`Bestätigungscode für Ticket ${ticket.number}`));
  assert.match(english!.subject, /confirmation code/);
  for (const mail of t.mails) {
    const text = [mail.subject, ...mail.paragraphs].join('\n');
    assert.ok(!/Pillen|evil|Erika|https?:/.test(text), text);
  }
});

test('mails one address a few codes an hour and no more, whoever types it in (abuse 56)', async () => {
  for (let i = 0; i < 8; i++) await fileTicket('opfer@example.com');
  assert.equal(t.mails.length, 5);
});

// Attempts to send were counted: after five failed ones the job was taken for done, and the code was never mailed.
test('mails the code in the end, however long the mail server is away', async () => {
  const { send } = t.deps.mailer;
  t.deps.mailer.send = () => Promise.reject(new Error('away'));
  await fileTicket();
  for (let i = 0; i < 7; i++) {
    t.advance(6 * 60_000);
    await t.runJobs();
  }
  assert.ok(t.errors.splice(0).length >= 6);
  t.deps.mailer.send = send;
  t.advance(60 * 60_000);
  await t.runJobs();
  assert.equal(t.mails.length, 1);
});

test('takes five attempts, then none', async () => {
  const ticket = await fileTicket();
  const code = mailedCode();
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const statuses = await Promise.all(
    Array.from({ length: 5 }, async () => (await confirm(ticket.number, wrong)).status),
  );
  assert.deepEqual(statuses, Array(5).fill(422));
  const { status, problem } = await confirm(ticket.number, code);
  assert.deepEqual([status, problem.code], [422, 'code_invalid']);
  assert.equal(await isVerified(ticket.id), false);
});

test('takes a code for a day, for its own ticket and through its own key', async () => {
  const ticket = await fileTicket();
  const code = mailedCode();
  const other = await fileTicket();
  assert.equal((await confirm(other.number, code)).status, code === mailedCode() ? 204 : 422);
  assert.equal((await confirm('T-2026-999999', code)).problem.code, 'code_invalid', 'unknown ticket: the same answer');
  const elsewhere = (await t.make.embedKey({ origins: [origin] })).id;
  assert.equal((await confirm(ticket.number, code, elsewhere)).status, 422);
  t.advance(24 * 60 * 60_000 + 1000);
  assert.equal((await confirm(ticket.number, code)).status, 422);
  await t.runCleanUps();
  assert.equal((await t.deps.db.system((tx) => sql`select from contact_codes`.execute(tx))).rows.length, 0);
});

test('refuses malformed codes and the plain text of no-cors requests (abuse 52)', async () => {
  const { problem } = await confirm('T-1', '12345a');
  assert.deepEqual(problem.errors?.map(({ field }) => field).sort(), ['/code', '/number']);
  const plain = await t.request(`/embeds/${key}/confirmations`, {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain' },
    body: '{"number":"T-2026-000001","code":"000000"}',
  });
  assert.equal(plain.status, 415);
});

test('keeps no code in the database', async () => {
  await fileTicket();
  const { rows } = await t.deps.db.system((tx) =>
    sql<{
      text: string;
    }>`select c::text as text from contact_codes c union all select o.payload::text from outbox o`.execute(tx),
  );
  assert.equal(rows.length, 2);
  for (const { text } of rows) assert.ok(!new RegExp(`(?<![\\w-])${mailedCode()}(?![\\w-])`).test(text), text);
});
