import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import type { PdfFault } from './pdf.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { rawPdf, stream } from './testing/raw-pdf.ts';
import { openSealer } from './testing/sealer.ts';

const skip = whyNoPrograms();
const sealer = await openSealer();

const corpus = (name: string) => readFile(new URL(`./testing/corpus/${name}`, import.meta.url));

/** What others find in a file: its text and fonts, and that it is sound and not encrypted. */
async function contentOf(pdf: Uint8Array): Promise<string[]> {
  const path = join(sealer.folder, 'content.pdf');
  await writeFile(path, pdf);
  const { code, output } = await run('qpdf', '--check', path);
  assert.equal(code, 0, output);
  assert.match(output, /File is not encrypted/);
  const [text, fonts] = await Promise.all([run('pdftotext', path, '-'), run('pdffonts', path)]);
  // Without the numbers of objects.
  return [text.output, fonts.output.replaceAll(/ +\d+ +\d+$/gm, '')];
}

for (const method of ['rc4-40', 'rc4-128', 'rc4-crypt-filter', 'aes-128', 'aes-256-r5', 'aes-256-r6']) {
  test(`what opens without a password is kept in clear, and whole: ${method}`, { skip }, async () => {
    const original = await corpus('pikepdf-form-object-streams.pdf');
    const { fields, decrypted } = await sealer.engine.inspect(await corpus(`encrypted-${method}.pdf`));
    assert.deepEqual(fields, (await sealer.engine.inspect(original)).fields);
    assert.deepEqual(await contentOf(decrypted!), await contentOf(original));
  });
}

test('what is not encrypted is kept as it is', async () => {
  assert.equal((await sealer.engine.inspect(rawPdf({}))).decrypted, null);
});

test('a password, permissions that forbid it, and unknown ways are told apart', async () => {
  const refused: [Buffer, PdfFault][] = [
    [await corpus('encrypted-libreoffice.pdf'), 'pdf_encrypted'],
    [await corpus('reportlab-encrypted.pdf'), 'pdf_encrypted'],
    [await corpus('encrypted-restricted.pdf'), 'pdf_restricted'],
    [rawPdf({ trailer: '/Encrypt << /Filter /Adobe.PubSec /V 4 >>' }), 'pdf_encrypted'],
    [rawPdf({ trailer: '/Encrypt << /Filter /Standard /V 3 /R 3 >>' }), 'pdf_encrypted'],
    [rawPdf({ trailer: '/Encrypt 3 0 R' }), 'pdf_encrypted'],
    [
      rawPdf({ trailer: ENCRYPTION.replace('/CFM /V2', '/CFM /Unknown').replace('Identity', 'StdCF') }),
      'pdf_encrypted',
    ],
  ];
  for (const [pdf, code] of refused) await assert.rejects(sealer.engine.inspect(pdf), { code });
});

/** Of a file that opens with an empty password, but whose strings and streams are in clear nonetheless. */
const ENCRYPTION =
  '/Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 /P -4 /StmF /Identity /StrF /Identity /CF << /StdCF << /CFM /V2 /Length 16 >> >>' +
  ' /O <e6e4c93287200c0fd3ace4ebe5ab84b89a13da36be78c757fbfb3547e819f942> /U <cea27b09ee85f6c6517cc695e818a6440122456a91bae5134273a6db134c87c4> >>' +
  ' /ID [<77c8aa957bdc9f5d232dffa41338f7a4> <77c8aa957bdc9f5d232dffa41338f7a4>]';

test('a stream may say how it is encrypted', { skip }, async () => {
  const metadata = '/Type /Metadata /Filter [/Crypt /ASCIIHexDecode] /DecodeParms [<< /Name /Identity >> null]';
  const pdf = rawPdf({ catalog: '/Metadata 6 0 R', trailer: ENCRYPTION, objects: [stream('3c782f3e>', metadata)] });
  const { decrypted } = await sealer.engine.inspect(pdf);
  const text = Buffer.from(decrypted!).toString('latin1');
  assert.match(text, /\/Filter \[ \/ASCIIHexDecode \]/);
  assert.doesNotMatch(text, /Crypt|StdCF/);
  assert.match((await contentOf(decrypted!))[0]!, /Mustervertrag/);
});

test('what an encrypted PDF does and holds is refused as of any other', async () => {
  const trailer = ENCRYPTION;
  const script = rawPdf({ trailer, catalog: '/OpenAction << /S /JavaScript /JS (x) >>' });
  await assert.rejects(sealer.engine.inspect(script), { code: 'pdf_active_content' });
  const damaged = rawPdf({ trailer, objects: ['<< /A MS >>'] });
  await assert.rejects(sealer.engine.inspect(damaged), { code: 'pdf_invalid' });
});

test('a bomb in an encrypted object stream does not go off (39)', async () => {
  const content = deflateSync(Buffer.concat([Buffer.from('7 0 <</A 1>>'), Buffer.alloc(80 << 20, 0x20)]));
  const parts = [
    Buffer.from('%PDF-1.7\n'),
    Buffer.from('1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n'),
    Buffer.from('2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'),
    Buffer.from('3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/B 7 0 R>>endobj\n'),
    Buffer.from(`4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${content.length}>>stream\n`),
    content,
    Buffer.from('\nendstream endobj\n'),
  ];
  const offsets = parts.map((_, index) => parts.slice(0, index).reduce((sum, { length }) => sum + length, 0));
  const row = (kind: number, first: number) =>
    [kind, first >> 24, first >> 16, first >> 8, first, 0].map((byte) => byte & 0xff);
  const end = parts.reduce((sum, { length }) => sum + length, 0);
  const rows = [row(0, 0), ...offsets.slice(1, 5).map((offset) => row(1, offset)), row(1, end), row(0, 0), row(2, 4)];
  const xref = `5 0 obj<</Type/XRef/Size 8/W[1 4 1]/Root 1 0 R ${ENCRYPTION}/Length ${rows.length * 6}>>stream\n`;
  parts.push(
    Buffer.from(xref),
    Buffer.from(rows.flat()),
    Buffer.from(`\nendstream endobj\nstartxref\n${end}\n%%EOF\n`),
  );
  await assert.rejects(sealer.engine.inspect(Buffer.concat(parts)), { code: 'pdf_too_large' });
});
