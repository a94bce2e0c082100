import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { RECORD_KINDS, type RecordKind } from '../../src/contract/history.limits.ts';
import { PERMISSIONS } from '../../src/contract/session.ts';
import type { UserActor } from '../modules/identity/actor.ts';
import { isVisible, viewersOf } from '../modules/identity/visibility.ts';
import { createFactories, type TestCompany, type TestUser } from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import type { Tx } from './database.ts';

/** Whoever may see something, as the service knows them. */
/** Names of the records by their id. */
const names = new Map<string, string>();

const tableOf = (kind: RecordKind) => `${kind}s`;

const db = await openTestDatabase();
const make = createFactories(db, () => new Date());
const reseller = await make.partner();
const [direct, customer, other] = [
  await make.company(),
  await make.company({ partner: reseller }),
  await make.company(),
];
const staff = await make.staff();
const users: Record<string, TestUser> = {
  plain: await make.user({ company: direct }),
  permitted: await make.user({ company: direct, permissions: [...PERMISSIONS] }),
  offers: await make.user({ company: direct, permissions: ['offers'] }),
  orders: await make.user({ company: direct, permissions: ['orders'] }),
  partner: await make.user({ company: reseller, role: 'partner', permissions: [...PERMISSIONS] }),
  client: await make.user({ company: customer }),
  staff,
};
const named = async (name: string, record: Promise<{ id: string }>) => names.set((await record).id, name);
const document = async (company: TestCompany, sent: boolean) => {
  const { rows } = await db.system((tx) =>
    sql<{ id: string }>`
      insert into documents (title, title_key, company_id, created_by, original_sha256, sha256, size, pages)
      values ('', '', ${company.id}, ${staff.id}, '', '', 1, '[]') returning id
    `.execute(tx),
  );
  if (sent) await db.system((tx) => sql`update documents set status = 'waiting' where id = ${rows[0]!.id}`.execute(tx));
  return rows[0]!;
};
for (const [of, company] of Object.entries({ direct, customer, reseller, other })) {
  await named(`ticket of ${of}`, make.ticket({ company }));
  await named(`spam of ${of}`, make.ticket({ company, quarantined: true }));
  await named(`document of ${of}`, document(company, true));
  await named(`draft of ${of}`, document(company, false));
  await named(`open offer of ${of}`, make.order({ company }));
  await named(`accepted offer of ${of}`, make.order({ company, status: 'ordered', offered: true }));
  await named(`order of ${of}`, make.order({ company, status: 'ordered' }));
  await named(`invoice of ${of}`, make.invoice({ company }));
  await named(`subscription of ${of}`, make.subscription({ company }));
}
await named('unclaimed ticket', make.ticket({ company: null }));
const { rows } = await db.system((tx) =>
  sql<UserActor>`
    select u.id, u.role, u.permissions, json_build_object('id', u.company_id) as company from users u
  `.execute(tx),
);
const actors: Record<string, UserActor> = Object.fromEntries(
  Object.entries(users).map(([name, { id }]) => [name, rows.find((actor) => actor.id === id)!]),
);

after(() => db.close());

const listed = async (tx: Tx, kind: RecordKind, condition = sql`true`) => {
  const { rows } = await sql<{ id: string }>`select r.id from ${sql.table(tableOf(kind))} r where ${condition}`.execute(
    tx,
  );
  return rows.map(({ id }) => names.get(id)!).sort();
};

const asUser = <T>({ id }: { id: string }, work: (tx: Tx) => Promise<T>) =>
  db.as({ userId: id, owner: `user:${id}` }, work, 'read');

const EVERYTHING: Record<RecordKind, string[]> = {
  ticket: ['ticket', 'spam'],
  document: ['document', 'draft'],
  order: ['open offer', 'accepted offer', 'order'],
  invoice: ['invoice'],
  subscription: ['subscription'],
};

/** What customers of each kind see of the companies they see it of. */
const SEEN: Record<string, Record<RecordKind, string[]>> = {
  plain: { ticket: ['ticket of direct'], document: ['document of direct'], order: [], invoice: [], subscription: [] },
  permitted: {
    ticket: ['ticket of direct'],
    document: ['document of direct'],
    order: ['open offer of direct', 'accepted offer of direct', 'order of direct'],
    invoice: ['invoice of direct'],
    subscription: ['subscription of direct'],
  },
  offers: {
    ticket: ['ticket of direct'],
    document: ['document of direct'],
    order: ['open offer of direct', 'accepted offer of direct'],
    invoice: [],
    subscription: [],
  },
  orders: {
    ticket: ['ticket of direct'],
    document: ['document of direct'],
    order: ['accepted offer of direct', 'order of direct'],
    invoice: [],
    subscription: [],
  },
  // Tickets of its customers too, and nothing else of theirs.
  partner: {
    ticket: ['ticket of customer', 'ticket of reseller'],
    document: ['document of reseller'],
    order: ['open offer of reseller', 'accepted offer of reseller', 'order of reseller'],
    invoice: ['invoice of reseller'],
    subscription: ['subscription of reseller'],
  },
  client: {
    ticket: ['ticket of customer'],
    document: ['document of customer'],
    order: [],
    invoice: [],
    subscription: [],
  },
};

function expected(who: string, kind: RecordKind): string[] {
  if (who !== 'staff') return SEEN[who]![kind].toSorted();
  const all = EVERYTHING[kind].flatMap((name) =>
    ['direct', 'customer', 'reseller', 'other'].map((of) => `${name} of ${of}`),
  );
  return [...all, ...(kind === 'ticket' ? ['unclaimed ticket'] : [])].sort();
}

for (const kind of RECORD_KINDS) {
  test(`${kind}: policies, service and live updates show the same to everybody`, async () => {
    for (const [who, actor] of Object.entries(actors)) {
      const wanted = expected(who, kind);
      assert.deepEqual(await asUser(actor, (tx) => listed(tx, kind)), wanted, `policies, ${who}`);
      const byService = await db.system((tx) => listed(tx, kind, isVisible(kind, 'r', actor)), 'read');
      assert.deepEqual(byService, wanted, `service, ${who}`);
      const live: string[] = [];
      for (const id of names.keys()) {
        const [viewer] = await db.system((tx) => viewersOf(tx, { kind, id }, [actor.id], new Date()), 'read');
        if (viewer) live.push(names.get(id)!);
      }
      assert.deepEqual(live.sort(), wanted, `live updates, ${who}`);
    }
  });
}

test('somebody disabled, and nobody, sees nothing of any kind', async () => {
  const { id } = actors['permitted']!;
  await db.system((tx) => sql`update users set disabled_at = now() where id = ${id}`.execute(tx));
  for (const kind of RECORD_KINDS) {
    assert.deepEqual(await asUser({ id }, (tx) => listed(tx, kind)), [], kind);
    assert.deepEqual(await db.as({ owner: 'nobody' }, (tx) => listed(tx, kind), 'read'), [], kind);
  }
  await db.system((tx) => sql`update users set disabled_at = null where id = ${id}`.execute(tx));
});

// A function that is called for each row is a thousand times as slow, and hides from the planner which index would do.
test('the planner writes the functions out in place of their calls', async () => {
  for (const kind of RECORD_KINDS) {
    const explain = async (tx: Tx, condition = sql`true`) => {
      const { rows } = await sql<Record<string, string>>`
        explain (verbose, costs off) select r.id from ${sql.table(tableOf(kind))} r where ${condition}
      `.execute(tx);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const partner = actors['partner']!;
    const plans = [
      await asUser(partner, (tx) => explain(tx)),
      await db.system((tx) => explain(tx, isVisible(kind, 'r', partner)), 'read'),
    ];
    for (const plan of plans) {
      assert.match(plan, /company_id = /, plan);
      assert.doesNotMatch(plan, /_is_visible|my_compan|sees_all/, plan);
    }
  }
});

test('no other policy shows records', async () => {
  const { rows } = await db.system((tx) =>
    sql<{ table: string; name: string; command: string; condition: string }>`
      select tablename as table, policyname as name, cmd as command, qual as condition from pg_policies
      where tablename = any(${RECORD_KINDS.map(tableOf)}::text[]) and cmd in ('SELECT', 'ALL')
    `.execute(tx),
  );
  assert.deepEqual(rows.map(({ table, name, command }) => `${table} ${name} ${command}`).sort(), [
    'documents visible SELECT',
    'invoices visible SELECT',
    'orders visible SELECT',
    'subscriptions visible SELECT',
    'tickets visible SELECT',
  ]);
  for (const { table, condition } of rows) assert.match(condition, new RegExp(`^${table.slice(0, -1)}_is_visible\\(`));
});
