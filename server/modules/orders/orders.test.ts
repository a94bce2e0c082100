import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listHistory } from '../../../src/contract/history.ts';
import { getOrder, listOrders, type Order, type OrderQuery } from '../../../src/contract/orders.ts';
import type { TestOrder } from '../../testing/erp-factories.ts';
import { orderItem } from '../../testing/erp-factories.ts';
import { createOrderWorld } from '../../testing/order-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createOrderWorld();
const { t, clients } = w;
const { buyer, staff } = clients;

after(() => t.close());

async function list(client: TestClient, query: OrderQuery) {
  const { status, body, problem } = await client.call(listOrders, { query: { ...query } });
  assert.equal(status, 200, JSON.stringify(problem));
  return body;
}

const numbers = async (client: TestClient, query: OrderQuery) =>
  (await list(client, query)).items.map(({ number }) => number);

const DAY = 24 * 60 * 60 * 1000;
const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);

describe('the lists', () => {
  let foreign: TestOrder;

  before(async () => {
    const make = (number: string, options: object = {}) => t.make.order({ company: w.company, number, ...options });
    await make('AN-1', { date: '2026-01-10', title: 'Kassen für die Bäckerei' });
    await make('AN-2', { date: '2026-01-12', lines: [orderItem('a', { unitPrice: '9.00' })] });
    await make('AN-3', { date: '2026-01-11', validUntil: day(-2) });
    await make('AN-4', { date: '2026-01-13', status: 'cancelled' });
    const accepted = await make('AN-5', { date: '2026-01-14' });
    await w.accept(buyer, await w.look(buyer, accepted));
    await make('AU-6', { date: '2026-01-15', status: 'ordered', validUntil: null });
    await make('AN-7', { date: '2026-01-16', status: 'ordered', offered: true });
    foreign = await t.make.order({ number: 'AN-8', title: 'Kassen, GEHEIM' });
  });

  test('offers are what was offered, whatever became of it; orders what was ordered, however it came about', async () => {
    assert.deepEqual(await numbers(buyer, { view: 'offers' }), ['AN-7', 'AN-5', 'AN-4', 'AN-2', 'AN-3', 'AN-1']);
    assert.deepEqual(await numbers(buyer, { view: 'orders' }), ['AN-7', 'AU-6', 'AN-5']);
    const { items } = await list(buyer, { view: 'offers' });
    assert.deepEqual(
      items.map(({ status }) => status),
      ['ordered', 'ordered', 'cancelled', 'open', 'expired', 'open'],
    );
    const { id, number, title, company, validUntil, net, gross } = items.at(-1)!;
    assert.deepEqual(
      { number, title, company: company.name, net, gross },
      {
        number: 'AN-1',
        title: 'Kassen für die Bäckerei',
        company: 'Bäckerei Hollerbach',
        net: '100.00',
        gross: '120.00',
      },
    );
    assert.equal(validUntil, day(30));
    assert.ok(id);
  });

  test('are sorted by date, number or amount, page by page', async () => {
    assert.deepEqual((await numbers(buyer, { view: 'offers', sort: 'date', direction: 'asc' })).at(0), 'AN-1');
    assert.deepEqual(await numbers(buyer, { view: 'orders', sort: 'number', direction: 'asc' }), [
      'AN-5',
      'AN-7',
      'AU-6',
    ]);
    assert.equal((await numbers(buyer, { view: 'offers', sort: 'gross', direction: 'asc' })).at(0), 'AN-2');
    for (const sort of ['date', 'number', 'gross'] as const) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await list(buyer, { view: 'offers', sort, limit: 2, ...(cursor !== undefined && { cursor }) });
        assert.equal(page.items.length, 2);
        found.push(...page.items.map(({ number }) => number));
        cursor = page.cursor ?? undefined;
      } while (cursor !== undefined);
      assert.deepEqual(found, await numbers(buyer, { view: 'offers', sort }));
    }
    const { cursor } = await list(buyer, { view: 'offers', limit: 2 });
    const { status, problem } = await buyer.call(listOrders, {
      query: { view: 'offers', sort: 'gross', cursor: cursor! },
    });
    assert.deepEqual([status, problem.errors?.[0]?.field], [422, '?cursor']);
  });

  test('are searched without accents, and filtered by what an offer is at this moment', async () => {
    assert.deepEqual(await numbers(buyer, { view: 'offers', search: 'FUR die backerei' }), ['AN-1']);
    assert.deepEqual(await numbers(buyer, { view: 'offers', search: 'an-3' }), ['AN-3']);
    assert.equal((await numbers(staff, { view: 'offers', search: 'hollerbach' })).length, 6);
    assert.deepEqual(await numbers(buyer, { view: 'offers', search: '%' }), []);
    assert.deepEqual(await numbers(buyer, { view: 'offers', search: '12. Jänner' }), ['AN-2']);
    assert.ok((await numbers(buyer, { view: 'offers', search: '120,00' })).includes('AN-1'));
    assert.deepEqual(await numbers(buyer, { view: 'offers', from: '2026-01-11', to: '2026-01-12' }), ['AN-2', 'AN-3']);
    assert.deepEqual(await numbers(buyer, { view: 'offers', status: 'expired' }), ['AN-3']);
    assert.deepEqual(await numbers(buyer, { view: 'offers', status: 'open,cancelled' }), ['AN-4', 'AN-2', 'AN-1']);
    const { problem } = await buyer.call(listOrders, { query: { view: 'offers', status: 'new' } });
    assert.deepEqual(
      problem.errors?.map(({ field }) => field),
      ['?status'],
    );
  });

  test('hold nothing of others, by no filter (abuse 19)', async () => {
    assert.equal((await numbers(staff, { view: 'offers' })).length, 7);
    const { id: company } = (await w.look(staff, foreign)).company;
    assert.deepEqual(await numbers(staff, { view: 'offers', company }), ['AN-8']);
    for (const query of [{ company }, { search: 'geheim' }, { search: 'AN-8' }])
      assert.deepEqual(await numbers(buyer, { view: 'offers', ...query }), []);
    for (const client of [clients.partner, clients.stranger])
      assert.deepEqual(await numbers(client, { view: 'offers' }), []);
  });

  test('each need their permission (abuse 18)', async () => {
    const refused = async (client: TestClient, view: OrderQuery['view']) => {
      const { status, problem } = await client.call(listOrders, { query: { view } });
      assert.deepEqual([status, problem.code], [403, 'permission_missing']);
    };
    await refused(clients.colleague, 'orders');
    await refused(clients.clerk, 'offers');
    for (const client of [clients.unpermitted, clients.customerOfPartner])
      for (const view of ['offers', 'orders'] as const) await refused(client, view);
    assert.equal((await numbers(clients.clerk, { view: 'orders' })).length, 3);
    assert.equal((await t.call(listOrders, { query: { view: 'offers' } })).status, 401);
  });
});

describe('one', () => {
  test('is shown as it was offered, with its employee', async () => {
    const offer = await w.offer({ title: 'Kassen', note: 'Gültig ab sofort.' });
    assert.deepEqual(
      [offer.status, offer.answering, offer.answer, offer.sealed, offer.offered, offer.note, offer.assignee?.name],
      ['open', 'here', null, false, true, 'Gültig ab sofort.', 'Jakob Berger'],
    );
    assert.deepEqual(offer.totals, {
      net: '100.00',
      taxes: [{ rate: 20, base: '100.00', tax: '20.00' }],
      gross: '120.00',
    });
    assert.deepEqual(
      offer.lines.map(({ kind }) => kind),
      ['section', 'item', 'item', 'note'],
    );
    assert.equal(offer.portalUrl, `https://portal.example/#/offers/${offer.id}`);
    assert.equal((await w.look(staff, offer)).answering, 'none');
    const order = await t.make.order({ company: w.company, status: 'ordered' });
    const { offered, portalUrl, sealed } = await w.look(clients.clerk, order);
    assert.deepEqual([offered, sealed, portalUrl], [false, false, `https://portal.example/#/orders/${order.id}`]);
  });

  test('is not there for others, nor without the permission it needs (abuse 15, 17, 18)', async () => {
    const offer = await t.make.order({ company: w.company });
    const order = await t.make.order({ company: w.company, status: 'ordered' });
    const answer = async (client: TestClient, { id }: { id: string }) => {
      const { status, problem } = await client.call(getOrder, { params: { id } });
      return problem?.code ?? status;
    };
    for (const client of [clients.stranger, clients.partner]) assert.equal(await answer(client, offer), 'not_found');
    assert.equal(await answer(clients.clerk, offer), 'not_found');
    assert.equal(await answer(clients.colleague, order), 'not_found');
    assert.equal(await answer(clients.clerk, order), 200);
    for (const client of [clients.unpermitted, clients.customerOfPartner])
      assert.equal(await answer(client, offer), 'permission_missing');
    assert.equal(await answer(t, offer), 'unauthenticated');
  });

  test('is noted in its history when somebody of the company sees it first', async () => {
    const { id } = await t.make.order({ company: w.company });
    const views = async () => {
      const { body } = await staff.call(listHistory, { params: { kind: 'order', id }, query: {} });
      return body.items.map(({ kind, author }) => [kind, author.name, author.side]);
    };
    await w.look(staff, { id });
    assert.deepEqual(await views(), []);
    await Promise.all(Array.from({ length: 5 }, () => w.look(buyer, { id })));
    await w.look(clients.colleague, { id });
    assert.deepEqual(await views(), [['view', 'Maria Muster', 'customer']]);
  });

  test('a sales order that never was an offer is not noted', async () => {
    const order = await t.make.order({ company: w.company, status: 'ordered' });
    await w.look(buyer, order);
    const { body } = await staff.call(listHistory, { params: { kind: 'order', id: order.id }, query: {} });
    assert.deepEqual(body.items, []);
  });
});

describe('its PDF', () => {
  let offer: Order;

  const get = (client: TestClient, { id }: { id: string }, sha256: string, headers: Record<string, string> = {}) =>
    client.request(`/orders/${id}/files/${sha256}`, { headers });

  before(async () => {
    offer = await w.offer({ number: 'AN/2026 "7"' });
  });

  test('is a download with ranges', async () => {
    const response = await get(buyer, offer, offer.file!.sha256);
    assert.equal(response.status, 200);
    const bytes = await response.bytes();
    assert.equal(bytes.length, offer.file!.size);
    assert.match(response.headers.get('content-disposition')!, /^attachment; filename="AN\/2026 _7_\.pdf"/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    const part = await get(buyer, offer, offer.file!.sha256, { range: 'bytes=5-9' });
    assert.deepEqual([part.status, await part.bytes()], [206, bytes.subarray(5, 10)]);
  });

  test('stays to be read as it was shown, and is sealed once accepted', async () => {
    const { body } = await w.accept(buyer, offer);
    for (const sha256 of [offer.file!.sha256, body.file!.sha256])
      assert.equal((await get(clients.clerk, offer, sha256)).status, 200);
  });

  test('is nobody else’s, and no other file is (abuse 16)', async () => {
    const other = await w.offer();
    const { sha256 } = offer.file!;
    for (const client of [clients.stranger, clients.partner])
      assert.equal((await get(client, offer, sha256)).status, 404);
    assert.equal((await get(clients.unpermitted, offer, sha256)).status, 403);
    assert.equal((await get(t, offer, sha256)).status, 401);
    assert.equal((await get(buyer, other, sha256)).status, 404);
    assert.equal((await get(staff, offer, 'f'.repeat(64))).status, 404);
    assert.equal((await get(buyer, offer, '../x')).status, 404);
  });
});

test('whoever holds a sealed offer may ask about it', async () => {
  const offer = await w.offer({ title: 'Kassen' });
  const { body } = await w.accept(buyer, offer);
  const verify = async (sha256: string) => {
    const pdf = await buyer.request(`/orders/${offer.id}/files/${sha256}`);
    return (await t.request('/verify', { method: 'POST', body: await pdf.bytes() })).json();
  };
  assert.deepEqual(await verify(body.file!.sha256), {
    valid: true,
    fault: null,
    document: { title: 'Kassen', sealedAt: new Date(body.answer!.at).toISOString(), signers: ['Maria Muster'] },
  });
  assert.deepEqual(await verify(offer.file!.sha256), { valid: false, fault: 'not_signed', document: null });
});
