// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { saveValues, sendDocument, signDocument } from '../../../src/contract/documents.ts';
import { loadCredentials } from '../../pdf/credentials.ts';
import { openPdfEngine } from '../../pdf/engine.ts';
import { name, PdfFile } from '../../pdf/file.ts';
import type { PdfEngine } from '../../pdf/pdf.ts';
import { AUDIT } from '../../pdf/testing/baseline.ts';
import { createOrderWorld } from '../../testing/order-world.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestApp } from '../../testing/test-app.ts';
import { openTestPdfEngine } from '../../testing/test-pdf-engine.ts';

/** Spoils what was rendered; `shown` is what it was rendered of. */
type Fault = (rendered: Uint8Array, shown: Uint8Array) => Uint8Array | Promise<Uint8Array>;

let fault: Fault = (rendered) => rendered;
const real = await openTestPdfEngine(() => new Date());
const pdf: PdfEngine = {
  ...real,
  prepare: async (shown, fields) => fault(await real.prepare(shown, fields), shown),
  burn: async (shown, marks) => fault(await real.burn(shown, marks), shown),
  seal: async (shown, marks, audit) => fault(await real.seal(shown, marks, audit), shown),
  // Closed by `after`: two servers use it.
  close: async () => {},
};
const folder = await mkdtemp(join(tmpdir(), 'etron-rendered-'));
const other = openPdfEngine({
  credentials: await loadCredentials({ development: join(folder, 'other.pem') }),
  workers: 1,
});
const documents = await createSigningWorld({ pdf });
const orders = await createOrderWorld({ pdf });

afterEach(() => {
  fault = (rendered) => rendered;
});
after(async () => {
  await Promise.all([documents.t.close(), orders.t.close()]);
  await Promise.all([real.close(), other.close()]);
  await rm(folder, { recursive: true });
});

const changed = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at]! ^= 1;
  return copy;
};

/** Whatever a PDF is rendered for. */
const ANY: Record<string, Fault> = {
  'whose head is overwritten': (rendered) => Uint8Array.from(rendered).fill(0x20, 0, 400),
  'with another byte in what was there': (rendered, shown) => changed(rendered, shown.length >> 1),
  'that is cut off': (rendered) => rendered.subarray(0, -400),
  'that is empty': () => new Uint8Array(),
  'to which nothing was added': (_, shown) => shown,
  'whose cross references point elsewhere': (rendered) => {
    const copy = Buffer.from(rendered);
    copy.write('9', copy.lastIndexOf('startxref') + 'startxref\n'.length, 'latin1');
    return copy;
  },
  'that lost its pages': (rendered) => {
    const file = new PdfFile(Uint8Array.from(rendered));
    const catalog = file.copy(file.catalog);
    catalog.delete(name('Pages'));
    file.set(file.catalogRef, catalog);
    return file.append().bytes;
  },
};

/** Where it has to be sealed. */
const SEALED: Record<string, Fault> = {
  'without a seal': (_, shown) => real.burn(shown, []),
  'with a seal that is not ours': (_, shown) => other.seal(shown, [], AUDIT),
  'with a byte that is not what was sealed': (rendered, shown) => changed(rendered, shown.length + 20),
  'with something behind its seal': (rendered) => real.burn(rendered, []),
};

const forgetErrors = ({ errors }: TestApp) => errors.splice(0).map((error) => (error as Error).message);

describe('a rendered PDF is checked before it is kept', () => {
  for (const [what, spoil] of Object.entries({ ...ANY, ...SEALED }))
    test(`one ${what} is never a signed document or offer`, async () => {
      const { clients, look, filled, send } = documents;
      const shown = await look(clients.signer, await send());
      const place = shown.fields.find(({ type }) => type === 'text')!.id;
      const params = { id: shown.id };
      await clients.signer.call(saveValues, { params, body: { values: { [place]: 'Graz' } } });
      const waiting = await look(clients.signer, shown);
      const body = { sha256: shown.sha256, values: filled(shown) };
      const offer = await orders.offer();
      const key = randomUUID();

      fault = spoil;
      const signed = await clients.signer.call(signDocument, { params, body }, { key });
      const accepted = await orders.accept(orders.clients.buyer, offer, {}, key);
      assert.deepEqual([signed.status, accepted.status], [500, 500]);
      assert.deepEqual(await look(clients.signer, shown), waiting, 'it still waits, with what was typed');
      assert.deepEqual(await orders.look(orders.clients.buyer, offer), offer);
      for (const { t: app } of [documents, orders])
        assert.match(forgetErrors(app).join(), /The rendered PDF is broken/);

      fault = (rendered) => rendered;
      const again = await clients.signer.call(signDocument, { params, body }, { key });
      const acceptedAgain = await orders.accept(orders.clients.buyer, offer, {}, key);
      assert.deepEqual([again.status, acceptedAgain.status], [200, 200], 'the same request, when rendering works');
    });

  for (const [what, spoil] of Object.entries(ANY))
    test(`one ${what} is never sent, nor shown to a second signer`, async () => {
      const { t, clients, users, draft, look, filled } = documents;
      const signers: [string, typeof users.signer, number][] = [
        ['Kunde', users.signer, 1],
        ['Zeuge', users.second, 2],
      ];
      const made = await draft({ signers });
      const params = { id: made.id };
      fault = spoil;
      assert.equal((await clients.staff.call(sendDocument, { params })).status, 500);
      assert.deepEqual(await look(clients.staff, made), made);
      fault = (rendered) => rendered;
      await clients.staff.call(sendDocument, { params });

      const shown = await look(clients.signer, made);
      const body = { sha256: shown.sha256, values: filled(shown) };
      fault = spoil;
      assert.equal((await clients.signer.call(signDocument, { params, body })).status, 500);
      assert.deepEqual(await look(clients.signer, made), shown);
      assert.deepEqual(forgetErrors(t).length, 2);
    });
});
