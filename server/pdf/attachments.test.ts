import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PDFDocument, PDFName } from 'pdf-lib';
import { detach } from './testing/detach.ts';
import { INVOICE_XML, writeInvoice } from './testing/invoice.ts';
import { whyNoPrograms } from './testing/programs.ts';
import { rawPdf, stream } from './testing/raw-pdf.ts';
import { openSealer } from './testing/sealer.ts';

const skip = whyNoPrograms();
const sealer = await openSealer();

/** A PDF with one file, in the tree of files and associated with the document. */
const withFile = (name: string, content: string, more = '') =>
  rawPdf({
    catalog: `/AF [6 0 R] /Names << /EmbeddedFiles << /Names [(${name}) 6 0 R] >> >> ${more}`,
    objects: [
      `<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 7 0 R >> >>`,
      stream(content, '/Type /EmbeddedFile'),
    ],
  });

test('the data of an e-invoice is in the sealed PDF, byte by byte, and as it was associated with it', {
  skip,
}, async () => {
  const { dropped, sealed } = await sealer.seal(await writeInvoice());
  assert.deepEqual(dropped, []);
  assert.deepEqual(await detach(sealed), { 'factur-x.xml': Buffer.from(INVOICE_XML) });
  const { catalog } = await PDFDocument.load(sealed, { updateMetadata: false });
  assert.match(String(catalog.lookup(PDFName.of('AF'))), /^\[ \d+ 0 R \]$/);
  assert.ok(catalog.lookup(PDFName.of('Metadata')) && catalog.lookup(PDFName.of('OutputIntents')));
});

test('a file that is no data is left out of what is sent, and its author told', { skip }, async () => {
  const { dropped, sealed } = await sealer.seal(await writeInvoice({ 'Press.joboptions': '<< >>', 'a.exe': 'MZ' }));
  assert.deepEqual(dropped, ['Press.joboptions', 'a.exe']);
  assert.deepEqual(await detach(sealed), { 'factur-x.xml': Buffer.from(INVOICE_XML) });
  const { context } = await PDFDocument.load(sealed, { updateMetadata: false });
  const left = context.enumerateIndirectObjects().filter(([, object]) => String(object).includes('joboptions'));
  assert.deepEqual(left, [], 'in no object any more');
});

test('the last file goes with the list of them', { skip }, async () => {
  const { dropped, sealed } = await sealer.seal(withFile('Press.joboptions', '<< >>'));
  assert.deepEqual([dropped, await detach(sealed)], [['Press.joboptions'], {}]);
});

const XML = '<?xml version="1.0"?><a/>';

const DATA: [string, string][] = [
  ['zugferd-invoice.xml', INVOICE_XML],
  [
    'ebinterface.XML',
    `\xef\xbb\xbf<?xml version="1.0"?>\n<?xml-stylesheet href="invoice.xsl" type="text/xsl"?><Invoice/>`,
  ],
  ['latin.xml', '<?xml version="1.0" encoding="ISO-8859-1"?><a>f\xfcr</a>'],
  ['data.json', '{"a": [1]}'],
  ['list.csv', 'Menge;Preis\r\n1;2,50\r\n'],
];

const OTHERS: [string, string][] = [
  ['a.exe', XML],
  ['a.xml.exe', XML],
  ['a.html', XML],
  ['a.svg', '<svg/>'],
  ['a', XML],
  ['constructor', XML],
  ['a.xml', 'MZ\0\0'],
  ['a.xml', '<< /PageSize [1 1] >>'],
  ['a.xml', ''],
  ['a.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
  ['a.xml', '<a><h:script xmlns:h="http://www.w3.org/1999/xhtml">x</h:script></a>'],
  ['a.xml', '<a><h:script xmlns:h="http://www.w3.org/1999/xhtm&#x6c;">x</h:script></a>'],
  ['a.xml', '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>'],
  ['a.xml', '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xml,x"?><w/>'],
  ['a.xml', '<?xml version="1.0" encoding="nobody-knows"?><a/>'],
  ['a.json', 'alert(1)'],
  ['a.csv', 'a\0b'],
];

for (const [files, kept] of [
  [DATA, true],
  [OTHERS, false],
] as const)
  for (const [name, content] of files)
    test(`${JSON.stringify(name)} with ${JSON.stringify(content.slice(0, 60))} is ${kept ? '' : 'no '}data`, async () => {
      const { dropped } = await sealer.engine.inspect(withFile(name, content));
      assert.deepEqual(dropped, kept ? [] : [name]);
    });

test('with an annotation goes only the file that is no data', { skip }, async () => {
  const note = (file: number) => `<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS ${file} 0 R >>`;
  const file = (name: string, content: number) => `<< /Type /Filespec /F (${name}) /EF << /F ${content} 0 R >> >>`;
  const pdf = rawPdf({
    page: `/Annots [${note(6)} ${note(7)}]`,
    objects: [file('a.xml', 8), file('a.exe', 8), stream(XML, '/Type /EmbeddedFile')],
  });
  const { dropped, sealed } = await sealer.seal(pdf);
  assert.deepEqual([dropped, await detach(sealed)], [['a.exe'], { 'a.xml': Buffer.from(XML) }]);
});

test('a file stays with its annotation where something is drawn on top of it', { skip }, async () => {
  const looks = '/AP << /N 8 0 R >>';
  const pdf = rawPdf({
    page: `/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [60 720 100 750] /FS 6 0 R ${looks} >>]`,
    objects: [
      '<< /Type /Filespec /F (a.xml) /EF << /F 7 0 R >> >>',
      stream(XML, '/Type /EmbeddedFile'),
      stream('1 0 0 rg 0 0 40 30 re f', '/Type /XObject /Subtype /Form /BBox [0 0 40 30]'),
    ],
  });
  assert.deepEqual(await detach((await sealer.seal(pdf)).sealed), { 'a.xml': Buffer.from(XML) });
});

test('a portfolio of files, and a file that hangs on a part of a page, are refused', async () => {
  const { engine } = sealer;
  await assert.rejects(engine.inspect(withFile('a.pdf', '%PDF-', '/Collection << /Type /Collection >>')), {
    code: 'pdf_portfolio',
  });
  const pdf = rawPdf({
    page: '/AF [<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>]',
    objects: [stream('MZ', '/Type /EmbeddedFile')],
  });
  await assert.rejects(engine.inspect(pdf), { code: 'pdf_attachment' });
});
