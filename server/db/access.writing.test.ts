import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { createAccessWorld, DENIED, type Who } from '../testing/access-world.ts';
import { onServer } from '../testing/test-database.ts';

const { db, principals, tickets, ids, seen, changed, denied } = await createAccessWorld();

const name = `(select name from users where id = $2)`;

after(() => db.close());

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
    'status = 1',
    'quarantined_at = now()',
  ]) {
    await denied('customer', `update tickets set ${change} where id = $1`, [tickets.own.id]);
  }
  await denied('partner', 'update tickets set company_id = $2 where id = $1', [tickets.own.id, ids.partnerCompany]);
  assert.equal(await changed('staff', 'update tickets set priority = 3 where id = $1', [tickets.foreign.id]), 1);
});

test('a guest files in the name the host vouches for, for the company of the instance, and reads nothing', async () => {
  const file = `insert into tickets (number, subject, subject_key, description, category, priority, source, contact, contact_email, company_id, created_by,
    host_id, host_subject, search_text, contact_verified_at) values (next_ticket_number(now()), '', '', '', 'other', 0, 'onretail', '{}', '', $1, $2, $3, $4, '', $5)`;
  const { host, subject } = principals.guest.guest!;
  assert.equal(await changed('guest', file, [ids.company, null, host, subject, null]), 1);
  await denied('guest', file, [ids.foreignCompany, null, host, subject, null]);
  await denied('guest', file, [null, null, host, subject, null]);
  await denied('guest', file, [ids.company, ids.customer, host, subject, null]);
  await denied('guest', file, [ids.company, null, host, 'somebody else', null]);
  await denied('guest', file, [ids.company, null, null, null, null]);
  await denied('guest', file, [ids.company, null, host, subject, new Date()]);
  for (const who of ['customer', 'staff', 'embed', 'nobody'] as const)
    await denied(who, file, [ids.company, null, host, subject, null]);
  await denied('customer', file, [ids.company, ids.customer, host, subject, null]);
  for (const table of ['tickets', 'history_entries', 'attachments', 'users', 'companies', 'subscriptions'])
    assert.deepEqual(await seen('guest', `select id::text as name from ${table}`), [], table);
});

test('uploads of a guest are made by the guest', async () => {
  const upload = `insert into attachments (sha256, name, type, size, owner_id, host_id, host_subject) values ('', '', '', 1, $1, $2, $3)`;
  const { host, subject } = principals.guest.guest!;
  assert.equal(await changed('guest', upload, [null, host, subject]), 1);
  await denied('guest', upload, [null, host, 'somebody else']);
  await denied('guest', upload, [ids.customer, host, subject]);
  await denied('guest', upload, [null, null, null]);
  await denied('customer', upload, [ids.customer, host, subject]);
  await denied('embed', upload, [null, host, subject]);
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
    embed_key, search_text, status, quarantined_at) values (next_ticket_number(now()), '', '', '', 'other', 0, 'portal', '{}', '', $1, $2, $3, '', $4, null)`;
  const key = principals.embed.embedKey!;
  assert.equal(await changed('customer', file, [ids.company, ids.customer, null, 0]), 1);
  assert.equal(await changed('staff', file, [ids.foreignCompany, ids.staff, null, 0]), 1);
  assert.equal(await changed('embed', file, [null, null, key, 0]), 1);
  // A partner for its customers and itself, and for nobody else.
  assert.equal(await changed('partner', file, [ids.company, ids.partner, null, 0]), 1);
  assert.equal(await changed('partner', file, [ids.partnerCompany, ids.partner, null, 0]), 1);
  await denied('partner', file, [ids.foreignCompany, ids.partner, null, 0]);
  await denied('partner', file, [ids.company, ids.customer, null, 0]);
  await denied('foreignPartner', file, [ids.company, ids.partner, null, 0]);
  await denied('customer', file, [ids.partnerCompany, ids.customer, null, 0]);
  await denied('customer', file, [ids.foreignCompany, ids.customer, null, 0]);
  await denied('customer', file, [ids.company, ids.colleague, null, 0]);
  await denied('customer', file, [ids.company, ids.customer, null, 4]);
  await denied('embed', file, [ids.company, null, key, 0]);
  await denied('embed', file, [null, null, null, 0]);
  await denied('nobody', file, [null, null, key, 0]);
  await denied('disabled', file, [ids.company, null, null, 0]);
});

test('who filed a ticket is named by the database, whatever is written', async () => {
  await changed(
    'customer',
    `insert into tickets (number, subject, subject_key, description, category, priority, source, contact, contact_email, company_id, created_by,
      search_text, filed_by_name, filed_by_company)
      values (next_ticket_number(now()), 'forged', '', '', 'other', 0, 'portal', '{}', '', $1, $2, '', 'Chef', 'ETRON')`,
    [ids.company, ids.customer],
  );
  await changed(
    'staff',
    `update tickets set filed_by_name = 'Chef', filed_by_company = 'ETRON' where subject = 'forged'`,
  );
  const { rows } = await db.system((tx) =>
    sql`
      select filed_by_name = u.name as named, filed_by_company from tickets t join users u on u.id = t.created_by where subject = 'forged'
    `.execute(tx),
  );
  assert.deepEqual(rows, [{ named: true, filed_by_company: null }]);
});

test('the contact of a new ticket is known to be right only if it is who files it', async () => {
  const file = `insert into tickets (number, subject, subject_key, description, category, priority, source, contact, company_id, created_by, embed_key,
    search_text, contact_verified_at, contact_email)
    values (next_ticket_number(now()), '', '', '', 'other', 0, 'portal', '{}', $1, $2, $3, '', now(), coalesce((select email from users where id = $4), ''))`;
  const verify = (verified: boolean) =>
    db.system((tx) => sql`update users set email_verified = ${verified} where id = ${ids.customer}`.execute(tx));
  await verify(false);
  await denied('customer', file, [ids.company, ids.customer, null, ids.customer]);
  await verify(true);
  assert.equal(await changed('customer', file, [ids.company, ids.customer, null, ids.customer]), 1);
  await denied('customer', file, [ids.company, ids.customer, null, ids.colleague]);
  await denied('customer', file, [ids.company, ids.customer, null, null]);
  await denied('embed', file, [null, null, principals.embed.embedKey!, null]);
});

test('messages are written in one’s own name, on what one sees, and are no notes', async () => {
  const write = `insert into history_entries (record_kind, record_id, kind, internal, author_id, author_name, author_side, body)
    select 'ticket', $1, 'message', $2, u.id, u.name, $4, '' from users u where u.id = $3`;
  assert.equal(await changed('customer', write, [tickets.own.id, false, ids.customer, 'customer']), 1);
  await denied('customer', write, [tickets.own.id, true, ids.customer, 'customer']);
  await denied('customer', write, [tickets.own.id, false, ids.staff, 'customer']);
  await denied('customer', write, [tickets.own.id, false, ids.customer, 'staff']);
  for (const ticket of [tickets.foreign, tickets.quarantined, tickets.unclaimed])
    await denied('customer', write, [ticket.id, false, ids.customer, 'customer']);
  assert.equal(
    await changed('colleague', `update history_entries set body = 'x' where author_id = $1`, [ids.customer]),
    0,
  );
  assert.equal(await changed('customer', `update history_entries set body = 'x' where author_side = 'staff'`), 0);
  for (const change of [
    `author_name = 'Chef'`,
    `author_side = 'staff'`,
    'author_id = null',
    `created_at = now() - interval '1 day'`,
    `kind = 'status'`,
    `change = '{}'`,
    'internal = true',
  ]) {
    await denied('customer', `update history_entries set ${change} where author_id = $1`, [ids.customer]);
  }
  for (const who of ['customer', 'staff'] as const) {
    const edit = `update history_entries set body = body, edited_at = now() where author_id = $1`;
    assert.ok((await changed(who, edit, [ids[who]])) > 0, who);
  }
  await denied('customer', 'delete from history_entries');
});

test('people change name, telephone number and language of their own row, and nothing else of any', async () => {
  const change = (columns: string) => `update users set ${columns}, updated_at = now() where id = $1`;
  for (const who of ['customer', 'partner', 'staff'] as const)
    assert.equal(await changed(who, change(`name = name || '', phone = '1', language = 'en'`), [ids[who]]), 1, who);
  for (const other of [ids.colleague, ids.staff])
    assert.equal(await changed('customer', change(`name = 'x'`), [other]), 0);
  await denied('staff', change(`name = 'x'`), [ids.customer]);
  for (const who of ['embed', 'disabled', 'nobody'] as const)
    assert.equal(await changed(who, `update users set name = 'x'`), 0, who);
  for (const columns of [
    `email = 'mine@example.com'`,
    'email_verified = not email_verified',
    `role = 'staff', company_id = null`,
    'management = not management',
    `external_id = 'x'`,
    `synced_name = 'x'`,
    `image = 'x'`,
  ])
    await denied('customer', change(`name = 'x', ${columns}`), [ids.customer]);
  for (const table of ['sessions', 'accounts']) await denied('customer', `delete from ${table}`);
});

test('messages say who wrote them, and when', async () => {
  const write = (author: string, at: string) => `
    insert into history_entries (record_kind, record_id, kind, author_id, author_name, author_side, body, created_at)
    values ('ticket', $1, 'message', $2, ${author}, 'customer', '', ${at})`;
  const own = [tickets.own.id, ids.customer];
  assert.equal(await changed('customer', write(name, 'now()'), own), 1);
  await denied('customer', write(`'Chef'`, 'now()'), own);
  for (const at of [`now() - interval '1 day'`, `now() + interval '1 day'`])
    await denied('customer', write(name, at), own);
  await denied('embed', write(`''`, 'now()'), [tickets.unclaimed.id, null]);
});

test('of a state customers say only what they have just done: back to work, and settled', async () => {
  const write = (kind: string, change: object) => `
    insert into history_entries (record_kind, record_id, kind, author_id, author_name, author_side, change)
    values ('ticket', $1, '${kind}', $2, ${name}, 'customer', '${JSON.stringify(change)}')`;
  const own = [tickets.own.id, ids.customer];
  const reopened = { from: 'waiting', to: 'in_progress' };
  await db.system((tx) => sql`update tickets set status = 3 where id = ${tickets.own.id}`.execute(tx));
  await denied('customer', write('status', reopened), own);
  const answer = `update tickets set status = 2, changed_at = now(), changed_by = $2 where id = $1`;
  const inOne = (...texts: string[]) =>
    db.as(principals.customer, async (tx) => {
      for (const text of texts) await tx.executeQuery(CompiledQuery.raw(text, own));
    });
  for (const [kind, change] of [
    ['status', { from: 'in_progress', to: 'done' }],
    ['status', { ...reopened, from: 'new' }],
    ['status', { ...reopened, by: 'Chef' }],
    ['assignment', { from: null, to: 'Chef' }],
    ['message', reopened],
  ] as const)
    await assert.rejects(inOne(answer, write(kind, change)), DENIED, kind);
  await inOne(answer, write('status', reopened));
  await denied('customer', write('status', reopened), own);
  await denied('colleague', write('status', reopened), [tickets.own.id, ids.colleague]);

  await db.system((tx) => sql`update tickets set status = 1 where id = ${tickets.own.id}`.execute(tx));
  const settle = `update tickets set status = 4, changed_at = now(), changed_by = $2 where id = $1`;
  const restore = (status: number) => settle.replace('status = 4', `status = ${status}`);
  const settled = { from: 'backlog', to: 'done' };
  await assert.rejects(inOne(settle, write('status', { ...settled, from: 'done' })), DENIED);
  await assert.rejects(inOne(settle, write('status', { from: 'done', to: 'backlog' })), DENIED);
  await inOne(settle, write('status', settled));
  for (const [who, id, status] of [
    ['colleague', ids.colleague, 1],
    ['customer', ids.customer, 0],
    ['customer', ids.customer, 3],
  ] as const)
    await denied(who, restore(status), [tickets.own.id, id]);
  await inOne(restore(1), write('status', { from: 'done', to: 'backlog' }));
  await denied('customer', restore(0), own);
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
  await denied('customer', `insert into attachments (sha256, name, type, size, owner_id) values ('', '', '', 1, $1)`, [
    ids.colleague,
  ]);
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
  const forged = [
    `update users set role = 'staff'`,
    `update users set email = 'mine@example.com'`,
    `update users set permissions = '{invoices}'`,
    `update users set management = true, company_id = null`,
    `update companies set partner_id = null`,
  ];
  for (const who of ['disabled', 'embed', 'nobody'] as const)
    for (const text of forged) assert.equal(await changed(who, text), 0, `${who}: ${text}`);
  // Of users, they reach their own row, and a trigger refuses what is not theirs to change.
  for (const who of ['customer', 'colleague', 'partner'] as const) {
    for (const text of forged.slice(0, 2)) await denied(who, text);
    for (const text of forged.slice(2, 4)) await assert.rejects(changed(who, text));
    assert.equal(await changed(who, forged[4]!), 0);
  }
  for (const text of [
    ...forged.filter((text) => text.startsWith('update users') && !text.includes('permissions')),
    `insert into users (name, email, role, company_id) values ('', 'x@example.com', 'staff', null)`,
    `insert into companies (kind, name, name_key) values ('customer', '', '')`,
  ])
    for (const who of Object.keys(principals) as Who[])
      if (who === 'staff' || text.startsWith('insert')) await denied(who, text);
  assert.equal(await changed('staff', `update companies set name = ''`), 0);
  for (const text of [
    'delete from tickets',
    'delete from sessions',
    'update embed_keys set revoked_at = null',
    'delete from outbox',
    'truncate tickets',
    'drop table tickets',
    'alter table tickets disable row level security',
    // What is said of a database itself is not copied with it, as on a server here.
    ...(onServer ? [] : ['create temporary table tickets ()']),
  ]) {
    await assert.rejects(changed('staff', text), /permission denied|must be owner/, text);
  }
});

test('a program that makes users makes no employees, gives no permissions and verifies no address', async () => {
  const { rows } = await db.system((tx) =>
    sql<{ id: string }>`insert into api_keys (name, hash, scopes) values ('ERP', 'x', '{users}') returning id`.execute(
      tx,
    ),
  );
  const erp = (text: string) =>
    db.as({ apiKey: rows[0]!.id, owner: 'api:x' }, (tx) => tx.executeQuery(CompiledQuery.raw(text)));
  const user = (columns: string, values: string) =>
    `insert into users (name, email, role, company_id${columns}) values ('', 'x@example.com', 'partner', '${ids.partnerCompany}'${values})`;
  for (const text of [
    `insert into users (name, email, role) values ('', 'x@example.com', 'staff')`,
    user(', permissions', `, '{offers}'`),
    user(', email_verified', ', true'),
    `update users set email = 'y@example.com', email_verified = true where id = '${ids.customer}'`,
    `update users set permissions = '{offers}' where role = 'partner'`,
    `update users set role = 'staff', company_id = null where role = 'customer'`,
  ])
    await assert.rejects(erp(text), DENIED, text);
});

test('a reading transaction changes nothing', async () => {
  const write = db.as(principals.staff, (tx) => sql`update tickets set priority = 0`.execute(tx), 'read');
  await assert.rejects(write, /read-only transaction/);
});

test('nobody can become somebody else', async () => {
  await denied('customer', `select assume($1, '', '', '', '', '', false)`, [ids.staff]);
});
