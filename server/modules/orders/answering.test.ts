// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { POINTS_MAX } from '../../../src/contract/documents.limits.ts';
import type { SignatureMark } from '../../../src/contract/documents.ts';
import { type HistoryEntry, listHistory } from '../../../src/contract/history.ts';
import { acceptOrder, declineOrder, type Order } from '../../../src/contract/orders.ts';
import { exchangeHostToken } from '../../../src/contract/session.ts';
import { createOrderWorld } from '../../testing/order-world.ts';
import { png } from '../../testing/png.ts';
import { DRAWN } from '../../testing/signing-world.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createOrderWorld();
const { t, clients, users, accept } = w;
const { buyer, staff } = clients;

let offer: Order;

beforeEach(async () => {
  offer = await w.offer();
});

after(() => t.close());

const decline = (client: TestClient, reason = 'Zu teuer.', sha256 = offer.sha256) =>
  client.call(declineOrder, { params: { id: offer.id }, body: { sha256, reason } });
const history = async (client = buyer): Promise<HistoryEntry[]> =>
  (await client.call(listHistory, { params: { kind: 'order', id: offer.id }, query: {} })).body.items;
const answers = async () => (await history()).filter(({ kind }) => kind === 'status').length;

describe('accepting', () => {
  test('makes it a sales order, with the sealed PDF in its history, and tells both sides', async () => {
    await t.runJobs();
    t.mails.length = 0;
    const { status, body } = await accept(buyer, offer, { options: { b: '3' } });
    assert.equal(status, 200);
    assert.deepEqual(
      [body.status, body.offered, body.sealed, body.answering, body.net, body.gross],
      ['ordered', true, true, 'none', '129.70', '152.67'],
    );
    assert.deepEqual(
      body.totals.taxes.map(({ rate, base, tax }) => [rate, base, tax]),
      [
        [20, '100.00', '20.00'],
        [10, '29.70', '2.97'],
      ],
    );
    assert.deepEqual(body.answer, {
      kind: 'accepted',
      name: 'Maria Muster',
      at: body.answer?.at,
      reason: null,
      options: { b: '3' },
    });
    assert.equal(body.sha256, offer.sha256);
    assert.notEqual(body.file?.sha256, offer.file?.sha256);
    for (const client of [staff, clients.clerk, clients.colleague]) assert.deepEqual(await w.look(client, offer), body);

    const entry = (await history()).at(-1)!;
    assert.ok(entry.kind === 'status');
    assert.deepEqual(
      [entry.from, entry.to, entry.reason, entry.author.name],
      ['open', 'ordered', null, 'Maria Muster'],
    );
    const [file] = entry.attachments;
    assert.deepEqual([file?.name, file?.type, file?.size], [`${offer.number}.pdf`, 'application/pdf', body.file?.size]);
    const attached = await clients.clerk.request(`/attachments/${file?.id}`);
    const served = await clients.clerk.request(`/orders/${offer.id}/files/${body.file?.sha256}`);
    assert.deepEqual(await attached.bytes(), await served.bytes());

    await t.runJobs();
    assert.deepEqual(t.mails.map(({ to }) => to).sort(), [users.buyer.email, users.staff.email].sort());
    for (const { subject, paragraphs } of t.mails) {
      assert.ok(subject.includes(offer.number));
      assert.ok(paragraphs.includes(`https://portal.example/#/orders/${offer.id}`));
    }
  });

  test('100 at once with one key: 100 times 200, one answer (abuse 26)', async () => {
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 100 }, () => accept(buyer, offer, {}, key)));
    assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(all.map(({ body }) => JSON.stringify(body))).size, 1);
    assert.equal(await answers(), 1);
  });

  test('100 at once with 100 keys: once 200, 99 times 409 (abuse 27)', async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => accept(buyer, offer)));
    assert.deepEqual(all.map(({ status }) => status).sort(), [200, ...Array<number>(99).fill(409)]);
    assert.ok(all.every(({ status, problem }) => status === 200 || problem.code === 'offer_closed'));
    assert.equal(await answers(), 1);
  });

  test('in several processes at once: one answer', async () => {
    const { db, blobs, pdf } = t.deps;
    const others = await Promise.all(
      Array.from({ length: 4 }, async () => (await createTestApp({ db, blobs, pdf })).as(users.colleague)),
    );
    const all = await Promise.all([...others, ...others].map((client) => accept(client, offer)));
    assert.deepEqual(all.map(({ status }) => status).sort(), [200, ...Array<number>(7).fill(409)]);
    assert.equal(await answers(), 1);
  });

  test('and declining at once: one of them', async () => {
    const [accepted, declined] = await Promise.all([accept(buyer, offer), decline(clients.colleague)]);
    assert.deepEqual([accepted.status, declined.status].sort(), [200, 409]);
    assert.equal(await answers(), 1);
  });

  test('the same key with another body is refused, and a repetition is answered alike much later (abuse 28)', async () => {
    const key = randomUUID();
    const first = await accept(buyer, offer, {}, key);
    const other = await accept(buyer, offer, { options: { b: '1' } }, key);
    assert.deepEqual([other.status, other.problem.code], [422, 'idempotency_key_reused']);
    assert.deepEqual((await accept(buyer, offer, {}, key)).body, first.body);
  });

  for (const [name, mark] of [
    ['typed', { kind: 'typed', text: 'Łukasz Müller', font: 'caveat' }],
    ['uploaded', { kind: 'uploaded', image: png(200, 60, 90) }],
    [
      'drawn with as many points as there may be',
      { ...DRAWN, strokes: [Array.from({ length: POINTS_MAX }, (_, n) => [10 + (n % 240), 50 + 30 * Math.sin(n), 2])] },
    ],
  ] as [string, SignatureMark][])
    test(`with a signature that is ${name}`, async () => {
      assert.equal((await accept(buyer, offer, { signature: mark })).body.status, 'ordered');
    });
});

test('whoever lost the permission is not told again what they did with it', async () => {
  const colleague = await t.make.user({ company: w.company, permissions: ['offers'] });
  const client = await t.as(colleague);
  const other = await w.offer();
  const accepting = randomUUID();
  const declining = randomUUID();
  const again = async () => [
    await accept(client, offer, {}, accepting),
    await client.call(
      declineOrder,
      { params: { id: other.id }, body: { sha256: other.sha256, reason: 'Zu teuer.' } },
      { key: declining },
    ),
  ];
  for (let time = 0; time < 2; time++)
    assert.deepEqual(
      (await again()).map(({ status }) => status),
      [200, 200],
    );
  await t.rows(sql`update users set permissions = '{}' where id = ${colleague.id}`);
  assert.deepEqual(
    (await again()).map(({ status, problem }) => [status, problem.code]),
    [
      [403, 'permission_missing'],
      [422, 'idempotency_key_reused'],
    ],
  );
});

describe('declining', () => {
  test('needs a reason that can be seen (abuse 31)', async () => {
    for (const reason of ['', '   ', '\u200b\u00a0', '\n\t']) {
      const { status, problem } = await decline(buyer, reason);
      assert.deepEqual([status, problem.errors?.map(({ field }) => field)], [422, ['/reason']], JSON.stringify(reason));
    }
    assert.equal((await w.look(buyer, offer)).status, 'open');
  });

  test('lands in the history with its reason; the offer stays, and the employee is told', async () => {
    await t.runJobs();
    t.mails.length = 0;
    const { status, body } = await decline(buyer, 'Zu teuer.\n<img src=x onerror=alert(1)>');
    assert.equal(status, 200);
    assert.deepEqual([body.status, body.answering, body.sealed, body.gross], ['declined', 'none', false, offer.gross]);
    assert.deepEqual([body.answer?.kind, body.answer?.reason], ['declined', 'Zu teuer.\n<img src=x onerror=alert(1)>']);
    assert.deepEqual(body.file, offer.file);
    const entry = (await history(staff)).at(-1)!;
    assert.ok(entry.kind === 'status');
    assert.deepEqual([entry.to, entry.reason, entry.attachments], ['declined', body.answer?.reason, []]);
    await t.runJobs();
    assert.deepEqual(
      t.mails.map(({ to }) => to),
      [users.staff.email],
    );
    assert.ok(!JSON.stringify(t.mails).includes('teuer'));
  });
});

describe('answers are refused', () => {
  const both = (client: TestClient) => [() => accept(client, offer), () => decline(client)];

  async function refused(client: TestClient, status: number, code: string) {
    for (const answer of both(client)) {
      const { status: got, problem } = await answer();
      assert.deepEqual([got, problem.code], [status, code]);
    }
  }

  test('for an offer that was not shown (abuse 32)', async () => {
    const shown = offer;
    await t.make.order({ company: w.company, externalId: await externalId(offer), title: 'Mehr Kassen' });
    await refused(buyer, 409, 'offer_changed');
    offer = await w.look(buyer, shown);
    assert.equal(offer.title, 'Mehr Kassen');
    assert.equal((await accept(buyer, offer)).status, 200);
  });

  test('once it is accepted, declined or cancelled (abuse 29)', async () => {
    await accept(buyer, offer);
    await refused(buyer, 409, 'offer_closed');
    offer = await w.offer();
    await decline(buyer);
    await refused(buyer, 409, 'offer_closed');
    offer = await w.offer({ status: 'cancelled' });
    await refused(buyer, 409, 'offer_closed');
  });

  test('after its last day, which is one in Vienna (abuse 29)', async () => {
    offer = await w.offer({ validUntil: '2026-11-20' });
    assert.deepEqual([offer.status, offer.answering], ['expired', 'none']);
    await refused(buyer, 409, 'offer_closed');
  });

  test('of strangers, and of a partner: it is not there (abuse 15, 17)', async () => {
    for (const client of [clients.stranger, clients.partner]) await refused(client, 404, 'not_found');
    await refused(t, 401, 'unauthenticated');
  });

  test('without the permission for offers, whatever there is (abuse 18)', async () => {
    for (const client of [clients.unpermitted, clients.clerk, clients.customerOfPartner])
      await refused(client, 403, 'permission_missing');
    offer = { ...offer, id: randomUUID() };
    await refused(clients.unpermitted, 403, 'permission_missing');
  });

  test('of staff', () => refused(staff, 403, 'forbidden'));

  test('with what is not asked for (abuse 21)', async () => {
    for (const [operation, body] of [
      [acceptOrder, w.acceptance(offer)],
      [declineOrder, { sha256: offer.sha256, reason: 'x' }],
    ] as const)
      for (const field of ['status', 'company_id', 'net', 'name']) {
        const { status, problem } = await buyer.call<object, Order>(operation, {
          params: { id: offer.id },
          body: { ...body, [field]: 'x' },
        });
        assert.deepEqual([status, problem.errors?.[0]?.field], [422, `/${field}`]);
      }
  });

  test('on a host’s page, unless the host is trusted with it', async () => {
    const host = await t.make.host();
    await host.admit(users.buyer);
    const { body } = await t.call(exchangeHostToken, { body: { token: await host.signHostToken(users.buyer) } });
    const onHost = t.with({ authorization: `Bearer ${body.accessToken}` });
    assert.equal((await w.look(onHost, offer)).answering, 'elsewhere');
    await refused(onHost, 403, 'signing_not_trusted');
    await host.trust();
    assert.equal((await w.look(onHost, offer)).answering, 'here');
    assert.equal((await accept(onHost, offer)).status, 200);
  });
});

async function externalId({ id }: Order): Promise<string> {
  const rows = await t.rows(sql<{ id: string }>`select external_id as id from orders where id = ${id}::uuid`);
  return rows[0]!.id;
}
