import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { updateAccount } from '../../../src/contract/account.ts';
import { getSession } from '../../../src/contract/session.ts';
import type { SyncCompany, SyncUser } from '../../../src/contract/sync.ts';
import { createProgram, createSyncWorld, messagesOf, type SyncWorld, summaryOf } from '../../testing/sync-world.ts';

// Companies, users and permissions.

const w = await createSyncWorld();
await w.sync(
  'companies',
  { externalId: 'C-1', kind: 'customer', name: 'Bäckerei Öllinger' },
  { externalId: 'P-1', kind: 'partner', name: 'Kassenhaus' },
);

after(() => w.t.close());

const counts = (created: number, updated: number, unchanged: number, failed = 0) => ({
  done: created + updated + unchanged + failed,
  created,
  updated,
  unchanged,
  failed,
});

const user = (externalId: string, row: Partial<SyncUser> = {}): SyncUser => ({
  externalId,
  name: `Person ${externalId}`,
  email: `${externalId.toLowerCase()}@example.com`,
  company: 'C-1',
  role: 'customer',
  ...row,
});

const faultsOf = ({ failures }: Awaited<ReturnType<SyncWorld['sync']>>) =>
  failures.map(({ externalId, code, errors }) => [
    externalId,
    code,
    ...(errors ?? []).map((error) => `${error.field} ${error.code}`),
  ]);

test('companies come and change, and the same rows again touch nothing', async () => {
  // The customer comes before its partner, in the same batch.
  const rows: SyncCompany[] = [
    { externalId: 'C-2', kind: 'customer', name: 'Trafik Huber', partner: 'P-2' },
    { externalId: 'P-2', kind: 'partner', name: 'Kassen Süd' },
  ];
  assert.deepEqual(await w.sync('companies', ...rows), { ...counts(2, 0, 0), failures: [] });
  const before = await w.t.rows(sql`select xmin::text, * from companies order by id`);
  assert.deepEqual(await w.sync('companies', ...rows), { ...counts(0, 0, 2), failures: [] });
  assert.deepEqual(await w.t.rows(sql`select xmin::text, * from companies order by id`), before);
  assert.deepEqual(await w.sync('companies', { ...rows[0]!, name: 'Trafik Hübner', partner: null }), {
    ...counts(0, 1, 0),
    failures: [],
  });
  assert.deepEqual(
    await w.t.rows(
      sql`select name, name_key as key, kind, partner_id as partner from companies where external_id = 'C-2'`,
    ),
    [{ name: 'Trafik Hübner', key: 'trafik hubner', kind: 'customer', partner: null }],
  );
});

test('a company is refused alone, and says which field is wrong', async () => {
  const result = await w.sync(
    'companies',
    { externalId: 'C-3', kind: 'customer', name: 'Wirt', partner: 'P-404' },
    { externalId: 'C-4', kind: 'customer', name: 'Wirt', partner: 'C-1' },
    { externalId: 'P-3', kind: 'partner', name: 'Partner', partner: 'P-1' },
    { externalId: 'C-5', kind: 'customer', name: ' ' },
    { externalId: 'C-6', kind: 'customer', name: 'Wirt', partner: 'P-1', vat: 'ATU1' } as SyncCompany,
    { externalId: 'C-7', kind: 'customer', name: 'Wirt', partner: 'P-1' },
  );
  assert.deepEqual(faultsOf(result), [
    ['C-3', 'invalid_input', '/partner invalid_value'],
    ['C-4', 'invalid_input', '/partner invalid_value'],
    ['P-3', 'invalid_input', '/partner invalid_value'],
    ['C-5', 'invalid_input', '/name required'],
    ['C-6', 'invalid_input', '/vat unknown_field'],
  ]);
  assert.deepEqual(
    result.failures.map(({ line }) => line),
    [1, 2, 3, 4, 5],
  );
  assert.deepEqual(await w.t.rows(sql`select external_id from companies where name = 'Wirt'`), [
    { external_id: 'C-7' },
  ]);
});

test('a company with users or customers stays what it is', async () => {
  await w.sync(
    'companies',
    { externalId: 'P-4', kind: 'partner', name: 'P' },
    { externalId: 'C-8', kind: 'customer', name: 'C', partner: 'P-4' },
  );
  const result = await w.sync('companies', { externalId: 'P-4', kind: 'customer', name: 'P' });
  assert.deepEqual(faultsOf(result), [['P-4', 'invalid_input', '/kind invalid_value']]);
  await w.sync('companies', { externalId: 'P-5', kind: 'partner', name: 'P' });
  const both = await w.sync(
    'companies',
    { externalId: 'P-5', kind: 'customer', name: 'P' },
    { externalId: 'C-9', kind: 'customer', name: 'C', partner: 'P-5' },
  );
  assert.deepEqual(faultsOf(both), [['P-5', 'invalid_input', '/kind invalid_value']]);
  const alone = await w.sync(
    'companies',
    { externalId: 'P-5', kind: 'partner', name: 'P' },
    { externalId: 'C-8', kind: 'partner', name: 'C' },
  );
  assert.deepEqual([alone.failed, alone.updated], [0, 1]);
});

test('users come, change, and are recognised by their address', async () => {
  const known = await w.t.make.user({ email: 'maria@example.com' });
  const rows = [
    user('U-1', { phone: '+43 1 1', management: true }),
    user('U-2', { email: ' Maria@EXAMPLE.com' }),
    user('S-1', { role: 'staff', company: null }),
    user('U-3', { role: 'partner', company: 'P-1' }),
  ];
  assert.deepEqual(await w.sync('users', ...rows), { ...counts(3, 1, 0), failures: [] });
  assert.deepEqual(await w.sync('users', ...rows), { ...counts(0, 0, 4), failures: [] });
  const [maria] = await w.t.rows(sql`
    select u.id, u.name, email_verified as verified, c.external_id as company from users u join companies c on c.id = company_id where email = 'maria@example.com'
  `);
  assert.deepEqual(maria, { id: known.id, name: 'Person U-2', verified: true, company: 'C-1' });
  await w.sync('users', user('U-2', { email: 'm.muster@example.com' }));
  const [moved] = await w.t.rows(sql`select email, email_verified as verified from users where external_id = 'U-2'`);
  assert.deepEqual(moved, { email: 'm.muster@example.com', verified: false }, 'nobody proved to own the new address');
});

test('a user is refused alone, and says which field is wrong', async () => {
  await w.sync('users', user('U-10'));
  const result = await w.sync(
    'users',
    user('U-11', { email: 'u-10@example.com' }),
    user('U-12', { email: 'no"address@example.com' }),
    user('U-13', { role: 'partner' }),
    user('U-14', { role: 'staff' }),
    user('U-15', { company: null }),
    user('U-16', { company: 'C-404' }),
    user('U-17', { role: 'admin' as never }),
    user('U-18'),
  );
  assert.deepEqual(faultsOf(result), [
    ['U-11', 'invalid_input', '/email invalid_value'],
    ['U-12', 'invalid_input', '/email invalid_value'],
    ['U-13', 'invalid_input', '/role invalid_value'],
    ['U-14', 'invalid_input', '/company invalid_value'],
    ['U-15', 'invalid_input', '/company invalid_value'],
    ['U-16', 'invalid_input', '/company invalid_value'],
    ['U-17', 'invalid_input', '/role invalid_value'],
  ]);
  assert.equal(result.created, 1);
});

test('employees are for keys that may make some, by whichever row', async () => {
  const employee = await w.t.make.staff({ email: 'portal.only@example.com' });
  await w.sync('users', user('S-40', { role: 'staff', company: null }), user('U-40'));
  const { client } = await createProgram(w.t, ['users']);
  const rows = [
    user('S-41', { role: 'staff', company: null }),
    user('S-42', { role: 'staff', company: null, email: employee.email }),
    user('S-43', { email: employee.email }),
    user('S-40', { role: 'staff', company: null, email: 'somebody.else@example.com' }),
    user('S-40'),
    user('U-40', { role: 'staff', company: null }),
  ];
  for (const row of rows) {
    const answer = await w.sendText('users', JSON.stringify(row), client);
    const { failures } = summaryOf(messagesOf(await answer.text()));
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['scope_missing'],
      row.externalId,
    );
  }
});

test('an account that goes to somebody else leaves nothing to whoever had it', async () => {
  for (const change of [{ email: 'successor@example.com' }, { role: 'partner' as const, company: 'P-1' }]) {
    await w.sync('users', user('U-50'));
    const [row] = await w.t.rows<{ id: string }>(sql`select id from users where external_id = 'U-50'`);
    await w.t.rows(sql`
      insert into accounts (user_id, account_id, provider_id, password) values (${row!.id}, ${row!.id}, 'credential', 'x')
      on conflict (user_id, provider_id) do nothing
    `);
    const client = await w.t.as(row!);
    assert.equal((await client.call(getSession)).status, 200);
    await w.sync('users', user('U-50', { name: 'Neue Person', ...change }));
    assert.equal((await client.call(getSession)).status, 401);
    const passwords = await w.t.rows(sql`select from accounts where user_id = ${row!.id}`);
    assert.equal(passwords.length, 'email' in change ? 0 : 1);
  }
});

test('whoever is disabled is logged out, for good', async () => {
  await w.sync('users', user('U-20'));
  const [row] = await w.t.rows<{ id: string }>(sql`select id from users where external_id = 'U-20'`);
  const client = await w.t.as(row!);
  assert.equal((await client.call(getSession)).status, 200);
  await w.sync('users', user('U-20', { disabled: true }));
  assert.equal((await client.call(getSession)).status, 401);
  const [{ since }] = (await w.t.rows<{ since: Date }>(
    sql`select disabled_at as since from users where external_id = 'U-20'`,
  )) as [{ since: Date }];
  w.t.advance(60_000);
  await w.sync('users', user('U-20', { disabled: true, name: 'Anders' }));
  assert.deepEqual(await w.t.rows(sql`select disabled_at as since from users where external_id = 'U-20'`), [{ since }]);
  await w.sync('users', user('U-20'));
  assert.equal((await client.call(getSession)).status, 401);
});

test('permissions come by row, go with the company, and a partner’s customer has none', async () => {
  await w.sync('companies', { externalId: 'C-30', kind: 'customer', name: 'Über Partner', partner: 'P-1' });
  await w.sync(
    'users',
    user('U-30'),
    user('U-31', { company: 'C-30' }),
    user('S-30', { role: 'staff', company: null }),
  );
  const result = await w.sync(
    'permissions',
    { externalId: 'U-30', permissions: ['invoices', 'offers'] },
    { externalId: 'U-31', permissions: ['offers'] },
    { externalId: 'U-404', permissions: ['offers'] },
    { externalId: 'S-30', permissions: [] },
  );
  assert.deepEqual(
    [result.updated, faultsOf(result)],
    [
      1,
      [
        ['U-31', 'permission_by_partner'],
        ['U-404', 'invalid_input', '/externalId invalid_value'],
        ['S-30', 'invalid_input', '/externalId invalid_value'],
      ],
    ],
  );
  assert.deepEqual(
    await w.sync(
      'permissions',
      { externalId: 'U-30', permissions: ['offers', 'invoices'] },
      { externalId: 'U-31', permissions: [] },
    ),
    {
      ...counts(0, 0, 2),
      failures: [],
    },
  );
  const permissions = async () =>
    (await w.t.rows<{ permissions: string[] }>(sql`select permissions from users where external_id = 'U-30'`))[0]!
      .permissions;
  await w.sync('users', user('U-30', { name: 'Anders' }));
  assert.deepEqual(await permissions(), ['invoices', 'offers']);
  await w.sync('users', user('U-30', { company: 'C-2' }));
  assert.deepEqual(await permissions(), []);
  await w.sync('permissions', { externalId: 'U-30', permissions: ['orders'] });
  await w.sync('companies', { externalId: 'C-2', kind: 'customer', name: 'Trafik', partner: 'P-1' });
  assert.deepEqual(await permissions(), []);
});

test('what people wrote of themselves stays until the ERP says something new', async () => {
  const sync = (row: Partial<SyncUser>) => w.sync('users', user('U-60', { name: 'Maria Muster', phone: '1', ...row }));
  await sync({});
  const [row] = await w.t.rows<{ id: string }>(sql`select id from users where external_id = 'U-60'`);
  const client = await w.t.as(row!);
  const known = async () => {
    const { body } = await client.call(getSession);
    return [body.name, body.phone];
  };
  await client.call(updateAccount, { body: { name: 'Maria Maier', phone: '2' } });
  assert.deepEqual(await sync({}), { ...counts(0, 0, 1), failures: [] });
  assert.deepEqual(await known(), ['Maria Maier', '2'], 'a nightly run changes nothing back');
  await sync({ management: true });
  assert.deepEqual(await known(), ['Maria Maier', '2'], 'nor does another change');
  await sync({ management: true, phone: '3' });
  assert.deepEqual(await known(), ['Maria Maier', '3'], 'what is new in the ERP counts');
  await sync({ name: 'Maria Maier', phone: null });
  assert.deepEqual(await known(), ['Maria Maier', null], 'also that there is none any more');
});
