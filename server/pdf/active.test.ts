import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { PDFDocument } from 'pdf-lib';
import type { PdfFault } from './pdf.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { rawForm, rawPdf, stream } from './testing/raw-pdf.ts';
import { openSealer } from './testing/sealer.ts';

const skip = whyNoPrograms();
const sealer = await openSealer();

/** Words of what is run, in all objects of a file as they are now, also in those that nothing refers to. */
async function traces(pdf: Uint8Array): Promise<string[]> {
  const { context } = await PDFDocument.load(pdf, { updateMetadata: false });
  return context.enumerateIndirectObjects().flatMap(([, object]) => {
    const content = 'contents' in object ? Buffer.from(object.contents as Uint8Array).toString('latin1') : '';
    return `${object}${content}`.match(/JavaScript|\/JS|app\.alert|XFA|xdp|Launch/g) ?? [];
  });
}

const script = (text: string) => `<< /S /JavaScript /JS (${text.replaceAll(/[()\\]/g, '\\$&')}) >>`;
const text = (name: string, more = '') => `/FT /Tx /T (${name}) ${more}`;
const XDP = '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"/>';
const RIGHTS =
  '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 100 200 100] /Contents <3000> /Reference [<< /TransformMethod /UR3 >>] >>';

/** Forms that do something as long as they are there. */
const FORMS: Record<string, { pdf: Buffer; fields: string[] }> = {
  'a sum that is calculated': {
    pdf: rawForm(
      [
        text('a'),
        text('b'),
        text('Summe', `/AA << /C ${script('AFSimple_Calculate("SUM", new Array ("a", "b"));')} >>`),
      ],
      { form: '/CO [8 0 R]' },
    ),
    fields: ['a', 'b', 'Summe'],
  },
  'a button that prints': {
    pdf: rawForm([text('Name'), `/FT /Btn /Ff 65536 /T (Drucken) /A ${script('this.print(true);')}`]),
    fields: ['Name'],
  },
  'a button that starts a program': {
    pdf: rawForm([text('Name'), '/FT /Btn /Ff 65536 /T (Los) /A << /S /Launch /F (calc.exe) >>']),
    fields: ['Name'],
  },
  'a field that tabs to the next': {
    pdf: rawForm([text('Name', `/AA << /K ${script('AutoTab(this, event, "x");')} >>`)]),
    fields: ['Name'],
  },
  'scripts in objects of their own, one after the other': {
    pdf: rawForm([text('Name', '/AA 7 0 R')], {
      objects: [
        '<< /F 8 0 R /Fo [8 0 R] >>',
        '<< /S /JavaScript /JS 9 0 R /Next [10 0 R] >>',
        stream('app.alert(1)'),
        '<< /S /GoTo /D [3 0 R /Fit] /Next 11 0 R >>',
        '<< /S /Launch /F (calc.exe) /Next 8 0 R >>',
      ],
    }),
    fields: ['Name'],
  },
  'scripts of a field above its widgets': {
    pdf: rawPdf({
      catalog: '/AcroForm << /Fields [6 0 R] >>',
      page: '/Annots [7 0 R]',
      objects: [
        `<< /FT /Tx /T (Kunde) /Kids [7 0 R] /AA << /V ${script('app.alert(1)')} >> >>`,
        '<< /Type /Annot /Subtype /Widget /T (Name) /Parent 6 0 R /Rect [72 600 200 620] >>',
      ],
    }),
    fields: ['Kunde.Name'],
  },
  'a widget that the structure of the document refers to': {
    pdf: rawForm([text('Name', `/AA << /F ${script('app.alert(1)')} >>`)], {
      catalog: '/StructTreeRoot 7 0 R',
      objects: ['<< /Type /StructTreeRoot /K << /S /Form /P 7 0 R /K << /Type /OBJR /Obj 6 0 R /Pg 3 0 R >> >> >>'],
    }),
    fields: ['Name'],
  },
  'XFA besides an AcroForm': {
    pdf: rawForm([text('form1[0].Name[0]')], {
      form: '/XFA [(template) 7 0 R (datasets) 8 0 R]',
      objects: [stream(XDP), stream(XDP)],
    }),
    fields: ['form1[0].Name[0]'],
  },
  'usage rights for Adobe Reader': {
    pdf: rawForm([text('Name')], { catalog: '/Perms << /UR3 7 0 R >>', form: '/SigFlags 2', objects: [RIGHTS] }),
    fields: ['Name'],
  },
};

for (const [what, { pdf, fields: names }] of Object.entries(FORMS)) {
  test(`${what} is no reason to refuse a form, and is gone when it is sealed`, { skip }, async () => {
    const packed = await PDFDocument.load(pdf, { updateMetadata: false });
    for (const given of [pdf, await packed.save({ useObjectStreams: true, updateFieldAppearances: false })]) {
      const { fields, sealed } = await sealer.seal(given);
      assert.deepEqual(
        fields.map(({ name }) => name),
        names,
      );
      assert.deepEqual(await traces(sealed), []);
    }
  });
}

test('trees of scripts without a script are none', { skip }, async () => {
  for (const tree of ['<< /Names [] >>', '<< /Kids [6 0 R << >>] >>'])
    await sealer.seal(rawPdf({ catalog: `/Names << /JavaScript ${tree} >>`, objects: ['<< /Names [] >>'] }));
});

/** What stays refused where it stands in the way of nobody's form. */
const REFUSED: Record<string, { pdf: Buffer; code: PdfFault }> = {
  'a script of the document': {
    pdf: rawPdf({ catalog: `/Names << /JavaScript << /Names [(a) ${script('app.alert(1)')}] >> >>` }),
    code: 'pdf_active_content',
  },
  'a script of the document in a tree that looks empty': {
    pdf: rawPdf({ catalog: `/Names << /JavaScript << /Names [] /Kids [<< /Names [(a) ${script('x')}] >>] >> >>` }),
    code: 'pdf_active_content',
  },
  'a script when a page is opened': {
    pdf: rawPdf({ page: `/AA << /O ${script('app.alert(1)')} >>` }),
    code: 'pdf_active_content',
  },
  'a script of a link': {
    pdf: rawPdf({ page: `/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${script('app.alert(1)')} >>]` }),
    code: 'pdf_active_content',
  },
  'a script of a field that a bookmark runs too': {
    pdf: rawForm([text('Name', '/AA << /F 7 0 R >>')], {
      catalog: '/Outlines << /First << /Title (x) /A << /S /JavaScript /JS 8 0 R >> >> >>',
      objects: ['<< /S /JavaScript /JS 8 0 R >>', stream('app.alert(1)')],
    }),
    code: 'pdf_active_content',
  },
  'a script in what a widget looks like': {
    pdf: rawForm([text('Name', `/AP << /N 7 0 R >>`)], {
      objects: [stream('', `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /A ${script('x')} >>`)],
    }),
    code: 'pdf_active_content',
  },
  'a widget of a page that is a template': {
    pdf: rawPdf({
      catalog: '/Names << /Templates << /Names [(a) 6 0 R] >> >>',
      objects: [
        `<< /Type /Template /Annots [<< /Subtype /Widget /Rect [0 0 9 9] /AA << /F ${script('app.alert(1)')} >> >>] >>`,
      ],
    }),
    code: 'pdf_active_content',
  },
  'a link that opens an attached file': {
    pdf: rawPdf({
      page: '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToE /T << /R /C >> >> >>]',
    }),
    code: 'pdf_active_content',
  },
  'a form of XFA alone': {
    pdf: rawPdf({ catalog: '/NeedsRendering true /AcroForm << /Fields [] /XFA 6 0 R >>', objects: [stream(XDP)] }),
    code: 'pdf_xfa',
  },
  'a form of XFA that is drawn anew when it is opened': {
    pdf: rawForm([text('Name')], { catalog: '/NeedsRendering true', form: '/XFA 7 0 R', objects: [stream(XDP)] }),
    code: 'pdf_xfa',
  },
  "somebody else's signature": {
    pdf: rawForm(['/FT /Sig /T (a) /V 7 0 R'], { objects: [RIGHTS.replace('UR3', 'DocMDP')] }),
    code: 'pdf_signed',
  },
  'a certification': {
    pdf: rawPdf({ catalog: '/Perms << /DocMDP 6 0 R >>', objects: [RIGHTS.replace('UR3', 'DocMDP')] }),
    code: 'pdf_signed',
  },
  'a signature that is given out as usage rights': {
    pdf: rawForm(['/FT /Sig /T (a) /V 7 0 R'], { catalog: '/Perms << /UR3 7 0 R >>', objects: [RIGHTS] }),
    code: 'pdf_signed',
  },
};

for (const [what, { pdf, code }] of Object.entries(REFUSED))
  test(`${what} is refused: ${code}`, () => assert.rejects(sealer.engine.inspect(pdf), { code }));

test('what widgets inherit from their field is drawn', { skip }, async () => {
  const widget = (bottom: number) =>
    `<< /Type /Annot /Subtype /Widget /Parent 8 0 R /Rect [72 ${bottom} 300 ${bottom + 20}] /DA (/Helv 12 Tf 0 g) >>`;
  const pdf = rawPdf({
    catalog: '/AcroForm << /Fields [8 0 R] /DA (/Helv 12 Tf 0 g) >>',
    page: '/Annots [6 0 R 7 0 R]',
    objects: [widget(600), widget(500), '<< /FT /Tx /T (Nummer) /V (4711) /Kids [6 0 R 7 0 R] >>'],
  });
  const path = join(sealer.folder, 'inherited.pdf');
  await writeFile(path, await sealer.engine.prepare(pdf, []));
  assert.equal((await run('pdftotext', path, '-')).output.match(/4711/g)?.length, 2);
});
