import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { PDFDocument, PDFHexString, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { writeContract } from './testing/contract.ts';
import { asFields } from './testing/fields.ts';
import { openTestEngine } from './testing/sealer.ts';

const { engine } = await openTestEngine();

async function withPage(change: (pdf: PDFDocument) => void | Promise<void>, packed = false): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage([300, 400]);
  await change(pdf);
  return await pdf.save({ useObjectStreams: packed, updateFieldAppearances: false });
}

const obj = (pdf: PDFDocument, value: object) => pdf.context.register(pdf.context.obj(value as never));

const corpus = (name: string) => readFile(new URL(`./testing/corpus/${name}`, import.meta.url));

test('the fields of a form are read: types, flags, options, values, in tab order', async () => {
  const { pages, fields } = await engine.inspect(await writeContract());
  assert.equal(pages.length, 3);
  const brief = fields.map(({ name, type, required }) => `${type} ${name}${required ? '*' : ''}`);
  assert.deepEqual(brief, [
    'text Firma',
    'text Ansprechpartner*',
    'text Telefon',
    'select Paket*',
    'radio Bereitschaft*',
    'date Beginn*',
    'checkbox Newsletter',
    'signature Unterschrift Auftraggeber*',
    'signature Unterschrift SEPA*',
  ]);
  const named = Object.fromEntries(fields.map((field) => [field.name, field]));
  assert.equal(named['Firma']!.defaultValue, 'Bäckerei Hollerbach GmbH');
  assert.equal(named['Beginn']!.format, 'dd.mm.yyyy');
  assert.deepEqual(
    named['Bereitschaft']!.areas.map((area) => area.option),
    ['Werktags', 'Auch samstags', 'Rund um die Uhr'],
  );
  assert.deepEqual(
    named['Paket']!.options!.map((option) => option.value),
    ['Basis', 'Komfort', 'Premium'],
  );
  assert.equal(named['Unterschrift Auftraggeber']!.label, 'Unterschrift des Auftraggebers');
});

test('forms of other programs are read', async () => {
  const { fields } = await engine.inspect(await corpus('reportlab-form.pdf'));
  assert.deepEqual(
    fields.map(({ name, type, required, maxLength }) => [name, type, required, maxLength ?? null]),
    [
      ['Kunde', 'text', true, 30],
      ['AGB', 'checkbox', true, null],
      ['Paket', 'radio', true, null],
      ['Land', 'select', false, null],
    ],
  );
  const office = await engine.inspect(await corpus('libreoffice-form.pdf'));
  assert.deepEqual(
    office.fields.map(({ type }) => type),
    ['text', 'multiline', 'checkbox', 'radio', 'select'],
  );
});

test('text tags are fields, where they stand in the page', async () => {
  const { fields } = await engine.inspect(await corpus('reportlab-tags.pdf'));
  assert.deepEqual(
    fields.map(({ name, type, role, required }) => [name, type, role, required]),
    [
      ['Kunde', 'text', 'Kunde', true],
      ['Unterschrift', 'signature', 'Kunde', true],
    ],
  );
  const { x, y } = fields[1]!.areas[0]!;
  assert.ok(Math.abs(x - 50 / 595.28) < 0.01 && Math.abs(y - (1 - 612 / 841.89)) < 0.02, `${x} ${y}`);
});

test('numbers with a range, read-only fields, limits', async () => {
  const pdf = await withPage((document) => {
    const form = document.getForm();
    const amount = form.createTextField('Betrag');
    amount.addToPage(document.getPage(0), { x: 10, y: 300, width: 100, height: 20 });
    const script = (text: string) => ({ S: 'JavaScript', JS: PDFString.of(text) });
    amount.acroField.dict.set(
      PDFName.of('AA'),
      document.context.obj({
        K: script('AFNumber_Keystroke(2, 2, 0, 0, "\\u20ac", true);'),
        F: script('AFNumber_Format(2, 2, 0, 0, "\\u20ac", true);'),
        V: script('AFRange_Validate(true, 1, true, 99);'),
      } as never),
    );
    amount.acroField.dict.set(PDFName.of('V'), PDFString.of('1.234,50'));
    const fixed = form.createTextField('Fest');
    fixed.setText('Wert');
    fixed.enableReadOnly();
    fixed.addToPage(document.getPage(0), { x: 10, y: 200, width: 100, height: 20 });
  });
  const { fields } = await engine.inspect(pdf);
  const [amount, fixed] = fields;
  assert.deepEqual(
    [amount!.type, amount!.defaultValue, amount!.validation],
    ['number', '1234.50', { min: '1', max: '99' }],
  );
  assert.deepEqual([fixed!.readOnly, fixed!.defaultValue], [true, 'Wert']);
  const prepared = await engine.prepare(pdf, asFields(fields));
  assert.deepEqual((await engine.inspect(prepared)).fields, [], 'the form is gone');
  const read = await PDFDocument.load(prepared);
  assert.equal(read.catalog.has(PDFName.of('AcroForm')), false);
  assert.equal(read.getPage(0).node.has(PDFName.of('Annots')), false);
  const scripts = read.context.enumerateIndirectObjects().filter(([, object]) => String(object).includes('JavaScript'));
  assert.deepEqual(scripts, [], 'no script is left in any object');
});

const ACTIVE: Record<string, (pdf: PDFDocument) => void> = {
  'JavaScript when opened': (pdf) =>
    pdf.catalog.set(PDFName.of('OpenAction'), obj(pdf, { S: 'JavaScript', JS: PDFString.of('app.alert(1)') })),
  'named scripts': (pdf) =>
    pdf.catalog.set(
      PDFName.of('Names'),
      obj(pdf, { JavaScript: { Names: [PDFString.of('x'), { S: 'JavaScript', JS: PDFHexString.of('00') }] } }),
    ),
  'Launch of a link': (pdf) =>
    pdf
      .getPage(0)
      .node.set(
        PDFName.of('Annots'),
        pdf.context.obj([
          { Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: PDFString.of('x') } },
        ] as never),
      ),
  'actions of a page': (pdf) =>
    pdf.getPage(0).node.set(PDFName.of('AA'), pdf.context.obj({ O: { S: 'Named' } } as never)),
  'actions of the document': (pdf) =>
    pdf.catalog.set(PDFName.of('AA'), pdf.context.obj({ WC: { S: 'Named' } } as never)),
  'opening another file': (pdf) =>
    pdf.catalog.set(PDFName.of('OpenAction'), obj(pdf, { S: 'URI', URI: PDFString.of('https://x') })),
  'a film': (pdf) =>
    pdf
      .getPage(0)
      .node.set(
        PDFName.of('Annots'),
        pdf.context.obj([{ Type: 'Annot', Subtype: 'RichMedia', Rect: [0, 0, 9, 9] }] as never),
      ),
  'a program that claims to be a tag of the structure': (pdf) =>
    pdf.getPage(0).node.set(
      PDFName.of('Annots'),
      pdf.context.obj([
        {
          Type: 'Annot',
          Subtype: 'Link',
          Rect: [0, 0, 9, 9],
          A: { S: 'GoTo', Next: [{ Type: 'StructElem', S: 'Launch', F: PDFString.of('calc.exe') }] },
        },
      ] as never),
    ),
};

for (const [what, change] of Object.entries(ACTIVE)) {
  for (const packed of [false, true]) {
    test(`${what} is refused${packed ? ', hidden in an object stream' : ''} (40)`, async () => {
      await assert.rejects(engine.inspect(await withPage(change, packed)), { code: 'pdf_active_content' });
    });
  }
}

test('names that are written in another way are the same names (40)', async () => {
  const pdf = await withPage(ACTIVE['JavaScript when opened']!);
  const text = Buffer.from(pdf).toString('latin1');
  const hidden = text
    .replaceAll('/OpenAction', '/Open#41ction')
    .replaceAll('/JavaScript', '/J#61vaScript')
    .replaceAll('/JS', '/#4a#53');
  assert.notEqual(hidden, text);
  // The offsets are wrong now: it is read like any broken file.
  await assert.rejects(engine.inspect(Buffer.from(hidden, 'latin1')), { code: 'pdf_active_content' });
});

test('a signature is one wherever it stands and whatever is left out', async () => {
  const pdf = await withPage((document) => {
    const { context } = document;
    const signature = obj(document, { Filter: 'Adobe.PPKLite', ByteRange: [0, 1, 2, 3], Contents: PDFString.of('x') });
    const kid = obj(document, { T: PDFString.of('b'), V: signature });
    document.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [{ FT: 'Sig', Kids: [kid] }] } as never));
  });
  await assert.rejects(engine.inspect(pdf), { code: 'pdf_signed' });
});

test('to open at a page is harmless', async () => {
  const pdf = await withPage((document) =>
    document.catalog.set(
      PDFName.of('OpenAction'),
      document.context.obj({ S: 'GoTo', D: [document.getPage(0).ref, 'Fit'] } as never),
    ),
  );
  assert.equal((await engine.inspect(pdf)).pages.length, 1);
});

test('encrypted, broken and empty files are told apart (41)', async () => {
  await assert.rejects(engine.inspect(await corpus('encrypted-libreoffice.pdf')), { code: 'pdf_encrypted' });
  for (const bytes of [
    Buffer.from('%PDF-1.7\n%%EOF'),
    Buffer.from('<html>'),
    new Uint8Array(),
    Buffer.alloc(100_000, '%PDF-1.7 obj '),
  ])
    await assert.rejects(engine.inspect(bytes), { code: 'pdf_invalid' });
  const none = await PDFDocument.create();
  await assert.rejects(engine.inspect(await none.save({ addDefaultPage: false })), { code: 'pdf_invalid' });
});

test('a form that claims the pages for itself does not take them away', async () => {
  const pdf = await withPage((document) => {
    const pages = document.catalog.get(PDFName.of('Pages'));
    const widget = { Type: 'Annot', Subtype: 'Widget', FT: 'Tx', T: PDFString.of('x'), Rect: [0, 0, 9, 9] };
    const { Root } = document.context.trailerInfo;
    document.getPage(0).node.set(
      PDFName.of('Annots'),
      document.context.obj([
        { ...widget, Parent: pages },
        { ...widget, Parent: Root },
      ] as never),
    );
    document.catalog.set(PDFName.of('AcroForm'), document.context.obj({ Fields: [pages, Root] } as never));
  });
  assert.equal((await engine.inspect(await engine.prepare(pdf, []))).pages.length, 1);
});

test('what a form showed and is no field of ours stays to be seen', async () => {
  const pdf = await withPage(async (document) => {
    const form = document.getForm();
    const field = form.createTextField('Kundennummer');
    field.setText('4711');
    field.addToPage(document.getPage(0), {
      x: 20,
      y: 300,
      width: 100,
      height: 20,
      font: await document.embedFont(StandardFonts.Helvetica),
    });
    form.updateFieldAppearances();
  });
  const { fields } = await engine.inspect(pdf);
  const text = async (bytes: Uint8Array) => {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
    const document = await task.promise;
    const { items } = await (await document.getPage(1)).getTextContent();
    await task.destroy();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  };
  assert.match(await text(await engine.prepare(pdf, [])), /4711/);
  assert.doesNotMatch(await text(await engine.prepare(pdf, asFields(fields))), /4711/);
});
