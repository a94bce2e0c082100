import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { declineOrder, type Order } from '../../../src/contract/orders.ts';
import type { Principal } from '../../db/database.ts';
import { createOrderWorld } from '../../testing/order-world.ts';

// Raw SQL in somebody's name, as if the service had no rules.

const w = await createOrderWorld();
const { t, clients, users } = w;
const { db } = t.deps;

type Who = keyof typeof users;

const DENIED = /permission denied|violates row-level security|Only the ERP may change/;
const KEPT =
  /cannot be (changed|deleted)|keeps its company|refused: it is kept|There is nothing to answer|Nobody has declined/;

const principal = (who: Who): Principal => ({ userId: users[who].id, owner: `user:${users[who].id}` });

const run = async (as: Who | 'owner', text: string, parameters: unknown[] = []): Promise<number> => {
  const query = CompiledQuery.raw(text, parameters);
  const result =
    as === 'owner'
      ? await db.system((tx) => tx.executeQuery(query))
      : await db.as(principal(as), (tx) => tx.executeQuery(query));
  return Number(result.numAffectedRows ?? 0n);
};

const denied = (who: Who, text: string, parameters?: unknown[]) =>
  assert.rejects(run(who, text, parameters), DENIED, text);
const kept = (text: string, parameters?: unknown[]) => assert.rejects(run('owner', text, parameters), KEPT, text);

after(() => t.close());

describe('an open offer, for the database', () => {
  let offer: Order;

  before(async () => {
    offer = await w.offer();
  });

  const answer = (changes: Record<string, string> = {}) => {
    const values = {
      kind: `'accepted'`,
      user_id: '$2',
      name: '(select name from users where id = $2)',
      at: 'now()',
      signature: `'{}'`,
      result_sha256: `'x'`,
      shown_sha256: 'o.sha256',
      ...changes,
    };
    return `
      insert into order_answers (order_id, ${Object.keys(values).join(', ')}, shown_pdf_sha256, verified_by)
      select o.id, ${Object.values(values).join(', ')}, $3, 'x' from orders o where o.id = $1
    `;
  };

  const by = (who: Who) => [offer.id, users[who].id, offer.file!.sha256];

  test('is changed by nobody but the ERP', async () => {
    for (const change of [
      `title = 'x'`,
      `valid_until = '2199-01-01'`,
      `company_id = company_id, number = 'x'`,
      `status = 'cancelled'`,
      'gross = 1',
      `totals = '{}'`,
      'changed_at = now()',
      'assignee_id = null',
      'viewed_at = now()',
      `pdf_sha256 = 'x'`,
    ]) {
      await denied('buyer', `update orders set ${change} where id = $1`, [offer.id]);
    }
    for (const who of ['stranger', 'partner', 'clerk', 'unpermitted', 'customerOfPartner'] as const)
      assert.equal(await run(who, 'update orders set viewed_at = now() where id = $1', [offer.id]), 0, who);
    await denied('buyer', `insert into orders select * from orders where id = $1`, [offer.id]);
    await denied('buyer', 'delete from orders where id = $1', [offer.id]);
    assert.equal(await run('staff', `update orders set title = 'x' where id = $1`, [offer.id]), 0);
    await denied('staff', 'delete from orders where id = $1', [offer.id]);
  });

  test('is not ordered, or declined, without an answer', async () => {
    for (const change of [
      `status = 'ordered', ordered_at = now()`,
      `status = 'ordered', ordered_at = now(), pdf_sha256 = 'x'`,
    ])
      await denied('buyer', `update orders set ${change} where id = $1`, [offer.id]);
    for (const who of ['buyer', 'owner'] as const)
      await assert.rejects(run(who, `update orders set status = 'declined' where id = $1`, [offer.id]), KEPT);
  });

  test('is answered in one’s own name, by those who may', async () => {
    await denied('buyer', answer(), by('colleague'));
    await denied('buyer', answer({ name: `'Anders'` }), by('buyer'));
    for (const who of ['staff'] as const) await denied(who, answer(), by(who));
    for (const who of ['stranger', 'partner', 'clerk', 'unpermitted'] as const)
      assert.equal(await run(who, answer(), by(who)), 0, who);
    await assert.rejects(run('buyer', answer({ shown_sha256: `'x'` }), by('buyer')), KEPT);
    await assert.rejects(
      run('buyer', answer({ at: `now() + interval '60 days'` }), by('buyer')),
      KEPT,
      'expired by then',
    );
    await assert.rejects(run('buyer', answer({ reason: `'x'` }), by('buyer')), /check constraint/);
    await assert.rejects(run('buyer', answer({ at: `now() - interval '2 hours'` }), by('buyer')), KEPT, 'backdated');
  });

  test('is ordered as it was answered, for what it costs', async () => {
    const ordered = {
      status: `'ordered'`,
      ordered_at: '(select at from order_answers where order_id = id)',
      pdf_sha256: `'x'`,
    };
    for (const change of [
      {},
      { gross: '0.01' },
      { net: '0.01', gross: '0.01', totals: `'{"net": "0.01", "taxes": [], "gross": "0.01"}'` },
      { ordered_at: `now() - interval '1 day'` },
      { pdf_sha256: `'y'` },
    ]) {
      const set = Object.entries({ ...ordered, ...change }).map(([column, value]) => `${column} = ${value}`);
      const work = db.as(principal('buyer'), async (tx) => {
        await tx.executeQuery(CompiledQuery.raw(answer(), by('buyer')));
        await tx.executeQuery(CompiledQuery.raw(`update orders set ${set.join(', ')} where id = $1`, [offer.id]));
        throw new Error('it may');
      });
      await assert.rejects(work, Object.keys(change).length > 0 ? KEPT : /it may/, JSON.stringify(change));
    }
  });

  test('takes no entry in its history that did not happen', async () => {
    const entry = (kind: string, change: string, name = '(select name from users where id = $2)') => `
      insert into history_entries (record_kind, record_id, kind, author_id, author_name, author_side, body, change)
      values ('order', $1, '${kind}', $2, ${name}, 'customer', null, ${change})
    `;
    const ids = [offer.id, users.buyer.id];
    await denied('buyer', entry('status', `'{"from": "open", "to": "ordered"}'`), ids);
    await denied('buyer', entry('view', 'null'), ids);
    await denied('buyer', entry('assignment', `'{"from": null, "to": "x"}'`), ids);
    await denied('buyer', entry('view', 'null', `'Anders'`), ids);
  });
});

describe('what was answered stays as it is, for the service and for the owner (abuse 30)', () => {
  const orders: Record<string, Order> = {};

  before(async () => {
    const accepted = await w.offer();
    orders['accepted'] = (await w.accept(clients.buyer, accepted, { options: { b: '1' } })).body;
    const { id, sha256 } = await w.offer();
    const declined = await clients.buyer.call(declineOrder, { params: { id }, body: { sha256, reason: 'Nein' } });
    orders['declined'] = declined.body;
  });

  for (const kind of ['accepted', 'declined'])
    test(kind, async () => {
      const { id } = orders[kind]!;
      for (const change of [
        `title = 'x'`,
        `lines = '[]'`,
        `totals = '{}'`,
        'gross = 1',
        `status = 'open', ordered_at = null`,
        `sha256 = 'x'`,
        `pdf_sha256 = 'x'`,
        'company_id = (select company_id from users where company_id is not null and company_id <> orders.company_id limit 1)',
      ]) {
        await kept(`update orders set ${change} where id = $1`, [id]);
        await assert.rejects(run('buyer', `update orders set ${change} where id = $1`, [id]), change);
      }
      await kept('delete from orders where id = $1', [id]);
      await kept(`update order_answers set name = 'x' where order_id = $1`, [id]);
      await kept('delete from order_answers where order_id = $1', [id]);
      await kept('truncate order_answers');
      await kept('truncate orders cascade');
      assert.deepEqual(await w.look(clients.buyer, { id }), orders[kind]);
    });

  test('history says it once', async () => {
    const { rows } = await db.system((tx) =>
      sql<{ count: number }>`
        select count(*) as count from history_entries where record_kind = 'order' and kind = 'status' group by record_id order by 1
      `.execute(tx),
    );
    assert.deepEqual(
      rows.map(({ count }) => count),
      [1, 1],
    );
  });

  test('an order may still be cancelled by the ERP, and nothing else with it', async () => {
    const { id } = orders['accepted']!;
    await denied('buyer', `update orders set status = 'cancelled', changed_at = now() where id = $1`, [id]);
    await kept(`update orders set status = 'cancelled', gross = 1 where id = $1`, [id]);
    assert.equal(
      await run('owner', `update orders set status = 'cancelled', changed_at = now() where id = $1`, [id]),
      1,
    );
    await kept(`update orders set status = 'ordered' where id = $1`, [id]);
  });
});
