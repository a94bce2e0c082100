import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import {
  cancelDocument,
  type DocumentEvent,
  declineDocument,
  listDocumentEvents,
  type SigningDocument,
  signDocument,
} from '../../../src/contract/documents.ts';
import type { Principal } from '../../db/database.ts';
import type { TestUser } from '../../testing/factories.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import { erasePerson } from './audit-trail.ts';

const w = await createSigningWorld();
const { t, clients, users } = w;
const { signer, second, colleague, staff } = clients;

after(() => t.close());

const params = ({ id }: { id: string }) => ({ params: { id } });
const trail = async (document: { id: string }) => (await staff.call(listDocumentEvents, params(document))).body;
const sign = async (client = signer, document?: SigningDocument) => {
  const shown = await w.look(client, document ?? (await w.send()));
  const body = { sha256: shown.sha256, values: w.filled(shown) };
  return (await client.call(signDocument, { ...params(shown), body })).body;
};

/** One statement in somebody's name, as the service would send it if it had no rules; or as the owner. */
const run = (who: TestUser | 'owner', text: string, ...parameters: unknown[]): Promise<unknown> => {
  const query = CompiledQuery.raw(text, parameters);
  if (who === 'owner') return t.deps.db.system((tx) => tx.executeQuery(query));
  const principal: Principal = { userId: who.id, owner: `user:${who.id}` };
  return t.deps.db.as(principal, (tx) => tx.executeQuery(query));
};

/** As if the triggers were not there: what somebody with the disk in their hands could do. */
const tamper = (text: string, ...parameters: unknown[]): Promise<unknown> =>
  t.deps.db.system(async (tx) => {
    for (const table of ['document_events', 'document_event_people'])
      await sql`alter table ${sql.table(table)} disable trigger user`.execute(tx);
    await tx.executeQuery(CompiledQuery.raw(text, parameters));
    for (const table of ['document_events', 'document_event_people'])
      await sql`alter table ${sql.table(table)} enable trigger user`.execute(tx);
  });

describe('the audit trail', () => {
  test('tells who did what, from where', async () => {
    const { items, intact } = await trail(await sign(signer.with({ 'user-agent': 'Firefox' })));
    assert.ok(intact);
    assert.deepEqual(
      items.map(({ kind, person }) => [kind, person?.name ?? null]),
      [
        ['created', 'Jakob Berger'],
        ['sent', 'Jakob Berger'],
        ['viewed', 'Maria Muster'],
        ['started', 'Maria Muster'],
        ['field_filled', 'Maria Muster'],
        ['field_filled', 'Maria Muster'],
        ['signed', 'Maria Muster'],
        ['sealed', null],
      ],
    );
    assert.deepEqual(items.find(({ kind }) => kind === 'signed')?.person, {
      name: 'Maria Muster',
      email: users.signer.email,
      ipAddress: 'unknown',
      userAgent: 'Firefox',
      verifiedBy: 'Anmeldung im Portal',
    });
    assert.equal(items[4]!.details['field'], 'Kunde Ort');
    for (const { details } of items) assert.ok(!JSON.stringify(details).includes('Muster'));
  });

  test('is for staff and the signers', async () => {
    const document = await w.send();
    assert.equal((await signer.call(listDocumentEvents, params(document))).status, 200);
    assert.equal((await colleague.call(listDocumentEvents, params(document))).status, 403);
    for (const client of [clients.partner, clients.stranger])
      assert.equal((await client.call(listDocumentEvents, params(document))).status, 404);
  });

  for (const [what, text] of [
    ['another text', `update document_events set details = '{"reason":"x"}' where document_id = $1 and sequence = 2`],
    [
      'another time',
      `update document_events set at = at + interval '1 microsecond' where document_id = $1 and sequence = 2`,
    ],
    ['another kind', `update document_events set kind = 'viewed' where document_id = $1 and sequence = 2`],
    [
      'another person',
      `update document_event_people set person = '{"name":"X","email":"","ipAddress":null,"userAgent":null,"verifiedBy":""}' where document_id = $1 and sequence = 2`,
    ],
    [
      'an event taken out',
      'with p as (delete from document_event_people where document_id = $1 and sequence = 2) update document_events set sequence = sequence + 100 where document_id = $1 and sequence = 8',
    ],
    ['an end cut off', 'delete from document_events where document_id = $1 and sequence = 8'],
    [
      'an end written anew',
      `update document_events set hash = repeat('a', 64) where document_id = $1 and sequence = 7`,
    ],
  ] as const) {
    test(`${what} shows`, async () => {
      const document = await sign();
      await tamper(text, document.id);
      assert.equal((await trail(document)).intact, false);
    });
  }

  test('takes many events at once without a gap', async () => {
    const document = await w.look(
      signer,
      await w.send({
        signers: [
          ['Kunde', users.signer, 1],
          ['Zweite', users.second, 1],
        ],
      }),
    );
    await Promise.all(
      Array.from({ length: 30 }, () =>
        run(
          users.signer,
          `select append_document_event($1, 'downloaded', now(), '{}', '{"verifiedBy":"x"}')`,
          document.id,
        ),
      ),
    );
    const { items, intact } = await trail(document);
    assert.ok(intact);
    assert.equal(items.length, 33);
  });

  test('forgets a person, and still holds', async () => {
    const document = await sign(second, await w.send({ signers: [['Kunde', users.second, 1]] }));
    const hashes = (events: DocumentEvent[]) => events.map(({ hash }) => hash);
    const before = await trail(document);
    const erased = await t.deps.db.system((tx) => erasePerson(tx, users.second.email));
    assert.equal(erased, before.items.filter(({ person }) => person?.email === users.second.email).length);
    const { items, intact } = await trail(document);
    assert.ok(intact);
    assert.deepEqual(hashes(items), hashes(before.items));
    assert.ok(!JSON.stringify(items).includes(users.second.email));
  });
});

describe('what has ended stays as it is, for the service and for the owner (abuse 30)', () => {
  const ended: Record<string, SigningDocument> = {};

  before(async () => {
    ended['signed'] = await sign();
    const declined = await w.send();
    ended['declined'] = (await signer.call(declineDocument, { ...params(declined), body: { reason: 'Nein' } })).body;
    const cancelled = await w.send();
    ended['cancelled'] = (await staff.call(cancelDocument, { ...params(cancelled), body: { reason: 'Nein' } })).body;
    const expiring = await w.send({ settings: { expiresAt: new Date(Date.now() + 60_000).toISOString() } });
    t.advance(120_000);
    await t.runCleanUps();
    ended['expired'] = await w.look(staff, expiring);
  });

  const changes = [
    `update documents set title = 'x' where id = $1`,
    `update documents set assignee_id = created_by, title = 'x' where id = $1`,
    `update documents set status = 'waiting' where id = $1`,
    `update documents set sha256 = repeat('0', 64) where id = $1`,
    'delete from documents where id = $1',
    `update document_fields set definition = '{}' where document_id = $1`,
    'delete from document_fields where document_id = $1',
    `update document_signers set status = 'waiting', ended_at = null where document_id = $1`,
    'delete from document_signers where document_id = $1',
    `insert into document_fields (document_id, position, definition) values ($1, 9, '{"name":"x"}')`,
    `insert into document_values select f.id, $1, s.id, '"x"' from document_fields f, document_signers s where f.document_id = $1 and s.document_id = $1 limit 1`,
    `update document_events set details = '{}' where document_id = $1`,
    'delete from document_events where document_id = $1',
    `update document_event_people set person = '{}' where document_id = $1`,
  ];
  const signedChanges = [
    `update document_values set value = '"x"' where document_id = $1`,
    'delete from document_values where document_id = $1',
    `update document_signatures set signed_values = '{}' where document_id = $1`,
    'delete from document_signatures where document_id = $1',
  ];

  for (const status of ['signed', 'declined', 'cancelled', 'expired']) {
    test(status, async () => {
      assert.equal(ended[status]!.status, status);
      const { id } = ended[status]!;
      const rows = async () =>
        JSON.stringify(
          await Promise.all(
            ['fields', 'signers', 'values', 'signatures', 'events', 'event_people'].map((part) =>
              run('owner', `select to_jsonb(t)::text from document_${part} t where document_id = $1 order by 1`, id),
            ),
          ),
        );
      const before = await rows();
      for (const text of status === 'signed' ? [...changes, ...signedChanges] : changes) {
        await assert.rejects(run('owner', text, id), /cannot be|is refused|keeps its|stay as they are/, text);
        // Refused, or nothing there to change for them.
        for (const who of [users.staff, users.signer])
          await run(who, text, id).catch((error: Error) =>
            assert.match(
              error.message,
              /cannot be|is refused|keeps its|stay as|permission denied|row-level security/,
              text,
            ),
          );
      }
      assert.equal(await rows(), before);
    });
  }

  test('no part of it moves to another document', async () => {
    const signed = ended['signed']!;
    const draft = await w.draft({ signers: [['Anders', users.second, 1]], fields: [] });
    const waiting = await w.send();
    const free = `(select s.id, f.id from document_signers s, document_fields f where s.document_id = $2 and f.document_id = $2 and f.name = 'Kunde Ort')`;
    for (const [text, target] of [
      ['update document_fields set document_id = $2 where document_id = $1', draft],
      ['update document_signers set document_id = $2 where document_id = $1', draft],
      [
        `update document_values set document_id = $2, (signer_id, field_id) = ${free} where field_id = (select field_id from document_values where document_id = $1 limit 1)`,
        waiting,
      ],
    ] as const)
      await assert.rejects(run('owner', text, signed.id, target.id), /keeps its/, text);
    // The only one of these tables that the service may update as staff.
    const text = 'update document_signers set document_id = $2 where document_id = $1';
    await assert.rejects(run(users.staff, text, signed.id, draft.id), /keeps its/);
  });

  test('nothing is emptied', async () => {
    for (const part of ['s', '_fields', '_signers', '_values', '_signatures', '_events', '_event_people'])
      for (const how of ['', ' cascade']) {
        await assert.rejects(run('owner', `truncate document${part}${how}`), /refused|cannot truncate/);
        await assert.rejects(run(users.staff, `truncate document${part}${how}`), /permission denied/);
      }
  });
});

describe('by SQL, a signer', () => {
  const denied = (who: TestUser, text: string, ...parameters: unknown[]) =>
    assert.rejects(
      run(who, text, ...parameters),
      /permission denied|row-level security|cannot be|keeps its|comes from|nothing to sign|has not signed|Nobody has|stay as|refused|Only employees/,
      text,
    );

  test('can do no more to a document than sign it', async () => {
    const { id } = await w.send({
      signers: [
        ['Kunde', users.signer, 1],
        ['Zweite', users.second, 2],
      ],
    });
    for (const text of [
      `update documents set title = 'x' where id = $1`,
      `update documents set assignee_id = created_by where id = $1`,
      `update documents set status = 'signed' where id = $1`,
      `update documents set status = 'declined' where id = $1`,
      `update documents set status = 'cancelled' where id = $1`,
      `update documents set sha256 = repeat('0', 64) where id = $1`,
      `update document_signers set status = 'signed' where document_id = $1`,
      `insert into document_events values ($1, 99, 'signed', now(), '{}', null, '')`,
      `insert into document_signatures select s.id, $1, repeat('0', 64), '', '{}', '', now() from document_signers s where s.document_id = $1 and s.user_id = current_user_id()`,
    ])
      await denied(users.signer, text, id);
    for (const who of [users.colleague, users.partner, users.stranger])
      await denied(
        who,
        `insert into document_signatures values (gen_random_uuid(), $1, repeat('0', 64), '', '{}', '', now())`,
        id,
      );
    await denied(users.stranger, `select append_document_event($1, 'signed', now(), '{}', '{}')`, id);
    await denied(users.partner, `select append_document_event($1, 'signed', now(), '{}', '{}')`, id);
    await denied(users.second, `update document_signers set status = 'declined' where document_id = $1`, id);
    assert.ok((await trail({ id })).intact);
  });

  test('sees only their own draft, and others’ documents not at all', async () => {
    const seen = async (who: TestUser, table: string) =>
      ((await run(who, `select 1 from ${table}`)) as { rows: unknown[] }).rows.length;
    const document = await w.look(second, await w.send({ signers: [['Kunde', users.second, 1]] }));
    await run(
      users.second,
      `insert into document_values select f.id, $1, s.id, '"x"' from document_fields f, document_signers s where f.document_id = $1 and s.document_id = $1 limit 1`,
      document.id,
    );
    for (const who of [users.colleague, users.staff])
      assert.equal(await seen(who, `document_values where document_id = '${document.id}'`), 0);
    for (const who of [users.partner, users.stranger])
      for (const part of ['s', '_fields', '_signers', '_values', '_signatures', '_events', '_event_people'])
        assert.equal(await seen(who, `document${part}`), 0);
    const draft = await w.draft();
    assert.equal(await seen(users.signer, `documents where id = '${draft.id}'`), 0);
    assert.equal(await seen(users.colleague, 'document_events'), 0);
  });
});
