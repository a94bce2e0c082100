import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import {
  createMessage,
  createTimeEntry,
  listHistory,
  listTimeEntries,
  streamChanges,
} from '../../../src/contract/history.ts';
import { type Permission, setPermissions } from '../../../src/contract/session.ts';
import { EventStream, streams } from '../../testing/event-stream.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { createLiveHub } from '../live/live.hub.ts';

// Orders, invoices and subscriptions alike: what the history, mails and live updates of records are to people with and without the permission.

interface Case {
  kind: RecordKind;
  permission: Permission;
  id: string;
  /** In the portal. */
  path: string;
  words: RegExp;
  /** The ERP changes something. */
  touch: string;
}

const t = await createTestApp();
const company = await t.make.company();
const staff = await t.as(await t.make.staff());
const of = { company };
const [offer, order] = [await t.make.order(of), await t.make.order({ ...of, status: 'ordered' })];
const [invoice, subscription] = [await t.make.invoice(of), await t.make.subscription(of)];
const cases: Case[] = [
  {
    kind: 'order',
    permission: 'offers',
    id: offer.id,
    path: `offers/${offer.id}`,
    words: / zum Angebot AN-.* offer AN-/,
    touch: 'orders',
  },
  {
    kind: 'order',
    permission: 'orders',
    id: order.id,
    path: `orders/${order.id}`,
    words: / zum Verkaufsauftrag AN-.* sales order AN-/,
    touch: 'orders',
  },
  {
    kind: 'invoice',
    permission: 'invoices',
    id: invoice.id,
    path: `invoices/${invoice.id}`,
    words: / zur Rechnung RE-.* invoice RE-/,
    touch: 'invoices',
  },
  {
    kind: 'subscription',
    permission: 'subscriptions',
    id: subscription.id,
    path: 'subscriptions',
    words: / zum Abonnement AB-.* subscription AB-/,
    touch: 'subscriptions',
  },
];

afterEach(async () => {
  for (const stream of streams.splice(0)) await stream.cancel();
});

after(() => t.close());

const write = (client: TestClient, { kind, id }: Case, internal = false) =>
  client.call(createMessage, { params: { kind, id }, body: { body: 'GEHEIM', ...(internal && { internal }) } });

const revoke = ({ id }: TestUser) => staff.call(setPermissions, { params: { id }, body: { permissions: [] } });

async function mailed(): Promise<string[]> {
  t.mails.splice(0);
  await t.runJobs();
  return t.mails.map(({ to }) => to);
}

describe('mails', () => {
  test('an answer of staff is told to everybody who may see the record, and to nobody else', async () => {
    for (const record of cases) {
      const permissions = [record.permission];
      const [writer, revoked, gone, silent] = [
        await t.make.user({ company, permissions }),
        await t.make.user({ company, permissions }),
        await t.make.user({ company, permissions }),
        await t.make.user({ company, permissions, management: true }),
      ];
      for (const user of [writer, revoked, gone, writer])
        assert.equal((await write(await t.as(user), record)).status, 201);
      assert.deepEqual(await mailed(), [], 'customers are not told of each other');
      await (await t.as(silent)).call(listHistory, { params: { kind: record.kind, id: record.id }, query: {} });
      await revoke(revoked);
      await t.rows(sql`update users set disabled_at = now() where id = ${gone.id}`);
      await write(staff, record, true);
      assert.deepEqual(await mailed(), [], 'nor anybody of an internal note');
      await write(staff, record);
      assert.deepEqual((await mailed()).sort(), [writer.email, silent.email].sort(), record.path);
      const [{ subject, paragraphs }] = t.mails as [(typeof t.mails)[number]];
      assert.match(subject, record.words);
      assert.ok(paragraphs.includes(`https://portal.example/#/${record.path}`), paragraphs.join('\n'));
      assert.ok(!`${subject}${paragraphs}`.includes('GEHEIM'));
    }
  });
});

describe('the history', () => {
  test('is written and read by whoever has the permission, and by staff', async () => {
    for (const record of cases) {
      const { kind, id, permission } = record;
      const customer = await t.as(await t.make.user({ company, permissions: [permission] }));
      assert.equal((await write(customer, record)).status, 201);
      await write(staff, record, true);
      await staff.call(createTimeEntry, {
        params: { kind, id },
        body: { date: '2026-11-24', minutes: 25, text: 'Rückruf' },
      });
      const { body } = await customer.call(listHistory, { params: { kind, id }, query: {} });
      assert.ok(body.items.every((entry) => entry.kind === 'message' && !entry.internal));
      assert.equal((await customer.call(listTimeEntries, { params: { kind, id } })).body.totalMinutes, 25);
    }
  });

  test('without the permission says so, and of others’ records nothing (abuse 15, 17, 18)', async () => {
    const reseller = await t.make.partner();
    for (const record of cases) {
      const { kind, id, permission } = record;
      const others: Permission[] = kind === 'order' ? ['invoices', 'subscriptions'] : ['offers', 'orders'];
      for (const [user, status] of [
        [await t.make.user({ company, permissions: others, management: true }), 403],
        [await t.make.user({ permissions: [permission] }), 404],
        [await t.make.user({ company: reseller, role: 'partner', permissions: [permission] }), 404],
      ] as const) {
        const client = await t.as(user);
        for (const answer of [
          await client.call(listHistory, { params: { kind, id }, query: {} }),
          await client.call(listTimeEntries, { params: { kind, id } }),
          await client.call(streamChanges, { params: { kind, id } }),
          await write(client, record),
        ])
          assert.deepEqual(
            [answer.status, answer.problem.code],
            [status, status === 403 ? 'permission_missing' : 'not_found'],
            record.path,
          );
      }
    }
  });

  test('an offer is none of those who may see orders only, and the other way round', async () => {
    const [offer, order] = cases as [Case, Case];
    for (const [record, permission] of [
      [offer, 'orders'],
      [order, 'offers'],
    ] as const) {
      const client = await t.as(await t.make.user({ company, permissions: [permission] }));
      assert.equal((await write(client, record)).status, 404);
    }
  });
});

describe('live updates', () => {
  async function open(client: TestClient, { kind, id }: Case): Promise<EventStream> {
    const { status, body } = await client.request(`/records/${kind}/${id}/changes`);
    assert.equal(status, 200);
    return new EventStream(body);
  }

  const touch = ({ touch: table, id }: Case) =>
    t.rows(sql`update ${sql.table(table)} set assignee_id = null, changed_at = now() where id = ${id}`);

  const settle = async (stream: EventStream) => {
    while ((await stream.next(100)) !== 'nothing');
  };

  test('tell of messages and of what the ERP changes', async () => {
    for (const record of cases) {
      const { kind, id, permission } = record;
      const stream = await open(await t.as(await t.make.user({ company, permissions: [permission] })), record);
      await settle(stream);
      await write(staff, record);
      assert.deepEqual(JSON.parse(await stream.next()), { kind, id });
      await settle(stream);
      await touch(record);
      assert.deepEqual(JSON.parse(await stream.next()), { kind, id }, record.path);
    }
  });

  test('end for whoever loses the permission, without a last event (abuse 20)', async () => {
    for (const record of cases) {
      const user = await t.make.user({ company, permissions: [record.permission] });
      const stream = await open(await t.as(user), record);
      await settle(stream);
      await revoke(user);
      await touch(record);
      assert.equal(await stream.next(), 'closed', record.path);
    }
  });

  test('end when the company gets a sales partner, and without a change too', async () => {
    const [, , invoice] = cases as [Case, Case, Case];
    const own = await t.make.company();
    const { id } = await t.make.invoice({ company: own });
    const user = await t.make.user({ company: own, permissions: ['invoices'] });
    const hub = createLiveHub(t.deps);
    const stream = new EventStream(
      await hub.open({ kind: invoice.kind, id }, { viewer: user.id, staff: false, isLoggedIn: async () => true }),
    );
    await settle(stream);
    const reseller = await t.make.partner();
    await t.rows(sql`update companies set partner_id = ${reseller.id} where id = ${own.id}`);
    await hub.heartbeat();
    assert.equal(await stream.next(), 'closed');
  });
});
