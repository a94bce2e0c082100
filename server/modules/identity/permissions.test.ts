import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { getSession, listCompanyUsers, type Permission, setPermissions } from '../../../src/contract/session.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const t = await createTestApp();
const reseller = await t.make.partner({ name: 'Kassenhaus Süd' });
const [company, resold] = [await t.make.company(), await t.make.company({ partner: reseller })];
const staff = await t.as(await t.make.staff());
const anna = await t.make.user({ company, name: 'Anna', management: true });
const carla = await t.make.user({ company: resold, name: 'Carla', management: true });
const paul = await t.make.user({ company: reseller, role: 'partner' });

after(() => t.close());

const grant = (client: TestClient, { id }: { id: string }, permissions: Permission[]) =>
  client.call(setPermissions, { params: { id }, body: { permissions } });

async function permissionsOf(user: TestUser): Promise<Permission[]> {
  return (await (await t.as(user)).call(getSession)).body.permissions;
}

const asOwner = (text: ReturnType<typeof sql>) => t.deps.db.system((tx) => text.execute(tx));

test('staff grant a user these permissions and no others', async () => {
  const { status, body } = await grant(staff, anna, ['offers', 'invoices', 'invoices']);
  const { id, name, email } = anna;
  const granted = { id, name, email, management: true, permissions: ['offers', 'invoices'] };
  assert.deepEqual([status, body], [200, granted]);
  assert.deepEqual(await permissionsOf(anna), ['offers', 'invoices']);
  const { body: users } = await staff.call(listCompanyUsers, { params: { id: company.id } });
  assert.deepEqual(users, { items: [granted], partner: null });
  await grant(staff, anna, []);
  assert.deepEqual(await permissionsOf(anna), []);
  assert.deepEqual((await grant(staff, paul, ['orders'])).body.permissions, ['orders']);
});

test('only staff do, and nobody learns who there is (abuse 15, 18)', async () => {
  const colleague = await t.make.user({ company });
  const gone = await t.make.user({ company });
  const employee = await t.make.staff();
  await asOwner(sql`update users set disabled_at = now() where id = ${gone.id}`);
  for (const [who, whom, status] of [
    [anna, anna, 403],
    [anna, colleague, 403],
    [paul, carla, 403],
    [anna, carla, 404],
    [paul, anna, 404],
    [anna, employee, 404],
    [anna, gone, 404],
    [anna, { id: crypto.randomUUID() }, 404],
  ] as const) {
    const { status: answered } = await grant(await t.as(who), whom, ['invoices']);
    assert.equal(answered, status);
  }
  for (const whom of [employee, gone, { id: 'x' }]) assert.equal((await grant(staff, whom, [])).status, 404);
  assert.equal((await grant(t, anna, [])).status, 401);
  assert.deepEqual(await permissionsOf(anna), []);
});

test('there are four permissions and nothing else (abuse 21)', async () => {
  for (const [body, field] of [
    [{ permissions: ['everything'] }, '/permissions/0'],
    [{ permissions: [], role: 'staff' }, '/role'],
    [{}, '/permissions'],
  ] as const) {
    const response = await staff.request(`/users/${anna.id}/permissions`, { method: 'PUT', json: body });
    const { errors } = await response.json();
    assert.deepEqual([response.status, errors[0].field], [422, field]);
  }
});

test('a customer of a sales partner has none, and is told whom to ask', async () => {
  const me = (await (await t.as(carla)).call(getSession)).body;
  assert.deepEqual(me.partner, { id: reseller.id, name: 'Kassenhaus Süd' });
  for (const user of [anna, paul]) assert.equal((await (await t.as(user)).call(getSession)).body.partner, null);
  const { status, problem } = await grant(staff, carla, ['invoices']);
  assert.deepEqual([status, problem.code], [409, 'permission_by_partner']);
  assert.equal((await grant(staff, carla, [])).status, 200);
  assert.deepEqual(await permissionsOf(carla), []);
  const { body: users } = await staff.call(listCompanyUsers, { params: { id: resold.id } });
  assert.deepEqual(users.partner, me.partner, 'staff see why');
});

test('the database itself refuses, whoever asks', async () => {
  const refused = { constraint: 'permissions_by_partner' };
  const steal = sql`update users set permissions = '{offers}' where id = ${carla.id}`;
  await assert.rejects(asOwner(steal), refused);
  await assert.rejects(
    asOwner(sql`update users set company_id = ${resold.id}, permissions = '{offers}' where id = ${anna.id}`),
    refused,
  );
  await assert.rejects(
    asOwner(
      sql`insert into users (name, email, role, company_id, permissions) values ('', 'x@example.com', 'customer', ${resold.id}, '{orders}')`,
    ),
    refused,
  );
  const employee = await t.make.staff();
  const as = (id: string) => t.deps.db.as({ userId: id, owner: `user:${id}` }, (tx) => steal.execute(tx));
  await assert.rejects(as(employee.id), refused);
  // People may write into their own row, but not this.
  await assert.rejects(as(carla.id), refused);
  await assert.rejects(
    t.deps.db.as({ userId: anna.id, owner: `user:${anna.id}` }, (tx) =>
      sql`update users set permissions = '{offers,orders,invoices,subscriptions}' where id = ${anna.id}`.execute(tx),
    ),
    { code: '42501' },
  );
  assert.equal((await as(paul.id)).numAffectedRows, 0n);
});

test('a customer that gets a sales partner loses them at once, and for all its people', async () => {
  const own = await t.make.company();
  const people = [
    await t.make.user({ company: own, permissions: ['offers', 'orders'] }),
    await t.make.user({ company: own, permissions: ['subscriptions'] }),
  ];
  await grant(staff, anna, ['invoices']);
  await asOwner(sql`update companies set partner_id = ${reseller.id} where id = ${own.id}`);
  for (const user of people) assert.deepEqual(await permissionsOf(user), []);
  assert.deepEqual(await permissionsOf(anna), ['invoices']);
  const { status } = await grant(staff, people[0]!, ['offers']);
  assert.equal(status, 409);
});

test('nor does anybody gain some at the moment it gets one', async () => {
  for (let i = 0; i < 30; i++) {
    const own = await t.make.company();
    const user = await t.make.user({ company: own });
    await Promise.all([
      grant(staff, user, ['offers']),
      asOwner(sql`update companies set partner_id = ${reseller.id} where id = ${own.id}`),
    ]);
    assert.deepEqual(await permissionsOf(user), []);
  }
});
