import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createAccessWorld, DENIED, type Who } from '../testing/access-world.ts';

const { db, principals, tickets, ids, seen } = await createAccessWorld();

after(() => db.close());

/** What each table shows to whom; nobody, a disabled user and an anonymous form see nothing anywhere. */
const views: Record<string, { query: string; see: Partial<Record<Who, string[]>> }> = {
  history_entries: {
    query: 'select body as name from history_entries',
    see: {
      customer: ['own'],
      colleague: ['own'],
      partner: ['own'],
      foreignPartner: ['foreign'],
      staff: ['own', 'quarantined', 'foreign', 'unclaimed'].flatMap((name) => [name, `${name} internal`]).sort(),
    },
  },
  attachments: {
    query: 'select name from attachments',
    see: {
      customer: ['own', 'own itself', 'upload of customer'],
      colleague: ['own', 'own itself'],
      partner: ['own', 'own itself'],
      foreignPartner: ['foreign', 'foreign itself'],
      embed: ['upload of embed'],
    },
  },
  time_entries: {
    query: 'select text as name from time_entries',
    see: {
      customer: ['own'],
      colleague: ['own'],
      partner: ['own'],
      foreignPartner: ['foreign'],
      staff: ['foreign', 'own', 'quarantined', 'unclaimed'],
    },
  },
};

for (const [table, { query, see }] of Object.entries(views)) {
  test(`${table} shows what is one's own`, async () => {
    for (const who of Object.keys(principals) as Who[]) {
      if (see[who]) assert.deepEqual(await seen(who, query), see[who], who);
      else if (who !== 'staff') assert.deepEqual(await seen(who, query), [], who);
    }
  });
}

test('tickets: staff see all, everybody else the own ones, and none that is held back', async () => {
  const query = 'select id as name from tickets';
  const all = Object.values(tickets).map(({ id }) => id);
  assert.deepEqual(await seen('staff', query), all.sort());
  assert.deepEqual(await seen('foreignPartner', query), [tickets.foreign.id]);
  for (const who of ['customer', 'colleague', 'partner'] as const)
    assert.deepEqual(await seen(who, query), [tickets.own.id], who);
  for (const who of ['disabled', 'embed', 'nobody'] as const) assert.deepEqual(await seen(who, query), [], who);
});

test('companies and users: the own ones, and employees for whoever is logged in', async () => {
  const companies = 'select id as name from companies';
  assert.deepEqual(await seen('customer', companies), [ids.company]);
  assert.deepEqual(await seen('partner', companies), [ids.company, ids.partnerCompany].sort());
  assert.equal((await seen('staff', companies)).length, 4);
  const users = await seen('customer', 'select id as name from users');
  assert.ok([ids.customer, ids.colleague, ids.staff].every((id) => users.includes(id)));
  assert.ok(!users.includes(ids.partner));
  for (const who of ['embed', 'nobody', 'disabled'] as const) assert.deepEqual(await seen(who, companies), [], who);
  for (const who of ['embed', 'nobody'] as const)
    assert.deepEqual(await seen(who, 'select id as name from users'), [], who);
});

test('read marks and idempotency keys: one’s own', async () => {
  for (const who of ['customer', 'partner', 'staff'] as const) {
    assert.deepEqual(await seen(who, 'select user_id as name from read_marks'), [ids[who]]);
    assert.deepEqual(await seen(who, 'select key as name from idempotency_keys'), [ids[who]]);
  }
  for (const who of ['embed', 'nobody'] as const)
    assert.deepEqual(await seen(who, 'select key as name from idempotency_keys'), []);
});

test('what requests have no business with is closed to all', async () => {
  const closed =
    'sessions accounts verifications hosts host_keys host_users embed_keys secrets rate_limits ticket_numbers used_values outbox contact_codes';
  for (const table of closed.split(' ')) {
    for (const who of Object.keys(principals) as Who[])
      await assert.rejects(seen(who, `select 'x' as name from ${table}`), DENIED, `${who} reads ${table}`);
  }
});

test('the search looks no further than its caller', async () => {
  const search = `select id as name from matching_tickets('%anliegen%', 100) m (id)`;
  assert.deepEqual(await seen('customer', search), [tickets.own.id]);
  assert.deepEqual(await seen('partner', search), [tickets.own.id]);
  for (const who of ['disabled', 'embed', 'nobody'] as const) assert.deepEqual(await seen(who, search), [], who);
});

test('settings end with their transaction', async () => {
  await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const who = index % 2 === 0 ? 'customer' : 'nobody';
      assert.deepEqual(await seen(who, 'select current_user as name'), ['etron_app']);
      assert.deepEqual(await seen(who, `select current_setting('etron.user_id') as name`), [
        who === 'customer' ? ids.customer : '',
      ]);
      await assert.rejects(
        db.as(principals.customer, (tx) => sql`select 1 / 0`.execute(tx)),
        /division by zero/,
      );
      const { rows } = await db.system((tx) =>
        sql<{ id: string }>`select current_setting('etron.user_id', true) as id`.execute(tx),
      );
      assert.ok(!rows[0]!.id);
    }),
  );
});
