// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { createAnonymousTicket } from '../../../src/contract/embeds.ts';
import { getTicket, listTickets, type NewAnonymousTicket } from '../../../src/contract/tickets.ts';
import { solvedProof } from '../../testing/proof.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestCallOptions, TestClient } from '../../testing/test-client.ts';
import { claimTickets } from './tickets.store.ts';

const t = await createTestApp({ config: { proxyHops: 1 } });
const key = (await t.make.embedKey({ ticketsPerHour: 1000 })).id;
const form: TestClient = t.with({ origin: 'https://partner.example' });
const staff = await t.as(await t.make.staff());

after(() => t.close());

let visitors = 0;

/** From an address of their own each, because there is a limit for each. */
async function file(
  changes: Partial<NewAnonymousTicket> = {},
  { embedKey = key, ...options }: { embedKey?: string } & TestCallOptions = {},
) {
  const body: NewAnonymousTicket = {
    subject: 'Kassenlade klemmt',
    description: 'BESUCHERTEXT',
    category: 'fault',
    priority: 'normal',
    contact: { name: 'Gast', email: 'gast@example.com' },
    language: 'de',
    proof: await solvedProof(t.deps, embedKey),
    ...changes,
  };
  return form
    .with({ 'x-forwarded-for': `10.0.0.${++visitors}` })
    .call(createAnonymousTicket, { params: { key: embedKey }, body }, options);
}

async function upload(embedKey: string): Promise<string> {
  const response = await form.request(`/embeds/${embedKey}/uploads?name=a.txt`, { method: 'POST', body: 'x' });
  assert.equal(response.status, 201);
  return (await response.json()).id;
}

test('a visitor gets a number; only staff see the ticket; the mail has nothing but code and number (abuse 56)', async () => {
  t.mails.length = 0;
  const attachment = await upload(key);
  const { status, body } = await file({
    attachments: [attachment],
    subject: 'BESUCHERTEXT',
    contact: { name: 'BESUCHERTEXT', email: ' Gast@Example.com ' },
  });
  assert.equal(status, 201);
  assert.equal(body.confirmation, true);
  await t.runJobs();
  assert.deepEqual(
    t.mails.map(({ to }) => to),
    ['gast@example.com'],
  );
  assert.ok(JSON.stringify(t.mails).includes(body.number));
  assert.ok(!JSON.stringify(t.mails).includes('BESUCHERTEXT'));
  const { body: page } = await staff.call(listTickets, { query: { search: body.number } });
  const { body: ticket } = await staff.call(getTicket, { params: { id: page.items[0]!.id } });
  assert.deepEqual([ticket.source, ticket.company, ticket.staff?.embedKey], ['embed', null, key]);
  assert.deepEqual(
    ticket.attachments.map(({ id }) => id),
    [attachment],
  );
});

test('a filled honeypot is answered like any ticket, held back, and mails nothing (abuse 57)', async () => {
  t.mails.length = 0;
  const { status, body } = await file({
    website: 'https://spam.example',
    contact: { name: 'Bot', email: 'opfer@example.com' },
  });
  assert.deepEqual([status, body.confirmation], [202, false]);
  await t.runJobs();
  assert.deepEqual(t.mails, []);
  const { body: page } = await staff.call(listTickets, { query: { search: body.number } });
  const { body: ticket } = await staff.call(getTicket, { params: { id: page.items[0]!.id } });
  assert.equal(ticket.staff?.quarantined, true);
  const victim = await t.make.user({ email: 'opfer@example.com' });
  await t.deps.db.system((tx) =>
    claimTickets(tx, { id: victim.id, email: victim.email, companyId: victim.companyId! }, t.deps.clock()),
  );
  const theirs = await (await t.as(victim)).call(listTickets);
  assert.deepEqual(theirs.body.items, [], 'and is claimed by nobody');
});

test('a repeated request files once, with the same proof; another needs its own (abuse 54)', async () => {
  const proof = await solvedProof(t.deps, key);
  const body = {
    subject: 'Einmal',
    description: 'x',
    category: 'fault',
    priority: 'normal',
    contact: { name: 'G', email: 'g@example.com' },
    language: 'en',
    proof,
  } as const;
  const idempotency = { key: randomUUID() };
  const first = await form.call(createAnonymousTicket, { params: { key }, body }, idempotency);
  const again = await form.call(createAnonymousTicket, { params: { key }, body }, idempotency);
  assert.equal(first.status, 201);
  assert.deepEqual(again.body, first.body);
  const replayed = await form.call(createAnonymousTicket, { params: { key }, body });
  assert.deepEqual([replayed.status, replayed.problem.code], [403, 'proof_of_work_invalid']);
});

test('too many through one key are refused with the time to wait (abuse 55)', async () => {
  const few = (await t.make.embedKey({ ticketsPerHour: 2 })).id;
  const statuses: number[] = [];
  for (let i = 0; i < 3; i++) statuses.push((await file({}, { embedKey: few })).status);
  assert.deepEqual(statuses, [201, 201, 429]);
  const { headers, problem } = await file({}, { embedKey: few });
  assert.equal(problem.code, 'rate_limited');
  assert.ok(Number(headers.get('retry-after')) > 0);
});

// An address had as many as the whole key: one visitor closed a partner's form.
test('one address is refused before the form is closed to others (abuse 55)', async () => {
  const usual = (await t.make.embedKey()).id;
  const visitor = { embedKey: usual, headers: { 'x-forwarded-for': '192.0.2.1' } };
  for (let i = 0; i < 8; i++) assert.equal((await file({}, visitor)).status, 201);
  assert.equal((await file({}, visitor)).status, 429);
  for (let i = 8; i < 20; i++) assert.equal((await file({}, { embedKey: usual })).status, 201, 'somebody else');
  assert.equal((await file({}, { embedKey: usual })).status, 429, 'the 21st of the key');
});

// Everything that was sent counted: with twenty wrong proofs, anybody closed a partner's form for an hour.
test('wrong proofs and repetitions do not use up the tickets of a key', async () => {
  const few = (await t.make.embedKey({ ticketsPerHour: 2 })).id;
  const proof = await solvedProof(t.deps, key);
  for (let i = 0; i < 3; i++) assert.equal((await file({ proof }, { embedKey: few })).status, 403);
  const once = { subject: 'Einmal', proof: await solvedProof(t.deps, few) };
  const idempotency = { key: randomUUID() };
  for (let i = 0; i < 3; i++) assert.equal((await file(once, { embedKey: few, ...idempotency })).status, 201);
  assert.equal((await file({}, { embedKey: few })).status, 201);
  assert.equal((await file({}, { embedKey: few })).status, 429);
});

test('uploads of another key or of a user cannot be taken along (abuse 22)', async () => {
  const other = (await t.make.embedKey()).id;
  const user = await t.as(await t.make.user());
  const own = await user.upload('a.txt');
  for (const attachments of [[await upload(other)], [own], [randomUUID()]]) {
    const { status, problem } = await file({ attachments });
    assert.deepEqual([status, problem.code], [404, 'not_found']);
  }
});

test('needs a page of the key, a key, and a ticket (abuse 51, 53, 58)', async () => {
  const body = { subject: 'x' } as NewAnonymousTicket;
  for (const origin of ['https://evil.example', 'null', 'https://partner.example.evil.example']) {
    const { problem } = await t.with({ origin }).call(createAnonymousTicket, { params: { key }, body });
    assert.equal(problem.code, 'origin_forbidden', origin);
  }
  assert.equal((await form.call(createAnonymousTicket, { params: { key: 'unknown' }, body })).status, 401);
  assert.equal((await form.call(createAnonymousTicket, { params: { key }, body })).status, 422);
  const badAddress = await file({ contact: { name: 'x', email: 'a@x.at\r\nBcc: b@x.at' } });
  assert.equal(badAddress.problem.errors?.[0]?.field, '/contact/email');
  assert.equal((await file({ companyId: randomUUID() } as object)).problem.errors?.[0]?.code, 'unknown_field');
});

test('an e-mail in another spelling claims nothing (abuse 25)', async () => {
  const { body } = await file({ contact: { name: 'G', email: 'anna+1@example.com' } });
  for (const email of ['anna@example.com', '\u0430nna+1@example.com', 'anna+1@example.co']) {
    const user = await t.make.user({ email });
    await t.deps.db.system((tx) =>
      claimTickets(tx, { id: user.id, email, companyId: user.companyId! }, t.deps.clock()),
    );
    assert.deepEqual((await (await t.as(user)).call(listTickets)).body.items, [], email);
  }
  const owner = await t.make.user({ email: 'anna+1@example.com' });
  await t.deps.db.system((tx) =>
    claimTickets(tx, { id: owner.id, email: owner.email, companyId: owner.companyId! }, t.deps.clock()),
  );
  assert.deepEqual(
    (await (await t.as(owner)).call(listTickets)).body.items.map(({ number }) => number),
    [body.number],
  );
});
