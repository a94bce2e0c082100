import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  cancelDocument,
  copyDocument,
  countDocuments,
  type DocumentQuery,
  deleteDocument,
  getDocument,
  listDocuments,
  type SigningDocument,
  sendDocument,
  signDocument,
  updateDocument,
} from '../../../src/contract/documents.ts';
import { createMessage, createTimeEntry, listHistory, markRead } from '../../../src/contract/history.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { createSigningWorld, fieldsFor } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, clients, users, company } = w;
const { signer, colleague, partner, stranger, staff } = clients;

after(() => t.close());

/** An operation on a document that takes nothing else. */
type Any = Operation<{ params: { id: string } }, unknown>;

const params = ({ id }: { id: string }) => ({ params: { id } });

describe('a document that was sent', () => {
  let document: SigningDocument;
  before(async () => {
    document = await w.send();
  });

  test('is seen by the company, and filled in by its signer', async () => {
    const seen = await w.look(signer, document);
    assert.deepEqual([seen.signing, seen.myTurn, seen.fields.length], ['here', true, 4]);
    assert.ok(!('remindDays' in seen));
    const beside = await w.look(colleague, document);
    assert.deepEqual([beside.signing, beside.myTurn, beside.fields], ['none', false, []]);
    assert.equal((await w.look(staff, document)).fields.length, 4);
    for (const client of [partner, stranger])
      assert.equal((await client.call(getDocument, params(document))).status, 404);
    assert.equal((await t.call(getDocument, params(document))).status, 401);
  });

  test('is not changed by its company', async () => {
    const body = { title: 'x' };
    for (const client of [signer, colleague]) {
      assert.equal((await client.call(updateDocument, { ...params(document), body })).status, 403);
      assert.equal((await client.call(cancelDocument, { ...params(document), body: { reason: 'x' } })).status, 403);
      for (const operation of [sendDocument, deleteDocument, copyDocument] as Any[])
        assert.equal((await client.call(operation, params(document))).status, 403);
    }
  });

  test('offers what the author filled in, until the signer does', async () => {
    const [field, , , signature] = fieldsFor('Kunde');
    const fields = [
      { ...field!, defaultValue: 'Linz' },
      { ...field!, name: 'Firma', readOnly: true, defaultValue: 'ETRON' },
      signature!,
    ];
    const seen = await w.look(signer, await w.send({ fields }));
    assert.deepEqual(seen.values, { [seen.fields[0]!.id]: 'Linz' });
    const values = { ...seen.values, ...w.filled(seen), [seen.fields[1]!.id]: 'ETRON' };
    const { status } = await signer.call(signDocument, { ...params(seen), body: { sha256: seen.sha256, values } });
    assert.equal(status, 200);
  });

  test('carries history, time entries and read marks', async () => {
    const record = { kind: 'document', id: document.id } as const;
    await t.runJobs();
    t.mails.length = 0;
    assert.equal((await staff.call(createMessage, { params: record, body: { body: 'Noch Fragen?' } })).status, 201);
    assert.equal((await signer.call(createMessage, { params: record, body: { body: 'Nein.' } })).status, 201);
    assert.equal(
      (await staff.call(createTimeEntry, { params: record, body: { date: '2026-01-01', minutes: 5, text: 'x' } }))
        .status,
      201,
    );
    for (const client of [signer, colleague, staff]) {
      const { items } = (await client.call(listHistory, { params: record, query: {} })).body;
      assert.deepEqual(
        items.map((entry) => entry.kind === 'message' && entry.body),
        ['Noch Fragen?', 'Nein.'],
      );
      assert.equal((await client.call(markRead, { params: record })).status, 204);
    }
    for (const client of [partner, stranger]) {
      assert.equal((await client.call(listHistory, { params: record, query: {} })).status, 404);
      assert.equal((await client.call(createMessage, { params: record, body: { body: 'x' } })).status, 404);
    }
    await t.runJobs();
    assert.deepEqual(
      t.mails.map(({ to }) => to),
      [users.signer.email],
    );
    assert.ok(!t.mails[0]!.paragraphs.join('\n').includes('Fragen'));
  });

  test('is withdrawn with a reason, and sent anew as a copy', async () => {
    const cancel = (reason: string) => staff.call(cancelDocument, { ...params(document), body: { reason } });
    assert.equal((await cancel('\u200b ')).problem.errors?.[0]?.code, 'required', 'abuse 31');
    const { body } = await cancel('Falscher Preis.');
    assert.deepEqual([body.status, body.ending], ['cancelled', { reason: 'Falscher Preis.', name: 'Jakob Berger' }]);
    assert.deepEqual((await w.look(signer, document)).signing, 'none');
    assert.equal((await cancel('Noch einmal.')).problem.code, 'document_closed');
    const copy = await staff.call(copyDocument, params(document));
    assert.equal(copy.status, 201);
    assert.deepEqual([copy.body.status, copy.body.fields.length, copy.body.ending], ['draft', 4, null]);
    assert.deepEqual(
      copy.body.signers.map(({ role, name, status }) => [role, name, status]),
      [['Kunde', 'Maria Muster', 'waiting']],
    );
    assert.equal((await staff.call(sendDocument, params(copy.body))).body.status, 'waiting');
  });

  test('of a partner is the partner’s own', async () => {
    const of = await t.make.partner();
    const reseller = await t.make.user({ company: of, role: 'partner' });
    const own = await w.send({ of, signers: [['Kunde', reseller, 1]] });
    assert.equal((await w.look(await t.as(reseller), own)).signing, 'here');
    assert.equal((await signer.call(getDocument, params(own))).status, 404);
  });

  test('tells whoever looks at it that it was signed', async () => {
    const shown = await w.look(signer, await w.send());
    const response = await colleague.request(`/records/document/${shown.id}/changes`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const body = { sha256: shown.sha256, values: w.filled(shown) };
    await signer.call(signDocument, { ...params(shown), body });
    let told = '';
    while (!told.includes('data:')) told += (await reader.read()).value;
    assert.ok(told.includes(`data: ${JSON.stringify({ kind: 'document', id: shown.id })}`));
    await reader.cancel();
  });
});

describe('the list', () => {
  let own: Record<'first' | 'second' | 'draft', SigningDocument>;
  const ids = async (client: TestClient, query: DocumentQuery & Record<string, string> = {}) =>
    (await client.call(listDocuments, { query })).body.items.map(({ id }) => id);

  before(async () => {
    const of = await t.make.company({ name: 'Bäckerei Süß' });
    const reader = await t.make.user({ company: of });
    Object.assign(clients, { reader: await t.as(reader) });
    const options = { of, signers: [['Kunde', reader, 1]] as [string, typeof reader, number][] };
    own = {
      first: await w.send({ ...options, settings: { title: 'Öffentliche Abgaben' } }),
      second: await w.send(options),
      draft: await w.draft(options),
    };
  });

  test('shows the company’s documents, the last changed first', async () => {
    const { reader } = clients as unknown as { reader: TestClient };
    assert.deepEqual(await ids(reader), [own.second.id, own.first.id]);
    const page = (await reader.call(listDocuments, { query: { limit: 1 } })).body;
    assert.deepEqual(
      page.items.map(({ id, myTurn }) => [id, myTurn]),
      [[own.second.id, true]],
    );
    assert.deepEqual(await ids(reader, { cursor: page.cursor! }), [own.first.id]);
    assert.deepEqual(await ids(reader, { search: 'offentl' }), [own.first.id]);
    assert.deepEqual(await ids(reader, { search: 'süss' }), [own.second.id, own.first.id]);
    assert.deepEqual(await ids(reader, { status: 'signed,declined' }), []);
    assert.deepEqual(await ids(staff, { company: own.draft.company.id, status: 'draft' }), [own.draft.id]);
    const counts = (await reader.call(countDocuments)).body;
    assert.equal(counts.myTurn, 2);
    assert.deepEqual(counts.statuses.find(({ status }) => status === 'waiting')?.count, 2);
    for (const cursor of ['x', Buffer.from('1 2').toString('base64url')])
      assert.equal((await reader.call(listDocuments, { query: { cursor } })).status, 422);
  });

  test('tells what waits for the reader from what waits for others', async () => {
    const of = await t.make.company({ name: 'Gasthof Hirsch' });
    const [first, second] = [await t.make.user({ company: of }), await t.make.user({ company: of })];
    const serializeById = await w.send({
      of,
      signers: [
        ['Kunde', first, 1],
        ['Zeuge', second, 2],
      ],
    });
    const alone = await w.send({ of, signers: [['Kunde', second, 1]] });
    await w.draft({ of, signers: [['Kunde', first, 1]] });
    for (const [user, mine, others] of [
      [first, serializeById, alone],
      [second, alone, serializeById],
    ] as const) {
      const client = await t.as(user);
      assert.deepEqual(await ids(client, { turn: 'mine' }), [mine.id]);
      assert.deepEqual(await ids(client, { turn: 'others' }), [others.id]);
    }
    assert.deepEqual(await ids(staff, { turn: 'others', company: of.id }), [alone.id, serializeById.id]);
    const { status } = await staff.request('/documents?turn=yours');
    assert.equal(status, 422);
  });

  test('shows nothing of others, not even to their partner (abuse 19)', async () => {
    for (const client of [partner, stranger]) {
      for (const query of [{}, { search: 'Wartung' }, { company: company.id }, { status: 'waiting' }])
        assert.deepEqual(await ids(client, query), []);
      assert.ok((await client.call(countDocuments)).body.statuses.every(({ count }) => count === 0));
    }
  });
});
