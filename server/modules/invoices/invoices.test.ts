import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { getInvoice, type InvoiceQuery, listInvoices } from '../../../src/contract/invoices.ts';
import type { TestRecord } from '../../testing/erp-factories.ts';
import { smallPdf } from '../../testing/small-pdf.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const DAY = 24 * 60 * 60 * 1000;

const made: Record<string, TestRecord> = {};
/** Everybody who must not know of the company's invoices, and what they are told. */

const t = await createTestApp();
const reseller = await t.make.partner();
const company = await t.make.company({ name: 'Bäckerei Österreicher' });
const berta = await t.make.staff({ name: 'Berta Bauer' });
const permissions = ['invoices' as const];
const customer = await t.as(await t.make.user({ company, permissions }));
const staff = await t.as(berta);
const { sha256 } = await t.deps.blobs.write(new Blob([smallPdf() as BlobPart]).stream(), { maxBytes: 100_000 });

const of = { company };
made['late'] = await t.make.invoice({
  ...of,
  number: 'RE-1',
  date: '2026-01-05',
  dueDate: '2026-01-19',
  gross: '48.00',
  due: '8.00',
  title: 'Kassenlade',
});
made['open'] = await t.make.invoice({
  ...of,
  number: 'RE-2',
  date: '2026-01-05',
  assignee: berta,
  pdf: { sha256, size: smallPdf().length },
});
made['paid'] = await t.make.invoice({
  ...of,
  number: 'RE-3',
  date: '2026-02-01',
  dueDate: '2026-02-15',
  status: 'paid',
  paidOn: '2026-02-10',
  gross: '1200.00',
});
made['credit'] = await t.make.invoice({
  ...of,
  number: 'GS-4',
  date: '2026-03-01',
  status: 'cancelled',
  gross: '-60.00',
  net: '-50.00',
});
made['foreign'] = await t.make.invoice({ title: 'Kassenlade fremd', pdf: { sha256, size: 1 } });
const resold = await t.make.company({ partner: reseller });
made['resold'] = await t.make.invoice({ company: resold, number: 'RE-9' });

const others: [client: TestClient, status: 403 | 404][] = [
  [await t.as(await t.make.user({ company, permissions: ['offers', 'orders', 'subscriptions'] })), 403],
  [await t.as(await t.make.user({ company, management: true })), 403],
  [await t.as(await t.make.user({ permissions })), 404],
  [await t.as(await t.make.user({ company: reseller, role: 'partner', permissions })), 404],
];

after(() => t.close());

async function numbers(client: TestClient, query: InvoiceQuery = {}): Promise<string[]> {
  return (await client.call(listInvoices, { query: { ...query } })).body.items.map(({ number }) => number);
}

const read = (client: TestClient, { id }: { id: string }) => client.call(getInvoice, { params: { id } });

test('lists the own company’s invoices, the newest first', async () => {
  const { status, body } = await customer.call(listInvoices, { query: {} });
  assert.equal(status, 200);
  assert.equal(body.cursor, null);
  assert.deepEqual(
    body.items.map(({ number, status, gross, due }) => [number, status, gross, due]),
    [
      ['GS-4', 'cancelled', '-60.00', '0.00'],
      ['RE-3', 'paid', '1200.00', '0.00'],
      ...body.items
        .slice(2)
        .map(({ number }) =>
          number === 'RE-1' ? ['RE-1', 'overdue', '48.00', '8.00'] : ['RE-2', 'open', '120.00', '120.00'],
        ),
    ],
  );
  const open = body.items.find(({ number }) => number === 'RE-2')!;
  assert.deepEqual(open, {
    id: made['open']!.id,
    number: 'RE-2',
    status: 'open',
    company: { id: company.id, name: 'Bäckerei Österreicher' },
    date: '2026-01-05',
    dueDate: '2199-12-31',
    net: '100.00',
    gross: '120.00',
    due: '120.00',
    file: { sha256, size: smallPdf().length },
    unread: false,
  });
});

test('shows one with its title, payment and employee', async () => {
  const { body } = await read(customer, made['open']!);
  assert.deepEqual([body.title, body.paidOn, body.assignee?.name], ['Wartung', null, 'Berta Bauer']);
  assert.equal((await read(customer, made['paid']!)).body.paidOn, '2026-02-10');
  assert.equal((await read(staff, made['foreign']!)).body.file?.sha256, sha256);
});

test('an invoice is overdue on the day after its due date, in Vienna', async () => {
  const at = new Date('2026-06-10T22:30:00Z').getTime() - t.deps.clock().getTime();
  const [due, late] = [
    await t.make.invoice({ company, number: 'DUE-11', dueDate: '2026-06-11' }),
    await t.make.invoice({ company, number: 'DUE-10', dueDate: '2026-06-10' }),
  ];
  const credit = await t.make.invoice({
    company,
    number: 'DUE-GS',
    dueDate: '2026-06-10',
    gross: '-60.00',
    due: '-60.00',
  });
  t.advance(at);
  try {
    assert.deepEqual(await Promise.all([due, late, credit].map(async (one) => (await read(staff, one)).body.status)), [
      'open',
      'overdue',
      'open',
    ]);
    assert.deepEqual(await numbers(staff, { search: 'DUE', status: 'overdue' }), ['DUE-10']);
    assert.deepEqual((await numbers(staff, { search: 'DUE', status: 'open' })).toSorted(), ['DUE-11', 'DUE-GS']);
    t.advance(DAY);
    assert.equal((await numbers(staff, { search: 'DUE', status: 'overdue' })).length, 2);
    t.advance(-DAY);
  } finally {
    t.advance(-at);
    await t.rows(sql`delete from invoices where number like 'DUE%'`);
  }
});

test('filters by their date', async () => {
  assert.deepEqual(
    await numbers(customer, { from: '2026-01-05', to: '2026-02-01', sort: 'number', direction: 'asc' }),
    ['RE-1', 'RE-2', 'RE-3'],
  );
  assert.deepEqual(await numbers(customer, { from: '2026-02-02' }), ['GS-4']);
  assert.deepEqual(await numbers(customer, { from: '2026-02-02', to: '2026-02-01' }), []);
  const { status, problem } = await customer.call(listInvoices, { query: { from: '2026-02-30' } });
  assert.deepEqual([status, problem.errors?.[0]?.field], [422, '?from']);
});

test('filters by status, and staff by company', async () => {
  assert.deepEqual(await numbers(customer, { status: 'paid,cancelled' }), ['GS-4', 'RE-3']);
  assert.deepEqual(await numbers(customer, { status: 'overdue' }), ['RE-1']);
  assert.deepEqual(await numbers(customer, { status: 'open' }), ['RE-2']);
  assert.equal((await numbers(staff)).length, 6);
  assert.equal((await numbers(staff, { company: company.id })).length, 4);
  const wrong = await customer.call(listInvoices, { query: { status: 'open,unpaid' } });
  assert.deepEqual([wrong.status, wrong.problem.errors?.[0]?.field], [422, '?status']);
});

test('searches numbers, titles and companies without regard to case and accents, and takes no wildcards', async () => {
  assert.deepEqual(await numbers(customer, { search: 'kassenLADE' }), ['RE-1']);
  assert.deepEqual(await numbers(customer, { search: 're-3' }), ['RE-3']);
  assert.equal((await numbers(staff, { search: 'osterreicher' })).length, 4);
  for (const search of ['%', '_', '\\', "' or 1=1 --"])
    assert.deepEqual(await numbers(customer, { search }), [], search);
});

test('finds days and amounts as people type them, of their own invoices alone', async () => {
  for (const search of ['5.1.', '5.1.2026', '5. Jänner', '05/01/2026'])
    assert.deepEqual((await numbers(customer, { search })).toSorted(), ['RE-1', 'RE-2'], search);
  assert.deepEqual(await numbers(customer, { search: '15.2.' }), ['RE-3'], 'the day it is due');
  assert.ok((await numbers(customer, { search: 'März 2026' })).includes('GS-4'));
  for (const search of ['1.200,00', '1200', '1,200.00', '1.200 €'])
    assert.deepEqual(await numbers(customer, { search }), ['RE-3'], search);
  assert.deepEqual(await numbers(customer, { search: '60,00' }), ['GS-4'], 'a credit note');
  assert.deepEqual(await numbers(customer, { search: '48,00', status: 'overdue' }), ['RE-1']);
  assert.deepEqual(await numbers(customer, { search: '48,01' }), []);
  const foreign = await read(staff, made['foreign']!);
  assert.ok((await numbers(staff, { search: foreign.body.gross })).includes(foreign.body.number));
  assert.ok(!(await numbers(customer, { search: foreign.body.gross })).includes(foreign.body.number));
});

test('sorts by date, due date, number and amount, both ways', async () => {
  assert.deepEqual(await numbers(customer, { sort: 'number', direction: 'asc' }), ['GS-4', 'RE-1', 'RE-2', 'RE-3']);
  assert.deepEqual(await numbers(customer, { sort: 'gross' }), ['RE-3', 'RE-2', 'RE-1', 'GS-4']);
  assert.deepEqual((await numbers(customer, { sort: 'due', direction: 'asc' })).slice(0, 2), ['RE-1', 'RE-3']);
  assert.deepEqual((await numbers(customer, { sort: 'date', direction: 'asc' })).slice(2), ['RE-3', 'GS-4']);
});

test('pages through any order without a gap or a double, also where values are equal', async () => {
  for (const sort of ['date', 'due', 'number', 'gross'] as const) {
    for (const direction of ['asc', 'desc'] as const) {
      const found: string[] = [];
      let cursor: string | null | undefined;
      do {
        const query: InvoiceQuery = { sort, direction, limit: 1, ...(cursor && { cursor }) };
        const { body } = await customer.call(listInvoices, { query: { ...query } });
        found.push(...body.items.map(({ number }) => number));
        cursor = body.cursor;
      } while (cursor);
      assert.deepEqual(found, await numbers(customer, { sort, direction }), `${sort} ${direction}`);
    }
  }
});

test('a cursor is good for its own order only', async () => {
  const { body } = await customer.call(listInvoices, { query: { limit: 1 } });
  for (const query of [{ sort: 'gross' }, { direction: 'asc' }] as const) {
    const { status, problem } = await customer.call(listInvoices, { query: { ...query, cursor: body.cursor! } });
    assert.deepEqual([status, problem.errors?.[0]?.field], [422, '?cursor']);
  }
  assert.equal((await customer.call(listInvoices, { query: { cursor: 'x' } })).status, 422);
});

test('without the permission nothing is told, not even what exists (abuse 18)', async () => {
  for (const [client, expected] of others.filter(([, status]) => status === 403)) {
    for (const path of [
      '',
      '/export?language=de',
      `/${made['open']!.id}`,
      `/${crypto.randomUUID()}`,
      `/${made['open']!.id}/files/${sha256}`,
    ]) {
      const response = await client.request(`/invoices${path}`);
      const { code } = await response.json();
      assert.deepEqual([response.status, code], [expected, 'permission_missing'], path);
    }
  }
  for (const path of ['', `/${made['open']!.id}`, '/export?language=de'])
    assert.equal((await t.request(`/invoices${path}`)).status, 401);
});

test('invoices of others are as if they were not there (abuse 15, 16, 17, 19)', async () => {
  for (const [client] of others.filter(([, status]) => status === 404)) {
    for (const which of ['open', 'resold']) {
      const { id } = made[which]!;
      const [foreign, missing] = [await read(client, { id }), await read(client, { id: crypto.randomUUID() })];
      assert.deepEqual([foreign.status, foreign.problem], [404, missing.problem]);
      assert.equal((await client.request(`/invoices/${id}/files/${sha256}`)).status, 404);
    }
    for (const query of [{}, { search: 'RE' }, { company: company.id }, { status: 'open' }])
      assert.deepEqual(await numbers(client, query), []);
    assert.equal((await (await client.request('/invoices/export?language=de')).text()).trim().split('\r\n').length, 1);
  }
  assert.deepEqual(await numbers(customer, { search: 'fremd' }), []);
  assert.equal((await read(customer, { id: 'x' })).status, 404);
});

test('the PDF comes as a whole or in parts, under the invoice’s number', async () => {
  const path = `/invoices/${made['open']!.id}/files/${sha256}`;
  const whole = await customer.request(path);
  const bytes = Buffer.from(await whole.arrayBuffer());
  assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
  assert.match(whole.headers.get('content-disposition')!, /^attachment; filename="RE-2.pdf"/);
  assert.match(whole.headers.get('content-security-policy')!, /sandbox/);
  const part = await customer.request(path, { headers: { range: 'bytes=5-9' } });
  assert.deepEqual([part.status, await part.text()], [206, bytes.subarray(5, 10).toString('latin1')]);
  for (const wrong of [
    `${made['late']!.id}/files/${sha256}`,
    `${made['open']!.id}/files/${'0'.repeat(64)}`,
    `${made['open']!.id}/files/x`,
  ])
    assert.equal((await customer.request(`/invoices/${wrong}`)).status, 404, wrong);
});

test('the PDF stays as long as its invoice', async () => {
  t.advance(3 * DAY);
  await t.runCleanUps();
  t.advance(-3 * DAY);
  assert.ok(await t.deps.blobs.has(sha256));
});

test('the database shows and changes nothing more, whatever is asked of it', async () => {
  const people = await Promise.all([
    t.make.user({ company, permissions: ['offers', 'orders', 'subscriptions'] }),
    t.make.user({ permissions: ['invoices'] }),
    t.make.user({ company, permissions: ['invoices'] }),
  ]);
  const seen = await Promise.all(
    people.map(({ id }) =>
      t.deps.db.as({ userId: id, owner: `user:${id}` }, async (tx) => {
        const { numAffectedRows } = await sql`update invoices set due = 0, status = 'paid'`.execute(tx);
        const { rows } = await sql`select from invoices`.execute(tx);
        const found = await sql`select from matching_invoices('%re-%', 100)`.execute(tx);
        return [Number(numAffectedRows), rows.length, found.rows.length];
      }),
    ),
  );
  assert.deepEqual(seen, [
    [0, 0, 0],
    [0, 0, 0],
    [0, 4, 3],
  ]);
});
