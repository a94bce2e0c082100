// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { createDocument, sendDocument, signDocument, updateDocument } from '../../../src/contract/documents.ts';
import { acceptOrder, getOrder } from '../../../src/contract/orders.ts';
import type { ProblemDetails } from '../../../src/contract/problem.ts';
import { receivedFileSchema } from '../../../src/contract/sync.schema.ts';
import type { ReceivedFile } from '../../../src/contract/sync.ts';
import { readPdf } from '../../blobs/pdfs.ts';
import { detach } from '../../pdf/testing/detach.ts';
import { INVOICE_XML, writeInvoice } from '../../pdf/testing/invoice.ts';
import { whyNoPrograms } from '../../pdf/testing/programs.ts';
import { rawForm, rawPdf, stream } from '../../pdf/testing/raw-pdf.ts';
import { createSigningWorld, DRAWN, fieldsFor } from '../../testing/signing-world.ts';
import { createProgram } from '../../testing/sync-world.ts';

// PDFs as shops and their ERPs have them, from where they come in to where they are sealed.

const skip = whyNoPrograms();

const w = await createSigningWorld();
const erp = (await createProgram(w.t)).client;

after(() => w.t.close());

const corpus = (name: string) => readFile(new URL(`../../pdf/testing/corpus/${name}`, import.meta.url));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const kept = (hash: string) => readPdf(w.t.deps.blobs, hash);

async function handIn(pdf: Uint8Array): Promise<ReceivedFile> {
  const response = await erp.request('/sync/files', { method: 'PUT', body: pdf as BodyInit });
  assert.equal(response.status, 200);
  return receivedFileSchema.parse(await response.json());
}

const create = async (pdf: Uint8Array) =>
  w.clients.staff.call(createDocument, {
    body: { title: 'Vertrag', companyId: w.company.id, upload: await w.upload(pdf) },
  });

/** Takes a PDF to its seal; the sealed PDF. */
async function sign(pdf: Uint8Array): Promise<Uint8Array> {
  const { body: draft } = await create(pdf);
  const params = { id: draft.id };
  const { staff, signer } = w.clients;
  const signers = [{ role: 'Kunde', userId: w.users.signer.id, order: 1 }];
  await staff.call(updateDocument, { params, body: { fields: fieldsFor('Kunde'), signers } });
  await staff.call(sendDocument, { params });
  const shown = await w.look(signer, draft);
  const signed = await signer.call(signDocument, { params, body: { sha256: shown.sha256, values: w.filled(shown) } });
  assert.deepEqual([signed.status, signed.body.status], [200, 'signed']);
  const bytes = await kept(signed.body.sha256);
  assert.deepEqual(await w.t.deps.pdf.check(bytes), { fault: null });
  return bytes;
}

test('an e-invoice of the ERP is kept as it is, and its data is in the offer that is accepted', { skip }, async () => {
  const pdf = await writeInvoice();
  const received = await handIn(pdf);
  assert.deepEqual(received, { sha256: sha256(pdf), size: pdf.length });
  const company = await w.t.make.company();
  const buyer = await w.t.as(await w.t.make.user({ company, permissions: ['offers', 'orders'] }));
  const { id } = await w.t.make.order({ company, pdf: received });
  const params = { id };
  const offer = (await buyer.call(getOrder, { params })).body;
  const body = { sha256: offer.sha256, options: {}, signature: DRAWN };
  const accepted = (await buyer.call(acceptOrder, { params, body })).body;
  const sealed = await kept(accepted.file!.sha256);
  assert.deepEqual(await w.t.deps.pdf.check(sealed), { fault: null });
  assert.deepEqual(await detach(sealed), { 'factur-x.xml': Buffer.from(INVOICE_XML) });
});

test('the same as a document to sign', { skip }, async () => {
  const sealed = await sign(await writeInvoice({ 'Press.joboptions': '<< >>' }));
  assert.deepEqual(await detach(sealed), { 'factur-x.xml': Buffer.from(INVOICE_XML) });
});

test('what is encrypted without a password is kept, shown and signed in clear', { skip }, async () => {
  const pdf = await corpus('encrypted-aes-256-r6.pdf');
  const { status, body } = await create(pdf);
  assert.equal(status, 201);
  assert.notEqual(body.sha256, sha256(pdf));
  const original = await kept(body.sha256);
  assert.equal(original.length, body.size);
  assert.doesNotMatch(Buffer.from(original).toString('latin1'), /\/Encrypt/);
  assert.ok(
    Buffer.from(await sign(pdf))
      .subarray(0, original.length)
      .equals(original),
  );
  const received = await handIn(pdf);
  assert.deepEqual(received, { sha256: sha256(original), size: original.length }, 'the same each time');
});

const PRINT = '/FT /Btn /Ff 65536 /T (Drucken) /A << /S /JavaScript /JS (this.print\\(\\);) >>';

test('what a PDF of the ERP would do, or brings besides data, is taken out of it, the same each time', {
  skip,
}, async () => {
  const files = {
    form: rawForm(['/FT /Tx /T (Nummer) /V (4711)', PRINT]),
    rights: rawPdf({ catalog: '/Perms << /UR3 << /ByteRange [0 1 2 3] /Contents <00> >> >>' }),
    attachment: await writeInvoice({ 'Press.joboptions': '<< >>' }),
  };
  for (const [what, pdf] of Object.entries(files)) {
    const received = await handIn(pdf);
    assert.deepEqual(await handIn(pdf), received, what);
    assert.deepEqual(received.dropped, what === 'attachment' ? ['Press.joboptions'] : undefined);
    const clean = await kept(received.sha256);
    assert.deepEqual([sha256(clean), clean.length], [received.sha256, received.size]);
    assert.deepEqual(await w.t.deps.pdf.clean(clean), { pdf: null, dropped: [] }, 'nothing is left to be taken out');
    assert.deepEqual(Object.keys(await detach(clean)), what === 'attachment' ? ['factur-x.xml'] : []);
  }
});

test('whoever brings a PDF is told why it is refused', async () => {
  const xfa = rawPdf({ catalog: '/AcroForm << /Fields [] /XFA 6 0 R >>', objects: [stream('<xdp/>')] });
  const portfolio = rawPdf({
    catalog: '/Collection << >> /AF [<< /F (a.pdf) /EF << /F 6 0 R >> >>]',
    objects: [stream('%PDF-')],
  });
  const refused: [Uint8Array, ProblemDetails['code']][] = [
    [await corpus('encrypted-restricted.pdf'), 'pdf_restricted'],
    [await corpus('encrypted-libreoffice.pdf'), 'pdf_encrypted'],
    [rawPdf({ page: '/AA << /O << /S /JavaScript /JS (x) >> >>' }), 'pdf_active_content'],
    [xfa, 'pdf_xfa'],
    [portfolio, 'pdf_portfolio'],
  ];
  for (const [pdf, code] of refused) {
    const response = await erp.request('/sync/files', { method: 'PUT', body: pdf as BodyInit });
    const { code: told } = (await response.json()) as ProblemDetails;
    const { status, problem } = await create(pdf);
    assert.deepEqual([response.status, told, status, problem.code], [422, code, 422, code]);
  }
});
