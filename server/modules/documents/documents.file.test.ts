import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import {
  getDocumentFile,
  listDocumentEvents,
  type SigningDocument,
  signDocument,
} from '../../../src/contract/documents.ts';
import { createSigningWorld, fieldsFor } from '../../testing/signing-world.ts';
import { smallPdf } from '../../testing/small-pdf.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, clients, users } = w;
const { signer, colleague, partner, stranger, staff } = clients;

after(() => t.close());

const params = ({ id }: { id: string }) => ({ params: { id } });

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
