import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { DocumentField } from '../../src/contract/documents.ts';
import { paints, withoutValue } from './content.ts';
import { fieldGroups } from './field-groups.ts';
import { formFields } from './fields.ts';
import { PdfFile } from './file.ts';
import { prepareFile } from './prepare.ts';
import { asFields } from './testing/fields.ts';
import { type FormParts, writeForm } from './testing/forms.ts';
import { run, whyNoPrograms } from './testing/programs.ts';
import { type Picture, type Renderer, renderers, renderPages } from './testing/render.ts';

const skip = whyNoPrograms();
const SCALE = 2;
let count = 0;

const folder = await mkdtemp(join(tmpdir(), 'etron-appearance-'));
after(() => rm(folder, { recursive: true }));

async function prepared(pdf: Uint8Array, fields: readonly DocumentField[]): Promise<Uint8Array> {
  const file = new PdfFile(Uint8Array.from(pdf));
  await prepareFile(file, fields);
  return file.append().bytes;
}

const ours = (pdf: Uint8Array): DocumentField[] => asFields(formFields(new PdfFile(Uint8Array.from(pdf))).fields);

async function draw(pdf: Uint8Array, renderer: Renderer = 'pdftoppm'): Promise<Picture> {
  const path = join(folder, `${count++}.pdf`);
  await writeFile(path, pdf);
  return (await renderPages(renderer, path, 72 * SCALE))[0]!;
}

async function text(pdf: Uint8Array): Promise<string> {
  const path = join(folder, `${count++}.pdf`);
  await writeFile(path, pdf);
  return (await run('pdftotext', path, '-')).output;
}

type Rect = FormParts['widgets'][number][0];

/** The pixels of a rectangle of an A4 page, row by row from its top, and a little of what is around. */
function cut({ width, pixels }: Picture, [left, bottom, right, top]: Rect): Buffer {
  const [x1, x2] = [Math.floor((left - 2) * SCALE), Math.ceil((right + 2) * SCALE)];
  const [y1, y2] = [Math.floor((842 - top - 2) * SCALE), Math.ceil((842 - bottom + 2) * SCALE)];
  const rows = Array.from({ length: y2 - y1 }, (_, row) => (y1 + row) * width);
  return Buffer.concat(rows.map((start) => pixels.subarray(start + x1, start + x2)));
}

/** How much of two pictures differs: pixels that are ink in one and paper in the other, per pixel of ink. */
function difference(a: Buffer, b: Buffer): number {
  let [different, ink] = [0, 1];
  for (const [index, value] of a.entries()) {
    if (value < 128 || b[index]! < 128) ink++;
    if (Math.abs(value - b[index]!) > 100) different++;
  }
  return different / ink;
}

const inkOf = (picture: Picture, rect: Rect): number => cut(picture, rect).filter((value) => value < 200).length;

const circle = (radius: number, at = 7) => {
  const bend = radius * 0.5523;
  const [near, far] = [at - radius, at + radius];
  return `${far} ${at} m ${far} ${at + bend} ${at + bend} ${far} ${at} ${far} c ${at - bend} ${far} ${near} ${at + bend} ${near} ${at} c ${near} ${at - bend} ${at - bend} ${near} ${at} ${near} c ${at + bend} ${near} ${far} ${at - bend} ${far} ${at} c`;
};
const cells = Array.from({ length: 19 }, (_, index) => `${(index + 1) * 15} 0 m ${(index + 1) * 15} 20 l S`).join('\n');

/** Appearances as Acrobat, LiveCycle and others write them: filled in or ticked, and what is left of them when they are empty. */
const OWN: Record<string, { size: [number, number]; entries: string; full: string; empty: string; on?: string }> = {
  'a frame before the marked value': {
    size: [128, 20],
    entries: '/FT /Tx /V (Huber)',
    full: '0.9 g 0 0 128 20 re f 0 G 0.5 0.5 127 19 re s /Tx BMC q BT /Helv 12 Tf 0 0 1 rg 4 6 Td (Huber) Tj ET Q EMC',
    empty: '0.9 g 0 0 128 20 re f 0 G 0.5 0.5 127 19 re s',
  },
  'a comb': {
    size: [300, 20],
    entries: '/FT /Tx /Ff 16777216 /MaxLen 20 /V (AT)',
    full: `0 0 1 RG 0.5 0.5 299 19 re s\n${cells}\n/Tx BMC q BT /Helv 10 Tf 4 6 Td (A) Tj 15 0 Td (T) Tj ET Q EMC`,
    empty: `0 0 1 RG 0.5 0.5 299 19 re s\n${cells}`,
  },
  'a value that nothing marks': {
    size: [128, 20],
    entries: '/FT /Tx /V (Huber)',
    full: 'q 0 G 0.5 w 0 0 m 128 0 l S Q BT /Helv 10 Tf 2 6 Td (Hu\\)ET ber) Tj ET 0 10 m 0 20 l S',
    empty: 'q 0 G 0.5 w 0 0 m 128 0 l S Q 0 10 m 0 20 l S',
  },
  'a list with a chosen line': {
    size: [122, 40],
    entries: '/FT /Ch /Ff 2097152 /Opt [(a) (b)] /V [(b)]',
    full: '0 G 0.5 0.5 121 39 re s /Tx BMC q 0.6 0.75 0.85 rg 1 10 120 12 re f BT /Helv 10 Tf 0 g 3 27 Td (a) Tj 0 -14 Td (b) Tj ET Q EMC',
    empty: '0 G 0.5 0.5 121 39 re s',
  },
  'a crossed box': {
    size: [14, 14],
    entries: '/FT /Btn /V /Ja /AS /Ja',
    full: '0 G 0.5 0.5 13 13 re s 2 2 m 12 12 l 2 12 m 12 2 l s',
    empty: '0 G 0.5 0.5 13 13 re s',
    on: 'Ja',
  },
  'a chosen circle': {
    size: [14, 14],
    entries: '/FT /Btn /Ff 49152 /V /a /AS /a',
    full: `0 G ${circle(6.5)} s ${circle(3)} f`,
    empty: `0 G ${circle(6.5)} s`,
    on: 'a',
  },
};

describe('own appearances', { skip }, () => {
  const rects = new Map<string, Rect>();
  const looks: NonNullable<FormParts['looks']> = {};
  const widgets = Object.entries(OWN).map(
    ([what, { size, entries, full, empty, on }], index): FormParts['widgets'][number] => {
      const rect: Rect = [72, 640 - index * 60, 72 + size[0], 640 - index * 60 + size[1]];
      rects.set(what, rect);
      looks[`full${index}`] = [...size, full];
      looks[`empty${index}`] = [...size, empty];
      const normal = on ? `<< /${on} @full${index} /Off @empty${index} >>` : `@full${index}`;
      return [rect, `/T (f${index}) ${entries} /AP << /N ${normal} >>`];
    },
  );
  const pdf = writeForm({ widgets, looks });
  const blank = writeForm({
    widgets: widgets.map(([rect], index) => [rect, `/FT /Sig /T (f${index}) /AP << /N @empty${index} >>`]),
    looks,
  });
  const pictures: Record<string, Promise<Picture>> = {};
  const picture = (of: 'before' | 'filled' | 'blank' | 'ours') =>
    (pictures[of] ??= (async () => {
      if (of === 'before') return draw(pdf);
      if (of === 'filled') return draw(await prepared(pdf, []));
      return of === 'blank' ? draw(blank) : draw(await prepared(pdf, ours(pdf)));
    })());

  for (const [what, rect] of rects) {
    test(`${what} stays as it is where the field is none of ours`, async () => {
      const share = difference(cut(await picture('before'), rect), cut(await picture('filled'), rect));
      assert.ok(share < 0.01, `${share}`);
    });
    test(`${what} stays without the value where a signer fills it in`, async () => {
      const share = difference(cut(await picture('blank'), rect), cut(await picture('ours'), rect));
      assert.ok(share < 0.01, `${share}`);
    });
  }
});

/** What a form describes and viewers draw; poppler's own drawing is what it is compared with. */
const DESCRIBED: Record<string, string> = {
  'a solid frame': '/FT /Tx /V (Huber) /MK << /BC [1 0 0] >> /BS << /W 1 >>',
  'a wide frame and a ground': '/FT /Tx /V (Huber) /MK << /BC [0 0.3 0] /BG [0.9] >> /BS << /W 3 /S /S >>',
  'a dashed frame': '/FT /Tx /V (Huber) /MK << /BC [0] >> /BS << /W 1 /S /D /D [3] >>',
  'a line below': '/FT /Tx /V (Huber) /MK << /BC [0] >> /BS << /W 1 /S /U >>',
  'a border of the first kind': '/FT /Tx /V (Huber) /MK << /BC [0] >> /Border [0 0 2]',
  'a frame of CMYK': '/FT /Tx /V (Huber) /MK << /BC [0 1 1 0] >> /BS << /W 1 >>',
  'text at the right': '/FT /Tx /V (Huber) /Q 2',
  'text in the middle': '/FT /Tx /V (Huber) /Q 1 /MK << /BC [0] >> /BS << /W 1 >>',
  'text turned by 90': '/FT /Tx /V (H) /MK << /R 90 /BC [0] >> /BS << /W 1 >>',
  'text turned by 180': '/FT /Tx /V (Huber) /MK << /R 180 /BC [0] >> /BS << /W 1 >>',
  'a chosen option': '/FT /Ch /Ff 131072 /Opt [[(h) (Huber)] (b)] /V (h) /MK << /BC [0] >> /BS << /W 1 >>',
  'an unticked box': '/FT /Btn /MK << /BC [0] /CA (8) >> /BS << /W 1 >>',
};

/** Pictures of text differ by the font and its place. */
const SIMILAR = 0.75;

test('what a form describes is drawn as viewers draw it', { skip }, async () => {
  for (const needed of [true, false]) {
    const widgets = Object.entries(DESCRIBED).map(([, entries], index): FormParts['widgets'][number] => {
      const bottom = 650 - index * 40;
      return [[72, bottom, 200, bottom + 22], `/T (f${index}) ${entries}`];
    });
    const pdf = writeForm({ widgets, form: needed ? '/NeedAppearances true' : '' });
    const [before, filled, empty] = await Promise.all([
      draw(pdf),
      draw(await prepared(pdf, [])),
      draw(await prepared(pdf, ours(pdf))),
    ]);
    for (const [index, [what, entries]] of Object.entries(DESCRIBED).entries()) {
      const [rect] = widgets[index]!;
      const [wanted, drawn] = [inkOf(before, rect), inkOf(filled, rect)];
      assert.ok(Math.abs(drawn - wanted) < 0.4 * wanted, `${what}: ${drawn} instead of ${wanted}`);
      const share = difference(cut(before, rect), cut(filled, rect));
      assert.ok(share < SIMILAR, `${what} differs by ${share}`);
      const framed = entries.includes('/BC');
      assert.ok(framed ? inkOf(empty, rect) > 100 : inkOf(empty, rect) === 0, `${what} without its value`);
    }
  }
});

test('forms of other programs look as before', { skip }, async () => {
  for (const file of ['tex-form.pdf', 'libreoffice-frames.pdf', 'libreoffice-form.pdf', 'reportlab-form.pdf']) {
    const pdf = await readFile(new URL(`./testing/corpus/${file}`, import.meta.url));
    const [before, filled] = await Promise.all([draw(pdf), draw(await prepared(pdf, []))]);
    const share = difference(before.pixels, filled.pixels);
    assert.ok(share < 0.2, `${file} differs by ${share}`);
  }
});

test('frames and unticked boxes are seen in every viewer', { skip }, async () => {
  const widgets: FormParts['widgets'] = [
    [[72, 600, 90, 618], '/FT /Btn /T (Newsletter) /V /Off /AS /Off /AP << /N << /Off @off /Ja @on >> >>'],
    [[72, 560, 250, 580], '/FT /Tx /T (Ort) /MK << /BC [1 0 0] >> /BS << /W 1 >>'],
    [[72, 520, 90, 538], '/FT /Btn /Ff 49152 /T (Wahl) /MK << /BC [0] /CA (l) >>'],
  ];
  const looks: FormParts['looks'] = {
    off: [18, 18, '1 1 16 16 re S'],
    on: [18, 18, '1 1 16 16 re S 2 2 m 16 16 l S'],
  };
  const pdf = writeForm({ widgets, looks });
  const bytes = await prepared(pdf, ours(pdf));
  for (const renderer of renderers) {
    const drawn = await draw(bytes, renderer);
    for (const [rect] of widgets) assert.ok(inkOf(drawn, rect) > 60, `${renderer}, ${rect}`);
    const [box] = widgets[0]!;
    const inside: Rect = [box[0] + 5, box[1] + 5, box[2] - 5, box[3] - 5];
    assert.equal(inkOf(drawn, inside), 0, 'not ticked');
  }
});

test('a value is drawn where its appearance is empty or out of date, and only there', { skip }, async () => {
  const looks: FormParts['looks'] = {
    empty: [178, 20, '/Tx BMC EMC'],
    old: [178, 20, '/Tx BMC BT /Helv 10 Tf 2 6 Td (Bob) Tj ET EMC'],
  };
  const form = (look: string, needed: boolean) =>
    writeForm({
      widgets: [[[72, 600, 250, 620], `/FT /Tx /T (Vorname) /V (Alice) /AP << /N @${look} >>`]],
      looks,
      form: needed ? '/NeedAppearances true' : '',
    });
  for (const [look, needed, shown] of [
    ['empty', true, 'Alice'],
    ['empty', false, 'Alice'],
    ['old', true, 'Alice'],
    ['old', false, 'Bob'],
  ] as const) {
    const pdf = form(look, needed);
    assert.match(await text(await prepared(pdf, [])), new RegExp(shown), `${look} ${needed}`);
    assert.doesNotMatch(await text(await prepared(pdf, ours(pdf))), /Alice|Bob/, 'the signer fills it in');
  }
});

test('the value of a field with several widgets is drawn at each of them', { skip }, async () => {
  const pdf = writeForm({
    widgets: [0, 1, 2].map((index) => [[72, 600 - index * 40, 250, 620 - index * 40], '/Parent @name']),
    parents: { name: '/FT /Tx /T (Name) /V (Alice)' },
  });
  assert.equal((await text(await prepared(pdf, []))).match(/Alice/g)?.length, 3);
});

test('what a viewer does not show is not drawn, and a button only where it is printed', { skip }, async () => {
  const rows: [seen: boolean, entries: string][] = [
    [false, '/F 2 /FT /Tx /V (Huber) /MK << /BC [0] >>'],
    [false, '/F 36 /FT /Tx /V (Huber) /MK << /BC [0] >>'],
    [true, '/F 0 /FT /Tx /V (Huber) /MK << /BC [0] >>'],
    [false, '/F 0 /FT /Btn /Ff 65536 /MK << /BC [0] /CA (Drucken) >>'],
    [true, '/F 4 /FT /Btn /Ff 65536 /MK << /BC [0] /CA (Drucken) >>'],
    [false, '/FT /Tx /V ()'],
  ];
  const widgets = rows.map(([, entries], index): FormParts['widgets'][number] => [
    [72, 600 - index * 40, 250, 620 - index * 40],
    `/T (f${index}) ${entries}`,
  ]);
  const drawn = await draw(await prepared(writeForm({ widgets }), []));
  for (const [index, [seen, entries]] of rows.entries())
    assert.equal(inkOf(drawn, widgets[index]![0]) > 0, seen, entries);
  assert.match(await text(await prepared(writeForm({ widgets }), [])), /Drucken/);
});

test('a password stays unreadable', { skip }, async () => {
  const pdf = writeForm({ widgets: [[[72, 600, 250, 620], '/FT /Tx /Ff 8192 /T (PIN) /V (geheim)']] });
  const shown = await text(await prepared(pdf, []));
  assert.match(shown, /\*{6}/);
  assert.doesNotMatch(shown, /geheim/);
});

test('a character that cannot be drawn holds nothing up where nobody could correct it', { skip }, async () => {
  const pdf = writeForm({ widgets: [[[72, 600, 250, 620], '/FT /Tx /T (x) /V <FEFF0041D83DDE000042>']] });
  assert.match(await text(await prepared(pdf, [])), /A\?B/);
});

test('a layer that is switched off takes its widgets along', { skip }, async () => {
  const rect: Rect = [72, 600, 250, 620];
  const pdf = writeForm({
    widgets: [[rect, '/FT /Tx /T (x) /MK << /BC [0] >> /OC @layer']],
    parents: { layer: '/Type /OCG /Name (aus)' },
  });
  const off = Buffer.from(
    pdf.toString('latin1').replace('/Catalog', '/Catalog /OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >>'),
    'latin1',
  );
  assert.equal(inkOf(await draw(await prepared(off, [])), rect), 0);
  assert.ok(inkOf(await draw(await prepared(pdf, [])), rect) > 0);
});

test('widgets share their appearance in the prepared PDF too', async () => {
  const widgets = Array.from({ length: 200 }, (_, index): FormParts['widgets'][number] => [
    [
      72 + (index % 20) * 20,
      600 - Math.floor(index / 20) * 20,
      86 + (index % 20) * 20,
      614 - Math.floor(index / 20) * 20,
    ],
    `/FT /Btn /T (f${index}) /AS /Off /AP << /N << /Off @off >> >>`,
  ]);
  const pdf = writeForm({ widgets, looks: { off: [14, 14, `0 0 14 14 re S % ${'x'.repeat(500)}`] } });
  const { length } = await prepared(pdf, ours(pdf));
  assert.ok(length - pdf.length < 30_000, `${length - pdf.length}`);
  assert.equal(fieldGroups(new PdfFile(Uint8Array.from(pdf))).length, 200);
});

test('contents are told apart from what only looks like them', () => {
  const left = (content: string) => withoutValue(Buffer.from(content, 'latin1')).toString('latin1');
  assert.equal(left('1 w /Tx BMC (EMC \\) ) Tj << /a /b >> BDC EMC 3 w EMC 2 w'), '1 w 2 w');
  assert.equal(left('q /Tx /MC0 BDC BT (x) Tj ET EMC Q'), 'q Q');
  assert.equal(left('q BT (x) Tj /Tx BMC (y) Tj EMC 1 g ET Q'), 'q  1 g ET Q');
  assert.equal(left('0 g /Tx BMC BT (x) Tj'), '0 g');
  assert.equal(left('% BT\n0 g BI /W 1 ID BT EI 1 g <4254> pop'), '% BT\n0 g BI /W 1 ID BT EI 1 g <4254> pop');
  for (const [content, painted] of [
    ['', false],
    ['/Tx BMC EMC', false],
    ['q 0 0 9 9 re W n Q % S', false],
    ['(S) pop /S gs', false],
    ['0 0 9 9 re S', true],
    ['BT (x) Tj ET', true],
    ['/Fm Do', true],
    ['BI /W 1 ID x EI', true],
  ] as const)
    assert.equal(paints(Buffer.from(content)), painted, content);
});
