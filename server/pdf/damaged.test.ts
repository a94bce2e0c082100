import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNamesAndRefs } from './active.ts';
import { whyNoPrograms } from './testing/programs.ts';
import { rawForm, rawPdf, stream } from './testing/raw-pdf.ts';
import { openSealer } from './testing/sealer.ts';

const skip = whyNoPrograms();
const sealer = await openSealer();

/** The same file with cross references that are of no use. */
const withoutXref = (pdf: Buffer): Buffer =>
  Buffer.from(pdf.toString('latin1').replace(/startxref\n\d+/, 'startxref\n7'), 'latin1');

const FONT_NAME = '<< /Type /FontDescriptor /FontName /AASGAA+Arial,Unicode MS /Flags 4 /Ascent 1068 >>';

/** Damaged objects that nothing of ours needs. */
const UNNEEDED: Record<string, Buffer> = {
  'a font with a space in its name': rawPdf({
    page: '/Group << /Font 6 0 R >>',
    objects: ['<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor 7 0 R >>', FONT_NAME],
  }),
  'the font that the page is written in': rawPdf({
    font: '<< /Type /Font /Subtype /TrueType /BaseFont /Arial /FontDescriptor 6 0 R /Encoding /WinAnsiEncoding >>',
    objects: [FONT_NAME],
  }),
  'the structure with a name that is none': rawPdf({
    catalog: '/StructTreeRoot 6 0 R',
    objects: ['<< /Type /StructTreeRoot /K [<< /Type OBJR /Pg 3 0 R >>] >>'],
  }),
  'what only the attributes of the structure say': rawPdf({
    catalog: '/StructTreeRoot << /K << /Type /StructElem /S /P /A 6 0 R >> >>',
    objects: ['<< /O /Layout /Width 12pt /Note (a \\) and ( and \\( ) and) >> % endobj'],
  }),
  'an object that nobody refers to, with a script': rawPdf({ objects: ['<< /S /JavaScript MS /JS (x) >>'] }),
  'a stream that nobody refers to': rawPdf({ objects: ['<< /Length 9 /Filter MS >>\nstream\n123456789'] }),
  'a number with two points, in a form that is taken away': rawForm(['/FT /Tx /T (a) /MK 7 0 R'], {
    objects: ['<< /BC [0.1.2 0 0] >>'],
  }),
};

for (const [what, pdf] of Object.entries(UNNEEDED)) {
  test(`a PDF is sealed in spite of a damaged object: ${what}`, { skip }, async () => {
    await sealer.seal(pdf);
    await sealer.seal(withoutXref(pdf));
  });
}

const DAMAGED_SCRIPT = '<< /S /JavaScript MS /JS (app.alert\\(1\\)) >>';
const link = (action: string) => `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${action} >>]`;

/** What a viewer may find in damaged objects and we may not, and what is needed. */
const REFUSED: Record<string, Buffer> = {
  'a script when it is opened': rawPdf({ catalog: '/OpenAction 6 0 R', objects: [DAMAGED_SCRIPT] }),
  'a script of a link': rawPdf({ page: link('6 0 R'), objects: [DAMAGED_SCRIPT] }),
  'names written in another way': rawPdf({
    page: link('6 0 R'),
    objects: [DAMAGED_SCRIPT.replace('JavaScript', 'J#61vaScript').replace('/JS', '/#4a#53')],
  }),
  'a program behind a damaged action': rawPdf({
    page: link('6 0 R'),
    objects: ['<< /S /GoTo MS /Next 7 0 R >>', '<< /S /Launch /F (calc.exe) >>'],
  }),
  'a program that claims to be a tag, behind a damaged action': rawPdf({
    page: link('6 0 R'),
    objects: ['<< /S /GoTo MS /Next 7 0 R >>', '[<< /Type /StructElem /S /Launch /F (calc.exe) >>]'],
  }),
  'a dictionary that does not end': rawPdf({
    page: link('6 0 R'),
    objects: ['<< /S /GoTo MS', '/S /JavaScript /JS (app.alert\\(1\\)) >>'],
  }),
  'an array that does not end': rawPdf({
    page: link('6 0 R'),
    objects: ['<< /S /GoTo MS /D [ >>', '/JavaScript ] >>'],
  }),
  'a string that does not end': rawPdf({ page: link('6 0 R'), objects: ['<< /S /GoTo MS /D (a >>'] }),
  'a stream that is needed': rawPdf({
    page: '/Thumb 6 0 R',
    objects: ['<< /Length 1 /Filter MS >>\nstream\nx\nendstream'],
  }),
  'the page': rawPdf({ page: '/Tabs MS' }),
  'the parts of the content': rawPdf({ page: '/Contents 6 0 R', objects: ['[4 0 R MS]'] }),
  'an object stream with a script': rawPdf({
    catalog: '/OpenAction 9 0 R',
    objects: [stream(`9 0 ${DAMAGED_SCRIPT}`, '/Type /ObjStm /N 1 /First 4')],
  }),
};

for (const [what, pdf] of Object.entries(REFUSED)) {
  test(`a damaged object is refused where it may be ${what}`, async () => {
    if (!what.startsWith('an object stream')) await assert.rejects(sealer.engine.inspect(pdf), { code: 'pdf_invalid' });
    await assert.rejects(sealer.engine.inspect(withoutXref(pdf)), { code: 'pdf_invalid' });
  });
}

test('a script is found whatever generation it is asked for by', async () => {
  const pdf = rawPdf({ catalog: '/OpenAction 6 3 R', objects: ['<< /S /JavaScript /JS (x) >>'] });
  await assert.rejects(sealer.engine.inspect(pdf), { code: 'pdf_active_content' });
});

test('the words of a damaged object end with it', () => {
  const { names, refs } = readNamesAndRefs(
    Buffer.from('<< /A#42 (/C) /D 12 0 R % /E\n/F <2f47> MS >> endobj 7 0 obj /H'),
  );
  assert.deepEqual([[...names], refs.map(String)], [['AB', 'D', 'F'], ['12 0 R']]);
});
