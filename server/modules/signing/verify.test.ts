// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { signDocument, type Verification } from '../../../src/contract/documents.ts';
import { readPdf } from '../../blobs/pdfs.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import { smallPdf } from '../../testing/small-pdf.ts';

const w = await createSigningWorld();
const { t, clients, users } = w;

const shown = await w.look(clients.signer, await w.send({ signers: [['Kunde', users.signer, 1]] }));
const body = { sha256: shown.sha256, values: w.filled(shown) };
const document = (await clients.signer.call(signDocument, { params: { id: shown.id }, body })).body;
const sealed: Buffer = Buffer.from(await readPdf(t.deps.blobs, document.sha256));

after(() => t.close());

async function verify(bytes: Uint8Array | string): Promise<Verification> {
  const response = await t.request('/verify', { method: 'POST', body: bytes as BodyInit });
  assert.equal(response.status, 200);
  return (await response.json()) as Verification;
}

const invalid = (fault: Verification['fault']) => ({ valid: false, fault, document: null });

describe('whoever holds a PDF may ask about it (abuse 35)', () => {
  test('what we sealed is valid', async () => {
    assert.deepEqual(await verify(sealed), {
      valid: true,
      fault: null,
      document: { title: 'Wartungsvertrag', sealedAt: document.changedAt, signers: ['Maria Muster'] },
    });
  });

  test('a byte that was flipped shows', async () => {
    const bytes = Buffer.from(sealed);
    bytes[Math.floor(bytes.length / 3)]! ^= 1;
    assert.deepEqual(await verify(bytes), invalid('altered'));
  });

  test('so does one in the padding of the signature', async () => {
    const bytes = Buffer.from(sealed);
    const start = bytes.lastIndexOf('/Contents');
    const padding = bytes.indexOf('00>', start);
    bytes[padding] = '1'.charCodeAt(0);
    assert.deepEqual(await verify(bytes), invalid('altered'));
  });

  test('and an update that was appended', async () => {
    assert.deepEqual(await verify(Buffer.concat([sealed, Buffer.from('\n% more')])), invalid('extended'));
  });

  test('what is not signed, or no PDF at all, is told apart', async () => {
    assert.deepEqual(await verify(smallPdf()), invalid('not_signed'));
    assert.deepEqual(await verify('Kein PDF'), invalid('unreadable'));
    assert.deepEqual(await verify(''), invalid('unreadable'));
  });

  test('a valid seal under a document we do not know is not enough', async () => {
    const audit = { language: 'de' as const, kind: 'x', title: 'x', reference: document.id, reason: 'x', blocks: [] };
    const forged = await t.deps.pdf.seal(Buffer.from(smallPdf()), [], audit);
    assert.deepEqual(await verify(forged), invalid('not_ours'));
  });

  test('a record that was altered past all triggers is named, by a superuser who replicates', async () => {
    const named = { title: 'Wartungsvertrag', sealedAt: document.changedAt, signers: ['Maria Muster'] };
    const alter = (change: RawBuilder<unknown>) =>
      t.deps.db.system(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx);
        await change.execute(tx);
      });
    const other = 'f'.repeat(64);
    for (const [change, back] of [
      [
        sql`update documents set sha256 = ${other} where id = ${document.id}::uuid`,
        sql`update documents set sha256 = ${document.sha256} where id = ${document.id}::uuid`,
      ],
      [
        sql`update document_signatures set result_sha256 = ${other} where document_id = ${document.id}::uuid`,
        undefined,
      ],
    ] as const) {
      await alter(change);
      assert.deepEqual((await verify(sealed)).fault, 'record_altered');
      assert.deepEqual((await verify(sealed)).document, named);
      if (back) await alter(back);
    }
  });

  test('what is too large is refused, and so is asking without end', async () => {
    const { status } = await t.request('/verify', {
      method: 'POST',
      body: 'x',
      headers: { 'content-length': '200000000' },
    });
    assert.equal(status, 413);
    let last = 200;
    for (let count = 0; count < 60; count++) last = (await t.request('/verify', { method: 'POST', body: 'x' })).status;
    assert.equal(last, 429);
  });
});
