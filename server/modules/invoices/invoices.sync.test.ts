import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { getInvoice } from '../../../src/contract/invoices.ts';
import type { FieldError } from '../../../src/contract/problem.ts';
import type { SyncInvoice } from '../../../src/contract/sync.ts';
import type { Problem } from '../../http/problem.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { BilledIds } from '../sync/sync.rules.ts';
import { upsertInvoice } from './invoices.sync.ts';

const t = await createTestApp();
const company = await t.make.company();
const employee = await t.make.staff();
const staff = await t.as(employee);
const erp = await t.make.erp('invoices');
const row: SyncInvoice = {
  externalId: '4711',
  number: 'RE-2026-1',
  title: 'Übersiedlung',
  company: 'ours',
  status: 'open',
  date: '2026-01-05',
  dueDate: '2026-01-19',
  net: '100.00',
  gross: '120.00',
  due: '120.00',
};

after(() => t.close());

function upsert(change: Partial<SyncInvoice> = {}, references: Partial<BilledIds> = {}, who = erp) {
  const full = { company: company.id, assignee: null, pdf: null, ...references };
  return t.deps.db.as(who, (tx) => upsertInvoice(tx, { ...row, ...change }, full, t.deps.clock()));
}

async function invoice() {
  const { body } = await staff.request('/invoices').then(async (response) => ({ body: await response.json() }));
  const { id } = body.items.find(({ number }: { number: string }) => number.startsWith('RE-2026-1'));
  return (await staff.call(getInvoice, { params: { id } })).body;
}

test('creates one, changes it, and leaves it alone when nothing is new', async () => {
  assert.equal(await upsert(), 'created');
  const first = await invoice();
  assert.equal(await upsert(), 'unchanged');
  for (const [change, references] of [
    [{ status: 'paid', due: '0.00', paidOn: '2026-01-10' }, {}],
    [{ title: 'Umzug' }, {}],
    [{ number: 'RE-2026-1a' }, {}],
    [{}, { assignee: employee.id }],
    [{}, { pdf: { sha256: 'a'.repeat(64), size: 7 } }],
    [{}, { pdf: { sha256: 'b'.repeat(64), size: 7 } }],
    [{ dueDate: '2026-02-01' }, {}],
    [{ net: '-1.00', gross: '-1.20', due: '-1.20' }, {}],
  ] as const) {
    assert.equal(await upsert(change, references), 'updated');
    assert.equal(await upsert(change, references), 'unchanged');
  }
  const last = await invoice();
  assert.equal(last.id, first.id);
  assert.deepEqual([last.gross, last.status, last.file, last.assignee], ['-1.20', 'open', null, null]);
});

test('is found by its new title and number, folded', async () => {
  await upsert({ title: 'Übersiedlung Größe' });
  for (const search of ['ubersiedlung', 'GROSSE', 're-2026-1']) {
    const response = await staff.request(`/invoices?search=${encodeURIComponent(search)}`);
    assert.equal((await response.json()).items.length, 1, search);
  }
});

test('refuses what contradicts itself, naming the field', async () => {
  for (const [change, field] of [
    [{ paidOn: '2026-01-10' }, '/paidOn'],
    [{ status: 'cancelled', paidOn: '2026-01-10' }, '/paidOn'],
    [{ status: 'paid', due: '0.01' }, '/due'],
  ] as const) {
    await assert.rejects(upsert({ ...change, externalId: 'new' }), (problem: Problem) => {
      const [error] = problem.options.errors as FieldError[];
      assert.deepEqual([problem.status, error?.field, error?.code], [422, field, 'invalid_value']);
      return true;
    });
  }
});

test('two at once are one', async () => {
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => upsert({ externalId: 'twice', number: 'RE-X' })));
  assert.deepEqual(outcomes.toSorted(), ['created', ...Array.from({ length: 4 }, () => 'unchanged')]);
});

test('only a key for invoices may', async () => {
  const customer = await t.make.user({ company, permissions: ['invoices'] });
  for (const who of [await t.make.erp('orders', 'companies'), { userId: customer.id, owner: '' }])
    await assert.rejects(upsert({ externalId: 'other' }, {}, who), /row-level security/);
});
