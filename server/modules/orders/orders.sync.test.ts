import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { listHistory } from '../../../src/contract/history.ts';
import { declineOrder, getOrder, type Order } from '../../../src/contract/orders.ts';
import type { SyncOrder } from '../../../src/contract/sync.ts';
import type { Problem } from '../../http/problem.ts';
import { orderItem } from '../../testing/erp-factories.ts';
import { createOrderWorld } from '../../testing/order-world.ts';
import type { SyncFile } from '../sync/sync.references.ts';
import { upsertOrder } from './orders.sync.ts';

const w = await createOrderWorld();
const { t, clients, users } = w;
const { pdf } = await t.make.order();

after(() => t.close());

let count = 0;
let row: SyncOrder;

beforeEach(() => {
  const externalId = `erp-${++count}`;
  row = {
    externalId,
    number: externalId,
    title: 'Kassen',
    company: 'x',
    status: 'open',
    date: '2026-11-01',
    validUntil: '2199-12-31',
    lines: [orderItem('a')],
    gross: '120.00',
  };
});

/** What the ERP sends, with a PDF unless said otherwise. */
const send = (
  changes: Partial<SyncOrder> = {},
  references: { assignee?: string | null; pdf?: SyncFile | null } = {},
) => {
  const all = { company: w.company.id, assignee: null, pdf, ...references };
  return t.deps.db.system((tx) => upsertOrder(tx, { ...row, ...changes }, all, t.deps.clock()));
};

const stored = async (): Promise<Order> => {
  const { body } = await clients.staff.request(`/orders?view=offers&search=${row.number}`).then(async (response) => ({
    body: (await response.json()) as { items: { id: string }[] },
  }));
  return (await clients.staff.call(getOrder, { params: { id: body.items[0]!.id } })).body;
};

/** What a customer reads of changes in the order's history: who made it, from what, to what. */
const changes = async ({ id }: Order) => {
  const { body } = await clients.buyer.call(listHistory, { params: { kind: 'order', id }, query: {} });
  return body.items.flatMap((entry) => {
    const { name, side } = entry.author;
    if (entry.kind === 'status') return [[name, side, entry.from, entry.to]];
    return entry.kind === 'assignment' ? [[name, side, entry.to]] : [];
  });
};

const closed = (promise: Promise<unknown>) => assert.rejects(promise, { status: 409, code: 'offer_closed' });

const wrong = (promise: Promise<unknown>, field: string, code: string) =>
  assert.rejects(promise, (problem: Problem) => {
    assert.deepEqual(
      problem.options.errors?.map((error) => [error.field, error.code]),
      [[field, code]],
    );
    return true;
  });

describe('a row of the ERP', () => {
  test('is an offer, and again no news', async () => {
    assert.equal(await send(), 'created');
    const offer = await stored();
    assert.deepEqual([offer.status, offer.offered, offer.gross], ['open', true, '120.00']);
    assert.equal(await send(), 'unchanged');
    // However it is written.
    assert.equal(
      await send({ lines: [Object.fromEntries(Object.entries(orderItem('a')).reverse()) as never] }),
      'unchanged',
    );
    assert.deepEqual(await stored(), offer);
  });

  test('changes all that is offered, and so its hash', async () => {
    await send();
    const hashes = [(await stored()).sha256];
    const lines = [orderItem('a', { quantity: '2' })];
    for (const change of [{ title: 'Mehr' }, { validUntil: null }, { note: 'Neu' }, { lines, gross: '240.00' }])
      assert.equal(await send(Object.assign(row, change)), 'updated');
    hashes.push((await stored()).sha256);
    const other = await t.make.order();
    assert.equal(await send({}, { pdf: other.pdf }), 'updated');
    const { sha256, title, validUntil, note, gross, file } = await stored();
    assert.equal(new Set([...hashes, sha256]).size, 3);
    assert.deepEqual([title, validUntil, note, gross, file], ['Mehr', null, 'Neu', '240.00', other.pdf]);
  });

  test('assigns an employee, without another offer', async () => {
    await send();
    const { sha256 } = await stored();
    assert.equal(await send({}, { assignee: users.staff.id }), 'updated');
    const offer = await stored();
    assert.deepEqual([offer.assignee?.name, offer.sha256], ['Jakob Berger', sha256]);
  });

  test('orders and cancels what nobody has answered', async () => {
    await send();
    assert.equal(await send({ status: 'ordered' }), 'updated');
    assert.deepEqual([(await stored()).status, (await stored()).answer], ['ordered', null]);
    assert.equal(await send({ status: 'ordered', title: 'Mehr' }), 'updated', 'it is still the ERP’s');
    await closed(send());
    assert.equal(await send({ status: 'cancelled' }), 'updated');
    assert.equal(await send({ status: 'cancelled' }), 'unchanged');
    await closed(send({ status: 'ordered' }));
    assert.equal((await stored()).status, 'cancelled');
  });

  test('that ends an offer, or gives it to an employee, is in the history', async () => {
    const other = await t.make.staff({ name: 'Eva Lang' });
    await send({}, { assignee: users.staff.id });
    const offer = await stored();
    assert.deepEqual(await changes(offer), [], 'it begins so');
    await send({ title: 'Mehr' }, { assignee: users.staff.id });
    await send({ status: 'ordered' }, { assignee: other.id });
    await send({ status: 'ordered', title: 'Noch mehr' }, { assignee: other.id });
    await send({ status: 'cancelled' });
    const told = [
      ['ETRON', 'system', 'open', 'ordered'],
      ['ETRON', 'system', 'Eva Lang'],
      ['ETRON', 'system', 'ordered', 'cancelled'],
      ['ETRON', 'system', null],
    ];
    assert.deepEqual(await changes(offer), told);
    await send({ status: 'cancelled' });
    assert.deepEqual(await changes(offer), told, 'no news');
  });

  test('is refused when its lines do not come to what it says, or when there is nothing to sign', async () => {
    await wrong(send({ gross: '120.01' }), '/gross', 'invalid_value');
    await wrong(send({}, { pdf: null }), '/pdf', 'required');
    const much = orderItem('a', { quantity: '999999999', unitPrice: '999999999999.99' });
    await wrong(send({ lines: [much], gross: '1199999998800000000.00' }), '/lines', 'invalid_value');
    assert.equal(await send({ status: 'ordered' }, { pdf: null }), 'created');
  });

  test('comes once, however often it comes at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => send()));
    assert.deepEqual(outcomes.sort(), ['created', ...Array<string>(9).fill('unchanged')]);
  });
});

describe('what was answered', () => {
  async function accepted() {
    await send();
    assert.equal((await w.accept(clients.buyer, await stored())).status, 200);
    return stored();
  }

  test('keeps what it says; a row from before is no news', async () => {
    const order = await accepted();
    for (const status of ['open', 'ordered'] as const) {
      assert.equal(await send({ status }), 'unchanged');
      await closed(send({ status, title: 'Anders' }));
      await closed(send({ status }, { pdf: { sha256: 'f'.repeat(64), size: 1 } }));
    }
    assert.deepEqual(await stored(), order);
  });

  test('gets another employee, and may be cancelled, whatever became of it in the ERP', async () => {
    const order = await accepted();
    assert.equal(await send({ status: 'ordered' }, { assignee: users.staff.id }), 'updated');
    assert.equal(
      await send({ status: 'cancelled', title: 'Storno' }, { pdf: null, assignee: users.staff.id }),
      'updated',
    );
    const { assignee, ...cancelled } = await stored();
    assert.deepEqual({ ...cancelled, assignee: null }, { ...order, status: 'cancelled' });
    assert.equal(assignee?.name, 'Jakob Berger');
    assert.deepEqual(await changes(order), [
      ['Maria Muster', 'customer', 'open', 'ordered'],
      ['ETRON', 'system', 'Jakob Berger'],
      ['ETRON', 'system', 'ordered', 'cancelled'],
    ]);
    await closed(send());
  });

  test('declined, it stays so', async () => {
    await send();
    const { id, sha256 } = await stored();
    await clients.buyer.call(declineOrder, { params: { id }, body: { sha256, reason: 'Nein' } });
    assert.equal(await send(), 'unchanged');
    assert.equal(await send({ status: 'cancelled' }), 'unchanged');
    await closed(send({ status: 'ordered' }));
    await closed(send({ title: 'Besser' }));
    const order = await stored();
    assert.equal(order.status, 'declined');
    assert.deepEqual(await changes(order), [['Maria Muster', 'customer', 'open', 'declined']]);
  });
});
