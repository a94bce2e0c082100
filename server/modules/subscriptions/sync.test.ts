import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { listSubscriptions, lookUpModules } from '../../../src/contract/subscriptions.ts';
import type { SyncCatalogueEntry, SyncSubscription } from '../../../src/contract/sync.ts';
import type { Problem } from '../../http/problem.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { upsertCatalogueEntry } from './catalogue.sync.ts';
import { upsertSubscription } from './subscriptions.sync.ts';

const t = await createTestApp();
const company = await t.make.company();
const employee = await t.make.staff();
const staff = await t.as(employee);
const erp = await t.make.erp('subscriptions', 'catalogue');
const till = await t.make.module({ name: 'Kassa' });
const stock = await t.make.module({ name: 'Lager' });

after(() => t.close());

/** Expects 422 for one field. */
const refusal = (field: string, code: string) => (problem: Problem) => {
  const [error] = problem.options.errors ?? [];
  assert.deepEqual([problem.status, error?.field, error?.code], [422, field, code]);
  return true;
};

describe('subscriptions', () => {
  const line = { text: 'Kassa', quantity: '1', unitPrice: '10.00' };
  const row: SyncSubscription = {
    externalId: 'S1',
    number: 'AB-1',
    title: 'Paket',
    company: 'ours',
    status: 'active',
    instance: { key: 'wels', name: 'Wels' },
    period: 'month',
    startDate: '2026-01-01',
    lines: [line, { ...line, text: 'Lager' }],
  };

  function upsert(
    change: Partial<SyncSubscription> = {},
    modules?: (string | null)[],
    assignee: string | null = null,
    who = erp,
  ) {
    const full = { ...row, ...change };
    const references = { company: company.id, assignee, modules: modules ?? full.lines.map(() => null) };
    return t.deps.db.as(who, (tx) => upsertSubscription(tx, full, references, t.deps.clock()));
  }

  const read = async () => (await staff.call(listSubscriptions, { query: { company: company.id } })).body.items[0]!;

  test('are created, changed, and left alone when nothing is new', async () => {
    assert.equal(await upsert(), 'created');
    const first = await read();
    assert.equal(await upsert(), 'unchanged');
    const cheaper = { ...line, discount: '50' };
    const news: [change: Partial<SyncSubscription>, modules?: (string | null)[] | undefined, assignee?: string][] = [
      [{ status: 'ended' }],
      [{ endDate: '2026-12-31', nextInvoice: '2026-03-01' }],
      [{ instance: { key: 'wels', name: 'Wels Zentrum' } }],
      [{ lines: [line] }],
      [{ lines: [cheaper, line] }],
      [{ lines: [line, cheaper] }],
      [{ lines: [line, { ...line, quantity: '0.5', unitPrice: '10.00' }] }],
      [{ lines: [line, { ...cheaper, unit: 'Stk.' }] }],
      [{}, [till.id, stock.id]],
      [{}, [stock.id, till.id]],
      [{}, undefined, employee.id],
      [{ lines: [] }],
    ];
    for (const [change, modules, assignee] of news) {
      assert.equal(await upsert(change, modules, assignee), 'updated', JSON.stringify(change));
      assert.equal(await upsert(change, modules, assignee), 'unchanged', JSON.stringify(change));
    }
    const last = await read();
    assert.deepEqual([last.id, last.lines, last.net], [first.id, [], '0.00']);
  });

  test('tell whoever looks at one that a line changed', async () => {
    await upsert();
    const changedAt = () =>
      t.deps.db.system(
        async (tx) =>
          (await sql<{ at: Date }>`select changed_at as at from subscriptions where external_id = 'S1'`.execute(tx))
            .rows[0]!.at,
      );
    const before = await changedAt();
    await upsert({ lines: [line, { ...line, text: 'Lager neu' }] });
    assert.ok((await changedAt()) > before);
  });

  test('are refused with what cannot be, naming the field', async () => {
    const far = { ...line, quantity: '999999999', unitPrice: '999999999999.99' };
    const other = await t.make.moduleFunction({ modules: [till] });
    const fresh = { externalId: 'S2' };
    await assert.rejects(upsert({ ...fresh, endDate: '2025-12-31' }), refusal('/endDate', 'invalid_value'));
    await assert.rejects(upsert(fresh, [till.id, other.id]), refusal('/lines/1/module', 'invalid_value'));
    await assert.rejects(upsert({ ...fresh, lines: [far] }), refusal('/lines', 'too_big'));
    assert.equal(await upsert({ ...fresh, endDate: '2026-01-01' }), 'created');
  });

  test('only a key for subscriptions may', async () => {
    const customer = await t.make.user({ company, permissions: ['subscriptions'] });
    for (const who of [await t.make.erp('orders', 'catalogue'), { userId: customer.id, owner: '' }])
      await assert.rejects(upsert({ externalId: 'S3' }, undefined, null, who), /row-level security/);
  });
});

describe('the catalogue', () => {
  const row: SyncCatalogueEntry = {
    externalId: 'M1',
    kind: 'configuration',
    name: { de: 'Selbstbedienung', en: 'Self-service' },
    description: { de: 'Kunden scannen selbst.', en: 'Customers scan themselves.' },
    keywords: ['SB-Kassa'],
  };

  const upsert = (change: Partial<SyncCatalogueEntry> = {}, modules = [till.id], who = erp) =>
    t.deps.db.as(who, (tx) => upsertCatalogueEntry(tx, { ...row, ...change }, modules));

  test('is filled, changed, and left alone when nothing is new', async () => {
    assert.equal(await upsert(), 'created');
    assert.equal(await upsert(), 'unchanged');
    const news: [Partial<SyncCatalogueEntry>, string[]?][] = [
      [{ keywords: [] }],
      [{ keywords: ['SB-Kassa', 'Scan'] }],
      [{ description: { ...row.description, de: 'Anders.' } }],
      [{ name: { ...row.name, en: 'Self-checkout' } }],
      [{ kind: 'function' }],
      [{}, [till.id, stock.id]],
      [{}, [stock.id]],
    ];
    for (const [change, modules] of news) {
      assert.equal(await upsert(change, modules), 'updated', JSON.stringify(change));
      assert.equal(await upsert(change, modules), 'unchanged', JSON.stringify(change));
    }
    assert.equal(await upsert({}, [till.id, till.id]), 'updated');
    const query = { search: 'sb-kassa', language: 'en' as const };
    const { body } = await staff.call(lookUpModules, { query });
    assert.deepEqual([body.items[0]!.kind, body.items[0]!.name], ['configuration', 'Self-service']);
  });

  test('a module has no modules, all else some, and only modules', async () => {
    const other = await t.make.moduleFunction({ modules: [till] });
    const fresh = { externalId: 'M2' };
    await assert.rejects(upsert({ ...fresh, kind: 'module' }), refusal('/modules', 'too_many'));
    for (const kind of ['function', 'configuration'] as const)
      await assert.rejects(upsert({ ...fresh, kind }, []), refusal('/modules', 'required'));
    await assert.rejects(upsert(fresh, [till.id, other.id]), refusal('/modules/1', 'invalid_value'));
    await assert.rejects(upsert({}, [await idOf('M1')]), refusal('/modules/0', 'invalid_value'));
  });

  test('what others take for a module stays one', async () => {
    const used = await t.make.module({ name: 'Waage' });
    await t.make.subscription({ company, modules: [used] });
    for (const { externalId } of [till, used])
      await assert.rejects(upsert({ externalId, kind: 'function' }, [stock.id]), refusal('/kind', 'invalid_value'));
    const unused = await t.make.module();
    assert.equal(await upsert({ externalId: unused.externalId, kind: 'function' }, [stock.id]), 'updated');
  });

  test('only a key for the catalogue may', async () => {
    const customer = await t.make.user();
    for (const who of [
      await t.make.erp('subscriptions'),
      { userId: customer.id, owner: '' },
      { userId: employee.id, owner: '' },
    ])
      await assert.rejects(upsert({ externalId: 'M3' }, [till.id], who), /row-level security/);
  });

  const idOf = (externalId: string) =>
    t.deps.db.system(
      async (tx) =>
        (await sql<{ id: string }>`select id from catalogue_entries where external_id = ${externalId}`.execute(tx))
          .rows[0]!.id,
    );
});
