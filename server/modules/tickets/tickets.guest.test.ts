import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { confirmGuestContact, createGuestTicket, type NewGuestTicket } from '../../../src/contract/guests.ts';
import { createMessage } from '../../../src/contract/history.ts';
import { exchangeHostToken, getSession, redeemLink, requestLink } from '../../../src/contract/session.ts';
import { createTicket, getTicket, listTickets } from '../../../src/contract/tickets.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const t = await createTestApp();
const host = await t.make.host();
const staff = await t.as(await t.make.staff());

after(() => t.close());

/** What a host says of somebody new. */
const person = (changes: Record<string, unknown> = {}) => ({
  sub: randomUUID(),
  name: 'Jonas Aigner',
  email: `${randomUUID()}@example.com`,
  ...changes,
});

type Person = ReturnType<typeof person>;

/** Exchanges a token of the host for one that the API takes. */
const exchange = async (claims: Person, of = host) =>
  t.call(exchangeHostToken, { body: { token: await of.signHostToken({ id: claims.sub }, claims) } });

async function guest(claims: Person, of = host): Promise<TestClient> {
  const { status, body } = await exchange(claims, of);
  assert.deepEqual([status, body.guest], [200, true]);
  return t.with({ authorization: `Bearer ${body.accessToken}` });
}

async function file(client: TestClient, changes: Partial<NewGuestTicket> = {}) {
  const words = { subject: 'Lade klemmt', description: 'BESUCHERTEXT', category: 'fault', priority: 'normal' } as const;
  return client.call(createGuestTicket, { body: { ...words, language: 'de', ...changes } });
}

/** The ticket as staff see it. */
async function ticketOf(number: string) {
  const { body } = await staff.call(listTickets, { query: { search: number } });
  return (await staff.call(getTicket, { params: { id: body.items[0]!.id } })).body;
}

test('somebody the portal does not know files a ticket, as the host vouches for them', async () => {
  const company = await t.make.company();
  const instance = `huber-${randomUUID()}`;
  await t.make.subscription({ company, instance });
  const claims = person({ phone_number: '+43 1 234', instance });
  const client = await guest(claims);
  const attachment = await client.upload('bon.txt');
  const { status, body } = await file(client, {
    attachments: [attachment],
    context: { instance: 'what the page says', version: '2026.11' },
  });
  assert.deepEqual([status, body.confirmation], [201, true]);
  const ticket = await ticketOf(body.number);
  assert.deepEqual(ticket.contact, {
    name: 'Jonas Aigner',
    email: claims.email,
    phone: '+43 1 234',
    company: company.name,
  });
  assert.deepEqual([ticket.company?.id, ticket.source, ticket.attachments.length], [company.id, 'onretail', 1]);
  assert.deepEqual(ticket.staff?.context, { instance, version: '2026.11' });
  assert.deepEqual([ticket.staff?.host, ticket.staff?.contactVerified], ['onRetail', false]);
  const colleague = await t.as(await t.make.user({ company }));
  assert.equal((await colleague.call(getTicket, { params: { id: ticket.id } })).body.staff, undefined);
  assert.equal((await client.call(getTicket, { params: { id: ticket.id } })).status, 401, 'who filed it sees nothing');
});

test('an instance that is unknown, or that two companies have, says nothing of the company', async () => {
  const shared = `kassa-${randomUUID()}`;
  await t.make.subscription({ instance: shared });
  await t.make.subscription({ instance: shared });
  for (const instance of [shared, 'nobody.example', undefined]) {
    const { body } = await file(await guest(person({ instance })));
    assert.equal((await ticketOf(body.number)).company, null, instance);
  }
});

test('an address is not confirmed by the word of a host: staff write into the void until the mailed code comes back', async () => {
  await t.runJobs();
  t.mails.length = 0;
  const claims = person({ email_verified: true });
  const client = await guest(claims);
  const { number } = (await file(client)).body;
  const ticket = await ticketOf(number);
  await staff.call(createMessage, { params: { kind: 'ticket', id: ticket.id }, body: { body: 'GEHEIM' } });
  await t.runJobs();
  assert.deepEqual(
    t.mails.map(({ to }) => to),
    [claims.email],
    'only the code',
  );
  const text = JSON.stringify(t.mails);
  assert.doesNotMatch(text, /GEHEIM|BESUCHERTEXT|#\/t\//);
  const code = t.mails.flatMap(({ paragraphs }) => paragraphs).find((paragraph) => /^\d{6}$/.test(paragraph))!;

  const confirm = (by: TestClient) => by.call(confirmGuestContact, { body: { number, code } });
  assert.equal((await confirm(await guest(person()))).problem.code, 'code_invalid', 'another guest of the host');
  const other = await t.make.host();
  assert.equal((await confirm(await guest(claims, other))).problem.code, 'code_invalid', 'the guest of another host');
  assert.equal((await confirm(client)).status, 204);
  await staff.call(createMessage, { params: { kind: 'ticket', id: ticket.id }, body: { body: 'Erledigt.' } });
  await t.runJobs();
  assert.match(JSON.stringify(t.mails.at(-1)), /#\/t\//, 'a link to this one ticket');
});

test('later, with access to the portal, the ticket is in the list', async () => {
  const company = await t.make.company();
  const claims = person();
  const { number } = (await file(await guest(claims))).body;
  const user = await t.make.user({ company, email: claims.email, emailVerified: false });

  await t.runJobs();
  t.mails.length = 0;
  await t.call(requestLink, { body: { email: claims.email, language: 'de' } });
  await t.runJobs();
  const token = /#\/login\/([\w-]+)/.exec(JSON.stringify(t.mails))![1]!;
  const own = t.with({ origin: t.deps.config.publicUrl });
  assert.equal((await own.call(redeemLink, { body: { token } })).status, 200);
  const { body } = await (await t.as(user)).call(listTickets, { query: {} });
  assert.deepEqual(
    body.items.map((item) => item.number),
    [number],
  );
});

test('also by the word of the host alone, once it knows the person as a user of the portal; but not by a typed address', async () => {
  const claims = person();
  const { number } = (await file(await guest(claims))).body;
  const typed = (await file(await guest(person({ email: claims.email })))).body;
  const user = await t.make.user({ email: claims.email, emailVerified: false });
  await t.rows(sql`insert into host_users (host_id, subject, user_id) values (${host.id}, ${claims.sub}, ${user.id})`);
  const { body: access } = await exchange(claims);
  assert.equal(access.guest, undefined);
  const client = t.with({ authorization: `Bearer ${access.accessToken}` });
  const { body } = await client.call(listTickets, { query: {} });
  assert.deepEqual(
    body.items.map((item) => item.number),
    [number],
  );
  assert.notEqual(number, typed.number);
  assert.equal((await ticketOf(number)).staff?.contactVerified, false);
});

test('a token without a name or an address, and one of somebody who was shut out, is refused', async () => {
  for (const changes of [{ name: undefined }, { email: undefined }, { email: 'x' }, { name: ' ' }, { name: 7 }]) {
    assert.equal((await exchange(person(changes))).status, 401, JSON.stringify(changes));
  }
  const user = await t.make.user();
  await host.admit(user);
  await t.rows(sql`update users set disabled_at = now() where id = ${user.id}`);
  assert.equal((await exchange(person({ sub: user.id }))).status, 401);
});

test('a guest is nobody in particular: no session, no list, no ticket of a user; and ends when the portal knows them', async () => {
  const claims = person();
  const client = await guest(claims);
  assert.equal((await client.call(getSession)).status, 401);
  assert.equal((await client.call(listTickets, { query: {} })).status, 401);
  const words = { subject: 'x', description: 'x', category: 'fault', priority: 'low' } as const;
  assert.equal((await client.call(createTicket, { body: words })).status, 401);
  await t.rows(
    sql`insert into host_users (host_id, subject, user_id) values (${host.id}, ${claims.sub}, ${(await t.make.user()).id})`,
  );
  assert.equal((await file(client)).status, 401);
});

test('uploads of a guest are theirs alone', async () => {
  const [one, other] = [await guest(person()), await guest(person())];
  const attachment = await one.upload('a.txt');
  assert.equal((await file(other, { attachments: [attachment] })).status, 404);
  assert.equal((await one.request(`/attachments/${attachment}`)).status, 401, 'not to be read, even by them');
  assert.equal((await file(one, { attachments: [attachment] })).status, 201);
});

test('one guest files so many tickets an hour, and stops nobody else', async () => {
  const client = await guest(person());
  const statuses = [];
  for (let n = 0; n < 21; n++) statuses.push((await file(client)).status);
  assert.deepEqual([statuses[19], statuses[20]], [201, 429]);
  assert.equal((await file(await guest(person()))).status, 201);
});
