import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { type Challenge, confirmContact, getChallenge } from '../../../src/contract/embeds.ts';
import type { Language } from '../../../src/contract/language.ts';
import { Problem } from '../../http/problem.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { createContactCode } from './contact-code.ts';
import { newChallenge, verifyProof } from './proof-of-work.ts';

const origin = 'https://partner.example';

const t = await createTestApp();
let key: string;

/** Each test begins without mails, codes and counted requests. */
beforeEach(async () => {
  await t.rows(sql`truncate rate_limits, contact_codes, outbox, used_values`);
  t.mails.length = 0;
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
  await t.rows(sql`update embed_keys set revoked_at = now() where id = ${key}`);
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
async function fileTicket(email = 'erika@example.com', language: Language = 'de') {
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
  (await t.rows(sql<{ v: boolean }>`select contact_verified_at is not null as v from tickets where id = ${id}`))[0]!.v;

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
  assert.equal((await t.rows(sql`select from contact_codes`)).length, 0);
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
  const rows = await t.rows(
    sql<{
      text: string;
    }>`select c::text as text from contact_codes c union all select o.payload::text from outbox o`,
  );
  assert.equal(rows.length, 2);
  for (const { text } of rows) assert.ok(!new RegExp(`(?<![\\w-])${mailedCode()}(?![\\w-])`).test(text), text);
});

const bytes = (hex: string) => Uint8Array.from(hex.match(/../g)!, (pair) => Number.parseInt(pair, 16));
const hex = (data: Uint8Array) => Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** As a browser does it: WebCrypto, and nothing of the library the server uses. */
async function solve(challenge: Challenge) {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  for (let counter = 0; ; counter++) {
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const material = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: cost };
    const derivedKey = hex(new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, keyLength * 8)));
    if (derivedKey.startsWith(keyPrefix)) return { counter, derivedKey };
  }
}

const encode = (value: unknown) => btoa(JSON.stringify(value));

/** As the transaction that files a ticket would: under the embed key's row-level security. */
async function verify(proof: string, embedKey = key): Promise<'accepted' | string> {
  try {
    await t.deps.db.as({ embedKey, owner: `embed:${embedKey}` }, (tx) => verifyProof(tx, t.deps, embedKey, proof));
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    assert.equal(error.status, 403);
    return error.code;
  }
}

test('accepts what a browser solved, once, even in parallel (abuse 54)', async () => {
  const { body: challenge } = await t.call(
    getChallenge,
    { params: { key } },
    { headers: { origin: 'https://partner.example' } },
  );
  const proof = encode({ challenge, solution: await solve(challenge), took: 12 });
  const answers = await Promise.all([verify(proof), verify(proof), verify(proof)]);
  assert.deepEqual(answers.sort(), ['accepted', 'proof_of_work_invalid', 'proof_of_work_invalid']);
  assert.equal(await verify(proof), 'proof_of_work_invalid', 'replayed');
});

test('counts a proof only together with what it was for', async () => {
  const challenge = await newChallenge(t.deps, key);
  const proof = encode({ challenge, solution: await solve(challenge) });
  const failed = t.deps.db.as({ embedKey: key, owner: `embed:${key}` }, async (tx) => {
    await verifyProof(tx, t.deps, key, proof);
    throw new Error('The ticket could not be filed.');
  });
  await assert.rejects(failed, /could not be filed/);
  assert.equal(await verify(proof), 'accepted');
});

test('refuses a missing, tampered or foreign proof (abuse 54)', async () => {
  const challenge = await newChallenge(t.deps, key);
  const solution = await solve(challenge);
  const { parameters, signature } = challenge;
  const changed = (part: object) =>
    encode({ challenge: { parameters: { ...parameters, ...part }, signature }, solution });
  const bad: Record<string, string> = {
    nothing: '',
    'no base64': '%%%',
    'no JSON': btoa('hello'),
    null: encode(null),
    'no solution': encode({ challenge }),
    'other counter': encode({ challenge, solution: { ...solution, counter: solution.counter + 1 } }),
    'counter that wraps': encode({ challenge, solution: { ...solution, counter: solution.counter + 2 ** 32 } }),
    'other key': encode({
      challenge,
      solution: { ...solution, derivedKey: solution.derivedKey.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
    }),
    'no signature': encode({ challenge: { parameters }, solution }),
    'own signature': encode({ challenge: { parameters, signature: '0'.repeat(64) }, solution }),
    'upper-case signature': encode({ challenge: { parameters, signature: signature.toUpperCase() }, solution }),
    easier: changed({ cost: 1 }),
    'shorter prefix': changed({ keyPrefix: parameters.keyPrefix.slice(0, 2) }),
    'longer life': changed({ expiresAt: parameters.expiresAt + 1 }),
    'further member': changed({ extra: 1 }),
    'other key of the form': changed({ data: { embedKey: 'ek_other' } }),
  };
  for (const [what, proof] of Object.entries(bad)) assert.equal(await verify(proof), 'proof_of_work_invalid', what);
  const other = (await t.make.embedKey()).id;
  assert.equal(await verify(encode({ challenge, solution }), other), 'proof_of_work_invalid', 'for another form');
  assert.equal(await verify(encode({ challenge, solution })), 'accepted', 'it was good all along');
});

test('refuses a proof that comes too late, and forgets spent ones only then', async () => {
  const late = await newChallenge(t.deps, key);
  const proof = encode({ challenge: late, solution: await solve(late) });
  const spent = await newChallenge(t.deps, key);
  const spentProof = encode({ challenge: spent, solution: await solve(spent) });
  assert.equal(await verify(spentProof), 'accepted');
  t.advance(21 * 60_000);
  assert.equal(await verify(proof), 'proof_of_work_invalid');
  await t.runCleanUps();
  const rows = await t.rows(sql`select from used_values`);
  assert.ok(rows.length > 0);
  t.advance(20 * 60_000);
  await t.runCleanUps();
  assert.equal((await t.rows(sql`select from used_values`)).length, 0);
});
