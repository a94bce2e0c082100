import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { requestTicketLink } from '../../../src/contract/contacts.ts';
import {
  createMessage,
  createTimeEntry,
  getAttachment,
  listHistory,
  listTimeEntries,
} from '../../../src/contract/history.ts';
import {
  createTicket,
  getTicket,
  listTickets,
  mergeTicket,
  type NewTicket,
  type Ticket,
} from '../../../src/contract/tickets.ts';
import { createContactsWorld, linkTo, throughLink, ticketParams } from '../../testing/contacts.ts';
import type { TestClient } from '../../testing/test-client.ts';

// Staff merge duplicates: everything is on one ticket, and the old number leads on to it.

const { t, staff, somewhere, fileTicket, mailedToken, exchange } = await createContactsWorld();
const bakery = await t.make.company({ partner: await t.make.partner() });
const customer = await t.as(await t.make.user({ company: bakery, name: 'Anna Huber' }));
const colleague = await t.as(await t.make.user({ company: bakery, name: 'Berta Bäcker' }));
const stranger = await t.as(await t.make.user());

after(() => t.close());

const NEW: NewTicket = { subject: 'Bondrucker', description: 'Druckt nicht.', category: 'fault', priority: 'high' };
const file = async (client: TestClient, over: Partial<NewTicket> = {}): Promise<Ticket> =>
  (await client.call(createTicket, { body: { ...NEW, ...over } })).body;
const write = async (client: TestClient, ticket: { id: string }, body: string, over: object = {}) =>
  (await client.call(createMessage, { params: ticketParams(ticket), body: { body, ...over } })).body;
const merge = (gone: { id: string }, into: { number: string }, client: TestClient = staff) =>
  client.call(mergeTicket, { params: { id: gone.id }, body: { into: into.number } });
const historyOf = async (client: TestClient, ticket: { id: string }) =>
  (await client.call(listHistory, { params: ticketParams(ticket), query: {} })).body.items;

test('histories, files and times are on one ticket, in the order they were written', async () => {
  const kept = await file(customer);
  await write(customer, kept, 'eins');
  const attached = await colleague.upload('foto.txt');
  const gone = await file(colleague, { subject: 'Drucker', description: 'Auch bei mir.', attachments: [attached] });
  const later = await colleague.upload('mehr.txt');
  await write(colleague, gone, 'zwei', { attachments: [later] });
  await write(staff, gone, 'intern', { internal: true });
  await write(customer, kept, 'drei');
  await staff.call(createTimeEntry, {
    params: ticketParams(gone),
    body: { date: '2026-01-01', minutes: 7, text: 'x' },
  });

  const merged = await merge(gone, kept);
  assert.deepEqual([merged.status, merged.body.id, merged.body.status], [200, kept.id, kept.status]);
  const lines = (client: TestClient) =>
    historyOf(client, kept).then((items) =>
      items.map((entry) =>
        entry.kind === 'merge'
          ? [
              entry.author.name,
              entry.number,
              entry.subject,
              entry.description,
              ...entry.attachments.map(({ name }) => name),
            ]
          : entry.kind === 'message' && [entry.body, ...entry.attachments.map(({ name }) => name)],
      ),
    );
  const seen = [
    ['eins'],
    ['Berta Bäcker', gone.number, 'Drucker', 'Auch bei mir.', 'foto.txt'],
    ['zwei', 'mehr.txt'],
    ['drei'],
    ['Lukas Steiner', gone.number, 'Drucker', null],
  ];
  assert.deepEqual(await lines(customer), seen);
  assert.deepEqual(await lines(staff), seen.toSpliced(3, 0, ['intern']));
  for (const id of [attached, later])
    assert.equal((await customer.call(getAttachment, { params: { id } })).status, 200);
  const { body } = await customer.call(listTimeEntries, { params: ticketParams(kept) });
  assert.equal(body.totalMinutes, 7);
  assert.equal((await customer.call(getTicket, { params: { id: kept.id } })).body.unread, true);
});

test('the old id and number lead on, over several steps, for whoever sees the new one', async () => {
  const [first, second, third] = [await file(customer), await file(customer), await file(customer)];
  await merge(first, second);
  await merge(second, third);
  for (const { id } of [first, second]) {
    for (const client of [customer, colleague, staff])
      assert.equal((await client.call(getTicket, { params: { id } })).body.id, third.id);
    assert.equal((await stranger.call(getTicket, { params: { id } })).problem.code, 'not_found');
    assert.equal((await t.call(getTicket, { params: { id } })).status, 401);
  }
  const found = (await customer.call(listTickets, { query: { search: first.number } })).body.items;
  assert.deepEqual(
    found.map(({ id }) => id),
    [third.id],
  );
  const described = await file(customer, { description: 'Das Rollo klemmt.' });
  await merge(described, third);
  const byText = (await customer.call(listTickets, { query: { search: 'rollo klemmt' } })).body.items;
  assert.deepEqual(
    byText.map(({ id }) => id),
    [third.id],
  );
  const fourth = await file(customer);
  assert.equal((await merge(fourth, first)).body.id, third.id, 'the old number is as good as the new one');
});

test('only staff merge, and only tickets of one company or one contact', async () => {
  const [one, two] = [await file(customer), await file(customer)];
  const foreign = await file(stranger);
  const anonymous = await fileTicket();
  assert.equal((await merge(one, two, customer)).problem.code, 'forbidden');
  assert.equal((await merge(one, two, stranger)).problem.code, 'not_found');
  for (const [gone, kept] of [
    [one, foreign],
    [one, one],
    [anonymous, one],
    [one, anonymous],
    [await t.make.ticket({ company: bakery, quarantined: true }), one],
  ] as const)
    assert.equal((await merge(gone, kept)).problem.code, 'invalid_transition');
  const unknown = await merge(one, { number: 'T-1999-000001' });
  assert.equal(unknown.problem.errors?.[0]?.field, '/into');
  assert.equal((await historyOf(customer, one)).length, 0);
});

test('two who merge two tickets into each other at once leave one of them', async () => {
  const [one, two] = [await file(customer), await file(customer)];
  const statuses = (await Promise.all([merge(one, two), merge(two, one)])).map(({ status }) => status).sort();
  assert.equal(statuses[0], 200);
  assert.ok([404, 409].includes(statuses[1]!), `${statuses}`);
  const left = await Promise.all([one, two].map(({ id }) => customer.call(getTicket, { params: { id } })));
  assert.equal(left[0]!.body.id, left[1]!.body.id);
});

test('the link of a contact leads on to the ticket of the same contact', async () => {
  const gone = await fileTicket();
  const kept = await fileTicket({ email: gone.email, confirmed: false });
  const token = await linkTo(t, gone.id);
  const contact = await throughLink(t, token);
  assert.equal((await contact.call(getTicket, { params: { id: gone.id } })).status, 200);
  await merge(gone, kept);
  assert.equal((await exchange(token)).body.ticketId, kept.id);
  for (const id of [gone.id, kept.id])
    assert.equal((await contact.call(getTicket, { params: { id } })).body.id, kept.id);
  await somewhere().call(requestTicketLink, { body: { number: gone.number, email: gone.email, language: 'de' } });
  await t.runJobs();
  assert.equal((await exchange(mailedToken(gone.email)!)).body.ticketId, kept.id);
});

test('the link of another contact ends with its ticket', async () => {
  const kept = await t.make.ticket({ company: bakery });
  const gone = await t.make.ticket({ company: bakery });
  const token = await linkTo(t, gone.id);
  const contact = await throughLink(t, token);
  await merge(gone, kept);
  for (const { id } of [gone, kept]) assert.equal((await contact.call(getTicket, { params: { id } })).status, 401);
  assert.equal((await exchange(token)).problem.code, 'link_expired');
});

test('the database merges for nobody but staff, whatever is asked', async () => {
  const [one, two] = [await file(customer), await file(customer)];
  const foreign = await file(stranger);
  const asking = (userId: string, gone: string, kept: string) =>
    t.deps.db.as({ userId, owner: 'x' }, (tx) =>
      sql`select merge_tickets(${gone}::uuid, ${kept}::uuid, now())`.execute(tx),
    );
  const [anna] = await t.rows(sql<{ id: string }>`select id from users where name = 'Anna Huber'`);
  const [lukas] = await t.rows(sql<{ id: string }>`select id from users where name = 'Lukas Steiner'`);
  await assert.rejects(asking(anna!.id, one.id, two.id), /must not be merged/);
  await assert.rejects(asking('', one.id, two.id), /must not be merged/);
  await assert.rejects(asking(lukas!.id, one.id, foreign.id), /must not be merged/);
  await assert.rejects(
    t.deps.db.as({ userId: lukas!.id, owner: 'x' }, (tx) => sql`select ticket from ticket_merges`.execute(tx)),
    /permission denied/,
  );
});

test('what waited for an answer waits on the ticket that is left', async () => {
  const kept = await file(customer);
  await write(staff, kept, 'Bitte neu starten.');
  const gone = await file(colleague);
  const waiting = async () =>
    (await staff.call(listTickets, { query: { unanswered: 'yes', limit: 200 } })).body.items.map(({ id }) => id);
  assert.deepEqual([(await waiting()).includes(kept.id), (await waiting()).includes(gone.id)], [false, true]);
  await merge(gone, kept);
  assert.equal((await waiting()).includes(kept.id), true);
  assert.equal((await t.rows(sql`select from unanswered_records where record_id = ${gone.id}`)).length, 0);
});
