import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createMessage, listHistory } from '../../../src/contract/history.ts';
import { TICKET_STATUSES, type TicketStatus } from '../../../src/contract/tickets.limits.ts';
import { closeTicket, getTicket, undoClosing } from '../../../src/contract/tickets.ts';
import { contactOf, createContactsWorld } from '../../testing/contacts.ts';
import type { TestClient } from '../../testing/test-client.ts';

// „Hat sich erledigt“: whoever may answer on a ticket ends it, and may take that back.

const { t, staff, fileTicket } = await createContactsWorld();
const house = await t.make.partner();
const bakery = await t.make.company({ partner: house });
const customer = await t.as(await t.make.user({ company: bakery, name: 'Anna Huber' }));
const colleague = await t.as(await t.make.user({ company: bakery }));
const partner = await t.as(await t.make.user({ company: house, role: 'partner' }));
const stranger = await t.as(await t.make.user());

after(() => t.close());

const ticketIn = async (status: TicketStatus) => ({
  params: { id: (await t.make.ticket({ company: bakery, status })).id },
});
const linesOf = async ({ params: { id } }: { params: { id: string } }, client: TestClient) =>
  (await client.call(listHistory, { params: { kind: 'ticket', id }, query: {} })).body.items.map((entry) =>
    entry.kind === 'status' ? `${entry.author.name}: ${entry.from} → ${entry.to}` : entry.kind,
  );

test('a customer closes an own ticket in any state, and takes it back to the same', async () => {
  for (const status of TICKET_STATUSES.filter((one) => one !== 'done')) {
    const ticket = await ticketIn(status);
    const closed = await customer.call(closeTicket, ticket);
    assert.deepEqual([closed.status, closed.body.status, closed.body.unread], [200, 'done', false], status);
    assert.equal((await staff.call(getTicket, ticket)).body.unread, true);
    const undone = await customer.call(undoClosing, ticket);
    assert.deepEqual([undone.status, undone.body.status], [200, status]);
    assert.deepEqual(await linesOf(ticket, customer), [`Anna Huber: ${status} → done`, `Anna Huber: done → ${status}`]);
  }
});

test('closing again changes nothing', async () => {
  const ticket = await ticketIn('new');
  await customer.call(closeTicket, ticket);
  assert.equal((await colleague.call(closeTicket, ticket)).body.status, 'done');
  assert.deepEqual(await linesOf(ticket, customer), ['Anna Huber: new → done']);
});

test('partners, the contact and staff close, and take back, what they may answer', async () => {
  const filed = await fileTicket();
  const contact = await contactOf(t, filed.id);
  for (const [client, ticket] of [
    [partner, await ticketIn('waiting')],
    [staff, await ticketIn('new')],
    [contact, { params: { id: filed.id } }],
  ] as const) {
    const before = (await client.call(getTicket, ticket)).body.status;
    assert.equal((await client.call(closeTicket, ticket)).body.status, 'done');
    assert.equal((await client.call(undoClosing, ticket)).body.status, before);
  }
});

test('whoever does not see a ticket closes nothing', async () => {
  const ticket = await ticketIn('new');
  const contact = await contactOf(t, (await fileTicket()).id);
  for (const client of [stranger, contact]) {
    assert.equal((await client.call(closeTicket, ticket)).problem.code, 'not_found');
    assert.equal((await client.call(undoClosing, ticket)).problem.code, 'not_found');
  }
  assert.equal((await t.call(closeTicket, ticket)).status, 401);
});

test('nothing is taken back but the own closing, within a minute, and before anything else happened', async () => {
  const refused = async (client: TestClient, ticket: Awaited<ReturnType<typeof ticketIn>>) =>
    assert.equal((await client.call(undoClosing, ticket)).problem.code, 'invalid_transition');
  const open = await ticketIn('backlog');
  await refused(customer, open);
  await refused(customer, await ticketIn('done'));
  await customer.call(closeTicket, open);
  await refused(colleague, open);
  await t.rows(sql`
    update history_entries set created_at = created_at - interval '61 seconds' where record_id = ${open.params.id}
  `);
  await t.rows(sql`update tickets set changed_at = changed_at - interval '61 seconds' where id = ${open.params.id}`);
  await refused(customer, open);
  const answered = await ticketIn('backlog');
  await customer.call(closeTicket, answered);
  await customer.call(createMessage, { params: { kind: 'ticket', ...answered.params }, body: { body: 'Doch nicht.' } });
  assert.equal((await customer.call(getTicket, answered)).body.status, 'in_progress');
  await refused(customer, answered);
});
