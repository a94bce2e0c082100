import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { insertApiKey } from '../../../server/modules/identity/admin.store.ts';
import { hashToken, newApiKey } from '../../../server/modules/identity/secrets.ts';
import { createTestApp, type TestApp } from '../../../server/testing/test-app.ts';
import type { TestClient } from '../../../server/testing/test-client.ts';
import { listHistory, listTimeEntries } from '../../../src/contract/history.ts';
import { INVOICE_STATUSES } from '../../../src/contract/invoices.limits.ts';
import { listInvoices } from '../../../src/contract/invoices.ts';
import { ORDER_STATUSES, TAX_RATES } from '../../../src/contract/orders.limits.ts';
import { totalsOf } from '../../../src/contract/orders.rules.ts';
import { getOrder, listOrders } from '../../../src/contract/orders.ts';
import { getOverview } from '../../../src/contract/overview.ts';
import { listSubscriptions, lookUpModules } from '../../../src/contract/subscriptions.ts';
import { SCOPES, type SyncKind } from '../../../src/contract/sync.limits.ts';
import type { SyncCompany, SyncPermissions, SyncUser } from '../../../src/contract/sync.ts';
import { demoLogins } from '../../pages/shared/demo-logins.ts';
import { companies } from '../companies.ts';
import { fillDemo } from '../fill.ts';
import { people, staff } from '../people.ts';
import { userId } from '../rows.ts';
import { writeBusinessLetter } from './business-letter.ts';
import { catalogueRows } from './catalogue.ts';
import { fillErp } from './fill.ts';
import { companyRef, userRef } from './ids.ts';
import { demoInvoices } from './invoices.ts';
import { demoOrders } from './orders.ts';
import { plans } from './plans.ts';
import { workRows } from './work.ts';

const companyRows: readonly SyncCompany[] = companies.map(({ key, kind, name, partner }) => ({
  externalId: companyRef(key),
  kind,
  name,
  partner: partner ? companyRef(partner) : null,
}));

const userRows: readonly SyncUser[] = [...people, ...staff].map((person) => ({
  externalId: userRef(person),
  name: person.name,
  email: person.email,
  phone: person.phone,
  company: person.company ? companyRef(person.company) : null,
  role: person.role,
  management: person.management,
}));

const permissionRows: readonly SyncPermissions[] = people.map((person) => ({
  externalId: userRef(person),
  permissions: [...person.permissions],
}));

const NOW = Date.parse('2026-11-24T10:00:00Z');

describe('What the demo’s ERP knows', () => {
  const orders = demoOrders(NOW);
  const invoices = demoInvoices(NOW);

  it('is the same whenever it is told for the same moment', () => {
    assert.deepEqual(demoOrders(NOW), orders);
    assert.deepEqual(demoInvoices(NOW), invoices);
    assert.deepEqual(
      orders.map(({ letter }) => letter && writeBusinessLetter(letter)),
      demoOrders(NOW).map(({ letter }) => letter && writeBusinessLetter(letter)),
    );
  });

  it('is as much as a small vendor has, with every placeholder filled', () => {
    const offers = orders.filter(({ sale }) => sale.offer);
    assert.deepEqual([offers.length, orders.length - offers.length, invoices.length, plans.length], [26, 30, 120, 23]);
    const kinds = (kind: string) => catalogueRows.filter((row) => row.kind === kind).length;
    assert.deepEqual([kinds('module'), kinds('function'), kinds('configuration')], [35, 25, 12]);
    assert.doesNotMatch(JSON.stringify([orders, invoices]), /[{]\w+[}]/);
  });

  it('never lies in the future, and is numbered by its days', () => {
    const today = '2026-11-24';
    for (const { row } of [...orders, ...invoices])
      assert.ok(row.date <= today && row.number.includes(row.date.slice(0, 4)));
    for (const { row } of invoices) assert.ok(row.dueDate >= row.date && (row.paidOn ?? today) <= today);
    for (const { date } of workRows(NOW)) assert.ok(date <= today);
    const numbers = [...orders, ...invoices].map(({ row }) => row.number);
    assert.equal(new Set(numbers).size, numbers.length);
  });

  it('comes to what its lines come to, with every rate of VAT', () => {
    for (const { row } of orders) assert.equal(totalsOf(row.lines).gross, row.gross);
    for (const { row, letter } of invoices) if (letter) assert.equal(totalsOf(letter.lines).gross, row.gross);
    const rates = orders.flatMap(({ row }) =>
      row.lines.flatMap((line) => (line.kind === 'item' ? [line.taxRate] : [])),
    );
    assert.deepEqual(
      [...new Set(rates)].sort((a, b) => b - a),
      [...TAX_RATES],
    );
  });
});

describe('The demo’s offers, invoices and subscriptions', () => {
  const now = Date.now();
  let t: TestApp;
  let customer: TestClient;

  const logIn = (role: (typeof demoLogins)[number]['role']): Promise<TestClient> => {
    const { email } = demoLogins.find((login) => login.role === role)!;
    const person = people.find((one) => one.email === email)!;
    return t.as({ id: userId(person) });
  };

  before(async () => {
    t = await createTestApp();
    await fillErp(t.deps, now, fillDemo(t.deps, now));
    customer = await logIn('customer');
  });
  after(() => t?.close());

  const all = { limit: 100 } as const;

  it('are there in every state, for the customer on the login page too', async () => {
    const offers = (await customer.call(listOrders, { query: { view: 'offers', ...all } })).body.items;
    assert.deepEqual(new Set(offers.map(({ status }) => status)), new Set(ORDER_STATUSES));
    const invoices = (await customer.call(listInvoices, { query: all })).body.items;
    assert.deepEqual(new Set(invoices.map(({ status }) => status)), new Set(INVOICE_STATUSES));
    assert.ok(invoices.some(({ gross }) => gross.startsWith('-')));
    const subscriptions = (await customer.call(listSubscriptions)).body.items;
    assert.deepEqual(new Set(subscriptions.map(({ status }) => status)), new Set(['active', 'ended']));
  });

  it('give every menu something that waits', async () => {
    const { body } = await customer.call(getOverview);
    assert.deepEqual(body.offers, { open: 3, ending: 1 });
    assert.equal(body.invoices?.overdue, 1);
    assert.ok(body.invoices.open > 1 && body.orders!.total > 5 && body.subscriptions!.instances === 4);
  });

  it('were answered in earnest: signed and sealed, or with a reason, and all of it in the history', async () => {
    const { items } = (await customer.call(listOrders, { query: { view: 'offers', ...all } })).body;
    for (const { id, status } of items) {
      const { answer, sealed, sha256, file } = (await customer.call(getOrder, { params: { id } })).body;
      assert.ok(file && sha256);
      assert.equal(sealed, status === 'ordered');
      if (status === 'open' || status === 'expired') continue;
      const history = (await customer.call(listHistory, { params: { kind: 'order', id }, query: {} })).body.items;
      const view = history.findIndex(({ kind }) => kind === 'view');
      const change = history.findIndex((entry) => entry.kind === 'status' && entry.to === status);
      assert.ok(view >= 0 && view < change && Date.parse(history[change]!.createdAt) < now);
      assert.equal(history[change]!.author.side, status === 'cancelled' ? 'system' : 'customer');
      if (status === 'cancelled') continue;
      assert.equal(answer?.kind, status === 'ordered' ? 'accepted' : 'declined');
      assert.equal(answer.reason !== null, status === 'declined');
    }
    await t.runJobs();
    assert.deepEqual(t.mails, []);
  });

  it('were worked on and written about', async () => {
    const { rows } = await t.deps.db.system((tx) =>
      sql<{ kind: string; messages: number; minutes: number }>`
        select k as kind, (select count(*)::int from history_entries where record_kind = k and kind = 'message') as messages,
          (select sum(minutes)::int from time_entries where record_kind = k) as minutes
        from unnest(array['order', 'invoice', 'subscription']) k
      `.execute(tx),
    );
    for (const { kind, messages, minutes } of rows) assert.ok(messages > 1 && minutes > 0, kind);
    const [order] = (await customer.call(listOrders, { query: { view: 'orders', search: 'Kassenplatz', ...all } })).body
      .items;
    const sheet = await customer.call(listTimeEntries, { params: { kind: 'order', id: order!.id } });
    assert.ok(sheet.body.totalMinutes >= 240);
  });

  const questions: [search: string, kind: string, answers: Record<string, boolean>][] = [
    ['Waage', 'module', { 'Graz Lend': true, 'Graz Geidorf': false, Leibnitz: true, Zentrale: false }],
    ['Gutscheine', 'function', { 'Graz Lend': true, 'Graz Geidorf': true, Leibnitz: false, Zentrale: false }],
    ['Geschenkkarte', 'module', { 'Graz Lend': true, 'Graz Geidorf': true, Leibnitz: false, Zentrale: false }],
    [
      'Bedienungstheke',
      'configuration',
      { 'Graz Lend': true, 'Graz Geidorf': false, Leibnitz: false, Zentrale: false },
    ],
  ];
  for (const [search, kind, answers] of questions)
    it(`answer a shop owner who asks for „${search}“`, async () => {
      const { items } = (await customer.call(lookUpModules, { query: { search, language: 'de' } })).body;
      const found = items.find((item) => item.kind === kind);
      assert.ok(found);
      assert.deepEqual(Object.fromEntries(found.instances.map(({ name, installed }) => [name, installed])), answers);
      for (const { installed, missing } of found.instances) if (installed) assert.deepEqual(missing, []);
    });

  it('say which modules a configuration lacks', async () => {
    const query = { search: 'Bedienungstheke', language: 'de' } as const;
    const [found] = (await customer.call(lookUpModules, { query })).body.items;
    const lacks = (shop: string) => found!.instances.find(({ name }) => name === shop)!.missing.map(({ name }) => name);
    assert.deepEqual(lacks('Leibnitz'), ['Etikettendruck']);
    assert.deepEqual(new Set(lacks('Graz Geidorf')), new Set(['Waage', 'Etikettendruck']));
  });

  it('find every module by what people call it', async () => {
    for (const { name, keywords = [] } of catalogueRows.filter(({ kind }) => kind === 'module'))
      for (const word of [name.de, keywords[0]!]) {
        const { items } = (await customer.call(lookUpModules, { query: { search: word, language: 'de' } })).body;
        assert.ok(
          items.some((item) => item.name === name.de),
          `${word} does not find ${name.de}`,
        );
      }
  });

  it('are none of the business of a partner’s customer', async () => {
    const client = await logIn('client');
    const { status, problem } = await client.call(listOrders, { query: { view: 'offers' } });
    assert.equal(status, 403);
    assert.equal(problem.code, 'permission_missing');
  });

  it('are of companies and people the ERP knows as the portal does', async () => {
    const key = newApiKey();
    await t.deps.db.system((tx) => insertApiKey(tx, { name: 'Test', hash: hashToken(key), scopes: SCOPES }));
    const kinds: [SyncKind, readonly object[]][] = [
      ['companies', companyRows],
      ['users', userRows],
      ['permissions', permissionRows],
    ];
    for (const [kind, rows] of kinds) {
      const answer = await t.request(`/sync/${kind}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
        body: rows.map((row) => JSON.stringify(row)).join('\n'),
      });
      const end = JSON.parse((await answer.text()).trim().split('\n').at(-1)!);
      assert.deepEqual(end, {
        type: 'end',
        done: rows.length,
        created: 0,
        updated: 0,
        unchanged: rows.length,
        failed: 0,
      });
    }
  });
});
