import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { createFactories, type TestTicket } from '../testing/factories.ts';
import { openTestDatabase } from '../testing/test-database.ts';
import type { Database, Principal } from './database.ts';

// The second wall on its own: raw SQL in somebody's name, as if the service had no rules.

type Who = 'customer' | 'colleague' | 'partner' | 'foreignPartner' | 'staff' | 'disabled' | 'embed' | 'nobody';

const DENIED = /permission denied|violates row-level security|Only staff may change/;

let db: Database;
let principals: Record<Who, Principal>;
/** Tickets: of the customer, of the customer but held back, of the foreign partner's customer, of nobody. */
let tickets: Record<'own' | 'quarantined' | 'foreign' | 'unclaimed', TestTicket>;
let ids: Record<
  'customer' | 'colleague' | 'partner' | 'staff' | 'company' | 'partnerCompany' | 'foreignCompany',
  string
>;

before(async () => {
  db = await openTestDatabase();
  const make = createFactories(db, () => new Date());
  const [partner, foreign] = [await make.partner(), await make.partner()];
  const [company, foreignCompany] = [await make.company({ partner }), await make.company({ partner: foreign })];
  const [customer, colleague, disabled] = [
    await make.user({ company }),
    await make.user({ company }),
    await make.user({ company }),
  ];
  const [reseller, foreignReseller] = [
    await make.user({ role: 'partner', company: partner }),
    await make.user({ role: 'partner', company: foreign }),
  ];
  const foreigner = await make.user({ company: foreignCompany });
  const staff = await make.staff();
  const embedKey = await make.embedKey({ partner });
  await db.system((tx) => sql`update users set disabled_at = now() where id = ${disabled.id}`.execute(tx));
  tickets = {
    own: await make.ticket({ company, createdBy: customer, status: 'waiting' }),
    quarantined: await make.ticket({ company, quarantined: true }),
    foreign: await make.ticket({ company: foreignCompany, createdBy: foreigner }),
    unclaimed: await make.ticket({ company: null, embedKey }),
  };
  for (const [name, { id }] of Object.entries(tickets)) await fillRecord(name, id, staff.id);
  await db.system(async (tx) => {
    await sql`
      insert into attachments (sha256, name, type, size, owner_id, embed_key) values
      ('', 'upload of customer', '', 1, ${customer.id}, null), ('', 'upload of foreigner', '', 1, ${foreigner.id}, null),
      ('', 'upload of embed', '', 1, null, ${embedKey.id})
    `.execute(tx);
    await sql`insert into read_marks select id, 'ticket', ${tickets.own.id}, now() from users`.execute(tx);
    await sql`insert into idempotency_keys (actor, key, request_hash) select 'user:' || id, id, '' from users`.execute(
      tx,
    );
    await sql`insert into contact_codes (ticket_id, expires_at) values (${tickets.unclaimed.id}, now())`.execute(tx);
    await sql`insert into used_values values ('proof', 'x', now())`.execute(tx);
    await sql`insert into sessions (user_id, token, expires_at) values (${customer.id}, 'x', now() + interval '1 day')`.execute(
      tx,
    );
  });
  const as = ({ id }: { id: string }): Principal => ({ userId: id, owner: `user:${id}` });
  principals = {
    customer: as(customer),
    colleague: as(colleague),
    partner: as(reseller),
    foreignPartner: as(foreignReseller),
    staff: as(staff),
    disabled: as(disabled),
    embed: { embedKey: embedKey.id, owner: `embed:${embedKey.id}` },
    nobody: { owner: 'nobody' },
  };
  ids = {
    customer: customer.id,
    colleague: colleague.id,
    partner: reseller.id,
    staff: staff.id,
    company: company.id,
    partnerCompany: partner.id,
    foreignCompany: foreignCompany.id,
  };
});

after(() => db.close());

/** A public message and an internal note, files with each and with the ticket itself, a time entry. */
function fillRecord(name: string, id: string, staff: string): Promise<void> {
  return db.system(async (tx) => {
    await sql`
      with entry as (
        insert into history_entries (record_kind, record_id, kind, internal, author_id, author_name, author_side, body)
        select 'ticket', ${id}, 'message', internal, ${staff}, 'Staff', 'staff', ${name}::text || case when internal then ' internal' else '' end
        from (values (false), (true)) v (internal)
        returning id, body
      )
      insert into attachments (sha256, name, type, size, record_kind, record_id, entry_id)
      select '', body, '', 1, 'ticket', ${id}::uuid, id from entry union all select '', ${name}::text || ' itself', '', 1, 'ticket', ${id}::uuid, null
    `.execute(tx);
    await sql`
      insert into time_entries (record_kind, record_id, employee_id, worked_on, minutes, text) values ('ticket', ${id}, ${staff}, current_date, 5, ${name})
    `.execute(tx);
  });
}

/** What somebody sees of a table, by one of its columns. */
async function seen(who: Who, text: string): Promise<string[]> {
  const { rows } = await db.as(
    principals[who],
    (tx) => tx.executeQuery<{ name: string }>(CompiledQuery.raw(text)),
    'read',
  );
  return rows.map((row) => row.name).sort();
}

/** How many rows somebody changes. */
async function changed(who: Who, text: string, parameters: unknown[] = []): Promise<number> {
  const { numAffectedRows } = await db.as(principals[who], (tx) =>
    tx.executeQuery(CompiledQuery.raw(text, parameters)),
  );
  return Number(numAffectedRows);
}

const denied = (who: Who, text: string, parameters: unknown[] = []) =>
  assert.rejects(changed(who, text, parameters), DENIED);

describe('reading', () => {
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
    const search = `select id as name from matching_tickets((select array_agg(id) from companies) || array['${ids.foreignCompany}']::uuid[], '%anliegen%', 100) m (id)`;
    assert.deepEqual(await seen('customer', search), [tickets.own.id]);
    assert.deepEqual(await seen('partner', search), [tickets.own.id]);
    for (const who of ['disabled', 'embed', 'nobody'] as const) assert.deepEqual(await seen(who, search), [], who);
  });
});

describe('writing', () => {
  test('a ticket of another company, or what only staff decide, cannot be changed', async () => {
    for (const who of ['foreignPartner', 'disabled', 'embed', 'nobody'] as const) {
      assert.equal(await changed(who, `update tickets set changed_at = now() where id = $1`, [tickets.own.id]), 0, who);
    }
    assert.equal(
      await changed('customer', 'update tickets set changed_at = now() where id = $1', [tickets.quarantined.id]),
      0,
    );
    for (const change of [
      `subject = 'x'`,
      'priority = 3',
      `assignee_id = created_by`,
      'created_by = null',
      'status = 4',
      'quarantined_at = now()',
    ]) {
      await denied('customer', `update tickets set ${change} where id = $1`, [tickets.own.id]);
    }
    await denied('partner', 'update tickets set company_id = $2 where id = $1', [tickets.own.id, ids.partnerCompany]);
    assert.equal(await changed('staff', 'update tickets set priority = 3 where id = $1', [tickets.foreign.id]), 1);
  });

  test('an answer puts a waiting ticket back to work', async () => {
    assert.equal(
      await changed('colleague', 'update tickets set status = 2, changed_at = now(), changed_by = $2 where id = $1', [
        tickets.own.id,
        ids.colleague,
      ]),
      1,
    );
    assert.equal(await changed('staff', 'update tickets set status = 3 where id = $1', [tickets.own.id]), 1);
  });

  test('tickets are filed in one’s own name', async () => {
    const file = `insert into tickets (number, subject, subject_key, description, category, priority, source, contact, contact_email, company_id, created_by,
      embed_key, search_text, status, quarantined_at) values (next_ticket_number(), '', '', '', 'other', 0, 'portal', '{}', '', $1, $2, $3, '', $4, null)`;
    const key = principals.embed.embedKey!;
    assert.equal(await changed('customer', file, [ids.company, ids.customer, null, 0]), 1);
    assert.equal(await changed('staff', file, [ids.foreignCompany, ids.staff, null, 0]), 1);
    assert.equal(await changed('embed', file, [null, null, key, 0]), 1);
    await denied('customer', file, [ids.foreignCompany, ids.customer, null, 0]);
    await denied('customer', file, [ids.company, ids.colleague, null, 0]);
    await denied('customer', file, [ids.company, ids.customer, null, 4]);
    await denied('embed', file, [ids.company, null, key, 0]);
    await denied('embed', file, [null, null, null, 0]);
    await denied('nobody', file, [null, null, key, 0]);
    await denied('disabled', file, [ids.company, null, null, 0]);
  });

  test('messages are written in one’s own name, on what one sees, and are no notes', async () => {
    const write = `insert into history_entries (record_kind, record_id, kind, internal, author_id, author_name, author_side, body)
      values ('ticket', $1, 'message', $2, $3, '', $4, '')`;
    assert.equal(await changed('customer', write, [tickets.own.id, false, ids.customer, 'customer']), 1);
    await denied('customer', write, [tickets.own.id, true, ids.customer, 'customer']);
    await denied('customer', write, [tickets.own.id, false, ids.staff, 'customer']);
    await denied('customer', write, [tickets.own.id, false, ids.customer, 'staff']);
    for (const ticket of [tickets.foreign, tickets.quarantined, tickets.unclaimed])
      await denied('customer', write, [ticket.id, false, ids.customer, 'customer']);
    await denied('embed', write, [tickets.unclaimed.id, false, null, 'customer']);
    assert.equal(
      await changed('colleague', `update history_entries set body = 'x' where author_id = $1`, [ids.customer]),
      0,
    );
    assert.equal(await changed('customer', `update history_entries set body = 'x' where author_side = 'staff'`), 0);
    await denied('customer', 'delete from history_entries');
  });

  test('uploads are attached by their owner, to what one sees and wrote', async () => {
    const attach = `update attachments set record_kind = 'ticket', record_id = $1, entry_id = $2 where name = $3`;
    assert.equal(await changed('customer', attach, [tickets.own.id, null, 'upload of foreigner']), 0);
    assert.equal(await changed('customer', attach, [tickets.own.id, null, 'foreign itself']), 0);
    await denied('customer', attach, [tickets.foreign.id, null, 'upload of customer']);
    const { rows } = await db.system((tx) =>
      sql<{ id: string }>`select id from history_entries where body = 'own'`.execute(tx),
    );
    await denied('customer', attach, [tickets.own.id, rows[0]!.id, 'upload of customer']);
    await denied('embed', attach, [tickets.own.id, null, 'upload of embed']);
    await denied('embed', attach, [tickets.unclaimed.id, null, 'upload of embed']);
    assert.equal(await changed('customer', attach, [tickets.own.id, null, 'upload of customer']), 1);
    assert.equal(await changed('customer', attach, [tickets.own.id, null, 'upload of customer']), 0, 'once');
    await denied(
      'customer',
      `insert into attachments (sha256, name, type, size, owner_id) values ('', '', '', 1, $1)`,
      [ids.colleague],
    );
  });

  test('time entries are for staff', async () => {
    const log = `insert into time_entries (record_kind, record_id, employee_id, worked_on, minutes, text) values ('ticket', $1, $2, current_date, 5, '')`;
    for (const who of ['customer', 'partner', 'embed', 'nobody'] as const)
      await denied(who, log, [tickets.own.id, ids.staff]);
    assert.equal(await changed('customer', 'delete from time_entries'), 0);
    assert.equal(await changed('staff', log, [tickets.own.id, ids.staff]), 1);
  });

  test('read marks and idempotency keys are one’s own', async () => {
    const mark = `insert into read_marks values ($1, 'ticket', $2, now()) on conflict (user_id, record_kind, record_id) do update set read_at = now()`;
    assert.equal(await changed('customer', mark, [ids.customer, tickets.own.id]), 1);
    await denied('customer', mark, [ids.colleague, tickets.own.id]);
    await denied('customer', mark, [ids.customer, tickets.foreign.id]);
    await denied(
      'customer',
      `insert into idempotency_keys (actor, key, request_hash) values ('user:' || $1, 'new', '')`,
      [ids.colleague],
    );
  });

  test('people, companies and logins are out of reach', async () => {
    for (const text of [
      `update users set role = 'staff'`,
      `insert into companies (kind, name, name_key) values ('customer', '', '')`,
      'delete from tickets',
      'delete from sessions',
      'update embed_keys set revoked_at = null',
      'delete from outbox',
      'truncate tickets',
      'drop table tickets',
      'alter table tickets disable row level security',
    ]) {
      await assert.rejects(changed('staff', text), /permission denied|must be owner/, text);
    }
  });

  test('a reading transaction changes nothing', async () => {
    const write = db.as(principals.staff, (tx) => sql`update tickets set priority = 0`.execute(tx), 'read');
    await assert.rejects(write, /read-only transaction/);
  });
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
