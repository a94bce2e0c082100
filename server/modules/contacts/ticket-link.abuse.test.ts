import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { revokeTicketLinks } from '../../../src/contract/contacts.ts';
import { createMessage, getAttachment, listHistory, streamChanges } from '../../../src/contract/history.ts';
import { getSession } from '../../../src/contract/session.ts';
import { getTicket, updateTicket } from '../../../src/contract/tickets.ts';
import { contactOf, createContactsWorld, linkTo, throughLink, ticketParams } from '../../testing/contacts.ts';
import { EventStream, streams } from '../../testing/event-stream.ts';
import type { TestClient } from '../../testing/test-client.ts';

const { t, employee, staff, somewhere, fileTicket, answer, mailedToken, exchange } = await createContactsWorld();

after(async () => {
  for (const stream of streams.splice(0)) await stream.cancel();
  await t.close();
});

/** Everything a contact may ask about a ticket, by name. */
const everything = (client: TestClient, ticket: { id: string }) => ({
  ticket: () => client.call(getTicket, { params: { id: ticket.id } }),
  history: () => client.call(listHistory, { params: ticketParams(ticket), query: {} }),
  answer: () => client.call(createMessage, { params: ticketParams(ticket), body: { body: 'x' } }),
  live: () => client.call(streamChanges, { params: ticketParams(ticket) }),
});

async function assertAll(
  client: TestClient,
  ticket: { id: string },
  [status, code]: readonly [number, string],
): Promise<void> {
  for (const [name, ask] of Object.entries(everything(client, ticket))) {
    const { status: got, problem } = await ask();
    assert.deepEqual([got, problem.code], [status, code], name);
  }
}

test('a guessed token is answered like an expired and a revoked one, and not often', async () => {
  const ticket = await fileTicket();
  const token = await linkTo(t, ticket.id);
  const expired = await linkTo(t, (await fileTicket()).id);
  await t.rows(sql`update ticket_links set expires_at = now() where ticket_id <> ${ticket.id}`);
  await staff.call(revokeTicketLinks, { params: { id: ticket.id } });
  const answers = [];
  for (const wrong of ['', 'x', 'A'.repeat(43), `${token}x`, token.toLowerCase(), "' or 1=1", token, expired]) {
    const { status, problem } = await exchange(wrong);
    answers.push([status, problem]);
  }
  assert.deepEqual(answers, Array(answers.length).fill(answers[0]));
  assert.deepEqual([answers[0]![0], (answers[0]![1] as { code: string }).code], [410, 'link_expired']);

  const right = await linkTo(t, (await fileTicket()).id);
  const guesser = somewhere();
  const statuses = [];
  for (let i = 0; i < 32; i++) statuses.push((await exchange(`guess${i}`, guesser)).status);
  assert.deepEqual(statuses, [...Array(30).fill(410), 429, 429]);
  assert.equal((await exchange(right, guesser)).status, 200, 'whoever shares the address still gets in');
});

test('another ticket answers like one that does not exist, in every operation, live updates too', async () => {
  const contact = await contactOf(t, (await fileTicket()).id);
  const other = await fileTicket();
  await answer(other);
  const user = await t.make.user();
  for (const foreign of [other, await t.make.ticket({ createdBy: user }), { id: randomUUID() }])
    await assertAll(contact, foreign, [404, 'not_found']);
});

test('files of another ticket, of a note, and uploads of others cannot be had or taken along (abuse 16, 22)', async () => {
  const ticket = await fileTicket();
  const other = await fileTicket();
  const contact = await contactOf(t, ticket.id);
  const stranger = await contactOf(t, other.id);
  const files = {
    ofAnother: (await answer(other, { body: 'x', attachments: [await staff.upload('fremd.txt')] })).attachments[0]!.id,
    ofNote: (await answer(ticket, { body: 'x', attachments: [await staff.upload('notiz.txt')], internal: true }))
      .attachments[0]!.id,
    uploadOfAnother: await stranger.upload('hochgeladen.txt'),
    uploadOfStaff: await staff.upload('hochgeladen.txt'),
    none: randomUUID(),
  };
  for (const [name, id] of Object.entries(files)) {
    const { status, problem } = await contact.call(getAttachment, { params: { id } });
    assert.deepEqual([status, problem.code], [404, 'not_found'], name);
    const taken = await contact.call(createMessage, {
      params: ticketParams(ticket),
      body: { body: 'x', attachments: [id] },
    });
    assert.deepEqual([taken.status, taken.problem.code], [404, 'not_found'], name);
  }
  const own = await contact.upload('eigen.txt');
  assert.equal((await contact.request(`/attachments/${own}`)).status, 200);
  const byUser = await (await t.as(await t.make.user())).call(getAttachment, { params: { id: own } });
  assert.equal(byUser.status, 404);
});

test('an internal note is not in the history, cannot be written, and is not told live (abuse 23)', async () => {
  const ticket = await fileTicket();
  const contact = await contactOf(t, ticket.id);
  const stream = new EventStream((await contact.request(`/records/ticket/${ticket.id}/changes`)).body);
  const note = await answer(ticket, { body: 'GEHEIME NOTIZ', internal: true });
  assert.equal(await stream.next(300), 'nothing');
  const history = await contact.request(`/records/ticket/${ticket.id}/history`);
  assert.ok(!(await history.text()).includes('GEHEIME NOTIZ'));
  const before = await contact.call(listHistory, { params: ticketParams(ticket), query: { before: note.id } });
  assert.equal(before.status, 422, 'nor does a cursor tell that it is there');
  const written = await contact.call(createMessage, {
    params: ticketParams(ticket),
    body: { body: 'x', internal: true },
  });
  assert.deepEqual([written.status, written.problem.code], [403, 'forbidden']);
  await answer(ticket, { body: 'Öffentlich' });
  assert.deepEqual(JSON.parse(await stream.next()), ticketParams(ticket));
});

/** What ends a link; the access token that was got with it is worth nothing from then on. */
const ENDINGS: Record<string, (ticket: { id: string }) => Promise<unknown>> = {
  'staff revoked it': ({ id }) => staff.call(revokeTicketLinks, { params: { id } }),
  'the address lost its confirmation': ({ id }) =>
    t.rows(sql`update tickets set contact_verified_at = null where id = ${id}`),
  'the ticket got another contact': ({ id }) =>
    t.rows(sql`update tickets set contact_email = 'andere@example.com' where id = ${id}`),
  'the ticket was quarantined': ({ id }) => staff.call(updateTicket, { params: { id }, body: { quarantined: true } }),
};

for (const [name, end] of Object.entries(ENDINGS)) {
  test(`nothing is open any more after ${name}`, async () => {
    const ticket = await fileTicket();
    const token = await linkTo(t, ticket.id);
    const contact = await throughLink(t, token);
    const stream = new EventStream((await contact.request(`/records/ticket/${ticket.id}/changes`)).body);
    const file = await contact.upload('a.txt');
    await end(ticket);
    await assertAll(contact, ticket, [401, 'unauthenticated']);
    assert.equal((await contact.request(`/attachments/${file}`)).status, 401);
    assert.equal((await exchange(token)).status, 410);
    // The next change closes the stream instead of being told.
    await t.rows(sql`update tickets set changed_at = now() + interval '1 second' where id = ${ticket.id}`);
    assert.equal(await stream.next(), 'closed');
  });
}

test('the database refuses by itself what a link does not open', async () => {
  const ticket = await fileTicket();
  await answer(ticket);
  await contactOf(t, ticket.id);
  const [link] = await t.rows(sql<{ id: string }>`select id from ticket_links where ticket_id = ${ticket.id}`);
  const count = (table: string) =>
    t.deps.db.as(
      { ticketLink: link!.id, owner: 'contact' },
      async (tx) => (await sql`select from ${sql.table(table)}`.execute(tx)).rows.length,
      'read',
    );
  const seen = async () => ({
    tickets: await count('tickets'),
    history_entries: await count('history_entries'),
    users: await count('users'),
    companies: await count('companies'),
    time_entries: await count('time_entries'),
    access_requests: await count('access_requests'),
    ticket_links: await count('ticket_links'),
    changes: await count('changes'),
  });
  const nothing = { companies: 0, time_entries: 0, access_requests: 0, ticket_links: 0, changes: 0 };
  await t.rows(sql`
    insert into time_entries (record_kind, record_id, employee_id, worked_on, minutes, text)
    values ('ticket', ${ticket.id}, ${employee.id}, current_date, 5, 'x')
  `);
  await answer(ticket, { body: 'Notiz', internal: true });
  assert.deepEqual(await seen(), { tickets: 1, history_entries: 1, users: 1, ...nothing });
  const forge = (statement: ReturnType<typeof sql>) =>
    t.deps.db.as({ ticketLink: link!.id, owner: 'contact' }, (tx) => statement.execute(tx));
  const entry = (author: string | null, name: string, internal: boolean) => sql`
    insert into history_entries (record_kind, record_id, kind, internal, author_id, author_name, author_side, body)
    values ('ticket', ${ticket.id}, 'message', ${internal}, ${author}, ${name}, 'customer', 'x')
  `;
  await assert.rejects(forge(entry(employee.id, 'Erika Muster', false)), /row-level security/);
  await assert.rejects(forge(entry(null, 'Lukas Steiner', false)), /row-level security/);
  await assert.rejects(forge(entry(null, 'Erika Muster', true)), /row-level security/);
  await forge(entry(null, 'Erika Muster', false));
  await assert.rejects(forge(sql`update tickets set subject = 'x' where id = ${ticket.id}`), /Only staff may change/);
  await assert.rejects(
    forge(sql`update tickets set changed_by = ${employee.id}, changed_at = now() where id = ${ticket.id}`),
    /Only staff may change/,
  );
  await staff.call(revokeTicketLinks, { params: { id: ticket.id } });
  assert.deepEqual(await seen(), { tickets: 0, history_entries: 0, users: 0, ...nothing });
});

test('a scanner that fetches what is in the mail changes nothing and is told nothing (abuse 13)', async () => {
  const ticket = await fileTicket();
  await answer(ticket);
  const token = mailedToken(ticket.email)!;
  const state = () =>
    t.rows(sql`select t.*, l.* from tickets t join ticket_links l on l.ticket_id = t.id where t.id = ${ticket.id}`);
  const before = await state();
  const links = t.mails.at(-1)!.paragraphs.filter((text) => text.startsWith('http'));
  assert.ok(links.length > 0);
  for (const link of links) {
    const { origin, pathname, search, hash } = new URL(link);
    assert.deepEqual(
      [origin, pathname, search],
      [t.deps.config.publicUrl, '/', ''],
      'the token is in the fragment only',
    );
    assert.ok(hash.includes(token));
  }
  for (const path of ['/ticket-links/access-tokens', '/ticket-links', `/ticket-links/${token}`, `/t/${token}`]) {
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      const response = await somewhere().request(`${path}?token=${token}`, { method });
      assert.ok(response.status === 404 || response.status === 204, `${method} ${path} ${response.status}`);
      assert.ok(!(await response.text()).includes(ticket.number));
    }
  }
  assert.deepEqual(await state(), before);
  assert.equal((await exchange(token)).status, 200);
  assert.equal((await exchange(token)).status, 200, 'it works as often as it is needed');
});

test('an access token of a contact is no login', async () => {
  const contact = await contactOf(t, (await fileTicket()).id);
  const { status, problem } = await contact.call(getSession);
  assert.deepEqual([status, problem.code], [401, 'unauthenticated']);
});
