import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { NewField } from '../../src/contract/documents.ts';
import { PdfError, type PlacedMark } from './pdf.ts';
import { AUDIT } from './testing/baseline.ts';
import { asFields } from './testing/fields.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { openTestEngine } from './testing/sealer.ts';

const FOLDER = new URL('./testing/corpus/', import.meta.url);

/** What is refused, and why; everything else is sealed. */
const REFUSED: Record<string, PdfError['code']> = {
  'active-launch.pdf': 'pdf_active_content',
  'active-openaction.pdf': 'pdf_active_content',
  'broken-cut.pdf': 'pdf_invalid',
  'broken-garbage.pdf': 'pdf_invalid',
  'encrypted-libreoffice.pdf': 'pdf_encrypted',
  'encrypted-restricted.pdf': 'pdf_restricted',
  'reportlab-encrypted.pdf': 'pdf_encrypted',
};

const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.pdf'));
const skip = whyNoPrograms();
const { engine, folder } = await openTestEngine();

test('there are at least 40 documents of other programs', () => assert.ok(files.length >= 40, `${files.length}`));

for (const name of files) {
  const refused = REFUSED[name];
  if (refused) {
    test(`${name} is refused: ${refused}`, async () => {
      const pdf = await readFile(new URL(name, FOLDER));
      await assert.rejects(engine.inspect(pdf), (error) => error instanceof PdfError && error.code === refused);
    });
    continue;
  }
  test(`${name} is sealed, and others agree`, { skip }, async () => {
    const uploaded = await readFile(new URL(name, FOLDER));
    const { fields, pages, decrypted } = await engine.inspect(uploaded);
    const pdf = decrypted ?? uploaded;
    const prepared = await engine.prepare(pdf, asFields(fields));
    assert.ok(Buffer.from(prepared).subarray(0, pdf.length).equals(pdf), 'what was there stays there');
    const sealed = await engine.seal(prepared, marksFor(fields), AUDIT);
    assert.deepEqual(await engine.check(sealed), { fault: null });

    const path = join(folder, name);
    await writeFile(path, sealed);
    const signatures = await run('pdfsig', path);
    assert.match(signatures.output, /Signature is Valid\./);
    assert.match(signatures.output, /Total document signed/);
    const before = await run('qpdf', '--check', new URL(name, FOLDER).pathname);
    const checked = await run('qpdf', '--check', path);
    // Of what was broken before, only what we have not touched may still be.
    if (before.code === 0 || name.startsWith('broken-')) assert.equal(checked.code, 0, checked.output);
    const text = await run('pdftotext', path, '-');
    const [shown = '', protocol] = text.output.split('SIGNATURPROTOKOLL');
    for (const word of ['Łukasz', 'Čížek', '€']) assert.ok(shown.includes(word), shown);
    assert.ok(protocol);
    assert.ok(pages.every(({ width, height }) => width > 0 && height > 0));
  });
}

/** A text over the whole first page, and something in each field. */
const marksFor = (fields: readonly NewField[]): PlacedMark[] => [
  {
    area: { page: 0, x: 0.05, y: 0.05, width: 0.9, height: 0.2 },
    mark: { kind: 'text', text: 'Łukasz Čížek €', multiline: false },
  },
  ...fields.flatMap(({ areas }) => areas.map((area): PlacedMark => ({ area, mark: { kind: 'tick' } }))),
];
