import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import type { Language } from '../../../src/contract/language.ts';
import { listSubscriptions, type Subscription } from '../../../src/contract/subscriptions.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const t = await createTestApp();
const company = await t.make.company({ name: 'Trachten Moser' });
const permissions = ['subscriptions' as const];
const shopkeeper = await t.make.user({ company, permissions });
const customer = await t.as(shopkeeper);
const berta = await t.make.staff({ name: 'Berta Bauer' });
const staff = await t.as(berta);
const vouchers = await t.make.module({ name: 'Gutscheine', english: 'Vouchers' });
const of = { company };
await t.make.subscription({ ...of, instance: 'Filiale Wels', number: 'AB-1', status: 'ended' });
await t.make.subscription({
  ...of,
  instance: 'Filiale Wels',
  number: 'AB-3',
  endDate: '2199-12-31',
  assignee: berta,
  nextInvoice: '2026-12-01',
  modules: [vouchers],
});
await t.make.subscription({ ...of, instance: 'Filiale Wels', number: 'AB-2', endDate: '2026-01-31' });
await t.make.subscription({
  ...of,
  instance: 'Filiale Linz',
  number: 'AB-4',
  period: 'year',
  lines: [
    { text: 'Kassa', quantity: '2.5', unit: 'Stk.', unitPrice: '9.99', discount: '12.5' },
    { text: 'Service', quantity: '1', unitPrice: '-0.05' },
  ],
});
await t.make.subscription({ number: 'AB-FREMD' });

after(() => t.close());

async function list(
  client: TestClient,
  query: { company?: string; language?: Language } = {},
): Promise<Subscription[]> {
  return (await client.call(listSubscriptions, { query })).body.items;
}

test('lists the own ones by instance, those that have not ended first', async () => {
  assert.deepEqual(
    (await list(customer)).map(({ number, status, instance }) => [instance.name, number, status]),
    [
      ['Filiale Linz', 'AB-4', 'active'],
      ['Filiale Wels', 'AB-3', 'active'],
      ['Filiale Wels', 'AB-1', 'ended'],
      ['Filiale Wels', 'AB-2', 'ended'],
    ],
  );
});

test('shows what each consists of and comes to, exactly', async () => {
  const [linz, wels] = await list(customer);
  assert.deepEqual(linz!.lines, [
    { text: 'Kassa', module: null, quantity: '2.5', unit: 'Stk.', unitPrice: '9.99', discount: '12.5', net: '21.85' },
    { text: 'Service', module: null, quantity: '1', unit: null, unitPrice: '-0.05', discount: '0', net: '-0.05' },
  ]);
  assert.deepEqual([linz!.net, linz!.period, linz!.assignee], ['21.80', 'year', null]);
  const { id: _, lines, assignee, ...rest } = wels!;
  assert.deepEqual(rest, {
    number: 'AB-3',
    title: 'Kassenpaket',
    status: 'active',
    company: { id: company.id, name: 'Trachten Moser' },
    instance: { key: 'filiale wels', name: 'Filiale Wels' },
    period: 'month',
    startDate: '2026-01-01',
    endDate: '2199-12-31',
    nextInvoice: '2026-12-01',
    net: '10.00',
    unread: false,
  });
  assert.deepEqual([lines[0]!.module, assignee?.name], [{ id: vouchers.id, name: 'Gutscheine' }, 'Berta Bauer']);
  assert.equal((await list(customer, { language: 'en' }))[1]!.lines[0]!.module!.name, 'Vouchers');
});

test('one ends with its last day, in Vienna', async () => {
  const last = await t.make.company();
  const reader = await t.as(await t.make.user({ company: last, permissions: ['subscriptions'] }));
  await t.make.subscription({ company: last, endDate: '2026-12-31' });
  const status = async (moment: string) => {
    const offset = new Date(moment).getTime() - t.deps.clock().getTime();
    t.advance(offset);
    const client = await t.as(await t.make.user({ company: last, permissions: ['subscriptions'] }));
    const found = (await list(client))[0]!.status;
    t.advance(-offset);
    return found;
  };
  assert.equal((await list(reader)).length, 1);
  assert.equal(await status('2026-12-31T22:59:00Z'), 'active');
  assert.equal(await status('2026-12-31T23:01:00Z'), 'ended');
});

test('staff see all, or those of one company', async () => {
  assert.ok((await list(staff)).some(({ number }) => number === 'AB-FREMD'));
  assert.equal((await list(staff, { company: company.id })).length, 4);
  const { status, problem } = await staff.call(listSubscriptions, { query: { company: 'x' } });
  assert.deepEqual([status, problem.errors?.[0]?.field], [422, '?company']);
});

test('nobody else learns of them (abuse 17, 18, 19)', async () => {
  const partner = await t.make.partner();
  const resold = await t.make.company({ partner });
  await t.make.subscription({ company: resold });
  const permissions = ['subscriptions' as const];
  for (const user of [
    await t.make.user({ permissions }),
    await t.make.user({ company: partner, role: 'partner', permissions }),
  ]) {
    const client = await t.as(user);
    for (const query of [{}, { company: company.id }, { company: resold.id }])
      assert.deepEqual(await list(client, query), []);
  }
  assert.deepEqual(await list(customer, { company: resold.id }), []);
  for (const user of [
    await t.make.user({ company, permissions: ['offers', 'orders', 'invoices'] }),
    await t.make.user({ company: resold }),
  ]) {
    const { status, problem } = await (await t.as(user)).call(listSubscriptions, { query: {} });
    assert.deepEqual([status, problem.code], [403, 'permission_missing']);
  }
  assert.equal((await t.call(listSubscriptions, { query: {} })).status, 401);
});

test('the database shows and changes nothing more, whatever is asked of it', async () => {
  const ask = ({ id }: TestUser) =>
    t.deps.db.as({ userId: id, owner: `user:${id}` }, async (tx) => {
      const changes = [
        sql`update subscriptions set status = 'active'`,
        sql`update subscription_lines set net = 0`,
        sql`delete from subscription_lines`,
        sql`update catalogue_entries set name_text = ''`,
        sql`delete from catalogue_modules`,
      ];
      let changed = 0;
      for (const change of changes) changed += Number((await change.execute(tx)).numAffectedRows);
      const heads = await sql`select from subscriptions`.execute(tx);
      const lines = await sql`select from subscription_lines`.execute(tx);
      const catalogue = await sql`select from catalogue_entries`.execute(tx);
      return [changed, heads.rows.length, lines.rows.length, catalogue.rows.length];
    });
  const stranger = await t.make.user({ permissions: ['subscriptions'] });
  const colleague = await t.make.user({ company, permissions: ['invoices'] });
  assert.deepEqual(await ask(shopkeeper), [0, 4, 3, 1]);
  assert.deepEqual(await ask(stranger), [0, 0, 0, 1]);
  assert.deepEqual(await ask(colleague), [0, 0, 0, 1]);
  const forge = sql`insert into catalogue_entries (external_id, kind, name, description, name_text, keyword_text, description_text)
    values ('x', 'module', '{}', '{}', '', '', '')`;
  await assert.rejects(
    t.deps.db.as({ userId: shopkeeper.id, owner: '' }, (tx) => forge.execute(tx)),
    /row-level security/,
  );
});
