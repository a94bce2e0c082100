import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { listTimeEntries } from '../../../src/contract/history.ts';
import { type ApiScope, SCOPES, SYNC_KINDS } from '../../../src/contract/sync.limits.ts';
import type {
  SyncCatalogueEntry,
  SyncInvoice,
  SyncOrder,
  SyncRows,
  SyncSubscription,
  SyncTimeEntry,
} from '../../../src/contract/sync.ts';
import { putSyncFile } from '../../../src/contract/sync.ts';
import { smallPdf } from '../../testing/small-pdf.ts';
import { createProgram, createSyncWorld, messagesOf, type SyncWorld, summaryOf } from '../../testing/sync-world.ts';

// Rows of every kind, and whom a key of every scope is for.

const module: SyncCatalogueEntry = {
  externalId: 'M-1',
  kind: 'module',
  name: { de: 'Gutscheine', en: 'Vouchers' },
  description: { de: '', en: '' },
};

const order: SyncOrder = {
  externalId: 'O-1',
  number: 'AN-1',
  title: 'Kassa',
  company: 'C-1',
  status: 'ordered',
  date: '2026-03-01',
  lines: [
    {
      kind: 'item',
      id: '1',
      text: 'Kassa',
      description: null,
      quantity: '1',
      unit: null,
      unitPrice: '100.00',
      discount: '0',
      taxRate: 20,
      optional: false,
    },
  ],
  assignee: 'S-1',
  gross: '120.00',
};

const invoice: SyncInvoice = {
  externalId: 'I-1',
  number: 'RE-1',
  title: 'Wartung',
  company: 'C-1',
  status: 'open',
  date: '2026-03-01',
  dueDate: '2026-03-15',
  net: '100.00',
  gross: '120.00',
  due: '120.00',
};

const subscription: SyncSubscription = {
  externalId: 'A-1',
  number: 'AB-1',
  title: 'Kassenpaket',
  company: 'C-1',
  status: 'active',
  instance: { key: 'linz', name: 'Filiale Linz' },
  period: 'month',
  startDate: '2026-01-01',
  lines: [{ text: 'Gutscheine', module: 'M-1', quantity: '1', unitPrice: '10.00' }],
};

const timeEntry: SyncTimeEntry = {
  externalId: 'T-1',
  record: { kind: 'order', id: 'O-1' },
  employee: 'S-1',
  date: '2026-03-02',
  minutes: 30,
  text: 'Aufgebaut',
};

/** One of each kind, in the order in which they name each other. */
const ROWS: SyncRows = {
  companies: { externalId: 'C-1', kind: 'customer', name: 'Bäckerei' },
  users: { externalId: 'U-1', name: 'Maria', email: 'maria@example.com', role: 'customer', company: 'C-1' },
  permissions: { externalId: 'U-1', permissions: [] },
  catalogue: module,
  orders: order,
  invoices: invoice,
  subscriptions: subscription,
  'time-entries': timeEntry,
};

const w = await createSyncWorld();
await w.sync('companies', ROWS.companies);
await w.sync(
  'users',
  ROWS.users,
  { externalId: 'S-1', name: 'Lukas', email: 'lukas@example.com', role: 'staff' },
  { externalId: 'S-2', name: 'Anna', email: 'anna@example.com', role: 'staff' },
);
await w.sync('catalogue', module);
await w.sync('orders', order);
const pdf = (await hand(smallPdf())).sha256;

after(() => w.t.close());

async function hand(content: string): Promise<{ sha256: string; size: number }> {
  const response = await w.erp.request('/sync/files', { method: 'PUT', body: content });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as { sha256: string; size: number };
}

const fields = ({ failures }: Awaited<ReturnType<SyncWorld['sync']>>) =>
  failures.flatMap(({ errors }) => (errors ?? []).map(({ field, code }) => `${field} ${code}`));

test('rows of every kind come once; the same again are unchanged, and nobody hears of them', async () => {
  for (const kind of SYNC_KINDS) await w.sync(kind, ROWS[kind] as never);
  const heard: string[] = [];
  const stop = await w.t.deps.db.listen('record_changed', (payload) => heard.push(payload));
  // What was said before may still be on its way.
  await w.t.rows(sql`select pg_notify('record_changed', 'now')`);
  while (!heard.includes('now')) await sleep(10);
  heard.length = 0;
  const state = () =>
    w.t.rows(sql`
      select xmin::text, id from orders union all select xmin::text, id from invoices union all select xmin::text, id from subscriptions
      union all select xmin::text, subscription_id from subscription_lines union all select xmin::text, id from catalogue_entries
      union all select xmin::text, id from time_entries union all select xmin::text, id from users union all select xmin::text, id from companies
    `);
  const before = await state();
  for (const kind of SYNC_KINDS) {
    const { unchanged } = await w.sync(kind, ROWS[kind] as never);
    assert.equal(unchanged, 1, kind);
  }
  assert.deepEqual(await state(), before);
  assert.deepEqual(heard, []);
  await w.sync('orders', { ...order, assignee: 'S-2' });
  while (heard.length === 0) await sleep(10);
  await stop();
});

test('a scope is for its own kind and no other', async () => {
  for (const scope of SCOPES) {
    const { client } = await createProgram(w.t, [scope]);
    for (const kind of SYNC_KINDS) {
      const response = await w.sendText(kind, JSON.stringify(ROWS[kind]), client);
      if (kind === scope)
        assert.equal(summaryOf(messagesOf(await response.text())).failed, 0, `${scope} writes ${kind}`);
      else
        assert.deepEqual(
          [response.status, ((await response.json()) as { code: string }).code],
          [403, 'scope_missing'],
          `${scope}, ${kind}`,
        );
    }
    const others: [ApiScope, Response][] = [
      ['files', await client.request('/sync/files', { method: 'PUT', body: smallPdf() })],
      ['changes', await client.request('/changes')],
    ];
    for (const [needed, response] of others)
      assert.equal(response.status, needed === scope ? 200 : 403, `${scope}, ${needed}`);
  }
});

test('a record keeps its company, since what was written about it is no other’s business', async () => {
  await w.sync('companies', { externalId: 'C-2', kind: 'customer', name: 'Andere' });
  const moved = { company: 'C-2' };
  assert.deepEqual(fields(await w.sync('orders', { ...order, ...moved })), ['/company invalid_value']);
  assert.deepEqual(fields(await w.sync('invoices', { ...invoice, ...moved })), ['/company invalid_value']);
  assert.deepEqual(fields(await w.sync('subscriptions', { ...subscription, ...moved })), ['/company invalid_value']);
});

test('what a row names has to be there, and each field that is wrong is named', async () => {
  const nowhere = { company: 'C-404', assignee: 'U-1', pdf: 'f'.repeat(64) };
  const three = ['/company invalid_value', '/assignee invalid_value', '/pdf invalid_value'];
  assert.deepEqual(fields(await w.sync('orders', { ...order, externalId: 'O-404', ...nowhere })), three);
  assert.deepEqual(fields(await w.sync('invoices', { ...invoice, externalId: 'I-404', ...nowhere })), three);
  const lines = [...subscription.lines, { ...subscription.lines[0]!, module: 'M-404' }];
  assert.deepEqual(fields(await w.sync('subscriptions', { ...subscription, externalId: 'A-404', lines })), [
    '/lines/1/module invalid_value',
  ]);
  assert.deepEqual(
    fields(await w.sync('catalogue', { ...module, externalId: 'F-404', kind: 'function', modules: ['M-1', 'M-404'] })),
    ['/modules/1 invalid_value'],
  );
  for (const record of [
    { kind: 'order', id: 'O-404' },
    { kind: 'invoice', id: 'O-1' },
    { kind: 'ticket', id: 'T-2026-999999' },
    { kind: 'document', id: 'O-1' },
  ] as const)
    assert.deepEqual(
      fields(await w.sync('time-entries', { ...timeEntry, externalId: 'T-404', record, employee: 'U-1' })),
      ['/record/id invalid_value', '/employee invalid_value'],
    );
});

test('a function may come before its modules', async () => {
  const result = await w.sync(
    'catalogue',
    { ...module, externalId: 'F-2', kind: 'function', modules: ['M-2'] },
    { ...module, externalId: 'M-2' },
  );
  assert.deepEqual([result.created, result.failed], [2, 0]);
});

test('time of any record, which may be moved, is seen beside what employees write', async () => {
  const ticket = await w.t.make.ticket();
  const ofTicket = { ...timeEntry, externalId: 'T-2', record: { kind: 'ticket' as const, id: ticket.number } };
  assert.equal((await w.sync('time-entries', ofTicket)).created, 1);
  assert.equal((await w.sync('time-entries', { ...ofTicket, record: { kind: 'ticket', id: ticket.id } })).unchanged, 1);
  const staff = await w.t.as(await w.t.make.staff());
  const total = async (id: string, kind: 'ticket' | 'order' = 'ticket') =>
    (await staff.call(listTimeEntries, { params: { kind, id } })).body.totalMinutes;
  assert.equal(await total(ticket.id), 30);
  const [{ id: orderId }] = (await w.t.rows<{ id: string }>(sql`select id from orders where external_id = 'O-1'`)) as [
    { id: string },
  ];
  const before = await total(orderId, 'order');
  const heard: string[] = [];
  const stop = await w.t.deps.db.listen('record_changed', (payload) => heard.push(payload));
  assert.equal((await w.sync('time-entries', { ...ofTicket, record: timeEntry.record, minutes: 45 })).updated, 1);
  assert.deepEqual([await total(ticket.id), await total(orderId, 'order')], [0, before + 45]);
  // They come on a connection of their own, a little after the answer.
  while (heard.length < 2) await sleep(10);
  assert.deepEqual(heard.sort(), [`order:${orderId}:public`, `ticket:${ticket.id}:public`]);
  await stop();
});

test('a PDF is handed in, and only one that can be shown and signed (37, 39, 41, 42, 43)', async () => {
  assert.deepEqual(await hand(smallPdf()), { sha256: pdf, size: smallPdf().length });
  const refused: [string, number, string][] = [
    ['', 422, 'file_empty'],
    ['GIF89a', 422, 'pdf_invalid'],
    [smallPdf().replace('/Size', '/Encrypt 3 0 R /Size'), 422, 'pdf_encrypted'],
    [smallPdf().replace('/Catalog', '/Catalog /OpenAction << /S /JavaScript /JS (x) >>'), 422, 'pdf_active_content'],
    ['x'.repeat(26 * 1024 * 1024), 413, 'payload_too_large'],
  ];
  for (const [content, status, code] of refused) {
    const response = await w.erp.request('/sync/files', { method: 'PUT', body: content });
    assert.deepEqual([response.status, ((await response.json()) as { code: string }).code], [status, code]);
  }
  assert.equal((await w.t.call(putSyncFile)).status, 401);
  assert.equal(fields(await w.sync('invoices', { ...invoice, externalId: 'I-2', pdf })).length, 0);
});

test('no row can name what somebody else brought, or what was refused', async () => {
  const customer = await w.t.as(await w.t.make.user());
  await customer.upload('a.pdf', smallPdf(2));
  const [{ sha256 }] = (await w.t.rows<{ sha256: string }>(sql`select sha256 from attachments`)) as [
    { sha256: string },
  ];
  assert.ok(await w.t.deps.blobs.has(sha256));
  assert.deepEqual(fields(await w.sync('invoices', { ...invoice, externalId: 'I-3', pdf: sha256 })), [
    '/pdf invalid_value',
  ]);
});

const DAY = 24 * 60 * 60 * 1000;

test('files are kept for a day, and as long as a row names them', async () => {
  const { blobs, db } = w.t.deps;
  const [named, unnamed, late] = [await hand(smallPdf(3)), await hand(smallPdf(4)), await hand(smallPdf(5))];
  await w.sync('invoices', { ...invoice, externalId: 'I-10', pdf: named.sha256 });
  w.t.advance(0.9 * DAY);
  await w.t.runCleanUps();
  for (const { sha256 } of [named, unnamed, late]) assert.ok(await blobs.has(sha256));
  await w.sync('orders', { ...order, externalId: 'O-10', pdf: late.sha256 });
  w.t.advance(0.2 * DAY);
  await w.t.runCleanUps();
  assert.deepEqual(
    [await blobs.has(named.sha256), await blobs.has(unnamed.sha256), await blobs.has(late.sha256)],
    [true, false, true],
  );
  assert.deepEqual(fields(await w.sync('invoices', { ...invoice, externalId: 'I-11', pdf: unnamed.sha256 })), [
    '/pdf invalid_value',
  ]);
  // Named anew just before its end, by a row that fails.
  const again = await hand(smallPdf(4));
  w.t.advance(0.9 * DAY);
  await w.sync('invoices', { ...invoice, externalId: 'I-12', pdf: again.sha256, company: 'C-404' });
  w.t.advance(0.2 * DAY);
  await w.t.runCleanUps();
  assert.ok(await blobs.has(again.sha256));
  // The invoice has another one by now.
  await w.sync('invoices', { ...invoice, externalId: 'I-10', pdf: again.sha256 });
  w.t.advance(1.2 * DAY);
  await w.t.runCleanUps();
  assert.deepEqual([await blobs.has(named.sha256), await blobs.has(again.sha256)], [false, true]);
  const { rows } = await db.system((tx) => sql`select from erp_files where sha256 = ${named.sha256}`.execute(tx));
  assert.equal(rows.length, 0);
});

test('the PDF that was offered is kept, because the ERP goes on naming it', async () => {
  const offered = await hand(smallPdf(6));
  const offer: SyncOrder = { ...order, externalId: 'O-20', status: 'open', pdf: offered.sha256 };
  assert.equal((await w.sync('orders', offer)).created, 1);
  const user = await w.t.make.user();
  await w.t.deps.db.system(async (tx) => {
    const sealed = 'e'.repeat(64);
    await sql`
      insert into order_answers (order_id, kind, user_id, name, at, signature, shown_sha256, shown_pdf_sha256, result_sha256, verified_by)
      select id, 'accepted', ${user.id}::uuid, 'x', now(), '{}', sha256, pdf_sha256, ${sealed}, 'x' from orders where external_id = 'O-20'
    `.execute(tx);
    await sql`
      update orders set status = 'ordered', ordered_at = now(), pdf_sha256 = ${sealed}, pdf_size = 1 where external_id = 'O-20'
    `.execute(tx);
  });
  w.t.advance(1.2 * DAY);
  await w.t.runCleanUps();
  assert.ok(await w.t.deps.blobs.has(offered.sha256));
  assert.deepEqual(await w.sync('orders', { ...offer, status: 'ordered' }), {
    ...{ done: 1, created: 0, updated: 0, unchanged: 1, failed: 0 },
    failures: [],
  });
});
