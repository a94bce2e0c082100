import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { listDocuments } from '../../../src/contract/documents.ts';
import { listInvoices } from '../../../src/contract/invoices.ts';
import { listOrders } from '../../../src/contract/orders.ts';
import { getOverview, type Overview } from '../../../src/contract/overview.ts';
import { getSession, PERMISSIONS, setPermissions } from '../../../src/contract/session.ts';
import { listSubscriptions } from '../../../src/contract/subscriptions.ts';
import { listTickets } from '../../../src/contract/tickets.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, company: resold, reseller } = w;
const permissions = [...PERMISSIONS];
const people: Record<string, TestUser> = {};
const clients: Record<string, TestClient> = {};
const day = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna' }).format(Date.now() + days * 24 * 60 * 60 * 1000);

const company = await t.make.company({ name: 'Trachten Moser' });
people['customer'] = await t.make.user({ company, permissions });
people['clerk'] = await t.make.user({ company, permissions: ['invoices'] });
people['resold'] = w.users.signer;
people['partner'] = await t.make.user({ company: reseller, role: 'partner', permissions });
people['staff'] = w.users.staff;
for (const [name, user] of Object.entries(people)) clients[name] = await t.as(user);

for (const owner of [company, resold, reseller, await t.make.company()]) {
  const options = { company: owner };
  for (const status of ['new', 'waiting', 'waiting', 'done'] as const) await t.make.ticket({ ...options, status });
  await t.make.ticket({ ...options, quarantined: true });
  await t.make.order({ ...options, validUntil: day(30) });
  await t.make.order({ ...options, validUntil: null });
  await t.make.order({ ...options, validUntil: day(7) });
  await t.make.order({ ...options, validUntil: day(8) });
  await t.make.order({ ...options, validUntil: day(0) });
  await t.make.order({ ...options, validUntil: day(-1) });
  await t.make.order({ ...options, status: 'cancelled' });
  await t.make.order({ ...options, status: 'ordered' });
  await t.make.order({ ...options, status: 'ordered', offered: true });
  await t.make.invoice({ ...options, due: '20.10' });
  await t.make.invoice({ ...options, due: '0.20', dueDate: day(0) });
  await t.make.invoice({ ...options, due: '100.00', dueDate: day(-1) });
  await t.make.invoice({ ...options, status: 'paid', dueDate: day(-1) });
  await t.make.invoice({ ...options, status: 'cancelled', dueDate: day(-1), due: '7.00' });
  await t.make.subscription({ ...options, instance: 'Wels' });
  await t.make.subscription({ ...options, instance: 'Wels', endDate: day(0) });
  await t.make.subscription({ ...options, instance: 'Linz', endDate: day(-1) });
  await t.make.subscription({ ...options, instance: 'Linz', status: 'ended' });
}
const own = { of: company, signers: [['Kunde', people['customer'], 1] as [string, TestUser, number]] };
await w.send(own);
await w.send(own);
await w.send({ of: company, signers: [['Kunde', people['clerk']!, 1]] });
await w.draft(own);
await w.send();

after(() => t.close());

const overview = async (client: TestClient): Promise<Overview> => (await client.call(getOverview)).body;

/** The same as the lists say it. */
async function counted(client: TestClient, permitted = permissions as readonly string[]): Promise<Overview> {
  const tickets = async (status: string) =>
    (await client.call(listTickets, { query: { status, limit: 200 } })).body.items.length;
  const questions = async () => {
    const { role, company } = (await client.call(getSession)).body;
    const waiting = (await client.call(listTickets, { query: { status: 'waiting', limit: 200 } })).body.items;
    const mine = waiting.filter((ticket) => role !== 'staff' && ticket.company?.id === company?.id).length;
    return { mine, others: waiting.length - mine };
  };
  const documents = async (query: object) =>
    (await client.call(listDocuments, { query: { ...query, limit: 200 } })).body.items.length;
  const menu = async <T>(permission: string, count: () => Promise<T>) =>
    permitted.includes(permission) ? count() : null;
  const unanswered =
    client === clients['staff'] ? { ticket: 0, document: 0, order: 0, invoice: 0, subscription: 0 } : null;
  if (unanswered)
    unanswered.ticket = (
      await client.call(listTickets, { query: { unanswered: 'yes', limit: 200 } })
    ).body.items.length;
  return {
    tickets: { open: await tickets('new,backlog,in_progress,waiting'), ...(await questions()) },
    documents: {
      mine: await documents({ turn: 'mine' }),
      others: await documents({ turn: 'others' }),
      signed: await documents({ status: 'signed' }),
    },
    offers: await menu('offers', async () => {
      const { items } = (await client.call(listOrders, { query: { view: 'offers', status: 'open', limit: 200 } })).body;
      const ending = items.filter(({ validUntil }) => validUntil !== null && validUntil <= day(7));
      return { open: items.length, ending: ending.length };
    }),
    orders: await menu('orders', async () => {
      const { items } = (await client.call(listOrders, { query: { view: 'orders', limit: 200 } })).body;
      return { total: items.length };
    }),
    invoices: await menu('invoices', async () => {
      const { items } = (await client.call(listInvoices, { query: { status: 'open,overdue', limit: 200 } })).body;
      const cents = items.reduce((sum, { due }) => sum + Math.round(Number(due) * 100), 0);
      const overdue = items.filter(({ status }) => status === 'overdue').length;
      return { open: items.length, overdue, due: (cents / 100).toFixed(2) };
    }),
    subscriptions: await menu('subscriptions', async () => {
      const { items } = (await client.call(listSubscriptions, { query: {} })).body;
      const active = items.filter(({ status }) => status === 'active');
      const instances = new Set(active.map(({ company, instance }) => `${company.id} ${instance.key}`));
      return { active: active.length, instances: instances.size };
    }),
    unanswered,
  };
}

test('a customer’s counters are those of the own company', async () => {
  assert.deepEqual(await overview(clients['customer']!), {
    tickets: { open: 3, mine: 2, others: 0 },
    documents: { mine: 2, others: 1, signed: 0 },
    offers: { open: 5, ending: 2 },
    orders: { total: 2 },
    invoices: { open: 3, overdue: 1, due: '120.30' },
    subscriptions: { active: 2, instances: 1 },
    unanswered: null,
  });
});

test('without a permission there is no counter', async () => {
  const { offers, orders, invoices, subscriptions } = await overview(clients['clerk']!);
  assert.deepEqual([offers, orders, subscriptions], [null, null, null]);
  assert.equal(invoices?.open, 3);
});

test('a partner counts the tickets of its customers too, and of all else its own', async () => {
  const { tickets, documents, ...rest } = await overview(clients['partner']!);
  assert.deepEqual(tickets, { open: 6, mine: 2, others: 2 });
  assert.deepEqual(documents, { mine: 0, others: 0, signed: 0 });
  const { tickets: _, documents: __, ...own } = await overview(clients['customer']!);
  assert.deepEqual(rest, own);
});

test('a question about what a partner filed for a customer waits for both', async () => {
  const before = { partner: await overview(clients['partner']!), resold: await overview(clients['resold']!) };
  const { id } = await t.make.ticket({ company: resold, createdBy: people['partner']!, status: 'waiting' });
  for (const name of ['partner', 'resold'] as const) {
    const { open, mine, others } = before[name].tickets;
    assert.deepEqual((await overview(clients[name]!)).tickets, { open: open + 1, mine: mine + 1, others }, name);
  }
  await t.rows(sql`delete from tickets where id = ${id}`);
});

test('each counter is what the lists show, whoever asks', async () => {
  for (const [name, client] of Object.entries(clients)) {
    const permitted = { clerk: ['invoices'], resold: [] }[name] ?? permissions;
    assert.deepEqual(await overview(client), await counted(client, permitted), name);
  }
});

test('staff count everything', async () => {
  const { tickets, orders } = await overview(clients['staff']!);
  assert.deepEqual([tickets.open, orders?.total], [4 * 4, 4 * 2]);
});

test('nothing is counted for nobody, and no more than a permission allows', async () => {
  assert.equal((await t.call(getOverview)).status, 401);
  const user = await t.make.user({ permissions });
  const client = await t.as(user);
  const nothing = {
    tickets: { open: 0, mine: 0, others: 0 },
    documents: { mine: 0, others: 0, signed: 0 },
    offers: { open: 0, ending: 0 },
    orders: { total: 0 },
    invoices: { open: 0, overdue: 0, due: '0.00' },
    subscriptions: { active: 0, instances: 0 },
    unanswered: null,
  };
  assert.deepEqual(await overview(client), nothing);
  await w.clients.staff.call(setPermissions, { params: { id: user.id }, body: { permissions: ['orders'] } });
  assert.deepEqual(await overview(client), { ...nothing, offers: null, invoices: null, subscriptions: null });
});
