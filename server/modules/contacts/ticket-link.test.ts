import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { requestTicketLink, revokeTicketLinks } from '../../../src/contract/contacts.ts';
import { assignRecord, createMessage, listHistory } from '../../../src/contract/history.ts';
import { getTicket, updateTicket } from '../../../src/contract/tickets.ts';
import { contactOf, createContactsWorld, linkTo, throughLink, ticketParams } from '../../testing/contacts.ts';

const DAY = 24 * 60 * 60 * 1000;

const { t, employee, staff, somewhere, fileTicket, answer, mailedToken, exchange } = await createContactsWorld();

after(() => t.close());

test('the mail about an answer leads to the one ticket, which can be read and answered', async () => {
  const ticket = await fileTicket();
  await staff.call(assignRecord, { params: { kind: 'ticket', id: ticket.id }, body: { employeeId: employee.id } });
  for (const status of ['backlog', 'in_progress', 'waiting'] as const)
    await staff.call(updateTicket, { params: { id: ticket.id }, body: { status } });
  await answer(ticket, { body: 'Leuchtet die Lampe?', attachments: [await staff.upload('lampe.txt')] });
  const mail = t.mails.at(-1)!;
  assert.equal(mail.to, ticket.email);
  assert.match(mail.subject, new RegExp(`Neue Antwort zu Ihrem Ticket ${ticket.number} / New answer`));
  assert.ok(!/Pillen|BESUCHERTEXT|Erika|Lampe/.test(JSON.stringify(mail)), 'nothing that anybody wrote');
  const opened = await exchange(mailedToken(ticket.email)!);
  assert.equal(opened.status, 200);
  assert.equal(opened.headers.get('cache-control'), 'no-store');
  assert.deepEqual(
    [opened.body.ticketId, opened.body.contact, opened.body.account],
    [ticket.id, { name: 'Erika Muster', email: ticket.email }, 'none'],
  );

  const contact = t.with({ authorization: `Bearer ${opened.body.accessToken}` });
  const read = await contact.call(getTicket, { params: { id: ticket.id } });
  assert.deepEqual(
    [read.body.description, read.body.assignee?.name, read.body.company, read.body.unread, read.body.staff],
    ['BESUCHERTEXT', 'Lukas Steiner', null, false, undefined],
  );
  const file = await contact.upload('foto.txt');
  const sent = await contact.call(createMessage, {
    params: ticketParams(ticket),
    body: { body: 'Ja, rot.', attachments: [file] },
  });
  assert.deepEqual(
    [sent.status, sent.body.author, sent.body.editableUntil, sent.body.attachments.map(({ id }) => id)],
    [201, { name: 'Erika Muster', side: 'customer', picture: null }, null, [file]],
  );
  const { body } = await contact.call(listHistory, { params: ticketParams(ticket), query: {} });
  assert.deepEqual(body.items.map((entry) => [entry.kind, entry.author.name]).slice(-3), [
    ['message', 'Lukas Steiner'],
    ['message', 'Erika Muster'],
    ['status', 'Erika Muster'],
  ]);
  for (const { attachments } of body.items.filter((entry) => entry.kind === 'message')) {
    for (const { id } of attachments) assert.equal((await contact.request(`/attachments/${id}`)).status, 200);
  }
  const seen = await staff.call(getTicket, { params: { id: ticket.id } });
  assert.deepEqual([seen.body.status, seen.body.unread, seen.body.staff?.linked], ['in_progress', true, true]);
});

test('an answer sent twice is stored once', async () => {
  const ticket = await fileTicket();
  const contact = await contactOf(t, ticket.id);
  const once = { key: randomUUID() };
  const body = { body: 'Einmal' };
  const first = await contact.call(createMessage, { params: ticketParams(ticket), body }, once);
  const again = await contact.call(createMessage, { params: ticketParams(ticket), body }, once);
  assert.deepEqual(again.body, first.body);
  const { body: page } = await contact.call(listHistory, { params: ticketParams(ticket), query: {} });
  assert.equal(page.items.length, 1);
});

test('without a confirmed address there is no mail and no link (abuse 56)', async () => {
  const ticket = await fileTicket({ confirmed: false });
  t.mails.length = 0;
  await answer(ticket);
  await t.call(requestTicketLink, { body: { number: ticket.number, email: ticket.email, language: 'de' } });
  await t.runJobs();
  assert.deepEqual(t.mails, []);
  assert.equal((await t.rows(sql`select from ticket_links where ticket_id = ${ticket.id}`)).length, 0);
});

test('whoever sees the ticket in the portal gets a link into the portal', async () => {
  const user = await t.make.user();
  const ticket = await t.make.ticket({ createdBy: user, email: user.email });
  await t.rows(sql`update tickets set contact_verified_at = now() where id = ${ticket.id}`);
  await answer(ticket);
  const mail = t.mails.at(-1)!;
  assert.equal(mail.to, user.email);
  assert.ok(mail.paragraphs.some((text) => text.endsWith(`/#/tickets/${ticket.id}`)));
  assert.equal(mailedToken(user.email), undefined);
});

test('only the hash of a token is kept, and nobody’s outbox has one', async () => {
  const ticket = await fileTicket();
  await answer(ticket);
  const token = mailedToken(ticket.email)!;
  assert.ok(Buffer.from(token, 'base64url').length >= 16, '128 bits');
  for (const table of ['ticket_links', 'outbox', 'idempotency_keys', 'rate_limits']) {
    const rows = await t.rows(sql<{ text: string }>`select r::text as text from ${sql.table(table)} r`);
    assert.ok(!rows.some(({ text }) => text.includes(token)), table);
  }
});

test('a link lives 90 days, each mail prolongs those before it, and an access token ten minutes', async () => {
  const ticket = await fileTicket();
  await answer(ticket);
  const first = mailedToken(ticket.email)!;
  const contact = await throughLink(t, first);
  t.advance(11 * 60_000);
  assert.equal((await contact.call(getTicket, { params: { id: ticket.id } })).status, 401);
  t.advance(89 * DAY);
  await answer(ticket, { body: 'Noch etwas' });
  const second = mailedToken(ticket.email)!;
  assert.notEqual(second, first);
  t.advance(89 * DAY);
  for (const token of [first, second]) assert.equal((await exchange(token)).status, 200);
  t.advance(2 * DAY);
  for (const token of [first, second]) assert.equal((await exchange(token)).status, 410);
  await t.runCleanUps();
  assert.equal((await t.rows(sql`select from ticket_links where ticket_id = ${ticket.id}`)).length, 0);
});

test('a new link is mailed to the contact; everybody is answered the same, and few are sent', async () => {
  const ticket = await fileTicket();
  const ask = (number: string, email: string, client = somewhere()) =>
    client.call(requestTicketLink, { body: { number, email, language: 'en' } });
  t.mails.length = 0;
  const stranger = `niemand${randomUUID()}@example.com`;
  const answers = [
    await ask(ticket.number.toLowerCase(), ` ${ticket.email.toUpperCase()} `),
    await ask(ticket.number, stranger),
    await ask('T-2026-999999', ticket.email),
    await ask('irgendwas', ticket.email),
  ];
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body]),
    Array(4).fill([202, undefined]),
  );
  await t.runJobs();
  assert.deepEqual(
    t.mails.map(({ to, subject }) => [to, subject]),
    [[ticket.email, `Your new link to ticket ${ticket.number}`]],
  );
  assert.equal((await exchange(mailedToken(ticket.email)!)).status, 200);
  const statuses = [];
  for (let i = 0; i < 4; i++) statuses.push((await ask(ticket.number, ticket.email)).status);
  assert.deepEqual(statuses, [202, 202, 429, 429]);
});

test('after a revocation the next mail brings a link again, and staff see whether one is open', async () => {
  const ticket = await fileTicket();
  const now = await t.as(employee);
  const linked = async () => (await now.call(getTicket, { params: { id: ticket.id } })).body.staff?.linked;
  assert.equal(await linked(), false);
  const old = await linkTo(t, ticket.id);
  assert.equal(await linked(), true);
  assert.equal((await now.call(revokeTicketLinks, { params: { id: ticket.id } })).status, 204);
  assert.equal(await linked(), false);
  await answer(ticket, { body: 'x' });
  assert.equal((await exchange(mailedToken(ticket.email)!)).status, 200);
  assert.equal((await exchange(old)).status, 410, 'the old one stays dead');
});
