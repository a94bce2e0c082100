import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { updateAccount } from '../../../src/contract/account.ts';
import { declineDocument, signDocument } from '../../../src/contract/documents.ts';
import { createAnonymousTicket } from '../../../src/contract/embeds.ts';
import { createMessage } from '../../../src/contract/history.ts';
import { acceptOrder, declineOrder, getOrder } from '../../../src/contract/orders.ts';
import { redeemLink, requestLink } from '../../../src/contract/session.ts';
import type { Change } from '../../../src/contract/sync.ts';
import { listChanges } from '../../../src/contract/sync.ts';
import { createTicket } from '../../../src/contract/tickets.ts';
import { solvedProof } from '../../testing/proof.ts';
import { createSigningWorld, DRAWN } from '../../testing/signing-world.ts';
import { createProgram } from '../../testing/sync-world.ts';
import { onServer } from '../../testing/test-database.ts';

const w = await createSigningWorld();
const t = w.t;
const erp = (await createProgram(t, ['changes'])).client;
const company = await t.make.company({ name: 'Bäckerei Öllinger' });
const buyer = await t.make.user({ company, name: 'Bettina Öllinger', permissions: ['offers'] });
const client = await t.as(buyer);
await t.deps.db.system(async (tx) => {
  await sql`update companies set external_id = 'C-1' where id = ${company.id}`.execute(tx);
  await sql`update users set external_id = 'U-1' where id = ${buyer.id}`.execute(tx);
});

after(() => t.close());

let cursor: string | undefined;

/** Waits for whoever else writes on the same server, in whatever database: the feed does too. */
async function settled(): Promise<void> {
  for (;;) {
    const rows = await t.rows(sql`select from changes where xid >= pg_snapshot_xmin(pg_current_snapshot())`);
    if (rows.length === 0) return;
    await sleep(10);
  }
}

/** What is new. */
async function news(ready = settled()): Promise<Change[]> {
  await ready;
  const { status, body } = await erp.call(listChanges, {
    query: { ...(cursor !== undefined && { after: cursor }), limit: 1000 },
  });
  assert.equal(status, 200);
  cursor = body.cursor ?? undefined;
  return body.items;
}

const ticket = { subject: 'Lade klemmt', description: 'x', category: 'fault', priority: 'normal' } as const;

test('what a customer files and writes is told, with names; what staff write is not', async () => {
  const { body: filed } = await client.call(createTicket, { body: ticket });
  const params = { kind: 'ticket', id: filed.id } as const;
  await client.call(createMessage, { params, body: { body: 'Noch etwas' } });
  await w.clients.staff.call(createMessage, { params, body: { body: 'Antwort' } });
  await w.clients.staff.call(createMessage, { params, body: { body: 'Notiz', internal: true } });
  const record = { kind: 'ticket', id: filed.id, externalId: null, number: filed.number };
  const { id: company } = filed.company!;
  const by = {
    company: { id: company, externalId: 'C-1', name: 'Bäckerei Öllinger' },
    user: { id: buyer.id, externalId: 'U-1', name: 'Bettina Öllinger' },
  };
  assert.deepEqual(
    (await news()).map(({ cursor: _, at, ...change }) => {
      assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
      return change;
    }),
    [
      { kind: 'ticket_created', record, ...by, details: {} },
      { kind: 'message_created', record, ...by, details: {} },
    ],
  );
  assert.deepEqual(await news(), []);
});

test('a visitor’s ticket is told when it comes, and again when it has found its company', async () => {
  const { id: key } = await t.make.embedKey({ origins: ['https://partner.example'] });
  const form = t.with({ origin: 'https://partner.example' });
  const body = {
    ...ticket,
    contact: { name: 'Bettina', email: buyer.email },
    language: 'de' as const,
    proof: await solvedProof(t.deps, key),
  };
  assert.equal((await form.call(createAnonymousTicket, { params: { key }, body })).status, 201);
  const spam = { ...body, website: 'x', proof: await solvedProof(t.deps, key) };
  assert.equal((await form.call(createAnonymousTicket, { params: { key }, body: spam })).status, 202);
  const [created, ...others] = await news();
  assert.deepEqual([created?.kind, created?.company, created?.user, others], ['ticket_created', null, null, []]);

  const page = t.with({ origin: t.deps.config.publicUrl });
  await page.call(requestLink, { body: { email: buyer.email, language: 'de' } });
  t.mails.length = 0;
  await t.runJobs();
  const token = /#\/login\/([\w-]{43})/.exec(JSON.stringify(t.mails))![1]!;
  assert.equal((await page.call(redeemLink, { body: { token } })).status, 200);
  const claimed = await news();
  assert.deepEqual(
    claimed.map(({ kind, record, company, user }) => [kind, record?.id, company?.externalId, user?.externalId]),
    [['ticket_claimed', created?.record?.id, 'C-1', 'U-1']],
  );
});

test('what people change of themselves, once, and of no record', async () => {
  await client.call(updateAccount, { body: { phone: '+43 1 23', language: 'en' } });
  await client.call(updateAccount, { body: { phone: '+43 1 23', language: 'de' } });
  assert.deepEqual(
    (await news()).map(({ kind, record, company, user, details }) => [
      kind,
      record,
      company?.externalId,
      user?.externalId,
      details,
    ]),
    [['profile_changed', null, 'C-1', 'U-1', { name: 'Bettina Öllinger', phone: '+43 1 23' }]],
  );
});

test('documents that were signed or declined', async () => {
  const { signer } = w.clients;
  const signed = await w.look(signer, await w.send());
  await signer.call(signDocument, {
    params: { id: signed.id },
    body: { sha256: signed.sha256, values: w.filled(signed) },
  });
  const declined = await w.send();
  await signer.call(declineDocument, { params: { id: declined.id }, body: { reason: 'Zu teuer.' } });
  const after = await w.look(signer, signed);
  assert.deepEqual(
    (await news()).map(({ kind, record, user, details }) => [kind, record?.kind, record?.id, user?.id, details]),
    [
      ['document_signed', 'document', signed.id, w.users.signer.id, { sha256: after.sha256 }],
      ['document_declined', 'document', declined.id, w.users.signer.id, { reason: 'Zu teuer.' }],
    ],
  );
});

test('offers that were looked at, accepted or declined', async () => {
  const company = { id: buyer.companyId!, name: '' };
  const [accepted, declined] = [await t.make.order({ company }), await t.make.order({ company })];
  for (const { id } of [accepted, accepted, declined]) await client.call(getOrder, { params: { id } });
  const { body: order } = await client.call(acceptOrder, {
    params: { id: accepted.id },
    body: { sha256: accepted.sha256, options: {}, signature: DRAWN },
  });
  await client.call(declineOrder, {
    params: { id: declined.id },
    body: { sha256: declined.sha256, reason: 'Zu teuer.' },
  });
  // What the ERP did itself is no news to it.
  await t.make.order({ company, status: 'cancelled', offered: true });
  const expected = (kind: string, { id, externalId, number }: typeof accepted, details = {}) => ({
    kind,
    record: { kind: 'order', id, externalId, number },
    details,
  });
  assert.deepEqual(
    (await news()).map(({ kind, record, details }) => ({ kind, record, details })),
    [
      expected('offer_viewed', accepted),
      expected('offer_viewed', declined),
      expected('offer_accepted', accepted, { sha256: order.file!.sha256, options: {} }),
      expected('offer_declined', declined, { reason: 'Zu teuer.' }),
    ],
  );
});

test('page by page it is the same feed, and a cursor is nothing to play with', async () => {
  const all = (await erp.call(listChanges, { query: {} })).body.items;
  const paged: Change[] = [];
  let after: string | undefined;
  for (;;) {
    const { body } = await erp.call(listChanges, { query: { limit: 2, ...(after !== undefined && { after }) } });
    if (body.items.length === 0) {
      assert.equal(body.cursor, after, 'to go on from');
      break;
    }
    paged.push(...body.items);
    assert.equal(body.cursor, body.items.at(-1)?.cursor);
    after = body.cursor!;
  }
  assert.ok(all.length >= 9);
  assert.deepEqual(paged, all);
  for (const wrong of [
    'x',
    '',
    Buffer.from('1').toString('base64url'),
    Buffer.from("1-1' or 1=1").toString('base64url'),
    Buffer.from(`${'9'.repeat(20)}-1`).toString('base64url'),
  ]) {
    const { status, problem } = await erp.call(listChanges, { query: { after: wrong } });
    assert.deepEqual([status, problem.errors?.[0]?.field], [422, '?after'], wrong);
  }
  assert.equal((await erp.call(listChanges, { query: { limit: 1001 } })).status, 422);
  assert.deepEqual(
    (await erp.call(listChanges, { query: { after: Buffer.from(`${'9'.repeat(19)}-1`).toString('base64url') } })).body
      .items,
    [],
  );
});

test('who may read it reads nothing else, and changes nothing', async () => {
  for (const path of ['/tickets', '/orders?view=offers', '/session'])
    assert.equal((await erp.request(path)).status, 401);
  const [row] = await t.rows(sql<{ id: string }>`select id from api_keys where scopes = array['changes']`);
  const as = { apiKey: row!.id, owner: `api:${row!.id}` };
  for (const statement of [
    sql`delete from changes`,
    sql`update tickets set subject = ''`,
    sql`insert into companies (kind, name, name_key) values ('customer', '', '')`,
    sql`update users set permissions = '{}'`,
    sql`select from api_keys`,
    sql`insert into erp_files values ('x', 1, now())`,
  ])
    await assert.rejects(
      t.deps.db.as(as, async (tx) => {
        const { numAffectedRows } = await statement.execute(tx);
        // What is hidden cannot be changed, and is no error.
        assert.ok(numAffectedRows === undefined || numAffectedRows > 0n, 'touched nothing: permission denied');
      }),
      /permission denied|row-level security/,
    );
});

test('a transaction that commits late is not skipped', {
  skip: !onServer && 'the embedded database has one connection',
}, async () => {
  await news();
  const late = await t.make.ticket({ createdBy: buyer });
  await news();
  const { promise: written, resolve: hasWritten } = Promise.withResolvers<void>();
  const { promise: permission, resolve: permit } = Promise.withResolvers<void>();
  const write = (id: string, body: string, wait?: Promise<void>) =>
    t.deps.db.system(async (tx) => {
      await sql`
        insert into history_entries (record_kind, record_id, kind, author_id, author_name, author_side, body)
        values ('ticket', ${id}::uuid, 'message', ${buyer.id}::uuid, 'x', 'customer', ${body})
      `.execute(tx);
      hasWritten();
      await wait;
    });
  const first = write(late.id, 'begun first', permission);
  await written;
  const { id: second } = await t.make.ticket({ createdBy: buyer });
  await write(second, 'done first');
  assert.deepEqual(await news(Promise.resolve()), [], 'nothing is told before what comes before it');
  permit();
  await first;
  assert.deepEqual(
    (await news()).map(({ kind, record }) => [kind, record?.id]),
    [
      ['message_created', late.id],
      ['ticket_created', second],
      ['message_created', second],
    ],
  );
});
