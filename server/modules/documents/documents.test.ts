import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  cancelDocument,
  copyDocument,
  countDocuments,
  type DocumentQuery,
  deleteDocument,
  getDocument,
  getDocumentFile,
  listDocumentEvents,
  listDocuments,
  type SigningDocument,
  sendDocument,
  signDocument,
  updateDocument,
} from '../../../src/contract/documents.ts';
import { createMessage, createTimeEntry, listHistory, markRead } from '../../../src/contract/history.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { createSigningWorld, fieldsFor } from '../../testing/signing-world.ts';
import { smallPdf } from '../../testing/small-pdf.ts';
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

describe('the file', () => {
  let document: SigningDocument;
  const original = createHash('sha256').update(smallPdf()).digest('hex');
  const file = (client: TestClient, sha256: string, headers: Record<string, string> = {}, query = '') =>
    client.request(`/documents/${document.id}/files/${sha256}${query}`, { headers });

  beforeEach(async () => {
    document = await w.look(signer, await w.send());
  });

  test('comes as a whole or in parts, never as a page', async () => {
    const whole = await file(signer, document.sha256);
    const bytes = Buffer.from(await whole.arrayBuffer());
    assert.equal(createHash('sha256').update(bytes).digest('hex'), document.sha256);
    assert.equal(bytes.length, document.size);
    const { headers } = whole;
    assert.match(headers.get('content-disposition')!, /^attachment; filename="Wartungsvertrag.pdf"/);
    assert.match(headers.get('content-security-policy')!, /sandbox/);
    assert.deepEqual(
      ['content-type', 'x-content-type-options', 'accept-ranges', 'cache-control', 'etag'].map((name) =>
        headers.get(name),
      ),
      ['application/pdf', 'nosniff', 'bytes', 'private, max-age=31536000, immutable', `"${document.sha256}"`],
    );
    const part = await file(signer, document.sha256, { range: 'bytes=5-9' });
    assert.deepEqual(
      [part.status, part.headers.get('content-range'), await part.text()],
      [206, `bytes 5-9/${document.size}`, bytes.subarray(5, 10).toString('latin1')],
    );
    const tail = await file(signer, document.sha256, { range: 'bytes=-4', 'if-range': headers.get('etag')! });
    assert.deepEqual([tail.status, await tail.text()], [206, bytes.subarray(-4).toString('latin1')]);
    const other = await file(signer, document.sha256, { range: 'bytes=0-1', 'if-range': '"other"' });
    assert.equal(other.status, 200);
    await other.body?.cancel();
    const two = await file(signer, document.sha256, { range: 'bytes=0-3,5-9' });
    const text = Buffer.from(await two.arrayBuffer()).toString('latin1');
    const [, boundary = ''] = /^multipart\/byteranges; boundary=(.+)$/.exec(two.headers.get('content-type')!) ?? [];
    assert.deepEqual([two.status, Number(two.headers.get('content-length'))], [206, text.length]);
    const part1 = `Content-Range: bytes 0-3/${document.size}\r\n\r\n${bytes.subarray(0, 4).toString('latin1')}`;
    const part2 = `Content-Range: bytes 5-9/${document.size}\r\n\r\n${bytes.subarray(5, 10).toString('latin1')}`;
    const head = `\r\n--${boundary}\r\nContent-Type: application/pdf\r\n`;
    assert.equal(text, `${head}${part1}${head}${part2}\r\n--${boundary}--\r\n`);
    const beyond = await file(signer, document.sha256, { range: `bytes=${document.size}-` });
    assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, `bytes */${document.size}`]);
    assert.equal((await file(signer, document.sha256, { 'if-none-match': headers.get('etag')! })).status, 304);
  });

  test('is the document’s own, whichever version, for who sees it (abuse 16)', async () => {
    const { sha256: foreign } = await w.send({ fields: fieldsFor('Kunde').slice(1) });
    await signer.call(signDocument, {
      ...params(document),
      body: { sha256: document.sha256, values: w.filled(document) },
    });
    const sealed = await w.look(signer, document);
    for (const [client, sha256, status] of [
      [signer, document.sha256, 200],
      [signer, sealed.sha256, 200],
      [colleague, sealed.sha256, 200],
      [signer, original, 404],
      [staff, original, 200],
      [signer, foreign, 404],
      [signer, '0'.repeat(64), 404],
      [signer, '../../../etc/passwd', 404],
      [partner, sealed.sha256, 404],
      [stranger, sealed.sha256, 404],
      [t, sealed.sha256, 401],
    ] as const) {
      const response = await file(client, encodeURIComponent(sha256));
      await response.arrayBuffer();
      assert.equal(response.status, status, sha256);
    }
  });

  test('of a signed document: that somebody keeps it is written down, not that they look at it', async () => {
    const downloads = async () =>
      (await staff.call(listDocumentEvents, params(document))).body.items.filter(({ kind }) => kind === 'downloaded');
    await (await file(signer, document.sha256, {}, '?download=true')).arrayBuffer();
    await signer.call(signDocument, {
      ...params(document),
      body: { sha256: document.sha256, values: w.filled(document) },
    });
    const { sha256 } = await w.look(signer, document);
    await (await file(signer, sha256)).arrayBuffer();
    assert.equal((await downloads()).length, 0);
    await (await file(colleague, sha256, {}, '?download=true')).arrayBuffer();
    assert.deepEqual(
      (await downloads()).map(({ person }) => person?.email),
      [users.colleague.email],
    );
    const { status } = await signer.call(getDocumentFile, {
      params: { id: document.id, sha256 },
      query: { download: false },
    });
    assert.equal(status, 200);
    assert.equal((await downloads()).length, 1);
  });

  test('stays as long as its document, unlike what nobody refers to', async () => {
    const body = { sha256: document.sha256, values: w.filled(document) };
    await signer.call(signDocument, { ...params(document), body });
    const { sha256 } = await w.look(signer, document);
    const loose = await t.deps.blobs.write(new Blob(['loose']).stream(), { maxBytes: 10 });
    t.advance(2 * 24 * 60 * 60 * 1000);
    await t.runCleanUps();
    assert.equal(await t.deps.blobs.has(loose.sha256), false);
    for (const version of [document.sha256, sha256, original]) assert.ok(await t.deps.blobs.has(version));
  });
});
