import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { listDocuments } from '../../../src/contract/documents.ts';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import { type Attention, createMessage, listHistory, markRead } from '../../../src/contract/history.ts';
import { listInvoices } from '../../../src/contract/invoices.ts';
import { listOrders } from '../../../src/contract/orders.ts';
import { getOverview } from '../../../src/contract/overview.ts';
import { PERMISSIONS } from '../../../src/contract/session.ts';
import { listSubscriptions } from '../../../src/contract/subscriptions.ts';
import { listTickets, updateTicket } from '../../../src/contract/tickets.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t } = w;
const company = await t.make.company();
const author = await t.make.user({ company, permissions: [...PERMISSIONS] });
const colleague = await t.make.user({ company, permissions: [...PERMISSIONS] });
const clients = await t.asAll({ author, colleague, staff: w.users.staff, other: await t.make.staff() });
const { staff } = clients;

after(() => t.close());

type Query = { unanswered?: 'yes' };

const LISTS: Record<
  Exclude<RecordKind, 'subscription'>,
  (client: TestClient, query: Query) => Promise<{ body: { items: (Attention & { id: string })[] } }>
> = {
  ticket: (client, query) => client.call(listTickets, { query }),
  document: (client, query) => client.call(listDocuments, { query }),
  order: (client, query) => client.call(listOrders, { query: { view: 'offers', ...query } }),
  invoice: (client, query) => client.call(listInvoices, { query }),
};

const MAKE: Record<RecordKind, () => Promise<{ id: string }>> = {
  ticket: async () => {
    const ticket = await t.make.ticket({ createdBy: author });
    await write(staff, 'ticket', ticket.id);
    return ticket;
  },
  document: () => w.send({ of: company, signers: [['Kunde', author, 1]] }),
  order: () => t.make.order({ company }),
  invoice: () => t.make.invoice({ company }),
  subscription: () => t.make.subscription({ company }),
};

/** What the list says of a record: `unread`, and for staff whether it is unanswered. */
async function listed(
  kind: RecordKind,
  id: string,
  client: TestClient,
): Promise<[unread: boolean, unanswered?: boolean]> {
  const { body } =
    kind === 'subscription'
      ? await client.call(listSubscriptions, {
          query: client === staff || client === clients.other ? { company: company.id } : {},
        })
      : await LISTS[kind](client, {});
  const { unread, unanswered } = body.items.find((item) => item.id === id)!;
  return unanswered === undefined ? [unread] : [unread, unanswered];
}

const write = async (client: TestClient, kind: RecordKind, id: string, internal = false) =>
  assert.equal((await client.call(createMessage, { params: { kind, id }, body: { body: 'x', internal } })).status, 201);

const waiting = async (kind: RecordKind) => (await staff.call(getOverview)).body.unanswered![kind];

for (const kind of Object.keys(MAKE) as RecordKind[]) {
  test(`${kind}: a message is unread for all others who see it, until they look, and waits for staff until they answer`, async () => {
    const { id } = await MAKE[kind]();
    const params = { kind, id };
    for (const client of Object.values(clients)) await client.call(markRead, { params });
    const before = await waiting(kind);
    assert.deepEqual(await listed(kind, id, staff), [false, false]);

    await write(clients.author, kind, id);
    assert.deepEqual(await listed(kind, id, staff), [true, true]);
    assert.deepEqual(await listed(kind, id, clients.author), [false], 'whoever wrote it knows');
    assert.deepEqual(await listed(kind, id, clients.colleague), [true], 'customers are not told what waits for staff');
    assert.equal(await waiting(kind), before + 1);

    const history = async () => (await staff.call(listHistory, { params, query: {} })).body.unread;
    assert.equal(await history(), true);
    await staff.call(markRead, { params });
    assert.equal(await history(), false);
    assert.deepEqual(await listed(kind, id, staff), [false, true], 'to look is not to answer');

    await write(staff, kind, id, true);
    assert.deepEqual(await listed(kind, id, clients.other), [true, true], 'a note is no answer');

    await write(staff, kind, id);
    assert.deepEqual(await listed(kind, id, staff), [false, false]);
    assert.deepEqual(await listed(kind, id, clients.author), [true]);
    assert.equal(await waiting(kind), before);
  });
}

for (const [kind, list] of Object.entries(LISTS) as [keyof typeof LISTS, (typeof LISTS)['ticket']][]) {
  test(`${kind}: staff list what waits for them alone; for everybody else nothing waits`, async () => {
    const { id } = await MAKE[kind]();
    const { id: answered } = await MAKE[kind]();
    for (const one of [id, answered]) await write(clients.author, kind, one);
    await write(staff, kind, answered);
    const found = (await list(staff, { unanswered: 'yes' })).body.items;
    assert.ok(found.some((item) => item.id === id));
    assert.ok(found.every((item) => item.unanswered && item.id !== answered));
    assert.deepEqual((await list(clients.author, { unanswered: 'yes' })).body.items, []);
    assert.equal((await clients.author.call(getOverview)).body.unanswered, null);
  });
}

describe('a ticket', () => {
  const isWaiting = async (id: string) => (await listTicketsOf()).some((item) => item.id === id);
  const listTicketsOf = async (query: object = {}) =>
    (await staff.call(listTickets, { query: { unanswered: 'yes', ...query } })).body.items;
  const patch = (id: string, body: object) => staff.call(updateTicket, { params: { id }, body });

  test('waits from the moment it is filed until it is done, and again when the customer writes', async () => {
    const { id } = await t.make.ticket({ createdBy: author });
    assert.equal(await isWaiting(id), true);
    for (const status of ['backlog', 'in_progress', 'done'] as const) await patch(id, { status });
    assert.equal(await isWaiting(id), false);
    await write(clients.author, 'ticket', id);
    assert.equal(await isWaiting(id), true);
  });

  test('does not wait in quarantine', async () => {
    const { id } = await t.make.ticket({ company: null });
    await patch(id, { quarantined: true });
    assert.equal(await isWaiting(id), false);
    await patch(id, { quarantined: false });
    assert.equal(await isWaiting(id), true);
  });

  test('is found among those that wait by a search, a status and in any order', async () => {
    const { id, number } = await t.make.ticket({ createdBy: author, subject: 'Öffner klemmt' });
    await t.make.ticket({ createdBy: author, subject: 'Öffner klemmt', status: 'done' });
    for (const query of [
      { search: 'klemmt' },
      { search: 'kl' },
      { search: number },
      { status: 'new', sort: 'number' },
      { group: 'company' },
    ]) {
      const items = await listTicketsOf(query);
      assert.ok(
        items.some((item) => item.id === id) && items.every(({ unanswered }) => unanswered),
        JSON.stringify(query),
      );
    }
  });
});
